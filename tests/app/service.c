/* The engine on a bus of the test's own: what it does for callers, and what it does not. */
#define _GNU_SOURCE /* memfd_create (), O_PATH */
#include "cli-fixture.h"

#include "app/service/errors.h"
#include "base/error.h"

#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

typedef struct
{
  Cli cli;
  GTestDBus *bus;
  GDBusConnection *connection;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;

  cli_set_up (&fixture->cli, NULL);
  fixture->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_add_service_dir (fixture->bus, g_getenv ("VANITY_SERVICES"));
  g_test_dbus_up (fixture->bus);
  address = g_strdup (g_test_dbus_get_bus_address (fixture->bus));
  fixture->connection = g_dbus_connection_new_for_address_sync (
      address,
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_dbus_connection_close_sync (fixture->connection, NULL, NULL);
  g_clear_object (&fixture->connection);
  g_test_dbus_down (fixture->bus);
  g_clear_object (&fixture->bus);
  cli_tear_down (&fixture->cli, NULL);
}

static GVariant *
call (Fixture *fixture, const char *method, GVariant *parameters, GUnixFDList *fds, GError **error)
{
  return g_dbus_connection_call_with_unix_fd_list_sync (
      fixture->connection, VANITY_SERVICE_NAME, VANITY_SERVICE_PATH, VANITY_SERVICE_INTERFACE,
      method, parameters, NULL, G_DBUS_CALL_FLAGS_NONE, 60000, fds, NULL, NULL, error);
}

/* Takes `fd`; the handle is the next one. */
static void
add (GUnixFDList *fds, int fd)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (fd, >=, 0);
  g_unix_fd_list_append (fds, fd, &error);
  g_assert_no_error (error);
  close (fd);
}

static int
open_file (Fixture *fixture, const char *name, int flags)
{
  g_autofree char *path = cli_path (&fixture->cli, name);

  return open (path, flags | O_CLOEXEC, 0600);
}

/* The photo in memory of no file system. */
static int
open_memory (Fixture *fixture, const char *name)
{
  g_autofree char *bytes = NULL;
  gsize size;
  int fd = memfd_create ("photo", MFD_CLOEXEC);

  cli_read (&fixture->cli, name, &bytes, &size);
  g_assert_cmpint (write (fd, bytes, size), ==, (gssize)size);
  return fd;
}

static GVariant *
no_options (void)
{
  return g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0);
}

static GVariant *
one_option (const char *name, GVariant *value)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert_value (&dict, name, value);
  return g_variant_dict_end (&dict);
}

static void
assert_refused (Fixture *fixture, const char *method, GVariant *parameters, GUnixFDList *fds,
                const char *error_name, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = call (fixture, method, parameters, fds, &error);
  g_autofree char *name = NULL;

  g_assert_null (answer);
  g_assert_nonnull (error);
  name = g_dbus_error_get_remote_error (error);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_suffix (name, error_name));
  g_assert_nonnull (strstr (error->message, word));
}

/* ---- What it does ---- */

static void
test_detect (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GUnixFDList) fds = g_unix_fd_list_new ();
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  const char *text;

  if (!cli_copy_portrait (&fixture->cli, "me.png"))
    return;
  add (fds, open_memory (fixture, "me.png"));
  answer = call (fixture, "Detect", g_variant_new ("(h@a{sv})", 0, no_options ()), fds, &error);
  g_assert_no_error (error);
  g_variant_get (answer, "(&s)", &text);
  node = json_from_string (text, &error);
  g_assert_no_error (error);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "width"), ==, 512);
  g_assert_cmpuint (
      json_array_get_length (json_object_get_array_member (json_node_get_object (node), "faces")),
      ==, 1);
}

static void
test_looks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = call (fixture, "ListLooks", NULL, NULL, &error);
  g_autoptr (GVariant) looks = NULL;

  g_assert_no_error (error);
  looks = g_variant_get_child_value (answer, 0);
  g_assert_true (g_variant_is_of_type (looks, G_VARIANT_TYPE ("a(sss)")));
  g_assert_cmpuint (g_variant_n_children (looks), >=, 10);
}

static void
run_via_service (Fixture *fixture, const char *const *arguments)
{
  cli_run_argv (&fixture->cli, arguments);
  if (fixture->cli.status != 0)
    g_test_message ("%s", fixture->cli.err);
  g_assert_cmpint (fixture->cli.status, ==, 0);
}

static void
assert_same_file (Fixture *fixture, const char *one, const char *other)
{
  g_autofree char *a = NULL, *b = NULL;
  gsize n, m;

  cli_read (&fixture->cli, one, &a, &n);
  cli_read (&fixture->cli, other, &b, &m);
  g_assert_cmpmem (a, n, b, m);
}

/* Through the service and without, the same bits and the same words come out. */
static void
test_same (Fixture *fixture, gconstpointer data)
{
  static const char *const commands[][12] = {
    { "apply", "me.png", "--look", "glam", "--strength", "0.8", "-o", "1.png", NULL },
    { "apply", "me.png", "--look", "look.json", "-o", "1.png", NULL },
    { "transfer", "me.png", "--from", "lips=me.png", "--strength", "1.2", "-o", "1.png", NULL },
  };
  static const char *const told[][12] = {
    { "detect", "me.png", "--json", NULL },
    { "analyse", "me.png", "--json", "--nudge", "warmer=0.3", NULL },
  };
  static const char look[] = "{\"vanity-look\":1,\"id\":\"mine\",\"name\":\"Mine\",\"summary\":"
                             "\"\",\"tags\":[],\"layers\":[{\"kind\":\"lipstick\"}]}";

  if (!cli_copy_portrait (&fixture->cli, "me.png"))
    return;
  cli_write (&fixture->cli, "look.json", look, strlen (look));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const char *arguments[14];
      int n = 0;

      for (; commands[i][n]; n++)
        arguments[n] = commands[i][n];
      arguments[n] = NULL;
      run_via_service (fixture, arguments);
      arguments[n - 1] = "2.png";
      arguments[n] = "--via-service";
      arguments[n + 1] = NULL;
      run_via_service (fixture, arguments);
      assert_same_file (fixture, "1.png", "2.png");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    {
      const char *arguments[14];
      g_autofree char *own = NULL;
      int n = 0;

      for (; told[i][n]; n++)
        arguments[n] = told[i][n];
      arguments[n] = NULL;
      run_via_service (fixture, arguments);
      own = g_strdup (fixture->cli.out);
      arguments[n] = "--via-service";
      arguments[n + 1] = NULL;
      run_via_service (fixture, arguments);
      g_assert_cmpstr (own, ==, fixture->cli.out);
    }
}

static void
test_recommend (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer
      = call (fixture, "Recommend",
              g_variant_new ("(@ahs@a{sv})", g_variant_new_array (G_VARIANT_TYPE_HANDLE, NULL, 0),
                             "red-lip", one_option ("number", g_variant_new_uint32 (2))),
              NULL, &error);
  const char *text;

  g_assert_no_error (error);
  g_variant_get (answer, "(&s)", &text);
  g_assert_nonnull (strstr (text, "\"groups\""));
}

/* ---- What it refuses ---- */

static void
test_descriptors (Fixture *fixture, gconstpointer data)
{
  int pipes[2];
  const struct
  {
    int fd;
    const char *word;
  } wrong[] = {
    { open_file (fixture, "out.png", O_WRONLY | O_CREAT), "reading" },
    { open_file (fixture, "out.png", O_PATH), "reading" },
    { open_file (fixture, ".", O_RDONLY | O_DIRECTORY), "ordinary" },
    { pipe (pipes) == 0 ? pipes[0] : -1, "ordinary" },
    { open ("/dev/zero", O_RDONLY | O_CLOEXEC), "ordinary" },
    { memfd_create ("empty", MFD_CLOEXEC), "empty" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GUnixFDList) fds = g_unix_fd_list_new ();

      add (fds, wrong[i].fd);
      assert_refused (fixture, "Detect", g_variant_new ("(h@a{sv})", 0, no_options ()), fds,
                      i == 5 ? ".Error.Format" : ".Error.File", wrong[i].word);
    }
  close (pipes[1]);
  assert_refused (fixture, "Detect", g_variant_new ("(h@a{sv})", 7, no_options ()), NULL,
                  "InvalidArgs", "descriptor 7");
}

/* A descriptor says how large it is; nothing is read of one that is too large. */
static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GUnixFDList) fds = g_unix_fd_list_new ();
  int fd = memfd_create ("hole", MFD_CLOEXEC);

  g_assert_cmpint (ftruncate (fd, G_GINT64_CONSTANT (1) << 40), ==, 0);
  add (fds, fd);
  assert_refused (fixture, "Detect", g_variant_new ("(h@a{sv})", 0, no_options ()), fds,
                  ".Error.Limit", "256 MiB");
}

static void
test_results (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GUnixFDList) fds = g_unix_fd_list_new ();
  g_autofree char *before = NULL, *after = NULL;
  gsize n, m;

  if (!cli_copy_portrait (&fixture->cli, "me.png"))
    return;
  cli_read (&fixture->cli, "me.png", &before, &n);
  cli_write (&fixture->cli, "kept.txt", "kept", 4);
  add (fds, open_file (fixture, "me.png", O_RDONLY));
  add (fds, open_file (fixture, "me.png", O_RDWR));
  add (fds, open_file (fixture, "me.png", O_RDONLY));
  add (fds, open_file (fixture, "kept.txt", O_RDWR));
  assert_refused (fixture, "Apply", g_variant_new ("(hsh@a{sv})", 0, "rosy", 1, no_options ()), fds,
                  ".Error.Value", "written over");
  assert_refused (fixture, "Apply", g_variant_new ("(hsh@a{sv})", 0, "rosy", 2, no_options ()), fds,
                  ".Error.File", "writing");
  /* What fails leaves the result as it was. */
  assert_refused (
      fixture, "Apply",
      g_variant_new ("(hsh@a{sv})", 0, "rosy", 3, one_option ("face", g_variant_new_uint32 (5))),
      fds, ".Error.Value", "no face 5");
  cli_read (&fixture->cli, "me.png", &after, &m);
  g_assert_cmpmem (before, n, after, m);
  g_clear_pointer (&after, g_free);
  cli_read (&fixture->cli, "kept.txt", &after, &m);
  g_assert_cmpmem (after, m, "kept", 4);
}

/* No name of a file makes it read one, not even one that the service could read. */
static void
test_no_names (Fixture *fixture, gconstpointer data)
{
  static const char look[] = "{\"vanity-look\":1,\"id\":\"mine\",\"name\":\"Mine\",\"summary\":"
                             "\"\",\"tags\":[],\"layers\":[]}";
  g_autofree char *path = cli_path (&fixture->cli, "look.json");
  const char *const names[] = { path, "look.json", "../look.json", "" };

  if (!cli_copy_portrait (&fixture->cli, "me.png"))
    return;
  cli_write (&fixture->cli, "look.json", look, strlen (look));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GUnixFDList) fds = g_unix_fd_list_new ();

      add (fds, open_memory (fixture, "me.png"));
      add (fds, memfd_create ("result", MFD_CLOEXEC));
      assert_refused (fixture, "Apply",
                      g_variant_new ("(hsh@a{sv})", 0, names[i], 1, no_options ()), fds,
                      ".Error.Value", "no look");
    }
}

static void
test_options (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *name;
    GVariant *value;
    const char *error, *word;
  } wrong[] = {
    { "strenght", g_variant_new_double (1), "InvalidArgs", "strenght" },
    { "strength", g_variant_new_string ("1"), "InvalidArgs", "type d" },
    { "strength", g_variant_new_double (1.5), ".Error.Value", "1.5" },
    { "strength", g_variant_new_double (0.0 / 0.0), ".Error.Value", "nan" },
    { "quality", g_variant_new_uint32 (0), ".Error.Value", "1 to 100" },
    { "format", g_variant_new_string ("image/gif"), ".Error.Value", "image/gif" },
    { "face", g_variant_new_uint32 (G_MAXUINT32), "InvalidArgs", "face" },
    { "token", g_variant_new_string (""), "InvalidArgs", "token" },
    { "name", g_variant_new_string ("a\nb"), "InvalidArgs", "control" },
  };

  if (!cli_copy_portrait (&fixture->cli, "me.png"))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GUnixFDList) fds = g_unix_fd_list_new ();

      add (fds, open_memory (fixture, "me.png"));
      add (fds, memfd_create ("result", MFD_CLOEXEC));
      assert_refused (
          fixture, "Apply",
          g_variant_new ("(hsh@a{sv})", 0, "rosy", 1, one_option (wrong[i].name, wrong[i].value)),
          fds, wrong[i].error, wrong[i].word);
    }
}

typedef struct
{
  int n_answers, n_limited, n_cancelled, n_done;
} Count;

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  Count *count = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_with_unix_fd_list_finish (
      G_DBUS_CONNECTION (source), NULL, result, &error);
  g_autofree char *name = error ? g_dbus_error_get_remote_error (error) : NULL;

  count->n_answers++;
  count->n_done += answer != NULL;
  count->n_limited += name && g_str_has_suffix (name, "LimitsExceeded");
  count->n_cancelled += name && g_str_has_suffix (name, ".Error.Cancelled");
}

static void
ask (Fixture *fixture, const char *token, Count *count)
{
  g_autoptr (GUnixFDList) fds = g_unix_fd_list_new ();

  add (fds, open_memory (fixture, "me.png"));
  g_dbus_connection_call_with_unix_fd_list (
      fixture->connection, VANITY_SERVICE_NAME, VANITY_SERVICE_PATH, VANITY_SERVICE_INTERFACE,
      "Analyse",
      g_variant_new ("(h@a{sv})", 0,
                     token ? one_option ("token", g_variant_new_string (token)) : no_options ()),
      NULL, G_DBUS_CALL_FLAGS_NONE, 120000, fds, NULL, on_answer, count);
}

static void
wait_for (const Count *count, int n)
{
  while (count->n_answers < n)
    g_main_context_iteration (NULL, TRUE);
}

/* So much at once and no more; what was under way is done all the same. */
static void
test_limits (Fixture *fixture, gconstpointer data)
{
  Count count = { 0 };

  if (!cli_copy_portrait (&fixture->cli, "me.png"))
    return;
  for (int i = 0; i < 11; i++)
    ask (fixture, NULL, &count);
  wait_for (&count, 11);
  g_assert_cmpint (count.n_limited, ==, 3);
  g_assert_cmpint (count.n_done, ==, 8);
}

static void
on_progress (GDBusConnection *connection, const char *sender, const char *path,
             const char *interface, const char *name, GVariant *parameters, gpointer data)
{
  double *most = data;
  const char *token;
  double share;

  g_variant_get (parameters, "(&sd)", &token, &share);
  g_assert_cmpstr (token, ==, "watched");
  g_assert_cmpfloat (share, >=, *most);
  g_assert_cmpfloat (share, <=, 1);
  *most = share;
}

static void
test_progress_and_cancel (Fixture *fixture, gconstpointer data)
{
  Count count = { 0 };
  double most = 0;
  guint subscription = g_dbus_connection_signal_subscribe (
      fixture->connection, NULL, VANITY_SERVICE_INTERFACE, "Progress", VANITY_SERVICE_PATH, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, on_progress, &most, NULL);

  if (!cli_copy_portrait (&fixture->cli, "me.png"))
    return;
  ask (fixture, "watched", &count);
  wait_for (&count, 1);
  g_assert_cmpint (count.n_done, ==, 1);
  g_assert_cmpfloat (most, >, 0);
  g_dbus_connection_signal_unsubscribe (fixture->connection, subscription);

  /* The last of several waits for its turn, and so is there to be ended. */
  for (int i = 0; i < 5; i++)
    ask (fixture, NULL, &count);
  ask (fixture, "unwanted", &count);
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (GVariant) answer
        = call (fixture, "Cancel", g_variant_new ("(s)", "unwanted"), NULL, &error);

    g_assert_no_error (error);
  }
  wait_for (&count, 7);
  g_assert_cmpint (count.n_cancelled, ==, 1);
  g_assert_cmpint (count.n_done, ==, 6);
  assert_refused (fixture, "Cancel", g_variant_new ("(s)", "unwanted"), NULL, ".Error.Value",
                  "unwanted");
}

/* Another caller's token is nobody's business. */
static void
test_strangers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDBusConnection) other = g_dbus_connection_new_for_address_sync (
      g_test_dbus_get_bus_address (fixture->bus),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = NULL;
  Count count = { 0 };

  if (!cli_copy_portrait (&fixture->cli, "me.png"))
    return;
  ask (fixture, "mine", &count);
  answer = g_dbus_connection_call_sync (
      other, VANITY_SERVICE_NAME, VANITY_SERVICE_PATH, VANITY_SERVICE_INTERFACE, "Cancel",
      g_variant_new ("(s)", "mine"), NULL, G_DBUS_CALL_FLAGS_NONE, 60000, NULL, &error);
  g_assert_null (answer);
  wait_for (&count, 1);
  g_assert_cmpint (count.n_done, ==, 1);
  g_dbus_connection_close_sync (other, NULL, NULL);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/app/service/detect", test_detect);
  ADD ("/app/service/looks", test_looks);
  ADD ("/app/service/same", test_same);
  ADD ("/app/service/recommend", test_recommend);
  ADD ("/app/service/descriptors", test_descriptors);
  ADD ("/app/service/too-large", test_too_large);
  ADD ("/app/service/results", test_results);
  ADD ("/app/service/no-names", test_no_names);
  ADD ("/app/service/options", test_options);
  ADD ("/app/service/limits", test_limits);
  ADD ("/app/service/progress-and-cancel", test_progress_and_cancel);
  ADD ("/app/service/strangers", test_strangers);

  return g_test_run ();
}

/* The way through the desktop's camera portal, with a portal of our own on a bus of our own that
 * answers as it is told. */
#include "camera/portal.h"

#include "base/error.h"
#include "camera/camera.h"

#include <gio/gunixfdlist.h>
#include <string.h>
#include <unistd.h>

#define PATH "/org/freedesktop/portal/desktop"

static GTestDBus *bus; /* the library keeps the one it found first; NULL without a daemon */

static const char xml[] = "<node><interface name='org.freedesktop.portal.Camera'>"
                          "<method name='AccessCamera'><arg type='a{sv}' direction='in'/>"
                          "<arg type='o' direction='out'/></method>"
                          "<method name='OpenPipeWireRemote'><arg type='a{sv}' direction='in'/>"
                          "<arg type='h' direction='out'/></method>"
                          "<property name='IsCameraPresent' type='b' access='read'/>"
                          "<property name='version' type='u' access='read'/>"
                          "</interface></node>";

/* What the portal says: 0 allows, 1 is the person's no, 2 ends otherwise. */
typedef struct
{
  gboolean present;
  guint answer;
} Manner;

static const Manner allows = { TRUE, 0 }, denies = { TRUE, 1 }, breaks = { TRUE, 2 },
                    empty = { FALSE, 0 };

typedef struct
{
  const Manner *manner;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  int ready; /* atomic */

  int remote;
  GError *error;
  gboolean done;
} Fixture;

static void
respond (GDBusConnection *connection, const char *sender, GVariant *parameters,
         GDBusMethodInvocation *invocation, guint answer)
{
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 0);
  g_autofree char *token = NULL;
  g_autofree char *caller = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autofree char *handle = NULL;

  g_variant_lookup (options, "handle_token", "s", &token);
  handle = g_strconcat (PATH "/request/", caller, "/", token, NULL);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", handle));
  g_dbus_connection_emit_signal (connection, sender, handle, "org.freedesktop.portal.Request",
                                 "Response", g_variant_new ("(ua{sv})", answer, NULL), NULL);
}

static void
on_call (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
         const char *method, GVariant *parameters, GDBusMethodInvocation *invocation,
         gpointer user_data)
{
  Fixture *fixture = user_data;

  if (strcmp (method, "AccessCamera") == 0)
    {
      respond (connection, sender, parameters, invocation, fixture->manner->answer);
    }
  else
    {
      g_autoptr (GUnixFDList) list = g_unix_fd_list_new ();
      int pair[2];

      g_assert_cmpint (pipe (pair), ==, 0);
      g_unix_fd_list_append (list, pair[0], NULL);
      close (pair[0]);
      close (pair[1]);
      g_dbus_method_invocation_return_value_with_unix_fd_list (invocation, g_variant_new ("(h)", 0),
                                                               list);
    }
}

static GVariant *
on_get (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
        const char *name, GError **error, gpointer user_data)
{
  Fixture *fixture = user_data;

  return strcmp (name, "version") == 0 ? g_variant_new_uint32 (1)
                                       : g_variant_new_boolean (fixture->manner->present);
}

/* The library asks some things without a main loop: the portal needs one of its own. */
static gpointer
run_portal (gpointer data)
{
  static const GDBusInterfaceVTable table = { on_call, on_get, NULL, { NULL } };
  Fixture *fixture = data;
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (xml, NULL);
  g_autoptr (GDBusConnection) connection = NULL;
  g_autoptr (GVariant) reply = NULL;

  g_main_context_push_thread_default (fixture->context);
  connection = g_dbus_connection_new_for_address_sync (
      g_test_dbus_get_bus_address (bus),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, NULL);
  g_assert_nonnull (connection);
  g_dbus_connection_register_object (connection, PATH, node->interfaces[0], &table, fixture, NULL,
                                     NULL);
  reply = g_dbus_connection_call_sync (connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", "org.freedesktop.portal.Desktop", 0),
                                       NULL, 0, -1, NULL, NULL);
  g_assert_nonnull (reply);
  g_atomic_int_set (&fixture->ready, TRUE);
  g_main_loop_run (fixture->loop);
  g_dbus_connection_close_sync (connection, NULL, NULL);
  g_main_context_pop_thread_default (fixture->context);

  return NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->remote = -1;
  if (bus == NULL)
    {
      g_test_skip ("there is no dbus-daemon");
      return;
    }

  g_setenv ("VANITY_CAMERA", "portal", TRUE);
  fixture->manner = data;
  if (fixture->manner == NULL)
    return;

  fixture->context = g_main_context_new ();
  fixture->loop = g_main_loop_new (fixture->context, FALSE);
  fixture->thread = g_thread_new ("portal", run_portal, fixture);
  while (!g_atomic_int_get (&fixture->ready))
    g_usleep (1000);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->thread != NULL)
    {
      g_main_loop_quit (fixture->loop);
      g_thread_join (fixture->thread);
      g_main_loop_unref (fixture->loop);
      g_main_context_unref (fixture->context);
    }
  if (fixture->remote >= 0)
    close (fixture->remote);
  g_clear_error (&fixture->error);
  g_unsetenv ("VANITY_CAMERA");
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->remote = vanity_camera_portal_open_finish (result, &fixture->error);
  fixture->done = TRUE;
}

static void
open_portal (Fixture *fixture)
{
  g_assert_true (vanity_camera_portal_is_wanted ());
  vanity_camera_portal_open_async (NULL, on_opened, fixture);
  while (!fixture->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_allowed (Fixture *fixture, gconstpointer data)
{
  if (bus == NULL)
    return;

  open_portal (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (fixture->remote, >=, 0);
}

static void
test_denied (Fixture *fixture, gconstpointer data)
{
  if (bus == NULL)
    return;

  open_portal (fixture);
  g_assert_error (fixture->error, VANITY_ERROR, VANITY_ERROR_FILE);
  g_assert_cmpint (fixture->remote, ==, -1);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  if (bus == NULL)
    return;

  open_portal (fixture);
  g_assert_error (fixture->error, VANITY_ERROR, VANITY_ERROR_MISSING);
}

static void
test_no_portal (Fixture *fixture, gconstpointer data)
{
  if (bus == NULL)
    return;

  open_portal (fixture);
  g_assert_error (fixture->error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED);
}

static void
test_state (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VanityCamera) camera = NULL;

  if (bus == NULL)
    return;

  camera = vanity_camera_new ();
  vanity_camera_start (camera, NULL);
  while (vanity_camera_get_state (camera) == VANITY_CAMERA_STARTING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (vanity_camera_get_state (camera), ==,
                   fixture->manner == NULL     ? VANITY_CAMERA_FAILED
                   : !fixture->manner->present ? VANITY_CAMERA_NONE
                                               : VANITY_CAMERA_DENIED);
  g_assert_nonnull (vanity_camera_get_error (camera));

  /* One that comes is found, though nobody tells. */
  if (fixture->manner == &empty)
    {
      fixture->manner = &denies;
      while (vanity_camera_get_state (camera) == VANITY_CAMERA_NONE)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (vanity_camera_get_state (camera), ==, VANITY_CAMERA_DENIED);
    }

  /* Who stops before the answer is not told any more. */
  vanity_camera_start (camera, NULL);
  vanity_camera_stop (camera);
  for (int i = 0; i < 50; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_cmpint (vanity_camera_get_state (camera), ==, VANITY_CAMERA_OFF);
}

#define ADD(name, manner, func)                                                                    \
  g_test_add ("/camera/portal/" name, Fixture, manner, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *daemon = g_find_program_in_path ("dbus-daemon");
  GDBusConnection *session = NULL;
  int failed;

  g_test_init (&argc, &argv, NULL);
  if (daemon != NULL)
    {
      bus = g_test_dbus_new (G_TEST_DBUS_NONE);
      g_test_dbus_up (bus);
      session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
      g_dbus_connection_set_exit_on_close (session, FALSE);
    }

  ADD ("allowed", &allows, test_allowed);
  ADD ("denied", &denies, test_denied);
  ADD ("broken", &breaks, test_denied);
  ADD ("no-camera", &empty, test_missing);
  ADD ("no-portal", NULL, test_no_portal);
  ADD ("state-denied", &denies, test_state);
  ADD ("state-none", &empty, test_state);
  ADD ("state-failed", NULL, test_state);

  failed = g_test_run ();
  g_clear_object (&session);
  if (bus != NULL)
    g_test_dbus_stop (bus);
  g_clear_object (&bus);

  return failed;
}

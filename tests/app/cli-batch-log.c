/* A batch that goes on where it stopped. */
#include "cli-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* The line's object; free with json_object_unref (). */
static JsonObject *
parse_line (const char *line)
{
  g_autoptr (JsonNode) node = json_from_string (line, NULL);

  g_assert_nonnull (node);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
  return json_object_ref (json_node_get_object (node));
}

static GStrv
read_lines (Cli *cli, const char *name)
{
  g_autofree char *bytes = NULL;
  g_autofree char *text = NULL;
  gsize size;

  cli_read (cli, name, &bytes, &size);
  g_assert_cmpuint (size, >, 0);
  g_assert_cmpint (bytes[size - 1], ==, '\n');
  text = g_strndup (bytes, size - 1);
  return g_strsplit (text, "\n", -1);
}

static void
append (Cli *cli, const char *name, const char *text)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GString) all = NULL;
  gsize size;

  cli_read (cli, name, &bytes, &size);
  all = g_string_new_len (bytes, (gssize)size);
  g_string_append (all, text);
  cli_write (cli, name, all->str, all->len);
}

/* What is done is left out; what failed, was changed or lost its result is done again. */
static void
test_resume (Cli *cli, gconstpointer data)
{
  g_auto (GStrv) first = NULL, second = NULL, third = NULL;
  g_autoptr (JsonObject) done = NULL;

  if (!cli_copy_portrait (cli, "in/a.png") || !cli_copy_portrait (cli, "in/b.png"))
    return;
  cli_write (cli, "in/c.jpg", "no photo", 8);

  cli_run (cli, "apply", "in", "--look", "red-lip", "-o", "out", "--log", "log.jsonl", NULL);
  g_assert_cmpint (cli->status, ==, 1);
  g_assert_cmpstr (cli->out, ==, "");
  first = read_lines (cli, "log.jsonl");
  g_assert_cmpuint (g_strv_length (first), ==, 3);

  /* Nothing is overwritten unasked. */
  cli_run (cli, "apply", "in", "--look", "red-lip", "-o", "out", "--log", "log.jsonl", NULL);
  cli_assert_ended (cli, 1, "log.jsonl", "--resume", NULL);

  cli_run (cli, "apply", "in", "--look", "red-lip", "-o", "out", "--log", "log.jsonl", "--resume",
           NULL);
  g_assert_nonnull (strstr (cli->err, "2 photos were done before"));
  second = read_lines (cli, "log.jsonl");
  g_assert_cmpuint (g_strv_length (second), ==, 4);

  /* The run was killed amidst a line, a result is gone. */
  append (cli, "log.jsonl", "{\"vanity-batch\":1,\"pho");
  {
    g_autofree char *path = cli_path (cli, "out/a.png");
    g_autoptr (GFile) file = g_file_new_for_path (path);

    g_assert_true (g_file_delete (file, NULL, NULL));
  }
  cli_run (cli, "apply", "in", "--look", "red-lip", "-o", "out", "--log", "log.jsonl", "--resume",
           NULL);
  g_assert_nonnull (strstr (cli->err, "1 photo was done before"));
  g_assert_true (cli_has_file (cli, "out/a.png"));
  third = read_lines (cli, "log.jsonl");
  g_assert_cmpuint (g_strv_length (third), ==, 6);
  done = parse_line (g_str_has_prefix (third[4], "{\"vanity-batch\":1,\"photo\":\"in/a.png\"")
                         ? third[4]
                         : third[5]);
  g_assert_cmpstr (json_object_get_string_member (done, "state"), ==, "done");
  g_assert_cmpstr (json_object_get_string_member (done, "output"), ==, "out/a.png");
  g_assert_cmpint (
      json_object_get_int_member (json_object_get_object_member (done, "result"), "width"), ==,
      512);
}

/* Another look, or the same file with something else in it, is another order. */
static void
test_order (Cli *cli, gconstpointer data)
{
  static const char one[] = "{\"vanity-look\":1,\"id\":\"mine\",\"name\":\"Mine\",\"summary\":\"\","
                            "\"tags\":[],\"layers\":[{\"kind\":\"lipstick\"}]}";
  static const char other[] = "{\"vanity-look\":1,\"id\":\"mine\",\"name\":\"Mine\",\"summary\":"
                              "\"\",\"tags\":[],\"layers\":[{\"kind\":\"blush\"}, "
                              "{\"kind\":\"lipstick\"}]}";
  static const char *const run[] = { "apply", "in",    "--look",    "mine.json", "-o",
                                     "out",   "--log", "log.jsonl", "--resume",  NULL };

  if (!cli_copy_portrait (cli, "in/a.png"))
    return;
  cli_write (cli, "mine.json", one, strlen (one));
  cli_run_argv (cli, run);
  g_assert_cmpint (cli->status, ==, 0);
  cli_run_argv (cli, run);
  g_assert_nonnull (strstr (cli->err, "1 photo was done before"));
  cli_write (cli, "mine.json", other, strlen (other));
  cli_run_argv (cli, run);
  g_assert_null (strstr (cli->err, "done before"));
  cli_run (cli, "apply", "in", "--look", "rosy", "-o", "out", "--log", "log.jsonl", "--resume",
           NULL);
  g_assert_null (strstr (cli->err, "done before"));
}

/* One line of JSON for each photo, also for one that fails. */
static void
test_lines (Cli *cli, gconstpointer data)
{
  g_auto (GStrv) lines = NULL;
  g_autoptr (JsonObject) failure = NULL;

  cli_write_blank (cli, "in/a.png", 60, 60);
  cli_write (cli, "in/b.jpg", "no photo", 8);
  cli_run (cli, "detect", "in", "--json", NULL);
  g_assert_cmpint (cli->status, ==, 1);
  lines = g_strsplit (cli->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  failure = parse_line (lines[1]);
  g_assert_cmpstr (json_object_get_string_member (failure, "photo"), ==, "in/b.jpg");
  g_assert_cmpstr (
      json_object_get_string_member (json_object_get_object_member (failure, "error"), "code"), ==,
      "format");
}

static void
test_bad_input (Cli *cli, gconstpointer data)
{
  cli_write_blank (cli, "in/a.png", 60, 60);
  cli_write (cli, "diary.txt", "Dear mirror,\n", 13);

  cli_assert_misused (cli, "detect in --resume", "--log");
  cli_assert_misused (cli, "detect in --log=", "--log");
  cli_run (cli, "detect", "in", "--log", "diary.txt", "--resume", NULL);
  cli_assert_ended (cli, 1, "diary.txt", "line 1", NULL);
  cli_run (cli, "detect", "in", "--log", "/dev/null", "--resume", NULL);
  cli_assert_ended (cli, 1, "/dev/null", NULL);
  cli_run (cli, "detect", "in", "--log", "none/log.jsonl", NULL);
  cli_assert_ended (cli, 1, "none/log.jsonl", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  cli_add_test ("/app/cli-batch-log/resume", test_resume);
  cli_add_test ("/app/cli-batch-log/order", test_order);
  cli_add_test ("/app/cli-batch-log/lines", test_lines);
  cli_add_test ("/app/cli-batch-log/bad-input", test_bad_input);

  return g_test_run ();
}

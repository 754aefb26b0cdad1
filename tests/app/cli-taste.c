/* vanity-cli taste: what is remembered, in a data folder of the test's own. */
#include "cli-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

static void
use_folder (Cli *cli, const char *name)
{
  g_autofree char *path = cli_path (cli, name);

  g_setenv ("VANITY_TASTE", path, TRUE);
}

static void
test_empty (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;

  use_folder (cli, "taste.db");
  cli_run (cli, "taste", "show", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_nonnull (strstr (cli->out, "opinions"));
  cli_run (cli, "taste", "show", "--json", NULL);
  cli_assert_ended (cli, 0, NULL);
  root = json_from_string (cli->out, NULL);
  g_assert_nonnull (root);
  object = json_node_get_object (root);
  g_assert_cmpint (json_object_get_int_member (object, "vanity-taste"), ==, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "events")), ==, 0);
  cli_run (cli, "taste", "export", "out.json", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_true (cli_has_file (cli, "out.json"));
  cli_run (cli, "taste", "export", "nowhere/out.json", NULL);
  cli_assert_ended (cli, 1, "nowhere/out.json", NULL);
}

static void
test_erase (Cli *cli, gconstpointer data)
{
  use_folder (cli, "taste.db");
  cli_run (cli, "taste", "erase", "tries", "avoid", "--yes", NULL);
  cli_assert_ended (cli, 0, NULL);
  cli_run (cli, "taste", "erase", "--yes", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_cmpstr (cli->out, ==, "");
}

static void
test_misused (Cli *cli, gconstpointer data)
{
  use_folder (cli, "taste.db");
  cli_assert_misused (cli, "taste", "export");
  cli_assert_misused (cli, "taste remember", "remember");
  cli_assert_misused (cli, "taste show all", "all");
  cli_assert_misused (cli, "taste export", "file");
  cli_assert_misused (cli, "taste export a b", "file");
  cli_assert_misused (cli, "taste erase", "--yes");
  cli_assert_misused (cli, "taste erase lipstick --yes", "lipstick");
  cli_assert_misused (cli, "taste show --currency euros", "euros");
}

/* In place of a file that is none of ours memory serves, which is said; and nothing is erased. */
static void
test_foreign (Cli *cli, gconstpointer data)
{
  use_folder (cli, ".");
  cli_run (cli, "taste", "show", NULL);
  g_assert_cmpint (cli->status, ==, 0);
  g_assert_nonnull (strstr (cli->err, "forgotten"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cli_add_test ("/app/cli-taste/empty", test_empty);
  cli_add_test ("/app/cli-taste/erase", test_erase);
  cli_add_test ("/app/cli-taste/misused", test_misused);
  cli_add_test ("/app/cli-taste/foreign", test_foreign);
  return g_test_run ();
}

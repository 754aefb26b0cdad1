/* vanity-cli recommend, in folders of the test's own. */
#include "cli-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

static void
use_folder (Cli *cli)
{
  g_autofree char *taste = cli_path (cli, "taste.db");
  g_autofree char *catalogue = cli_path (cli, "catalogue.db");

  g_setenv ("VANITY_TASTE", taste, TRUE);
  g_setenv ("VANITY_CATALOGUE", catalogue, TRUE);
}

static JsonNode *
parse (Cli *cli)
{
  g_autoptr (GError) error = NULL;
  JsonNode *root = json_from_string (cli->out, &error);

  g_assert_no_error (error);
  return root;
}

static JsonObject *
find_group (JsonNode *root, const char *category)
{
  JsonArray *groups = json_object_get_array_member (json_node_get_object (root), "groups");

  for (guint i = 0; i < json_array_get_length (groups); i++)
    {
      JsonObject *group = json_array_get_object_element (groups, i);

      if (g_strcmp0 (json_object_get_string_member (group, "category"), category) == 0)
        return group;
    }
  return NULL;
}

/* Without a photo: beside a foundation of which the colour is known, nearest first. */
static void
test_owned (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonNode) root = NULL;
  JsonArray *proposals;
  JsonObject *first;

  use_folder (cli);
  cli_run (cli, "recommend", "--own", "#c68f65", "-n", "3", "--json", NULL);
  cli_assert_ended (cli, 0, NULL);
  root = parse (cli);
  g_assert_cmpstr (
      json_object_get_string_member (
          json_object_get_object_member (json_node_get_object (root), "skin"), "source"),
      ==, "owned");
  proposals = json_object_get_array_member (find_group (root, "foundation"), "proposals");
  g_assert_cmpuint (json_array_get_length (proposals), ==, 3);
  first = json_array_get_object_element (proposals, 0);
  g_assert_cmpfloat (json_object_get_double_member (first, "deltaE"), <, 4);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (first, "reasons")), >=, 2);
  cli_run (cli, "recommend", "--own", "#c68f65", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_nonnull (strstr (cli->out, "ΔE"));
}

/* For a look: of its layers, within the filters; a shade's name finds what is owned. */
static void
test_look (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonNode) root = NULL;
  JsonArray *proposals;

  use_folder (cli);
  cli_run (cli, "recommend", "--look", "red-lip", "--category", "lipstick", "--brand", "MAC",
           "--json", NULL);
  cli_assert_ended (cli, 0, NULL);
  root = parse (cli);
  proposals = json_object_get_array_member (find_group (root, "lipstick"), "proposals");
  g_assert_cmpuint (json_array_get_length (proposals), >, 0);
  for (guint i = 0; i < json_array_get_length (proposals); i++)
    g_assert_cmpstr (
        json_object_get_string_member (json_array_get_object_element (proposals, i), "brand"), ==,
        "MAC");
  cli_run (cli, "recommend", "--own", "MAC/Studio Fix Fluid SPF 15/NW43", "-n", "1", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_nonnull (strstr (cli->out, "NW43"));
}

static void
test_photo (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *group;

  use_folder (cli);
  if (!cli_copy_portrait (cli, "me.png"))
    return;
  cli_run (cli, "recommend", "me.png", "--look", "rosy", "--json", NULL);
  cli_assert_ended (cli, 0, NULL);
  root = parse (cli);
  group = find_group (root, "foundation");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (group, "proposals")), >,
                    0);
  g_assert_nonnull (find_group (root, "lipstick"));
  g_assert_nonnull (find_group (root, "eyeshadow"));
}

static void
test_misused (Cli *cli, gconstpointer data)
{
  use_folder (cli);
  cli_assert_misused (cli, "recommend", "--look");
  cli_assert_misused (cli, "recommend a b", "b");
  cli_assert_misused (cli, "recommend --look rosy --category shoes", "shoes");
  cli_assert_misused (cli, "recommend --look rosy -n 0", "0");
  cli_assert_misused (cli, "recommend --look rosy --explore 2", "--explore");
  cli_assert_misused (cli, "recommend --look rosy --max-price cheap", "cheap");
}

static void
test_bad_input (Cli *cli, gconstpointer data)
{
  use_folder (cli);
  cli_run (cli, "recommend", "--own", "#12", NULL);
  cli_assert_ended (cli, 1, "#12", NULL);
  cli_run (cli, "recommend", "--own", "Nobody/Nothing/1'; DROP TABLE shade;--", NULL);
  cli_assert_ended (cli, 1, "Nobody/Nothing", NULL);
  cli_run (cli, "recommend", "--look", "no-such-look", NULL);
  cli_assert_ended (cli, 1, "no-such-look", NULL);
  cli_run (cli, "recommend", "nowhere.jpg", NULL);
  cli_assert_ended (cli, 1, "nowhere.jpg", NULL);
  cli_write_blank (cli, "blank.png", 64, 64);
  cli_run (cli, "recommend", "blank.png", NULL);
  cli_assert_ended (cli, 1, "blank.png", NULL);
  cli_run (cli, "recommend", "--look", "rosy", "--trends", "nowhere.csv", NULL);
  cli_assert_ended (cli, 1, "nowhere.csv", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cli_add_test ("/app/cli-recommend/owned", test_owned);
  cli_add_test ("/app/cli-recommend/look", test_look);
  cli_add_test ("/app/cli-recommend/photo", test_photo);
  cli_add_test ("/app/cli-recommend/misused", test_misused);
  cli_add_test ("/app/cli-recommend/bad-input", test_bad_input);
  return g_test_run ();
}

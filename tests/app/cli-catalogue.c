/* vanity-cli catalogue search and stats. */
#include "cli-fixture.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

static void
set_up (Cli *cli, gconstpointer data)
{
  g_autofree char *path = NULL;

  cli_set_up (cli, data);
  path = cli_path (cli, "mine.db");
  g_setenv ("VANITY_CATALOGUE", path, TRUE);
}

static void
test_search (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root;
  JsonArray *shades;
  double last = 0;

  cli_run (cli, "catalogue", "search", "ruby", "woo", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_nonnull (strstr (cli->out, "MAC"));
  g_assert_nonnull (strstr (cli->out, "≈"));

  cli_run (cli, "catalogue", "search", "--near", "#b3364a", "--category", "lipstick", "--limit",
           "5", "--json", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_true (json_parser_load_from_data (parser, cli->out, -1, NULL));
  root = json_node_get_object (json_parser_get_root (parser));
  shades = json_object_get_array_member (root, "shades");
  g_assert_cmpuint (json_array_get_length (shades), ==, 5);
  g_assert_cmpint (json_object_get_int_member (root, "total"), >, 5);
  for (guint i = 0; i < 5; i++)
    {
      JsonObject *shade = json_array_get_object_element (shades, i);

      g_assert_cmpstr (json_object_get_string_member (shade, "category"), ==, "lipstick");
      g_assert_cmpfloat (json_object_get_double_member (shade, "deltaE"), >=, last);
      last = json_object_get_double_member (shade, "deltaE");
      /* Nobody invents a price. */
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (shade, "prices")), ==,
                        0);
    }
}

/* Whatever is asked for, nothing breaks and nothing is lost. */
static void
test_any_text (Cli *cli, gconstpointer data)
{
  const char *const texts[] = { "'; DROP TABLE shades; --",
                                "\"",
                                "*",
                                "NEAR(a b)",
                                "brand:mac",
                                "\xff\xfe",
                                "口红",
                                "a AND",
                                "%s%n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      cli_run (cli, "catalogue", "search", "--", texts[i], NULL);
      cli_assert_ended (cli, 0, NULL);
    }
  cli_run (cli, "catalogue", "search", "mac", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_null (strstr (cli->out, "0 shades found"));
}

static void
test_stats (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root;

  cli_run (cli, "catalogue", "stats", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_nonnull (strstr (cli->out, "mine.db"));
  cli_run (cli, "catalogue", "stats", "--json", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_true (json_parser_load_from_data (parser, cli->out, -1, NULL));
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpint (json_object_get_int_member (root, "shades"), >=, 400);
  g_assert_cmpint (json_object_get_int_member (root, "priced"), ==, 0);
  g_assert_cmpstr (json_object_get_string_member (root, "state"), ==, "good");
}

static void
test_misused (Cli *cli, gconstpointer data)
{
  cli_assert_misused (cli, "catalogue", "search");
  cli_assert_misused (cli, "catalogue serch", "serch");
  cli_assert_misused (cli, "catalogue search --category lipstik", "lipstik");
  cli_assert_misused (cli, "catalogue search --near mauvish", "mauvish");
  cli_assert_misused (cli, "catalogue search --near #fff,#000", "#fff,#000");
  cli_assert_misused (cli, "catalogue search --max-price -3", "-3");
  cli_assert_misused (cli, "catalogue search --max-price 15", "15");
  cli_assert_misused (cli, "catalogue search --near red --order name", "--order");
  cli_assert_misused (cli, "catalogue search --limit many", "many");
  cli_assert_misused (cli, "catalogue stats more", "more");
  cli_run (cli, "catalogue", "search", "--help", NULL);
  cli_assert_ended (cli, 0, NULL);
}

/* A damaged one is told of once, kept aside, and mended. */
static void
test_damaged (Cli *cli, gconstpointer data)
{
  const char text[] = "this is no database";
  g_autofree char *folder = cli_path (cli, "folder");

  cli_run (cli, "catalogue", "stats", NULL);
  cli_write (cli, "mine.db", text, sizeof text);
  cli_run (cli, "catalogue", "search", "ruby", NULL);
  g_assert_cmpint (cli->status, ==, 0);
  g_assert_nonnull (strstr (cli->err, "mine.db.damaged-"));
  g_assert_nonnull (strstr (cli->out, "MAC"));
  cli_run (cli, "catalogue", "search", "ruby", NULL);
  g_assert_cmpstr (cli->err, ==, "");

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_setenv ("VANITY_CATALOGUE", folder, TRUE);
  cli_run (cli, "catalogue", "stats", NULL);
  cli_assert_ended (cli, 1, "folder", NULL);
}

/* A disk without room: said, the starter list is there all the same, nothing is half made. */
static void
test_full (Cli *cli, gconstpointer data)
{
  const char *const search[] = { "catalogue", "search", "ruby", NULL };

  cli_run_cramped (cli, 20000, search);
  g_assert_cmpint (cli->status, ==, 0);
  g_assert_nonnull (strstr (cli->err, "mine.db"));
  g_assert_nonnull (strstr (cli->out, "MAC"));
  cli_run (cli, "catalogue", "search", "ruby", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_nonnull (strstr (cli->out, "MAC"));
  g_assert_cmpstr (cli->err, ==, "");
}

#define ADD(name, function)                                                                        \
  g_test_add ("/app/cli-catalogue/" name, Cli, NULL, set_up, function, cli_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("search", test_search);
  ADD ("any-text", test_any_text);
  ADD ("stats", test_stats);
  ADD ("misused", test_misused);
  ADD ("damaged", test_damaged);
  ADD ("full", test_full);
  return g_test_run ();
}

/* vanity-cli catalogue import and export. */
#include "cli-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

static const char feed[] = "brand,line,shade,category,hex,price\n"
                           "Maison,Velvet,One,lipstick,#b3364a,15.00 EUR\n"
                           "Maison,Velvet,Two,lipstick,chartreusish,-1 EUR\n"
                           ",Nobody,Three,lipstick,,\n";

static void
set_up (Cli *cli, gconstpointer data)
{
  g_autofree char *path = NULL;

  cli_set_up (cli, data);
  path = cli_path (cli, "mine.db");
  g_setenv ("VANITY_CATALOGUE", path, TRUE);
  cli_write (cli, "feed.csv", feed, sizeof feed - 1);
}

static gint64
count_found (Cli *cli, const char *word)
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  cli_run (cli, "catalogue", "search", "--json", "--", word, NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_true (json_parser_load_from_data (parser, cli->out, -1, NULL));
  return json_object_get_int_member (json_node_get_object (json_parser_get_root (parser)), "total");
}

static void
test_import (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *path = cli_path (cli, "report.json");
  JsonObject *root;

  cli_run (cli, "catalogue", "import", "feed.csv", "--dry-run", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_cmpint (count_found (cli, "maison"), ==, 0);

  cli_run (cli, "catalogue", "import", "feed.csv", "--report", "report.json", "--source", "test",
           "--price-date", "2026-01-02", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_nonnull (strstr (cli->out, "chartreusish"));
  g_assert_cmpint (count_found (cli, "maison"), ==, 2);
  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpint (json_object_get_int_member (root, "rows"), ==, 3);
  g_assert_cmpint (json_object_get_int_member (root, "added"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (root, "skipped"), ==, 1);
  g_assert_cmpint (
      json_object_get_int_member (json_object_get_object_member (root, "skipped_by_rule"), "brand"),
      ==, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "remarks")), ==, 3);
}

/* Each file that cannot be read is said, and the others are read. */
static void
test_bad_files (Cli *cli, gconstpointer data)
{
  cli_write (cli, "empty.csv", "", 0);
  cli_write (cli, "none.csv", "brand,line\n,a\n", 14);
  cli_write (cli, "cut.xml",
             "<rss><item><title>Lipstick Cut</title><brand>Maison</brand></item><it", 68);
  cli_run (cli, "catalogue", "import", "empty.csv", NULL);
  cli_assert_ended (cli, 1, "empty.csv", NULL);
  cli_run (cli, "catalogue", "import", "absent.csv", NULL);
  cli_assert_ended (cli, 1, "absent.csv", NULL);
  cli_run (cli, "catalogue", "import", ".", NULL);
  cli_assert_ended (cli, 1, NULL);
  cli_run (cli, "catalogue", "import", "none.csv", NULL);
  cli_assert_ended (cli, 1, "none.csv", NULL);
  cli_run (cli, "catalogue", "import", "absent.csv", "cut.xml", "feed.csv", NULL);
  g_assert_cmpint (cli->status, ==, 1);
  g_assert_nonnull (strstr (cli->err, "cut.xml"));
  g_assert_cmpint (count_found (cli, "maison"), ==, 3);
}

static void
test_misuse (Cli *cli, gconstpointer data)
{
  cli_assert_misused (cli, "catalogue import", "file");
  cli_assert_misused (cli, "catalogue import feed.csv --format tape", "tape");
  cli_assert_misused (cli, "catalogue import feed.csv --price-date 2026-02-30", "2026-02-30");
  cli_assert_misused (cli, "catalogue import feed.csv --category hats", "hats");
  cli_assert_misused (cli, "catalogue export", "file");
  cli_assert_misused (cli, "catalogue export out.xls", "csv");
  cli_assert_misused (cli, "catalogue export out.csv --category hats", "hats");
  cli_assert_misused (cli, "catalogue export out.csv --price-most cheap", "cheap");
  cli_assert_misused (cli, "catalogue export out.csv --order hue", "hue");
  g_assert_false (cli_has_file (cli, "out.csv"));
}

/* What is written in one format and read, and written again in the other and read, is the same. */
static void
test_export (Cli *cli, gconstpointer data)
{
  g_autofree char *one = NULL, *other = NULL;
  gsize size, other_size;

  cli_run (cli, "catalogue", "import", "feed.csv", NULL);
  cli_assert_ended (cli, 0, NULL);
  cli_run (cli, "catalogue", "export", "one.csv", NULL);
  cli_assert_ended (cli, 0, NULL);
  cli_run (cli, "catalogue", "export", "all.jsonld", NULL);
  cli_assert_ended (cli, 0, NULL);
  cli_read (cli, "one.csv", &one, &size);

  g_autofree char *path = cli_path (cli, "other.db");
  g_setenv ("VANITY_CATALOGUE", path, TRUE);
  cli_run (cli, "catalogue", "import", "all.jsonld", NULL);
  cli_assert_ended (cli, 0, NULL);
  cli_run (cli, "catalogue", "import", "one.csv", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_nonnull (strstr (cli->out, " 0 added, 0 merged"));
  cli_run (cli, "catalogue", "export", "other.csv", NULL);
  cli_assert_ended (cli, 0, NULL);
  cli_read (cli, "other.csv", &other, &other_size);
  g_assert_cmpmem (other, other_size, one, size);

  cli_run (cli, "catalogue", "export", "few.csv", "--brand", "Maison", "--only-colored", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_cmpstr (cli->out, ==, "1 shade written\n");
}

/* On a full disk nothing is half written, and what was there stays. */
static void
test_full_disk (Cli *cli, gconstpointer data)
{
  const char *const arguments[] = { "catalogue", "export", "out.csv", NULL };

  cli_write (cli, "out.csv", "old", 3);
  cli_run (cli, "catalogue", "import", "feed.csv", NULL);
  cli_run_cramped (cli, 4096, arguments);
  g_assert_cmpint (cli->status, ==, 1);

  g_autofree char *bytes = NULL;
  gsize size;
  cli_read (cli, "out.csv", &bytes, &size);
  g_assert_cmpmem (bytes, size, "old", 3);
}

#define add(path, function) g_test_add (path, Cli, NULL, set_up, function, cli_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/app/cli-catalogue-feed/import", test_import);
  add ("/app/cli-catalogue-feed/bad-files", test_bad_files);
  add ("/app/cli-catalogue-feed/misuse", test_misuse);
  add ("/app/cli-catalogue-feed/export", test_export);
  add ("/app/cli-catalogue-feed/full-disk", test_full_disk);
  return g_test_run ();
}

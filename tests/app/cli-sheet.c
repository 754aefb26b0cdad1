/* A sheet of looks on the command line. */
#include "cli-fixture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

static void
test_usage (Cli *cli, gconstpointer data)
{
  static const char *const cases[][2] = {
    { "sheet", "photo" },
    { "sheet a.png b.png --look bare -o c.png", "one photo" },
    { "sheet a.png -o c.png", "--look" },
    { "sheet a.png --look bare", "-o" },
    { "sheet a.png --look bare -o a.png", "overwritten" },
    { "sheet a.png --look bare -o c.png --dpi 71", "--dpi" },
    { "sheet a.png --look bare -o c.png --dpi 601", "--dpi" },
    { "sheet a.png --look bare -o c.png --paper b5", "b5" },
    { "sheet a.png --look bare -o c.png --strength 2", "--strength" },
    { "sheet a.png --look bare -o c.png --face 0", "--face" },
  };
  g_autoptr (GString) many = g_string_new ("sheet a.png -o c.png");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    cli_assert_misused (cli, cases[i][0], cases[i][1]);
  for (int i = 0; i < 13; i++)
    g_string_append (many, " --look bare");
  cli_assert_misused (cli, many->str, "12");
}

static void
test_bad_input (Cli *cli, gconstpointer data)
{
  cli_run (cli, "sheet", "none.png", "--look", "bare", "-o", "c.png", NULL);
  cli_assert_ended (cli, 1, "none.png", NULL);
  cli_write_blank (cli, "blank.png", 300, 200);
  cli_run (cli, "sheet", "blank.png", "--look", "bare", "-o", "c.png", NULL);
  cli_assert_ended (cli, 1, "blank.png", NULL);
  cli_run (cli, "sheet", "blank.png", "--look", "no-such-look", "-o", "c.png", NULL);
  cli_assert_ended (cli, 1, "no-such-look", NULL);
  g_assert_false (cli_has_file (cli, "c.png"));
}

static void
test_sheet (Cli *cli, gconstpointer data)
{
  g_autofree char *path = NULL;
  int width, height;

  if (!cli_copy_portrait (cli, "a.png"))
    return;
  cli_run (cli, "sheet", "a.png", "--look", "office", "--look", "glam", "-o", "c.png", "--dpi",
           "72", "--paper", "a4", NULL);
  cli_assert_ended (cli, 0, NULL);
  path = cli_path (cli, "c.png");
  g_assert_nonnull (gdk_pixbuf_get_file_info (path, &width, &height));
  g_assert_cmpint (MAX (width, height), ==, 842);
  g_assert_cmpint (MIN (width, height), ==, 595);
  cli_run (cli, "sheet", "a.png", "--look", "office", "-o", "c.pdf", "--paper", "letter", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_true (cli_has_file (cli, "c.pdf"));
  cli_run (cli, "sheet", "a.png", "--look", "office", "-o", "c.gif", NULL);
  cli_assert_ended (cli, 1, "c.gif", NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  cli_add_test ("/cli/sheet/usage", test_usage);
  cli_add_test ("/cli/sheet/bad-input", test_bad_input);
  cli_add_test ("/cli/sheet/sheet", test_sheet);
  return g_test_run ();
}

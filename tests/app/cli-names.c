/* What photos and results may be called, and what they are never written over. */
#include "cli-fixture.h"

#include <string.h>
#include <unistd.h>

static void
test_odd_names (Cli *cli, gconstpointer data)
{
  g_autofree char *long_name = g_strnfill (240, 'a');
  g_autofree char *too_long = g_strnfill (256, 'a');

  cli_write_blank (cli, "-x.png", 16, 16);
  cli_run (cli, "detect", "--", "-x.png", NULL);
  cli_assert_ended (cli, 0, NULL);
  cli_run (cli, "detect", "-x.png", NULL);
  cli_assert_ended (cli, 2, "-x.png", NULL);

  cli_write (cli, "two\nlines.png", "", 0);
  cli_run (cli, "detect", "two\nlines.png", NULL);
  cli_assert_ended (cli, 1, "two lines.png", NULL);

  cli_write_blank (cli, long_name, 16, 16);
  cli_run (cli, "detect", long_name, NULL);
  cli_assert_ended (cli, 0, NULL);
  cli_run (cli, "detect", too_long, NULL);
  cli_assert_ended (cli, 1, too_long, NULL);

  cli_run (cli, "detect", "", NULL);
  cli_assert_ended (cli, 2, "empty", NULL);
}

/* A name is bytes; only what is shown of it has to be UTF-8. */
static void
test_not_utf8 (Cli *cli, gconstpointer data)
{
  cli_write_blank (cli, "in/caf\xe9.png", 16, 16);
  cli_run (cli, "detect", "in", "--json", NULL);
  g_assert_cmpint (cli->status, ==, 0);
  g_assert_true (g_utf8_validate (cli->out, -1, NULL));
  g_assert_nonnull (strstr (cli->out, "\"width\":16"));
  if (!cli_copy_portrait (cli, "caf\xe9.png"))
    return;
  cli_run (cli, "apply", "caf\xe9.png", "--look", "bare", "-o", "th\xe9.png", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_true (cli_has_file (cli, "th\xe9.png"));
}

/* However the photo is reached, its result does not take its place. */
static void
test_own_result (Cli *cli, gconstpointer data)
{
  g_autofree char *photo = cli_path (cli, "a.png");
  g_autofree char *hard = cli_path (cli, "hard.png");
  g_autofree char *soft = cli_path (cli, "soft.png");
  const char *const outputs[] = { "a.png", "./a.png", ".", "hard.png", "soft.png" };

  cli_write_blank (cli, "a.png", 16, 16);
  g_assert_cmpint (link (photo, hard), ==, 0);
  g_assert_cmpint (symlink ("a.png", soft), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (outputs); i++)
    {
      cli_run (cli, "apply", "a.png", "--look", "bare", "-o", outputs[i], NULL);
      cli_assert_ended (cli, 2, "overwritten", NULL);
    }
}

static void
test_same_result (Cli *cli, gconstpointer data)
{
  cli_write_blank (cli, "one/a.png", 16, 16);
  cli_write_blank (cli, "two/a.png", 16, 16);
  cli_run (cli, "apply", "one", "two/a.png", "--look", "bare", "-o", "out", NULL);
  cli_assert_ended (cli, 2, "one/a.png", "two/a.png", "out/a.png", NULL);
  cli_write_blank (cli, "one/a.bmp", 16, 16);
  cli_run (cli, "apply", "one", "--look", "bare", "-o", "out", NULL);
  cli_assert_ended (cli, 2, "one/a.bmp", "one/a.png", NULL);
  g_assert_false (cli_has_file (cli, "out"));
}

/* Two photos of one name, and each failure says which it is of. */
static void
test_which_failed (Cli *cli, gconstpointer data)
{
  cli_write (cli, "one/a.png", "", 0);
  cli_write (cli, "two/a.png", "", 0);
  cli_run (cli, "detect", "one/a.png", "two/a.png", NULL);
  g_assert_cmpint (cli->status, ==, 1);
  g_assert_nonnull (strstr (cli->err, "one/a.png"));
  g_assert_nonnull (strstr (cli->err, "two/a.png"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cli_add_test ("/cli/names/odd", test_odd_names);
  cli_add_test ("/cli/names/not-utf8", test_not_utf8);
  cli_add_test ("/cli/names/own-result", test_own_result);
  cli_add_test ("/cli/names/same-result", test_same_result);
  cli_add_test ("/cli/names/which-failed", test_which_failed);
  return g_test_run ();
}

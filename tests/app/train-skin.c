/* vanity-train skin: learns, saves, goes on with what it saved, judges it, and refuses what is
 * wrong. */
#include "cli-fixture.h"

#include "../skin/drawn-skin.h"

#include <string.h>

#define SIZE 64

static gboolean
write_faces (Cli *cli)
{
  g_autofree char *path = cli_path (cli, "made.faces");

  return drawn_skins_write (path, SIZE, 8);
}

static void
test_learns (Cli *cli, gconstpointer data)
{
  if (!write_faces (cli))
    return;
  cli_run (cli, "skin", "made.faces", "--epochs", "1", "--batch", "2", "--judged", "1", "--out",
           "one.onnx", "--log", "log.csv", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_nonnull (strstr (cli->out, "epoch 1 of 1"));
  g_assert_nonnull (strstr (cli->out, "wrinkles"));
  g_assert_true (cli_has_file (cli, "one.onnx"));
  cli_run (cli, "skin", "made.faces", "--epochs", "1", "--batch", "2", "--judged", "0", "--start",
           "one.onnx", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_null (strstr (cli->out, "wrinkles"));
  cli_run (cli, "skin", "made.faces", "--judge-only", "--start", "one.onnx", "--judged", "1", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_nonnull (strstr (cli->out, "Population"));
}

static void
test_refused (Cli *cli, gconstpointer data)
{
  cli_run (cli, "skin", NULL);
  cli_assert_ended (cli, 2, "name one", NULL);
  cli_run (cli, "skin", "made.faces", "--batch", "0", NULL);
  cli_assert_ended (cli, 2, "--batch", NULL);
  cli_run (cli, "skin", "made.faces", "--judge-only", NULL);
  cli_assert_ended (cli, 2, "--start", NULL);
  cli_run (cli, "skin", "made.faces", NULL);
  cli_assert_ended (cli, 1, "made.faces", NULL);
  if (!write_faces (cli))
    return;
  cli_run (cli, "skin", "made.faces", "--batch", "1", "--start", "none.onnx", NULL);
  cli_assert_ended (cli, 1, "none.onnx", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cli_add_test ("/train/skin/learns", test_learns);
  cli_add_test ("/train/skin/refused", test_refused);
  return g_test_run ();
}

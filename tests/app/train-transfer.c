/* vanity-train transfer: learns, saves, begins again with what it saved, and refuses what is wrong.
 */
#include "cli-fixture.h"

#include "../texture/made-faces.h"

#include <string.h>

#define SIZE 64

static gboolean
copy_texture (int index, guint8 *rgba, gpointer data, GError **error)
{
  memcpy (rgba, vanity_dataset_get_texture (data, index), 4 * SIZE * SIZE);
  return TRUE;
}

/* Two of the drawn people validate. FALSE where the canonical mesh is not installed. */
static gboolean
write_faces (Cli *cli)
{
  g_autofree char *path = cli_path (cli, "made.faces");
  g_autoptr (GError) error = NULL;
  gboolean known;
  MadeFaces made;

  made_faces_set_up (&made, GINT_TO_POINTER (SIZE));
  known = made.set != NULL;
  made.faces[2].split = VANITY_DATASET_VALIDATION;
  if (known)
    vanity_dataset_write (path, SIZE, made.faces, MADE_PEOPLE, copy_texture, made.set, NULL,
                          &error);
  g_assert_no_error (error);
  made_faces_tear_down (&made, NULL);
  return known;
}

static void
test_learns (Cli *cli, gconstpointer data)
{
  if (!write_faces (cli))
    {
      g_test_skip ("the canonical mesh is not installed");
      return;
    }
  cli_run (cli, "transfer", "made.faces", "--epochs", "1", "--batch", "1", "--adversary", "0.2",
           "--samples", "sheets", "--out", "one.onnx", "--log", "log.csv", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_nonnull (strstr (cli->out, "epoch 1 of 1"));
  g_assert_true (cli_has_file (cli, "one.onnx"));
  g_assert_true (cli_has_file (cli, "sheets/epoch-001.png"));
  cli_run (cli, "transfer", "made.faces", "--epochs", "1", "--batch", "1", "--start", "one.onnx",
           NULL);
  cli_assert_ended (cli, 0, NULL);
}

static void
test_refused (Cli *cli, gconstpointer data)
{
  cli_run (cli, "transfer", NULL);
  cli_assert_ended (cli, 2, "name one", NULL);
  cli_run (cli, "transfer", "made.faces", "--real", "2", NULL);
  cli_assert_ended (cli, 2, "--real", "2", NULL);
  cli_run (cli, "transfer", "made.faces", "--real", "0.7", "--self", "0.7", NULL);
  cli_assert_ended (cli, 2, "1.4", NULL);
  cli_run (cli, "transfer", "made.faces", NULL);
  cli_assert_ended (cli, 1, "made.faces", NULL);
  if (!write_faces (cli))
    return;
  cli_run (cli, "transfer", "made.faces", "--batch", "1", "--start", "none.onnx", NULL);
  cli_assert_ended (cli, 1, "none.onnx", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cli_add_test ("/train/transfer/learns", test_learns);
  cli_add_test ("/train/transfer/refused", test_refused);
  return g_test_run ();
}

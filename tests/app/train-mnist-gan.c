/* vanity-train mnist-gan, on digits that are made up. */
#include "train-fixture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <stdio.h>
#include <string.h>

/* One seed gives one generator, to the bit, whether learning is stopped on its way or not; and
 * another seed another one. */
static void
test_seed (Cli *cli, gconstpointer data)
{
  cli_run (cli, "mnist-gan", "digits", "--epochs", "2", "--out", "one.onnx", NULL);
  cli_assert_ended (cli, 0, NULL);
  train_assert_said (cli, "epoch 2 of 2: losses ");
  cli_run (cli, "mnist-gan", "digits", "--epochs", "2", "--checkpoint", "kept", "--log", "log.csv",
           "--out", "again.onnx", NULL);
  cli_assert_ended (cli, 0, NULL);
  train_assert_same (cli, "one.onnx", "again.onnx", TRUE);
  g_assert_true (cli_has_file (cli, "log.csv"));
  cli_run (cli, "mnist-gan", "digits", "--epochs", "2", "--seed", "2", "--out", "other.onnx", NULL);
  cli_assert_ended (cli, 0, NULL);
  train_assert_same (cli, "one.onnx", "other.onnx", FALSE);

  cli_run (cli, "mnist-gan", "digits", "--epochs", "2", "--checkpoint", "kept", "--resume", "--out",
           "resumed.onnx", NULL);
  cli_assert_ended (cli, 0, NULL);
  train_assert_same (cli, "one.onnx", "resumed.onnx", TRUE);
  cli_run (cli, "mnist-gan", "digits", "--epochs", "3", "--checkpoint", "kept", "--resume", NULL);
  cli_assert_ended (cli, 1, "kept", "epochs", NULL);
}

/* A hundred digits in a picture after each epoch, and what the judge says of more. */
static void
test_judge (Cli *cli, gconstpointer data)
{
  g_autofree char *path = cli_path (cli, "pictures/new/epoch-001.png");
  g_autoptr (GdkPixbuf) picture = NULL;
  g_autoptr (GError) error = NULL;
  int judged, classes[10], sum = 0;
  double sure;

  cli_run (cli, "mnist", "digits", "--epochs", "2", "--out", "judge.onnx", NULL);
  cli_assert_ended (cli, 0, NULL);
  cli_run (cli, "mnist-gan", "digits", "--epochs", "1", "--judge", "judge.onnx", "--samples",
           "pictures/new", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_cmpuint (cli_count_files (cli, "pictures/new"), ==, 1);
  picture = gdk_pixbuf_new_from_file (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_width (picture), ==, 280);
  g_assert_cmpint (gdk_pixbuf_get_height (picture), ==, 280);
  train_assert_said (cli, "\njudged 1000: ");
  g_assert_cmpint (
      sscanf (strstr (cli->out, "\njudged 5000: "),
              " judged %d: %lf %% surer than 0.9; 0: %d, 1: %d, 2: %d, 3: %d, 4: %d, 5: %d, "
              "6: %d, 7: %d, 8: %d, 9: %d",
              &judged, &sure, &classes[0], &classes[1], &classes[2], &classes[3], &classes[4],
              &classes[5], &classes[6], &classes[7], &classes[8], &classes[9]),
      ==, 12);
  for (int i = 0; i < 10; i++)
    sum += classes[i];
  g_assert_cmpint (sum, ==, judged);
}

static void
test_bad_input (Cli *cli, gconstpointer data)
{
  cli_run (cli, "mnist-gan", NULL);
  cli_assert_ended (cli, 2, "one folder", NULL);
  cli_run (cli, "mnist-gan", "digits", "--seed", "1,2", NULL);
  cli_assert_ended (cli, 2, "--seed", "1,2", NULL);
  cli_run (cli, "mnist-gan", "nowhere", NULL);
  cli_assert_ended (cli, 1, "nowhere/train-images-idx3-ubyte", NULL);
  cli_run (cli, "mnist-gan", "digits", "--judge", "nowhere.onnx", NULL);
  cli_assert_ended (cli, 1, "nowhere.onnx", NULL);
  cli_write (cli, "poem.onnx", "Mirror, mirror on the wall", 26);
  cli_run (cli, "mnist-gan", "digits", "--judge", "poem.onnx", NULL);
  cli_assert_ended (cli, 1, "poem.onnx", NULL);
  cli_run (cli, "mnist-gan", "digits", "--samples", "poem.onnx/pictures", NULL);
  cli_assert_ended (cli, 1, "poem.onnx/pictures", NULL);
  /* A generator judges nothing. */
  cli_run (cli, "mnist-gan", "digits", "--epochs", "1", "--out", "drawer.onnx", NULL);
  cli_assert_ended (cli, 0, NULL);
  cli_run (cli, "mnist-gan", "digits", "--judge", "drawer.onnx", NULL);
  cli_assert_ended (cli, 1, "drawer.onnx", "28 × 28", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  train_add_test ("/train/mnist-gan/seed", test_seed);
  train_add_test ("/train/mnist-gan/judge", test_judge);
  train_add_test ("/train/mnist-gan/bad-input", test_bad_input);
  return g_test_run ();
}

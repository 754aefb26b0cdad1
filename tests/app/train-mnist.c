/* vanity-train mnist, on digits that are made up. */
#include "train-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

/* It learns what bars at ten heights are, and says how well. */
static void
test_learn (Cli *cli, gconstpointer data)
{
  double loss, accuracy, f1;

  cli_run (cli, "mnist", "digits", "--epochs", "12", NULL);
  cli_assert_ended (cli, 0, NULL);
  train_assert_said (cli, "epoch 1 of 12: loss ");
  train_assert_said (cli, "epoch 12 of 12: loss ");
  train_assert_said (cli, "\ndigit  precision  recall  F1\n    0 ");
  train_assert_said (cli, "\nrows: what it is; columns: what was said\n");
  g_assert_cmpint (sscanf (strstr (cli->out, "test: "),
                           "test: loss %lf, accuracy %lf %%, macro F1 %lf", &loss, &accuracy, &f1),
                   ==, 3);
  g_assert_cmpfloat (accuracy, >, 90);
  g_assert_cmpfloat (f1, >, 0.9);
  g_assert_cmpfloat (loss, <, 1);
}

/* One seed gives one network, to the bit; another one another. */
static void
test_seed (Cli *cli, gconstpointer data)
{
  cli_run (cli, "mnist", "digits", "--epochs", "2", "--out", "one.onnx", NULL);
  cli_assert_ended (cli, 0, NULL);
  cli_run (cli, "mnist", "digits", "--epochs", "2", "--seed", "1", "--out", "again.onnx", NULL);
  cli_assert_ended (cli, 0, NULL);
  cli_run (cli, "mnist", "digits", "--epochs", "2", "--seed", "2", "--out", "other.onnx", NULL);
  cli_assert_ended (cli, 0, NULL);
  train_assert_same (cli, "one.onnx", "again.onnx", TRUE);
  train_assert_same (cli, "one.onnx", "other.onnx", FALSE);
}

/* What is saved of several is the one in the middle. */
static void
test_seeds (Cli *cli, gconstpointer data)
{
  guint64 seed;
  double accuracy;
  g_autofree char *text = NULL;

  cli_run (cli, "mnist", "digits", "--epochs", "2", "--seed", "1,2,3", "--out", "median.onnx",
           NULL);
  cli_assert_ended (cli, 0, NULL);
  train_assert_said (cli, "\nseed 1: test loss ");
  train_assert_said (cli, "\nseed 3: test loss ");
  g_assert_cmpint (sscanf (strstr (cli->out, "median of 3"),
                           "median of 3 seeds: accuracy %lf %%, of seed %" G_GUINT64_FORMAT,
                           &accuracy, &seed),
                   ==, 2);
  text = g_strdup_printf ("%" G_GUINT64_FORMAT, seed);
  cli_run (cli, "mnist", "digits", "--epochs", "2", "--seed", text, "--out", "alone.onnx", NULL);
  cli_assert_ended (cli, 0, NULL);
  train_assert_same (cli, "median.onnx", "alone.onnx", TRUE);
}

/* In two runs as in one. */
static void
test_resume (Cli *cli, gconstpointer data)
{
  g_autofree char *log = NULL;
  gsize size;

  cli_run (cli, "mnist", "digits", "--epochs", "3", "--out", "whole.onnx", NULL);
  cli_assert_ended (cli, 0, NULL);
  cli_run (cli, "mnist", "digits", "--epochs", "1", "--checkpoint", "kept", "--log", "log.csv",
           NULL);
  cli_assert_ended (cli, 0, NULL);
  cli_run (cli, "mnist", "digits", "--epochs", "3", "--checkpoint", "kept", "--resume", "--log",
           "log.csv", "--out", "parts.onnx", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_null (strstr (cli->out, "epoch 1 of"));
  train_assert_said (cli, "epoch 2 of 3");
  train_assert_same (cli, "whole.onnx", "parts.onnx", TRUE);
  cli_read (cli, "log.csv", &log, &size);
  g_assert_true (g_str_has_prefix (log, "epoch,step,loss,accuracy,"));

  cli_run (cli, "mnist", "digits", "--checkpoint", "kept", "--resume", "--seed", "2", NULL);
  cli_assert_ended (cli, 1, "kept", "seed", NULL);
  cli_run (cli, "mnist", "digits", "--checkpoint", "none", "--resume", NULL);
  cli_assert_ended (cli, 1, "none", NULL);
  cli_write (cli, "kept", "Mirror, mirror on the wall", 26);
  cli_run (cli, "mnist", "digits", "--checkpoint", "kept", "--resume", NULL);
  cli_assert_ended (cli, 1, "kept", NULL);
}

/* Ctrl-C, once there is a checkpoint; then on to the end, as if nothing had been. */
static void
test_interrupt (Cli *cli, gconstpointer data)
{
  static const char *const arguments[]
      = { "mnist", "digits", "--epochs", "40", "--checkpoint", "kept", "--out", "out.onnx" };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (argv, (gpointer)g_getenv ("VANITY_CLI"));
  for (gsize i = 0; i < G_N_ELEMENTS (arguments); i++)
    g_ptr_array_add (argv, (gpointer)arguments[i]);
  g_ptr_array_add (argv, NULL);
  g_subprocess_launcher_set_cwd (launcher, cli->directory);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *)argv->pdata, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 60000 && !cli_has_file (cli, "kept"); i++)
    g_usleep (1000);
  g_subprocess_send_signal (process, SIGINT);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 130);
  g_assert_nonnull (strstr (out, "vanity-train mnist digits --epochs 40 --checkpoint kept --out "
                                 "out.onnx --resume\n"));
  g_assert_false (cli_has_file (cli, "out.onnx"));

  cli_run (cli, "mnist", "digits", "--epochs", "40", "--checkpoint", "kept", "--resume", "--out",
           "out.onnx", NULL);
  cli_assert_ended (cli, 0, NULL);
  cli_run (cli, "mnist", "digits", "--epochs", "40", "--out", "whole.onnx", NULL);
  cli_assert_ended (cli, 0, NULL);
  train_assert_same (cli, "whole.onnx", "out.onnx", TRUE);
}

/* A disk that is full leaves nothing half-written. */
static void
test_full_disk (Cli *cli, gconstpointer data)
{
  static const char *const out[]
      = { "mnist", "digits", "--epochs", "1", "--out", "out.onnx", NULL };
  static const char *const checkpoint[]
      = { "mnist", "digits", "--epochs", "1", "--checkpoint", "kept", NULL };

  cli_run_cramped (cli, 4096, out);
  cli_assert_ended (cli, 1, "out.onnx", NULL);
  cli_run_cramped (cli, 4096, checkpoint);
  cli_assert_ended (cli, 1, "kept", NULL);
  g_assert_cmpuint (cli_count_files (cli, "."), ==, 1);
}

/* `name` as `bytes`, then as it was. */
static void
assert_refused (Cli *cli, const char *name, const char *bytes, gsize size, const char *word)
{
  g_autofree char *path = cli_path (cli, name);
  g_autofree char *old = NULL;
  gsize n_old;

  cli_read (cli, name, &old, &n_old);
  if (bytes)
    cli_write (cli, name, bytes, size);
  else
    g_assert_cmpint (g_remove (path), ==, 0);
  cli_run (cli, "mnist", "digits", NULL);
  cli_assert_ended (cli, 1, name, word, NULL);
  cli_write (cli, name, old, n_old);
}

static void
test_bad_data (Cli *cli, gconstpointer data)
{
  static const char *const names[]
      = { "digits/train-images-idx3-ubyte", "digits/train-labels-idx1-ubyte",
          "digits/t10k-images-idx3-ubyte", "digits/t10k-labels-idx1-ubyte" };
  g_autofree char *labels = NULL;
  gsize size;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *bytes = NULL;

      cli_read (cli, names[i], &bytes, &size);
      assert_refused (cli, names[i], NULL, 0, "");
      assert_refused (cli, names[i], bytes, size - 1, "cut off");
      assert_refused (cli, names[i], bytes, 2, "cut off");
      assert_refused (cli, names[i], "Mirror, mirror on the wall", 26, "IDX");
    }
  cli_read (cli, names[1], &labels, &size);
  labels[size - 1] = 10;
  assert_refused (cli, names[1], labels, size, "10");
  labels[7]--;
  assert_refused (cli, names[1], labels, size, "label for each");
  assert_refused (cli, names[0], labels, size, "28 × 28");
  cli_run (cli, "mnist", "nowhere", NULL);
  cli_assert_ended (cli, 1, "nowhere/train-images-idx3-ubyte", NULL);
}

static void
test_bad_arguments (Cli *cli, gconstpointer data)
{
  cli_run (cli, "mnist", NULL);
  cli_assert_ended (cli, 2, "one folder", NULL);
  cli_run (cli, "mnist", "digits", "more", NULL);
  cli_assert_ended (cli, 2, "one folder", NULL);
  cli_run (cli, "mnist", "digits", "--epochs", "0", NULL);
  cli_assert_ended (cli, 2, "--epochs", "0", NULL);
  cli_run (cli, "mnist", "digits", "--seed", "1,x", NULL);
  cli_assert_ended (cli, 2, "--seed", "1,x", NULL);
  cli_run (cli, "mnist", "digits", "--seed", "", NULL);
  cli_assert_ended (cli, 2, "--seed", NULL);
  cli_run (cli, "mnist", "digits", "--seed", "1,2", "--checkpoint", "kept", NULL);
  cli_assert_ended (cli, 2, "--checkpoint", NULL);
  cli_run (cli, "mnist", "digits", "--resume", NULL);
  cli_assert_ended (cli, 2, "--resume", "--checkpoint", NULL);
  cli_run (cli, "mnist", "digits", "--out", "nowhere/out.onnx", NULL);
  cli_assert_ended (cli, 1, "nowhere/out.onnx", NULL);
  cli_run (cli, "mnist", "digits", "--out", "digits", NULL);
  cli_assert_ended (cli, 1, "digits", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  train_add_test ("/train/mnist/learn", test_learn);
  train_add_test ("/train/mnist/seed", test_seed);
  train_add_test ("/train/mnist/seeds", test_seeds);
  train_add_test ("/train/mnist/resume", test_resume);
  train_add_test ("/train/mnist/interrupt", test_interrupt);
  train_add_test ("/train/mnist/full-disk", test_full_disk);
  train_add_test ("/train/mnist/bad-data", test_bad_data);
  train_add_test ("/train/mnist/bad-arguments", test_bad_arguments);
  return g_test_run ();
}

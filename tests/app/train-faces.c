/* vanity-train faces, driven in a folder of its own. */
#include "cli-fixture.h"

#include "texture/dataset.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

/* Two portraits, one without a face, one that is no photo, and what is said of them. */
static gboolean
lay_out (Cli *cli, const char *labels)
{
  g_autofree char *img = cli_path (cli, "photos/img");

  g_assert_cmpint (g_mkdir_with_parents (img, 0700), ==, 0);
  if (!cli_copy_portrait (cli, "photos/img/one.png")
      || !cli_copy_portrait (cli, "photos/img/two.png"))
    return FALSE;
  cli_write_blank (cli, "photos/img/wall.png", 300, 300);
  cli_write (cli, "photos/img/broken.jpg", "no photo", 8);
  if (labels)
    cli_write (cli, "photos/faces.json", labels, strlen (labels));
  return TRUE;
}

static VanityDataset *
open_set (Cli *cli, const char *name)
{
  g_autofree char *path = cli_path (cli, name);
  g_autoptr (GError) error = NULL;
  VanityDataset *set = vanity_dataset_open (path, &error);

  g_assert_no_error (error);
  return set;
}

static void
test_make (Cli *cli, gconstpointer data)
{
  if (!lay_out (cli, "[{\"file\": \"one.png\", \"person\": \"A\", \"makeup\": 1},"
                     "{\"file\": \"two.png\", \"person\": \"A\", \"flags\": \"x\"}]"))
    return;
  cli_run (cli, "faces", "photos", "--out", "set.faces", "--size", "64", NULL);
  if (cli->status != 0 && strstr (cli->err, "not installed"))
    {
      g_test_skip ("the networks are not installed");
      return;
    }
  g_assert_cmpint (cli->status, ==, 0);
  g_assert_nonnull (strstr (cli->err, "wall.png: left out: no face"));
  g_assert_nonnull (strstr (cli->err, "broken.jpg: left out: "));
  g_assert_nonnull (strstr (cli->out, "2 faces of 4 photos"));
  /* Nothing stays but the set. */
  g_assert_cmpint (cli_count_files (cli, "."), ==, 2);

  g_autoptr (VanityDataset) set = open_set (cli, "set.faces");
  g_assert_cmpint (vanity_dataset_get_size (set), ==, 64);
  g_assert_cmpint (vanity_dataset_get_count (set), ==, 2);
  const VanityDatasetFace *one = vanity_dataset_get_face (set, 0);
  const VanityDatasetFace *two = vanity_dataset_get_face (set, 1);
  g_assert_cmpstr (one->name, ==, "one.png");
  g_assert_cmpstr (two->name, ==, "two.png");
  g_assert_cmphex (one->person, ==, two->person);
  g_assert_cmpint (one->split, ==, two->split);
  g_assert_cmpint (one->makeup, ==, 1);
  g_assert_cmpint (two->makeup, ==, -1);
  g_assert_cmpint (two->flags & VANITY_DATASET_EXPRESSION, !=, 0);
  g_assert_cmpfloat (one->shown, >, 0.5);
  g_assert_cmpfloat (one->skin[0], >, 30);
  /* The same photo twice. */
  g_assert_cmpmem (vanity_dataset_get_texture (set, 0), 4 * 64 * 64,
                   vanity_dataset_get_texture (set, 1), 4 * 64 * 64);
}

/* Minors and bad photos are left out unread, and without any other nothing is written. */
static void
test_flagged (Cli *cli, gconstpointer data)
{
  if (!lay_out (cli, "[{\"file\": \"one.png\", \"flags\": \"m\"},"
                     "{\"file\": \"two.png\", \"flags\": \"gb\"}]"))
    return;
  cli_run (cli, "faces", "photos", "--out", "set.faces", "--size", "64", NULL);
  if (strstr (cli->err, "not installed"))
    {
      g_test_skip ("the networks are not installed");
      return;
    }
  g_assert_cmpint (cli->status, ==, 1);
  g_assert_nonnull (strstr (cli->err, "one.png: left out: labelled as an apparent minor"));
  g_assert_nonnull (strstr (cli->err, "two.png: left out: labelled as bad"));
  g_assert_nonnull (strstr (cli->err, "no photo is left"));
  g_assert_false (cli_has_file (cli, "set.faces"));
}

/* Ends after the parts are made: a set cannot take the place of a folder. */
static gboolean
make_parts (Cli *cli, const char *size)
{
  g_autofree char *folder = cli_path (cli, "set.faces");

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  cli_run (cli, "faces", "photos", "--out", "set.faces", "--size", size, NULL);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  if (strstr (cli->err, "not installed"))
    {
      g_test_skip ("the networks are not installed");
      return FALSE;
    }
  g_assert_cmpint (cli->status, ==, 1);
  g_assert_nonnull (strstr (cli->err, "set.faces"));
  g_assert_true (cli_has_file (cli, "set.faces.parts/one.png.face"));
  g_assert_true (cli_has_file (cli, "set.faces.parts/wall.png.left-out"));
  return TRUE;
}

/* What is there already is taken as it is: here a part with a mark in its last byte. What is
 * damaged is made again. */
static void
test_resume (Cli *cli, gconstpointer data)
{
  g_autofree char *part = NULL;
  gsize size;

  if (!lay_out (cli, NULL) || !make_parts (cli, "32"))
    return;
  cli_read (cli, "set.faces.parts/one.png.face", &part, &size);
  part[size - 1] = 77;
  cli_write (cli, "set.faces.parts/one.png.face", part, size);
  cli_write (cli, "set.faces.parts/two.png.face", "damaged", 7);
  cli_run (cli, "faces", "photos", "--out", "set.faces", "--size", "32", "--validation", "100",
           NULL);
  g_assert_cmpint (cli->status, ==, 0);
  g_assert_nonnull (strstr (cli->err, "wall.png: left out: no face"));
  g_assert_false (cli_has_file (cli, "set.faces.parts"));

  g_autoptr (VanityDataset) set = open_set (cli, "set.faces");
  const int last = 4 * 32 * 32 - 1;
  g_assert_cmpint (vanity_dataset_get_count (set), ==, 2);
  g_assert_cmpint (vanity_dataset_get_texture (set, 0)[last], ==, 77);
  g_assert_cmpint (vanity_dataset_get_texture (set, 1)[last], !=, 77);
  g_assert_cmpmem (vanity_dataset_get_texture (set, 0), last, vanity_dataset_get_texture (set, 1),
                   last);
  for (int i = 0; i < 2; i++)
    g_assert_cmpint (vanity_dataset_get_face (set, i)->split, ==, VANITY_DATASET_VALIDATION);
  /* The same picture under two names. */
  g_assert_cmphex (vanity_dataset_get_face (set, 0)->person, ==,
                   vanity_dataset_get_face (set, 1)->person);
}

/* Parts of another size, or of a photo whose label is new, are made again. */
static void
test_changed (Cli *cli, gconstpointer data)
{
  static const char labels[] = "[{\"file\": \"one.png\", \"makeup\": 2}]";

  if (!lay_out (cli, NULL) || !make_parts (cli, "32"))
    return;
  cli_write (cli, "photos/faces.json", labels, strlen (labels));
  cli_run (cli, "faces", "photos", "--out", "set.faces", "--size", "16", NULL);
  g_assert_cmpint (cli->status, ==, 0);

  g_autoptr (VanityDataset) set = open_set (cli, "set.faces");
  g_assert_cmpint (vanity_dataset_get_size (set), ==, 16);
  g_assert_cmpint (vanity_dataset_get_face (set, 0)->makeup, ==, 2);
  g_assert_cmpint (vanity_dataset_get_face (set, 1)->makeup, ==, -1);
}

/* An interrupt ends the work after the photos at hand; what was done is kept. */
static void
test_interrupted (Cli *cli, gconstpointer data)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  const char *argv[]
      = { g_getenv ("VANITY_CLI"), "faces", "photos", "--out", "set.faces", "--size", "16", NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  guint n_parts;

  if (!lay_out (cli, NULL))
    return;
  for (int i = 0; i < 60; i++)
    {
      g_autofree char *name = g_strdup_printf ("photos/img/%02d.png", i);
      cli_copy_portrait (cli, name);
    }
  g_subprocess_launcher_set_cwd (launcher, cli->directory);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 3000 && !cli_has_file (cli, "set.faces.parts/00.png.face"); i++)
    g_usleep (10000);
  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &words, &error);
  g_assert_no_error (error);
  if (strstr (words, "not installed"))
    {
      g_test_skip ("the networks are not installed");
      return;
    }
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  g_assert_nonnull (strstr (words, "interrupted"));
  g_assert_false (cli_has_file (cli, "set.faces"));
  n_parts = cli_count_files (cli, "set.faces.parts");
  g_test_message ("interrupted after %u of 64 photos", n_parts);
  g_assert_cmpint (n_parts, >, 0);
  g_assert_cmpint (n_parts, <, 64);
}

static void
test_refused (Cli *cli, gconstpointer data)
{
  g_autofree char *empty = cli_path (cli, "empty");

  g_assert_cmpint (g_mkdir (empty, 0700), ==, 0);
  cli_run (cli, "faces", NULL);
  cli_assert_ended (cli, 2, "vanity-train faces", "one folder", NULL);
  cli_run (cli, "faces", "empty", NULL);
  cli_assert_ended (cli, 2, "--out", NULL);
  cli_run (cli, "faces", "empty", "--out", "x", "--size", "100", NULL);
  cli_assert_ended (cli, 2, "--size", "100", "power of two", NULL);
  cli_run (cli, "faces", "empty", "--out", "x", "--size", "8", NULL);
  cli_assert_ended (cli, 2, "--size", "16", NULL);
  cli_run (cli, "faces", "empty", "--out", "x", "--validation", "101", NULL);
  cli_assert_ended (cli, 2, "--validation", "100", NULL);
  cli_run (cli, "faces", "none", "--out", "x", NULL);
  cli_assert_ended (cli, 2, "none", "no folder", NULL);
  cli_run (cli, "faces", "empty", "--out", "x", NULL);
  cli_assert_ended (cli, 1, "vanity-train: ", "empty", "no photo", NULL);
  cli_write (cli, "empty/faces.json", "{}", 2);
  cli_run (cli, "faces", "empty", "--out", "x", NULL);
  cli_assert_ended (cli, 1, "vanity-train: ", "faces.json", "a list", NULL);
  g_assert_false (cli_has_file (cli, "x"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cli_add_test ("/train-faces/make", test_make);
  cli_add_test ("/train-faces/flagged", test_flagged);
  cli_add_test ("/train-faces/resume", test_resume);
  cli_add_test ("/train-faces/changed", test_changed);
  cli_add_test ("/train-faces/interrupted", test_interrupted);
  cli_add_test ("/train-faces/refused", test_refused);
  return g_test_run ();
}

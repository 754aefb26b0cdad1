/* Checkpoints: learning that goes on as if it had not stopped, files that are not what they should
 * be, and a disk that is full. */
#include "train/checkpoint.h"

#include "toy.h"

#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

/* N steps, stop, M steps are N + M steps, whatever prepares the batches. */
static void
test_resumes (void)
{
  for (int threads = 1; threads <= 2; threads++)
    {
      g_autoptr (TestFolder) folder = test_folder_new ();
      g_autofree char *path = test_folder_path (folder, "toy.checkpoint");
      g_autoptr (GError) error = NULL;
      g_autoptr (Toy) whole = NULL, first = NULL, second = NULL;
      int steps;

      test_reseed (1);
      whole = toy_new (4, threads, 1, 5);
      test_reseed (1);
      first = toy_new (4, threads, 2, 5);
      /* Other weights, another seed: all comes from the file. */
      second = toy_new (4, threads, 0, 5);
      vanity_learner_set_seed (second->learner, 99);
      vanity_random_init (&second->noise, 99);

      toy_learn (whole, 23);
      toy_learn (first, 10);
      g_assert_true (vanity_checkpoint_save (first->checkpoint, path, &error));
      g_assert_no_error (error);
      g_assert_true (vanity_checkpoint_load (second->checkpoint, path, &error));
      g_assert_no_error (error);
      g_assert_cmpint (vanity_optimizer_get_steps (second->optimizers[0]), ==, 10);
      toy_assert_same (first, second);
      steps = vanity_batches_get_steps (second->batches);
      vanity_batches_seek (second->batches, 10 / steps, 10 % steps);
      toy_learn (second, 13);
      toy_assert_same (whole, second);
      g_assert_cmpmem (&whole->noise, sizeof whole->noise, &second->noise, sizeof second->noise);
      g_assert_cmpuint (vanity_learner_get_run (second->learner), ==, 23);
      /* And it did learn something. */
      toy_learn (first, 12);
      g_assert_cmpint (memcmp (vanity_learner_get_parameter (first->learner, 0)->values,
                               vanity_learner_get_parameter (whole->learner, 0)->values,
                               4 * 3 * 3 * 2 * sizeof (float)),
                       !=, 0);
    }
}

/* One seed and one number of threads give one network. */
static void
test_repeats (void)
{
  for (int threads = 1; threads <= 2; threads++)
    {
      g_autoptr (Toy) one = NULL, other = NULL;

      test_reseed (1);
      one = toy_new (8, threads, 1, 5);
      test_reseed (1);
      other = toy_new (8, threads, 3, 5);
      toy_learn (one, 20);
      toy_learn (other, 20);
      toy_assert_same (one, other);
    }
}

static void
test_numbers (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "numbers"), *again = NULL;
  g_autoptr (VanityCheckpoint) checkpoint = vanity_checkpoint_new ();
  g_autoptr (GBytes) first = NULL, second = NULL;
  g_autoptr (GError) error = NULL;
  float floats[] = { 1, -0.0f, 1e-42f, 3.4e38f, 0.1f, 6 }, empty[1] = { 8 };
  double doubles[] = { 0.1, -INFINITY, NAN };
  guint64 counters[] = { 0, G_MAXUINT64 };
  float kept_floats[6];
  double kept_doubles[3];

  vanity_checkpoint_add_floats (checkpoint, "floats", &VANITY_SHAPE (2, 3), floats);
  vanity_checkpoint_add_floats (checkpoint, "scalar", &(VanityShape){ .rank = 0 }, empty);
  vanity_checkpoint_add_doubles (checkpoint, "doubles", doubles, 3);
  vanity_checkpoint_add_doubles (checkpoint, "none", NULL, 0);
  vanity_checkpoint_add_counters (checkpoint, "counters", counters, 2);
  vanity_checkpoint_add_fixed (checkpoint, "fixed", 17);
  memcpy (kept_floats, floats, sizeof floats);
  memcpy (kept_doubles, doubles, sizeof doubles);
  g_assert_true (vanity_checkpoint_save (checkpoint, path, &error));
  g_assert_no_error (error);
  memset (floats, 1, sizeof floats);
  memset (doubles, 1, sizeof doubles);
  memset (counters, 1, sizeof counters);
  empty[0] = 0;
  g_assert_true (vanity_checkpoint_load (checkpoint, path, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (floats, sizeof floats, kept_floats, sizeof kept_floats);
  g_assert_cmpmem (doubles, sizeof doubles, kept_doubles, sizeof kept_doubles);
  g_assert_cmpuint (counters[0], ==, 0);
  g_assert_cmpuint (counters[1], ==, G_MAXUINT64);
  g_assert_cmpfloat (empty[0], ==, 8);

  /* The same numbers are the same file. */
  again = test_folder_path (folder, "again");
  g_assert_true (vanity_checkpoint_save (checkpoint, again, &error));
  first = fixture_read (path);
  second = fixture_read (again);
  g_assert_true (g_bytes_equal (first, second));
  g_assert_cmpmem (g_bytes_get_data (first, NULL), 12, "VANITYCP\1\0\0\0", 12);
}

/* Fails unless `path` is refused and `toy` is as before. */
static void
assert_refused (Toy *toy, const char *path, int code, const char *part)
{
  g_autoptr (GError) error = NULL;
  const VanityParameter *parameter = vanity_learner_get_parameter (toy->learner, 0);
  gsize bytes = parameter->count * sizeof (float);
  g_autofree float *before = g_memdup2 (parameter->values, bytes);
  VanityRandom noise = toy->noise;

  g_assert_false (vanity_checkpoint_load (toy->checkpoint, path, &error));
  g_assert_nonnull (strstr (error->message, path));
  test_assert_error (&error, code, part);
  g_assert_cmpmem (parameter->values, bytes, before, bytes);
  g_assert_cmpmem (&noise, sizeof noise, &toy->noise, sizeof noise);
}

typedef struct
{
  TestFolder *folder;
  char *path;
  Toy *toy;      /* has learnt more since */
  GBytes *bytes; /* of the file */
} Fixture;

static void
set_up (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = test_folder_new ();
  fixture->path = test_folder_path (fixture->folder, "toy.checkpoint");
  fixture->toy = toy_new (4, 1, 1, 5);
  toy_learn (fixture->toy, 2);
  g_assert_true (vanity_checkpoint_save (fixture->toy->checkpoint, fixture->path, &error));
  g_assert_no_error (error);
  fixture->bytes = fixture_read (fixture->path);
  toy_learn (fixture->toy, 2);
}

static void
fixture_clear (Fixture *fixture)
{
  test_folder_free (fixture->folder);
  g_free (fixture->path);
  toy_free (fixture->toy);
  g_bytes_unref (fixture->bytes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static void
test_missing (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *missing = NULL;

  set_up (&fixture);
  missing = test_folder_path (fixture.folder, "missing.checkpoint");
  assert_refused (fixture.toy, missing, VANITY_ERROR_FILE, "No such file or directory");
  assert_refused (fixture.toy, fixture.folder->folder, VANITY_ERROR_FILE, "Is a directory");
  assert_refused (fixture.toy, "/dev/zero", VANITY_ERROR_FILE, "not an ordinary file");
}

static void
replace (Fixture *fixture, const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  /* A new file each time: replacing one would wait for the disk. */
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  fixture_write (fixture->path, bytes);
}

static void
test_cut_off (void)
{
  g_auto (Fixture) fixture = { 0 };
  gsize size;
  const guint8 *data;

  set_up (&fixture);
  data = g_bytes_get_data (fixture.bytes, &size);
  for (gsize length = 0; length < size; length += length < 60 ? 1 : 97)
    {
      replace (&fixture, data, length);
      assert_refused (fixture.toy, fixture.path, VANITY_ERROR_FORMAT,
                      length < 8    ? "is no checkpoint"
                      : length < 48 ? "is cut off"
                                    : "is damaged or cut off");
    }
  replace (&fixture, data, size - 1);
  assert_refused (fixture.toy, fixture.path, VANITY_ERROR_FORMAT, "is damaged or cut off");
}

static void
test_damaged (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autofree guint8 *data = NULL;
  gsize size;

  set_up (&fixture);
  data = g_memdup2 (g_bytes_get_data (fixture.bytes, NULL), g_bytes_get_size (fixture.bytes));
  size = g_bytes_get_size (fixture.bytes);
  for (gsize at = 0; at < size; at += at < 100 ? 1 : 41)
    {
      data[at] ^= 1 << at % 8;
      replace (&fixture, data, size);
      assert_refused (fixture.toy, fixture.path, VANITY_ERROR_FORMAT,
                      at < 8    ? "is no checkpoint"
                      : at < 16 ? "another version"
                                : "is damaged or cut off");
      data[at] ^= 1 << at % 8;
    }
  replace (&fixture, data, size);
  g_assert_true (vanity_checkpoint_load (fixture.toy->checkpoint, fixture.path, NULL));
}

/* Writes `list`, which it takes, as a file whose checksum is right. */
static void
forge (Fixture *fixture, gconstpointer list, gsize size)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *data = g_malloc0 (48 + size);
  gsize sum = 32;

  memcpy (data, g_bytes_get_data (fixture->bytes, NULL), 16);
  memcpy (data + 48, list, size);
  g_checksum_update (checksum, data + 48, size);
  g_checksum_get_digest (checksum, data + 16, &sum);
  replace (fixture, data, 48 + size);
}

/* The list of the file, with the numbers of `name` replaced. */
static void
forge_numbers (Fixture *fixture, const char *name, GVariant *numbers)
{
  g_autoptr (GBytes) payload
      = g_bytes_new_from_bytes (fixture->bytes, 48, g_bytes_get_size (fixture->bytes) - 48);
  g_autoptr (GVariant) list
      = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE ("a(saxv)"), payload, FALSE));
  g_autoptr (GVariant) forged = NULL;
  GVariantBuilder builder;
  gboolean found = FALSE;

  g_variant_ref_sink (numbers);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(saxv)"));
  for (gsize i = 0; i < g_variant_n_children (list); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (list, i), shape = NULL, old = NULL;
      const char *its_name;

      g_variant_get (item, "(&s@axv)", &its_name, &shape, &old);
      found = found || g_str_equal (its_name, name);
      g_variant_builder_add (&builder, "(s@axv)", its_name, shape,
                             g_str_equal (its_name, name) ? numbers : old);
    }
  g_assert_true (found);
  forged = g_variant_ref_sink (g_variant_builder_end (&builder));
  forge (fixture, g_variant_get_data (forged), g_variant_get_size (forged));
  g_variant_unref (numbers);
}

/* Files that were made to look right. */
static void
test_forged (void)
{
  g_auto (Fixture) fixture = { 0 };
  guint64 large = G_MAXUINT64;
  guint8 noise[500];

  set_up (&fixture);
  for (int i = 0; i < 200; i++)
    {
      for (gsize k = 0; k < sizeof noise; k++)
        noise[k] = test_random_int (0, 255);
      forge (&fixture, noise, test_random_int (1, sizeof noise));
      assert_refused (fixture.toy, fixture.path, VANITY_ERROR_FORMAT, "is damaged");
    }
  forge (&fixture, noise, 0);
  assert_refused (fixture.toy, fixture.path, VANITY_ERROR_VALUE, "it lacks “toy: conv.weights”");
  forge_numbers (&fixture, "toy: conv.bias",
                 g_variant_new_fixed_array (G_VARIANT_TYPE_UINT32, noise, 3, 4));
  assert_refused (fixture.toy, fixture.path, VANITY_ERROR_FORMAT,
                  "has not as many numbers in “toy: conv.bias” as the shape 4 says");
  forge_numbers (&fixture, "toy: conv.bias",
                 g_variant_new_fixed_array (G_VARIANT_TYPE_DOUBLE, noise, 4, 8));
  assert_refused (fixture.toy, fixture.path, VANITY_ERROR_VALUE, "“toy: conv.bias”");
  forge_numbers (&fixture, "adam: steps",
                 g_variant_new_fixed_array (G_VARIANT_TYPE_UINT64, &large, 1, 8));
  assert_refused (fixture.toy, fixture.path, VANITY_ERROR_FORMAT, "“adam: steps” is too large");
}

static void
test_another_network (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (Toy) other = toy_new (5, 1, 1, 5);
  g_autoptr (VanityCheckpoint) checkpoint = vanity_checkpoint_new ();
  g_autoptr (GError) error = NULL;
  guint64 counter = 0;

  set_up (&fixture);
  assert_refused (other, fixture.path, VANITY_ERROR_VALUE,
                  "it has “toy: conv.weights” of shape 4×3×3×2 where “toy: conv.weights” of shape "
                  "5×3×3×2 is wanted");

  /* More than there is, and less. */
  vanity_checkpoint_add_counters (fixture.toy->checkpoint, "more", &counter, 1);
  assert_refused (fixture.toy, fixture.path, VANITY_ERROR_VALUE, "it lacks “more”");
  vanity_checkpoint_add_learner (checkpoint, "toy", fixture.toy->learner);
  g_assert_false (vanity_checkpoint_load (checkpoint, fixture.path, &error));
  test_assert_error (&error, VANITY_ERROR_VALUE,
                     "it has “adam: conv.weights.mean”, which nothing here wants");
}

static void
test_another_optimizer (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (VanityCheckpoint) checkpoint = vanity_checkpoint_new ();
  VanityOptimizerOptions options = VANITY_OPTIMIZER_SGD;
  g_autoptr (VanityOptimizer) optimizer = NULL;
  g_autoptr (GError) error = NULL;

  set_up (&fixture);
  options.prefix = "conv";
  optimizer = vanity_optimizer_new (fixture.toy->learner, &options, NULL);
  vanity_checkpoint_add_learner (checkpoint, "toy", fixture.toy->learner);
  vanity_checkpoint_add_optimizer (checkpoint, "adam", optimizer);
  g_assert_false (vanity_checkpoint_load (checkpoint, fixture.path, &error));
  test_assert_error (&error, VANITY_ERROR_VALUE,
                     "it has “adam: conv.weights.square” of shape 72 where");
}

static void
test_fixed (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "fixed");
  g_autoptr (VanityCheckpoint) one = vanity_checkpoint_new (), other = vanity_checkpoint_new ();
  g_autoptr (GError) error = NULL;

  vanity_checkpoint_add_fixed (one, "samples of a batch", 32);
  vanity_checkpoint_add_fixed (other, "samples of a batch", 64);
  g_assert_true (vanity_checkpoint_save (one, path, &error));
  g_assert_true (vanity_checkpoint_load (one, path, &error));
  g_assert_no_error (error);
  g_assert_false (vanity_checkpoint_load (other, path, &error));
  test_assert_error (&error, VANITY_ERROR_VALUE, "“samples of a batch” is 32 in it, not 64");
}

static void
assert_not_saved (Fixture *fixture, int code, const char *part)
{
  g_autoptr (GBytes) now = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (vanity_checkpoint_save (fixture->toy->checkpoint, fixture->path, &error));
  g_assert_nonnull (strstr (error->message, "toy.checkpoint"));
  test_assert_error (&error, code, part);
  now = fixture_read (fixture->path);
  g_assert_true (g_bytes_equal (now, fixture->bytes));
  g_assert_cmpint (test_folder_count (fixture->folder), ==, 1);
}

/* The one that is there stays whole. A limit on the size of files stands for a full disk: the same
 * call fails the same way. */
static void
test_full_disk (void)
{
  g_auto (Fixture) fixture = { 0 };
  void (*handler) (int) = signal (SIGXFSZ, SIG_IGN);
  struct rlimit limit, old;

  set_up (&fixture);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  limit = old;
  limit.rlim_cur = g_bytes_get_size (fixture.bytes) / 2;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  assert_not_saved (&fixture, VANITY_ERROR_FILE, "cannot be written: File too large");
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  signal (SIGXFSZ, handler);
  g_assert_true (vanity_checkpoint_load (fixture.toy->checkpoint, fixture.path, NULL));
}

static void
test_not_finite (void)
{
  g_auto (Fixture) fixture = { 0 };

  set_up (&fixture);
  vanity_learner_get_statistic (fixture.toy->learner, 1)->values[2] = NAN;
  assert_not_saved (&fixture, VANITY_ERROR_VALUE,
                    "“toy: norm.variance” has numbers that are not finite");
  /* What was good comes back. */
  g_assert_true (vanity_checkpoint_load (fixture.toy->checkpoint, fixture.path, NULL));
  g_assert_true (isfinite (vanity_learner_get_statistic (fixture.toy->learner, 1)->values[2]));
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/checkpoint/resumes", test_resumes);
  test_add ("/train/checkpoint/repeats", test_repeats);
  test_add ("/train/checkpoint/numbers", test_numbers);
  test_add ("/train/checkpoint/missing", test_missing);
  test_add ("/train/checkpoint/cut-off", test_cut_off);
  test_add ("/train/checkpoint/damaged", test_damaged);
  test_add ("/train/checkpoint/forged", test_forged);
  test_add ("/train/checkpoint/another-network", test_another_network);
  test_add ("/train/checkpoint/another-optimizer", test_another_optimizer);
  test_add ("/train/checkpoint/fixed", test_fixed);
  test_add ("/train/checkpoint/full-disk", test_full_disk);
  test_add ("/train/checkpoint/not-finite", test_not_finite);
  return g_test_run ();
}

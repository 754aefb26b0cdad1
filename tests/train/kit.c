/* Random numbers and files of samples. */
#include "base/random.h"
#include "train/idx.h"

#include "gradient.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_random (void)
{
  VanityRandom one, other;
  double sum = 0.0, square = 0.0;
  int counts[7] = { 0 }, order[50], seen[50] = { 0 };

  vanity_random_init (&one, 5);
  other = one;
  for (int i = 0; i < 1000; i++)
    g_assert_cmpuint (vanity_random_next (&one), ==, vanity_random_next (&other));
  vanity_random_init (&other, 6);
  g_assert_cmpuint (vanity_random_next (&one), !=, vanity_random_next (&other));
  for (int i = 0; i < 70000; i++)
    {
      double x = vanity_random_normal (&one), y = vanity_random_uniform (&one);

      sum += x;
      square += x * x;
      g_assert_true (y >= 0 && y < 1);
      counts[vanity_random_index (&one, 7)]++;
    }
  g_assert_cmpfloat (ABS (sum / 70000), <, 0.015);
  g_assert_cmpfloat (ABS (square / 70000 - 1), <, 0.02);
  for (int i = 0; i < 7; i++)
    g_assert_cmpint (ABS (counts[i] - 10000), <, 400);
  for (int i = 0; i < 50; i++)
    order[i] = i;
  vanity_random_shuffle (&one, order, 50);
  for (int i = 0; i < 50; i++)
    seen[order[i]]++;
  for (int i = 0; i < 50; i++)
    g_assert_cmpint (seen[i], ==, 1);
}

/* A file of those bytes, loaded; NULL with an error. */
static guint8 *
load (const char *bytes, gsize length, VanityShape *shape, GError **error)
{
  g_autofree char *path = NULL;
  guint8 *data;
  int fd = g_file_open_tmp ("vanity-XXXXXX", &path, error);

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
  data = vanity_idx_load (path, shape, error);
  g_unlink (path);
  return data;
}

static void
test_idx (void)
{
  static const char good[] = "\0\0\x08\x02\0\0\0\x02\0\0\0\x03"
                             "abcdef";
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *data = NULL;
  VanityShape shape;

  data = load (good, sizeof good - 1, &shape, &error);
  g_assert_no_error (error);
  g_assert_true (vanity_shape_equal (&shape, &VANITY_SHAPE (2, 3)));
  g_assert_cmpmem (data, 6, "abcdef", 6);
  for (gsize length = 0; length < sizeof good - 1; length++)
    {
      g_assert_null (load (good, length, &shape, &error));
      test_assert_error (&error, VANITY_ERROR_FORMAT, "is cut off");
    }
  g_assert_null (load ("\0\0\x0d\x01\0\0\0\x01zzzz", 12, &shape, &error));
  test_assert_error (&error, VANITY_ERROR_FORMAT, "is no IDX file of bytes");
  g_assert_null (load ("\0\0\x08\x02\xff\xff\xff\xff\xff\xff\xff\xff", 12, &shape, &error));
  test_assert_error (&error, VANITY_ERROR_FORMAT, "must have from 1 byte to 1 GiB");
  g_assert_null (vanity_idx_load ("/nowhere/at all", &shape, &error));
  test_assert_error (&error, VANITY_ERROR_FILE, "/nowhere/at all");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/kit/random", test_random);
  test_add ("/train/kit/idx", test_idx);
  return g_test_run ();
}

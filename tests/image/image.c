#include "image/image.h"

#include "base/error.h"
#include "fixtures.h"

#include <string.h>

static void
test_new (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityImage) image = vanity_image_new (7, 5, 16, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (image->width, ==, 7);
  g_assert_cmpint (image->height, ==, 5);
  g_assert_cmpint (image->depth, ==, 16);
  g_assert_cmpuint (image->stride, >=, 7 * 8);
  g_assert_true (image->space == vanity_color_space_get_srgb ());
  for (int y = 0; y < 5; y++)
    for (int x = 0; x < 7 * 8; x++)
      g_assert_cmpint (vanity_image_row (image, y)[x], ==, 0);
}

static void
test_limits (void)
{
  static const int sizes[][2] = { { 0, 1 },
                                  { 1, 0 },
                                  { -1, 5 },
                                  { VANITY_IMAGE_MAX_SIDE + 1, 1 },
                                  { 1, VANITY_IMAGE_MAX_SIDE + 1 },
                                  { 30000, 30000 },
                                  { G_MAXINT, G_MAXINT } };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (vanity_image_new (sizes[i][0], sizes[i][1], 8, NULL, &error));
      g_assert_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT);
    }

  g_autoptr (VanityImage) longest = vanity_image_new (VANITY_IMAGE_MAX_SIDE, 1, 8, NULL, NULL);
  g_assert_nonnull (longest);
}

/* Small images and large ones get their memory in different ways. */
static void
test_copy (void)
{
  static const int sides[] = { 1, 33, 2000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_autoptr (VanityImage) image = fixture_image (sides[i], sides[i] / 2 + 1, 16, TRUE, 1);
      g_autoptr (VanityImage) copy = vanity_image_copy (image, NULL);

      g_assert_true (copy->has_alpha);
      for (int y = 0; y < image->height; y++)
        g_assert_cmpmem (vanity_image_row (image, y), image->stride, vanity_image_row (copy, y),
                         copy->stride);
      vanity_image_row (copy, 0)[0] ^= 1;
      g_assert_cmpint (vanity_image_row (copy, 0)[0], !=, vanity_image_row (image, 0)[0]);
    }
}

static void
test_ref (void)
{
  VanityImage *image = vanity_image_new (3, 3, 8, NULL, NULL);

  g_assert_true (vanity_image_ref (image) == image);
  vanity_image_unref (image);
  vanity_image_row (image, 2)[0] = 1;
  vanity_image_unref (image);
  vanity_image_unref (NULL);
}

static void
test_memory (void)
{
  gsize before = vanity_image_get_memory ();
  g_autoptr (VanityImage) image = vanity_image_new (100, 50, 16, NULL, NULL);
  g_autoptr (VanityImage) more = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (vanity_image_get_memory (), ==, before + 100 * 50 * 8);

  vanity_image_set_memory_limit (before + 100 * 50 * 8 + 99 * 4);
  g_assert_null (vanity_image_new (100, 1, 8, NULL, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT);
  more = vanity_image_new (99, 1, 8, NULL, NULL);
  g_assert_nonnull (more);

  /* What was refused counts for nothing. */
  g_clear_pointer (&more, vanity_image_unref);
  g_assert_cmpuint (vanity_image_get_memory (), ==, before + 100 * 50 * 8);
  vanity_image_set_memory_limit (0);
  more = vanity_image_new (1000, 1000, 8, NULL, NULL);
  g_assert_nonnull (more);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image/image/new", test_new);
  g_test_add_func ("/image/image/limits", test_limits);
  g_test_add_func ("/image/image/copy", test_copy);
  g_test_add_func ("/image/image/ref", test_ref);
  g_test_add_func ("/image/image/memory", test_memory);
  return g_test_run ();
}

#include "face/region.h"

#include "face/tiles.h"

#include <math.h>

static void
test_grid (void)
{
  VanityRegion region = { 100, 50, 40, G_PI / 2 };
  VanityAffine grid = vanity_region_to_grid (&region, 20);
  double x, y;

  /* The centre stays; with a quarter turn clockwise the grid's x axis goes down the photo. */
  vanity_affine_apply (&grid, 10, 10, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 100, 1e-9);
  g_assert_cmpfloat_with_epsilon (y, 50, 1e-9);
  vanity_affine_apply (&grid, 20, 10, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 100, 1e-9);
  g_assert_cmpfloat_with_epsilon (y, 70, 1e-9);
  vanity_affine_apply (&grid, 10, 0, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 120, 1e-9);
  g_assert_cmpfloat_with_epsilon (y, 50, 1e-9);
}

static void
test_overlap (void)
{
  VanityRegion one = { 0, 0, 10, 0 }, other = one;

  g_assert_cmpfloat_with_epsilon (vanity_region_overlap (&one, &other), 1, 1e-12);
  other.size = 5; /* inside the other: a quarter of it */
  g_assert_cmpfloat_with_epsilon (vanity_region_overlap (&one, &other), 0.25, 1e-12);
  other = (VanityRegion){ 5, 0, 10, 0 };
  g_assert_cmpfloat_with_epsilon (vanity_region_overlap (&one, &other), 1.0 / 3, 1e-12);
  other.x = 20;
  g_assert_cmpfloat (vanity_region_overlap (&one, &other), ==, 0);
}

/* Every face that is not larger than the overlap lies wholly in some tile. */
static void
test_tiles (void)
{
  static const int sizes[][2] = { { 4000, 3000 }, { 3000, 4000 }, { 2000, 2000 }, { 5000, 300 } };
  static const double parts[] = { 0.45, 0.22, 1 };

  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (gsize p = 0; p < G_N_ELEMENTS (parts); p++)
      {
        int width = sizes[s][0], height = sizes[s][1];
        g_autoptr (GArray) tiles = vanity_tiles_new (width, height, parts[p]);
        double side = MAX (width, height) * parts[p], face = side * 0.24;

        for (double y = face / 2; y <= height - face / 2; y += 37)
          for (double x = face / 2; x <= width - face / 2; x += 37)
            {
              gboolean inside = FALSE;
              for (guint i = 0; i < tiles->len && !inside; i++)
                {
                  const VanityRegion *tile = &g_array_index (tiles, VanityRegion, i);
                  double reach = (tile->size - face) / 2;
                  g_assert_cmpfloat_with_epsilon (tile->size, side, 1e-6);
                  inside = fabs (x - tile->x) <= reach && fabs (y - tile->y) <= reach;
                }
              g_assert_true (inside);
            }
        g_assert_cmpint (tiles->len, <=, parts[p] == 1 ? 1 : parts[p] == 0.45 ? 9 : 36);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/region/grid", test_grid);
  g_test_add_func ("/region/overlap", test_overlap);
  g_test_add_func ("/region/tiles", test_tiles);
  return g_test_run ();
}

#include "makeup/path.h"

#include <math.h>

static VanityPath *
new_star (guint32 seed, int n, double radius, double x, double y)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  VanityKnot knots[24];

  for (int i = 0; i < n; i++)
    {
      double r = radius * g_rand_double_range (rand, 0.5, 1), t = 2 * G_PI * i / n;

      knots[i] = (VanityKnot){ x + r * cos (t), y + r * sin (t), 0 };
    }
  return vanity_path_new (knots, n, TRUE);
}

/* Share of the sample's square inside the path, by 16 × 16 points. */
static double
count_inside (const VanityPath *path, const VanityMask *mask, int i, int j)
{
  int inside = 0;

  for (int b = 0; b < 16; b++)
    for (int a = 0; a < 16; a++)
      if (vanity_path_get_distance (path, mask->rect.x + (i + (a + 0.5) / 16) * mask->step,
                                    mask->rect.y + (j + (b + 0.5) / 16) * mask->step)
          < 0)
        inside++;
  return inside / 256.0;
}

static void
test_fill (void)
{
  for (guint32 seed = 0; seed < 4; seed++)
    for (int step = 1; step <= 2; step++)
      {
        VanityRect rect = { -2, 3, 26, 24 };
        g_autoptr (VanityPath) path = new_star (seed, 7, 13, 10.3, 15.7);
        g_autoptr (VanityMask) mask = vanity_mask_new (&rect, NULL, step);

        /* Part of the star lies outside the mask on three sides. */
        vanity_path_fill (path, mask);
        for (int j = 0; j < mask->height; j++)
          for (int i = 0; i < mask->width; i++)
            g_assert_cmpfloat_with_epsilon ((double)mask->data[j * mask->width + i],
                                            count_inside (path, mask, i, j), 0.035);
      }
}

static void
test_spline (void)
{
  VanityKnot knots[] = { { 0, 0, 1 }, { 10, 3, 4 }, { 12, 9, 2 }, { 30, 10, 3 } };
  g_autoptr (VanityPath) open = vanity_path_new (knots, 4, FALSE);
  g_autoptr (VanityPath) closed = vanity_path_new (knots, 4, TRUE);

  for (int i = 0; i < 4; i++)
    {
      g_assert_cmpfloat (fabs (vanity_path_get_distance (open, knots[i].x, knots[i].y)), <, 1e-9);
      g_assert_cmpfloat (fabs (vanity_path_get_distance (closed, knots[i].x, knots[i].y)), <, 1e-9);
    }
  g_assert_cmpfloat (open->points[open->n - 1].width, ==, 3);
  for (int i = 0; i < open->n; i++)
    {
      g_assert_cmpfloat (open->points[i].width, >=, 1);
      g_assert_cmpfloat (open->points[i].width, <=, 4);
    }
}

/* A straight stroke of 6 pixels: the edge where it belongs, half covered. */
static void
test_stroke (void)
{
  VanityKnot knots[] = { { -20, 10, 6 }, { 60, 10, 6 } };
  g_autoptr (VanityPath) path = vanity_path_new_polyline (knots, 2, FALSE);
  VanityRect rect = { 0, 0, 20, 20 };
  static const double softness[] = { 0, 1, 4 };

  for (gsize s = 0; s < G_N_ELEMENTS (softness); s++)
    {
      g_autoptr (VanityMask) mask = vanity_mask_new (&rect, NULL, 1);
      double sum = 0;

      vanity_path_stroke (path, softness[s], mask);
      for (int j = 0; j < 20; j++)
        sum += (double)mask->data[j * 20 + 10];
      g_assert_cmpfloat_with_epsilon (sum, 6, 0.02);
      g_assert_cmpfloat (mask->data[9 * 20 + 3], ==, 1);
    }
}

/* Thinner than a pixel is fainter, not gone, and never breaks up. */
static void
test_thin (void)
{
  VanityKnot knots[] = { { 2.3, 5.1, 0.2 }, { 40.7, 17.9, 0.2 } };
  g_autoptr (VanityPath) path = vanity_path_new_polyline (knots, 2, FALSE);
  VanityRect rect = { 0, 0, 48, 24 };
  g_autoptr (VanityMask) mask = vanity_mask_new (&rect, NULL, 1);
  double sum = 0;

  vanity_path_stroke (path, 0, mask);
  for (int i = 0; i < 48 * 24; i++)
    sum += (double)mask->data[i];
  g_assert_cmpfloat_with_epsilon (sum / hypot (38.4, 12.8), 0.2, 0.03);
  for (int i = 5; i < 38; i++)
    {
      double column = 0;

      for (int j = 0; j < 24; j++)
        column += (double)mask->data[j * 48 + i];
      g_assert_cmpfloat (column, >, 0.1);
    }
}

static void
test_degenerate (void)
{
  VanityKnot bad[] = { { NAN, 0, 1 }, { 1, INFINITY, 1 }, { 1e300, 2, 1 }, { 3, 3, NAN } };
  VanityKnot same[] = { { 5, 5, 2 }, { 5, 5, 2 }, { 5, 5, 2 } };
  VanityKnot one[] = { { 5, 5, 2 } };
  VanityRect rect = { 0, 0, 10, 10 }, bounds;
  g_autoptr (VanityMask) mask = vanity_mask_new (&rect, NULL, 1);
  const VanityKnot *lists[] = { bad, same, one, one };
  int sizes[] = { 4, 3, 1, 0 };

  for (int k = 0; k < 4; k++)
    for (int closed = 0; closed < 2; closed++)
      {
        g_autoptr (VanityPath) path = vanity_path_new (lists[k], sizes[k], closed);

        vanity_path_fill (path, mask);
        vanity_path_stroke (path, 1, mask);
        g_assert_false (vanity_path_get_bounds (path, 0, &bounds));
        g_assert_null (vanity_path_mask (path, 3, &rect));
      }
  for (int i = 0; i < 100; i++)
    g_assert_cmpfloat (mask->data[i], ==, 0);
}

static void
test_mask (void)
{
  g_autoptr (VanityPath) path = new_star (9, 9, 60, 100, 100);
  VanityRect rect = { 0, 0, 200, 200 };
  static const double feathers[] = { 0, 2, 9 };

  for (gsize f = 0; f < G_N_ELEMENTS (feathers); f++)
    {
      g_autoptr (VanityMask) mask = vanity_path_mask (path, feathers[f], &rect);
      double area = 0, exact = 0;
      float row[200];

      for (int y = 0; y < 200; y++)
        {
          vanity_mask_get_row (mask, y, 0, 200, row);
          for (int x = 0; x < 200; x++)
            area += (double)row[x];
        }
      for (int i = 0; i < path->n; i++)
        {
          const VanityKnot *a = &path->points[i], *b = &path->points[(i + 1) % path->n];

          exact += 0.5 * (a->x * b->y - b->x * a->y);
        }
      g_assert_cmpfloat_with_epsilon (area / exact, 1, 0.01);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/makeup/path/fill", test_fill);
  g_test_add_func ("/makeup/path/spline", test_spline);
  g_test_add_func ("/makeup/path/stroke", test_stroke);
  g_test_add_func ("/makeup/path/thin", test_thin);
  g_test_add_func ("/makeup/path/degenerate", test_degenerate);
  g_test_add_func ("/makeup/path/mask", test_mask);
  return g_test_run ();
}

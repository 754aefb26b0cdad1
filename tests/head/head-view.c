#include "head/head-view.h"

#include "base/error.h"
#include "face/mesh.h"
#include "portrait.h"

#include <math.h>

#define SIDE 64
#define CHANNELS VANITY_HEAD_VIEW_CHANNELS

static double
sum_channel (const float *cells, int channel)
{
  double sum = 0;

  for (int i = 0; i < SIDE * SIDE; i++)
    sum += (double)cells[i * CHANNELS + channel];
  return sum;
}

static VanityImage *
make_view (VanityFace *face, float *cells, VanityAffine *grid)
{
  Portrait portrait = PORTRAIT_INIT;
  g_autoptr (VanityImage) image = portrait_new (&portrait, face);
  g_autoptr (GError) error = NULL;
  VanityRegion region;

  if (image == NULL)
    return NULL;
  g_assert_true (vanity_head_view_find (face->points, &region));
  *grid = vanity_region_to_grid (&region, SIDE);
  vanity_head_view_sample (image, NULL, grid, SIDE, cells, NULL, &error);
  g_assert_no_error (error);
  vanity_head_view_draw (face->points, grid, SIDE, cells);
  return g_steal_pointer (&image);
}

/* Each part has the area of its outline, and lies where the mesh has it. */
static void
test_parts (void)
{
  g_autofree float *cells = g_new0 (float, SIDE *SIDE *CHANNELS);
  VanityFace face;
  VanityAffine grid;
  g_autoptr (VanityImage) image = make_view (&face, cells, &grid);
  const VanityContour *oval = vanity_mesh_get_contour (VANITY_CONTOUR_FACE);
  double area = 0, cell = grid.m[0] * grid.m[4];

  if (image == NULL)
    return;
  for (int i = 0; i < oval->n; i++)
    {
      const VanityPoint *a = &face.points[oval->index[i]],
                        *b = &face.points[oval->index[(i + 1) % oval->n]];

      area += 0.5 * (double)(a->x * b->y - b->x * a->y);
    }
  g_assert_cmpfloat_with_epsilon (sum_channel (cells, VANITY_HEAD_VIEW_FACE) * cell, fabs (area),
                                  0.01 * fabs (area));
  for (int k = VANITY_HEAD_VIEW_LIPS; k <= VANITY_HEAD_VIEW_BROWS; k++)
    if (k != VANITY_HEAD_VIEW_MOUTH)
      g_assert_cmpfloat (sum_channel (cells, k), >, 4);
  for (int i = 0; i < SIDE * SIDE; i++)
    {
      const float *c = cells + i * CHANNELS;

      for (int k = 0; k < CHANNELS; k++)
        g_assert_true (c[k] >= 0 && c[k] <= 1);
      g_assert_cmpfloat (c[VANITY_HEAD_VIEW_LIPS] + c[VANITY_HEAD_VIEW_MOUTH], <=, 1.001f);
      g_assert_cmpfloat (c[VANITY_HEAD_VIEW_PERSON], ==, VANITY_HEAD_VIEW_UNKNOWN);
    }
}

/* A mirrored grid sees the same mirrored. */
static void
test_mirror (void)
{
  g_autofree float *cells = g_new0 (float, SIDE *SIDE *CHANNELS);
  g_autofree float *mirrored = g_new0 (float, SIDE *SIDE *CHANNELS);
  VanityFace face;
  VanityAffine grid;
  g_autoptr (VanityImage) image = make_view (&face, cells, &grid);

  if (image == NULL)
    return;
  grid.m[2] += grid.m[0] * SIDE;
  grid.m[0] *= -1;
  vanity_head_view_draw (face.points, &grid, SIDE, mirrored);
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      for (int k = VANITY_HEAD_VIEW_FACE; k <= VANITY_HEAD_VIEW_BROWS; k++)
        g_assert_cmpfloat_with_epsilon (mirrored[(y * SIDE + SIDE - 1 - x) * CHANNELS + k],
                                        cells[(y * SIDE + x) * CHANNELS + k], 1e-3);
}

static void
test_bad (void)
{
  g_autofree float *cells = g_new0 (float, SIDE *SIDE *CHANNELS);
  VanityFace face;
  VanityAffine grid;
  VanityRegion region;
  g_autoptr (VanityImage) image = make_view (&face, cells, &grid);
  g_autoptr (GError) error = NULL;

  if (image == NULL)
    return;
  grid.m[2] += 4000;
  g_assert_false (vanity_head_view_sample (image, NULL, &grid, SIDE, cells, NULL, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  face.points[7].x = NAN;
  g_assert_false (vanity_head_view_find (face.points, &region));
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    face.points[i].x = face.points[i].y = 10;
  g_assert_false (vanity_head_view_find (face.points, &region));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/head/view/parts", test_parts);
  g_test_add_func ("/head/view/mirror", test_mirror);
  g_test_add_func ("/head/view/bad", test_bad);
  return g_test_run ();
}

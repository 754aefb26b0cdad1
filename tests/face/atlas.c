#include "face/atlas.h"

#include "atlas-fixture.h"
#include "face/canonical.h"
#include "face/mesh.h"
#include "support.h"

#include <math.h>
#include <string.h>

static void
measure_contour (const float *chart, VanityContourId id, double size, double *width, double *height)
{
  const VanityContour *contour = vanity_mesh_get_contour (id);
  double low[2] = { INFINITY, INFINITY }, high[2] = { -INFINITY, -INFINITY };

  for (int i = 0; i < contour->n; i++)
    for (int c = 0; c < 2; c++)
      {
        low[c] = MIN (low[c], chart[2 * contour->index[i] + c] * size);
        high[c] = MAX (high[c], chart[2 * contour->index[i] + c] * size);
      }
  *width = high[0] - low[0];
  *height = high[1] - low[1];
}

static void
test_chart (void)
{
  double width, height;

  if (!support_has_mesh ())
    return;
  const float *chart = vanity_atlas_get_chart (fixture_get_atlas (256));
  measure_contour (chart, VANITY_CONTOUR_EYE_RIGHT, 256, &width, &height);
  g_assert_cmpfloat_with_epsilon (width, 78, 1);
  g_assert_cmpfloat_with_epsilon (height, 21, 1);
  measure_contour (chart, VANITY_CONTOUR_LIPS_OUTER, 256, &width, &height);
  g_assert_cmpfloat_with_epsilon (width, 119, 1);
  g_assert_cmpfloat_with_epsilon (height, 47, 1);

  float low[2] = { 1, 1 }, high[2] = { 0, 0 };
  for (int i = 0; i < 2 * VANITY_FACE_MESH_POINTS; i++)
    {
      low[i % 2] = MIN (low[i % 2], chart[i]);
      high[i % 2] = MAX (high[i % 2], chart[i]);
    }
  for (int c = 0; c < 2; c++)
    {
      g_assert_cmpfloat_with_epsilon (low[c], 0.015, 1e-6);
      g_assert_cmpfloat_with_epsilon (high[c], 0.985, 1e-6);
    }
}

/* A point and its mirror image lie mirrored in the chart. */
static void
test_mirror (void)
{
  if (!support_has_mesh ())
    return;
  g_autoptr (GError) error = NULL;
  const VanityCanonicalMesh *mesh = vanity_canonical_mesh_get (&error);
  const float *chart = vanity_atlas_get_chart (fixture_get_atlas (128));
  int pairs = 0;

  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    for (int k = 0; k < VANITY_FACE_MESH_POINTS; k++)
      {
        const float *a = mesh->vertex[i], *b = mesh->vertex[k];
        if (fabsf (a[0] + b[0]) > 1e-3 || fabsf (a[1] - b[1]) > 1e-3 || fabsf (a[2] - b[2]) > 1e-3)
          continue;
        g_assert_cmpfloat_with_epsilon (chart[2 * i], 1 - chart[2 * k], 2e-3);
        g_assert_cmpfloat_with_epsilon (chart[2 * i + 1], chart[2 * k + 1], 2e-3);
        pairs++;
      }
  g_assert_cmpint (pairs, >, 400);
}

/* No triangle is folded over; each has texels; a texel's weights give its own place back. */
static void
test_table (void)
{
  static const int sizes[] = { 128, 256, 512 };

  if (!support_has_mesh ())
    return;
  g_autoptr (GError) error = NULL;
  const VanityCanonicalMesh *mesh = vanity_canonical_mesh_get (&error);
  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      int size = sizes[s], empty = 0;
      const VanityAtlas *atlas = fixture_get_atlas (size);
      g_assert_true (atlas == fixture_get_atlas (size));
      g_assert_cmpint (vanity_atlas_get_size (atlas), ==, size);
      const float *chart = vanity_atlas_get_chart (atlas);
      const gint16 *triangle = vanity_atlas_get_triangle (atlas);
      const float *weights = vanity_atlas_get_weights (atlas);
      g_autofree int *texels = g_new0 (int, VANITY_MESH_TRIANGLES);
      double area = 0;
      int inside = 0;

      for (int t = 0; t < VANITY_MESH_TRIANGLES; t++)
        {
          const guint16 *k = mesh->triangle[t];
          const float *a = chart + 2 * k[0], *b = chart + 2 * k[1], *c = chart + 2 * k[2];
          double twice = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]);
          int x = (a[0] + b[0] + c[0]) / 3 * size, y = (a[1] + b[1] + c[1]) / 3 * size;
          g_assert_cmpfloat (twice, <, 0);
          g_assert_cmpint (triangle[y * size + x], >=, 0);
          area -= twice / 2 * size * size;
        }
      for (int i = 0; i < size * size; i++)
        {
          double u = 0, v = 0;
          if (triangle[i] < 0)
            continue;
          inside++;
          texels[triangle[i]]++;
          for (int k = 0; k < 3; k++)
            {
              u += weights[3 * i + k] * chart[2 * mesh->triangle[triangle[i]][k]];
              v += weights[3 * i + k] * chart[2 * mesh->triangle[triangle[i]][k] + 1];
            }
          g_assert_cmpfloat_with_epsilon (u * size, i % size + 0.5, 2e-3);
          g_assert_cmpfloat_with_epsilon (v * size, i / size + 0.5, 2e-3);
        }
      /* The texels fill the chart: no cracks between triangles. */
      g_assert_cmpfloat (fabs (inside - area), <, 0.01 * area);
      for (int t = 0; t < VANITY_MESH_TRIANGLES; t++)
        empty += texels[t] == 0;
      g_test_message ("%d²: %d triangles are smaller than a texel", size, empty);
      /* At 512² all but two slivers inside the nostrils have texels of their own. */
      if (size == 512)
        g_assert_cmpint (empty, <=, 2);
    }
}

/* A smooth picture in linear light, known at every point; `scale` pixels to a centimetre. */
static double
wave (double x, double y, double scale, int channel)
{
  return 0.45 + 0.2 * sin (x / scale / 3 + channel) + 0.2 * cos (y / scale / 2.4 - channel);
}

static VanityImage *
new_wave (int width, int height, double scale)
{
  g_autoptr (GError) error = NULL;
  VanityImage *image = vanity_image_new (width, height, 16, vanity_color_space_get_srgb (), &error);
  g_assert_no_error (error);
  g_autofree float *line = g_new (float, 3 * width);

  image->has_alpha = FALSE;
  for (int y = 0; y < height; y++)
    {
      for (int x = 0; x < width; x++)
        for (int c = 0; c < 3; c++)
          line[c * width + x] = wave (x + 0.5, y + 0.5, scale, c);
      vanity_color_space_encode (image->space, 16, line, line + width, line + 2 * width,
                                 vanity_image_row (image, y), width);
    }
  return image;
}

static void
check_round_trip (double scale, int size, double tolerance)
{
  int width = 24 * scale, height = 28 * scale;
  g_autoptr (VanityImage) image = new_wave (width, height, scale);
  g_autoptr (GError) error = NULL;
  VanityPoint points[VANITY_FACE_POINTS];
  const VanityAtlas *atlas = fixture_get_atlas (size);
  g_autofree float *planes = g_new (float, 3 * size * size);
  g_autofree float *visibility = g_new (float, size *size);

  fixture_photograph (width / 2.0, height / 2.0, scale, 0.1, points);
  g_assert_true (vanity_atlas_unwrap (atlas, points, image, planes, visibility, &error));
  g_assert_no_error (error);

  VanityRect rect = { 0, 0, width, height };
  g_autoptr (VanityAtlasMap) map = vanity_atlas_wrap (atlas, points, &rect, &error);
  g_assert_no_error (error);
  gsize n = (gsize)width * height;
  g_autofree float *back = g_new (float, 3 * n);
  vanity_atlas_lookup (atlas, map, planes, 3, -1, back);

  double sum = 0, worst = 0;
  int pixels = 0;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        gsize i = (gsize)y * width + x;
        if (isnan (map->u[i]))
          {
            g_assert_cmpfloat (back[i], ==, -1);
            continue;
          }
        g_assert_true (map->u[i] >= 0 && map->u[i] <= 1 && map->v[i] >= 0 && map->v[i] <= 1);
        pixels++;
        for (int c = 0; c < 3; c++)
          {
            double off = fabs (back[c * n + i] - wave (x + 0.5, y + 0.5, scale, c));
            sum += off / 3;
            worst = MAX (worst, off);
          }
      }
  g_test_message ("%.0f px/cm, %d²: mean %.5f, worst %.4f over %d pixels", scale, size,
                  sum / pixels, worst, pixels);
  g_assert_cmpint (pixels, >, 100 * scale * scale);
  g_assert_cmpfloat (sum / pixels, <, tolerance);
  g_assert_cmpfloat (worst, <, 40 * tolerance);
}

static void
test_round_trip (void)
{
  if (!support_has_mesh ())
    return;
  check_round_trip (20, 256, 0.001);
  check_round_trip (20, 128, 0.002);
  check_round_trip (80, 256, 0.001); /* averaged: a texel is many pixels */
}

/* A picture on the chart, smooth enough for its size. */
static double
picture (int texel, int size, int channel)
{
  double u = (texel % size + 0.5) / size, v = (texel / size + 0.5) / size;

  return 0.4 + 0.3 * sin (40 * u + channel) * cos (33 * v - channel);
}

/* An atlas laid on a photo and unrolled again is the same where it is seen, and the photo is the
 * same where there is no face. */
static void
check_laying (double scale, double yaw, double least_psnr)
{
  enum
  {
    SIZE = 256,
    N = SIZE * SIZE
  };
  int width = 20 * scale, height = 24 * scale;
  const VanityAtlas *atlas = fixture_get_atlas (SIZE);
  const gint16 *triangle = vanity_atlas_get_triangle (atlas);
  g_autoptr (VanityImage) before = new_wave (width, height, scale);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityImage) image = vanity_image_copy (before, &error);
  g_autofree float *planes = g_new (float, 3 * N);
  g_autofree float *laid = g_new (float, 3 * (gsize)width * height);
  g_autofree float *again = g_new (float, 4 * N);
  VanityPoint points[VANITY_FACE_POINTS];
  VanityRect rect = { 0, 0, width, height };
  double sum = 0, n = 0;
  int outside = 0;

  for (int i = 0; i < 3 * N; i++)
    planes[i] = picture (i % N, SIZE, i / N);
  fixture_photograph (width / 2.0, height / 2.0, scale, yaw, points);
  g_autoptr (VanityAtlasMap) map = vanity_atlas_wrap (atlas, points, &rect, &error);
  g_assert_no_error (error);
  vanity_atlas_lookup (atlas, map, planes, 3, -1, laid);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        gsize i = (gsize)y * width + x, plane = (gsize)width * height;
        if (isnan (map->u[i]))
          continue;
        vanity_color_space_encode (image->space, 16, laid + i, laid + plane + i,
                                   laid + 2 * plane + i, vanity_image_row (image, y) + 8 * x, 1);
      }
  g_assert_true (vanity_atlas_unwrap (atlas, points, image, again, again + 3 * N, &error));
  for (int i = 0; i < N; i++)
    if (triangle[i] >= 0 && again[3 * N + i] > 0.9)
      for (int c = 0; c < 3; c++)
        {
          double off = again[c * N + i] - planes[c * N + i];
          sum += off * off;
          n++;
        }
  g_test_message ("%.0f px/cm, turned by %.1f: PSNR %.1f dB over %.0f values", scale, yaw,
                  -10 * log10 (sum / n), n);
  g_assert_cmpfloat (n, >, 3 * 0.4 * N);
  g_assert_cmpfloat (-10 * log10 (sum / n), >, least_psnr);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      if (isnan (map->u[(gsize)y * width + x]))
        {
          outside++;
          g_assert_cmpmem (vanity_image_row (image, y) + 8 * x, 8,
                           vanity_image_row (before, y) + 8 * x, 8);
        }
  g_assert_cmpint (outside, >, width * height / 5);
}

static void
test_laying (void)
{
  if (!support_has_mesh ())
    return;
  check_laying (60, 0, 42);
  check_laying (60, 0.5, 42);
  check_laying (25, 0.2, 42);
}

/* Averaging is averaging: a fine checkerboard becomes its mean, in linear light. */
static void
test_average (void)
{
  if (!support_has_mesh ())
    return;
  g_autoptr (VanityImage) image = support_new_image (2400, 2400, 0, 0, 0);
  g_autoptr (GError) error = NULL;
  const VanityAtlas *atlas = fixture_get_atlas (128);
  g_autofree float *planes = g_new (float, 3 * 128 * 128);
  VanityPoint points[VANITY_FACE_POINTS];
  int counted = 0;

  for (int y = 0; y < 2400; y++)
    for (int x = 0; x < 2400; x++)
      if ((x ^ y) & 1)
        memset (vanity_image_row (image, y) + 4 * x, 255, 3);
  fixture_photograph (1200, 1200, 100, 0, points);
  g_assert_true (vanity_atlas_unwrap (atlas, points, image, planes, NULL, &error));
  for (int i = 0; i < 128 * 128; i++, counted++)
    g_assert_cmpfloat_with_epsilon (planes[i], 0.5, 0.06);
  g_assert_cmpint (counted, >, 0);
}

static void
test_visibility (void)
{
  if (!support_has_mesh ())
    return;
  const VanityAtlas *atlas = fixture_get_atlas (128);
  const float *chart = vanity_atlas_get_chart (atlas);
  g_autofree float *visibility = g_new (float, 128 * 128);
  VanityPoint points[VANITY_FACE_POINTS];
#define AT(point)                                                                                  \
  visibility[(int)(chart[2 * (point) + 1] * 128) * 128 + (int)(chart[2 * (point)] * 128)]

  /* Squarely: nose, cheeks, forehead and lips are seen, the corner is not part of the face. */
  fixture_photograph (500, 500, 30, 0, points);
  vanity_atlas_see (atlas, points, 1000, 1000, visibility);
  g_assert_cmpfloat (AT (1), >, 0.9);
  g_assert_cmpfloat (AT (50), >, 0.9);
  g_assert_cmpfloat (AT (280), >, 0.9);
  g_assert_cmpfloat (AT (151), >, 0.9);
  g_assert_cmpfloat (visibility[0], ==, 0);

  /* Turned far to its left: the left cheek is gone, the right one is there. */
  fixture_photograph (500, 500, 30, 1.1, points);
  vanity_atlas_see (atlas, points, 1000, 1000, visibility);
  g_assert_cmpfloat (AT (352), <, 0.1);
  g_assert_cmpfloat (AT (123), >, 0.9);

  /* The photo ends at the middle of the face. */
  fixture_photograph (500, 500, 30, 0, points);
  vanity_atlas_see (atlas, points, 500, 1000, visibility);
  g_assert_cmpfloat (AT (280), ==, 0);
  g_assert_cmpfloat (AT (50), >, 0.9);
#undef AT
}

/* The map of a part is the part of the map. */
static void
test_part (void)
{
  if (!support_has_mesh ())
    return;
  g_autoptr (GError) error = NULL;
  const VanityAtlas *atlas = fixture_get_atlas (128);
  VanityPoint points[VANITY_FACE_POINTS];
  VanityRect whole = { -20, -10, 440, 420 }, part = { 101, 57, 130, 203 };

  fixture_photograph (200, 200, 15, -0.3, points);
  g_autoptr (VanityAtlasMap) all = vanity_atlas_wrap (atlas, points, &whole, &error);
  g_autoptr (VanityAtlasMap) one = vanity_atlas_wrap (atlas, points, &part, &error);
  for (int y = 0; y < part.height; y++)
    for (int x = 0; x < part.width; x++)
      {
        float a = one->u[y * part.width + x];
        float b = all->u[(y + part.y - whole.y) * whole.width + x + part.x - whole.x];
        g_assert_true (isnan (a) == isnan (b));
        if (!isnan (a))
          g_assert_cmpfloat_with_epsilon (a, b, 1e-5);
      }
  VanityRect nothing = { 0, 0, 0, 0 };
  g_autoptr (VanityAtlasMap) empty = vanity_atlas_wrap (atlas, points, &nothing, &error);
  g_assert_nonnull (empty);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/atlas/chart", test_chart);
  g_test_add_func ("/atlas/mirror", test_mirror);
  g_test_add_func ("/atlas/table", test_table);
  g_test_add_func ("/atlas/round-trip", test_round_trip);
  g_test_add_func ("/atlas/laying", test_laying);
  g_test_add_func ("/atlas/average", test_average);
  g_test_add_func ("/atlas/visibility", test_visibility);
  g_test_add_func ("/atlas/part", test_part);
  return g_test_run ();
}

#include "face/atlas-region.h"

#include "atlas-fixture.h"
#include "support.h"

#include <math.h>
#include <string.h>

static int
texel_of (const VanityAtlas *atlas, int point)
{
  const float *chart = vanity_atlas_get_chart (atlas);
  int size = vanity_atlas_get_size (atlas);

  return (int)(chart[2 * point + 1] * size) * size + (int)(chart[2 * point] * size);
}

/* Every texel of the face is shared out in full, none outside. */
static void
test_shares (void)
{
  static const int sizes[] = { 64, 256 };

  if (!support_has_mesh ())
    return;
  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      const VanityAtlas *atlas = fixture_get_atlas (sizes[s]);
      const gint16 *triangle = vanity_atlas_get_triangle (atlas);
      double area[VANITY_ATLAS_N_REGIONS] = { 0 };

      for (int i = 0; i < sizes[s] * sizes[s]; i++)
        {
          double sum = 0;

          for (int k = 0; k < VANITY_ATLAS_N_REGIONS; k++)
            {
              float share = vanity_atlas_get_region (atlas, k)[i];
              g_assert_true (share >= 0 && share <= 1);
              sum += k < VANITY_ATLAS_N_SHARES ? share : 0;
              area[k] += share / (sizes[s] * sizes[s]);
            }
          g_assert_cmpfloat_with_epsilon (sum, triangle[i] >= 0 ? 1 : 0, 1e-5);
          g_assert_cmpfloat_with_epsilon (
              vanity_atlas_get_region (atlas, VANITY_ATLAS_CHEEKS)[i]
                  + vanity_atlas_get_region (atlas, VANITY_ATLAS_BARE)[i],
              vanity_atlas_get_region (atlas, VANITY_ATLAS_SKIN)[i], 1e-5);
        }
      for (int k = 0; k < VANITY_ATLAS_N_REGIONS; k++)
        {
          g_test_message ("%d²: region %d fills %.2f %%", sizes[s], k, 100 * area[k]);
          g_assert_cmpfloat (area[k], >, k == VANITY_ATLAS_MOUTH ? 0.001 : 0.01);
        }
      g_assert_cmpfloat (area[VANITY_ATLAS_SKIN], >, 0.3);
    }
}

/* Each point of the mesh lies in the region that the face has there. */
static void
test_places (void)
{
  static const struct
  {
    int point;
    VanityAtlasRegion region;
  } places[] = {
    { 151, VANITY_ATLAS_BARE },   /* forehead */
    { 5, VANITY_ATLAS_BARE },     /* nose */
    { 50, VANITY_ATLAS_CHEEKS },  /* right cheek */
    { 280, VANITY_ATLAS_CHEEKS }, /* left cheek */
    { 199, VANITY_ATLAS_SKIN },   /* chin */
    { 11, VANITY_ATLAS_LIPS },    /* amid the upper lip */
    { 16, VANITY_ATLAS_LIPS },    /* amid the lower lip */
    { 223, VANITY_ATLAS_LIDS },   /* under the right brow */
    { 443, VANITY_ATLAS_LIDS },   /* under the left brow */
  };

  if (!support_has_mesh ())
    return;
  const VanityAtlas *atlas = fixture_get_atlas (256);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      int texel = texel_of (atlas, places[i].point);
      g_test_message ("point %d in region %d", places[i].point, places[i].region);
      g_assert_cmpfloat (vanity_atlas_get_region (atlas, places[i].region)[texel], >, 0.9);
    }
}

/* The mirror image is that of the head, and the regions lie the same on both sides. */
static void
test_mirror (void)
{
  if (!support_has_mesh ())
    return;
  const VanityAtlas *atlas = fixture_get_atlas (256);
  const gint16 *triangle = vanity_atlas_get_triangle (atlas);
  const gint32 *mirror = vanity_atlas_get_mirror (atlas);
  double off = 0, differ[VANITY_ATLAS_N_REGIONS] = { 0 }, n = 0;

  for (int i = 0; i < 256 * 256; i++)
    {
      double here[3], there[3];

      g_assert_true (mirror[i] >= 0 && mirror[i] < 256 * 256);
      g_assert_true (vanity_atlas_get_place (atlas, i, here) == (triangle[i] >= 0));
      if (triangle[i] < 0)
        continue;
      g_assert_true (vanity_atlas_get_place (atlas, mirror[i], there));
      off += hypot (here[0] + there[0], hypot (here[1] - there[1], here[2] - there[2]));
      for (int k = 0; k < VANITY_ATLAS_N_REGIONS; k++)
        differ[k] += fabsf (vanity_atlas_get_region (atlas, k)[i]
                            - vanity_atlas_get_region (atlas, k)[mirror[i]]);
      n++;
    }
  g_test_message ("the mirrored spot is off by %.2f mm", off / n);
  g_assert_cmpfloat (off / n, <, 0.5);
  for (int k = 0; k < VANITY_ATLAS_N_REGIONS; k++)
    g_assert_cmpfloat (differ[k] / n, <, 0.005);
}

/* A face lit from one side, with a stroke hidden on the other: what is restored is what was there,
 * what is seen stays to the bit. */
static void
test_restore (void)
{
  enum
  {
    SIZE = 128,
    N = SIZE * SIZE
  };
  if (!support_has_mesh ())
    return;
  const VanityAtlas *atlas = fixture_get_atlas (SIZE);
  const gint16 *triangle = vanity_atlas_get_triangle (atlas);
  g_autofree float *truth = g_new (float, N), *plane = g_new (float, N), *seen = g_new (float, N);
  double error = 0, spoilt = 0;

  for (int i = 0; i < N; i++)
    {
      double side = fabs (i % SIZE - (SIZE - 1) / 2.0) / SIZE, down = i / SIZE / (double)SIZE;
      truth[i] = (0.3 + 0.2 * sin (20 * side) * cos (15 * down)) * (i % SIZE < SIZE / 2 ? 0.6 : 1);
      seen[i] = hypot (i % SIZE - 30.0, i / SIZE - 80.0) > 14;
    }
  for (int i = 0; i < N; i++)
    plane[i] = seen[i] > 0 ? truth[i] : 5;
  vanity_atlas_restore (atlas, seen, plane, 1);
  for (int i = 0; i < N; i++)
    if (seen[i] == 1)
      g_assert_cmpfloat (plane[i], ==, truth[i]);
    else if (triangle[i] >= 0)
      {
        error = MAX (error, fabs (plane[i] - truth[i]));
        spoilt++;
      }
  g_test_message ("%g texels restored to within %.4f", spoilt, error);
  g_assert_cmpfloat (spoilt, >, 500);
  g_assert_cmpfloat (error, <, 0.02);

  /* Hidden on both sides: from around; hidden altogether: dark, but a number. */
  for (int i = 0; i < N; i++)
    {
      seen[i] = i / SIZE < 60 || i / SIZE > 80;
      plane[i] = seen[i] > 0 ? 0.25 : 9;
    }
  vanity_atlas_restore (atlas, seen, plane, 1);
  for (int i = 0; i < N; i++)
    if (triangle[i] >= 0)
      g_assert_cmpfloat_with_epsilon (plane[i], 0.25, 1e-3);
  memset (seen, 0, N * sizeof *seen);
  vanity_atlas_restore (atlas, seen, plane, 1);
  for (int i = 0; i < N; i++)
    g_assert_true (isfinite (plane[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/atlas-region/shares", test_shares);
  g_test_add_func ("/atlas-region/places", test_places);
  g_test_add_func ("/atlas-region/mirror", test_mirror);
  g_test_add_func ("/atlas-region/restore", test_restore);
  return g_test_run ();
}

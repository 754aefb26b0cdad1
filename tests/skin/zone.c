#include "skin/zone.h"

#include <math.h>

#define SIZE 128
#define TEXELS (SIZE * SIZE)

static const VanityAtlas *
get_atlas (void)
{
  const VanityAtlas *atlas = vanity_atlas_get (SIZE, NULL);

  if (atlas == NULL)
    g_test_skip ("the canonical mesh is not installed");
  return atlas;
}

/* No texel is in two zones, and all lie on the face. */
static void
test_apart (void)
{
  const VanityAtlas *atlas = get_atlas ();
  const gint16 *triangle;

  if (atlas == NULL)
    return;
  triangle = vanity_atlas_get_triangle (atlas);
  for (int i = 0; i < TEXELS; i++)
    {
      float sum = 0;

      for (int zone = 0; zone < VANITY_N_ZONES; zone++)
        {
          float part = vanity_zone_get_mask (atlas, (VanityZone)zone)[i];

          g_assert_true (part >= 0 && part <= 1);
          g_assert_true (part == 0 || triangle[i] >= 0);
          sum += part;
        }
      g_assert_cmpfloat (sum, <, 1.25f);
    }
}

/* Both halves are alike, and every zone is large enough to measure. */
static void
test_halves (void)
{
  const VanityAtlas *atlas = get_atlas ();

  for (int zone = 0; atlas != NULL && zone < VANITY_N_ZONES; zone++)
    {
      const float *mask = vanity_zone_get_mask (atlas, (VanityZone)zone);
      double area = 0, unlike = 0;

      for (int i = 0; i < TEXELS; i++)
        {
          area += (double)mask[i];
          unlike += fabs ((double)(mask[i] - mask[i / SIZE * SIZE + SIZE - 1 - i % SIZE]));
        }
      g_assert_cmpfloat (area, >, 0.008 * TEXELS);
      g_assert_cmpfloat (unlike, <, 0.03 * area);
      g_assert_true (mask == vanity_zone_get_mask (atlas, (VanityZone)zone));
    }
}

/* The forehead is above the eyes, the chin is lowest, the nose in the middle. */
static void
test_places (void)
{
  const VanityAtlas *atlas = get_atlas ();
  double height[VANITY_N_ZONES];

  if (atlas == NULL)
    return;
  for (int zone = 0; zone < VANITY_N_ZONES; zone++)
    {
      const float *mask = vanity_zone_get_mask (atlas, (VanityZone)zone);
      double area = 0, sum = 0;

      for (int i = 0; i < TEXELS; i++)
        {
          double place[3];

          if (mask[i] <= 0 || !vanity_atlas_get_place (atlas, i, place))
            continue;
          area += (double)mask[i];
          sum += (double)mask[i] * place[1];
          if (zone == VANITY_ZONE_NOSE)
            g_assert_cmpfloat (fabs (place[0]), <, 25);
        }
      height[zone] = sum / area;
    }
  g_assert_cmpfloat (height[VANITY_ZONE_FOREHEAD], >, height[VANITY_ZONE_UNDER_EYES]);
  g_assert_cmpfloat (height[VANITY_ZONE_UNDER_EYES], >, height[VANITY_ZONE_CHEEKS]);
  g_assert_cmpfloat (height[VANITY_ZONE_CHEEKS], >, height[VANITY_ZONE_CHIN]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/skin/zone/apart", test_apart);
  g_test_add_func ("/skin/zone/halves", test_halves);
  g_test_add_func ("/skin/zone/places", test_places);
  return g_test_run ();
}

#include "analysis/grain.h"

#include "degrade.h"
#include "portrait.h"
#include "texture/texture.h"

#include <string.h>

static VanityImage *
new_portrait (VanityFace *face)
{
  Portrait portrait = PORTRAIT_INIT;

  portrait.width = 480;
  portrait.height = 580;
  portrait.face = 320;
  portrait.x = 240;
  portrait.y = 285;
  return portrait_new (&portrait, face);
}

/* A filter and a painter take fine detail of the skin and leave that of the edges; a lens out of
 * focus takes both. */
static void
test_grain (void)
{
  static const Degrade kinds[] = { DEGRADE_NONE, DEGRADE_FILTER, DEGRADE_CARTOON, DEGRADE_BLUR };
  float features[4][VANITY_GRAIN_N_FEATURES];
  const VanityAtlas *atlas = NULL;

  for (int i = 0; i < 4; i++)
    {
      g_autoptr (VanityFace) face = g_new0 (VanityFace, 1);
      g_autoptr (VanityImage) portrait = new_portrait (face);
      g_autoptr (VanityImage) image = NULL;
      g_autoptr (VanityTexture) texture = NULL;

      if (portrait == NULL)
        return;
      image = degrade_photo (portrait, face, kinds[i]);
      texture = vanity_texture_new (image, face, VANITY_GRAIN_SIZE, VANITY_GLASSES_NONE, NULL);
      atlas = vanity_atlas_get (VANITY_GRAIN_SIZE, NULL);
      g_assert_true (vanity_grain_measure (atlas, texture->rgb, texture->visibility, texture->scale,
                                           features[i]));
    }
  g_assert_cmpfloat (features[1][VANITY_GRAIN_SKIN], <, features[0][VANITY_GRAIN_SKIN] - 0.5f);
  g_assert_cmpfloat (features[1][VANITY_GRAIN_EDGES], >, features[0][VANITY_GRAIN_EDGES] - 0.3f);
  g_assert_cmpfloat (features[3][VANITY_GRAIN_EDGES], <, features[0][VANITY_GRAIN_EDGES] - 0.5f);
  g_assert_cmpfloat (features[2][VANITY_GRAIN_TONES], <, features[0][VANITY_GRAIN_TONES]);
  g_assert_cmpfloat (vanity_grain_judge_filter (features[1]), >,
                     vanity_grain_judge_filter (features[3]));
  g_assert_cmpfloat (vanity_grain_judge_drawing (features[2]), >,
                     vanity_grain_judge_drawing (features[0]));
}

/* Where no skin is seen there is nothing to measure. */
static void
test_hidden (void)
{
  const VanityAtlas *atlas = vanity_atlas_get (VANITY_GRAIN_SIZE, NULL);
  g_autofree float *planes = g_new0 (float, 4 * VANITY_GRAIN_SIZE * VANITY_GRAIN_SIZE);
  float features[VANITY_GRAIN_N_FEATURES];

  if (atlas == NULL)
    {
      g_test_skip ("The canonical mesh is not installed");
      return;
    }
  g_assert_false (vanity_grain_measure (
      atlas, planes, planes + 3 * VANITY_GRAIN_SIZE * VANITY_GRAIN_SIZE, 1, features));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/grain/kinds", test_grain);
  g_test_add_func ("/analysis/grain/hidden", test_hidden);
  return g_test_run ();
}

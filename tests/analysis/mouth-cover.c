#include "analysis/mouth-cover.h"

#include "degrade.h"
#include "portrait.h"

#include <math.h>
#include <string.h>

static float
judge (Degrade kind, gboolean hidden)
{
  Portrait portrait = PORTRAIT_INIT;
  g_autoptr (VanityFace) face = g_new0 (VanityFace, 1);
  g_autoptr (VanityImage) drawn = portrait_new (&portrait, face);
  g_autoptr (VanityImage) image = NULL;
  g_autoptr (VanityTexture) texture = NULL;

  if (drawn == NULL)
    return -1;
  image = degrade_photo (drawn, face, kind);
  texture = vanity_texture_new (image, face, 128, VANITY_GLASSES_NONE, NULL);
  if (hidden)
    memset (texture->visibility, 0, sizeof (float) * 128 * 128);
  return vanity_mouth_cover_judge (texture, vanity_atlas_get (128, NULL));
}

/* Cloth of either colour is told from a mouth. */
static void
test_masks (void)
{
  float plain = judge (DEGRADE_NONE, FALSE);

  if (plain < 0)
    return;
  g_assert_cmpfloat (plain, <, 0.5);
  g_assert_cmpfloat (judge (DEGRADE_BLACK_MASK, FALSE), >, 0.7);
  g_assert_cmpfloat (judge (DEGRADE_MASK, FALSE), >, 0.7);
}

/* Where the upper face is not seen there is nothing to compare with. */
static void
test_unseen (void)
{
  float hidden = judge (DEGRADE_NONE, TRUE);

  if (!(hidden < 0))
    g_assert_true (isnan (hidden));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/mouth-cover/masks", test_masks);
  g_test_add_func ("/analysis/mouth-cover/unseen", test_unseen);
  return g_test_run ();
}

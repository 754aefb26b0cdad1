#include "recommend/harmony.h"

#include "recommend/color-word.h"

#include <math.h>

/* A colour that is seen less surely counts for nothing. */
#define SURE 0.4f
/* Of undertone_sure: from here on the undertone counts in full. */
#define SURE_UNDERTONE 0.15

static double
get_hue (VanityLab color)
{
  return atan2 ((double)color.b, (double)color.a) * 180 / G_PI;
}

/* Reds and browns from blue (−1) to yellow (1). */
static double
get_warmth (VanityLab color)
{
  double chroma = hypot ((double)color.a, (double)color.b), hue = get_hue (color);

  if (chroma < 8 || hue < -60 || hue > 100)
    return 0;
  return CLAMP ((hue - 28) / 22, -1, 1);
}

static double
judge_skin (const VanitySkinEstimate *skin, VanityLab color)
{
  double lean = (double)(skin->undertone[VANITY_UNDERTONE_WARM]
                         + 0.5f * skin->undertone[VANITY_UNDERTONE_OLIVE]
                         - skin->undertone[VANITY_UNDERTONE_COOL]);

  if (skin->source == VANITY_SKIN_FROM_NOTHING)
    return 0;
  return CLAMP ((double)skin->undertone_sure / SURE_UNDERTONE, 0, 1) * CLAMP (lean, -1, 1)
         * get_warmth (color);
}

/* Copper for blue eyes, plum for green ones; brown ones take anything, and a little of either. */
static double
judge_eyes (const VanityFaceColors *colors, VanityLab color)
{
  double hue = get_hue (color), chroma = hypot ((double)color.a, (double)color.b), best;

  if (!colors->eyes.known || colors->eyes.sure < SURE || chroma < 8)
    return 0;
  switch (vanity_eye_color_of (colors->eyes.lab))
    {
    case VANITY_EYES_BLUE:
      best = 58;
      break;
    case VANITY_EYES_GREEN:
      best = 0;
      break;
    case VANITY_EYES_BROWN:
    case VANITY_EYES_UNKNOWN:
    default:
      return 0;
    }
  hue = fabs (remainder (hue - best, 360));
  return hue < 35 ? 0.6 * (1 - hue / 35) : 0;
}

/* Brow pencils as deep as the hair, or one step lighter on dark hair. */
static double
judge_hair (const VanityFaceColors *colors, VanityLab color)
{
  const VanityFeatureColor *hair = colors->hair.known ? &colors->hair : &colors->brows;
  double wanted;

  if (!hair->known || hair->sure < SURE)
    return 0;
  wanted = MAX ((double)hair->lab.L, 16) + (hair->lab.L < 30 ? 6 : -4);
  return CLAMP (1 - fabs ((double)color.L - wanted) / 12, -0.6, 0.6);
}

VanityHarmony
vanity_harmony_judge (const VanityPerson *person, const VanitySkinEstimate *skin,
                      VanityCategory category, VanityLab color)
{
  VanityHarmony harmony = { 0.5, VANITY_HARMONY_NOTHING };
  double by_skin = 0, by_other = 0;
  VanityHarmonyKind other = VANITY_HARMONY_NOTHING;

  switch (category)
    {
    case VANITY_CATEGORY_BLUSH:
    case VANITY_CATEGORY_BRONZER:
    case VANITY_CATEGORY_HIGHLIGHTER:
    case VANITY_CATEGORY_LIPSTICK:
    case VANITY_CATEGORY_LIP_GLOSS:
    case VANITY_CATEGORY_LIP_LINER:
    case VANITY_CATEGORY_LIP_STAIN:
      by_skin = judge_skin (skin, color);
      break;
    case VANITY_CATEGORY_EYESHADOW:
    case VANITY_CATEGORY_EYELINER:
      if (person && person->colors_known)
        by_other = judge_eyes (&person->colors, color);
      other = VANITY_HARMONY_EYES;
      break;
    case VANITY_CATEGORY_BROWS:
      if (person && person->colors_known)
        by_other = judge_hair (&person->colors, color);
      other = VANITY_HARMONY_HAIR;
      break;
    default:
      return harmony;
    }
  harmony.share = CLAMP (0.5 + 0.5 * (by_skin + by_other), 0, 1);
  if (by_other > 0.25)
    harmony.kind = other;
  else if (by_skin > 0.25)
    harmony.kind = VANITY_HARMONY_SKIN;
  return harmony;
}

/* What figures are called and what they cannot know. */
#include "analysis/explain.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *id, *label, *limits;
} figures[VANITY_N_FIGURES] = {
  [VANITY_FIGURE_LIGHT]
  = { "light", N_ ("Light of the photo"),
      N_ ("The colour of the light is guessed from what is usually white or grey: the whites of "
          "the "
          "eyes, teeth, edges in the photo. A camera that changes colours by itself, light from "
          "several sides and tired eyes mislead it.") },
  [VANITY_FIGURE_SKIN_COLOR]
  = { "skin-color", N_ ("Skin colour"),
      N_ ("A photo without a grey card has no certain colours: the colour of skin is right within "
          "what is told beside it, if the light was judged right. A tan, makeup and the camera’s "
          "own taste cannot be told from it.") },
  [VANITY_FIGURE_ITA]
  = { "ita", N_ ("Typology angle (ITA)"),
      N_ ("The angle is defined for a measuring instrument held to the skin. Taken from a photo it "
          "follows the light: half a stop moves it by several degrees.") },
  [VANITY_FIGURE_MONK]
  = { "monk", N_ ("Monk tone"),
      N_ ("Ten tones cannot hold every skin, and the nearest may still be far. The tones are "
          "colours on a screen, not pigments.") },
  [VANITY_FIGURE_FITZPATRICK]
  = { "fitzpatrick", N_ ("Fitzpatrick type"),
      N_ ("The type is about how skin burns and tans in the sun, which no photo shows. It is a "
          "hint "
          "from the typology angle and says nothing about sun protection.") },
  [VANITY_FIGURE_UNDERTONE]
  = { "undertone", N_ ("Undertone"),
      N_ ("Undertone is a word of shops. Hue tells it weakly: even shades that carry the word are "
          "told apart in two of three cases at best.") },
  [VANITY_FIGURE_COLORS]
  = { "colors", N_ ("Colours"),
      N_ ("Dyed hair, coloured lenses and lipstick are taken for one’s own. Shine and shadow make "
          "hair and eyes lighter or darker than they are.") },
  [VANITY_FIGURE_CONTRAST]
  = { "contrast", N_ ("Contrast"),
      N_ ("The camera’s own contrast is part of it, and flat light lowers it.") },
  [VANITY_FIGURE_SEASON]
  = { "season", N_ ("Season"),
      N_ ("The seasons are a convention of stylists. No study shows that they tell what suits "
          "somebody: take it as an idea, or leave it.") },
  [VANITY_FIGURE_OVERALL]
  = { "overall", N_ ("Skin, overall"),
      N_ ("A mean of what is seen in this photo, next to other photos: not how healthy or how good "
          "a skin is. Moisture, firmness and what lies under the skin cannot be seen.") },
  [VANITY_FIGURE_CONCERN]
  = { "concern", N_ ("Skin concerns"),
      N_ ("Light from the side deepens lines and pores, soft light and compression hide them. The "
          "figure compares photos, not persons, and knows no cause.") },
  [VANITY_FIGURE_FEATURES]
  = { "features", N_ ("Features"),
      N_ ("Measures come from a model of heads fitted to the photo: it does not see the hairline, "
          "hardly sees the fold of a lid, and a near camera makes the middle of the face larger. "
          "Shapes are names people agreed on; no face has to be like them.") },
  [VANITY_FIGURE_WORN]
  = { "worn", N_ ("Makeup that is worn"),
      N_ ("Learnt from what people saw in photos: makeup that is meant to be unseen is missed, and "
          "naturally red lips or dark lashes may be taken for makeup.") },
};

const char *
vanity_figure_get_id (VanityFigure figure)
{
  return figures[figure].id;
}

const char *
vanity_figure_get_label (VanityFigure figure)
{
  return _ (figures[figure].label);
}

const char *
vanity_figure_get_limits (VanityFigure figure)
{
  return _ (figures[figure].limits);
}

const char *
vanity_explain_get_notice (void)
{
  return _ (
      "Nothing here is a diagnosis. It tells what one photo shows, seen by a program; whoever "
      "worries about their skin should show it to a doctor.");
}

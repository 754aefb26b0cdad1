#include "features/advice.h"

#include <glib/gi18n-lib.h>

/* The second face shape is advised on as well from this probability on. */
#define SECOND_SHAPE 0.3f
/* Below this, what is most probable is no finding to give advice on. */
#define LEAST 0.35f

/* What makeup artists conventionally do; which of it one likes is one's own affair. */
typedef struct
{
  VanityTraitId trait;
  int class;
  const char *id, *text;
  int n_measures;
  VanityMeasureId measures[3];
} Advice;

#define ADVICE(trait, class, id, text, ...)                                                        \
  {                                                                                                \
    VANITY_TRAIT_##trait, class, id, text,                                                         \
        (int)(sizeof ((VanityMeasureId[]){ __VA_ARGS__ }) / sizeof (VanityMeasureId)),             \
    {                                                                                              \
      __VA_ARGS__                                                                                  \
    }                                                                                              \
  }

static const Advice advices[] = {
  ADVICE (FACE_SHAPE, VANITY_FACE_OVAL, "face-oval",
          N_ ("Light and shadow lie evenly: blush along the cheekbones, blended up and out, is "
              "enough. Contour as softly as you like."),
          VANITY_MEASURE_FACE_LENGTH, VANITY_MEASURE_JAW_WIDTH, VANITY_MEASURE_FOREHEAD_WIDTH),
  ADVICE (FACE_SHAPE, VANITY_FACE_ROUND, "face-round",
          N_ ("Contour from the temples down under the cheekbones, and blush set a little higher "
              "and blended towards the temples, draw longer lines."),
          VANITY_MEASURE_FACE_LENGTH, VANITY_MEASURE_JAW_ANGLE, VANITY_MEASURE_CHIN_ROUNDNESS),
  ADVICE (FACE_SHAPE, VANITY_FACE_SQUARE, "face-square",
          N_ ("A touch of contour at the corners of the jaw and of the forehead softens the frame; "
              "round blush on the apples of the cheeks plays against its straight lines."),
          VANITY_MEASURE_JAW_WIDTH, VANITY_MEASURE_JAW_ANGLE, VANITY_MEASURE_CHIN_WIDTH),
  ADVICE (FACE_SHAPE, VANITY_FACE_HEART, "face-heart",
          N_ ("Contour at the temples and highlight in the middle of the chin bring forehead and "
              "chin together; blush goes just below the cheekbones."),
          VANITY_MEASURE_FOREHEAD_WIDTH, VANITY_MEASURE_CHIN_WIDTH, VANITY_MEASURE_JAW_WIDTH),
  ADVICE (FACE_SHAPE, VANITY_FACE_OBLONG, "face-oblong",
          N_ ("Contour along the hairline and under the chin, and blush drawn across the cheeks "
              "rather than up, add width."),
          VANITY_MEASURE_FACE_LENGTH),
  ADVICE (FACE_SHAPE, VANITY_FACE_DIAMOND, "face-diamond",
          N_ ("Highlight in the middle of forehead and chin, and soft blush on the cheekbones "
              "themselves without contour below, let them lead."),
          VANITY_MEASURE_FOREHEAD_WIDTH, VANITY_MEASURE_JAW_WIDTH),
  ADVICE (EYE_SHAPE, VANITY_EYE_ALMOND, "eyes-almond",
          N_ ("Almost any shadow and liner suits: follow the lash line, and lift a small wing at "
              "the outer corner if you like."),
          VANITY_MEASURE_EYE_OPENNESS),
  ADVICE (EYE_SHAPE, VANITY_EYE_ROUND, "eyes-round",
          N_ ("Liner drawn out past the outer corner, and shadow that is deepest there, lengthen "
              "the eye; liner all around keeps it large and round."),
          VANITY_MEASURE_EYE_OPENNESS),
  ADVICE (EYE_SHAPE, VANITY_EYE_HOODED, "eyes-hooded",
          N_ ("If the fold covers your lid: set the shadow a little above the fold with open eyes, "
              "keep liner thin, and curl the lashes."),
          VANITY_MEASURE_BROW_HEIGHT, VANITY_MEASURE_EYE_LID),
  ADVICE (EYE_SHAPE, VANITY_EYE_MONOLID, "eyes-monolid",
          N_ ("If your lid has no fold: shade from the lashes upwards, darkest at the line, and "
              "draw liner that shows when the eyes are open."),
          VANITY_MEASURE_EYE_LID, VANITY_MEASURE_EYE_OPENNESS),
  ADVICE (EYE_TILT, 0, "eyes-downturned",
          N_ ("Start the wing before the outer corner and point it to the end of the brow; keep "
              "the darkest shadow above the outer corner."),
          VANITY_MEASURE_EYE_TILT),
  ADVICE (EYE_TILT, 2, "eyes-upturned",
          N_ ("The lift is there already: a fine line follows it, and a little shadow under the "
              "outer lower lashes balances it."),
          VANITY_MEASURE_EYE_TILT),
  ADVICE (EYE_SET, 0, "eyes-close",
          N_ ("Light shades at the inner corners and depth at the outer ones set the eyes further "
              "apart; begin liner after the first third."),
          VANITY_MEASURE_EYE_SPACING, VANITY_MEASURE_MIDDLE_FIFTH),
  ADVICE (EYE_SET, 2, "eyes-wide",
          N_ ("A little depth at the inner corners, and liner that begins there, bring the eyes "
              "closer together."),
          VANITY_MEASURE_EYE_SPACING, VANITY_MEASURE_MIDDLE_FIFTH),
  ADVICE (BROW_SHAPE, VANITY_BROW_STRAIGHT, "brows-straight",
          N_ ("Straight brows look calm and young: fill them along their own line; a little more "
              "above the outer third makes an arch."),
          VANITY_MEASURE_BROW_ARCH),
  ADVICE (BROW_SHAPE, VANITY_BROW_SOFT_ARCH, "brows-soft",
          N_ ("Keep the arch as it is: fill gaps with short strokes and leave the inner end soft."),
          VANITY_MEASURE_BROW_ARCH, VANITY_MEASURE_BROW_PEAK),
  ADVICE (BROW_SHAPE, VANITY_BROW_HIGH_ARCH, "brows-high",
          N_ ("The arch is the accent: fill lightly below its peak, and highlight the bone under "
              "it, to keep it clear."),
          VANITY_MEASURE_BROW_ARCH, VANITY_MEASURE_BROW_PEAK),
  ADVICE (BROW_SHAPE, VANITY_BROW_ROUNDED, "brows-rounded",
          N_ ("The curve softens the face: follow it evenly; a slightly sharper outer third gives "
              "it more definition."),
          VANITY_MEASURE_BROW_ROUNDNESS, VANITY_MEASURE_BROW_PEAK),
  ADVICE (LIP_FULLNESS, 0, "lips-thin",
          N_ ("Light, creamy or glossy colours and a liner just on the outer edge of the lips make "
              "them look fuller."),
          VANITY_MEASURE_LIP_HEIGHT),
  ADVICE (LIP_FULLNESS, 2, "lips-full",
          N_ ("Every colour carries well: matte and deep shades look calm, gloss in the middle "
              "makes the most of the fullness."),
          VANITY_MEASURE_LIP_HEIGHT),
  ADVICE (LIP_WIDTH, 0, "lips-narrow",
          N_ ("Take liner and colour all the way into the corners; they make the mouth look "
              "wider."),
          VANITY_MEASURE_LIP_WIDTH),
  ADVICE (
      LIP_WIDTH, 2, "lips-wide",
      N_ ("Colour that is strongest in the middle and softer towards the corners gathers a wide "
          "mouth."),
      VANITY_MEASURE_LIP_WIDTH),
  ADVICE (LIP_BALANCE, 0, "lips-lower",
          N_ ("Liner just over the edge of the upper lip, or a touch of gloss on it, brings it up "
              "to the lower one."),
          VANITY_MEASURE_LIP_RATIO),
  ADVICE (LIP_BALANCE, 2, "lips-upper",
          N_ ("A lighter tone or gloss in the middle of the lower lip brings it up to the upper "
              "one."),
          VANITY_MEASURE_LIP_RATIO),
  ADVICE (LIP_BOW, 0, "lips-bow-flat",
          N_ ("Liner drawn as a soft X over the middle of the upper lip, with highlight above it, "
              "shapes a bow."),
          VANITY_MEASURE_LIP_BOW),
  ADVICE (LIP_BOW, 2, "lips-bow-marked",
          N_ ("Trace the bow exactly with liner, and set a spot of highlight above it: it is an "
              "accent of its own."),
          VANITY_MEASURE_LIP_BOW),
  ADVICE (LIP_CORNERS, 0, "lips-corners-down",
          N_ ("A little concealer under the corners, and liner that ends just above them, lift the "
              "line of the mouth."),
          VANITY_MEASURE_LIP_CORNERS),
  ADVICE (LIP_CORNERS, 2, "lips-corners-up",
          N_ ("The mouth smiles by itself: colour right into the corners shows it."),
          VANITY_MEASURE_LIP_CORNERS),
};

static void
add (VanityFeatures *features, VanityTraitId trait, int class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (advices); i++)
    {
      const Advice *a = &advices[i];
      VanityFeatureAdvice *advice = &features->advice[features->n_advice];

      if (a->trait != trait
          || a->class != class || features->n_advice == VANITY_FEATURES_MAX_ADVICE)
        continue;
      *advice = (VanityFeatureAdvice){
        .trait = trait,
        .class = class,
        .probability = features->traits[trait].probability[class],
        .id = a->id,
        .text = g_dgettext (GETTEXT_PACKAGE, a->text),
      };
      /* Only those that are known: advice names what it follows from. */
      for (int k = 0; k < a->n_measures; k++)
        if (features->measures[a->measures[k]].known)
          advice->measures[advice->n_measures++] = a->measures[k];
      if (advice->n_measures > 0)
        features->n_advice++;
    }
}

void
vanity_advice_fill (VanityFeatures *features)
{
  features->n_advice = 0;
  for (int t = 0; t < VANITY_N_TRAITS; t++)
    {
      const VanityTrait *trait = &features->traits[t];

      if (!trait->known)
        continue;
      if (trait->probability[trait->top] >= LEAST)
        add (features, (VanityTraitId)t, trait->top);
      for (int c = 0; t == VANITY_TRAIT_FACE_SHAPE && c < VANITY_N_FACE_SHAPES; c++)
        if (c != trait->top && trait->probability[c] >= SECOND_SHAPE)
          add (features, VANITY_TRAIT_FACE_SHAPE, c);
    }
}

/* What a gate says, in words. */
#include "analysis/gate.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  unsigned bit;
  const char *id;
  const char *label;
} Word;

static const Word reasons[VANITY_GATE_N_REASONS] = {
  { VANITY_GATE_DRAWING, "drawing",
    N_ ("This looks like a drawing or a painting, and only photos of people can be measured.") },
  { VANITY_GATE_CHILD, "child",
    N_ ("This may be a child’s face: the skin of children is not scored.") },
  { VANITY_GATE_GREY, "grey", N_ ("This photo has no colours.") },
  { VANITY_GATE_COLOURED, "coloured",
    N_ ("Light of a strong colour lies on this face and hides its own colours.") },
  { VANITY_GATE_DARK, "dark", N_ ("This photo is too dark to tell colours and skin.") },
  { VANITY_GATE_BRIGHT, "bright", N_ ("This photo is overexposed: the skin has turned white.") },
  { VANITY_GATE_SMALL, "small", N_ ("This face has too few pixels for fine detail.") },
  { VANITY_GATE_BLURRED, "blurred", N_ ("This photo is not sharp enough to tell fine detail.") },
  { VANITY_GATE_FILTERED, "filtered",
    N_ ("This skin looks smoothed by a filter: what is left does not tell how it is.") },
  { VANITY_GATE_MADE_UP, "made-up",
    N_ ("This face wears makeup: it hides the skin and the lips’ own colour.") },
  { VANITY_GATE_TURNED, "turned",
    N_ ("This face is turned away: shapes can only be told from the front.") },
  { VANITY_GATE_CUT, "cut", N_ ("The photo’s border cuts this face.") },
  { VANITY_GATE_MASK, "mask", N_ ("Something lies over mouth and chin.") },
  { VANITY_GATE_SUNGLASSES, "sunglasses", N_ ("Dark glasses hide the eyes.") },
  { VANITY_GATE_BEARD, "beard", N_ ("A beard hides the skin of cheeks and chin.") },
  { VANITY_GATE_COVERED, "covered",
    N_ ("Hair, glasses, a hand or something else hides part of this face.") },
};

static const Word results[VANITY_GATE_N_RESULTS] = {
  { VANITY_GATE_SKIN_COLOR, "skin-color", N_ ("Skin colour") },
  { VANITY_GATE_UNDERTONE, "undertone", N_ ("Undertone and season") },
  { VANITY_GATE_HAIR_COLOR, "hair-color", N_ ("Hair colour") },
  { VANITY_GATE_BROW_COLOR, "brow-color", N_ ("Brow colour") },
  { VANITY_GATE_EYE_COLOR, "eye-color", N_ ("Eye colour") },
  { VANITY_GATE_LIP_COLOR, "lip-color", N_ ("Lip colour") },
  { VANITY_GATE_FACE_SHAPE, "face-shape", N_ ("Face shape and proportions") },
  { VANITY_GATE_EYE_SHAPE, "eye-shape", N_ ("Shape of eyes and brows") },
  { VANITY_GATE_LIP_SHAPE, "lip-shape", N_ ("Lip shape") },
};

static const Word differences[VANITY_GATE_N_DIFFERENCES] = {
  { VANITY_GATE_DIFFERENT_LIGHT, "light", N_ ("The light has another colour.") },
  { VANITY_GATE_DIFFERENT_EXPOSURE, "exposure", N_ ("One photo is brighter than the other.") },
  { VANITY_GATE_DIFFERENT_SIZE, "size", N_ ("The face is much larger in one of them.") },
  { VANITY_GATE_DIFFERENT_POSE, "pose", N_ ("The head is turned another way.") },
  { VANITY_GATE_DIFFERENT_SHARPNESS, "sharpness", N_ ("One photo is sharper than the other.") },
  { VANITY_GATE_DIFFERENT_MAKEUP, "makeup", N_ ("Makeup is worn in one of them only.") },
  { VANITY_GATE_DIFFERENT_FILTER, "filter", N_ ("The skin is smoothed in one of them only.") },
  { VANITY_GATE_WITHHELD, "withheld", N_ ("One of them cannot be scored by itself.") },
};

static const struct
{
  const char *id, *label, *unit;
} measures[VANITY_GATE_N_MEASURES] = {
  [VANITY_GATE_SIZE] = { "size", N_ ("Distance of the eyes’ outer corners"), "px" },
  [VANITY_GATE_SHARPNESS] = { "sharpness", N_ ("Sharpness"), "" },
  [VANITY_GATE_LIGHTNESS] = { "lightness", N_ ("Lightness of the skin"), "L*" },
  [VANITY_GATE_HIGHLIGHT] = { "highlight", N_ ("Lightness of highlights"), "L*" },
  [VANITY_GATE_BLOWN] = { "blown", N_ ("Share of overexposed skin"), "" },
  [VANITY_GATE_YAW] = { "yaw", N_ ("Turned sideways"), "°" },
  [VANITY_GATE_PITCH] = { "pitch", N_ ("Turned up or down"), "°" },
  [VANITY_GATE_OUTSIDE] = { "outside", N_ ("Share outside the photo"), "" },
  [VANITY_GATE_SHOWN] = { "shown", N_ ("Share of the face that is seen"), "" },
  [VANITY_GATE_COLORS] = { "colors", N_ ("Variety of colours"), "" },
  [VANITY_GATE_CAST] = { "cast", N_ ("Distance from colours of skin"), "" },
  [VANITY_GATE_SMOOTHING] = { "smoothing", N_ ("Signs of a beauty filter"), "" },
  [VANITY_GATE_DRAWN] = { "drawn", N_ ("Signs of a drawing"), "" },
  [VANITY_GATE_MAKEUP] = { "makeup", N_ ("Signs of clear makeup"), "" },
  [VANITY_GATE_CHILDLIKE] = { "childlike", N_ ("Proportions of a child"), "" },
  [VANITY_GATE_MOUTH] = { "mouth", N_ ("Signs of a mask"), "" },
  [VANITY_GATE_DARK_LENSES] = { "dark-lenses", N_ ("Signs of dark glasses"), "" },
  [VANITY_GATE_BEARDED] = { "bearded", N_ ("Signs of a beard"), "" },
};

static const Word *
find_word (const Word *words, guint n, unsigned bit)
{
  for (guint i = 0; i < n; i++)
    if (words[i].bit == bit)
      return &words[i];
  g_return_val_if_reached (NULL);
}

const char *
vanity_gate_reason_get_id (VanityGateReason reason)
{
  const Word *word = find_word (reasons, G_N_ELEMENTS (reasons), reason);

  return word != NULL ? word->id : NULL;
}

const char *
vanity_gate_reason_get_label (VanityGateReason reason)
{
  const Word *word = find_word (reasons, G_N_ELEMENTS (reasons), reason);

  return word != NULL ? _ (word->label) : NULL;
}

const char *
vanity_gate_result_get_id (VanityGateResult result)
{
  const Word *word = find_word (results, G_N_ELEMENTS (results), result);

  return word != NULL ? word->id : NULL;
}

const char *
vanity_gate_result_get_label (VanityGateResult result)
{
  const Word *word = find_word (results, G_N_ELEMENTS (results), result);

  return word != NULL ? _ (word->label) : NULL;
}

const char *
vanity_gate_difference_get_id (VanityGateDifference difference)
{
  const Word *word = find_word (differences, G_N_ELEMENTS (differences), difference);

  return word != NULL ? word->id : NULL;
}

const char *
vanity_gate_difference_get_label (VanityGateDifference difference)
{
  const Word *word = find_word (differences, G_N_ELEMENTS (differences), difference);

  return word != NULL ? _ (word->label) : NULL;
}

const char *
vanity_gate_measure_get_id (VanityGateMeasure measure)
{
  g_return_val_if_fail ((int)measure >= 0 && measure < VANITY_GATE_N_MEASURES, NULL);
  return measures[measure].id;
}

const char *
vanity_gate_measure_get_label (VanityGateMeasure measure)
{
  g_return_val_if_fail ((int)measure >= 0 && measure < VANITY_GATE_N_MEASURES, NULL);
  return _ (measures[measure].label);
}

const char *
vanity_gate_measure_get_unit (VanityGateMeasure measure)
{
  g_return_val_if_fail ((int)measure >= 0 && measure < VANITY_GATE_N_MEASURES, NULL);
  return measures[measure].unit;
}

char *
vanity_gate_dup_text (unsigned bits)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (bits & reasons[i].bit)
      g_ptr_array_add (lines, (gpointer)_ (reasons[i].label));
  if (lines->len == 0)
    return NULL;
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **)lines->pdata);
}

#include "catalogue/trait.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *id;
  const char *label;
} Word;

static const Word finishes[VANITY_N_FINISHES] = {
  [VANITY_FINISH_UNKNOWN] = { "unknown", NC_ ("finish", "Unknown") },
  [VANITY_FINISH_MATTE] = { "matte", NC_ ("finish", "Matte") },
  [VANITY_FINISH_SATIN] = { "satin", NC_ ("finish", "Satin") },
  [VANITY_FINISH_VELVET] = { "velvet", NC_ ("finish", "Velvet") },
  [VANITY_FINISH_GLOSS] = { "gloss", NC_ ("finish", "Gloss") },
  [VANITY_FINISH_DEWY] = { "dewy", NC_ ("finish", "Dewy") },
  [VANITY_FINISH_SHEER] = { "sheer", NC_ ("finish", "Sheer") },
  [VANITY_FINISH_SHIMMER] = { "shimmer", NC_ ("finish", "Shimmer") },
  [VANITY_FINISH_METALLIC] = { "metallic", NC_ ("finish", "Metallic") },
  [VANITY_FINISH_GLITTER] = { "glitter", NC_ ("finish", "Glitter") },
};

static const Word coverages[VANITY_N_COVERAGES] = {
  [VANITY_COVERAGE_UNKNOWN] = { "unknown", NC_ ("coverage", "Unknown") },
  [VANITY_COVERAGE_SHEER] = { "sheer", NC_ ("coverage", "Sheer") },
  [VANITY_COVERAGE_LIGHT] = { "light", NC_ ("coverage", "Light") },
  [VANITY_COVERAGE_MEDIUM] = { "medium", NC_ ("coverage", "Medium") },
  [VANITY_COVERAGE_FULL] = { "full", NC_ ("coverage", "Full") },
};

static const Word undertones[VANITY_N_UNDERTONE_LABELS] = {
  [VANITY_UNDERTONE_LABEL_UNKNOWN] = { "unknown", NC_ ("undertone", "Unknown") },
  [VANITY_UNDERTONE_LABEL_COOL] = { "cool", NC_ ("undertone", "Cool") },
  [VANITY_UNDERTONE_LABEL_NEUTRAL] = { "neutral", NC_ ("undertone", "Neutral") },
  [VANITY_UNDERTONE_LABEL_WARM] = { "warm", NC_ ("undertone", "Warm") },
  [VANITY_UNDERTONE_LABEL_OLIVE] = { "olive", NC_ ("undertone", "Olive") },
};

static const Word labels[VANITY_N_PRODUCT_LABELS] = {
  { "vegan", N_ ("Vegan") },           { "cruelty-free", N_ ("Cruelty free") },
  { "spf", N_ ("Sun protection") },    { "fragrance-free", N_ ("Fragrance free") },
  { "organic", N_ ("Organic") },       { "hypoallergenic", N_ ("Hypoallergenic") },
  { "waterproof", N_ ("Waterproof") }, { "refillable", N_ ("Refillable") },
};

static const Word availabilities[VANITY_N_AVAILABILITIES] = {
  [VANITY_AVAILABILITY_UNKNOWN] = { "unknown", NC_ ("availability", "Unknown") },
  [VANITY_AVAILABILITY_IN_STOCK] = { "in_stock", NC_ ("availability", "In stock") },
  [VANITY_AVAILABILITY_OUT_OF_STOCK] = { "out_of_stock", NC_ ("availability", "Out of stock") },
  [VANITY_AVAILABILITY_PREORDER] = { "preorder", NC_ ("availability", "Preorder") },
  [VANITY_AVAILABILITY_BACKORDER] = { "backorder", NC_ ("availability", "On back order") },
};

static const Word color_sources[VANITY_N_COLOR_SOURCES] = {
  [VANITY_COLOR_SOURCE_UNKNOWN] = { "unknown", NC_ ("color source", "No colour") },
  [VANITY_COLOR_SOURCE_ESTIMATED] = { "estimated", NC_ ("color source", "Approximate") },
  [VANITY_COLOR_SOURCE_SWATCH] = { "swatch", NC_ ("color source", "From a picture") },
  [VANITY_COLOR_SOURCE_GIVEN] = { "given", NC_ ("color source", "As given") },
};

static int
find (const Word *words, int n_words, const char *id)
{
  for (int i = 0; i < n_words; i++)
    if (g_str_equal (words[i].id, id))
      return i;
  return -1;
}

/* The three functions of a kind of word. */
#define WORDS(Type, name, words, context)                                                          \
  const char *vanity_##name##_get_id (Type value)                                                  \
  {                                                                                                \
    return words[value].id;                                                                        \
  }                                                                                                \
  const char *vanity_##name##_get_label (Type value)                                               \
  {                                                                                                \
    return g_dpgettext2 (GETTEXT_PACKAGE, context, words[value].label);                            \
  }                                                                                                \
  gboolean vanity_##name##_find (const char *id, Type *value)                                      \
  {                                                                                                \
    int at = find (words, G_N_ELEMENTS (words), id);                                               \
                                                                                                   \
    if (at >= 0)                                                                                   \
      *value = at;                                                                                 \
    return at >= 0;                                                                                \
  }

WORDS (VanityFinish, finish, finishes, "finish")
WORDS (VanityCoverage, coverage, coverages, "coverage")
WORDS (VanityUndertoneLabel, undertone_label, undertones, "undertone")
WORDS (VanityColorSource, color_source, color_sources, "color source")

const char *
vanity_product_label_get_id (VanityProductLabel label)
{
  return labels[g_bit_nth_lsf (label, -1)].id;
}

const char *
vanity_product_label_get_label (VanityProductLabel label)
{
  return _ (labels[g_bit_nth_lsf (label, -1)].label);
}

gboolean
vanity_product_label_find (const char *id, VanityProductLabel *label)
{
  int at = find (labels, G_N_ELEMENTS (labels), id);

  if (at >= 0)
    *label = 1 << at;
  return at >= 0;
}

const char *
vanity_availability_get_id (VanityAvailability availability)
{
  return availabilities[availability].id;
}

const char *
vanity_availability_get_label (VanityAvailability availability)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "availability", availabilities[availability].label);
}

gboolean
vanity_availability_find (const char *id, VanityAvailability *availability)
{
  g_autofree char *google = g_strdelimit (g_strdup (id), "-", '_');
  int at = find (availabilities, G_N_ELEMENTS (availabilities), google);

  if (at >= 0)
    *availability = at;
  return at >= 0;
}

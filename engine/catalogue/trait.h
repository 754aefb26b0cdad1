/* What is said of a shade beside its colour. Each has an id for files, kebab case, and a label for
 * people, translated. `find` is FALSE where the id is none. UNKNOWN is 0, its id is "unknown". */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  VANITY_FINISH_UNKNOWN,
  VANITY_FINISH_MATTE,
  VANITY_FINISH_SATIN,
  VANITY_FINISH_VELVET,
  VANITY_FINISH_GLOSS,
  VANITY_FINISH_DEWY,
  VANITY_FINISH_SHEER,
  VANITY_FINISH_SHIMMER,
  VANITY_FINISH_METALLIC,
  VANITY_FINISH_GLITTER,
  VANITY_N_FINISHES
} VanityFinish;

const char *vanity_finish_get_id (VanityFinish finish);
const char *vanity_finish_get_label (VanityFinish finish);
gboolean vanity_finish_find (const char *id, VanityFinish *finish);

typedef enum
{
  VANITY_COVERAGE_UNKNOWN,
  VANITY_COVERAGE_SHEER,
  VANITY_COVERAGE_LIGHT,
  VANITY_COVERAGE_MEDIUM,
  VANITY_COVERAGE_FULL,
  VANITY_N_COVERAGES
} VanityCoverage;

const char *vanity_coverage_get_id (VanityCoverage coverage);
const char *vanity_coverage_get_label (VanityCoverage coverage);
gboolean vanity_coverage_find (const char *id, VanityCoverage *coverage);

/* The undertone that the maker says a shade is for. */
typedef enum
{
  VANITY_UNDERTONE_LABEL_UNKNOWN,
  VANITY_UNDERTONE_LABEL_COOL,
  VANITY_UNDERTONE_LABEL_NEUTRAL,
  VANITY_UNDERTONE_LABEL_WARM,
  VANITY_UNDERTONE_LABEL_OLIVE,
  VANITY_N_UNDERTONE_LABELS
} VanityUndertoneLabel;

const char *vanity_undertone_label_get_id (VanityUndertoneLabel undertone);
const char *vanity_undertone_label_get_label (VanityUndertoneLabel undertone);
gboolean vanity_undertone_label_find (const char *id, VanityUndertoneLabel *undertone);

/* Claims on the package; bits of a set. A bit that is not set says nothing. */
typedef enum
{
  VANITY_PRODUCT_VEGAN = 1 << 0,
  VANITY_PRODUCT_CRUELTY_FREE = 1 << 1,
  VANITY_PRODUCT_SPF = 1 << 2, /* protects from the sun */
  VANITY_PRODUCT_FRAGRANCE_FREE = 1 << 3,
  VANITY_PRODUCT_ORGANIC = 1 << 4,
  VANITY_PRODUCT_HYPOALLERGENIC = 1 << 5,
  VANITY_PRODUCT_WATERPROOF = 1 << 6,
  VANITY_PRODUCT_REFILLABLE = 1 << 7,
} VanityProductLabel;

#define VANITY_N_PRODUCT_LABELS 8
#define VANITY_PRODUCT_LABELS ((1u << VANITY_N_PRODUCT_LABELS) - 1) /* all of them */

/* Of one bit. */
const char *vanity_product_label_get_id (VanityProductLabel label);
const char *vanity_product_label_get_label (VanityProductLabel label);
gboolean vanity_product_label_find (const char *id, VanityProductLabel *label);

/* Ids are Google's: "in_stock", "out_of_stock", "preorder", "backorder"; "-" is taken for "_". */
typedef enum
{
  VANITY_AVAILABILITY_UNKNOWN,
  VANITY_AVAILABILITY_IN_STOCK,
  VANITY_AVAILABILITY_OUT_OF_STOCK,
  VANITY_AVAILABILITY_PREORDER,
  VANITY_AVAILABILITY_BACKORDER,
  VANITY_N_AVAILABILITIES
} VanityAvailability;

const char *vanity_availability_get_id (VanityAvailability availability);
const char *vanity_availability_get_label (VanityAvailability availability);
gboolean vanity_availability_find (const char *id, VanityAvailability *availability);

/* Where a colour comes from, the weakest first: of two colours of one shade the stronger stays. */
typedef enum
{
  VANITY_COLOR_SOURCE_UNKNOWN,   /* there is no colour */
  VANITY_COLOR_SOURCE_ESTIMATED, /* somebody's approximation */
  VANITY_COLOR_SOURCE_SWATCH,    /* measured in a picture */
  VANITY_COLOR_SOURCE_GIVEN,     /* the feed's own */
  VANITY_N_COLOR_SOURCES
} VanityColorSource;

const char *vanity_color_source_get_id (VanityColorSource source);
const char *vanity_color_source_get_label (VanityColorSource source);
gboolean vanity_color_source_find (const char *id, VanityColorSource *source);

G_END_DECLS

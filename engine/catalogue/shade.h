/* A shade: the smallest thing somebody can buy, one colour of one line of one brand. */
#pragma once

#include "catalogue/category.h"
#include "catalogue/money.h"
#include "catalogue/trait.h"
#include "image/color.h"

G_BEGIN_DECLS

typedef struct
{
  VanityMoney money;
  char date[11]; /* it was asked on, "2026-03-14", or "" */
} VanityPrice;

#define VANITY_SHADE_MAX_PALETTE 64
#define VANITY_SHADE_MAX_TEXT 16384 /* bytes; what is longer is cut */

typedef struct
{
  char *uid; /* 16 hexadecimal digits, see vanity_shade_dup_uid () */
  char *brand, *line, *name;
  VanityCategory category;

  gboolean has_color;
  guint32 rgb;   /* 0xRRGGBB, sRGB; of a palette its first */
  VanityLab lab; /* the same */
  VanityColorSource color_source;
  guint32 *palette; /* more than one colour, the first being `rgb`; else NULL */
  int n_palette;

  VanityFinish finish;
  VanityCoverage coverage;
  VanityUndertoneLabel undertone;
  char *undertone_source; /* the words that it was read from: "NC25" */
  char *gtin;             /* 14 digits, or "" */
  VanityPrice *prices;    /* at most one for each currency */
  int n_prices;
  char *link, *image, *ingredients;
  unsigned labels; /* VanityProductLabel bits */
  int spf;         /* sun protection factor, 0 where none is told */
  VanityAvailability availability;
  double popularity; /* [0, 1], or −1 where it is not known */

  char *source;    /* the feed or list the row came from: "starter" */
  char *source_id; /* its id there, or "" */
  char *date;      /* what the source says is of: "2026-03-14", or "" */
} VanityShade;     /* reference counted, immutable once shared; strings are never NULL, but "" */

/* One that nothing more is known of. The names are trimmed, runs of white space become one space,
 * what is no UTF-8 or a control character is replaced. Its uid follows from them. */
VanityShade *vanity_shade_new (const char *brand, const char *line, const char *name,
                               VanityCategory category);
/* One that is known already, by what vanity_shade_new () made of it: nothing is cleaned. */
VanityShade *vanity_shade_new_known (const char *uid, const char *brand, const char *line,
                                     const char *name, VanityCategory category);
VanityShade *vanity_shade_copy (const VanityShade *shade);
VanityShade *vanity_shade_ref (VanityShade *shade);
void vanity_shade_unref (VanityShade *shade);

/* For who makes a shade, before it is shared. Sets a string of it, cleaned like the names; NULL is
 * "". */
void vanity_shade_set_text (char **field, const char *text);
/* And its Lab. */
void vanity_shade_set_color (VanityShade *shade, guint32 rgb, VanityColorSource source);
/* The first is the colour; one colour is no palette. At most VANITY_SHADE_MAX_PALETTE are kept. */
void vanity_shade_set_palette (VanityShade *shade, const guint32 *colors, int n_colors,
                               VanityColorSource source);
/* In place of an older one of the same currency. `date` may be NULL. */
void vanity_shade_set_price (VanityShade *shade, VanityMoney money, const char *date);

/* NULL where there is none in that currency. */
const VanityPrice *vanity_shade_find_price (const VanityShade *shade, const char *currency);

/* The name in one line, as "MAC Studio Fix Fluid, NC25". */
char *vanity_shade_dup_title (const VanityShade *shade);

/* What a shade is found by, for the index of words: brand, line, name and category, as
 * vanity_text_append_words () writes them. Appended with spaces between. */
void vanity_shade_append_words (const char *brand, const char *line, const char *name,
                                VanityCategory category, GString *words);

/* What stays the same however often a product is imported: 64 bits of the SHA-256 of brand, line,
 * name and category, as vanity_text_fold () writes them. */
char *vanity_shade_dup_uid (const char *brand, const char *line, const char *name,
                            VanityCategory category);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityShade, vanity_shade_unref)

G_END_DECLS

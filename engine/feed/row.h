/* One row of a feed, a shade of a product, as the words that the feed has for it; and how the shade
 * is made of it. A format finds the words; what they mean, and what is refused, is decided here,
 * once for all formats. */
#pragma once

#include "catalogue/shade.h"
#include "feed/report.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a feed may say of a shade, each as text, HTML and all. */
typedef enum
{
  VANITY_FEED_BRAND,
  VANITY_FEED_LINE,       /* the product's name alone */
  VANITY_FEED_TITLE,      /* where there is none: its name with brand and shade in it, perhaps */
  VANITY_FEED_SHADE,      /* the name of the shade */
  VANITY_FEED_CATEGORY,   /* an id or a path of Google's taxonomy, or words */
  VANITY_FEED_TYPE,       /* the shop's own words for it */
  VANITY_FEED_KIND,       /* an id of ours: nothing is guessed */
  VANITY_FEED_COLOR,      /* what vanity_color_read () reads */
  VANITY_FEED_COLOR_FROM, /* an id of a source of colours */
  VANITY_FEED_SWATCH,     /* a picture of the colour */
  VANITY_FEED_FINISH,
  VANITY_FEED_COVERAGE,
  VANITY_FEED_UNDERTONE,
  VANITY_FEED_UNDERTONE_WORDS, /* that the undertone was read from, or to read it from */
  VANITY_FEED_GTIN,
  VANITY_FEED_PRICE,      /* with a currency or without; "|" between several */
  VANITY_FEED_SALE_PRICE, /* lower, of now */
  VANITY_FEED_CURRENCY,
  VANITY_FEED_PRICE_DATE, /* the days of the prices: one, or as many as there are */
  VANITY_FEED_LINK,
  VANITY_FEED_IMAGE,
  VANITY_FEED_INGREDIENTS,
  VANITY_FEED_LABELS, /* ids or words */
  VANITY_FEED_SPF,
  VANITY_FEED_AVAILABILITY,
  VANITY_FEED_POPULARITY, /* [0, 1] */
  VANITY_FEED_SOURCE,
  VANITY_FEED_SOURCE_ID,
  VANITY_FEED_DATE,
  VANITY_N_FEED_FIELDS
} VanityFeedField;

typedef struct
{
  const char *text[VANITY_N_FEED_FIELDS]; /* valid UTF-8, or NULL; not owned */
  const char *name[VANITY_N_FEED_FIELDS]; /* of the field in the feed, for the report; or NULL */
  gint64 line;
} VanityFeedRow;

/* What is the same for every row of one feed, and what is kept from row to row. */
typedef struct _VanityFeedMaker VanityFeedMaker;

/* `folder` (may be NULL) is where the feed lies: only what lies in it is looked at for swatches.
 * `price_date` and `date` are ISO days or "". `category` (may be NULL) is an id for what says
 * nothing of its category. */
VanityFeedMaker *vanity_feed_maker_new (const char *source, const char *price_date,
                                        const char *date, GFile *folder, const char *category,
                                        GCancellable *cancellable);
void vanity_feed_maker_free (VanityFeedMaker *maker);

/* The shade of a row, or NULL where it is refused, which `report` then has. Fields that are taken
 * away are reported; rows that are kept are not yet counted. */
VanityShade *vanity_feed_maker_make (VanityFeedMaker *maker, const VanityFeedRow *row,
                                     VanityFeedReport *report);

/* Takes off the ends what stands between names, such as " – ", in place. */
void vanity_feed_drop_marks (GString *title);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityFeedMaker, vanity_feed_maker_free)

G_END_DECLS

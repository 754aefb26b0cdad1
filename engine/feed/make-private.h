/* What the files that make shades share. */
#pragma once

#include "feed/row.h"

G_BEGIN_DECLS

struct _VanityFeedMaker
{
  char *source;
  char price_date[11], date[11];
  GFile *folder;
  gboolean has_usual;
  VanityCategory usual; /* of what says nothing of it */
  GCancellable *cancellable;
  GHashTable *titles; /* words → what they say: shades of one product come one after the other */
  GString *brand, *line, *name, *text;
  GArray *colors; /* guint32 */
};

/* The words of a field as they can be shown, in `out`; "" where there are none. Text that is too
 * long is reported. */
const char *vanity_feed_make_text (VanityFeedField field, gsize most, const VanityFeedRow *row,
                                   VanityFeedReport *report, GString *out);

/* Reports a field of `row`, by its name in the feed. */
void vanity_feed_make_note (const VanityFeedRow *row, VanityFeedField field, VanityFeedRule rule,
                            VanityFeedReport *report);

/* Six hexadecimal digits, as nearly every feed has them. FALSE for anything else. */
gboolean vanity_feed_make_rgb (const char *text, guint32 *rgb);

/* Each fills its own part of `shade`. */
void vanity_feed_make_color (VanityFeedMaker *maker, VanityShade *shade, const VanityFeedRow *row,
                             VanityFeedReport *report);
void vanity_feed_make_prices (VanityFeedMaker *maker, VanityShade *shade, const VanityFeedRow *row,
                              VanityFeedReport *report);
void vanity_feed_make_traits (VanityFeedMaker *maker, VanityShade *shade, const VanityFeedRow *row,
                              VanityFeedReport *report);

/* Line and shade out of a title that has brand and shade in it as well, in place. */
void vanity_feed_split_title (GString *title, const char *brand, const char *shade);

/* FALSE where the row is no beauty product. */
gboolean vanity_feed_make_category (VanityFeedMaker *maker, const VanityFeedRow *row,
                                    const char *title, VanityCategory *category,
                                    VanityFeedReport *report);

/* Whether `text` begins with a day of the calendar as ISO 8601 writes it; `day` gets it. */
gboolean vanity_feed_read_day (const char *text, char day[11]);

G_END_DECLS

/* What the writers of feeds share. */
#pragma once

#include "catalogue/catalogue.h"
#include "feed/row.h"

G_BEGIN_DECLS

/* Text so that vanity_feed_clean () gives it back: an "&" that would be taken for an entity is
 * encoded. Appended. */
void vanity_feed_export_text (GString *out, const char *text);

/* Each price as "15.00 USD", and their days, with "|" between; and labels by their ids with ",".
 * Appended. */
void vanity_feed_export_prices (GString *out, const VanityShade *shade);
void vanity_feed_export_days (GString *out, const VanityShade *shade);
void vanity_feed_export_labels (GString *out, const VanityShade *shade);
/* "#d62352", several with blanks between. Appended. */
void vanity_feed_export_colors (GString *out, const VanityShade *shade);

/* The shortest digits that read back as the same number; nothing below 0. Appended. */
void vanity_feed_export_number (GString *out, double number);
/* What a field of our own table holds. Appended. */
void vanity_feed_export_field (GString *out, const VanityShade *shade, VanityFeedField of);

typedef struct
{
  void (*begin) (GString *out);
  void (*add) (GString *out, const VanityShade *shade, gboolean first);
  void (*end) (GString *out);
} VanityFeedWriter;

extern const VanityFeedWriter vanity_feed_write_csv;
extern const VanityFeedWriter vanity_feed_write_json_ld;

G_END_DECLS

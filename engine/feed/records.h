/* Formats that are a sequence of JSON values. */
#pragma once

#include "feed/sink.h"
#include "feed/tree.h"
#include "feed/values.h"

G_BEGIN_DECLS

/* The shades of one value. `kept` holds texts until the next record. */
typedef void (*VanityFeedTakeValue) (JsonNode *node, gint64 line, GPtrArray *kept,
                                     VanityFeedSink *sink);

gboolean vanity_feed_records_read (VanityFeedInput *input, VanityFeedSink *sink,
                                   const char *const *lists, gboolean lines,
                                   VanityFeedTakeValue take, GError **error);

/* Sets a field of a row; the same text where it is NULL. */
static inline void
vanity_feed_row_set (VanityFeedRow *row, VanityFeedField field, const char *name, const char *text)
{
  if (!text)
    return;
  row->text[field] = text;
  row->name[field] = name;
}

/* Whether the first value in `text` is of this kind: '[' or '{'; blanks are passed over. */
gboolean vanity_feed_records_begin_with (const char *text, char bracket);

G_END_DECLS

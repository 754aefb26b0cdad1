/* Tables whose first record names the columns. */
#pragma once

#include "feed/sink.h"
#include "feed/table.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name; /* as vanity_feed_fold_name () writes it */
  VanityFeedField field;
} VanityFeedColumn;

/* `name` of a column, an attribute or a member, in lower case, with "_" for what is no letter or
 * digit, none at the ends, and without "g:" before it. Free with g_free (). */
char *vanity_feed_fold_name (const char *name);

/* Called for each row before it is taken, to put together what columns alone do not say. `get`
 * finds a further column by its folded name; NULL where there is none. */
typedef struct _VanityFeedColumns VanityFeedColumns;
typedef void (*VanityFeedAdjust) (VanityFeedColumns *columns, VanityFeedRow *row);
const char *vanity_feed_columns_get (VanityFeedColumns *columns, const char *name);
/* Keeps a text until the row is taken. */
const char *vanity_feed_columns_keep (VanityFeedColumns *columns, char *text);

/* Reads a table. `known` ends with a NULL name; where several columns mean one field, the first in
 * `known` that is not empty holds. FALSE with VANITY_ERROR_FORMAT where no column is known. */
gboolean vanity_feed_columns_read (VanityFeedInput *input, VanityFeedSink *sink, char separator,
                                   const VanityFeedColumn *known, VanityFeedAdjust adjust,
                                   GError **error);

/* The same, by the separator that the table seems to have, or else by `fallback`. */
gboolean vanity_feed_columns_read_any (VanityFeedInput *input, VanityFeedSink *sink, char fallback,
                                       const VanityFeedColumn *known, VanityFeedAdjust adjust,
                                       GError **error);

/* Whether the first record of `text` has every one of `names` (folded, ended by NULL). */
gboolean vanity_feed_columns_sniff (const char *text, gsize size, char separator,
                                    const char *const *names);

G_END_DECLS

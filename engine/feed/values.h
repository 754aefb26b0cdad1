/* The JSON values of a file, one at a time: the elements of an array at the root or, within an
 * object there, of a list that is named; or values one after the other, a line each (JSON Lines).
 * Only the value at hand is in memory. What is wrong inside of one costs that one alone. */
#pragma once

#include "feed/input.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define VANITY_FEED_MAX_VALUE (16 << 20)
#define VANITY_FEED_MAX_DEPTH 48

typedef struct _VanityFeedValues VanityFeedValues;

typedef enum
{
  VANITY_FEED_VALUE_GOOD,
  VANITY_FEED_VALUE_BAD, /* no JSON: passed over */
  VANITY_FEED_VALUE_TOO_LONG,
  VANITY_FEED_VALUE_TOO_DEEP,
  VANITY_FEED_VALUE_END,
  VANITY_FEED_VALUE_ERROR, /* the file breaks off or is none from here on */
} VanityFeedValueState;

/* `lists` (may be NULL) names the members of a root object whose array is read element by element;
 * what else the object has comes last, as an object. With `lines` a value never goes beyond its
 * line. The input must outlive this. */
VanityFeedValues *vanity_feed_values_new (VanityFeedInput *input, const char *const *lists,
                                          gboolean lines);
void vanity_feed_values_free (VanityFeedValues *values);

/* `*node`, of a good one, belongs to `values` and is there until the next call. `*line`, from 1, is
 * where the value begins. */
VanityFeedValueState vanity_feed_values_next (VanityFeedValues *values, JsonNode **node,
                                              gint64 *line, GError **error);

/* What was passed over, its beginning; until the next call. */
const char *vanity_feed_values_get_excerpt (VanityFeedValues *values);

/* One value in memory, its depth checked first. NULL with VANITY_ERROR_FORMAT or _LIMIT. */
JsonNode *vanity_feed_value_parse (const char *text, gsize size, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityFeedValues, vanity_feed_values_free)

G_END_DECLS

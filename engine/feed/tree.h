/* Looking into JSON that somebody else wrote: whatever is not there or of another kind is NULL. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A member of an object. */
JsonNode *vanity_feed_tree_get (JsonNode *node, const char *name);
/* A text, as it is, or a number as text kept by `kept` (an array of g_free ()'d strings); of an
 * array, its first such element. */
const char *vanity_feed_tree_get_text (JsonNode *node, GPtrArray *kept);
/* The texts of an array, or a single text, with `between` between them, kept by `kept`. */
const char *vanity_feed_tree_join (JsonNode *node, const char *between, GPtrArray *kept);

/* An array's elements; anything else is the one element of itself. */
guint vanity_feed_tree_count (JsonNode *node);
JsonNode *vanity_feed_tree_at (JsonNode *node, guint index);

G_END_DECLS

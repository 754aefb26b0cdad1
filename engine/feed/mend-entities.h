/* XML that people wrote by hand, or by a program that knows HTML. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends `text` to `out` with every "&" that would end an XML parser's work mended: HTML's
 * entities, which XML has not, become numbers, and one that begins no entity that is known "&amp;",
 * those that the file itself declares among them. Returns how much of `text` was taken: unless
 * `at_end`, an "&" of which too little is there yet, at most 33 bytes, is left. */
gsize vanity_feed_mend_entities (const char *text, gsize size, gboolean at_end, GString *out);

G_END_DECLS

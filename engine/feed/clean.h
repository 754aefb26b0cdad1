/* Text of a feed as it can be shown: without markup, entities, control characters and needless
 * white space, and not longer than a limit. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends `text` (valid UTF-8) to `out`, in Unicode's composed form (NFC):
 *
 *  - HTML tags are taken off, those that part lines or paragraphs leaving a blank; what stands in
 *    <script> and <style>, and comments, go with them. A "<" that begins no tag stays.
 *
 *  - entities (HTML 4, numeric) are decoded, also those that were encoded twice; what only then
 * turns out to be a tag is taken off as well.
 *
 *  - control and invisible formatting characters go, white space of any kind is one space, none at
 * the ends.
 *
 * FALSE where more than `most` characters would remain: `out` then has the first of them. */
gboolean vanity_feed_clean (const char *text, gsize most, GString *out);

G_END_DECLS

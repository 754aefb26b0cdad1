/* Names as they are compared and searched. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* `text` without what does not count when names are compared: Unicode case folding, compatibility
 * decomposition (NFKD), marks taken off (é → e), everything but letters and digits a single space,
 * none at the ends. Bytes that are no UTF-8 are left out. "L’Oréal  Paris" → "l oreal paris". */
char *vanity_text_fold (const char *text);

/* The words of a folded text, for the index of words and for a query of it: each run of letters and
 * digits, and of Chinese, Japanese and Korean, where no space parts words, every two neighbouring
 * characters, and with `singles` each single one. Appended with spaces between. */
void vanity_text_append_words (GString *words, const char *folded, gboolean singles);

/* Whether each of `wanted` (NULL-terminated) begins one of `words`, which have a space before each.
 */
gboolean vanity_text_has_words (const char *words, char *const *wanted);

G_END_DECLS

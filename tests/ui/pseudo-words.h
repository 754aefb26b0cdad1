/* A translation that nobody speaks: every word with accents, and two fifths longer. What is not
 * translated stands out, and what has no room for long words shows. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "Open %s" becomes "[Öpéñ %s~~~]": what is put in, mnemonics and marks stay as they are. */
char *pseudo_words_of (const char *text);

/* Reads the catalogue `from` (gettext's .mo), and writes one with the same texts so translated to
 * `folder`/LANGUAGE/LC_MESSAGES/vanity.mo. FALSE where it cannot be read. */
gboolean pseudo_words_write (const char *from, const char *folder, const char *language);

G_END_DECLS

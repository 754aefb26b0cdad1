/* Finding what somebody avoids in a list of ingredients (INCI: Regulation (EC) No 1223/2009,
 * article 33; names parted by commas, other names of the same in brackets or after a slash).
 *
 * A name is looked for at the beginning of an ingredient, word by word, so that it finds what the
 * law lets be written after it but nothing that only contains it:
 *
 *   "alcohol"    finds "Alcohol" and "Alcohol Denat.", not "Cetyl Alcohol", which is a fat
 *   "parfum"     finds "Parfum (Fragrance)" and "Fragrance/Parfum"
 *   "*alcohol"   finds what ends in it, "Cetyl Alcohol" too
 *   "*paraben"   finds "Methylparaben" and "Sodium Propylparaben"
 *   "peg*"       finds "PEG-8" (as "peg" does) and "Pegoxol"
 *
 * A star stands for any letters. Case, accents and punctuation do not count (vanity_text_fold ()).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether one of `avoided` (NULL-terminated, NULL: none) is in `ingredients`, text of a product.
 * `which` (may be NULL) gets the one of `avoided`, borrowed. An avoided name without a letter or
 * digit finds nothing. */
gboolean vanity_ingredients_have (const char *ingredients, char *const *avoided,
                                  const char **which);

G_END_DECLS

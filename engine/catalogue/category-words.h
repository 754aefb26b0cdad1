/* What the words of feeds mean: categories, finishes, coverages, undertones, claims.
 *
 * Read are the words of Google's taxonomy (its numbers, and paths in English, French, German,
 * Spanish and Italian), of shops' own paths and product types, the tags of Open Beauty Facts
 * ("en:lipsticks", "fr:rouges-a-levres"), and titles in those languages and in Chinese. Case,
 * accents and signs do not count. It is guessing from words: what says nothing gives FALSE, and the
 * result is then left alone. Bytes that are no UTF-8 are skipped. */
#pragma once

#include "catalogue/category.h"
#include "catalogue/trait.h"

G_BEGIN_DECLS

/* `words`: a number of Google's taxonomy, with or without its path behind it, a path with ">", a
 * product type, tags, or a title; several may be joined by blanks. Of a path the narrowest part
 * that says something holds; else the most particular of the words: "lipstick lip_gloss" is a
 * gloss, "powder foundation" a foundation, "foundation brush" no makeup. VANITY_CATEGORY_OTHER is
 * given only where the words say that it is something else. */
gboolean vanity_category_guess (const char *words, VanityCategory *category);

gboolean vanity_finish_guess (const char *words, VanityFinish *finish);
gboolean vanity_coverage_guess (const char *words, VanityCoverage *coverage);

/* The undertone that a shade's name or label tells: "warm", "2W1", "355N", "deep with a golden
 * undertone". Not for descriptions, where "cool" is said of much. `brand` may be NULL; some have
 * letters of their own: MAC's NC is for yellow or golden skin and its NW for pink. Words of two
 * kinds, as "warm" with "neutral", are neutral. Colour words such as "rose" or "honey" alone say
 * too little. What a bare "C", "N" or "W" stands for is only known of foundations, concealers and
 * powders. */
gboolean vanity_undertone_guess (const char *brand, const char *words,
                                 VanityUndertoneLabel *undertone);

/* Claims as VanityProductLabel bits; 0 where none is made. "not vegan" is none. */
unsigned vanity_labels_guess (const char *words);

/* The sun protection factor of "SPF 15", "LSF30", "FPS 50+"; 0 where none from 2 to 100 is told. */
int vanity_spf_guess (const char *words);

G_END_DECLS

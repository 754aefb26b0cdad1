/* Phrases found in text, for guessing what words mean. Internal to engine/catalogue.
 *
 * A phrase is one or more words, in any of the languages at once. Text is folded by
 * vanity_text_fold (), so that case, accents and signs do not count; of phrases that begin at the
 * same word the longest is found, and its words are used up: "lip liner" is not found again as
 * "liner". A plural s or es at the end of a single word does not count. Phrases of Chinese,
 * Japanese and Korean, which have no spaces, are found anywhere in a word; of those that overlap
 * the longest. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  int meaning, rank;   /* for the caller */
  const char *phrases; /* "lip liner|lip pencil" */
} VanityLexiconEntry;

typedef struct
{
  const VanityLexiconEntry *entry;
  gboolean is_negated;  /* "no", "without", "sans", … stands before, or "free" behind it */
  gboolean is_addition; /* behind "with", "avec", "mit", …: what comes with the product */
} VanityLexiconHit;

#define VANITY_LEXICON_MOST 64

typedef struct _VanityLexicon VanityLexicon;

/* `entries` must stay. Made once for each table and kept for good; never changed, so that every
 * thread may read it. */
VanityLexicon *vanity_lexicon_new (const VanityLexiconEntry *entries, gsize n_entries);

/* The hits in the folded text's order, at most VANITY_LEXICON_MOST; their count. */
int vanity_lexicon_find (const VanityLexicon *lexicon, const char *folded,
                         VanityLexiconHit hits[VANITY_LEXICON_MOST]);

G_END_DECLS

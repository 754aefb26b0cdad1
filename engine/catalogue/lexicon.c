#include "catalogue/lexicon.h"

#include "catalogue/text.h"

#include <string.h>

#define WORDS_MOST 512 /* of a text that are looked at */

typedef struct
{
  char *folded;
  const VanityLexiconEntry *entry;
  gsize length;
  int n_words;
} Phrase;

struct _VanityLexicon
{
  GHashTable *by_word; /* first word → GArray of Phrase, the longest first */
  GArray *unspaced;    /* Phrase, the longest first */
};

/* Of one word in the text. */
typedef struct
{
  const char *text;
  gsize length;
} Word;

static gboolean
is_unspaced (const char *folded)
{
  /* CJK and what NFKD makes of Hangul lie above U+1100; Greek, Cyrillic and such below. */
  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    if (g_utf8_get_char (at) >= 0x1100)
      return TRUE;
  return FALSE;
}

static int
compare_phrases (const void *one, const void *other)
{
  const Phrase *a = one, *b = other;

  return (a->length < b->length) - (a->length > b->length);
}

/* Quicker than is_unspaced: whether a byte of the UTF-8 can begin such a letter. */
static gboolean
has_unspaced (const Word *word)
{
  for (gsize i = 0; i < word->length; i++)
    if ((guchar)word->text[i] >= 0xe1)
      return TRUE;
  return FALSE;
}

static void
free_phrases (void *phrases)
{
  g_array_free (phrases, TRUE);
}

static void
add_phrase (VanityLexicon *self, const VanityLexiconEntry *entry, const char *text)
{
  Phrase phrase = { vanity_text_fold (text), entry, 0, 1 };
  GArray *list;
  char *first;

  phrase.length = strlen (phrase.folded);
  for (gsize c = 0; c < phrase.length; c++)
    phrase.n_words += phrase.folded[c] == ' ';
  g_assert (phrase.length > 0);
  if (is_unspaced (phrase.folded))
    {
      g_array_append_val (self->unspaced, phrase);
      return;
    }
  first = g_strndup (phrase.folded, strcspn (phrase.folded, " "));
  list = g_hash_table_lookup (self->by_word, first);
  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (Phrase));
      g_hash_table_insert (self->by_word, first, list);
    }
  else
    g_free (first);
  g_array_append_val (list, phrase);
}

VanityLexicon *
vanity_lexicon_new (const VanityLexiconEntry *entries, gsize n_entries)
{
  VanityLexicon *self = g_new0 (VanityLexicon, 1);
  GHashTableIter iter;
  void *value;

  self->by_word = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_phrases);
  self->unspaced = g_array_new (FALSE, FALSE, sizeof (Phrase));
  for (gsize i = 0; i < n_entries; i++)
    {
      g_auto (GStrv) phrases = g_strsplit (entries[i].phrases, "|", -1);

      for (int k = 0; phrases[k] != NULL; k++)
        add_phrase (self, &entries[i], phrases[k]);
    }
  g_array_sort (self->unspaced, compare_phrases);
  g_hash_table_iter_init (&iter, self->by_word);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_array_sort (value, compare_phrases);
  return self;
}

static int
part_words (const char *folded, Word words[WORDS_MOST])
{
  int n = 0;

  for (const char *at = folded; *at != '\0' && n < WORDS_MOST;)
    {
      gsize length = strcspn (at, " ");

      if (length > 0)
        words[n++] = (Word){ at, length };
      at += length;
      at += *at == ' ';
    }
  return n;
}

static gboolean
is_one_of (const Word *word, const char *const *list)
{
  for (int i = 0; list[i] != NULL; i++)
    if (strlen (list[i]) == word->length && memcmp (list[i], word->text, word->length) == 0)
      return TRUE;
  return FALSE;
}

/* `phrase` at the word `at`, the last of its words perhaps with a plural's ending. */
static gboolean
is_at (const Phrase *phrase, const Word *words, int n_words, int at)
{
  const Word *last;
  const char *text = words[at].text;
  gsize length;

  if (at + phrase->n_words > n_words)
    return FALSE;
  last = &words[at + phrase->n_words - 1];
  length = (gsize)(last->text - text) + last->length;
  if (length < phrase->length || memcmp (text, phrase->folded, phrase->length) != 0)
    return FALSE;
  text += phrase->length;
  length -= phrase->length;
  return length == 0 || (length == 1 && text[0] == 's')
         || (length == 2 && text[0] == 'e' && text[1] == 's');
}

static const GArray *
look_up (const VanityLexicon *self, const Word *word)
{
  char key[48];
  const GArray *list;
  gsize n = word->length;

  if (n >= sizeof key)
    return NULL;
  memcpy (key, word->text, n);
  key[n] = '\0';
  list = g_hash_table_lookup (self->by_word, key);
  for (int cut = 0; list == NULL && cut < 2 && n > 3 && key[n - 1] == (cut == 0 ? 's' : 'e'); cut++)
    {
      key[--n] = '\0';
      list = g_hash_table_lookup (self->by_word, key);
    }
  return list;
}

static gboolean
is_negated (const Word *words, int n_words, int at, int behind)
{
  static const char *const before[] = { "no",    "non",  "not",  "without", "sans",  "ohne", "sin",
                                        "senza", "zero", "anti", "nicht",   "keine", NULL };
  static const char *const after[] = { "free", "frei", "proof", NULL };

  return (at > 0 && is_one_of (&words[at - 1], before))
         || (behind < n_words && is_one_of (&words[behind], after));
}

/* Phrases without spaces that are anywhere in the word; what one has used up is gone for others. */
static int
find_unspaced (const VanityLexicon *self, const Word *word, gboolean is_addition,
               VanityLexiconHit *hits, int n)
{
  static const char *const no[] = { "不含", "非", "無", "无", NULL };
  g_autofree char *left = g_strndup (word->text, word->length);

  for (guint i = 0; i < self->unspaced->len; i++)
    {
      const Phrase *phrase = &g_array_index (self->unspaced, Phrase, i);

      for (char *at = left; n < VANITY_LEXICON_MOST && (at = strstr (at, phrase->folded)) != NULL;
           at += phrase->length)
        {
          VanityLexiconHit hit = { phrase->entry, FALSE, is_addition };

          for (int k = 0; no[k] != NULL; k++)
            if ((gsize)(at - left) >= strlen (no[k])
                && strncmp (at - strlen (no[k]), no[k], strlen (no[k])) == 0)
              hit.is_negated = TRUE;
          memset (at, ' ', phrase->length);
          hits[n++] = hit;
        }
    }
  return n;
}

int
vanity_lexicon_find (const VanityLexicon *self, const char *folded,
                     VanityLexiconHit hits[VANITY_LEXICON_MOST])
{
  static const char *const with[] = { "with", "avec", "mit", "con", "w", NULL };
  Word words[WORDS_MOST];
  int n_words = part_words (folded, words), n = 0;
  gboolean is_addition = FALSE;

  for (int w = 0; w < n_words && n < VANITY_LEXICON_MOST;)
    {
      const GArray *list = look_up (self, &words[w]);
      const Phrase *found = NULL;

      for (guint i = 0; list != NULL && i < list->len && found == NULL; i++)
        if (is_at (&g_array_index (list, Phrase, i), words, n_words, w))
          found = &g_array_index (list, Phrase, i);
      if (found != NULL)
        {
          hits[n++] = (VanityLexiconHit){ found->entry,
                                          is_negated (words, n_words, w, w + found->n_words),
                                          is_addition };
          w += found->n_words;
          continue;
        }
      if (is_one_of (&words[w], with))
        is_addition = TRUE;
      else if (self->unspaced->len > 0 && has_unspaced (&words[w]))
        n = find_unspaced (self, &words[w], is_addition, hits, n);
      w++;
    }
  return n;
}

/* Undertones that shades are labelled with. */
#include "catalogue/category-words.h"
#include "catalogue/lexicon.h"
#include "catalogue/text.h"

#include <string.h>

#define COOL VANITY_UNDERTONE_LABEL_COOL
#define NEUTRAL VANITY_UNDERTONE_LABEL_NEUTRAL
#define WARM VANITY_UNDERTONE_LABEL_WARM
#define OLIVE VANITY_UNDERTONE_LABEL_OLIVE

/* Rank 1 is a colour, which is an undertone only where the words speak of undertones; 2 is one
 * anywhere; 0 are the words for undertone. */
static const VanityLexiconEntry undertone_words[] = {
  { WARM, 2, "warm|warmer|chaud|chaude|cálido|cálida|calido|caldo|calda|暖|暖调|黄调|黃調|黄皮" },
  { COOL, 2,
    "cool|cooler|froid|froide|kühl|kühler|frío|fría|freddo|fredda|冷|冷调|粉调|粉調|冷白皮" },
  { NEUTRAL, 2, "neutral|neutre|neutro|neutra|中性|自然调" },
  { OLIVE, 2, "olive|oliva|olivâtre|橄榄|橄欖" },
  { WARM, 1,
    "golden|gold|yellow|peach|peachy|amber|doré|jaune|pêche|gelb|golden|goldig|dorado|amarillo|"
    "dorato|giallo|pesca" },
  { COOL, 1,
    "pink|rosy|rose|blue|bluish|red|rosé|rouge|bleu|rosa|rosig|bläulich|rosado|azul|rosato|blu" },
  { NEUTRAL, 1, "balanced" },
  { 0, 0,
    "undertone|under tone|sous ton|sous tons|unterton|untertöne|subtono|sottotono|undertones" },
};

/* Letters of shade numbers as "355N" and "2W1". */
typedef struct
{
  const char *brand; /* folded; NULL: most makers */
  const char *letters;
  VanityUndertoneLabel label;
} Code;

/* A maker's own come first. */
static const Code codes[] = {
  /* For golden skin NC and C, for pink skin NW and W. */
  { "mac", "NC", WARM },
  { "mac", "C", WARM },
  { "mac", "NW", COOL },
  { "mac", "W", COOL },
  { "mac", "N", NEUTRAL },
  { "chanel", "B", NEUTRAL },
  { "chanel", "BR", COOL }, /* beige rosé */
  { "chanel", "BD", WARM }, /* beige doré */
  { "yves saint laurent", "B", NEUTRAL },
  { "yves saint laurent", "BR", COOL },
  { "yves saint laurent", "BD", WARM },
  { "ysl", "B", NEUTRAL },
  { "ysl", "BR", COOL },
  { "ysl", "BD", WARM },
  { "cover fx", "P", COOL },
  { "cover fx", "G", WARM },
  { "givenchy", "P", COOL },
  { "givenchy", "Y", WARM },
  { "natasha denona", "R", COOL },
  { "huda beauty", "G", WARM },
  { "huda beauty", "R", COOL },
  { "tarte", "S", WARM }, /* sand */
  { "tarte", "H", WARM }, /* honey */
  { "tarte", "G", WARM },
  { "make up for ever", "R", COOL },
  { "make up for ever", "Y", WARM },
  { "l oreal", "D", WARM }, /* doré */
  { "l oreal", "R", COOL }, /* rosé */
  { "l oreal paris", "D", WARM },
  { "l oreal paris", "R", COOL },
  { NULL, "C", COOL },
  { NULL, "N", NEUTRAL },
  { NULL, "W", WARM },
  { NULL, "CN", NEUTRAL },
  { NULL, "NC", NEUTRAL },
  { NULL, "WN", NEUTRAL },
  { NULL, "NW", NEUTRAL },
  { NULL, "NN", NEUTRAL },
  { NULL, "CP", COOL }, /* pink */
  { NULL, "CR", COOL }, /* rosy */
  { NULL, "Y", WARM },  /* yellow */
  { NULL, "WY", WARM },
  { NULL, "WP", WARM }, /* peach */
  { NULL, "WO", OLIVE },
  { NULL, "O", OLIVE },
};

static gboolean
is_brand (const char *folded, const char *brand)
{
  /* "M·A·C", "MAC Cosmetics" */
  if (strcmp (brand, "mac") == 0)
    return strcmp (folded, "m a c") == 0 || strcmp (folded, "mac") == 0
           || g_str_has_prefix (folded, "mac ") || g_str_has_prefix (folded, "m a c ");
  return g_str_has_prefix (folded, brand)
         && (folded[strlen (brand)] == '\0' || folded[strlen (brand)] == ' ');
}

static gboolean
find_code (const char *brand, const char *letters, gsize n, VanityUndertoneLabel *label)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (strlen (codes[i].letters) == n && strncmp (codes[i].letters, letters, n) == 0
        && (codes[i].brand == NULL || is_brand (brand, codes[i].brand)))
      {
        *label = codes[i].label;
        return TRUE;
      }
  return FALSE;
}

/* The upper-case letters of a shade's number that begins at `text`, and where it ends: digits and
 * letters ("355N"), the other way round ("NC25", "C 30"), or both ("2W1"). NULL where there is
 * none. */
static const char *
read_code (const char *text, gsize *n_letters, const char **end)
{
  const char *at = text, *letters;
  gsize before = strspn (at, "0123456789."), after;

  at += before;
  if (before > 0)
    at += *at == ' ' || *at == '-';
  letters = at;
  while (g_ascii_isupper (*at))
    at++;
  *n_letters = (gsize)(at - letters);
  if (*n_letters == 0 || *n_letters > 2 || before > 5)
    return NULL;
  after = strspn (at + (*at == ' ' || *at == '-'), "0123456789.");
  if (after > 0)
    at += after + (*at == ' ' || *at == '-');
  *end = at;
  return before + after > 0 && after <= 4 && !g_ascii_isalnum (*at) && (guchar)*at < 0x80 ? letters
                                                                                          : NULL;
}

static gboolean
guess_code (const char *brand, const char *words, VanityUndertoneLabel *label)
{
  g_autofree char *folded = vanity_text_fold (brand != NULL ? brand : "");
  gsize n = strlen (words);

  for (const char *at = words; *at != '\0'; at++)
    {
      const char *letters, *end;
      gsize n_letters;

      if (at > words && (g_ascii_isalnum (at[-1]) || (guchar)at[-1] >= 0x80))
        continue;
      letters = read_code (at, &n_letters, &end);
      if (letters != NULL && find_code (folded, letters, n_letters, label))
        return TRUE;
    }
  /* "250 Bisque W" */
  while (n > 0 && g_ascii_isspace (words[n - 1]))
    n--;
  return n > 2 && words[n - 2] == ' ' && strchr ("CNW", words[n - 1]) != NULL
         && g_ascii_isdigit (words[0]) && find_code (folded, words + n - 1, 1, label);
}

static gboolean
guess_words (const char *words, VanityUndertoneLabel *label)
{
  static gsize once;
  static VanityLexicon *lexicon;
  VanityLexiconHit hits[VANITY_LEXICON_MOST];
  g_autofree char *folded = vanity_text_fold (words);
  gboolean speaks = strchr (folded, ' ') == NULL, told[VANITY_N_UNDERTONE_LABELS] = { FALSE };
  int n, kinds = 0, best = 1;

  if (g_once_init_enter (&once))
    {
      lexicon = vanity_lexicon_new (undertone_words, G_N_ELEMENTS (undertone_words));
      g_once_init_leave (&once, 1);
    }
  n = vanity_lexicon_find (lexicon, folded, hits);
  for (int i = 0; i < n; i++)
    {
      speaks = speaks || hits[i].entry->rank == 0;
      if (!hits[i].is_negated)
        best = MAX (best, hits[i].entry->rank);
    }
  /* "warm red" is warm: colours count only beside no undertone. */
  for (int i = 0; i < n; i++)
    if (!hits[i].is_negated && hits[i].entry->rank == best && (speaks || best > 1))
      told[hits[i].entry->meaning] = TRUE;
  if (told[OLIVE])
    {
      *label = OLIVE;
      return TRUE;
    }
  for (int i = 0; i < VANITY_N_UNDERTONE_LABELS; i++)
    if (told[i])
      {
        *label = (VanityUndertoneLabel)i;
        kinds++;
      }
  if (kinds > 1)
    *label = NEUTRAL;
  return kinds > 0;
}

gboolean
vanity_undertone_guess (const char *brand, const char *words, VanityUndertoneLabel *undertone)
{
  VanityUndertoneLabel label;

  g_return_val_if_fail (words != NULL && undertone != NULL, FALSE);
  if (!guess_code (brand, words, &label) && !guess_words (words, &label))
    return FALSE;
  *undertone = label;
  return TRUE;
}

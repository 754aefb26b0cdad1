/* Finishes, coverages and claims. */
#include "catalogue/category-words.h"
#include "catalogue/lexicon.h"
#include "catalogue/text.h"

#include <stdlib.h>
#include <string.h>

static const VanityLexiconEntry finish_words[] = {
  { VANITY_FINISH_GLITTER, 6,
    "glitter|glittery|paillette|pailleté|glitzer|glitzernd|purpurina|brillantina|glitterato|闪粉|"
    "閃粉|亮片|偏光闪" },
  { VANITY_FINISH_METALLIC, 6,
    "metallic|metal "
    "finish|foil|foiled|chrome|métallique|métallisé|metallisch|metálico|metálica|metalizado|"
    "metallico|"
    "metallizzato|金属|金屬" },
  { VANITY_FINISH_SHIMMER, 5,
    "shimmer|shimmery|shimmering|frost|frosted|pearl|pearly|pearlescent|iridescent|irisé|nacré|"
    "schimmer|"
    "schimmernd|perlmutt|perlado|nacarado|irisado|perlato|iridescente|珠光|微闪|微閃|细闪|細閃|"
    "パール" },
  { VANITY_FINISH_VELVET, 5,
    "velvet|velvety|velvet matte|matte "
    "velvet|velours|samt|samtig|terciopelo|aterciopelado|velluto|vellutato|"
    "丝绒|絲絨|天鹅绒|天鵝絨" },
  { VANITY_FINISH_SATIN, 5,
    "satin matte|matte satin|semi matte|demi matte|demi mat|satin finish|natural finish|natural "
    "matte|halbmatt|"
    "semimate|semi mate" },
  { VANITY_FINISH_MATTE, 4,
    "matte|mat|matt|matified|mattifying|matifiant|matifiante|matte finish|soft matte|powder "
    "matte|mate|mattierend|"
    "matificante|opaco|opacizzante|哑光|啞光|亚光|雾面|霧面|哑|柔雾|柔霧|マット" },
  { VANITY_FINISH_SATIN, 4,
    "satin|satiny|satiné|silk "
    "finish|seidig|seidenmatt|satinado|satinato|缎光|緞光|缎面|緞面|丝缎|絲緞|サテン" },
  { VANITY_FINISH_DEWY, 4,
    "dewy|radiant|radiance|luminous|glowy|glow|hydrating finish|radiant finish|luminous "
    "finish|lumineux|lumineuse|"
    "éclat|strahlend|leuchtend|luminoso|luminosa|radiante|水润|水潤|水光|光泽|光澤|ツヤ" },
  { VANITY_FINISH_GLOSS, 4,
    "glossy|high "
    "shine|shiny|vinyl|lacquer|patent|laque|laqué|vinyle|brillant|glänzend|hochglanz|brillante|"
    "lucido|"
    "镜面|鏡面|亮面|漆光|玻璃唇|晶亮" },
  { VANITY_FINISH_SHEER, 3,
    "sheer|transparent|translucent|translucide|translúcido|trasparente|清透|透明" },
  { VANITY_FINISH_GLOSS, 2, "gloss|lipgloss|shine|glaze|唇彩|唇蜜" },
};

static const VanityLexiconEntry coverage_words[] = {
  { VANITY_COVERAGE_FULL, 5,
    "full coverage|high coverage|maximum coverage|complete coverage|total coverage|medium to full "
    "coverage|"
    "haute couvrance|couvrance totale|couvrance élevée|hohe deckkraft|volle deckkraft|stark "
    "deckend|"
    "cobertura total|cobertura alta|alta cobertura|cobertura completa|alta coprenza|coprenza alta|"
    "coprenza totale|full cover|高遮瑕|强遮瑕|強遮瑕|全遮瑕" },
  { VANITY_COVERAGE_MEDIUM, 5,
    "medium coverage|moderate coverage|buildable coverage|light to medium coverage|sheer to medium "
    "coverage|"
    "medium buildable coverage|couvrance moyenne|couvrance modulable|mittlere deckkraft|cobertura "
    "media|"
    "cobertura modulable|cobertura construible|media coprenza|coprenza media|coprenza "
    "modulabile|中度遮瑕|中等遮瑕" },
  { VANITY_COVERAGE_LIGHT, 5,
    "light coverage|low coverage|lightweight coverage|natural coverage|couvrance légère|faible "
    "couvrance|"
    "leichte deckkraft|geringe deckkraft|cobertura ligera|cobertura baja|coprenza leggera|coprenza "
    "bassa|"
    "轻薄遮瑕|轻度遮瑕|輕度遮瑕" },
  { VANITY_COVERAGE_SHEER, 5,
    "sheer coverage|very light coverage|transparent coverage|barely there coverage|couvrance "
    "transparente|"
    "transparente deckkraft|cobertura transparente|coprenza trasparente" },
  { VANITY_COVERAGE_FULL, 4, "full|high|opaque|couvrant|très couvrant|deckend|coprente|opaco" },
  { VANITY_COVERAGE_MEDIUM, 3, "medium|buildable|moyenne|mittel|media|modulable|modulabile" },
  { VANITY_COVERAGE_LIGHT, 3, "light|low|légère|leicht|ligera|leggera" },
  { VANITY_COVERAGE_SHEER, 3, "sheer|translucent|transparent|translucide" },
};

static const VanityLexiconEntry label_words[] = {
  { VANITY_PRODUCT_VEGAN, 0,
    "vegan|vegano|vegana|végan|végane|vegane|vegan society|100 vegan|纯素|純素|素食" },
  { VANITY_PRODUCT_CRUELTY_FREE, 0,
    "cruelty free|crueltyfree|leaping bunny|not tested on animals|no animal testing|against animal "
    "testing|"
    "non testé sur les animaux|non testés sur les animaux|tierversuchsfrei|ohne tierversuche|"
    "libre de crueldad|no testado en animales|no probado en animales|non testato su "
    "animali|零残忍|无动物实验|"
    "peta approved" },
  { VANITY_PRODUCT_FRAGRANCE_FREE, 0,
    "fragrance free|perfume free|unscented|no fragrance|no perfume|without fragrance|without "
    "perfume|no parfum|"
    "sans parfum|ohne parfum|parfumfrei|duftstofffrei|ohne duftstoffe|sin perfume|sin "
    "fragancia|senza profumo|"
    "senza profumi|senza fragranza|无香|無香|无香料|不含香精|不含香料" },
  { VANITY_PRODUCT_ORGANIC, 0,
    "organic|certified organic|usda organic|ecocert|cosmos organic|eu "
    "organic|bio|biologique|biologisch|"
    "aus biologischem anbau|orgánico|ecológico|biologico|有机|有機" },
  { VANITY_PRODUCT_HYPOALLERGENIC, 0,
    "hypoallergenic|hypo "
    "allergenic|hypoallergénique|hypoallergen|hipoalergénico|ipoallergenico|低敏|低过敏" },
  { VANITY_PRODUCT_WATERPROOF, 0,
    "waterproof|water proof|résistant à l eau|wasserfest|a prueba de agua|resistente al agua|"
    "resistente all acqua|防水" },
  { VANITY_PRODUCT_REFILLABLE, 0,
    "refillable|refill|rechargeable|recharge|nachfüllbar|nachfüllung|recargable|ricaricabile|"
    "可替换芯|替换装|替换芯" },
};

typedef struct
{
  gsize once;
  VanityLexicon *lexicon;
} Lazy;

static const VanityLexicon *
get_lexicon (Lazy *lazy, const VanityLexiconEntry *entries, gsize n_entries)
{
  if (g_once_init_enter (&lazy->once))
    {
      lazy->lexicon = vanity_lexicon_new (entries, n_entries);
      g_once_init_leave (&lazy->once, 1);
    }
  return lazy->lexicon;
}

/* The meaning of the highest rank, of equals the first; UNKNOWN, which is 0, where there is none.
 */
static int
find_best (const VanityLexicon *lexicon, const char *words, gboolean may_be_loose)
{
  VanityLexiconHit hits[VANITY_LEXICON_MOST];
  g_autofree char *folded = vanity_text_fold (words);
  int n = vanity_lexicon_find (lexicon, folded, hits), best = may_be_loose ? 0 : 4, meaning = 0;

  for (int i = 0; i < n; i++)
    if (!hits[i].is_negated && hits[i].entry->rank > best)
      {
        best = hits[i].entry->rank;
        meaning = hits[i].entry->meaning;
      }
  return meaning;
}

gboolean
vanity_finish_guess (const char *words, VanityFinish *finish)
{
  static Lazy lazy;
  int meaning;

  g_return_val_if_fail (words != NULL && finish != NULL, FALSE);
  meaning = find_best (get_lexicon (&lazy, finish_words, G_N_ELEMENTS (finish_words)), words, TRUE);
  if (meaning != VANITY_FINISH_UNKNOWN)
    *finish = (VanityFinish)meaning;
  return meaning != VANITY_FINISH_UNKNOWN;
}

/* "light" and "medium" alone are colours and sizes as well: only where they are all that is said.
 */
gboolean
vanity_coverage_guess (const char *words, VanityCoverage *coverage)
{
  static Lazy lazy;
  const char *inner;
  gboolean is_one_word;
  int meaning;

  g_return_val_if_fail (words != NULL && coverage != NULL, FALSE);
  inner = words + strspn (words, " \t\r\n");
  is_one_word = inner[strcspn (inner, " \t\r\n")] == '\0';
  meaning = find_best (get_lexicon (&lazy, coverage_words, G_N_ELEMENTS (coverage_words)), words,
                       is_one_word);
  if (meaning != VANITY_COVERAGE_UNKNOWN)
    *coverage = (VanityCoverage)meaning;
  return meaning != VANITY_COVERAGE_UNKNOWN;
}

unsigned
vanity_labels_guess (const char *words)
{
  static Lazy lazy;
  VanityLexiconHit hits[VANITY_LEXICON_MOST];
  g_autofree char *folded = NULL;
  unsigned labels = 0;
  int n;

  g_return_val_if_fail (words != NULL, 0);
  folded = vanity_text_fold (words);
  n = vanity_lexicon_find (get_lexicon (&lazy, label_words, G_N_ELEMENTS (label_words)), folded,
                           hits);
  for (int i = 0; i < n; i++)
    if (!hits[i].is_negated)
      labels |= (unsigned)hits[i].entry->meaning;
  if (vanity_spf_guess (words) > 0)
    labels |= VANITY_PRODUCT_SPF;
  return labels;
}

int
vanity_spf_guess (const char *words)
{
  static const char *const names[] = { "spf", "lsf", "fps" };

  g_return_val_if_fail (words != NULL, 0);
  for (const char *at = words; *at != '\0'; at++)
    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
      {
        const char *number = at + 3;
        gsize digits;
        int factor;

        if (g_ascii_strncasecmp (at, names[i], 3) != 0 || (at > words && g_ascii_isalnum (at[-1])))
          continue;
        number += strspn (number, " :-");
        digits = strspn (number, "0123456789");
        if (digits == 0 || digits > 3 || g_ascii_isalpha (number[digits]))
          continue;
        factor = atoi (number);
        if (factor >= 2 && factor <= 100)
          return factor;
      }
  return 0;
}

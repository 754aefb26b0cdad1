#include "catalogue/category-words.h"

#include "catalogue/category-words-table.h"
#include "catalogue/lexicon.h"
#include "catalogue/text.h"

#include <stdlib.h>
#include <string.h>

/* Google's taxonomy, version 2021-09-21: Cosmetics and what lies below. What is above several of
 * our categories, as 477, Makeup, tells none of them. */
static const struct
{
  guint id;
  VanityCategory category;
} google[] = {
  { 2765, VANITY_CATEGORY_FOUNDATION },
  { 5979, VANITY_CATEGORY_FOUNDATION }, /* Body Paint & Foundation */
  { 2980, VANITY_CATEGORY_POWDER },
  { 8218, VANITY_CATEGORY_PRIMER },
  { 8217, VANITY_CATEGORY_PRIMER }, /* of lips */
  { 8219, VANITY_CATEGORY_PRIMER }, /* of lashes */
  { 8220, VANITY_CATEGORY_PRIMER }, /* of eyes */
  { 6072, VANITY_CATEGORY_PRIMER }, /* Makeup Finishing Sprays */
  { 6305, VANITY_CATEGORY_BLUSH },  /* Blushes & Bronzers */
  { 6304, VANITY_CATEGORY_HIGHLIGHTER },
  { 2686, VANITY_CATEGORY_BROWS },
  { 2904, VANITY_CATEGORY_EYESHADOW },
  { 2807, VANITY_CATEGORY_EYELINER },
  { 2834, VANITY_CATEGORY_MASCARA },
  { 2761, VANITY_CATEGORY_LASHES },
  { 3021, VANITY_CATEGORY_LIPSTICK },
  { 2858, VANITY_CATEGORY_LIP_GLOSS },
  { 2589, VANITY_CATEGORY_LIP_LINER },
  { 6306, VANITY_CATEGORY_LIP_STAIN },
  { 2683, VANITY_CATEGORY_NAILS },
  { 478, VANITY_CATEGORY_NAILS },  /* Nail Care */
  { 4218, VANITY_CATEGORY_NAILS }, /* False Nails */
  { 567, VANITY_CATEGORY_SKIN_CARE },
  { 482, VANITY_CATEGORY_SKIN_CARE }, /* Lip Balms & Treatments */
  { 543573, VANITY_CATEGORY_SKIN_CARE },
  { 543574, VANITY_CATEGORY_SKIN_CARE },
  { 2592, VANITY_CATEGORY_SKIN_CARE }, /* Lotion & Moisturizer */
  { 2526, VANITY_CATEGORY_SKIN_CARE }, /* Facial Cleansers */
  { 2844, VANITY_CATEGORY_SKIN_CARE }, /* Sunscreen */
  { 5976, VANITY_CATEGORY_SKIN_CARE }, /* Toners & Astringents */
  { 6034, VANITY_CATEGORY_SKIN_CARE }, /* Makeup Removers */
  { 6262, VANITY_CATEGORY_SKIN_CARE }, /* Skin Care Masks & Peels */
  { 479, VANITY_CATEGORY_OTHER },      /* Perfume & Cologne */
  { 2548, VANITY_CATEGORY_OTHER },     /* Makeup Tools */
  { 3025, VANITY_CATEGORY_OTHER },     /* Makeup Brushes */
  { 4106, VANITY_CATEGORY_OTHER },     /* Makeup Sponges */
  { 2780, VANITY_CATEGORY_OTHER },     /* Eyelash Curlers */
  { 2946, VANITY_CATEGORY_OTHER },     /* Nail Polish Removers */
};

static gboolean
find_google (guint id, VanityCategory *category)
{
  for (gsize i = 0; i < G_N_ELEMENTS (google); i++)
    if (google[i].id == id)
      {
        *category = google[i].category;
        return TRUE;
      }
  return FALSE;
}

/* "2765", "2765 - Health & Beauty > …": the number alone, or before a dash. */
static gboolean
read_google (const char *words, VanityCategory *category)
{
  char *end;
  guint64 id;

  if (!g_ascii_isdigit (*words))
    return FALSE;
  id = g_ascii_strtoull (words, &end, 10);
  while (g_ascii_isspace (*end))
    end++;
  return (*end == '\0' || *end == '-') && id <= G_MAXUINT && find_google ((guint)id, category);
}

static const VanityLexicon *
get_lexicon (void)
{
  static gsize once;
  static VanityLexicon *lexicon;

  if (g_once_init_enter (&once))
    {
      lexicon = vanity_lexicon_new (vanity_category_words, G_N_ELEMENTS (vanity_category_words));
      g_once_init_leave (&once, 1);
    }
  return lexicon;
}

/* In one part of a path. What comes with a product counts less than anything it is itself; of
 * equals the last holds, as a noun stands behind what tells its kind in most of these languages. */
static gboolean
guess_part (const char *words, VanityCategory *category)
{
  VanityLexiconHit hits[VANITY_LEXICON_MOST];
  g_autoptr (GString) spelled = g_string_new (words);
  g_autofree char *folded = NULL;
  int n, best = G_MININT;

  /* Signs are lost in folding. */
  g_string_replace (spelled, " + ", " with ", 0);
  folded = vanity_text_fold (spelled->str);
  n = vanity_lexicon_find (get_lexicon (), folded, hits);

  for (int i = 0; i < n; i++)
    {
      int rank = hits[i].entry->rank - (hits[i].is_addition ? 10 : 0);

      if (hits[i].entry->meaning == VANITY_N_CATEGORIES)
        continue;
      /* What comes with makeup to put it on makes no tool of it. */
      if (hits[i].is_addition && hits[i].entry->meaning == VANITY_CATEGORY_OTHER)
        continue;
      if (rank >= best)
        {
          best = rank;
          *category = (VanityCategory)hits[i].entry->meaning;
        }
    }
  return best > G_MININT;
}

static gboolean
is_shelf (const char *part, const char *name)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (part));

  return g_ascii_strcasecmp (trimmed, name) == 0;
}

/* Whether a path is Google's and leads to another shelf than the one makeup is on: there a
 * foundation is one of a house, and a cushion is for the back. */
static gboolean
is_elsewhere (char **parts)
{
  static const char *const roots[] = {
    "animals & pet supplies",
    "apparel & accessories",
    "arts & entertainment",
    "baby & toddler",
    "business & industrial",
    "cameras & optics",
    "electronics",
    "food, beverages & tobacco",
    "furniture",
    "hardware",
    "home & garden",
    "luggage & bags",
    "mature",
    "media",
    "office supplies",
    "religious & ceremonial",
    "software",
    "sporting goods",
    "toys & games",
    "vehicles & parts",
  };
  const char *root = parts[0] + strspn (parts[0], " \t0123456789-");
  gboolean is_personal = FALSE, is_makeup = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (roots); i++)
    if (is_shelf (root, roots[i]))
      return TRUE;
  for (int i = 1; parts[i] != NULL; i++)
    {
      if (is_shelf (parts[i], "cosmetic tools") || is_shelf (parts[i], "health care"))
        return TRUE;
      is_makeup = is_makeup || is_shelf (parts[i], "cosmetics") || is_shelf (parts[i], "makeup");
      is_personal = is_personal || is_shelf (parts[i], "personal care");
    }
  return is_personal && !is_makeup && is_shelf (root, "health & beauty") && parts[2] != NULL;
}

gboolean
vanity_category_guess (const char *words, VanityCategory *category)
{
  g_auto (GStrv) parts = NULL;
  VanityCategory guess;

  g_return_val_if_fail (words != NULL && category != NULL, FALSE);
  words += strspn (words, " \t\r\n\f\v");
  if (read_google (words, category))
    return TRUE;
  if (strchr (words, '>') == NULL)
    return guess_part (words, category);
  parts = g_strsplit (words, ">", 32);
  if (is_elsewhere (parts))
    {
      *category = VANITY_CATEGORY_OTHER;
      return TRUE;
    }
  for (guint i = g_strv_length (parts); i-- > 0;)
    if (guess_part (parts[i], &guess))
      {
        *category = guess;
        return TRUE;
      }
  return FALSE;
}

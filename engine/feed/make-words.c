#include "feed/make-private.h"

#include "catalogue/category-words.h"
#include "feed/clean.h"

#include <string.h>

/* Shades of one product have the same words, and lie together in most feeds. */
#define MAX_TITLES 4096
#define MAX_WORDS 1024          /* bytes that are looked at */
#define MAX_UNDERTONE_WORDS 200 /* characters */

typedef struct
{
  gboolean has_category, is_foreign;
  VanityCategory category;
  VanityFinish finish;
  VanityCoverage coverage;
  unsigned labels;
  int spf;
} Title;

/* The first part of a path of Google's taxonomy that is not the shelf of beauty; other shops' paths
 * are not judged by it. */
static gboolean
is_foreign (const char *path)
{
  static const char *const roots[] = {
    "Animals & Pet Supplies",
    "Apparel & Accessories",
    "Arts & Entertainment",
    "Baby & Toddler",
    "Business & Industrial",
    "Cameras & Optics",
    "Electronics",
    "Food, Beverages & Tobacco",
    "Furniture",
    "Hardware",
    "Home & Garden",
    "Luggage & Bags",
    "Mature",
    "Media",
    "Office Supplies",
    "Religious & Ceremonial",
    "Software",
    "Sporting Goods",
    "Toys & Games",
    "Vehicles & Parts",
  };

  /* "2353 - Electronics > …" as well. */
  path += strspn (path, " 0123456789");
  path += strspn (path, " -");
  for (gsize i = 0; i < G_N_ELEMENTS (roots); i++)
    {
      gsize size = strlen (roots[i]);
      if (g_ascii_strncasecmp (path, roots[i], size) == 0
          && (path[size] == '\0' || g_str_has_prefix (path + size, " >")))
        return TRUE;
    }
  return FALSE;
}

static const Title *
understand (VanityFeedMaker *maker, const char *words)
{
  g_autofree char *cut = strlen (words) > MAX_WORDS ? g_strndup (words, MAX_WORDS) : NULL;
  Title *title;

  words = cut ? cut : words;
  title = g_hash_table_lookup (maker->titles, words);
  if (title)
    return title;
  if (g_hash_table_size (maker->titles) >= MAX_TITLES)
    g_hash_table_remove_all (maker->titles);
  title = g_new0 (Title, 1);
  title->is_foreign = is_foreign (words);
  title->has_category = vanity_category_guess (words, &title->category);
  vanity_finish_guess (words, &title->finish);
  vanity_coverage_guess (words, &title->coverage);
  title->labels = vanity_labels_guess (words);
  title->spf = vanity_spf_guess (words);
  g_hash_table_insert (maker->titles, g_strdup (words), title);
  return title;
}

/* What Google puts on one shelf, and a title tells apart. */
static gboolean
is_narrower (VanityCategory shelf, VanityCategory said)
{
  switch (shelf)
    {
    case VANITY_CATEGORY_FOUNDATION:
      return said == VANITY_CATEGORY_CONCEALER || said == VANITY_CATEGORY_PRIMER;
    case VANITY_CATEGORY_BLUSH:
      return said == VANITY_CATEGORY_BRONZER || said == VANITY_CATEGORY_CONTOUR;
    case VANITY_CATEGORY_BRONZER:
      return said == VANITY_CATEGORY_BLUSH || said == VANITY_CATEGORY_CONTOUR;
    default:
      return FALSE;
    }
}

gboolean
vanity_feed_make_category (VanityFeedMaker *maker, const VanityFeedRow *row, const char *title,
                           VanityCategory *category, VanityFeedReport *report)
{
  const char *kind = row->text[VANITY_FEED_KIND];
  const char *const words[] = { row->text[VANITY_FEED_CATEGORY], row->text[VANITY_FEED_TYPE] };
  const Title *said;

  if (kind && *kind && vanity_category_find (kind, category))
    return TRUE;
  if (words[0] && *words[0] && understand (maker, words[0])->is_foreign)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (!words[i] || !*words[i])
        continue;
      said = understand (maker, words[i]);
      if (!said->has_category)
        continue;
      *category = said->category;
      said = understand (maker, title);
      if (said->has_category && is_narrower (*category, said->category))
        *category = said->category;
      return TRUE;
    }
  said = understand (maker, kind && *kind ? kind : title);
  if (!said->has_category)
    said = understand (maker, title);
  *category = said->has_category ? said->category
              : maker->has_usual ? maker->usual
                                 : VANITY_CATEGORY_OTHER;
  if (!said->has_category && !maker->has_usual)
    {
      VanityFeedField field = words[0] && *words[0]          ? VANITY_FEED_CATEGORY
                              : words[1] && *words[1]        ? VANITY_FEED_TYPE
                              : kind && *kind                ? VANITY_FEED_KIND
                              : row->text[VANITY_FEED_TITLE] ? VANITY_FEED_TITLE
                                                             : VANITY_FEED_LINE;
      vanity_feed_make_note (row, field, VANITY_FEED_RULE_CATEGORY, report);
    }
  return TRUE;
}

static gboolean
is_worn_as_skin (VanityCategory category)
{
  return category <= VANITY_CATEGORY_POWDER;
}

static const char *
get_words (const VanityFeedRow *row, VanityFeedField field)
{
  const char *text = row->text[field];

  return text && text[strspn (text, " \t\r\n")] ? text : NULL;
}

static void
set_undertone (VanityShade *shade, const VanityFeedRow *row, VanityFeedReport *report,
               GString *buffer)
{
  const char *given = get_words (row, VANITY_FEED_UNDERTONE);
  const char *words = get_words (row, VANITY_FEED_UNDERTONE_WORDS);

  if (given && !vanity_undertone_label_find (given, &shade->undertone)
      && !vanity_undertone_guess (shade->brand, given, &shade->undertone))
    vanity_feed_make_note (row, VANITY_FEED_UNDERTONE, VANITY_FEED_RULE_TRAIT, report);
  /* Of a description, as far as it is kept. */
  g_string_truncate (buffer, 0);
  if (words || given)
    vanity_feed_clean (words ? words : given, MAX_UNDERTONE_WORDS, buffer);
  if (shade->undertone != VANITY_UNDERTONE_LABEL_UNKNOWN)
    {
      vanity_shade_set_text (&shade->undertone_source, buffer->str);
      return;
    }
  /* A red may be warm, but is for no undertone; and a field that is empty says that it is not
   * known. */
  if (!is_worn_as_skin (shade->category) || (row->text[VANITY_FEED_UNDERTONE] && !words))
    return;
  if (words && vanity_undertone_guess (shade->brand, buffer->str, &shade->undertone))
    vanity_shade_set_text (&shade->undertone_source, buffer->str);
  else if (vanity_undertone_guess (shade->brand, shade->name, &shade->undertone))
    vanity_shade_set_text (&shade->undertone_source, shade->name);
}

/* Ids of ours between commas, or any words. */
static unsigned
read_labels (const char *text)
{
  unsigned labels = 0;
  VanityProductLabel label;

  while (*text)
    {
      gsize n = strcspn (text, ",;|");
      g_autofree char *part = g_strstrip (g_strndup (text, n));

      if (vanity_product_label_find (part, &label))
        labels |= label;
      else
        labels |= vanity_labels_guess (part);
      text += n + (text[n] != '\0');
    }
  return labels;
}

static gboolean
read_number (const char *text, double low, double high, double *number)
{
  char *end;
  double value = g_ascii_strtod (text, &end);

  if (end == text || end[strspn (end, " \t\r\n")] || !(value >= low && value <= high))
    return FALSE;
  *number = value;
  return TRUE;
}

/* schema.org's names, Google's, and what else stands there. */
static gboolean
read_availability (const char *text, VanityAvailability *availability)
{
  static const struct
  {
    const char *word;
    VanityAvailability availability;
  } words[] = {
    { "instock", VANITY_AVAILABILITY_IN_STOCK },
    { "available", VANITY_AVAILABILITY_IN_STOCK },
    { "availablefororder", VANITY_AVAILABILITY_IN_STOCK },
    { "limitedavailability", VANITY_AVAILABILITY_IN_STOCK },
    { "onlineonly", VANITY_AVAILABILITY_IN_STOCK },
    { "instoreonly", VANITY_AVAILABILITY_IN_STOCK },
    { "outofstock", VANITY_AVAILABILITY_OUT_OF_STOCK },
    { "unavailable", VANITY_AVAILABILITY_OUT_OF_STOCK },
    { "soldout", VANITY_AVAILABILITY_OUT_OF_STOCK },
    { "discontinued", VANITY_AVAILABILITY_OUT_OF_STOCK },
    { "preorder", VANITY_AVAILABILITY_PREORDER },
    { "presale", VANITY_AVAILABILITY_PREORDER },
    { "backorder", VANITY_AVAILABILITY_BACKORDER },
    { "madetoorder", VANITY_AVAILABILITY_BACKORDER },
    { "reserved", VANITY_AVAILABILITY_BACKORDER },
  };
  const char *from = strrchr (text, '/') ? strrchr (text, '/') + 1 : text;
  char folded[32];
  gsize n = 0;

  if (vanity_availability_find (text, availability))
    return TRUE;
  for (const char *p = from; *p && n < sizeof folded - 1; p++)
    if (g_ascii_isalnum (*p))
      folded[n++] = g_ascii_tolower (*p);
  folded[n] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (folded, words[i].word))
      {
        *availability = words[i].availability;
        return TRUE;
      }
  return FALSE;
}

static void
set_numbers (VanityShade *shade, const VanityFeedRow *row, VanityFeedReport *report)
{
  const char *spf = get_words (row, VANITY_FEED_SPF);
  const char *popularity = get_words (row, VANITY_FEED_POPULARITY);
  double number;

  if (spf && read_number (spf, 0, 100, &number))
    shade->spf = (int)number;
  else if (spf && (number = vanity_spf_guess (spf)) > 0)
    shade->spf = (int)number;
  else if (spf)
    vanity_feed_make_note (row, VANITY_FEED_SPF, VANITY_FEED_RULE_TRAIT, report);
  if (popularity && read_number (popularity, 0, 1, &number))
    shade->popularity = number;
  else if (popularity)
    vanity_feed_make_note (row, VANITY_FEED_POPULARITY, VANITY_FEED_RULE_TRAIT, report);
}

void
vanity_feed_make_traits (VanityFeedMaker *maker, VanityShade *shade, const VanityFeedRow *row,
                         VanityFeedReport *report)
{
  const char *finish = get_words (row, VANITY_FEED_FINISH);
  const char *coverage = get_words (row, VANITY_FEED_COVERAGE);
  const char *labels = get_words (row, VANITY_FEED_LABELS);
  const char *availability = get_words (row, VANITY_FEED_AVAILABILITY);
  const Title *said = understand (maker, maker->line->str);

  if (finish && !vanity_finish_find (finish, &shade->finish)
      && !vanity_finish_guess (finish, &shade->finish))
    vanity_feed_make_note (row, VANITY_FEED_FINISH, VANITY_FEED_RULE_TRAIT, report);
  if (coverage && !vanity_coverage_find (coverage, &shade->coverage)
      && !vanity_coverage_guess (coverage, &shade->coverage))
    vanity_feed_make_note (row, VANITY_FEED_COVERAGE, VANITY_FEED_RULE_TRAIT, report);
  if (labels)
    shade->labels |= read_labels (labels);
  if (availability && !read_availability (availability, &shade->availability))
    vanity_feed_make_note (row, VANITY_FEED_AVAILABILITY, VANITY_FEED_RULE_AVAILABILITY, report);
  set_numbers (shade, row, report);
  set_undertone (shade, row, report, maker->text);
  /* A field that is there and empty says that it is not known; that is not guessed at. */
  if (!row->text[VANITY_FEED_FINISH])
    {
      shade->finish = said->finish;
      if (shade->finish == VANITY_FINISH_UNKNOWN)
        vanity_finish_guess (shade->name, &shade->finish);
    }
  if (!row->text[VANITY_FEED_COVERAGE])
    shade->coverage = said->coverage;
  if (!row->text[VANITY_FEED_LABELS])
    shade->labels |= said->labels;
  if (!row->text[VANITY_FEED_SPF])
    shade->spf = said->spf;
}

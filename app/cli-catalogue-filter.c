#include "cli-catalogue.h"

#include "catalogue/money.h"

#include <glib/gi18n.h>

VanityCatalogue *
vanity_cli_open_catalogue (void)
{
  g_autoptr (GError) error = NULL;
  VanityCatalogue *catalogue = vanity_catalogue_open (NULL, &error);

  if (!catalogue)
    vanity_cli_fail (error);
  else if (vanity_catalogue_get_trouble (catalogue))
    g_printerr ("vanity-cli: %s\n", vanity_catalogue_get_trouble (catalogue));
  return catalogue;
}

void
vanity_cli_filter_clear (VanityCliFilter *filter)
{
  g_strfreev (filter->categories);
  g_strfreev (filter->brands);
  g_strfreev (filter->finishes);
  g_strfreev (filter->coverages);
  g_strfreev (filter->undertones);
  g_strfreev (filter->labels);
  g_strfreev (filter->avoid);
  g_free (filter->currency);
  g_free (filter->least);
  g_free (filter->most);
  g_free (filter->order);
  g_free (filter->offset);
  g_free (filter->limit);
  *filter = (VanityCliFilter){ 0 };
}

GOptionEntry *
vanity_cli_filter_new_entries (VanityCliFilter *filter, const GOptionEntry *more)
{
  const GOptionEntry entries[] = {
    { "category", 'c', 0, G_OPTION_ARG_STRING_ARRAY, &filter->categories,
      N_ ("Only of this category; may be given again, for any of several"), N_ ("CATEGORY") },
    { "brand", 'b', 0, G_OPTION_ARG_STRING_ARRAY, &filter->brands, N_ ("Only of this brand"),
      N_ ("BRAND") },
    { "finish", 0, 0, G_OPTION_ARG_STRING_ARRAY, &filter->finishes, N_ ("Only with this finish"),
      N_ ("FINISH") },
    { "coverage", 0, 0, G_OPTION_ARG_STRING_ARRAY, &filter->coverages,
      N_ ("Only with this coverage"), N_ ("COVERAGE") },
    { "undertone", 0, 0, G_OPTION_ARG_STRING_ARRAY, &filter->undertones,
      N_ ("Only for this undertone"), N_ ("UNDERTONE") },
    { "label", 0, 0, G_OPTION_ARG_STRING_ARRAY, &filter->labels,
      N_ ("Only with this label; of several, with all"), N_ ("LABEL") },
    { "avoid", 0, 0, G_OPTION_ARG_STRING_ARRAY, &filter->avoid,
      N_ ("Nothing that is known to have this ingredient"), N_ ("INGREDIENT") },
    { "currency", 0, 0, G_OPTION_ARG_STRING, &filter->currency,
      N_ ("Of the prices, as ISO 4217 writes it"), N_ ("CODE") },
    { "price-least", 0, 0, G_OPTION_ARG_STRING, &filter->least,
      N_ ("The lowest price, with its currency or in --currency"), N_ ("PRICE") },
    { "price-most", 0, 0, G_OPTION_ARG_STRING, &filter->most, N_ ("The highest price"),
      N_ ("PRICE") },
    { "only-colored", 0, 0, G_OPTION_ARG_NONE, &filter->only_colored,
      N_ ("Nothing whose colour is not known"), NULL },
    { "only-available", 0, 0, G_OPTION_ARG_NONE, &filter->only_available,
      N_ ("Nothing that is out of stock"), NULL },
    { "order", 0, 0, G_OPTION_ARG_STRING, &filter->order,
      N_ ("relevance, name, price or popularity"), N_ ("ORDER") },
    { "offset", 0, 0, G_OPTION_ARG_STRING, &filter->offset, N_ ("Pass over the first N"), "N" },
    { "limit", 0, 0, G_OPTION_ARG_STRING, &filter->limit, N_ ("At most N"), "N" },
  };
  GArray *all = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));

  for (; more && more->long_name; more++)
    g_array_append_val (all, *more);
  g_array_append_vals (all, entries, G_N_ELEMENTS (entries));
  return (GOptionEntry *)(gpointer)g_array_free (all, FALSE);
}

/* What an option's words mean, by the `find` of their kind. */
typedef gboolean (*Find) (const char *id, unsigned *bits);
typedef const char *(*GetId) (unsigned index);

#define DEFINE_FIND(name, Type, get_id, find)                                                      \
  static gboolean find_##name (const char *id, unsigned *bits)                                     \
  {                                                                                                \
    Type value;                                                                                    \
                                                                                                   \
    if (!find (id, &value))                                                                        \
      return FALSE;                                                                                \
    *bits |= 1u << value;                                                                          \
    return TRUE;                                                                                   \
  }                                                                                                \
  static const char *get_##name (unsigned index)                                                   \
  {                                                                                                \
    return get_id ((Type)index);                                                                   \
  }

DEFINE_FIND (category, VanityCategory, vanity_category_get_id, vanity_category_find)
DEFINE_FIND (finish, VanityFinish, vanity_finish_get_id, vanity_finish_find)
DEFINE_FIND (coverage, VanityCoverage, vanity_coverage_get_id, vanity_coverage_find)
DEFINE_FIND (undertone, VanityUndertoneLabel, vanity_undertone_label_get_id,
             vanity_undertone_label_find)

static gboolean
find_label (const char *id, unsigned *bits)
{
  VanityProductLabel value;

  if (!vanity_product_label_find (id, &value))
    return FALSE;
  *bits |= value;
  return TRUE;
}

static const char *
get_label (unsigned index)
{
  return vanity_product_label_get_id ((VanityProductLabel)(1u << index));
}

static gboolean
read_words (const char *option, char **words, Find find, GetId get_id, unsigned n, unsigned *bits)
{
  for (; words && *words; words++)
    {
      g_autoptr (GString) ids = NULL;

      if (find (*words, bits))
        continue;
      ids = g_string_new (NULL);
      for (unsigned i = 0; i < n; i++)
        g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "", get_id (i));
      vanity_cli_usage (_ ("%s: “%s” is none of %s"), option, *words, ids->str);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_price (const char *option, const char *text, const char *currency, VanityQuery *query,
            gint64 *minor)
{
  g_autoptr (GError) error = NULL;
  VanityMoney money;

  if (!text)
    return TRUE;
  if (!vanity_money_parse (text, currency, &money, &error))
    {
      vanity_cli_usage ("%s: %s", option, error->message);
      return FALSE;
    }
  if (query->currency && !g_str_equal (query->currency, money.currency))
    {
      vanity_cli_usage (_ ("%s: “%s” is of another currency than %s"), option, text,
                        query->currency);
      return FALSE;
    }
  g_free (query->currency);
  query->currency = g_strdup (money.currency);
  *minor = money.minor;
  return TRUE;
}

static gboolean
read_prices (const VanityCliFilter *filter, VanityQuery *query)
{
  char currency[4];
  g_autoptr (GError) error = NULL;

  if (filter->currency)
    {
      if (!vanity_currency_check (filter->currency, currency, &error))
        {
          vanity_cli_usage ("--currency: %s", error->message);
          return FALSE;
        }
      query->currency = g_strdup (currency);
    }
  return read_price ("--price-least", filter->least, query->currency, query, &query->price_least)
         && read_price ("--price-most", filter->most, query->currency, query, &query->price_most);
}

static gboolean
read_place (const VanityCliFilter *filter, VanityQuery *query)
{
  double number;

  if (filter->order
      && (!vanity_order_find (filter->order, &query->order)
          || query->order == VANITY_ORDER_DISTANCE))
    {
      vanity_cli_usage (_ ("%s: “%s” is none of %s"), "--order", filter->order,
                        "relevance, name, price, popularity");
      return FALSE;
    }
  if (filter->offset)
    {
      if (!vanity_cli_parse_number ("--offset", filter->offset, 0, G_MAXINT, TRUE, &number))
        return FALSE;
      query->offset = (int)number;
    }
  if (filter->limit)
    {
      if (!vanity_cli_parse_number ("--limit", filter->limit, 0, G_MAXINT, TRUE, &number))
        return FALSE;
      query->limit = (int)number;
    }
  return TRUE;
}

gboolean
vanity_cli_filter_to_query (const VanityCliFilter *filter, char **words, VanityQuery *query)
{
  if (!read_words ("--category", filter->categories, find_category, get_category,
                   VANITY_N_CATEGORIES, &query->categories)
      || !read_words ("--finish", filter->finishes, find_finish, get_finish, VANITY_N_FINISHES,
                      &query->finishes)
      || !read_words ("--coverage", filter->coverages, find_coverage, get_coverage,
                      VANITY_N_COVERAGES, &query->coverages)
      || !read_words ("--undertone", filter->undertones, find_undertone, get_undertone,
                      VANITY_N_UNDERTONE_LABELS, &query->undertones)
      || !read_words ("--label", filter->labels, find_label, get_label, VANITY_N_PRODUCT_LABELS,
                      &query->labels)
      || !read_prices (filter, query) || !read_place (filter, query))
    return FALSE;
  if (words && *words)
    {
      g_free (query->text);
      query->text = g_strjoinv (" ", words);
    }
  if (filter->brands)
    {
      g_strfreev (query->brands);
      query->brands = g_strdupv (filter->brands);
    }
  if (filter->avoid)
    {
      g_strfreev (query->avoid);
      query->avoid = g_strdupv (filter->avoid);
    }
  query->only_colored = filter->only_colored;
  query->only_available = filter->only_available;
  return TRUE;
}

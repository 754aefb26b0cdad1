#include "catalogue/query.h"

#include "catalogue/gtin.h"
#include "catalogue/ingredient.h"
#include "catalogue/text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *id;
  const char *label;
} orders[VANITY_N_ORDERS] = {
  [VANITY_ORDER_RELEVANCE] = { "relevance", N_ ("Relevance") },
  [VANITY_ORDER_NAME] = { "name", N_ ("Name") },
  [VANITY_ORDER_PRICE] = { "price", N_ ("Price") },
  [VANITY_ORDER_POPULARITY] = { "popularity", N_ ("Popularity") },
  [VANITY_ORDER_DISTANCE] = { "distance", N_ ("Colour") },
};

const char *
vanity_order_get_id (VanityOrder order)
{
  return orders[order].id;
}

const char *
vanity_order_get_label (VanityOrder order)
{
  return _ (orders[order].label);
}

gboolean
vanity_order_find (const char *id, VanityOrder *order)
{
  for (int i = 0; i < VANITY_N_ORDERS; i++)
    if (g_str_equal (orders[i].id, id))
      {
        *order = i;
        return TRUE;
      }
  return FALSE;
}

void
vanity_query_init (VanityQuery *query)
{
  *query = (VanityQuery){ .price_least = -1, .price_most = -1, .limit = -1 };
}

void
vanity_query_clear (VanityQuery *query)
{
  g_clear_pointer (&query->text, g_free);
  g_clear_pointer (&query->brands, g_strfreev);
  g_clear_pointer (&query->currency, g_free);
  g_clear_pointer (&query->avoid, g_strfreev);
}

void
vanity_query_copy (VanityQuery *query, const VanityQuery *from)
{
  *query = *from;
  query->text = g_strdup (from->text);
  query->brands = g_strdupv (from->brands);
  query->currency = g_strdup (from->currency);
  query->avoid = g_strdupv (from->avoid);
}

gboolean
vanity_query_admits_money (const VanityQuery *query, const VanityMoney *money)
{
  return (query->currency == NULL || g_ascii_strcasecmp (query->currency, money->currency) == 0)
         && (query->price_least < 0 || money->minor >= query->price_least)
         && (query->price_most < 0 || money->minor <= query->price_most);
}

static gboolean
admits_price (const VanityQuery *query, const VanityShade *shade)
{
  if (!vanity_query_asks_price (query))
    return TRUE;
  for (int i = 0; i < shade->n_prices; i++)
    if (vanity_query_admits_money (query, &shade->prices[i].money))
      return TRUE;
  return FALSE;
}

static gboolean
admits_brand (const VanityQuery *query, const VanityShade *shade)
{
  if (query->brands == NULL || *query->brands == NULL)
    return TRUE;

  g_autofree char *brand = vanity_text_fold (shade->brand);
  for (char **wanted = query->brands; *wanted != NULL; wanted++)
    {
      g_autofree char *folded = vanity_text_fold (*wanted);

      if (strcmp (folded, brand) == 0)
        return TRUE;
    }
  return FALSE;
}

char **
vanity_query_dup_words (const VanityQuery *query)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *folded = vanity_text_fold (query->text != NULL ? query->text : "");

  vanity_text_append_words (words, folded, FALSE);
  return g_strsplit (words->str, " ", -1);
}

static gboolean
admits_text (const VanityQuery *query, const VanityShade *shade)
{
  char gtin[15];

  if (query->text == NULL || *query->text == '\0')
    return TRUE;
  if (vanity_gtin_check (query->text, gtin, NULL))
    return strcmp (gtin, shade->gtin) == 0;

  g_autoptr (GString) words = g_string_new (" ");
  g_auto (GStrv) wanted = vanity_query_dup_words (query);
  vanity_shade_append_words (shade->brand, shade->line, shade->name, shade->category, words);
  return vanity_text_has_words (words->str, wanted);
}

gboolean
vanity_query_admits (const VanityQuery *query, const VanityShade *shade)
{
  return vanity_query_has_bit (query->categories, shade->category)
         && vanity_query_has_bit (query->finishes, shade->finish)
         && vanity_query_has_bit (query->coverages, shade->coverage)
         && vanity_query_has_bit (query->undertones, shade->undertone)
         && (query->labels & ~shade->labels) == 0 && (!query->only_colored || shade->has_color)
         && (!query->only_available || shade->availability != VANITY_AVAILABILITY_OUT_OF_STOCK)
         && admits_price (query, shade) && admits_brand (query, shade)
         && !vanity_ingredients_have (shade->ingredients, query->avoid, NULL)
         && admits_text (query, shade);
}

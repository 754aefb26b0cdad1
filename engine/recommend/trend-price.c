#include "recommend/trend-price.h"

#define MIN_PRICES 9

static int
compare_minor (gconstpointer one, gconstpointer other)
{
  gint64 a = *(const gint64 *)one, b = *(const gint64 *)other;

  return a < b ? -1 : a > b;
}

/* Appends the prices in a currency. */
static void
collect (const GPtrArray *shades, const char *currency, GArray *prices)
{
  g_array_set_size (prices, 0);
  for (guint i = 0; i < shades->len; i++)
    {
      const VanityPrice *price = vanity_shade_find_price (shades->pdata[i], currency);

      if (price != NULL)
        g_array_append_val (prices, price->money.minor);
    }
}

/* The currency with the most prices; of equal ones the first that occurs. NULL without any. */
static const char *
find_currency (const GPtrArray *shades)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  const char *usual = NULL;
  guint most = 0;

  for (guint i = 0; i < shades->len; i++)
    {
      const VanityShade *shade = shades->pdata[i];

      for (int k = 0; k < shade->n_prices; k++)
        {
          const char *currency = shade->prices[k].money.currency;
          guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, currency)) + 1;

          g_hash_table_insert (counts, (gpointer)currency, GUINT_TO_POINTER (n));
          if (n > most)
            {
              most = n;
              usual = currency;
            }
        }
    }
  return usual;
}

void
vanity_price_scale_init (VanityPriceScale *scale, const GPtrArray *shades, const char *currency)
{
  const char *asked = currency != NULL && *currency != '\0' ? currency : find_currency (shades);
  g_autoptr (GArray) prices = g_array_new (FALSE, FALSE, sizeof (gint64));

  *scale = (VanityPriceScale){ 0 };
  if (asked == NULL)
    return;
  collect (shades, asked, prices);
  if (prices->len < MIN_PRICES)
    return;
  g_array_sort (prices, compare_minor);
  scale->low = g_array_index (prices, gint64, prices->len / 3);
  scale->high = g_array_index (prices, gint64, 2 * prices->len / 3);
  if (scale->low < scale->high)
    g_strlcpy (scale->currency, asked, sizeof scale->currency);
}

VanityPriceClass
vanity_price_scale_find (const VanityPriceScale *scale, const VanityShade *shade)
{
  const VanityPrice *price
      = *scale->currency != '\0' ? vanity_shade_find_price (shade, scale->currency) : NULL;

  if (price == NULL)
    return VANITY_PRICE_CLASS_UNKNOWN;
  return price->money.minor < scale->low    ? VANITY_PRICE_CLASS_LOW
         : price->money.minor < scale->high ? VANITY_PRICE_CLASS_MIDDLE
                                            : VANITY_PRICE_CLASS_HIGH;
}

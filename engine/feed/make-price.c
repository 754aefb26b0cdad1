#include "feed/make-private.h"

#include <string.h>

#define MAX_PRICES 16

static gboolean
is_empty (const char *text)
{
  return !text || text[strspn (text, " \t\r\n")] == '\0';
}

/* Which of both is missing or wrong. */
static VanityFeedRule
find_rule (const char *text, const char *currency)
{
  VanityMoney money;

  if (!is_empty (currency) && !vanity_currency_check (currency, money.currency, NULL))
    return VANITY_FEED_RULE_CURRENCY;
  return is_empty (currency) && vanity_money_parse (text, "USD", &money, NULL) && money.minor > 0
             ? VANITY_FEED_RULE_CURRENCY
             : VANITY_FEED_RULE_PRICE;
}

/* A price of nothing is how shops say that they do not know. */
static gboolean
read_price (const char *text, const char *currency, VanityMoney *money)
{
  return vanity_money_parse (text, currency, money, NULL) && money->minor > 0;
}

static void
set_prices (VanityFeedMaker *maker, VanityShade *shade, const VanityFeedRow *row,
            VanityFeedReport *report)
{
  const char *currency = row->text[VANITY_FEED_CURRENCY];
  g_auto (GStrv) prices = g_strsplit (row->text[VANITY_FEED_PRICE], "|", MAX_PRICES + 1);
  g_auto (GStrv) days = row->text[VANITY_FEED_PRICE_DATE]
                            ? g_strsplit (row->text[VANITY_FEED_PRICE_DATE], "|", MAX_PRICES + 1)
                            : NULL;
  guint n_days = days ? g_strv_length (days) : 0;

  if (is_empty (currency))
    currency = NULL;
  for (guint i = 0; i < MAX_PRICES && prices[i]; i++)
    {
      const char *written = i < n_days ? days[i] : n_days == 1 ? days[0] : NULL;
      char day[11];
      VanityMoney money;

      if (is_empty (prices[i]))
        continue;
      if (!read_price (prices[i], currency, &money))
        {
          vanity_feed_make_note (row, VANITY_FEED_PRICE, find_rule (prices[i], currency), report);
          continue;
        }
      g_strlcpy (day, maker->price_date, sizeof day);
      if (!is_empty (written) && !vanity_feed_read_day (g_strstrip ((char *)written), day))
        vanity_feed_make_note (row, VANITY_FEED_PRICE_DATE, VANITY_FEED_RULE_DATE, report);
      vanity_shade_set_price (shade, money, day);
    }
}

void
vanity_feed_make_prices (VanityFeedMaker *maker, VanityShade *shade, const VanityFeedRow *row,
                         VanityFeedReport *report)
{
  const char *sale = row->text[VANITY_FEED_SALE_PRICE];
  const char *currency = row->text[VANITY_FEED_CURRENCY];
  VanityMoney money;

  if (!is_empty (row->text[VANITY_FEED_PRICE]))
    set_prices (maker, shade, row, report);
  if (is_empty (sale))
    return;
  if (!read_price (sale, is_empty (currency) ? NULL : currency, &money))
    {
      vanity_feed_make_note (row, VANITY_FEED_SALE_PRICE, find_rule (sale, currency), report);
      return;
    }
  const VanityPrice *usual = vanity_shade_find_price (shade, money.currency);
  if (!usual || money.minor < usual->money.minor)
    vanity_shade_set_price (shade, money, maker->price_date);
}

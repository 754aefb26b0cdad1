/* Amounts of money. Currencies are never added or converted: no rate is known here. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 minor;     /* in the currency's smallest unit: cents, yen */
  char currency[4]; /* ISO 4217, upper case */
} VanityMoney;

#define VANITY_MONEY_MOST 100000000000ll /* minor; more is a mistake */

/* Digits after the point: 2 of most currencies, 0 of JPY, 3 of KWD (ISO 4217). */
int vanity_currency_get_digits (const char *currency);
/* Three letters; `canonical` gets them in upper case. FALSE with VANITY_ERROR_VALUE. */
gboolean vanity_currency_check (const char *text, char canonical[4], GError **error);

/* "15.00 USD", "USD 15", "15,00 EUR", "1,234.50 USD", "1.234,50 EUR"; signs of one currency ("€",
 * "£") as well; without a currency `fallback` (NULL: none). Digits beyond the currency's are
 * rounded. FALSE with VANITY_ERROR_VALUE: no number, negative, above VANITY_MONEY_MOST, no
 * currency. */
gboolean vanity_money_parse (const char *text, const char *fallback, VanityMoney *money,
                             GError **error);

/* For people, by their locale's point: "15.00 USD". */
char *vanity_money_format (VanityMoney money);
/* For files: "15.00 USD", and the number alone: "15.00". */
char *vanity_money_to_string (VanityMoney money);
char *vanity_money_number_to_string (VanityMoney money);

G_END_DECLS

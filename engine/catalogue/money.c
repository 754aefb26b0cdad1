#include "catalogue/money.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

/* ISO 4217, those that have not two digits. */
static const char *const without_digits[]
    = { "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW",
        "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF" };
static const char *const three_digits[] = { "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND" };

/* Signs that mean one currency only. */
static const struct
{
  const char *sign;
  const char *currency;
} signs[]
    = { { "US$", "USD" }, { "CA$", "CAD" }, { "AU$", "AUD" }, { "NZ$", "NZD" }, { "HK$", "HKD" },
        { "NT$", "TWD" }, { "R$", "BRL" },  { "CN¥", "CNY" }, { "JP¥", "JPY" }, { "€", "EUR" },
        { "£", "GBP" },   { "₩", "KRW" },   { "₹", "INR" },   { "₽", "RUB" }, { "zł", "PLN" },
        { "元", "CNY" },  { "円", "JPY" } };

static gboolean
is_listed (const char *const *list, gsize n, const char *currency)
{
  for (gsize i = 0; i < n; i++)
    if (strcmp (list[i], currency) == 0)
      return TRUE;
  return FALSE;
}

int
vanity_currency_get_digits (const char *currency)
{
  if (is_listed (without_digits, G_N_ELEMENTS (without_digits), currency))
    return 0;
  return is_listed (three_digits, G_N_ELEMENTS (three_digits), currency) ? 3 : 2;
}

static gboolean
refuse (GError **error, const char *text, const char *rule)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize)strnlen (text, 60));

  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, _ ("“%s” is no price: %s"), valid, rule);
  return FALSE;
}

static gboolean
read_currency (const char *text, char canonical[4])
{
  for (int i = 0; i < 3; i++)
    if (!g_ascii_isalpha (text[i]))
      return FALSE;
  if (g_ascii_isalpha (text[3]))
    return FALSE;
  for (int i = 0; i < 3; i++)
    canonical[i] = g_ascii_toupper (text[i]);
  canonical[3] = '\0';
  return TRUE;
}

gboolean
vanity_currency_check (const char *text, char canonical[4], GError **error)
{
  if (read_currency (text, canonical) && text[3] == '\0')
    return TRUE;

  g_autofree char *valid = g_utf8_make_valid (text, (gssize)strnlen (text, 60));
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               _ ("“%s” is no currency: three letters are, as USD (ISO 4217)"), valid);
  return FALSE;
}

/* Takes a currency, or its sign, from the start of `*at`. */
static gboolean
take_currency (const char **at, char currency[4])
{
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (*at, signs[i].sign))
      {
        *at += strlen (signs[i].sign);
        memcpy (currency, signs[i].currency, 4);
        return TRUE;
      }
  if (!read_currency (*at, currency))
    return FALSE;
  *at += 3;
  return TRUE;
}

static const char *
skip_space (const char *at)
{
  while (*at && g_unichar_isspace (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  return at;
}

/* The length of what a number is made of: digits, points, commas, apostrophes and spaces between
 * digits. */
static gsize
measure_number (const char *text)
{
  gsize length = 0;

  for (gsize i = 0; text[i]; i++)
    if (g_ascii_isdigit (text[i]))
      length = i + 1;
    else if (strchr (".,' ", text[i]) == NULL)
      break;
  return length;
}

/* Where the fraction begins, or `length`: the last point or comma, if it is the only one of its
 * kind and not three digits follow, which is how thousands are parted. "1,234" is thousands,
 * "1.234" is too but for currencies with three digits, "0.125" is not. */
static gsize
find_fraction (const char *text, gsize length, int currency_digits)
{
  gsize at = length;
  int n_points = 0, n_commas = 0;

  for (gsize i = 0; i < length; i++)
    if (text[i] == '.' || text[i] == ',')
      {
        at = i;
        *(text[i] == '.' ? &n_points : &n_commas) += 1;
      }
  if (at == length || (text[at] == '.' ? n_points : n_commas) > 1)
    return length;
  if (n_points > 0 && n_commas > 0)
    return at;
  if (length - at - 1 == 3 && (text[at] == ',' || currency_digits == 0)
      && !(at == 1 && text[0] == '0'))
    return currency_digits == 3 ? at : length;
  return at;
}

static gboolean
read_amount (const char *text, gsize length, int digits, gint64 *minor)
{
  gsize fraction = find_fraction (text, length, digits);
  gint64 value = 0;
  int taken = 0;

  for (gsize i = 0; i < length; i++)
    {
      int digit = text[i] - '0';

      if (!g_ascii_isdigit (text[i]))
        continue;
      if (i > fraction && taken == digits)
        {
          value += digit >= 5;
          break;
        }
      taken += i > fraction;
      value = value * 10 + digit;
      if (value > VANITY_MONEY_MOST)
        return FALSE;
    }
  for (; taken < digits; taken++)
    value *= 10;
  *minor = value;
  return value <= VANITY_MONEY_MOST;
}

gboolean
vanity_money_parse (const char *text, const char *fallback, VanityMoney *money, GError **error)
{
  VanityMoney found = { 0 };
  g_autofree char *valid = g_utf8_make_valid (text, (gssize)strnlen (text, 200));
  const char *at = skip_space (valid);
  gboolean known = take_currency (&at, found.currency);

  at = skip_space (at);
  if (*at == '-' || g_str_has_prefix (at, "−"))
    return refuse (error, text, _ ("it is negative"));
  const char *number = at;
  gsize length = measure_number (at);
  if (length == 0)
    return refuse (error, text, _ ("there is no number in it"));
  at = skip_space (at + length);
  if (!known)
    known = take_currency (&at, found.currency);
  if (*skip_space (at) != '\0')
    return refuse (error, text, _ ("it must be a number and a currency, as “15.00 USD”"));
  if (!known && (fallback == NULL || !read_currency (fallback, found.currency)))
    return refuse (error, text, _ ("its currency is not told"));
  if (!read_amount (number, length, vanity_currency_get_digits (found.currency), &found.minor))
    return refuse (error, text, _ ("it is too much"));
  *money = found;
  return TRUE;
}

static char *
write_number (VanityMoney money, const char *point)
{
  int digits = vanity_currency_get_digits (money.currency);
  gint64 unit = 1;

  for (int i = 0; i < digits; i++)
    unit *= 10;
  if (digits == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, money.minor);
  return g_strdup_printf ("%" G_GINT64_FORMAT "%s%0*" G_GINT64_FORMAT, money.minor / unit, point,
                          digits, money.minor % unit);
}

char *
vanity_money_format (VanityMoney money)
{
  const char *point = localeconv ()->decimal_point;
  g_autofree char *number = write_number (money, *point ? point : ".");

  return g_strdup_printf (C_ ("price", "%s %s"), number, money.currency);
}

char *
vanity_money_number_to_string (VanityMoney money)
{
  return write_number (money, ".");
}

char *
vanity_money_to_string (VanityMoney money)
{
  g_autofree char *number = vanity_money_number_to_string (money);

  return g_strconcat (number, " ", money.currency, NULL);
}

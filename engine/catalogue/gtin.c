#include "catalogue/gtin.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DIGITS 14

char
vanity_gtin_get_check_digit (const char *digits, gsize length)
{
  int sum = 0;

  for (gsize i = 0; i < length; i++)
    sum += (digits[length - 1 - i] - '0') * (i % 2 == 0 ? 3 : 1);
  return (char)('0' + (10 - sum % 10) % 10);
}

/* Prefixes that GS1 gives to no maker: of the thirteen digits of a GTIN-13. */
static gboolean
is_restricted (const char *canonical)
{
  int prefix = (canonical[1] - '0') * 100 + (canonical[2] - '0') * 10 + canonical[3] - '0';

  return (prefix >= 20 && prefix <= 29) || (prefix >= 40 && prefix <= 59)
         || (prefix >= 200 && prefix <= 299) || prefix >= 980;
}

static gboolean
refuse (GError **error, const char *text, const char *rule)
{
  /* A field of a broken feed may be a page long. */
  g_autofree char *valid = g_utf8_make_valid (text, MIN (strlen (text), 60));

  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, _ ("“%s” is no GTIN: %s"), valid, rule);
  return FALSE;
}

gboolean
vanity_gtin_check (const char *text, char canonical[15], GError **error)
{
  char digits[DIGITS];
  gsize n = 0;

  for (const char *at = text; *at; at++)
    if (g_ascii_isdigit (*at))
      {
        if (n == DIGITS)
          return refuse (error, text, _ ("it has 8, 12, 13 or 14 digits"));
        digits[n++] = *at;
      }
    else if (*at != ' ' && *at != '-')
      return refuse (error, text, _ ("it is made of digits"));
  if (n != 8 && n != 12 && n != 13 && n != 14)
    return refuse (error, text, _ ("it has 8, 12, 13 or 14 digits"));
  if (vanity_gtin_get_check_digit (digits, n - 1) != digits[n - 1])
    return refuse (error, text, _ ("its last digit does not check the others"));

  char whole[DIGITS + 1];
  memset (whole, '0', DIGITS - n);
  memcpy (whole + DIGITS - n, digits, n);
  whole[DIGITS] = '\0';
  if (strspn (whole, "0") == DIGITS)
    return refuse (error, text, _ ("it is all zeros"));
  /* A GTIN-8 has prefixes of its own, of which 0 and 2 stay inside a shop. */
  if (n == 8 ? digits[0] == '0' || digits[0] == '2' : is_restricted (whole))
    return refuse (error, text, _ ("its prefix is for coupons or for use inside a shop"));
  memcpy (canonical, whole, sizeof whole);
  return TRUE;
}

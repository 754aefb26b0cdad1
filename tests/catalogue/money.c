/* Prices as shops write them. */
#include "catalogue/money.h"
#include "base/error.h"

static void
assert_read (const char *text, const char *fallback, gint64 minor, const char *currency)
{
  g_autoptr (GError) error = NULL;
  VanityMoney money;

  vanity_money_parse (text, fallback, &money, &error);
  g_assert_no_error (error);
  g_assert_cmpint (money.minor, ==, minor);
  g_assert_cmpstr (money.currency, ==, currency);
}

static void
assert_refused (const char *text, const char *fallback)
{
  g_autoptr (GError) error = NULL;
  VanityMoney money = { 77, "XYZ" };

  g_assert_false (vanity_money_parse (text, fallback, &money, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_assert_cmpint (money.minor, ==, 77);
}

static void
test_read (void)
{
  assert_read ("15.00 USD", NULL, 1500, "USD");
  assert_read ("15 USD", NULL, 1500, "USD");
  assert_read ("usd 15.5", NULL, 1550, "USD");
  assert_read (" 15.99USD ", NULL, 1599, "USD");
  assert_read ("15,00 EUR", NULL, 1500, "EUR");
  assert_read ("1,234.50 USD", NULL, 123450, "USD");
  assert_read ("1.234,50 EUR", NULL, 123450, "EUR");
  assert_read ("1,234 USD", NULL, 123400, "USD");
  assert_read ("1,234,567 USD", NULL, 123456700, "USD");
  assert_read ("1 234,50 EUR", NULL, 123450, "EUR");
  assert_read ("1'234.50 CHF", NULL, 123450, "CHF");
  assert_read ("0.125 USD", NULL, 13, "USD");
  assert_read ("9.999 USD", NULL, 1000, "USD");
  assert_read ("3000 JPY", NULL, 3000, "JPY");
  assert_read ("3,000 JPY", NULL, 3000, "JPY");
  assert_read ("3.000 JPY", NULL, 3000, "JPY");
  assert_read ("1.250 KWD", NULL, 1250, "KWD");
  assert_read ("€12.50", NULL, 1250, "EUR");
  assert_read ("12,50 €", NULL, 1250, "EUR");
  assert_read ("£8", NULL, 800, "GBP");
  assert_read ("12.5", "usd", 1250, "USD");
  assert_read ("0.00 USD", NULL, 0, "USD");
}

static void
test_refuse (void)
{
  assert_refused ("", NULL);
  assert_refused ("", "USD");
  assert_refused ("free", "USD");
  assert_refused ("-15.00 USD", NULL);
  assert_refused ("USD -15.00", NULL);
  assert_refused ("−15 USD", NULL);
  assert_refused ("15.00", NULL);
  assert_refused ("$15.00", NULL);
  assert_refused ("15.00 DOLLARS", NULL);
  assert_refused ("15.00 USD 16.00", NULL);
  assert_refused ("15e3 USD", NULL);
  assert_refused ("999999999999999999999 USD", NULL);
  assert_refused ("nan USD", NULL);
  assert_refused ("<b>15</b> USD", NULL);
  assert_refused ("\xff\xff 15", "USD");
}

static void
test_write (void)
{
  const struct
  {
    VanityMoney money;
    const char *text;
  } cases[] = { { { 1500, "USD" }, "15.00 USD" },
                { { 5, "EUR" }, "0.05 EUR" },
                { { 3000, "JPY" }, "3000 JPY" },
                { { 1250, "KWD" }, "1.250 KWD" },
                { { 0, "USD" }, "0.00 USD" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = vanity_money_to_string (cases[i].money);

      g_assert_cmpstr (text, ==, cases[i].text);
      assert_read (text, NULL, cases[i].money.minor, cases[i].money.currency);
    }
}

static void
test_currency (void)
{
  g_autoptr (GError) error = NULL;
  char canonical[4];

  g_assert_true (vanity_currency_check ("eur", canonical, &error));
  g_assert_cmpstr (canonical, ==, "EUR");
  g_assert_false (vanity_currency_check ("EURO", canonical, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_assert_false (vanity_currency_check ("E", canonical, NULL));
  g_assert_false (vanity_currency_check ("", canonical, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/money/read", test_read);
  g_test_add_func ("/catalogue/money/refuse", test_refuse);
  g_test_add_func ("/catalogue/money/write", test_write);
  g_test_add_func ("/catalogue/money/currency", test_currency);
  return g_test_run ();
}

#include "catalogue/color-words.h"

#include "base/error.h"
#include "say.h"

#include <string.h>

static void
assert_reads (const char *text, const char *expected)
{
  g_autoptr (GArray) colors = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  test_say (text);
  g_assert_true (vanity_color_read (text, colors, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < colors->len; i++)
    g_string_append_printf (found, "%s%06X", i > 0 ? " " : "", g_array_index (colors, guint32, i));
  g_assert_cmpstr (found->str, ==, expected);
}

/* With the value and the rule in the message, and what was there before left as it was. */
static void
assert_refuses (const char *text, int code, const char *rule)
{
  g_autoptr (GArray) colors = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GError) error = NULL;
  guint32 before = 0x123456;

  test_say (text);
  g_array_append_val (colors, before);
  g_assert_false (vanity_color_read (text, colors, &error));
  g_assert_error (error, VANITY_ERROR, code);
  g_assert_nonnull (strstr (error->message, rule));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_cmpuint (colors->len, ==, 1);
}

static void
test_hexes (void)
{
  assert_reads ("#d62352", "D62352");
  assert_reads ("  D62352\n", "D62352");
  assert_reads ("\"#D62352\"", "D62352");
  assert_reads ("#d63", "DD6633");
  assert_reads ("#d63f", "DD6633");
  assert_reads ("#d6235280", "D62352");
  assert_reads ("0xFFAA00", "FFAA00");
  assert_reads ("000000", "000000");
  assert_refuses ("#d6235", VANITY_ERROR_VALUE, "3, 4, 6 or 8");
  assert_refuses ("d6235", VANITY_ERROR_VALUE, "d6235");
  assert_refuses ("355", VANITY_ERROR_VALUE, "355");
  assert_refuses ("#12345g", VANITY_ERROR_VALUE, "#12345g");
  assert_refuses ("#", VANITY_ERROR_VALUE, "3, 4, 6 or 8");
  assert_refuses ("#d6235212345", VANITY_ERROR_VALUE, "3, 4, 6 or 8");
  assert_refuses ("#d6235200", VANITY_ERROR_VALUE, "everything through");
  assert_refuses ("#d630", VANITY_ERROR_VALUE, "everything through");
}

static void
test_functions (void)
{
  assert_reads ("rgb(214, 35, 82)", "D62352");
  assert_reads ("RGB(214 35 82)", "D62352");
  assert_reads ("rgb(100%,0%,50%)", "FF0080");
  assert_reads ("rgba(214,35,82,0.5)", "D62352");
  assert_reads ("rgb(214 35 82 / 50%)", "D62352");
  assert_reads ("rgb(1,2,3), rgb(4,5,6)", "010203 040506");
  assert_refuses ("rgb(256,0,0)", VANITY_ERROR_VALUE, "0 to 255");
  assert_refuses ("rgb(-1,0,0)", VANITY_ERROR_VALUE, "0 to 255");
  assert_refuses ("rgb(1,2)", VANITY_ERROR_VALUE, "three numbers");
  assert_refuses ("rgb(1,2,3,1,5)", VANITY_ERROR_VALUE, "three numbers");
  assert_refuses ("rgb(,1,2,3)", VANITY_ERROR_VALUE, "three numbers");
  assert_refuses ("rgb(1,,2,3)", VANITY_ERROR_VALUE, "three numbers");
  assert_refuses ("rgb(1,2,)", VANITY_ERROR_VALUE, "three numbers");
  assert_refuses ("rgb(nan,inf,1e2)", VANITY_ERROR_VALUE, "three numbers");
  assert_refuses ("rgb(1,2,3", VANITY_ERROR_VALUE, "rgb(");
  assert_refuses ("rgb()", VANITY_ERROR_VALUE, "three numbers");
  assert_refuses ("rgb(1,2,3,0)", VANITY_ERROR_VALUE, "everything through");
  assert_refuses ("hsl(1,2,3)", VANITY_ERROR_VALUE, "rgb(");
}

static void
test_words (void)
{
  guint32 rgb;

  assert_reads ("gray7", "121212");
  assert_reads ("grey0", "000000");
  assert_reads ("Gray50", "7F7F7F");
  assert_reads ("gray100", "FFFFFF");
  assert_reads ("black", "000000");
  assert_reads ("Light Pink", "FFB6C1");
  assert_reads ("light-pink", "FFB6C1");
  assert_reads ("snow3", "CDC9C9");
  assert_reads ("darkslategrey2", "8DEEEE");
  assert_reads ("gray", "808080");
  assert_refuses ("gray101", VANITY_ERROR_VALUE, "gray101");
  assert_refuses ("gray07", VANITY_ERROR_VALUE, "gray07");
  assert_refuses ("snow5", VANITY_ERROR_VALUE, "snow5");
  assert_refuses ("nude", VANITY_ERROR_VALUE, "nude");
  assert_refuses ("red3'; DROP TABLE shades", VANITY_ERROR_VALUE, "“");
  g_assert_false (vanity_color_find_word ("", &rgb));
  g_assert_false (vanity_color_find_word ("7", &rgb));
}

/* Every word there is is found: the tables are in the order of their search. */
static void
test_every_word (void)
{
  static const char *const words[]
      = { "aliceblue",      "yellowgreen",    "antiquewhite1",  "yellow4",
          "cornsilk",       "rebeccapurple",  "violetred",      "navyblue",
          "lightslateblue", "lightgoldenrod", "lightgoldenrod3" };
  guint32 rgb;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_true (vanity_color_find_word (words[i], &rgb));
  for (int i = 0; i <= 100; i++)
    {
      g_autofree char *gray = g_strdup_printf ("gray%d", i);
      g_autofree char *grey = g_strdup_printf ("grey%d", i);
      guint32 same;

      g_assert_true (vanity_color_find_word (gray, &rgb));
      g_assert_true (vanity_color_find_word (grey, &same));
      g_assert_cmpuint (rgb, ==, same);
      g_assert_cmpuint (rgb >> 16, ==, rgb & 0xff);
      g_assert_cmpint (ABS ((int)(rgb & 0xff) * 100 - i * 255), <=, 50);
    }
}

static void
test_palettes (void)
{
  g_autoptr (GString) many = g_string_new (NULL);

  assert_reads ("#F7E2D1,#673E2C,#DBAA95,#CDB298", "F7E2D1 673E2C DBAA95 CDB298");
  assert_reads ("#A0A0A0 #b0b0b0", "A0A0A0 B0B0B0");
  assert_reads ("red; green | blue / white + #000", "FF0000 008000 0000FF FFFFFF 000000");
  assert_reads ("#fff,", "FFFFFF");
  assert_refuses ("#fff,,#000", VANITY_ERROR_VALUE, "missing");
  assert_refuses (",#fff", VANITY_ERROR_VALUE, "missing");
  assert_refuses ("#fff,nude", VANITY_ERROR_VALUE, "nude");
  for (int i = 0; i < VANITY_COLOR_MOST; i++)
    g_string_append (many, "#ffffff ");
  {
    g_autoptr (GArray) colors = g_array_new (FALSE, FALSE, sizeof (guint32));

    g_assert_true (vanity_color_read (many->str, colors, NULL));
    g_assert_cmpuint (colors->len, ==, VANITY_COLOR_MOST);
  }
  g_string_append (many, "#ffffff");
  assert_refuses (many->str, VANITY_ERROR_LIMIT, "64");
}

static void
test_nonsense (void)
{
  g_autofree char *page = g_strnfill (1 << 20, 'x');

  assert_refuses ("", VANITY_ERROR_VALUE, "empty");
  assert_refuses (" \t\n", VANITY_ERROR_VALUE, "empty");
  assert_refuses ("\xff\xfe\x80", VANITY_ERROR_VALUE, "“");
  assert_refuses ("<b>red</b>", VANITY_ERROR_VALUE, "“");
  assert_refuses (page, VANITY_ERROR_VALUE, "…");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/color-words/hexes", test_hexes);
  g_test_add_func ("/catalogue/color-words/functions", test_functions);
  g_test_add_func ("/catalogue/color-words/words", test_words);
  g_test_add_func ("/catalogue/color-words/every-word", test_every_word);
  g_test_add_func ("/catalogue/color-words/palettes", test_palettes);
  g_test_add_func ("/catalogue/color-words/nonsense", test_nonsense);
  return g_test_run ();
}

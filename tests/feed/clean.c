/* Markup, entities and what is not seen, off. */
#include "feed/clean.h"

#include <string.h>

static void
test_text (void)
{
  static const struct
  {
    const char *text, *clean;
  } cases[] = {
    { "", "" },
    { "Ruby Woo", "Ruby Woo" },
    { "  Ruby \t\n Woo  ", "Ruby Woo" },
    { "<b>Ruby</b> Woo", "Ruby Woo" },
    { "<p>Ruby</p><p>Woo</p>", "Ruby Woo" },
    { "Ru<b>b</b>y<br/>Woo", "Ruby Woo" },
    { "a < b > c", "a < b > c" },
    { "I <3 this", "I <3 this" },
    { "<a href=\"x>y\" title='a'>link</a>", "link" },
    { "<a href=\"broken>text", "text" },
    { "before<script>alert('<b>')</script>after", "before after" },
    { "<style>p { color: red }</style>Red", "Red" },
    { "a<!-- <b>gone -->b", "ab" },
    { "a<![CDATA[b]]>", "ab]]>" },
    { "<unclosed", "<unclosed" },
    { "Lip &amp; Cheek", "Lip & Cheek" },
    { "L&#39;Or&eacute;al &#x2122;", "L'Oréal ™" },
    { "&lt;b&gt;Red&lt;/b&gt;", "Red" },
    { "&amp;lt;i&amp;gt;Red", "Red" },
    { "Fish &amp;amp; Chips", "Fish & Chips" },
    { "a &nothing; b & c &", "a &nothing; b & c &" },
    { "&#0; &#xD800; &#x110000; &#99999999999;", "� � � �" },
    { "zero\u200bwidth \u202eturned\ufeff", "zerowidth turned" },
    { "a\u00a0\u2003b", "a b" },
    { "e\u0301", "é" },
    { "唇膏　红", "唇膏 红" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      g_assert_true (vanity_feed_clean (cases[i].text, 1000, out));
      g_assert_cmpstr (out->str, ==, cases[i].clean);
    }
}

static void
test_limit (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_true (vanity_feed_clean ("红红红", 3, out));
  g_assert_cmpstr (out->str, ==, "红红红");
  g_string_truncate (out, 0);
  g_assert_false (vanity_feed_clean ("红 红红红", 3, out));
  g_assert_cmpstr (out->str, ==, "红 红");
  g_string_truncate (out, 0);
  g_assert_false (vanity_feed_clean ("abcdef", 3, out));
  g_assert_cmpstr (out->str, ==, "abc");
  g_string_truncate (out, 0);
  g_assert_true (vanity_feed_clean ("abc   ", 3, out));
  g_assert_cmpstr (out->str, ==, "abc");
}

/* Whatever it was: valid, single blanks, none at the ends. */
static void
test_random (void)
{
  static const char letters[] = "ab<>&;/\"'! #x19\n\tgtl";

  for (int round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL), once = g_string_new (NULL);

      for (int n = g_test_rand_int_range (0, 40); n > 0; n--)
        g_string_append_c (text, letters[g_test_rand_int_range (0, (int)sizeof letters - 1)]);
      vanity_feed_clean (text->str, 1000, once);
      g_assert_true (g_utf8_validate (once->str, -1, NULL));
      g_assert_null (strstr (once->str, "  "));
      g_assert_null (strpbrk (once->str, "\n\t"));
      g_assert_true (once->len == 0 || once->str[0] != ' ');
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/clean/text", test_text);
  g_test_add_func ("/feed/clean/limit", test_limit);
  g_test_add_func ("/feed/clean/random", test_random);
  return g_test_run ();
}

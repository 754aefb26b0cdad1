/* Names that are the same, and words that are found. */
#include "catalogue/text.h"

#include <string.h>

static void
assert_folded (const char *text, const char *wanted)
{
  g_autofree char *folded = vanity_text_fold (text);

  g_assert_cmpstr (folded, ==, wanted);
}

static void
test_fold (void)
{
  assert_folded ("", "");
  assert_folded ("  ", "");
  assert_folded ("L’Oréal  Paris", "l oreal paris");
  assert_folded ("L'OREAL PARIS", "l oreal paris");
  assert_folded ("Lanco\xcc\x82me", "lancome");
  assert_folded ("Straße", "strasse");
  assert_folded ("STRASSE", "strasse");
  assert_folded ("ﬁt ＭＥ Ⅻ", "fit me xii");
  assert_folded ("Søren Łódź", "soren lodz");
  assert_folded ("NC25+", "nc25");
  assert_folded ("\xff\xfeRuby\xc3", "ruby");
  assert_folded ("+&*", "");
  assert_folded ("口红·豆沙色", "口红 豆沙色");
}

static void
assert_words (const char *folded, gboolean singles, const char *wanted)
{
  g_autoptr (GString) words = g_string_new (NULL);

  vanity_text_append_words (words, folded, singles);
  g_assert_cmpstr (words->str, ==, wanted);
}

static void
test_words (void)
{
  assert_words ("ruby woo", TRUE, "ruby woo");
  assert_words ("豆沙色", FALSE, "豆沙 沙色");
  assert_words ("豆沙色", TRUE, "豆 豆沙 沙 沙色 色");
  assert_words ("红", FALSE, "红");
  assert_words ("mac口红 01", FALSE, "mac 口红 01");
  assert_words ("리얼 립", FALSE, "리얼 립");
}

/* Whatever a part of a name is asked for, its words are among those of the name. */
static void
test_parts_are_found (void)
{
  const char *name = "烈艳蓝金唇膏";

  for (const char *from = name; *from; from = g_utf8_next_char (from))
    for (const char *to = g_utf8_next_char (from);; to = g_utf8_next_char (to))
      {
        g_autofree char *part = g_strndup (from, (gsize)(to - from));
        g_autoptr (GString) all = g_string_new (" "), asked = g_string_new (NULL);

        vanity_text_append_words (all, name, TRUE);
        vanity_text_append_words (asked, part, FALSE);
        g_string_append_c (all, ' ');
        g_auto (GStrv) words = g_strsplit (asked->str, " ", -1);
        for (char **word = words; *word; word++)
          {
            g_autofree char *whole = g_strconcat (" ", *word, " ", NULL);
            g_assert_nonnull (strstr (all->str, whole));
          }
        if (*to == '\0')
          break;
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/text/fold", test_fold);
  g_test_add_func ("/catalogue/text/words", test_words);
  g_test_add_func ("/catalogue/text/parts-are-found", test_parts_are_found);
  return g_test_run ();
}

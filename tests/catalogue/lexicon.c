#include "catalogue/lexicon.h"

#include "catalogue/text.h"

static const VanityLexiconEntry entries[] = {
  { 1, 0, "liner" }, { 2, 0, "lip liner|crayon à lèvres" },
  { 3, 0, "brush" }, { 4, 0, "口红|唇膏" },
  { 5, 0, "红" },
};

/* Made once and kept, as every lexicon is. */
static const VanityLexicon *
get_lexicon (void)
{
  static VanityLexicon *lexicon;

  if (lexicon == NULL)
    lexicon = vanity_lexicon_new (entries, G_N_ELEMENTS (entries));
  return lexicon;
}

/* The meanings found in `text`, with "!" behind what is negated and "+" behind what is added. */
static void
assert_finds (const char *text, const char *expected)
{
  g_autofree char *folded = vanity_text_fold (text);
  g_autoptr (GString) found = g_string_new (NULL);
  VanityLexiconHit hits[VANITY_LEXICON_MOST];
  int n;

  n = vanity_lexicon_find (get_lexicon (), folded, hits);
  for (int i = 0; i < n; i++)
    g_string_append_printf (found, "%d%s%s", hits[i].entry->meaning, hits[i].is_negated ? "!" : "",
                            hits[i].is_addition ? "+" : "");
  g_test_message ("%s", text);
  g_assert_cmpstr (found->str, ==, expected);
}

/* The longest phrase holds and its words are used up. */
static void
test_phrases (void)
{
  assert_finds ("Lip Liner", "2");
  assert_finds ("LIP-LINERS", "2");
  assert_finds ("liner for the lip", "1");
  assert_finds ("liner, lip liner; liner", "121");
  assert_finds ("Crayon à lèvres", "2");
  assert_finds ("crayon a\xcc\x80 levre", "");
  assert_finds ("brushes", "3");
  assert_finds ("brushed", "");
  assert_finds ("eyeliner", "");
  assert_finds ("", "");
}

static void
test_context (void)
{
  assert_finds ("no liner", "1!");
  assert_finds ("sans liner brush", "1!3");
  assert_finds ("liner-free", "1!");
  assert_finds ("liner with brush", "13+");
  assert_finds ("avec brush liner", "3+1+");
}

/* Words that no space parts: anywhere, the longest first, each character once. */
static void
test_unspaced (void)
{
  assert_finds ("圣罗兰口红", "4");
  assert_finds ("YSL口红", "4");
  assert_finds ("红唇膏", "45");
  assert_finds ("不含红", "5!");
  assert_finds ("红 liner 红", "515");
}

/* Very long text, and text without any spaces, end. */
static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *folded = NULL;
  VanityLexiconHit hits[VANITY_LEXICON_MOST];

  for (int i = 0; i < 2000; i++)
    g_string_append (text, "红liner 口红口红 ");
  folded = vanity_text_fold (text->str);
  g_assert_cmpint (vanity_lexicon_find (get_lexicon (), folded, hits), ==, VANITY_LEXICON_MOST);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/lexicon/phrases", test_phrases);
  g_test_add_func ("/catalogue/lexicon/context", test_context);
  g_test_add_func ("/catalogue/lexicon/unspaced", test_unspaced);
  g_test_add_func ("/catalogue/lexicon/long", test_long);
  return g_test_run ();
}

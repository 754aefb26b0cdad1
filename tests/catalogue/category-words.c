#include "catalogue/category-words.h"
#include "say.h"

#include <string.h>

typedef struct
{
  const char *words;
  VanityCategory category;
} Case;

static void
assert_guesses (const Case *cases, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      VanityCategory category = VANITY_N_CATEGORIES;

      test_say (cases[i].words);
      g_assert_cmpint (vanity_category_guess (cases[i].words, &category), ==,
                       cases[i].category != VANITY_N_CATEGORIES);
      g_assert_cmpint (category, ==, cases[i].category);
    }
}

/* Each category's own number leads back to it, or to nothing where it has none of its own. */
static void
test_google (void)
{
  static const Case cases[] = {
    { "2765", VANITY_CATEGORY_FOUNDATION },
    { " 6304 ", VANITY_CATEGORY_HIGHLIGHTER },
    { "2589 - Health & Beauty > Personal Care > Cosmetics > Makeup", VANITY_CATEGORY_LIP_LINER },
    { "477", VANITY_N_CATEGORIES },
    { "99999999999999999999999", VANITY_N_CATEGORIES },
    { "30212", VANITY_N_CATEGORIES },
    { "567", VANITY_CATEGORY_SKIN_CARE },
    { "3025", VANITY_CATEGORY_OTHER },
    { "Health & Beauty > Personal Care > Cosmetics > Makeup > Eye Makeup > Eyebrow Enhancers",
      VANITY_CATEGORY_BROWS },
    { "Health & Beauty > Personal Care > Cosmetics > Makeup > Face Makeup > Blushes & Bronzers",
      VANITY_CATEGORY_BLUSH },
    { "Health & Beauty > Personal Care > Cosmetics > Makeup", VANITY_N_CATEGORIES },
    { "Health & Beauty > Personal Care > Massage & Relaxation > Massage Cushions",
      VANITY_CATEGORY_OTHER },
    { "Hardware > Building Materials > Foundation", VANITY_CATEGORY_OTHER },
  };

  assert_guesses (cases, G_N_ELEMENTS (cases));
  for (int c = 0; c < VANITY_N_CATEGORIES; c++)
    {
      g_autofree char *id = g_strdup_printf ("%u", vanity_category_get_google ((VanityCategory)c));
      VanityCategory category;

      /* Contour and bronzer share their shelf with others. */
      if (c != VANITY_CATEGORY_CONTOUR && c != VANITY_CATEGORY_BRONZER
          && c != VANITY_CATEGORY_CONCEALER && vanity_category_guess (id, &category))
        g_assert_cmpint (category, ==, c);
    }
}

static void
test_types (void)
{
  static const Case cases[] = {
    { "foundation concealer", VANITY_CATEGORY_CONCEALER },
    { "foundation bb_cc", VANITY_CATEGORY_FOUNDATION },
    { "lipstick lip_gloss", VANITY_CATEGORY_LIP_GLOSS },
    { "lipstick lip_stain", VANITY_CATEGORY_LIP_STAIN },
    { "eyebrow pencil", VANITY_CATEGORY_BROWS },
    { "nail_polish", VANITY_CATEGORY_NAILS },
    { "en:cosmetics,en:make-up,en:lip-makeup,en:lipsticks", VANITY_CATEGORY_LIPSTICK },
    { "fr:rouges-a-levres", VANITY_CATEGORY_LIPSTICK },
    { "Makeup > Face > Powder", VANITY_CATEGORY_POWDER },
    { "Makeup > Eyes > Palettes", VANITY_N_CATEGORIES },
  };

  assert_guesses (cases, G_N_ELEMENTS (cases));
}

static void
test_titles (void)
{
  static const Case cases[] = {
    { "Fit Me Matte + Poreless Liquid Foundation", VANITY_CATEGORY_FOUNDATION },
    { "Powder Foundation", VANITY_CATEGORY_FOUNDATION },
    { "Tinted Moisturizer SPF 20", VANITY_CATEGORY_FOUNDATION },
    { "Shape Tape Contour Concealer", VANITY_CATEGORY_CONCEALER },
    { "Translucent Loose Setting Powder", VANITY_CATEGORY_POWDER },
    { "Eyeshadow Primer Potion", VANITY_CATEGORY_PRIMER },
    { "All Nighter Setting Spray", VANITY_CATEGORY_PRIMER },
    { "Hoola Matte Bronzer", VANITY_CATEGORY_BRONZER },
    { "Powder Blush", VANITY_CATEGORY_BLUSH },
    { "Brow Mascara", VANITY_CATEGORY_BROWS },
    { "Liquid Eye Liner", VANITY_CATEGORY_EYELINER },
    { "False Lashes Wispies", VANITY_CATEGORY_LASHES },
    { "Liquid Lipstick", VANITY_CATEGORY_LIPSTICK },
    { "Pop Lip Colour + Primer", VANITY_CATEGORY_LIPSTICK },
    { "Lip Balm", VANITY_CATEGORY_SKIN_CARE },
    { "Foundation Brush", VANITY_CATEGORY_OTHER },
    { "Eyebrow pencil with brush", VANITY_CATEGORY_BROWS },
    { "Nail polish remover", VANITY_CATEGORY_OTHER },
    { "Rouge à lèvres mat", VANITY_CATEGORY_LIPSTICK },
    { "Crayon à lèvres Dior Contour", VANITY_CATEGORY_LIP_LINER },
    { "FOND DE TEINT", VANITY_CATEGORY_FOUNDATION },
    { "Lidschatten-Palette", VANITY_CATEGORY_EYESHADOW },
    { "Wimperntusche", VANITY_CATEGORY_MASCARA },
    { "Barra de labios", VANITY_CATEGORY_LIPSTICK },
    { "Corrector de ojeras", VANITY_CATEGORY_CONCEALER },
    { "Matita labbra", VANITY_CATEGORY_LIP_LINER },
    { "Fondotinta fluido", VANITY_CATEGORY_FOUNDATION },
    { "莹亮纯魅唇膏", VANITY_CATEGORY_LIPSTICK },
    { "持妆粉底液", VANITY_CATEGORY_FOUNDATION },
    { "空气散粉", VANITY_CATEGORY_POWDER },
    { "Something Else Altogether", VANITY_N_CATEGORIES },
    { "", VANITY_N_CATEGORIES },
    { "\xff\xfe", VANITY_N_CATEGORIES },
    { ">>>>", VANITY_N_CATEGORIES },
  };

  assert_guesses (cases, G_N_ELEMENTS (cases));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/category-words/google", test_google);
  g_test_add_func ("/catalogue/category-words/types", test_types);
  g_test_add_func ("/catalogue/category-words/titles", test_titles);
  return g_test_run ();
}

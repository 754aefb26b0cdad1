/* Finding avoided ingredients. */
#include "catalogue/ingredient.h"
#include "say.h"

static void
test_names (void)
{
  static const struct
  {
    const char *avoided, *ingredients;
    gboolean found;
  } cases[] = {
    { "alcohol", "Aqua, Alcohol", TRUE },
    { "alcohol", "AQUA, ALCOHOL DENAT., Glycerin", TRUE },
    { "alcohol", "Aqua, Cetyl Alcohol, Stearyl Alcohol", FALSE },
    { "cetyl alcohol", "Aqua, Cetyl Alcohol", TRUE },
    { "*alcohol", "Aqua, Cetyl Alcohol", TRUE },
    { "* alcohol", "Aqua, Cetyl Alcohol", TRUE },
    { "*alcohol", "Aqua, Isoalcohols", FALSE },
    { "*alcohol*", "Aqua, Isoalcohols", TRUE },
    { "alcohol", "Alcoholic", FALSE },
    { "parfum", "Aqua (Water), Parfum (Fragrance)", TRUE },
    { "fragrance", "Aqua (Water), Parfum (Fragrance)", TRUE },
    { "fragrance", "Aqua/Water, Parfum/Fragrance", TRUE },
    { "water", "Ingredients: Water; Mica", TRUE },
    { "mica", "AQUA • MICA • TALC", TRUE },
    { "talc", "AQUA ● MICA ● TALC", TRUE },
    { "mica", "Aqua - Mica - Talc", TRUE },
    { "*paraben", "Sodium Propylparaben", TRUE },
    { "paraben", "Methylparaben", FALSE },
    { "sodium*paraben", "Sodium Propylparaben", TRUE },
    { "sodium*paraben", "Sodium Chloride, Methylparaben", FALSE },
    { "1,2-hexanediol", "Aqua,1,2-Hexanediol,CI 77491", TRUE },
    { "77492", "CI 77491,77492", TRUE },
    { "CI 77491", "CI 77491,77492", TRUE },
    { "peg", "PEG-8", TRUE },
    { "peg-8", "PEG 8", TRUE },
    { "peg-8", "PEG-80", FALSE },
    { "écorce", "ECORCE", TRUE },
    { "ecorce", "Aqua, Écorce", TRUE },
    { "parfum", "", FALSE },
    { "", "Aqua", FALSE },
    { "*", "Aqua", FALSE },
    { "***", "Aqua", FALSE },
    { "- , -", "Aqua", FALSE },
    { "a", "((((((,,,,;;;", FALSE },
    { "aqua", "\xff\xfe, aqua \xc3", TRUE },
    { "a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char *const avoided[] = { "no such thing", (char *)cases[i].avoided, NULL };
      const char *which = NULL;

      test_say (cases[i].avoided);
      test_say (cases[i].ingredients);
      g_assert_cmpint (vanity_ingredients_have (cases[i].ingredients, avoided, &which), ==,
                       cases[i].found);
      g_assert_true (which == (cases[i].found ? cases[i].avoided : NULL));
    }
  g_assert_false (vanity_ingredients_have ("Aqua", NULL, NULL));
  g_assert_false (vanity_ingredients_have (NULL, (char *const[]){ "aqua", NULL }, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/ingredient/names", test_names);
  return g_test_run ();
}

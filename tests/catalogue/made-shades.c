#include "made-shades.h"

#include "base/random.h"
#include "catalogue/gtin.h"

static const char *const syllables[] = { "la", "mi", "ro", "ve", "su", "ta", "ne", "ko", "di",
                                         "ra", "é",  "lu", "pa", "so", "ni", "be", "fa", "go" };
static const char *const words[] = { "rose",   "nude",  "ivory",     "beige", "sand",
                                     "honey",  "cocoa", "plum",      "coral", "brick",
                                     "ruby",   "wine",  "peach",     "mauve", "berry",
                                     "almond", "fawn",  "porcelain", "红",    "豆沙色" };
static const char *const kinds[] = { "Velvet", "Fit", "Studio", "Skin", "Pure", "Stay", "Glow" };

static char *
make_name (VanityRandom *random, int n)
{
  GString *name = g_string_new (NULL);

  for (int i = 0; i < n; i++)
    g_string_append (name, syllables[vanity_random_index (random, G_N_ELEMENTS (syllables))]);
  return g_string_free (name, FALSE);
}

static char *
make_gtin (guint number)
{
  char digits[13];

  g_snprintf (digits, sizeof digits, "300%09u", number);
  return g_strdup_printf ("0%s%c", digits, vanity_gtin_get_check_digit (digits, 12));
}

VanityShade *
made_shade (guint32 seed, guint number)
{
  VanityRandom brands, lines, random;
  g_autofree char *brand = NULL, *line = NULL, *name = NULL, *link = NULL, *gtin = NULL;
  VanityShade *shade;
  guint product = number / 20;

  vanity_random_init (&brands, seed + product % 53);
  vanity_random_init (&lines, ((guint64)seed << 32) + 1000 + product);
  vanity_random_init (&random, ((guint64)seed << 32) + 100000000 + number);
  g_autofree char *maker = make_name (&brands, 3);
  brand = g_strdup_printf ("Maison %s", maker);
  g_autofree char *made = make_name (&lines, 2);
  line = g_strdup_printf ("%s %s %u", kinds[vanity_random_index (&lines, G_N_ELEMENTS (kinds))],
                          made, product / 53);
  name = g_strdup_printf ("%u %s %s", number % 20 * 10,
                          words[vanity_random_index (&random, G_N_ELEMENTS (words))],
                          words[vanity_random_index (&random, G_N_ELEMENTS (words))]);
  shade = vanity_shade_new (brand, line, name,
                            (VanityCategory)vanity_random_index (&lines, VANITY_N_CATEGORIES));
  if (vanity_random_uniform (&random) < 0.9)
    {
      guint32 colors[3];

      for (int i = 0; i < 3; i++)
        colors[i] = (guint32)vanity_random_index (&random, 1 << 24);
      vanity_shade_set_palette (shade, colors, vanity_random_uniform (&random) < 0.05 ? 3 : 1,
                                (VanityColorSource)(1 + vanity_random_index (&random, 3)));
    }
  if (vanity_random_uniform (&random) < 0.8)
    vanity_shade_set_price (
        shade, (VanityMoney){ 500 + (gint64)vanity_random_index (&random, 6000), "USD" },
        "2026-03-01");
  if (vanity_random_uniform (&random) < 0.2)
    vanity_shade_set_price (
        shade, (VanityMoney){ 500 + (gint64)vanity_random_index (&random, 6000), "EUR" },
        "2026-03-02");
  shade->finish = (VanityFinish)vanity_random_index (&random, VANITY_N_FINISHES);
  shade->coverage = (VanityCoverage)vanity_random_index (&random, VANITY_N_COVERAGES);
  shade->undertone = (VanityUndertoneLabel)vanity_random_index (&random, VANITY_N_UNDERTONE_LABELS);
  shade->labels = (unsigned)vanity_random_index (&random, 8);
  shade->availability = (VanityAvailability)vanity_random_index (&random, VANITY_N_AVAILABILITIES);
  if (vanity_random_uniform (&random) < 0.5)
    shade->popularity = vanity_random_uniform (&random);
  if (vanity_random_uniform (&random) < 0.7)
    {
      gtin = make_gtin (number);
      vanity_shade_set_text (&shade->gtin, gtin);
    }
  if (product % 3 == 0)
    vanity_shade_set_text (&shade->ingredients,
                           product % 2 == 0 ? "Aqua, Cetyl Alcohol, Parfum (Fragrance), Mica"
                                            : "Aqua, Alcohol Denat., Talc, CI 77891");
  link = g_strdup_printf ("https://shop.example/p/%u", number);
  vanity_shade_set_text (&shade->link, link);
  vanity_shade_set_text (&shade->source, "made");
  vanity_shade_set_text (&shade->source_id, link + 23);
  vanity_shade_set_text (&shade->date, "2026-03-01");
  return shade;
}

void
made_shades_add (VanityCatalogue *catalogue, guint32 seed, guint first, guint end)
{
  g_autoptr (GError) error = NULL;

  vanity_catalogue_begin (catalogue, &error);
  g_assert_no_error (error);
  for (guint i = first; i < end; i++)
    {
      g_autoptr (VanityShade) shade = made_shade (seed, i);

      vanity_catalogue_add (catalogue, shade, NULL, &error);
      g_assert_no_error (error);
    }
  vanity_catalogue_commit (catalogue, &error);
  g_assert_no_error (error);
}

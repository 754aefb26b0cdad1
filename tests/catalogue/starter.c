/* The list itself, over all rows, and what a broken one would say. */
#include "catalogue/starter.h"

#include "base/error.h"
#include "catalogue/text.h"

#include <string.h>

static GArray *
new_rows (void)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (VanityStarterRow));

  g_array_set_clear_func (rows, (GDestroyNotify)vanity_starter_row_clear);
  return rows;
}

static GArray *
read_all (void)
{
  g_autoptr (GError) error = NULL;
  GArray *rows = vanity_starter_read (&error);

  g_assert_no_error (error);
  g_assert_nonnull (rows);
  return rows;
}

/* What is on the shelves, of whom, and that all rows are well: names the catalogue would leave as
 * they are, where each came from, complexion with undertones that have a source. */
static void
test_rows (void)
{
  /* No fewer than these; assets/catalogue/README.md tells of them. */
  static const guint least[VANITY_N_CATEGORIES] = {
    [VANITY_CATEGORY_FOUNDATION] = 300, [VANITY_CATEGORY_CONCEALER] = 60,
    [VANITY_CATEGORY_POWDER] = 40,      [VANITY_CATEGORY_PRIMER] = 5,
    [VANITY_CATEGORY_CONTOUR] = 15,     [VANITY_CATEGORY_BRONZER] = 25,
    [VANITY_CATEGORY_BLUSH] = 100,      [VANITY_CATEGORY_HIGHLIGHTER] = 30,
    [VANITY_CATEGORY_BROWS] = 40,       [VANITY_CATEGORY_EYESHADOW] = 80,
    [VANITY_CATEGORY_EYELINER] = 50,    [VANITY_CATEGORY_MASCARA] = 25,
    [VANITY_CATEGORY_LASHES] = 2,       [VANITY_CATEGORY_LIPSTICK] = 250,
    [VANITY_CATEGORY_LIP_GLOSS] = 60,   [VANITY_CATEGORY_LIP_LINER] = 55,
    [VANITY_CATEGORY_LIP_STAIN] = 40,   [VANITY_CATEGORY_NAILS] = 25,
  };
  g_autoptr (GArray) rows = read_all ();
  g_autoptr (GHashTable) brands = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_in[VANITY_N_CATEGORIES] = { 0 }, n_colored = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const VanityShade *shade = g_array_index (rows, VanityStarterRow, i).shade;

      n_in[shade->category]++;
      n_colored += shade->has_color;
      g_hash_table_add (brands, vanity_text_fold (shade->brand));
      g_assert_cmpstr (shade->source, ==, VANITY_STARTER_SOURCE);
      g_assert_cmpint (shade->color_source, ==,
                       shade->has_color ? VANITY_COLOR_SOURCE_ESTIMATED
                                        : VANITY_COLOR_SOURCE_UNKNOWN);
      g_assert_cmpstr (shade->source_id, !=, "");
      g_assert_cmpstr (shade->date, !=, "");
      g_assert_cmpint (shade->n_prices, ==, 0);
      g_assert_cmpstr (shade->image, ==, "");
    }
  for (int c = 0; c < VANITY_N_CATEGORIES; c++)
    g_assert_cmpuint (n_in[c], >=, least[c]);
  g_assert_cmpuint (rows->len, >=, 1300);
  g_assert_cmpuint (n_colored * 100, >, rows->len * 98);
  g_assert_cmpuint (g_hash_table_size (brands), >=, 60);
}

/* No shade is there twice, neither to the letter nor spelled a little differently. */
static void
test_unique (void)
{
  g_autoptr (GArray) rows = read_all ();
  g_autoptr (GHashTable) uids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const VanityShade *shade = g_array_index (rows, VanityStarterRow, i).shade;
      g_autofree char *title = vanity_shade_dup_title (shade);
      g_autofree char *folded = vanity_text_fold (title);
      g_autoptr (GString) plain = g_string_new (NULL);

      for (const char *at = folded; *at != '\0'; at++)
        if (*at != ' ')
          g_string_append_c (plain, *at);
      g_string_append_printf (plain, "/%d", shade->category);
      g_test_message ("%s", title);
      g_assert_true (g_hash_table_add (uids, shade->uid));
      g_assert_true (g_hash_table_add (names, g_string_free (g_steal_pointer (&plain), FALSE)));
    }
}

/* Foundations reach from the lightest skin to the deepest that makers go to, in each undertone,
 * without a gap, from several makers. */
static void
test_depths (void)
{
  g_autoptr (GArray) rows = read_all ();
  GHashTable *makers[7];
  guint n_of[VANITY_N_UNDERTONE_LABELS] = { 0 };
  float lightest = 0, deepest = 100;

  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    makers[i] = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < rows->len; i++)
    {
      const VanityShade *shade = g_array_index (rows, VanityStarterRow, i).shade;

      if (shade->category != VANITY_CATEGORY_FOUNDATION || !shade->has_color)
        continue;
      n_of[shade->undertone]++;
      lightest = MAX (lightest, shade->lab.L);
      deepest = MIN (deepest, shade->lab.L);
      /* Skin, not paint: the hue lies between red and yellow. */
      g_assert_cmpfloat ((double)shade->lab.a, >, 0);
      g_assert_cmpfloat ((double)shade->lab.b, >, (double)shade->lab.a * 0.7);
      if (shade->lab.L >= 25 && shade->lab.L < 95)
        g_hash_table_add (makers[(int)(shade->lab.L - 25) / 10], shade->brand);
    }
  g_test_message ("L* from %.1f to %.1f", (double)deepest, (double)lightest);
  g_assert_cmpfloat ((double)lightest, >, 86);
  g_assert_cmpfloat ((double)deepest, <, 31);
  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    {
      g_assert_cmpuint (g_hash_table_size (makers[i]), >=, i == 0 || i == 6 ? 2 : 6);
      g_hash_table_unref (makers[i]);
    }
  for (int u = VANITY_UNDERTONE_LABEL_COOL; u <= VANITY_UNDERTONE_LABEL_WARM; u++)
    g_assert_cmpuint (n_of[u], >=, 25);
}

#define HEADER                                                                                     \
  "brand\tline\tshade\thex\tfinish\tcoverage\tundertone\tundertone-source\tsource\tdate\tsince\n"
#define ROW "A\tB\tC\tAE1425\tmatte\tfull\twarm\t2W\tsomewhere\t2026-11-28\t1\n"

static void
test_table (void)
{
  g_autoptr (GArray) rows = new_rows ();
  g_autoptr (GError) error = NULL;
  const VanityShade *shade;

  g_assert_true (vanity_starter_read_table (HEADER ROW, strlen (HEADER ROW), "x.tsv",
                                            VANITY_CATEGORY_LIPSTICK, rows, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  shade = g_array_index (rows, VanityStarterRow, 0).shade;
  g_assert_cmpint (g_array_index (rows, VanityStarterRow, 0).since, ==, 1);
  g_assert_cmpstr (shade->brand, ==, "A");
  g_assert_cmpstr (shade->name, ==, "C");
  g_assert_cmphex (shade->rgb, ==, 0xAE1425);
  g_assert_cmpint (shade->finish, ==, VANITY_FINISH_MATTE);
  g_assert_cmpint (shade->coverage, ==, VANITY_COVERAGE_FULL);
  g_assert_cmpint (shade->undertone, ==, VANITY_UNDERTONE_LABEL_WARM);
  g_assert_cmpstr (shade->undertone_source, ==, "2W");
  g_assert_cmpint (shade->category, ==, VANITY_CATEGORY_LIPSTICK);
}

/* Anything odd is refused, and the message names the table. */
static void
test_broken (void)
{
  static const char *const broken[] = {
    "",
    HEADER "A\tB\tC",
    "brand\tline\n" ROW,
    HEADER "\n",
    HEADER "A\tB\n",
    HEADER ROW "\n",
    HEADER "A\tB\tC\tAE1425\tmatte\tfull\twarm\t2W\tsomewhere\t2026-11-28\t1\tmore\n",
    HEADER "\tB\tC\tAE1425\t\t\t\t\tsomewhere\t2026-11-28\t1\n",
    HEADER "A\t\tC\tAE1425\t\t\t\t\tsomewhere\t2026-11-28\t1\n",
    HEADER "A\tB\t\tAE1425\t\t\t\t\tsomewhere\t2026-11-28\t1\n",
    HEADER "A \tB\tC\tAE1425\t\t\t\t\tsomewhere\t2026-11-28\t1\n",
    HEADER "A\tB  b\tC\tAE1425\t\t\t\t\tsomewhere\t2026-11-28\t1\n",
    HEADER "A\tB\tC\tae1425\t\t\t\t\tsomewhere\t2026-11-28\t1\n",
    HEADER "A\tB\tC\t#AE1425\t\t\t\t\tsomewhere\t2026-11-28\t1\n",
    HEADER "A\tB\tC\tAE142\t\t\t\t\tsomewhere\t2026-11-28\t1\n",
    HEADER "A\tB\tC\tAE1425\tshiny\t\t\t\tsomewhere\t2026-11-28\t1\n",
    HEADER "A\tB\tC\tAE1425\t\tthick\t\t\tsomewhere\t2026-11-28\t1\n",
    HEADER "A\tB\tC\tAE1425\t\t\thot\tx\tsomewhere\t2026-11-28\t1\n",
    HEADER "A\tB\tC\tAE1425\t\t\twarm\t\tsomewhere\t2026-11-28\t1\n",
    HEADER "A\tB\tC\tAE1425\t\t\t\tx\tsomewhere\t2026-11-28\t1\n",
    HEADER "A\tB\tC\tAE1425\t\t\t\t\t\t2026-11-28\t1\n",
    HEADER "A\tB\tC\tAE1425\t\t\t\t\tsomewhere\t\t1\n",
    HEADER "A\tB\tC\tAE1425\t\t\t\t\tsomewhere\t2026-02-30\t1\n",
    HEADER "A\tB\tC\tAE1425\t\t\t\t\tsomewhere\t28.11.2026\t1\n",
    HEADER "A\tB\tC\tAE1425\t\t\t\t\tsomewhere\t2026-11-28\t0\n",
    HEADER "A\tB\tC\tAE1425\t\t\t\t\tsomewhere\t2026-11-28\t99\n",
    HEADER "A\tB\tC\tAE1425\t\t\t\t\tsomewhere\t2026-11-28\t-1\n",
    HEADER "A\tB\tC\tAE1425\t\t\t\t\tsomewhere\t2026-11-28\t1\r\n",
    HEADER "A\tB\t\xff\tAE1425\t\t\t\t\tsomewhere\t2026-11-28\t1\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GArray) rows = new_rows ();
      g_autoptr (GError) error = NULL;

      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_false (vanity_starter_read_table (broken[i], strlen (broken[i]), "x.tsv",
                                                 VANITY_CATEGORY_LIPSTICK, rows, &error));
      g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, "x.tsv, line "));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/starter/rows", test_rows);
  g_test_add_func ("/catalogue/starter/unique", test_unique);
  g_test_add_func ("/catalogue/starter/depths", test_depths);
  g_test_add_func ("/catalogue/starter/table", test_table);
  g_test_add_func ("/catalogue/starter/broken", test_broken);
  return g_test_run ();
}

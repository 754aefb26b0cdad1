/* Feeds that are wrong: what can be had of them is had, the rest is said, nothing falls over. */
#include "shop.h"

#include "base/error.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* How many rows a rule refused, and how many fields it took. */
static void
check_rule (Shop *shop, VanityFeedRule rule, int refused, int noted)
{
  g_assert_cmpint (shop->report.refused[rule], ==, refused);
  g_assert_cmpint (shop->report.noted[rule], ==, noted);
}

static void
test_rules (Shop *shop, gconstpointer data)
{
  static const char feed[]
      = "brand,line,shade,category,hex,finish,gtin,price,price_date,availability,link,spf,labels\n"
        ",No brand,x,lipstick,,,,,,,,,\n"                  /* 2 */
        "B,,,lipstick,,,,,,,,,\n"                          /* 3 */
        "B,Colours,1,lipstick,#12345g,,,,,,,,\n"           /* 4 */
        "B,Digits,2,lipstick,,,4006381333932,,,,,,\n"      /* 5 */
        "B,Prices,3,lipstick,,,,-5.00 USD,,,,,\n"          /* 6 */
        "B,Prices,4,lipstick,,,,99999999999999 USD,,,,,\n" /* 7 */
        "B,Prices,5,lipstick,,,,12.50,,,,,\n"              /* 8 */
        "B,Prices,6,lipstick,,,,0.00 USD,,,,,\n"           /* 9 */
        "B,Days,7,lipstick,,,,1 USD,2026-02-30,,,,\n"      /* 10 */
        "B,Words,8,lipstick,,sparkly-ish,,,,maybe,,,\n"    /* 11 */
        "B,Links,9,lipstick,,,,,,,javascript:alert(1),,\n" /* 12 */
        "B,Things,10,gizmo,,,,,,,,-3,\n"                   /* 13 */
        "B,Fields,11,lipstick,,,,,,,,,,too,many\n"         /* 14 */
        "B,<b>Tags</b> &amp; more,12,lipstick,,,,,,,,,\n"; /* 15 */

  shop_import (shop, "csv", feed);
  check_rule (shop, VANITY_FEED_RULE_BRAND, 1, 0);
  check_rule (shop, VANITY_FEED_RULE_NAME, 1, 0);
  check_rule (shop, VANITY_FEED_RULE_COLUMNS, 1, 0);
  check_rule (shop, VANITY_FEED_RULE_COLOR, 0, 1);
  check_rule (shop, VANITY_FEED_RULE_GTIN, 0, 1);
  check_rule (shop, VANITY_FEED_RULE_PRICE, 0, 3);
  check_rule (shop, VANITY_FEED_RULE_CURRENCY, 0, 1);
  check_rule (shop, VANITY_FEED_RULE_DATE, 0, 1);
  check_rule (shop, VANITY_FEED_RULE_TRAIT, 0, 2);
  check_rule (shop, VANITY_FEED_RULE_AVAILABILITY, 0, 1);
  check_rule (shop, VANITY_FEED_RULE_LINK, 0, 1);
  check_rule (shop, VANITY_FEED_RULE_CATEGORY, 0, 1);
  g_assert_cmpint (shop->report.rows, ==, 14);
  g_assert_cmpint (shop->report.skipped, ==, 3);
  g_assert_cmpint (shop->report.colorless, ==, 11);
  shop_check (shop);

  const VanityFeedRemark *first = &g_array_index (shop->report.remarks, VanityFeedRemark, 2);
  g_assert_cmpint (first->line, ==, 4);
  g_assert_cmpstr (first->field, ==, "hex");
  g_assert_cmpstr (first->value, ==, "#12345g");
  g_assert_false (first->skipped);

  g_autofree char *text = vanity_feed_report_to_text (&shop->report, 100);
  g_assert_nonnull (strstr (text, "-5.00 USD"));
  g_autoptr (JsonNode) json = vanity_feed_report_to_json (&shop->report);
  JsonObject *by_rule
      = json_object_get_object_member (json_node_get_object (json), "noted_by_rule");
  g_assert_cmpint (json_object_get_int_member (by_rule, "price"), ==, 3);
}

static void
test_foreign (Shop *shop, gconstpointer data)
{
  shop_import (shop, "merchant-tsv",
               "id\ttitle\tbrand\tgoogle_product_category\n"
               "1\tDog food\tB\tAnimals & Pet Supplies > Pet Supplies\n2\tLipstick\tB\t3021\n");
  check_rule (shop, VANITY_FEED_RULE_FOREIGN, 1, 0);
  g_assert_cmpint (shop->report.added, ==, 1);
}

/* SQL is a name like any other. */
static void
test_sql (Shop *shop, gconstpointer data)
{
  shop_import (shop, "csv",
               "brand,line,shade\n\"Robert'); DROP TABLE shades;--\",\"\"\" OR 1=1\",'; VACUUM\n");
  g_assert_cmpint (shop->report.added, ==, 1);
  shop_check (shop);

  g_autofree char *shades = shop_dup_shades (shop);
  g_assert_nonnull (strstr (shades, "Robert'); DROP TABLE shades;--|\" OR 1=1|'; VACUUM|"));
}

static void
test_encodings (Shop *shop, gconstpointer data)
{
  static const char mixed[] = "brand,line,shade\nÉclat,L,1\nB,Ros\xe9,2\nB,N\0u\x1fl,3\n";
  g_autoptr (GError) error = NULL;
  g_autofree char *shades = NULL;

  g_assert_true (shop_import_bytes (shop, NULL, mixed, sizeof mixed - 1, &error));
  check_rule (shop, VANITY_FEED_RULE_ENCODING, 0, 1);
  check_rule (shop, VANITY_FEED_RULE_CONTROL, 0, 2);
  g_assert_cmpstr (shop->report.encoding, ==, "UTF-8");
  g_assert_cmpint (shop->report.added, ==, 3);
  shades = shop_dup_shades (shop);
  g_assert_nonnull (strstr (shades, "B|Rosé|2|"));
  g_assert_nonnull (strstr (shades, "B|N u l|3|"));
}

/* Cut off in the middle, at any place: what came before is there. */
static void
test_cut (Shop *shop, gconstpointer data)
{
  static const char *const feeds[] = {
    "<?xml version=\"1.0\"?><rss><channel><item><id>1</id><title>Lipstick "
    "One</title><brand>B</brand>"
    "</item><item><id>2</id><title>Lipstick Two</title><bra",
    "[{\"product_colors\":[],\"brand\":\"B\",\"name\":\"Lipstick "
    "One\"},{\"product_colors\":[],\"brand\":\"B",
    "{\"@context\":\"x\",\"@graph\":[{\"@type\":\"Product\",\"brand\":\"B\",\"name\":\"Lipstick "
    "One\"},{\"@ty",
    "<?xml version=\"1.0\"?><rss><channel><item><title>Lipstick One</title><brand>B</brand>"
    "</item><item><title>A & B</wrong></item>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (feeds); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (shop_import_bytes (shop, NULL, feeds[i], strlen (feeds[i]), &error));
      g_assert_nonnull (shop->report.broken);
      g_assert_cmpint (shop->report.rows, ==, 1);
    }
}

static void
test_deep (Shop *shop, gconstpointer data)
{
  g_autoptr (GString) feed = g_string_new ("[{\"product_colors\":");

  for (int i = 0; i < 200000; i++)
    g_string_append (feed, "[");
  for (int i = 0; i < 200000; i++)
    g_string_append (feed, "]");
  g_string_append (feed, "},{\"brand\":\"B\",\"name\":\"Lipstick\"}]");
  shop_import (shop, "makeup-api", feed->str);
  check_rule (shop, VANITY_FEED_RULE_DEPTH, 1, 0);
  g_assert_cmpint (shop->report.added, ==, 1);
}

/* A line of 10 MiB is cut to what is kept, one of 20 is passed over. */
static void
test_long (Shop *shop, gconstpointer data)
{
  g_autoptr (GString) feed = g_string_new ("brand,line,shade\n");

  for (int mib = 10; mib <= 20; mib += 10)
    {
      gsize start;

      g_string_append (feed, "B,Lipstick ");
      start = feed->len;
      g_string_set_size (feed, start + ((gsize)mib << 20));
      memset (feed->str + start, 'x', (gsize)mib << 20);
      g_string_append_printf (feed, ",%d\n", mib);
    }
  g_string_append (feed, "B,Lipstick,3\n");
  shop_import (shop, "csv", feed->str);
  check_rule (shop, VANITY_FEED_RULE_LENGTH, 1, 0);
  check_rule (shop, VANITY_FEED_RULE_CUT, 0, 1);
  g_assert_cmpint (shop->report.added, ==, 2);
}

/* Entities that unfold without end, and files of others: neither is looked at. */
static void
test_entities (Shop *shop, gconstpointer data)
{
  static const char feed[]
      = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
        "\"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/hostname\">]>"
        "<rss><channel><item><title>Lipstick &b;&c;</title><brand>B</brand></item></channel></rss>";
  g_autoptr (GError) error = NULL;
  g_autofree char *shades = NULL;

  shop_import_bytes (shop, "merchant-xml", feed, sizeof feed - 1, &error);
  shades = shop_dup_shades (shop);
  g_assert_true (g_str_has_prefix (shades, "B|Lipstick &b;&c;||"));
}

/* HTML's entities, and marks that begin none, wherever the pieces that are read end. */
static void
test_html_entities (Shop *shop, gconstpointer data)
{
  g_autoptr (GString) feed = g_string_new ("<rss><channel>");
  g_autofree char *shades = NULL;

  for (int i = 0; i < 400; i++)
    {
      g_string_append_printf (feed, "<item><title>Lipstick caf&eacute;&nbsp;A & B &amp; C &#233;");
      for (int k = 0; k < i; k++)
        g_string_append_c (feed, ' ');
      g_string_append_printf (feed, "</title><brand>B&W</brand><color>%d</color></item>", i);
    }
  g_string_append (feed, "</channel></rss>");
  shop_import (shop, "merchant-xml", feed->str);
  g_assert_null (shop->report.broken);
  g_assert_cmpint (shop->report.added, ==, 400);
  shades = shop_dup_shades (shop);
  for (const char *p = shades; *p; p = strchr (p, '\n') + 1)
    g_assert_true (g_str_has_prefix (p, "B&W|Lipstick café A & B & C é|"));
}

static void
test_nothing (Shop *shop, gconstpointer data)
{
  static const struct
  {
    const char *feed, *format;
  } cases[] = { { "", NULL },
                { "\n\n", NULL },
                { "Dear shop,\nhello\n", NULL },
                { "", "csv" },
                { "x,y\n1,2\n", "csv" },
                { "", "merchant-xml" },
                { "no", "merchant-xml" } };
  g_autoptr (GFile) folder = g_file_new_for_path (shop->folder);
  g_autofree char *pipe = g_build_filename (shop->folder, "pipe", NULL);
  g_autoptr (GFile) pipe_file = g_file_new_for_path (pipe);
  g_autoptr (GFile) absent = g_file_get_child (folder, "absent");
  GFile *const files[] = { folder, pipe_file, absent };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (
          shop_import_bytes (shop, cases[i].format, cases[i].feed, strlen (cases[i].feed), &error));
      g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, "feed"));
    }
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (shop_import_file (shop, files[i], NULL, &error));
      g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FILE);
    }
  g_unlink (pipe);

  g_autoptr (GError) error = NULL;
  g_assert_false (shop_import_bytes (shop, "tape", "x", 1, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
}

/* A table that is cut off tells it by its last row alone. */
static void
test_cut_table (Shop *shop, gconstpointer data)
{
  shop_import (shop, "csv", "brand,line,shade,hex\nB,L,1,#fff\nB,L,2\nB,Li");
  check_rule (shop, VANITY_FEED_RULE_SHORT, 1, 1);
  g_assert_cmpint (shop->report.added, ==, 2);
}

/* Two marks that are no pair, each in its own row. */
static void
test_quotes (Shop *shop, gconstpointer data)
{
  g_autofree char *shades = NULL;

  shop_import (shop, "csv",
               "brand\tline\tshade\nB\t\"5 inch\t1\nB\tBrush 6\"\t2\nB\t\"two\nlines\"\t3\n");
  check_rule (shop, VANITY_FEED_RULE_QUOTE, 0, 1);
  g_assert_cmpint (shop->report.added, ==, 3);
  shades = shop_dup_shades (shop);
  g_assert_nonnull (strstr (shades, "B|\"5 inch|1|"));
  g_assert_nonnull (strstr (shades, "B|Brush 6\"|2|"));
  g_assert_nonnull (strstr (shades, "B|two lines|3|"));
  g_clear_pointer (&shades, g_free);

  /* With commas it is the number of fields that tells. */
  shop_import (shop, "csv", "brand,line,shade\nC,L,\"one\nC,\"Brush\",2\n");
  g_assert_cmpint (shop->report.added, ==, 2);
  shades = shop_dup_shades (shop);
  g_assert_nonnull (strstr (shades, "C|L|\"one|"));
  g_assert_nonnull (strstr (shades, "C|Brush|2|"));
}

/* A header and nothing below; and rows of which none can be used. */
static void
test_no_rows (Shop *shop, gconstpointer data)
{
  shop_import (shop, "csv", "brand,line,shade\n");
  g_assert_cmpint (shop->report.rows, ==, 0);
  shop_import (shop, "csv", "brand,line,shade\n,a,b\n,,\n");
  g_assert_cmpint (shop->report.rows, ==, 2);
  g_assert_cmpint (shop->report.skipped, ==, 2);
}

/* Random bytes in place of some of a feed's. */
static void
test_noise (Shop *shop, gconstpointer data)
{
  static const char *const feeds[] = {
    "brand,line,shade,hex,price\nB,L,1,#fff,1 USD\n\"B\",\"L, \"\"x\"\"\",2,#000 #111,2 EUR\n",
    "<rss><item><title>Lipstick &amp; more</title><brand>B</brand><price>1 "
    "USD</price></item></rss>",
    "[{\"product_colors\":[{\"hex_value\":\"#fff\",\"colour_name\":\"x\"}],\"brand\":\"B\","
    "\"name\":\"L\"}]",
    "<html><script "
    "type=\"application/ld+json\">{\"@type\":\"Product\",\"name\":\"L\",\"brand\":\"B\"}</script>",
  };

  for (int round = 0; round < 400; round++)
    {
      const char *feed = feeds[round % G_N_ELEMENTS (feeds)];
      gsize size = strlen (feed);
      g_autofree char *bytes = g_memdup2 (feed, size);
      g_autoptr (GError) error = NULL;

      for (int n = g_test_rand_int_range (1, 6); n > 0; n--)
        bytes[g_test_rand_int_range (0, (int)size)] = (char)g_test_rand_int_range (0, 256);
      g_assert_true (shop_import_bytes (shop, NULL, bytes, size, &error) == (error == NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  shop_add ("/feed/broken/rules", test_rules);
  shop_add ("/feed/broken/foreign", test_foreign);
  shop_add ("/feed/broken/sql", test_sql);
  shop_add ("/feed/broken/encodings", test_encodings);
  shop_add ("/feed/broken/cut", test_cut);
  shop_add ("/feed/broken/deep", test_deep);
  shop_add ("/feed/broken/long", test_long);
  shop_add ("/feed/broken/entities", test_entities);
  shop_add ("/feed/broken/html-entities", test_html_entities);
  shop_add ("/feed/broken/nothing", test_nothing);
  shop_add ("/feed/broken/quotes", test_quotes);
  shop_add ("/feed/broken/cut-table", test_cut_table);
  shop_add ("/feed/broken/no-rows", test_no_rows);
  shop_add ("/feed/broken/noise", test_noise);
  return g_test_run ();
}

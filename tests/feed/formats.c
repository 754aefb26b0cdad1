/* Each format: what it is told by, and what is read of it. */
#include "shop.h"

#include <string.h>

static void
check (Shop *shop, const char *format, const char *feed, const char *expected)
{
  g_autofree char *shades = NULL;

  shop_import (shop, format, feed);
  shades = shop_dup_shades (shop);
  g_assert_cmpstr (shades, ==, expected);
}

static void
test_merchant_tsv (Shop *shop, gconstpointer data)
{
  check (
      shop, "merchant-tsv",
      "id\ttitle\tdescription\tlink\timage_link\tavailability\tprice\tsale_price\t"
      "google_product_category\tproduct_type\tbrand\tgtin\tcolor\thex\n"
      "7\tMaison A - Velvet Lipstick Matte &amp; Co - Ruby Woo\t<p>Text</p>\t"
      "https://shop.example/p?a=1&amp;b=2\t//shop.example/p 7.jpg\tin stock\t15.00 USD\t12.50 USD\t"
      "3021\tMakeup > Lips\tMaison A\t4006381333931\tRuby Woo\t#D62352\n"
      "8\tLiquid Base SPF 15 in NC25\t\t\t\tout_of_stock\t\"1.234,50 EUR\"\t\t"
      "Health & Beauty > Personal Care > Cosmetics > Makeup > Face Makeup > "
      "Foundations & Concealers\t\tMAC\t\tNC25\t\n",
      "MAC|Liquid Base SPF 15|NC25|foundation||unknown|unknown|warm||1234.50 EUR@2026-01-02,|||"
      "|4|15|out_of_stock|-1|unknown|NC25|test|8\n"
      "Maison A|Velvet Lipstick Matte & Co|Ruby Woo|lipstick|#d62352|velvet|unknown|unknown|"
      "04006381333931|12.50 USD@2026-01-02,|https://shop.example/p?a=1&b=2|"
      "https://shop.example/p%207.jpg||0|0|in_stock|-1|given||test|7\n");
  shop_check (shop);
  g_assert_cmpint (shop->report.colorless, ==, 1);
}

static void
test_merchant_xml (Shop *shop, gconstpointer data)
{
  check (shop, "merchant-xml",
         "<?xml version=\"1.0\"?>\n<rss version=\"2.0\" xmlns:g=\"http://base.google.com/ns/1.0\">"
         "<channel><title>Shop</title><item><g:id>7</g:id><title>Gloss &amp;amp; Shine</title>"
         "<g:brand><![CDATA[Maison <b>A</b>]]></g:brand><link>https://shop.example/7</link>"
         "<g:color>Red</g:color><g:price>5 GBP</g:price><g:shipping><g:price>9 GBP</g:price>"
         "</g:shipping><g:product_type>Lip Gloss</g:product_type></item>"
         "<item><g:id>8</g:id></item></channel></rss>",
         "Maison A|Gloss & Shine|Red|lip-gloss||gloss|unknown|unknown||5.00 GBP@2026-01-02,|"
         "https://shop.example/7|||0|0|unknown|-1|unknown||test|7\n");
  g_assert_cmpint (shop->report.refused[VANITY_FEED_RULE_NAME], ==, 1);
}

static void
test_json_ld (Shop *shop, gconstpointer data)
{
  check (
      shop, "jsonld",
      "{\"@context\":\"https://"
      "schema.org\",\"@graph\":[{\"@type\":\"Organization\",\"name\":\"x\"},"
      "{\"@type\":[\"ProductGroup\"],\"name\":\"Blush "
      "Stick\",\"brand\":{\"@type\":\"Brand\",\"name\":"
      "\"B\"},\"category\":\"Blush\",\"hasVariant\":[{\"@type\":\"Product\",\"name\":\"Blush Stick "
      "- Pink\","
      "\"sku\":1,\"gtin13\":\"4006381333931\",\"offers\":[{\"price\":9.5,\"priceCurrency\":\"USD\","
      "\"availability\":\"https://schema.org/InStock\"},{\"priceSpecification\":{\"price\":\"8\","
      "\"priceCurrency\":\"EUR\"}}],\"additionalProperty\":{\"name\":\"Hex\",\"value\":\"#ff8899\"}"
      "},"
      "{\"@type\":\"Product\",\"color\":\"Peach\",\"image\":{\"contentUrl\":"
      "\"https://shop.example/i.png\"},\"offers\":{\"@type\":\"AggregateOffer\",\"lowPrice\":3,"
      "\"priceCurrency\":\"USD\"}}]}]}",
      "B|Blush Stick|Peach|blush||unknown|unknown|unknown||3.00 USD@2026-01-02,||"
      "https://shop.example/i.png||0|0|unknown|-1|unknown||test|\n"
      "B|Blush Stick|Pink|blush|#ff8899|unknown|unknown|unknown|04006381333931|"
      "8.00 EUR@2026-01-02,9.50 USD@2026-01-02,||||0|0|in_stock|-1|given||test|1\n");
}

static void
test_page (Shop *shop, gconstpointer data)
{
  check (shop, "html",
         "<!DOCTYPE html><html><script>var a = '<script>';</script>\n"
         "<SCRIPT type='application/ld+json'>broken</SCRIPT><script type=\"application/ld+json\">\n"
         "<!-- "
         "{\"@type\":\"http://schema.org/Product\",\"name\":\"Mascara\nNoir\",\"brand\":\"B\"} -->"
         "</script><script type=\"application/ld+json\">{\"@type\":\"Product\" "
         "\"name\"}</script></html>",
         "B|Mascara Noir||mascara||unknown|unknown|unknown|||||"
         "|0|0|unknown|-1|unknown||test|\n");
  g_assert_cmpint (shop->report.refused[VANITY_FEED_RULE_RECORD], ==, 1);
}

static void
test_beauty_facts (Shop *shop, gconstpointer data)
{
  const char *expected = "Maison|Rouge|"
                         "|lipstick||unknown|unknown|unknown|04006381333931||"
                         "https://facts.example/1||Aqua, Mica|1|0|unknown|-1|unknown||test|"
                         "4006381333931\n";

  check (shop, "beauty-facts-csv",
         "code\turl\tproduct_name\tbrands\tcategories_tags\tlabels_tags\tingredients_text\t"
         "last_modified_t\n4006381333931\thttps://facts.example/1\tRouge\tMaison,Other\t"
         "en:makeup,en:lipsticks\ten:vegan\tAqua, Mica\t1700000000\n",
         expected);
  /* The same product, once more. */
  check (
      shop, "beauty-facts-jsonl",
      "{\"code\":\"4006381333931\",\"url\":\"https://facts.example/1\",\"product_name\":\"Rouge\","
      "\"brands\":\"Maison,Other\",\"categories_tags\":[\"en:makeup\",\"en:lipsticks\"],"
      "\"labels_tags\":[\"en:vegan\"],\"ingredients_text\":\"Aqua, Mica\","
      "\"last_modified_t\":1700000000}\n{\"code\":\n",
      expected);
  g_assert_cmpint (shop->report.unchanged, ==, 1);
  g_assert_cmpint (shop->report.refused[VANITY_FEED_RULE_RECORD], ==, 1);
}

static void
test_makeup_api (Shop *shop, gconstpointer data)
{
  check (
      shop, "makeup-api",
      "[{\"id\":1,\"brand\":\"b\",\"name\":\"Eyes\",\"price\":\"5.0\",\"currency\":\"CAD\","
      "\"product_type\":"
      "\"eyeshadow\",\"category\":\"palette\",\"tag_list\":[\"Vegan\"],\"updated_at\":"
      "\"2018-07-09T00:53:23.301Z\",\"product_colors\":[{\"hex_value\":\"gray7\",\"colour_name\":"
      "\"One\"},"
      "{\"hex_value\":\"#CFB3BC,#A996A8\",\"colour_name\":\"Two\"},{\"hex_value\":\"#010203\","
      "\"colour_name\":\"\"},{\"hex_value\":\"#12345\",\"colour_name\":\"Four\"}]}]",
      "b|Eyes|#010203|eyeshadow|#010203|unknown|unknown|unknown||5.00 CAD@2018-07-09,||||1|0|"
      "unknown|-1|given||test|1\n"
      "b|Eyes|Four|eyeshadow||unknown|unknown|unknown||5.00 CAD@2018-07-09,||||1|0|unknown|-1|"
      "unknown||test|1\n"
      "b|Eyes|One|eyeshadow|#121212|unknown|unknown|unknown||5.00 CAD@2018-07-09,||||1|0|unknown|"
      "-1|given||test|1\n"
      "b|Eyes|Two|eyeshadow|#cfb3bc#a996a8|unknown|unknown|unknown||5.00 CAD@2018-07-09,||||1|0|"
      "unknown|-1|given||test|1\n");
  g_assert_cmpint (shop->report.noted[VANITY_FEED_RULE_COLOR], ==, 1);
}

static void
test_series (Shop *shop, gconstpointer data)
{
  check (
      shop, "series-json",
      "{\"brands\":[{\"name\":\"迪奥\",\"series\":[{\"name\":\"烈艳蓝金\",\"lipsticks\":[{"
      "\"color\":"
      "\"#D62352\",\"id\":\"999\",\"name\":\"传奇\"}]}]}]}",
      "迪奥|烈艳蓝金|999 传奇|lipstick|#d62352|unknown|unknown|unknown||||||0|0|unknown|-1|given||"
      "test|\n");
}

static void
test_plain (Shop *shop, gconstpointer data)
{
  check (
      shop, "csv",
      "Brand;Line;Shade;Category;Hex;Finish;Price;Currency\r\n"
      "B;L;\"S; \"\"x\"\"\";lip-liner;#fff;matte;3,50;EUR\r\n",
      "B|L|S; \"x\"|lip-liner|#ffffff|matte|unknown|unknown||3.50 EUR@2026-01-02,||||0|0|unknown|"
      "-1|given||test|\n");
}

/* A table with the columns of The Pudding's, where "NA" is nothing. */
static void
test_numbers (Shop *shop, gconstpointer data)
{
  check (
      shop, "csv",
      "brand,product,url,description,name,specific,hex\n"
      "B,Luminous Foundation,,355N (medium skin with a neutral undertone),NA,355N,#A06F4A\n"
      "B,Luminous Foundation,,NA,Amber,118,#A06F4B\n"
      "B,Luminous Foundation,,NA,NA,NA,#A06F4C\n",
      "B|Luminous Foundation|#A06F4C|foundation|#a06f4c|dewy|unknown|unknown||||||0|0|unknown|-1|"
      "given||test|\n"
      "B|Luminous Foundation|118 Amber|foundation|#a06f4b|dewy|unknown|unknown||||||0|0|unknown|-1|"
      "given||test|\n"
      "B|Luminous Foundation|355N|foundation|#a06f4a|dewy|unknown|neutral||||||0|0|unknown|-1|"
      "given|355N (medium skin with a neutral undertone)|test|\n");
}

/* Variants beside their group, which they name or are named by; the group comes twice. */
static void
test_variants_apart (Shop *shop, gconstpointer data)
{
  static const char group[]
      = "{\"@context\":\"https://"
        "schema.org\",\"@type\":\"ProductGroup\",\"@id\":\"#kiss\",\"name\":"
        "\"Kiss Lipstick\",\"brand\":{\"name\":\"B\"},\"hasVariant\":[{\"@id\":\"#2\"},{\"@type\":"
        "\"Product\",\"color\":\"Rose\"}]}";
  g_autofree char *text = g_strdup_printf (
      "[%s,%s,{\"@type\":\"Product\",\"isVariantOf\":{\"@id\":\"#kiss\"},\"name\":\"Kiss Lipstick "
      "Coral\",\"color\":\"Coral\"},{\"@type\":\"Product\",\"@id\":\"#2\",\"name\":\"Kiss Lipstick "
      "Blue\"},{\"@type\":\"Product\",\"isVariantOf\":{\"@id\":\"#other\"},\"name\":\"Kiss Red\"}]",
      group, group);

  check (shop, "jsonld", text,
         "B|Kiss Lipstick|Blue|lipstick||unknown|unknown|unknown||||||0|0|unknown|-1|unknown||test|"
         "\nB|Kiss Lipstick|Coral|lipstick||unknown|unknown|unknown||||||0|0|unknown|-1|unknown||"
         "test|\nB|Kiss Lipstick|Rose|lipstick||unknown|unknown|unknown||||||0|0|unknown|-1|unknown"
         "||test|\n");
  g_assert_cmpint (shop->report.refused[VANITY_FEED_RULE_BRAND], ==, 1);
}

/* A colour where its name should be; "#220" is a number. */
static void
test_color_as_name (Shop *shop, gconstpointer data)
{
  check (shop, "merchant-tsv",
         "id\ttitle\tbrand\tavailability\tcolor\thex\n"
         "1\tLipstick One\tB\tin stock\t #b01030 \t\n"
         "2\tLipstick Two\tB\tin stock\t#220\t\n"
         "3\tLipstick Three\tB\tin stock\t#220000\t#010203\n"
         "4\tLipstick Four\tB\tin stock\t#110000 Red\t\n",
         "B|Lipstick Four|#110000 Red|lipstick||unknown|unknown|unknown||||||0|0|in_stock|-1|"
         "unknown||test|4\n"
         "B|Lipstick One|#b01030|lipstick|#b01030|unknown|unknown|unknown||||||0|0|in_stock|-1|"
         "given||test|1\n"
         "B|Lipstick Three|#220000|lipstick|#010203|unknown|unknown|unknown||||||0|0|in_stock|-1|"
         "given||test|3\n"
         "B|Lipstick Two|#220|lipstick||unknown|unknown|unknown||||||0|0|in_stock|-1|"
         "unknown||test|2\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  shop_add ("/feed/formats/merchant-tsv", test_merchant_tsv);
  shop_add ("/feed/formats/merchant-xml", test_merchant_xml);
  shop_add ("/feed/formats/json-ld", test_json_ld);
  shop_add ("/feed/formats/variants-apart", test_variants_apart);
  shop_add ("/feed/formats/page", test_page);
  shop_add ("/feed/formats/beauty-facts", test_beauty_facts);
  shop_add ("/feed/formats/makeup-api", test_makeup_api);
  shop_add ("/feed/formats/series", test_series);
  shop_add ("/feed/formats/plain", test_plain);
  shop_add ("/feed/formats/numbers", test_numbers);
  shop_add ("/feed/formats/color-as-name", test_color_as_name);
  return g_test_run ();
}

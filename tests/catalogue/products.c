#include "products.h"

#include "catalogue/text.h"
#include "feed/table.h"

#include <json-glib/json-glib.h>
#include <string.h>

static void
product_free (void *data)
{
  Product *product = data;

  g_free (product->brand);
  g_free (product->product);
  for (gsize i = 0; i < G_N_ELEMENTS (product->names); i++)
    g_free (product->names[i]);
  g_free (product->kind);
  g_free (product->title);
  g_free (product->text);
  g_free (product->maker);
  g_free (product->color);
  g_free (product);
}

char *
products_fold (const char *text)
{
  g_autoptr (GString) plain = g_string_new (text);

  g_string_replace (plain, "'", "", 0);
  g_string_replace (plain, "’", "", 0);
  return vanity_text_fold (plain->str);
}

static Product *
product_new (const char *brand, const char *title, const char *text, const char *color)
{
  Product *product = g_new0 (Product, 1);

  product->maker = g_strdup (brand);
  product->brand = products_fold (brand);
  product->title = g_strdup (title);
  product->product = products_fold (title);
  product->text = g_strdup (text);
  product->color = g_strdup (color);
  return product;
}

static const char *
get_member (JsonObject *object, const char *name)
{
  const char *text = json_object_get_string_member_with_default (object, name, "");

  return text != NULL ? text : "";
}

static void
read_makeup_api (const char *path, GPtrArray *products)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *list;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  list = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = json_array_get_object_element (list, i);
      JsonArray *colors = json_object_get_array_member (object, "product_colors");
      guint n = json_array_get_length (colors);

      /* A product without colours is one row, so that its words are met. */
      for (guint k = 0; k < MAX (n, 1); k++)
        {
          JsonObject *color = k < n ? json_array_get_object_element (colors, k) : NULL;
          const char *name = color != NULL ? get_member (color, "colour_name") : "";
          Product *product
              = product_new (get_member (object, "brand"), get_member (object, "name"), name,
                             color != NULL ? get_member (color, "hex_value") : "");

          product->names[0] = products_fold (name);
          product->kind = g_strdup_printf ("%s %s", get_member (object, "product_type"),
                                           get_member (object, "category"));
          g_ptr_array_add (products, product);
        }
    }
}

/* Where the name of "12N Fair Neutral (fair skin)  selected" ends. */
static gsize
find_end (const char *text)
{
  static const char *const ends[] = { " (", " OUT OF STOCK", "  selected", " - " };
  gsize n = strlen (text);

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const char *at = strstr (text, ends[i]);

      if (at != NULL)
        n = MIN (n, (gsize)(at - text));
    }
  return n;
}

static void
read_pudding (const char *path, GPtrArray *products)
{
  enum
  {
    BRAND,
    PRODUCT,
    DESCRIPTION = 3,
    NAME = 6,
    SPECIFIC,
    HEX = 9
  };
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityFeedInput) input = vanity_feed_input_open (file, NULL, &error);
  g_autoptr (VanityFeedTable) table = NULL;
  VanityFeedTableRow row;
  VanityFeedTableState state;

  g_assert_no_error (error);
  table = vanity_feed_table_new (input, ',');
  while ((state = vanity_feed_table_next (table, &row, &error)) == VANITY_FEED_TABLE_ROW)
    {
      Product *product;
      const char *name, *specific;
      g_autofree char *both = NULL, *described = NULL;

      if (row.line == 1 || row.n_fields <= HEX)
        continue;
      name = strcmp (row.fields[NAME], "NA") != 0 ? row.fields[NAME] : "";
      specific = strcmp (row.fields[SPECIFIC], "NA") != 0 ? row.fields[SPECIFIC] : "";
      product = product_new (row.fields[BRAND], row.fields[PRODUCT], row.fields[DESCRIPTION],
                             row.fields[HEX]);
      both = g_strdup_printf ("%s %s", specific, name);
      described = g_strndup (row.fields[DESCRIPTION], find_end (row.fields[DESCRIPTION]));
      product->names[0] = products_fold (both);
      product->names[1] = products_fold (described);
      product->names[2] = products_fold (name);
      product->names[3] = products_fold (specific);
      g_ptr_array_add (products, product);
    }
  g_assert_no_error (error);
  g_assert_cmpint (state, ==, VANITY_FEED_TABLE_END);
}

GPtrArray *
products_read (void)
{
  const char *shared = g_getenv ("VANITY_SHARED");
  g_autofree char *folder
      = g_build_filename (shared != NULL ? shared : "", "data", "products", NULL);
  g_autofree char *json = g_build_filename (folder, "makeup-api.json", NULL);
  g_autofree char *csv = g_build_filename (folder, "pudding-foundation-shades.csv", NULL);
  GPtrArray *products;

  if (shared == NULL || !g_file_test (json, G_FILE_TEST_EXISTS)
      || !g_file_test (csv, G_FILE_TEST_EXISTS))
    return NULL;
  products = g_ptr_array_new_with_free_func (product_free);
  read_makeup_api (json, products);
  read_pudding (csv, products);
  return products;
}

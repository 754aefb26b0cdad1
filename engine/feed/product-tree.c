#include "feed/product-tree.h"

#include "feed/plain.h"

#include <string.h>

#define MAX_OFFERS 64
#define MAX_GROUPS 65536
#define MAX_WORDS 256 /* bytes of what is kept of one */
/* Our own properties have names of ours: so nothing that is read back is guessed. */
#define OWN "vanity_"

typedef struct
{
  gint64 line;
  GPtrArray *kept;
  VanityFeedSink *sink;
} Walk;

static JsonNode *
get (JsonNode *node, const char *name)
{
  return vanity_feed_tree_get (node, name);
}

static const char *
get_text (Walk *walk, JsonNode *node, const char *name)
{
  return vanity_feed_tree_get_text (get (node, name), walk->kept);
}

static const char *
keep (Walk *walk, char *text)
{
  g_ptr_array_add (walk->kept, text);
  return text;
}

/* "https://schema.org/Product", "schema:Product" and "Product" are one. */
static gboolean
is_of_type (Walk *walk, JsonNode *node, const char *const *types)
{
  JsonNode *type = get (node, "@type");

  for (guint i = 0; i < vanity_feed_tree_count (type); i++)
    {
      const char *name = vanity_feed_tree_get_text (vanity_feed_tree_at (type, i), walk->kept);
      const char *end = name ? strpbrk (name, "/:#") : NULL;

      for (; end; end = strpbrk (name, "/:#"))
        name = end + 1;
      if (name && g_strv_contains (types, name))
        return TRUE;
    }
  return FALSE;
}

/* A text, or the text in a thing that has a name or an address. */
static const char *
get_thing (Walk *walk, JsonNode *node, const char *name, const char *const *members)
{
  JsonNode *thing = get (node, name);
  const char *text = vanity_feed_tree_get_text (thing, walk->kept);

  for (guint i = 0; !text && i < vanity_feed_tree_count (thing); i++)
    for (int k = 0; !text && members[k]; k++)
      text = get_text (walk, vanity_feed_tree_at (thing, i), members[k]);
  return text;
}

typedef struct
{
  const char *price, *currency;
} Price;

typedef struct
{
  Price prices[MAX_OFFERS];
  guint n;
  const char *availability, *link, *gtin;
} Offers;

/* Of two in one currency the lower, which is what somebody would pay. */
static void
add_price (Offers *offers, const char *price, const char *currency)
{
  for (guint i = 0; i < offers->n; i++)
    if (g_strcmp0 (offers->prices[i].currency, currency) == 0)
      {
        if (g_ascii_strtod (price, NULL) < g_ascii_strtod (offers->prices[i].price, NULL))
          offers->prices[i].price = price;
        return;
      }
  if (offers->n < MAX_OFFERS)
    offers->prices[offers->n++] = (Price){ price, currency };
}

static void
collect_offers (Walk *walk, JsonNode *node, const char *currency, Offers *offers)
{
  static const char *const prices[] = { "price", "lowPrice", NULL };

  for (guint i = 0; i < vanity_feed_tree_count (node); i++)
    {
      JsonNode *offer = vanity_feed_tree_at (node, i);
      JsonNode *specification = get (offer, "priceSpecification");
      const char *own = get_text (walk, offer, "priceCurrency");
      const char *price = NULL;

      own = own ? own : currency;
      for (int k = 0; !price && prices[k]; k++)
        price = get_text (walk, offer, prices[k]);
      if (price)
        add_price (offers, price, own);
      else
        collect_offers (walk, specification, own, offers);
      collect_offers (walk, get (offer, "offers"), own, offers);
      if (!offers->availability)
        offers->availability = get_text (walk, offer, "availability");
      if (!offers->link)
        offers->link = get_text (walk, offer, "url");
      for (const char *const *gtin
           = (const char *const[]){ "gtin", "gtin13", "gtin12", "gtin14", "gtin8", NULL };
           !offers->gtin && *gtin; gtin++)
        offers->gtin = get_text (walk, offer, *gtin);
    }
}

static void
set_offers (Walk *walk, VanityFeedRow *row, JsonNode *node)
{
  Offers offers = { 0 };

  collect_offers (walk, get (node, "offers"), NULL, &offers);
  vanity_feed_row_set (row, VANITY_FEED_AVAILABILITY, "availability", offers.availability);
  if (!row->text[VANITY_FEED_LINK])
    vanity_feed_row_set (row, VANITY_FEED_LINK, "offers.url", offers.link);
  if (!row->text[VANITY_FEED_GTIN])
    vanity_feed_row_set (row, VANITY_FEED_GTIN, "offers.gtin", offers.gtin);
  if (offers.n == 0)
    return;

  GString *prices = g_string_new (NULL);
  for (guint i = 0; i < offers.n; i++)
    g_string_append_printf (prices, "%s%s%s%s", i > 0 ? "|" : "", offers.prices[i].price,
                            offers.prices[i].currency ? " " : "",
                            offers.prices[i].currency ? offers.prices[i].currency : "");
  vanity_feed_row_set (row, VANITY_FEED_PRICE, "offers.price",
                       keep (walk, g_string_free (prices, FALSE)));
}

static gboolean
find_property (const char *name, VanityFeedField *field)
{
  static const VanityFeedColumn known[] = {
    { "hex", VANITY_FEED_COLOR },
    { "color_hex", VANITY_FEED_COLOR },
    { "colorhex", VANITY_FEED_COLOR },
    { "hex_color", VANITY_FEED_COLOR },
    { "hex_code", VANITY_FEED_COLOR },
    { "hex_value", VANITY_FEED_COLOR },
    { "colour_hex", VANITY_FEED_COLOR },
    { "swatch", VANITY_FEED_SWATCH },
    { "shade", VANITY_FEED_SHADE },
    { "shade_name", VANITY_FEED_SHADE },
    { "finish", VANITY_FEED_FINISH },
    { "coverage", VANITY_FEED_COVERAGE },
    { "undertone", VANITY_FEED_UNDERTONE },
    { "ingredients", VANITY_FEED_INGREDIENTS },
    { "spf", VANITY_FEED_SPF },
    { "labels", VANITY_FEED_LABELS },
    { NULL, 0 },
  };
  gboolean own = g_str_has_prefix (name, OWN);
  const VanityFeedColumn *list = own ? vanity_feed_plain_columns : known;

  name += own ? strlen (OWN) : 0;
  for (; list->name; list++)
    if (g_str_equal (list->name, name))
      {
        *field = list->field;
        return TRUE;
      }
  return FALSE;
}

static void
set_properties (Walk *walk, VanityFeedRow *row, JsonNode *node)
{
  JsonNode *list = get (node, "additionalProperty");

  for (guint i = 0; i < vanity_feed_tree_count (list); i++)
    {
      JsonNode *property = vanity_feed_tree_at (list, i);
      const char *id = get_text (walk, property, "propertyID");
      const char *name = get_text (walk, property, "name");
      const char *value = get_text (walk, property, "value");
      g_autofree char *folded = id ? vanity_feed_fold_name (id) : NULL;
      VanityFeedField field;

      if (!folded || !find_property (folded, &field))
        {
          g_free (folded);
          folded = name ? vanity_feed_fold_name (name) : NULL;
          if (!folded || !find_property (folded, &field))
            continue;
        }
      vanity_feed_row_set (row, field, "additionalProperty", value);
    }
}

static void
fill (Walk *walk, VanityFeedRow *row, JsonNode *node)
{
  static const char *const names[] = { "name", NULL };
  static const char *const addresses[] = { "url", "contentUrl", "@id", NULL };
  static const struct
  {
    const char *name;
    VanityFeedField field;
  } members[] = {
    { "sku", VANITY_FEED_SOURCE_ID },     { "productID", VANITY_FEED_SOURCE_ID },
    { "color", VANITY_FEED_SHADE },       { "gtin8", VANITY_FEED_GTIN },
    { "gtin14", VANITY_FEED_GTIN },       { "gtin12", VANITY_FEED_GTIN },
    { "gtin13", VANITY_FEED_GTIN },       { "gtin", VANITY_FEED_GTIN },
    { "url", VANITY_FEED_LINK },          { "name", VANITY_FEED_TITLE },
    { "dateModified", VANITY_FEED_DATE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    vanity_feed_row_set (row, members[i].field, members[i].name,
                         get_text (walk, node, members[i].name));
  vanity_feed_row_set (row, VANITY_FEED_BRAND, "manufacturer",
                       get (node, "brand") ? NULL : get_thing (walk, node, "manufacturer", names));
  vanity_feed_row_set (row, VANITY_FEED_BRAND, "brand", get_thing (walk, node, "brand", names));
  vanity_feed_row_set (row, VANITY_FEED_CATEGORY, "category",
                       get_thing (walk, node, "category", names));
  vanity_feed_row_set (row, VANITY_FEED_IMAGE, "image", get_thing (walk, node, "image", addresses));
  set_offers (walk, row, node);
  set_properties (walk, row, node);
}

/* What variants that stand elsewhere in the file take from their group. */
static const VanityFeedField common[]
    = { VANITY_FEED_BRAND, VANITY_FEED_TITLE, VANITY_FEED_CATEGORY };

static void
remember_group (Walk *walk, const VanityFeedRow *group, JsonNode *node)
{
  GHashTable *memory = vanity_feed_sink_get_memory (walk->sink);
  const char *id = get_text (walk, node, "@id");
  char **words;

  if (!id || strlen (id) > MAX_WORDS || g_hash_table_size (memory) >= MAX_GROUPS)
    return;
  words = g_new0 (char *, G_N_ELEMENTS (common) + 1);
  for (gsize i = 0; i < G_N_ELEMENTS (common); i++)
    {
      const char *text = group->text[common[i]];
      words[i] = g_strdup (text && strlen (text) <= MAX_WORDS ? text : "");
    }
  g_hash_table_replace (memory, g_strdup (id), words);
}

/* FALSE where nothing was told of a group, or of the group of a variant, of that name. */
static gboolean
recall_group (Walk *walk, VanityFeedRow *group, JsonNode *node)
{
  const char *id = get_text (walk, node, "@id");
  char **words = id ? g_hash_table_lookup (vanity_feed_sink_get_memory (walk->sink), id) : NULL;

  for (gsize i = 0; words && i < G_N_ELEMENTS (common); i++)
    if (*words[i])
      vanity_feed_row_set (group, common[i], "isVariantOf", keep (walk, g_strdup (words[i])));
  return words != NULL;
}

/* A node that only names one elsewhere. */
static gboolean
is_reference (JsonNode *node)
{
  return JSON_NODE_HOLDS_OBJECT (node) && vanity_feed_tree_get (node, "@id")
         && json_object_get_size (json_node_get_object (node)) == 1;
}

static void take_node (Walk *walk, JsonNode *node);

/* What a variant's name has beyond its group's. */
static const char *
find_rest (Walk *walk, const char *name, const char *group)
{
  if (!name || !*name || g_str_equal (name, group))
    return NULL;
  if (!g_str_has_prefix (name, group))
    return name;

  GString *rest = g_string_new (name + strlen (group));
  vanity_feed_drop_marks (rest);
  return keep (walk, g_string_free (rest, FALSE));
}

static void
take_variants (Walk *walk, const VanityFeedRow *group, JsonNode *variants)
{
  const char *title = group->text[VANITY_FEED_TITLE];

  for (guint i = 0; i < vanity_feed_tree_count (variants); i++)
    {
      JsonNode *variant = vanity_feed_tree_at (variants, i);
      VanityFeedRow row = *group;

      if (is_reference (variant))
        {
          remember_group (walk, group, variant);
          continue;
        }
      /* A number of the whole group is none of its parts. */
      row.text[VANITY_FEED_GTIN] = row.text[VANITY_FEED_SHADE] = NULL;
      fill (walk, &row, variant);
      if (title && *title && !row.text[VANITY_FEED_LINE])
        {
          if (!row.text[VANITY_FEED_SHADE])
            vanity_feed_row_set (&row, VANITY_FEED_SHADE, "name",
                                 find_rest (walk, row.text[VANITY_FEED_TITLE], title));
          vanity_feed_row_set (&row, VANITY_FEED_TITLE, "name", title);
        }
      vanity_feed_sink_take (walk->sink, &row);
    }
}

static void
take_product (Walk *walk, JsonNode *node)
{
  static const char *const groups[] = { "ProductGroup", NULL };
  VanityFeedRow row = { .line = walk->line };
  JsonNode *variants = get (node, "hasVariant"), *group = get (node, "isVariantOf");
  gboolean is_group = is_of_type (walk, node, groups);

  if (group && JSON_NODE_HOLDS_OBJECT (group) && !get (group, "hasVariant"))
    {
      recall_group (walk, &row, group);
      fill (walk, &row, group);
      row.text[VANITY_FEED_GTIN] = NULL;
      take_variants (walk, &row, node);
      return;
    }
  if (!variants && !is_group && recall_group (walk, &row, node))
    {
      take_variants (walk, &row, node);
      return;
    }
  fill (walk, &row, node);
  if (is_group)
    remember_group (walk, &row, node);
  if (vanity_feed_tree_count (variants) > 0)
    take_variants (walk, &row, variants);
  else
    vanity_feed_sink_take (walk->sink, &row);
}

static void
take_node (Walk *walk, JsonNode *node)
{
  static const char *const products[]
      = { "Product", "ProductGroup", "IndividualProduct", "ProductModel", "SomeProducts", NULL };
  static const char *const holders[]
      = { "@graph", "itemListElement", "item", "mainEntity", "itemOffered", NULL };

  for (guint i = 0; i < vanity_feed_tree_count (node); i++)
    {
      JsonNode *one = vanity_feed_tree_at (node, i);

      if (!JSON_NODE_HOLDS_OBJECT (one))
        {
          if (JSON_NODE_HOLDS_ARRAY (one))
            take_node (walk, one);
          continue;
        }
      if (is_of_type (walk, one, products))
        {
          take_product (walk, one);
          continue;
        }
      for (int k = 0; holders[k]; k++)
        if (get (one, holders[k]))
          take_node (walk, get (one, holders[k]));
    }
}

void
vanity_feed_product_tree_take (JsonNode *node, gint64 line, GPtrArray *kept, VanityFeedSink *sink)
{
  Walk walk = { .line = line, .kept = kept, .sink = sink };

  take_node (&walk, node);
}

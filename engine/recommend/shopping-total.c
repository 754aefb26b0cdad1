/* What the look list costs, and the list as text and as a table. */
#include "base/csv.h"
#include "base/write-file.h"
#include "recommend/shopping.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const VanityPrice *
vanity_shopping_item_get_price (const VanityShoppingItem *item, const char *currency)
{
  const VanityPrice *price
      = currency != NULL ? vanity_shade_find_price (item->shade, currency) : NULL;

  if (price == NULL && item->shade->n_prices > 0)
    price = &item->shade->prices[0];
  return price;
}

static int
compare_totals (gconstpointer one, gconstpointer other)
{
  return strcmp (((const VanityShoppingTotal *)one)->money.currency,
                 ((const VanityShoppingTotal *)other)->money.currency);
}

static VanityShoppingTotal *
find_total (GArray *totals, const char *currency)
{
  VanityShoppingTotal total = { 0 };

  for (guint i = 0; i < totals->len; i++)
    {
      VanityShoppingTotal *old = &g_array_index (totals, VanityShoppingTotal, i);

      if (g_str_equal (old->money.currency, currency))
        return old;
    }
  g_strlcpy (total.money.currency, currency, sizeof total.money.currency);
  g_array_append_val (totals, total);
  return &g_array_index (totals, VanityShoppingTotal, totals->len - 1);
}

GArray *
vanity_shopping_total (const GPtrArray *items, const char *currency, int *unpriced)
{
  GArray *totals = g_array_new (FALSE, FALSE, sizeof (VanityShoppingTotal));
  int without = 0;

  for (guint i = 0; i < items->len; i++)
    {
      const VanityShoppingItem *item = items->pdata[i];
      const VanityPrice *price = vanity_shopping_item_get_price (item, currency);
      VanityShoppingTotal *total;

      if (price == NULL)
        {
          without += item->quantity;
          continue;
        }
      total = find_total (totals, price->money.currency);
      total->money.minor += price->money.minor * item->quantity;
      total->n_pieces += item->quantity;
    }
  g_array_sort (totals, compare_totals);
  if (unpriced != NULL)
    *unpriced = without;
  return totals;
}

char *
vanity_shopping_dup_total (const GPtrArray *items, const char *currency)
{
  int unpriced = 0;
  g_autoptr (GArray) totals = vanity_shopping_total (items, currency, &unpriced);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < totals->len; i++)
    {
      const VanityShoppingTotal *total = &g_array_index (totals, VanityShoppingTotal, i);
      g_autofree char *money = vanity_money_format (total->money);

      g_string_append (text, i > 0 ? _ ("; ") : "");
      g_string_append_printf (text,
                              dngettext (GETTEXT_PACKAGE, "%s for %d piece", "%s for %d pieces",
                                         (gulong)total->n_pieces),
                              money, total->n_pieces);
    }
  if (unpriced > 0)
    {
      g_string_append (text, text->len > 0 ? _ ("; ") : "");
      g_string_append_printf (text,
                              dngettext (GETTEXT_PACKAGE, "%d piece without a known price",
                                         "%d pieces without a known price", (gulong)unpriced),
                              unpriced);
    }
  return g_string_free (text, FALSE);
}

/* "Face powder: 2 × Brand Line, Shade (15.00 USD)". */
static void
append_line (GString *text, const VanityShoppingItem *item, const char *currency)
{
  const VanityPrice *price = vanity_shopping_item_get_price (item, currency);
  g_autofree char *title = vanity_shade_dup_title (item->shade);
  g_autofree char *money
      = price != NULL ? vanity_money_format (price->money) : g_strdup (_ ("price not known"));

  if (item->shade->category != VANITY_CATEGORY_OTHER)
    g_string_append_printf (text, _ ("%s: "), vanity_category_get_label (item->shade->category));
  if (item->quantity > 1)
    g_string_append_printf (text, _ ("%d × "), item->quantity);
  g_string_append_printf (text, "%s (%s)\n", title, money);
}

char *
vanity_shopping_to_text (const GPtrArray *items, const char *currency)
{
  GString *text = g_string_new (NULL);
  g_autofree char *total = vanity_shopping_dup_total (items, currency);

  for (guint i = 0; i < items->len; i++)
    append_line (text, items->pdata[i], currency);
  if (items->len > 0)
    g_string_append_printf (text, _ ("Total: %s\n"), total);
  return g_string_free (text, FALSE);
}

static void
append_number (GString *table, int number)
{
  g_autofree char *text = g_strdup_printf ("%d", number);

  vanity_csv_append_field (table, text);
}

static void
append_row (GString *table, const VanityShoppingItem *item, const char *currency)
{
  const VanityShade *shade = item->shade;
  const VanityPrice *price = vanity_shopping_item_get_price (item, currency);
  g_autofree char *hex = g_strdup_printf ("#%06x", shade->rgb);
  g_autofree char *amount = price != NULL ? vanity_money_number_to_string (price->money) : NULL;
  const char *const names[] = { item->layer, shade->brand, shade->line, shade->name,
                                vanity_category_get_id (shade->category) };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    vanity_csv_append_field (table, names[i]);
  vanity_csv_append_field (table, shade->has_color ? hex : NULL);
  append_number (table, item->quantity);
  vanity_csv_append_field (table, amount);
  vanity_csv_append_field (table, price != NULL ? price->money.currency : NULL);
  vanity_csv_append_field (table, price != NULL ? price->date : NULL);
  vanity_csv_append_field (table, shade->gtin);
  vanity_csv_append_field (table, shade->link);
  vanity_csv_end_record (table);
}

gboolean
vanity_shopping_export_csv (const GPtrArray *items, const char *currency, GFile *file,
                            GCancellable *cancellable, GError **error)
{
  static const char *const columns[]
      = { "layer",    "brand", "line",     "shade", "category", "hex",
          "quantity", "price", "currency", "date",  "gtin",     "link" };
  GString *table = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    vanity_csv_append_field (table, columns[i]);
  vanity_csv_end_record (table);
  for (guint i = 0; i < items->len; i++)
    append_row (table, items->pdata[i], currency);
  bytes = g_string_free_to_bytes (table);
  return vanity_write_file (file, bytes, NULL, NULL, cancellable, error);
}

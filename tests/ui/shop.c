/* The window of products, which needs no photo. */
#include "tests/ui/support.h"

#include "app/bag.h"
#include "ui/bag-page.h"
#include "ui/catalogue-page.h"
#include "ui/import-report.h"
#include "ui/look-list-page.h"
#include "ui/remembered-page.h"
#include "ui/shade-pane.h"
#include "ui/shop-window.h"

#include <glib/gstdio.h>
#include <string.h>

static VanityShopWindow *
get_window (Fixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (VANITY_IS_SHOP_WINDOW (window))
        return VANITY_SHOP_WINDOW (window);
    }

  return NULL;
}

static VanityShop *
get_shop (Fixture *fixture)
{
  return vanity_shop_window_get_shop (get_window (fixture));
}

static gpointer
get_page (Fixture *fixture, GType type)
{
  return fixture_find (get_window (fixture), type);
}

/* The first widget below `root` that has a style class. */
static GtkWidget *
find_styled (GtkWidget *root, const char *style)
{
  if (gtk_widget_has_css_class (root, style))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_styled (child, style);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
find_labelled (GtkWidget *root, const char *label)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_labelled (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkListView *
get_list (Fixture *fixture)
{
  return GTK_LIST_VIEW (find_styled (get_page (fixture, VANITY_TYPE_CATALOGUE_PAGE), "shades"));
}

static GListModel *
get_shades (Fixture *fixture)
{
  return G_LIST_MODEL (gtk_list_view_get_model (get_list (fixture)));
}

static gboolean
is_listed (Fixture *fixture)
{
  VanityCataloguePage *page = get_page (fixture, VANITY_TYPE_CATALOGUE_PAGE);

  return strcmp (vanity_catalogue_page_get_page (page), "list") == 0
         && !vanity_shop_is_busy (get_shop (fixture));
}

static gboolean
begin (Fixture *fixture, const char *page)
{
  g_autofree char *action = g_strdup_printf ("show-shop::%s", page);

  if (fixture->window == NULL)
    return FALSE;

  fixture_activate (fixture, "show-shop::catalogue");
  fixture_wait (fixture, is_listed);
  fixture_activate (fixture, action);
  fixture_idle (50);
  g_assert_cmpstr (vanity_shop_window_get_page (get_window (fixture)), ==, page);

  return TRUE;
}

static gboolean
is_settled (Fixture *fixture)
{
  return !vanity_shop_is_busy (get_shop (fixture));
}

static void
settle (Fixture *fixture)
{
  fixture_wait (fixture, is_settled);
  fixture_idle (400);
}

/* A shade of the catalogue, of a kind. */
static VanityShade *
find_shade (Fixture *fixture, VanityCategory category)
{
  g_auto (VanityQuery) query;
  g_autoptr (GPtrArray) found = NULL;

  vanity_query_init (&query);
  query.categories = 1U << category;
  query.only_colored = TRUE;
  query.limit = 1;
  found = vanity_catalogue_search (vanity_shop_get_catalogue (get_shop (fixture)), &query, NULL,
                                   NULL);
  g_assert_cmpuint (found->len, ==, 1);

  return vanity_shade_ref (found->pdata[0]);
}

static void
search (Fixture *fixture, const char *text)
{
  GtkWidget *entry
      = fixture_find (get_page (fixture, VANITY_TYPE_CATALOGUE_PAGE), GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  fixture_idle (800);
}

static gboolean
is_without_any (Fixture *fixture)
{
  VanityCataloguePage *page = get_page (fixture, VANITY_TYPE_CATALOGUE_PAGE);

  return strcmp (vanity_catalogue_page_get_page (page), "empty") == 0;
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  VanityCataloguePage *page;
  guint all;

  if (!begin (fixture, "catalogue"))
    return;

  page = get_page (fixture, VANITY_TYPE_CATALOGUE_PAGE);
  all = g_list_model_get_n_items (get_shades (fixture));
  g_assert_cmpuint (all, >=, 400);
  search (fixture, "lipstick");
  g_assert_cmpuint (g_list_model_get_n_items (get_shades (fixture)), >, 0);
  g_assert_cmpuint (g_list_model_get_n_items (get_shades (fixture)), <, all);
  search (fixture, "no such thing as this");
  fixture_wait (fixture, is_without_any);
  search (fixture, "");
  g_assert_cmpstr (vanity_catalogue_page_get_page (page), ==, "list");
  g_assert_cmpuint (g_list_model_get_n_items (get_shades (fixture)), ==, all);
}

/* By colour the nearest comes first; and one that is chosen is shown. */
static void
test_color (Fixture *fixture, gconstpointer data)
{
  static const GdkRGBA red = { 0.7F, 0.1F, 0.15F, 1 };
  VanityCataloguePage *page;
  VanityShadePane *pane;

  if (!begin (fixture, "catalogue"))
    return;

  page = get_page (fixture, VANITY_TYPE_CATALOGUE_PAGE);
  vanity_catalogue_page_find_color (page, &red);
  fixture_idle (800);
  pane = fixture_find (page, VANITY_TYPE_SHADE_PANE);
  g_assert_null (vanity_shade_pane_get_shade (pane));
  g_signal_emit_by_name (get_list (fixture), "activate", 0);
  fixture_idle (300);
  g_assert_nonnull (vanity_shade_pane_get_shade (pane));
  g_assert_cmpuint (vanity_shade_pane_get_shade (pane)->rgb >> 16, >, 0x80);
}

static gboolean
is_imported (Fixture *fixture)
{
  g_autoptr (VanityImporter) importer = vanity_importer_get_default ();

  return !vanity_importer_is_busy (importer);
}

static VanityImportReport *
find_report (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (VANITY_IS_IMPORT_REPORT (window))
        return VANITY_IMPORT_REPORT (window);
    }

  return NULL;
}

/* What is imported is found; what was skipped is told, and saved; what is exported holds it. */
static void
test_files (Fixture *fixture, gconstpointer data)
{
  static const char feed[] = "brand,line,shade,category,hex\n"
                             "Zephyrine,Velvet,Quince,lipstick,#a04050\n"
                             ",,,lipstick,#a04050\n"
                             "Zephyrine,Velvet,Medlar,lipstick,not a colour\n";
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) saved = NULL;
  g_autoptr (GFile) exported = NULL;
  g_autofree char *report = NULL;
  g_autofree char *csv = NULL;
  VanityCataloguePage *page;

  if (!begin (fixture, "catalogue"))
    return;

  page = get_page (fixture, VANITY_TYPE_CATALOGUE_PAGE);
  file = fixture_write (fixture, "feed.csv", feed, sizeof feed - 1);
  saved = fixture_get_file (fixture, "report.json");
  exported = fixture_get_file (fixture, "shown.csv");
  g_list_store_append (files, file);
  vanity_catalogue_page_import (page, G_LIST_MODEL (files));
  fixture_wait (fixture, is_imported);
  settle (fixture);

  g_assert_nonnull (find_report ());
  vanity_import_report_save (find_report (), saved);
  g_assert_true (g_file_load_contents (saved, NULL, &report, NULL, NULL, NULL));
  g_assert_nonnull (strstr (report, "\"skipped\""));
  g_assert_nonnull (strstr (report, "not a colour"));
  gtk_window_destroy (GTK_WINDOW (find_report ()));

  search (fixture, "zephyrine");
  g_assert_cmpuint (g_list_model_get_n_items (get_shades (fixture)), ==, 2);
  vanity_catalogue_page_export (page, FALSE, exported);
  fixture_idle (800);
  g_assert_true (g_file_load_contents (exported, NULL, &csv, NULL, NULL, NULL));
  g_assert_nonnull (strstr (csv, "Quince"));
  g_assert_nonnull (strstr (csv, "Medlar"));
}

/* What is put into the bag is there, makes looks, and comes back after it was taken out. */
static void
test_bag (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VanityShade) shade = NULL;
  VanityBagPage *page;

  if (!begin (fixture, "bag"))
    return;

  settle (fixture);
  page = get_page (fixture, VANITY_TYPE_BAG_PAGE);
  g_assert_cmpstr (vanity_bag_page_get_page (page), ==, "empty");
  shade = find_shade (fixture, VANITY_CATEGORY_LIPSTICK);
  vanity_shop_add_to_bag (get_shop (fixture), shade, FALSE, "", "2020-01-01");
  settle (fixture);
  g_assert_cmpstr (vanity_bag_page_get_page (page), ==, "list");
  g_assert_true (vanity_shop_get_shade_state (get_shop (fixture), shade->uid).owned);
  vanity_shop_take_from_bag (get_shop (fixture), shade->uid);
  settle (fixture);
  g_assert_cmpstr (vanity_bag_page_get_page (page), ==, "empty");
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VanityShade) shade = NULL;
  g_autoptr (VanityShade) priced
      = vanity_shade_new ("Zephyrine", "Velvet", "Sorb", VANITY_CATEGORY_LIPSTICK);
  g_autoptr (GFile) file = NULL;
  g_autofree char *csv = NULL;
  VanityLookListPage *page;

  if (!begin (fixture, "list"))
    return;

  settle (fixture);
  page = get_page (fixture, VANITY_TYPE_LOOK_LIST_PAGE);
  g_assert_cmpstr (vanity_look_list_page_get_page (page), ==, "empty");
  shade = find_shade (fixture, VANITY_CATEGORY_BLUSH);
  vanity_shade_set_price (priced, (VanityMoney){ 1250, "EUR" }, "2026-03-14");
  g_assert_true (
      vanity_catalogue_add (vanity_shop_get_catalogue (get_shop (fixture)), priced, NULL, NULL));
  vanity_shop_list_shade (get_shop (fixture), shade, NULL, 1);
  vanity_shop_list_shade (get_shop (fixture), priced, NULL, 2);
  settle (fixture);
  g_assert_cmpstr (vanity_look_list_page_get_page (page), ==, "list");
  g_assert_nonnull (strstr (vanity_look_list_page_get_total (page), "25.00"));
  g_assert_nonnull (strstr (vanity_look_list_page_get_total (page), "1 piece without"));

  vanity_shop_swap_shade (get_shop (fixture), shade->uid, "blush", priced);
  vanity_shop_set_quantity (get_shop (fixture), priced->uid, "lipstick", 1);
  settle (fixture);
  g_assert_nonnull (strstr (vanity_look_list_page_get_total (page), "25.00"));
  g_assert_null (strstr (vanity_look_list_page_get_total (page), "without"));

  file = fixture_get_file (fixture, "list.csv");
  vanity_look_list_page_export (page, file);
  g_assert_true (g_file_load_contents (file, NULL, &csv, NULL, NULL, NULL));
  g_assert_nonnull (strstr (csv, "Sorb"));
}

/* All of it is counted, written out, and gone after it was erased. In private mode nothing comes
 * to it. */
static void
test_remembered (Fixture *fixture, gconstpointer data)
{
  static const char trends[] = "weight,date,brand,line,shade,category,finish,hue\n"
                               "0.9,2026-02-01,,,,lipstick,velvet,berry\n";
  g_autoptr (VanityShade) shade = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) trend_file = NULL;
  g_autofree char *json = NULL;
  VanityRememberedPage *page;

  if (!begin (fixture, "remembered"))
    return;

  page = get_page (fixture, VANITY_TYPE_REMEMBERED_PAGE);
  shade = find_shade (fixture, VANITY_CATEGORY_BLUSH);
  vanity_shop_record (get_shop (fixture), shade, VANITY_EVENT_LIKE, 0);
  settle (fixture);
  g_assert_nonnull (vanity_remembered_page_get_remembered (page));
  g_assert_cmpuint (vanity_remembered_page_get_remembered (page)->count[1], ==, 1);
  g_assert_cmpuint (vanity_remembered_page_get_remembered (page)->liked->len, ==, 1);

  vanity_shop_set_private (get_shop (fixture), TRUE);
  vanity_shop_record (get_shop (fixture), shade, VANITY_EVENT_TRY, 0);
  settle (fixture);
  g_assert_cmpuint (vanity_remembered_page_get_remembered (page)->count[0], ==, 0);
  vanity_shop_set_private (get_shop (fixture), FALSE);
  settle (fixture);

  file = fixture_get_file (fixture, "memory.json");
  vanity_remembered_page_export (page, file);
  fixture_idle (500);
  g_assert_true (g_file_load_contents (file, NULL, &json, NULL, NULL, NULL));
  g_assert_nonnull (strstr (json, shade->uid));
  g_assert_nonnull (strstr (json, "\"analyses\""));

  trend_file = fixture_write (fixture, "trends.csv", trends, sizeof trends - 1);
  g_assert_false (vanity_remembered_page_get_remembered (page)->has_trends);
  vanity_remembered_page_import_trends (page, trend_file);
  fixture_idle (800);
  g_assert_true (vanity_remembered_page_get_remembered (page)->has_trends);
  g_assert_true (vanity_trends_forget (get_shop (fixture), NULL));

  vanity_remembered_page_erase (page, VANITY_ERASE_ALL, TRUE);
  settle (fixture);
  for (int i = 0; i < VANITY_N_ERASE; i++)
    g_assert_cmpuint (vanity_remembered_page_get_remembered (page)->count[i], ==, 0);
  g_assert_cmpuint (vanity_remembered_page_get_remembered (page)->events->len, ==, 0);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VanityShade) shade = NULL;

  if (!begin (fixture, "bag"))
    return;

  shade = find_shade (fixture, VANITY_CATEGORY_BLUSH);
  vanity_shop_add_to_bag (get_shop (fixture), shade, FALSE, "", "");
  vanity_shop_list_shade (get_shop (fixture), shade, NULL, 1);
  settle (fixture);
  fixture_activate (fixture, "show-shop::list");
  settle (fixture);
  fixture_activate (fixture, "show-shop::remembered");
  settle (fixture);
  g_assert_cmpint (fixture_check_names (get_window (fixture)), >, 20);
}

/* With a photo, a look is put on as the bag makes it. */
static void
test_wear (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VanityShade) shade = NULL;
  GtkWidget *row, *button;
  gboolean worn = FALSE;
  VanityWear wear;

  if (!fixture_open_portrait (fixture) || !begin (fixture, "bag"))
    return;

  shade = find_shade (fixture, VANITY_CATEGORY_LIPSTICK);
  vanity_shop_add_to_bag (get_shop (fixture), shade, FALSE, "", "");
  settle (fixture);
  row = fixture_find (get_page (fixture, VANITY_TYPE_BAG_PAGE), ADW_TYPE_EXPANDER_ROW);
  g_assert_nonnull (row);
  button = find_labelled (row, "Put _On");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  wear = fixture_get_wear (fixture);
  g_assert_nonnull (wear.look);
  for (guint i = 0; i < wear.look->layers->len; i++)
    worn |= *((VanityLayer *)g_ptr_array_index (wear.look->layers, i))->product != '\0';
  g_assert_true (worn);
  vanity_shop_erase (get_shop (fixture), VANITY_ERASE_ALL);
  settle (fixture);
}

int
main (int argc, char **argv)
{
  g_autofree char *home = fixture_make_home ();
  int status;

  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/ui/shop/search", test_search);
  ADD ("/ui/shop/color", test_color);
  ADD ("/ui/shop/files", test_files);
  ADD ("/ui/shop/bag", test_bag);
  ADD ("/ui/shop/list", test_list);
  ADD ("/ui/shop/remembered", test_remembered);
  ADD ("/ui/shop/wear", test_wear);
  ADD ("/ui/shop/names", test_names);
  status = g_test_run ();
  fixture_remove_home (home);

  return status;
}

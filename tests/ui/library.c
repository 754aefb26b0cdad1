/* The library of looks and the contact sheet, in windows. */
#include "tests/ui/support.h"

#include "app/look-library.h"
#include "app/user-looks.h"
#include "image/photo.h"
#include "ui/contact-sheet-window.h"
#include "ui/library-window.h"
#include "ui/look-edit-window.h"

#include <string.h>

static VanityContactSheetWindow *sheet; /* the one that is waited for */

static VanityLibraryWindow *
open_library (Fixture *fixture)
{
  GtkWidget *window = vanity_window_show_library (fixture->window);

  fixture_idle (200);
  return VANITY_LIBRARY_WINDOW (window);
}

static void
act (gpointer window, const char *action)
{
  g_assert_true (gtk_widget_activate_action (window, action, NULL));
}

static VanityLook *
find (VanityLibraryWindow *window, const char *name)
{
  GPtrArray *looks = vanity_library_window_get_looks (window);

  for (guint i = 0; i < looks->len; i++)
    if (strcmp (vanity_look_get_label (looks->pdata[i]), name) == 0)
      return looks->pdata[i];
  return NULL;
}

/* Takes away what the tests kept. */
static void
remove_own (void)
{
  g_autoptr (GPtrArray) own = vanity_user_looks_list ();

  for (guint i = 0; i < own->len; i++)
    vanity_user_looks_remove (own->pdata[i], NULL);
}

static void
test_library (Fixture *fixture, gconstpointer data)
{
  VanityLibraryWindow *window;
  guint n;

  if (fixture->window == NULL)
    return;
  /* Also without a photo. */
  window = open_library (fixture);
  n = vanity_library_window_get_looks (window)->len;
  g_assert_cmpuint (n, >=, 10);
  g_assert_cmpint (fixture_check_names (window), >=, 3);

  vanity_library_window_search (window, "red lip");
  g_assert_cmpuint (vanity_library_window_get_looks (window)->len, <, n);
  g_assert_nonnull (find (window, "Red lip"));
  vanity_library_window_search (window, "nothing of that name");
  g_assert_cmpuint (vanity_library_window_get_looks (window)->len, ==, 0);
  vanity_library_window_search (window, "");
  g_assert_cmpuint (vanity_library_window_get_looks (window)->len, ==, n);

  /* Looks that came with the program can be copied, and neither renamed nor deleted. */
  vanity_library_window_select (window, "rosy");
  gtk_widget_activate_action (GTK_WIDGET (window), "library.delete", NULL);
  g_assert_cmpuint (vanity_library_window_get_looks (window)->len, ==, n);
  act (window, "library.duplicate");
  g_assert_cmpuint (vanity_library_window_get_looks (window)->len, ==, n + 1);
  g_assert_nonnull (find (window, "Rosy (copy)"));
  act (window, "library.delete");
  g_assert_cmpuint (vanity_library_window_get_looks (window)->len, ==, n);
  g_assert_nonnull (strstr (vanity_library_window_get_toast (window), "Rosy (copy)"));
  gtk_window_destroy (GTK_WINDOW (window));
  remove_own ();
}

static VanityLookEditWindow *
find_edit_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (VANITY_IS_LOOK_EDIT_WINDOW (window))
        return VANITY_LOOK_EDIT_WINDOW (window);
    }
  return NULL;
}

static void
test_edit (Fixture *fixture, gconstpointer data)
{
  VanityLibraryWindow *window;
  VanityLookEditWindow *edit;

  if (fixture->window == NULL)
    return;
  window = open_library (fixture);
  vanity_library_window_select (window, "glam");
  act (window, "library.duplicate");
  act (window, "library.edit");
  edit = find_edit_window ();
  g_assert_nonnull (edit);
  g_assert_false (vanity_look_edit_window_save (edit, "婚礼", "", "<tag>"));
  g_assert_null (find (window, "婚礼"));
  g_assert_true (vanity_look_edit_window_save (edit, "婚礼", "The big day", "evening"));
  g_assert_nonnull (find (window, "婚礼"));
  vanity_library_window_search (window, "evening 婚");
  g_assert_cmpuint (vanity_library_window_get_looks (window)->len, ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
  remove_own ();
}

/* Good and bad files together: what can be read comes in, the rest is told. */
static void
test_import (Fixture *fixture, gconstpointer data)
{
  static const char good[]
      = "{ \"vanity-look\": 1, \"id\": \"x\", \"name\": \"From a Friend\", \"layers\": [] }";
  static const char bad[] = "{ \"vanity-look\": 1, \"id\": \"x\", \"name\": \"Bad\", \"layers\": "
                            "[ { \"kind\": \"blush\", \"opacity\": -3 } ] }";
  VanityLibraryWindow *window;
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) first = NULL;
  g_autoptr (GFile) second = NULL;
  const char *toast;

  if (fixture->window == NULL)
    return;
  window = open_library (fixture);
  first = fixture_write (fixture, "bad.json", bad, -1);
  second = fixture_write (fixture, "good.json", good, -1);
  g_list_store_append (files, first);
  vanity_library_window_import (window, G_LIST_MODEL (files));
  toast = vanity_library_window_get_toast (window);
  g_assert_nonnull (strstr (toast, "bad.json"));
  g_assert_nonnull (strstr (toast, "-3"));
  g_assert_nonnull (strstr (toast, "between 0 and 1"));
  g_list_store_append (files, second);
  vanity_library_window_import (window, G_LIST_MODEL (files));
  g_assert_nonnull (find (window, "From a Friend"));
  g_assert_nonnull (strstr (vanity_library_window_get_toast (window), "1 look"));
  gtk_window_destroy (GTK_WINDOW (window));
  remove_own ();
}

/* A look that is opened like a photo goes to the library. */
static void
test_opened (Fixture *fixture, gconstpointer data)
{
  static const char text[]
      = "{ \"vanity-look\": 1, \"id\": \"x\", \"name\": \"Opened\", \"layers\": [] }";
  VanityLibraryWindow *window;
  g_autoptr (GFile) file = NULL;

  if (fixture->window == NULL)
    return;
  file = fixture_write (fixture, "opened.json", text, -1);
  vanity_window_open_file (fixture->window, file);
  window = open_library (fixture);
  g_assert_nonnull (find (window, "Opened"));
  g_assert_null (fixture_get_document (fixture));
  gtk_window_destroy (GTK_WINDOW (window));
  remove_own ();
}

static void
test_wear (Fixture *fixture, gconstpointer data)
{
  VanityLibraryWindow *window;

  if (!fixture_open_portrait (fixture))
    return;
  window = open_library (fixture);
  vanity_library_window_select (window, "smoky");
  act (window, "library.wear");
  g_assert_cmpstr (fixture_get_wear (fixture).look->id, ==, "smoky");
  fixture_wait (fixture, fixture_is_settled);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
sheet_is_done (Fixture *fixture)
{
  return !vanity_contact_sheet_window_is_busy (sheet);
}

static void
test_sheet (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) looks = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) printed = NULL;
  g_autoptr (GFile) odd = NULL;
  int n;

  if (!fixture_open_portrait (fixture))
    return;
  sheet = VANITY_CONTACT_SHEET_WINDOW (vanity_window_show_contact_sheet (fixture->window));
  fixture_idle (300);
  n = vanity_contact_sheet_window_get_n_chosen (sheet);
  g_assert_cmpint (n, >=, 1);
  g_assert_cmpint (fixture_check_names (sheet), >=, 4);

  /* No more than fit. */
  looks = vanity_look_list_shipped ();
  for (guint i = 0; i < looks->len; i++)
    vanity_contact_sheet_window_choose (sheet, ((VanityLook *)looks->pdata[i])->id, TRUE);
  g_assert_cmpint (vanity_contact_sheet_window_get_n_chosen (sheet), ==, 12);
  g_assert_false (vanity_contact_sheet_window_choose (sheet, "no-such-look", TRUE));
  for (guint i = 2; i < looks->len; i++)
    vanity_contact_sheet_window_choose (sheet, ((VanityLook *)looks->pdata[i])->id, FALSE);
  g_assert_cmpint (vanity_contact_sheet_window_get_n_chosen (sheet), ==, 2);

  file = fixture_get_file (fixture, "sheet.png");
  vanity_contact_sheet_window_save (sheet, file);
  fixture_wait (fixture, sheet_is_done);
  g_assert_true (g_file_query_exists (file, NULL));
  printed = fixture_get_file (fixture, "sheet.pdf");
  vanity_contact_sheet_window_print_to (sheet, g_file_peek_path (printed));
  fixture_wait (fixture, sheet_is_done);
  fixture_idle (200);
  g_assert_true (g_file_query_exists (printed, NULL));
  g_file_delete (printed, NULL, NULL);
  odd = fixture_get_file (fixture, "sheet.gif");
  vanity_contact_sheet_window_save (sheet, odd);
  fixture_wait (fixture, sheet_is_done);
  g_assert_nonnull (strstr (vanity_contact_sheet_window_get_toast (sheet), "sheet.gif"));
  gtk_window_destroy (GTK_WINDOW (sheet));
}

static void
test_sheet_stopped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = NULL;

  if (!fixture_open_portrait (fixture))
    return;
  sheet = VANITY_CONTACT_SHEET_WINDOW (vanity_window_show_contact_sheet (fixture->window));
  file = fixture_get_file (fixture, "sheet.png");
  vanity_contact_sheet_window_save (sheet, file);
  vanity_contact_sheet_window_cancel (sheet);
  fixture_wait (fixture, sheet_is_done);
  g_assert_false (g_file_query_exists (file, NULL));
  /* Nor does it matter when the window goes in the middle of it. */
  vanity_contact_sheet_window_save (sheet, file);
  gtk_window_destroy (GTK_WINDOW (sheet));
  fixture_idle (500);
  g_assert_false (g_file_query_exists (file, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/library/library", test_library);
  fixture_add ("/library/edit", test_edit);
  fixture_add ("/library/import", test_import);
  fixture_add ("/library/opened", test_opened);
  fixture_add ("/library/wear", test_wear);
  fixture_add ("/library/sheet", test_sheet);
  fixture_add ("/library/sheet-stopped", test_sheet_stopped);
  return g_test_run ();
}

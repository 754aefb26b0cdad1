/* The document's file, as a person meets it: asked where work would be lost, and not otherwise. */
#include "tests/ui/support.h"

#include "app/settings.h"
#include "app/vanity-file.h"
#include "ui/history-popover.h"

#include <glib/gstdio.h>
#include <string.h>

static gboolean
is_saved (Fixture *fixture)
{
  return vanity_document_get_file (fixture_get_document (fixture)) != NULL
         && !vanity_document_get_modified (fixture_get_document (fixture));
}

static gboolean
is_gone (Fixture *fixture)
{
  return !gtk_widget_get_visible (GTK_WIDGET (fixture->window));
}

/* Something that nobody would do twice. */
static void
craft (Fixture *fixture)
{
  g_autoptr (VanityLook) look = vanity_look_find ("glam", NULL);

  vanity_document_edit_look (fixture_get_document (fixture), look, "Lipstick: opacity", NULL);
}

/* A window that may close before the test ends. */
static VanityWindow *kept;

static VanityWindow *
keep (Fixture *fixture)
{
  kept = g_object_ref (fixture->window);

  return kept;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fixture_tear_down (fixture, data);
  g_clear_object (&kept);
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) place = NULL;
  VanityWindow *window;
  const char *title;

  if (!fixture_open_portrait (fixture))
    return;

  window = keep (fixture);
  place = fixture_get_file (fixture, "me.vanity");
  craft (fixture);
  title = gtk_window_get_title (GTK_WINDOW (window));
  g_assert_true (g_str_has_prefix (title, "•"));
  gtk_window_close (GTK_WINDOW (window));
  fixture_answer (fixture, "cancel");
  g_assert_false (is_gone (fixture));

  vanity_window_save_document_to (window, place, (VanityKeep){ 0 });
  fixture_wait (fixture, is_saved);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "me.vanity");
  g_assert_true (g_file_query_exists (place, NULL));

  /* Saved in its place, without a dialog, and closed with it. */
  fixture_activate (fixture, "undo");
  g_assert_true (vanity_document_has_work (fixture_get_document (fixture)));
  fixture_activate (fixture, "save-document");
  fixture_wait (fixture, is_saved);
  fixture_activate (fixture, "redo");
  gtk_window_close (GTK_WINDOW (window));
  fixture_answer (fixture, "save");
  fixture_wait (fixture, is_gone);
}

static void
test_discard (Fixture *fixture, gconstpointer data)
{
  VanityWindow *window;

  if (!fixture_open_portrait (fixture))
    return;

  window = keep (fixture);
  craft (fixture);
  gtk_window_close (GTK_WINDOW (window));
  fixture_answer (fixture, "discard");
  fixture_wait (fixture, is_gone);
}

/* A look that was tried on is no work. */
static void
test_tried (Fixture *fixture, gconstpointer data)
{
  VanityWindow *window;

  if (!fixture_open_portrait (fixture))
    return;

  window = keep (fixture);
  fixture_activate (fixture, "next-look");
  g_assert_true (vanity_document_get_modified (fixture_get_document (fixture)));
  gtk_window_close (GTK_WINDOW (window));
  g_assert_null (fixture_find_question ());
  fixture_wait (fixture, is_gone);
}

/* Work stays in its window; another photo has one of its own. */
static void
test_another (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) portrait = NULL;
  VanityDocument *document;
  GList *windows;

  if (!fixture_open_portrait (fixture))
    return;

  portrait = fixture_get_portrait ();
  document = fixture_get_document (fixture);
  craft (fixture);
  vanity_window_open_file (fixture->window, portrait);
  g_assert_true (fixture_get_document (fixture) == document);
  windows = gtk_application_get_windows (GTK_APPLICATION (fixture->application));
  g_assert_cmpint (g_list_length (windows), ==, 2);
  for (GList *l = windows; l != NULL; l = l->next)
    if (l->data != fixture->window)
      {
        gtk_window_destroy (l->data);
        break;
      }
}

/* The way back to the photo before does not lose the work on this one. */
static void
test_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) portrait = NULL;
  VanityDocument *document;
  VanityWindow *window;

  if (!fixture_open_portrait (fixture))
    return;

  window = keep (fixture);
  portrait = fixture_get_portrait ();
  vanity_window_open_file (fixture->window, portrait);
  fixture_wait (fixture, fixture_is_settled);
  document = fixture_get_document (fixture);
  craft (fixture);
  fixture_activate (fixture, "back");
  g_assert_true (fixture_get_document (fixture) != document);
  gtk_window_close (GTK_WINDOW (window));
  g_assert_nonnull (fixture_find_question ());
  g_assert_true (fixture_get_document (fixture) == document);
  fixture_answer (fixture, "discard");
  fixture_wait (fixture, is_gone);
}

/* A second window on the same file, and a document whose photo is gone. */
static void
test_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) place = NULL;
  g_autoptr (GFile) photo = NULL;
  g_autoptr (GFile) portrait = NULL;
  VanityWindow *second;
  Fixture other = *fixture;

  if (!fixture_open_portrait (fixture))
    return;

  portrait = fixture_get_portrait ();
  photo = fixture_get_file (fixture, "mine.png");
  place = fixture_get_file (fixture, "me.vanity");
  g_assert_true (g_file_copy (portrait, photo, 0, NULL, NULL, NULL, NULL));
  vanity_window_open_file (fixture->window, photo);
  fixture_wait (fixture, fixture_is_settled);
  vanity_window_save_document_to (fixture->window, place, (VanityKeep){ .link = TRUE });
  fixture_wait (fixture, is_saved);

  second = vanity_window_new (GTK_APPLICATION (fixture->application));
  gtk_window_present (GTK_WINDOW (second));
  other.window = second;
  vanity_window_open_file (second, place);
  fixture_wait (&other, fixture_is_settled);
  g_assert_cmpstr (vanity_window_get_page (second), ==, "photo");
  g_assert_nonnull (strstr (vanity_window_get_toast (second), "another window"));
  vanity_window_save_document_to (second, place, (VanityKeep){ .link = TRUE });
  fixture_answer (&other, "cancel");
  gtk_window_destroy (GTK_WINDOW (second));

  /* The way back keeps the document, and so its file. */
  vanity_window_open_file (fixture->window, portrait);
  fixture_wait (fixture, fixture_is_settled);
  g_assert_true (g_file_delete (photo, NULL, NULL));
  vanity_window_open_file (fixture->window, place);
  fixture_wait (fixture, fixture_is_settled);
  g_assert_cmpstr (vanity_window_get_page (fixture->window), ==, "no-photo");
  g_assert_cmpint (fixture_check_names (fixture->window), >, 0);
  vanity_document_use_photo (fixture_get_document (fixture), portrait);
  fixture_wait (fixture, fixture_is_settled);
  g_assert_cmpstr (vanity_window_get_page (fixture->window), ==, "photo");
}

static guint
count_kept (void)
{
  g_autofree char *path = vanity_autosave_get_path (NULL, NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (folder != NULL && g_dir_read_name (folder) != NULL)
    n++;

  return n;
}

static gboolean
is_kept (Fixture *fixture)
{
  return count_kept () == 1;
}

/* In private mode nothing is kept for the time after a crash, and what was kept is erased. */
static void
test_private (Fixture *fixture, gconstpointer data)
{
  GSettings *settings = vanity_settings_get_default ();

  if (!fixture_open_portrait (fixture))
    return;

  g_assert_nonnull (settings);
  g_assert_cmpuint (count_kept (), ==, 0);
  g_settings_set_boolean (settings, VANITY_SETTING_PRIVATE, TRUE);
  craft (fixture);
  fixture_idle (VANITY_AUTOSAVE_MS + 500);
  g_assert_cmpuint (count_kept (), ==, 0);

  g_settings_set_boolean (settings, VANITY_SETTING_PRIVATE, FALSE);
  fixture_wait (fixture, is_kept);
  g_settings_set_boolean (settings, VANITY_SETTING_PRIVATE, TRUE);
  g_assert_cmpuint (count_kept (), ==, 0);
  g_settings_reset (settings, VANITY_SETTING_PRIVATE);
}

static void
set_up_crash (const char *name)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *folder = vanity_autosave_get_path (id, NULL);
  g_autofree char *path = vanity_autosave_get_path (id, VANITY_AUTOSAVE_DOCUMENT);
  g_autoptr (GFile) place = g_file_new_for_path (path);
  g_autoptr (VanityFile) file = vanity_file_new ();

  file->photo.name = g_strdup (name);
  file->photo.bytes = g_bytes_new_static ("no photo", 8);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (vanity_file_write (file, place, TRUE, NULL, NULL));
}

/* What a crash left is offered once: later, thrown away, or brought back. */
static void
test_rescue (Fixture *fixture, gconstpointer data)
{
  if (fixture->window == NULL)
    return;

  set_up_crash ("one.png");
  vanity_window_offer_rescues (fixture->window);
  fixture_answer (fixture, "later");
  g_assert_cmpuint (count_kept (), ==, 1);
  vanity_window_offer_rescues (fixture->window);
  fixture_answer (fixture, "discard");
  g_assert_cmpuint (count_kept (), ==, 0);

  set_up_crash ("two.png");
  vanity_window_offer_rescues (fixture->window);
  fixture_answer (fixture, "restore");
  g_assert_cmpstr (vanity_document_get_name (fixture_get_document (fixture)), ==, "two.png");
  fixture_wait (fixture, fixture_is_settled);
  g_assert_cmpstr (vanity_window_get_page (fixture->window), ==, "unreadable");
  vanity_window_offer_rescues (fixture->window);
  g_assert_null (fixture_find_question ());
}

/* Every step by its name, the current one marked, and a way to each. */
static void
test_history (Fixture *fixture, gconstpointer data)
{
  VanityDocument *document;
  g_autoptr (GPtrArray) steps = NULL;
  GtkWidget *popover;
  GtkWidget *list;
  int now;

  if (!fixture_open_portrait (fixture))
    return;

  document = fixture_get_document (fixture);
  fixture_activate (fixture, "next-look");
  fixture_activate (fixture, "weaker");
  fixture_activate (fixture, "take-off");
  steps = vanity_document_list_steps (document, &now);
  g_assert_cmpint (steps->len, ==, 4);
  g_assert_cmpint (now, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (steps, 3), ==, "Makeup taken off");
  g_assert_cmpstr (vanity_document_get_undo_name (document), ==, "Makeup taken off");

  fixture_activate (fixture, "show-history");
  popover = fixture_find (fixture->window, VANITY_TYPE_HISTORY_POPOVER);
  g_assert_nonnull (popover);
  g_assert_true (gtk_widget_get_visible (popover));
  list = fixture_find (popover, GTK_TYPE_LIST_VIEW);
  g_assert_cmpint (
      g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))), ==,
      4);
  g_signal_emit_by_name (list, "activate", 1U);
  g_assert_true (vanity_document_can_redo (document));
  g_assert_cmpstr (vanity_document_get_undo_name (document), ==, g_ptr_array_index (steps, 1));
  g_assert_cmpstr (vanity_document_get_redo_name (document), ==, g_ptr_array_index (steps, 2));
  gtk_popover_popdown (GTK_POPOVER (popover));
  fixture_idle (50);
}

/* What the tests left to be rescued, and the folders of it. */
static void
clear_state (const char *state)
{
  g_autoptr (GPtrArray) rescues = vanity_rescue_list ();
  g_autofree char *autosave = vanity_autosave_get_path (NULL, NULL);
  g_autofree char *vanity = g_path_get_dirname (autosave);

  while (rescues->len > 0)
    vanity_rescue_discard (g_ptr_array_steal_index (rescues, 0));
  g_rmdir (autosave);
  g_rmdir (vanity);
  g_rmdir (state);
}

int
main (int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("vanity-document-XXXXXX", NULL);
  g_autofree char *recent = g_build_filename (home, "recently-used.xbel", NULL);
  g_autofree char *state = g_build_filename (home, "state", NULL);
  int status;

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, tear_down)
  ADD ("/ui/document/close", test_close);
  ADD ("/ui/document/discard", test_discard);
  ADD ("/ui/document/tried", test_tried);
  ADD ("/ui/document/another", test_another);
  ADD ("/ui/document/back", test_back);
  ADD ("/ui/document/open", test_open);
  ADD ("/ui/document/private", test_private);
  ADD ("/ui/document/rescue", test_rescue);
  ADD ("/ui/document/history", test_history);
  status = g_test_run ();
  clear_state (state);
  g_unlink (recent);
  g_rmdir (home);
  return status;
}

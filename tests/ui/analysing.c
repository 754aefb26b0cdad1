/* What the photo says about a face, in the real window. */
#include "tests/ui/support.h"

#include "ui/color-section.h"
#include "ui/concern-list.h"
#include "ui/concern-row.h"
#include "ui/condition-list.h"
#include "ui/look-panel.h"
#include "ui/memory-window.h"
#include "ui/tone-strip.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

static VanityAnalysisPanel *
get_panel (Fixture *fixture)
{
  return fixture_find (fixture->window, VANITY_TYPE_ANALYSIS_PANEL);
}

static VanityInsight *
get_insight (Fixture *fixture)
{
  return vanity_analysis_panel_get_insight (get_panel (fixture));
}

static const VanityAnalysis *
get_analysis (Fixture *fixture)
{
  return vanity_insight_get_finding (get_insight (fixture))->analysis;
}

static gboolean
is_found (Fixture *fixture)
{
  return vanity_insight_get_state (get_insight (fixture)) == VANITY_INSIGHT_READY;
}

/* Opens the portrait, and looks at the face. */
static gboolean
begin (Fixture *fixture)
{
  if (!fixture_open_portrait (fixture))
    return FALSE;

  /* Nobody has asked. */
  g_assert_cmpint (vanity_insight_get_state (get_insight (fixture)), ==, VANITY_INSIGHT_IDLE);
  g_assert_cmpstr (vanity_analysis_panel_get_page (get_panel (fixture)), ==, "waiting");
  fixture_activate (fixture, "show-analysis");
  fixture_wait (fixture, is_found);
  g_assert_cmpstr (vanity_analysis_panel_get_page (get_panel (fixture)), ==, "found");

  return TRUE;
}

static void
test_find (Fixture *fixture, gconstpointer data)
{
  VanityFinding *finding;
  const char *text;

  if (!begin (fixture))
    return;

  text = vanity_color_section_get_text (
      fixture_find (get_panel (fixture), VANITY_TYPE_COLOR_SECTION));
  if (vanity_analysis_has (get_analysis (fixture), VANITY_ANALYSIS_SKIN))
    {
      g_autofree char *tone = g_strdup_printf ("Monk tone %d", get_analysis (fixture)->skin.monk);

      g_assert_true (g_str_has_prefix (text, tone));
    }
  else
    {
      g_assert_cmpstr (text, !=, "");
    }

  /* What was found is kept while another page is looked at. */
  finding = vanity_insight_get_finding (get_insight (fixture));
  vanity_look_panel_show_page (fixture_find (fixture->window, VANITY_TYPE_LOOK_PANEL), "looks");
  fixture_idle (300);
  fixture_activate (fixture, "show-analysis");
  g_assert_true (vanity_insight_get_finding (get_insight (fixture)) == finding);
  fixture_wait (fixture, is_found);
  g_assert_true (vanity_insight_get_finding (get_insight (fixture)) == finding);
}

static gboolean
has_overlay (Fixture *fixture)
{
  return vanity_compare_view_has_overlay (vanity_window_get_view (fixture->window));
}

/* The first row whose concern has a score, or NULL. */
static GtkWidget *
find_row (Fixture *fixture)
{
  GtkWidget *row = fixture_find (get_panel (fixture), VANITY_TYPE_CONCERN_ROW);
  const VanityAnalysis *analysis = get_analysis (fixture);

  if (!vanity_analysis_has (analysis, VANITY_ANALYSIS_CONCERNS))
    return NULL;
  for (int i = 0; row != NULL && analysis->concerns->score[i] < 0; i++)
    row = gtk_widget_get_next_sibling (row);

  return row;
}

static void
test_overlay (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row, *button;

  if (!begin (fixture))
    return;
  row = find_row (fixture);
  if (row == NULL)
    {
      g_test_skip ("the portrait's skin is not judged");
      return;
    }

  button = fixture_find (row, GTK_TYPE_TOGGLE_BUTTON);
  g_assert_false (has_overlay (fixture));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  fixture_wait (fixture, has_overlay);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), FALSE);
  g_assert_false (has_overlay (fixture));

  /* It goes with the page. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  fixture_wait (fixture, has_overlay);
  vanity_look_panel_show_page (fixture_find (fixture->window, VANITY_TYPE_LOOK_PANEL), "looks");
  fixture_idle (500);
  g_assert_false (has_overlay (fixture));
}

/* What the person says of the light and of themselves. */
static void
test_options (Fixture *fixture, gconstpointer data)
{
  VanityAnalysisOptions options;
  VanityCompareView *view;

  if (!begin (fixture))
    return;

  gtk_switch_set_active (
      fixture_find (fixture_find (get_panel (fixture), VANITY_TYPE_CONDITION_LIST),
                    GTK_TYPE_SWITCH),
      TRUE);
  fixture_wait (fixture, is_found);
  g_assert_true (get_analysis (fixture)->options.is_child);
  g_assert_false (vanity_analysis_has (get_analysis (fixture), VANITY_ANALYSIS_CONCERNS));

  options = *vanity_insight_get_options (get_insight (fixture));
  options.has_nudge = TRUE;
  options.nudge.lighter = 0.5F;
  vanity_insight_set_options (get_insight (fixture), &options);
  fixture_wait (fixture, is_found);
  g_assert_cmpfloat (get_analysis (fixture)->options.nudge.lighter, ==, 0.5F);

  /* Picking is ended by Escape, and by a click into the photo. */
  view = vanity_window_get_view (fixture->window);
  g_action_group_change_action_state (G_ACTION_GROUP (fixture->window), "pick-white",
                                      g_variant_new_boolean (TRUE));
  g_assert_true (vanity_compare_view_get_picking (view));
  g_assert_true (fixture_press (view, GDK_KEY_Left));
  g_assert_true (fixture_press (view, GDK_KEY_Escape));
  g_assert_false (vanity_compare_view_get_picking (view));
  g_action_group_change_action_state (G_ACTION_GROUP (fixture->window), "pick-white",
                                      g_variant_new_boolean (TRUE));
  g_assert_true (fixture_press (view, GDK_KEY_Return));
  g_assert_false (vanity_compare_view_get_picking (view));
  /* The middle of the photo is no white; then all stands as before, and that is said. */
  fixture_wait (fixture, is_found);
  g_assert_true (get_analysis (fixture)->options.has_white
                 || vanity_window_get_toast (fixture->window) != NULL);
}

static gboolean
is_saved (Fixture *fixture)
{
  const char *toast = vanity_window_get_toast (fixture->window);

  return toast != NULL && strstr (toast, "found.") != NULL;
}

static void
test_save (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) json = NULL;
  g_autoptr (GFile) pdf = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize size;

  if (!begin (fixture))
    return;

  json = fixture_get_file (fixture, "found.json");
  vanity_window_save_report (fixture->window, json);
  fixture_wait (fixture, is_saved);
  g_assert_true (json_parser_load_from_file (parser, g_file_peek_path (json), &error));
  g_assert_no_error (error);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (json_parser_get_root (parser)),
                                               "vanity-analysis"),
                   ==, 1);

  pdf = fixture_get_file (fixture, "other-found.pdf");
  vanity_window_save_report (fixture->window, pdf);
  fixture_wait (fixture, is_saved);
  while (!g_file_test (g_file_peek_path (pdf), G_FILE_TEST_EXISTS))
    fixture_idle (50);
  g_assert_true (g_file_get_contents (g_file_peek_path (pdf), &bytes, &size, &error));
  g_assert_cmpint (size, >, 1000);
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
}

static gboolean
is_remembered (Fixture *fixture)
{
  const char *toast = vanity_window_get_toast (fixture->window);

  return toast != NULL && strstr (toast, "Remembered") != NULL;
}

static void
test_remember (Fixture *fixture, gconstpointer data)
{
  VanityMemoryWindow *window;
  GtkListBox *list;

  if (!begin (fixture))
    return;

  fixture_activate (fixture, "remember-face");
  fixture_wait (fixture, is_remembered);
  window = vanity_memory_window_new (GTK_WINDOW (fixture->window),
                                     vanity_insight_get_finding (get_insight (fixture)));
  list = fixture_find (window, GTK_TYPE_LIST_BOX);
  g_assert_nonnull (gtk_list_box_get_row_at_index (list, 0));
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 0));
  g_assert_cmpstr (vanity_memory_window_get_text (window), !=, "");
  g_assert_cmpint (fixture_check_names (window), >, 0);
  gtk_window_destroy (GTK_WINDOW (window));
  fixture_idle (50);
}

static gboolean
has_second (Fixture *fixture)
{
  return is_found (fixture)
         && vanity_document_get_outfit (fixture_get_document (fixture))->selected == 1;
}

/* Each face has its own, and the first one's is not made again. */
static void
test_faces (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) pair = NULL;
  VanityFinding *first;

  if (!begin (fixture))
    return;

  pair = fixture_write_pair (fixture);
  vanity_window_open_file (fixture->window, pair);
  fixture_wait (fixture, fixture_is_settled);
  fixture_wait (fixture, is_found);
  first = vanity_insight_get_finding (get_insight (fixture));
  fixture_activate (fixture, "next-face");
  fixture_wait (fixture, has_second);
  g_assert_true (vanity_insight_get_finding (get_insight (fixture)) != first);
  vanity_document_select_face (fixture_get_document (fixture), 0);
  g_assert_true (vanity_insight_get_finding (get_insight (fixture)) == first);
  g_assert_cmpint (vanity_insight_get_state (get_insight (fixture)), ==, VANITY_INSIGHT_READY);
  fixture_wait (fixture, fixture_is_settled);
}

static void
test_stop (Fixture *fixture, gconstpointer data)
{
  if (!fixture_open_portrait (fixture))
    return;

  fixture_activate (fixture, "show-analysis");
  g_assert_cmpint (vanity_insight_get_state (get_insight (fixture)), ==, VANITY_INSIGHT_WORKING);
  vanity_insight_stop (get_insight (fixture));
  while (vanity_insight_get_state (get_insight (fixture)) == VANITY_INSIGHT_WORKING)
    fixture_idle (20);
  g_assert_cmpstr (vanity_analysis_panel_get_page (get_panel (fixture)), ==, "stopped");
  vanity_insight_retry (get_insight (fixture));
  fixture_wait (fixture, is_found);
  g_assert_cmpstr (vanity_analysis_panel_get_page (get_panel (fixture)), ==, "found");
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  if (!begin (fixture))
    return;

  row = fixture_find (get_panel (fixture), VANITY_TYPE_CONCERN_ROW);
  vanity_concern_row_set_open (VANITY_CONCERN_ROW (row), TRUE);
  vanity_color_section_set_open (fixture_find (get_panel (fixture), VANITY_TYPE_COLOR_SECTION),
                                 TRUE);
  fixture_idle (300);
  g_assert_cmpint (fixture_check_names (get_panel (fixture)), >, 12);
  for (GtkWidget *tone
       = gtk_widget_get_first_child (fixture_find (get_panel (fixture), VANITY_TYPE_TONE_STRIP));
       tone != NULL; tone = gtk_widget_get_next_sibling (tone))
    g_assert_true (
        gtk_test_accessible_has_property (GTK_ACCESSIBLE (tone), GTK_ACCESSIBLE_PROPERTY_LABEL));
}

static void
remove_memories (const char *home)
{
  g_autofree char *path = g_build_filename (home, "vanity", "analyses", NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);

  for (const char *name = folder != NULL ? g_dir_read_name (folder) : NULL; name != NULL;
       name = g_dir_read_name (folder))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      g_unlink (child);
    }
  g_rmdir (path);
  g_rmdir (parent);
}

int
main (int argc, char **argv)
{
  g_autofree char *home = fixture_make_home ();
  int status;

  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/ui/analysing/find", test_find);
  ADD ("/ui/analysing/overlay", test_overlay);
  ADD ("/ui/analysing/options", test_options);
  ADD ("/ui/analysing/save", test_save);
  ADD ("/ui/analysing/remember", test_remember);
  ADD ("/ui/analysing/faces", test_faces);
  ADD ("/ui/analysing/stop", test_stop);
  ADD ("/ui/analysing/names", test_names);
  status = g_test_run ();
  remove_memories (home);
  g_rmdir (home);
  return status;
}

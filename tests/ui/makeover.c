/* From a photo to a saved makeover, through the real window, engine and all. */
#include "tests/ui/support.h"

#include "ui/divider.h"
#include "ui/face-strip.h"
#include "ui/look-tile.h"

#include <string.h>

static GtkFlowBoxChild *
get_tile (Fixture *fixture, int index)
{
  GtkFlowBox *box = fixture_find (fixture->window, GTK_TYPE_FLOW_BOX);

  return gtk_flow_box_get_child_at_index (box, index);
}

static void
choose (Fixture *fixture, int index)
{
  gtk_flow_box_select_child (fixture_find (fixture->window, GTK_TYPE_FLOW_BOX),
                             get_tile (fixture, index));
  fixture_wait (fixture, fixture_is_settled);
}

static void
test_choose (Fixture *fixture, gconstpointer data)
{
  VanityLook *chosen;

  if (!fixture_open_portrait (fixture))
    return;

  choose (fixture, 0);
  g_assert_null (fixture_get_wear (fixture).look);
  choose (fixture, 1);
  chosen = vanity_look_tile_get_look (VANITY_LOOK_TILE (get_tile (fixture, 1)));
  g_assert_nonnull (chosen);
  g_assert_true (fixture_get_wear (fixture).look == chosen);

  /* The keyboard walks the same way, undo walks back, and the gallery follows. */
  fixture_activate (fixture, "previous-look");
  g_assert_null (fixture_get_wear (fixture).look);
  g_assert_true (gtk_flow_box_child_is_selected (get_tile (fixture, 0)));
  fixture_activate (fixture, "undo");
  g_assert_true (fixture_get_wear (fixture).look == chosen);
  g_assert_true (gtk_flow_box_child_is_selected (get_tile (fixture, 1)));
  fixture_activate (fixture, "redo");
  g_assert_null (fixture_get_wear (fixture).look);

  choose (fixture, 1);
  fixture_activate (fixture, "remove-makeup");
  g_assert_null (fixture_get_wear (fixture).look);
  g_assert_nonnull (vanity_window_get_toast (fixture->window));
  fixture_activate (fixture, "undo");
  g_assert_true (fixture_get_wear (fixture).look == chosen);
  fixture_wait (fixture, fixture_is_settled);
}

static gboolean
has_all_pictures (Fixture *fixture)
{
  GtkFlowBox *box = fixture_find (fixture->window, GTK_TYPE_FLOW_BOX);

  for (int i = 0; gtk_flow_box_get_child_at_index (box, i) != NULL; i++)
    if (gtk_image_get_paintable (
            fixture_find (gtk_flow_box_get_child_at_index (box, i), GTK_TYPE_IMAGE))
        == NULL)
      return FALSE;

  return TRUE;
}

static void
test_pictures (Fixture *fixture, gconstpointer data)
{
  if (fixture_open_portrait (fixture))
    fixture_wait (fixture, has_all_pictures);
}

static void
test_strength (Fixture *fixture, gconstpointer data)
{
  GtkScale *scale;
  GtkAdjustment *strength;

  if (!fixture_open_portrait (fixture))
    return;

  choose (fixture, 1);
  scale = fixture_get_strength (fixture);
  strength = gtk_range_get_adjustment (GTK_RANGE (scale));
  g_assert_cmpfloat (gtk_adjustment_get_value (strength), ==, 100);

  /* A quick hand: the steps come faster than frames, and the last one is what is shown. */
  for (int i = 100; i >= 40; i -= 2)
    {
      gtk_adjustment_set_value (strength, i);
      g_main_context_iteration (NULL, FALSE);
    }
  fixture_wait (fixture, fixture_is_settled);
  g_assert_cmpfloat_with_epsilon (fixture_get_wear (fixture).strength, 0.4, 1e-9);

  /* It was one drag, so it is one step. */
  fixture_activate (fixture, "undo");
  g_assert_cmpfloat (fixture_get_wear (fixture).strength, ==, 1.0);
  g_assert_cmpfloat (gtk_adjustment_get_value (strength), ==, 100);
  fixture_activate (fixture, "weaker");
  g_assert_cmpfloat_with_epsilon (fixture_get_wear (fixture).strength, 0.95, 1e-9);
  fixture_wait (fixture, fixture_is_settled);
}

static gboolean
has_no_divider (Fixture *fixture)
{
  return !gtk_widget_get_mapped (
      fixture_find (vanity_window_get_view (fixture->window), VANITY_TYPE_DIVIDER));
}

static void
test_divider (Fixture *fixture, gconstpointer data)
{
  VanityCompareView *view;
  gpointer divider;
  const VanityFace *face;
  double width;

  if (!fixture_open_portrait (fixture))
    return;

  fixture_activate (fixture, "view::divider");
  fixture_idle (100);
  view = vanity_window_get_view (fixture->window);
  divider = fixture_find (view, VANITY_TYPE_DIVIDER);
  g_assert_true (gtk_widget_get_mapped (divider));

  /* It begins in the middle of the face. */
  face = vanity_document_get_face (fixture_get_document (fixture), 0);
  g_assert_cmpfloat_with_epsilon (vanity_compare_view_get_position (view),
                                  (face->box[0] + face->box[2] / 2) / 512, 1e-6);
  vanity_compare_view_set_position (view, 0.5);
  fixture_idle (100);

  /* The sample is square, so it is as wide as it is high on the screen. */
  width = MIN (gtk_widget_get_width (GTK_WIDGET (view)), gtk_widget_get_height (GTK_WIDGET (view)));
  g_signal_emit_by_name (divider, "moved", width / 4);
  g_assert_cmpfloat_with_epsilon (vanity_compare_view_get_position (view), 0.75, 0.01);
  fixture_idle (100);
  g_signal_emit_by_name (divider, "moved", -2 * width);
  g_assert_cmpfloat (vanity_compare_view_get_position (view), ==, 0.0);

  g_assert_true (fixture_press (divider, GDK_KEY_End));
  g_assert_cmpfloat (vanity_compare_view_get_position (view), ==, 1.0);
  g_assert_true (fixture_press (divider, GDK_KEY_Left));
  g_assert_cmpfloat_with_epsilon (vanity_compare_view_get_position (view), 0.98, 1e-9);
  g_assert_false (fixture_press (divider, GDK_KEY_a));

  gtk_test_accessible_assert_role (divider, GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_test_accessible_assert_property (divider, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 98.0);

  fixture_activate (fixture, "view::side-by-side");
  fixture_wait (fixture, has_no_divider);
  g_assert_cmpint (vanity_compare_view_get_mode (view), ==, VANITY_COMPARE_SIDE_BY_SIDE);
  fixture_activate (fixture, "view::divider");
}

static void
test_hold (Fixture *fixture, gconstpointer data)
{
  VanityCompareView *view;
  GtkEventController *keys;

  if (!fixture_open_portrait (fixture))
    return;

  view = vanity_window_get_view (fixture->window);
  g_assert_true (fixture_press (view, GDK_KEY_space));
  g_assert_true (vanity_compare_view_get_holding (view));
  keys = fixture_find_controller (view, GTK_TYPE_EVENT_CONTROLLER_KEY);
  g_signal_emit_by_name (keys, "key-released", GDK_KEY_space, 0, 0);
  g_assert_false (vanity_compare_view_get_holding (view));
}

static void
test_zoom (Fixture *fixture, gconstpointer data)
{
  VanityCompareView *view;

  if (!fixture_open_portrait (fixture))
    return;

  view = vanity_window_get_view (fixture->window);
  fixture_idle (100);
  g_assert_true (vanity_compare_view_is_fit (view));
  for (int i = 0; i < 40; i++)
    fixture_activate (fixture, "zoom-in");
  g_assert_cmpfloat_with_epsilon (vanity_compare_view_get_zoom (view), 16.0, 1e-6);
  fixture_activate (fixture, "zoom-full");
  g_assert_cmpfloat (vanity_compare_view_get_zoom (view), >=, 1.0);
  fixture_activate (fixture, "zoom-face");
  g_assert_false (vanity_compare_view_is_fit (view));
  for (int i = 0; i < 40; i++)
    fixture_activate (fixture, "zoom-out");
  g_assert_true (vanity_compare_view_is_fit (view));
  fixture_idle (50);
}

static gboolean
is_saved (Fixture *fixture)
{
  const char *toast = vanity_window_get_toast (fixture->window);

  return toast != NULL && strstr (toast, "result.png") != NULL;
}

/* The saved photo has the size of the one that was opened, and differs where the face is and
 * nowhere else. */
static void
test_save (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (VanityPhoto) saved = NULL;
  g_autoptr (GError) error = NULL;
  VanityImage *before, *after;
  const VanityFace *face;
  int changed = 0, astray = 0;

  if (!fixture_open_portrait (fixture))
    return;

  choose (fixture, 0);
  fixture_activate (fixture, "next-look");
  fixture_activate (fixture, "next-look");
  fixture_wait (fixture, fixture_is_settled);

  /* The name lacks an extension: the photo's own is added. */
  file = fixture_get_file (fixture, "result");
  vanity_window_save_to (fixture->window, file);
  fixture_wait (fixture, is_saved);

  g_object_unref (file);
  file = fixture_get_file (fixture, "result.png");
  saved = vanity_photo_load (file, NULL, &error);
  g_assert_no_error (error);

  before = vanity_photo_get_image (vanity_document_get_photo (fixture_get_document (fixture)));
  after = vanity_photo_get_image (saved);
  g_assert_cmpint (after->width, ==, before->width);
  g_assert_cmpint (after->height, ==, before->height);

  face = vanity_document_get_face (fixture_get_document (fixture), 0);
  for (int y = 0; y < before->height; y++)
    for (int x = 0; x < before->width; x++)
      {
        gboolean near_face
            = x > face->box[0] - 0.4 * face->box[2] && x < face->box[0] + 1.4 * face->box[2]
              && y > face->box[1] - 0.4 * face->box[3] && y < face->box[1] + 1.4 * face->box[3];

        if (memcmp (vanity_image_row (before, y) + 4 * x, vanity_image_row (after, y) + 4 * x, 4)
            == 0)
          continue;
        changed++;
        astray += !near_face;
      }
  g_assert_cmpint (changed, >, 100);
  g_assert_cmpint (astray, ==, 0);
}

static gboolean
has_copied (Fixture *fixture)
{
  return gdk_content_formats_contain_gtype (
      gdk_clipboard_get_formats (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window))),
      GDK_TYPE_TEXTURE);
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  GdkContentProvider *content;
  g_auto (GValue) value = G_VALUE_INIT;

  if (!fixture_open_portrait (fixture))
    return;

  choose (fixture, 1);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), "nothing");
  fixture_activate (fixture, "copy");
  fixture_wait (fixture, has_copied);
  content = gdk_clipboard_get_content (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)));
  g_value_init (&value, GDK_TYPE_TEXTURE);
  g_assert_true (gdk_content_provider_get_value (content, &value, NULL));
  g_assert_cmpint (gdk_texture_get_width (g_value_get_object (&value)), ==, 512);
}

static gboolean
is_stopped_or_saved (Fixture *fixture)
{
  return vanity_window_get_toast (fixture->window) != NULL;
}

/* A save that is stopped leaves nothing, or all where it was quicker; and says which. */
static void
test_stop (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = NULL;
  gboolean saved;

  if (!fixture_open_portrait (fixture))
    return;

  choose (fixture, 3);
  file = fixture_get_file (fixture, "result.png");
  vanity_window_save_to (fixture->window, file);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "save"));
  fixture_activate (fixture, "cancel");
  fixture_wait (fixture, is_stopped_or_saved);
  saved = strstr (vanity_window_get_toast (fixture->window), "result.png") != NULL;
  g_assert_true (g_file_query_exists (file, NULL) == saved);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "save"));
}

static void
test_several (Fixture *fixture, gconstpointer data)
{
  gpointer strip;
  g_autoptr (GFile) file = NULL;
  VanityOutfit *outfit;
  VanityLook *look;

  if (!fixture_open_portrait (fixture))
    return;

  strip = fixture_find (fixture->window, VANITY_TYPE_FACE_STRIP);
  g_assert_false (gtk_widget_get_visible (strip));

  file = fixture_write_pair (fixture);
  vanity_window_open_file (fixture->window, file);
  fixture_wait (fixture, fixture_is_settled);
  g_assert_cmpint (vanity_document_get_n_faces (fixture_get_document (fixture)), ==, 2);
  g_assert_true (gtk_widget_get_visible (strip));

  choose (fixture, 2);
  look = fixture_get_wear (fixture).look;
  fixture_activate (fixture, "next-face");
  outfit = vanity_document_get_outfit (fixture_get_document (fixture));
  g_assert_cmpint (outfit->selected, ==, 1);
  g_assert_null (fixture_get_wear (fixture).look);
  g_assert_true (gtk_flow_box_child_is_selected (get_tile (fixture, 0)));

  fixture_activate (fixture, "undo");
  fixture_activate (fixture, "dress-everybody");
  outfit = vanity_document_get_outfit (fixture_get_document (fixture));
  g_assert_true (outfit->wears[0].look == look && outfit->wears[1].look == look);
  fixture_wait (fixture, fixture_is_settled);

  /* A button of the strip chooses its face. */
  gtk_toggle_button_set_active (
      fixture_find (strip, GTK_TYPE_TOGGLE_BUTTON),
      !gtk_toggle_button_get_active (fixture_find (strip, GTK_TYPE_TOGGLE_BUTTON)));
  fixture_wait (fixture, fixture_is_settled);
}

static gboolean
is_failed (Fixture *fixture)
{
  const char *toast = vanity_window_get_toast (fixture->window);

  return toast != NULL && strstr (toast, "result.png") != NULL && strstr (toast, "Saved") == NULL;
}

static void
test_save_fails (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = NULL;

  if (!fixture_open_portrait (fixture))
    return;

  file = fixture_get_file (fixture, "nowhere/result.png");
  vanity_window_save_to (fixture->window, file);
  fixture_wait (fixture, is_failed);
  g_assert_cmpstr (vanity_window_get_page (fixture->window), ==, "photo");
}

/* Opening another photo can be taken back, with all that was worn. */
static void
test_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) other = NULL;
  VanityDocument *document;
  VanityLook *look;

  if (!fixture_open_portrait (fixture))
    return;

  choose (fixture, 1);
  document = fixture_get_document (fixture);
  look = fixture_get_wear (fixture).look;
  other = fixture_write_photo (fixture, "other.png", 80, 60);
  vanity_window_open_file (fixture->window, other);
  g_assert_nonnull (strstr (vanity_window_get_toast (fixture->window), "astronaut.png"));
  fixture_wait (fixture, fixture_is_settled);
  g_assert_cmpstr (vanity_window_get_page (fixture->window), ==, "no-face");

  fixture_activate (fixture, "back");
  g_assert_true (fixture_get_document (fixture) == document);
  g_assert_true (fixture_get_wear (fixture).look == look);
  g_assert_cmpstr (vanity_window_get_page (fixture->window), ==, "photo");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/ui/makeover/choose", test_choose);
  ADD ("/ui/makeover/pictures", test_pictures);
  ADD ("/ui/makeover/strength", test_strength);
  ADD ("/ui/makeover/divider", test_divider);
  ADD ("/ui/makeover/hold", test_hold);
  ADD ("/ui/makeover/zoom", test_zoom);
  ADD ("/ui/makeover/save", test_save);
  ADD ("/ui/makeover/copy", test_copy);
  ADD ("/ui/makeover/stop", test_stop);
  ADD ("/ui/makeover/several", test_several);
  ADD ("/ui/makeover/save-fails", test_save_fails);
  ADD ("/ui/makeover/back", test_back);
  return g_test_run ();
}

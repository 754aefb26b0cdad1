/* The window by keyboard alone, and by clicks on the photo. */
#include "tests/ui/support.h"

#include "ui/divider.h"
#include "ui/look-gallery.h"
#include "ui/look-tile.h"

/* More than there are stops of the Tab key. */
#define STOPS 80

/* Where the Tab key stops, until it comes round; each of them once. */
static GPtrArray *
walk (Fixture *fixture)
{
  GtkWindow *window = GTK_WINDOW (fixture->window);
  GPtrArray *stops = g_ptr_array_new ();

  for (int i = 0; i < STOPS; i++)
    {
      GtkWidget *focus;

      if (!gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD))
        gtk_window_set_focus (window, NULL);
      focus = gtk_window_get_focus (window);
      if (focus == NULL)
        continue;
      if (g_ptr_array_find (stops, focus, NULL))
        break;
      g_ptr_array_add (stops, focus);
    }

  return stops;
}

static int
count_type (GPtrArray *widgets, GType type)
{
  int n = 0;

  for (guint i = 0; i < widgets->len; i++)
    n += G_TYPE_CHECK_INSTANCE_TYPE (g_ptr_array_index (widgets, i), type);

  return n;
}

static void
test_tab (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) stops = NULL;

  if (!fixture_open_portrait (fixture))
    return;

  fixture_activate (fixture, "view::divider");
  fixture_idle (100);
  /* The photo has it from the start: Space and the arrows work at once. */
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window))
                 == GTK_WIDGET (vanity_window_get_view (fixture->window)));

  stops = walk (fixture);
  g_assert_cmpint (count_type (stops, VANITY_TYPE_COMPARE_VIEW), ==, 1);
  g_assert_cmpint (count_type (stops, VANITY_TYPE_DIVIDER), ==, 1);
  g_assert_cmpint (count_type (stops, VANITY_TYPE_LOOK_TILE), ==, 1); /* arrows do the rest */
  g_assert_cmpint (count_type (stops, GTK_TYPE_SCALE), ==, 1);
  /* Open, save, three views, hold, five of the zoom, the main menu. */
  g_assert_cmpint (count_type (stops, GTK_TYPE_BUTTON), >=, 11);
}

static void
move_cursor (GtkFlowBox *box, GtkMovementStep step, int count)
{
  gboolean moved;

  g_signal_emit_by_name (box, "move-cursor", step, count, FALSE, FALSE, &moved);
}

static void
test_gallery (Fixture *fixture, gconstpointer data)
{
  GtkFlowBox *box;
  GtkScale *scale;
  VanityLook *first;

  if (!fixture_open_portrait (fixture))
    return;

  box = fixture_find (fixture->window, GTK_TYPE_FLOW_BOX);
  gtk_flow_box_select_child (box, gtk_flow_box_get_child_at_index (box, 0));
  gtk_widget_child_focus (fixture_find (fixture->window, VANITY_TYPE_LOOK_GALLERY),
                          GTK_DIR_TAB_FORWARD);
  g_assert_null (fixture_get_wear (fixture).look);

  move_cursor (box, GTK_MOVEMENT_VISUAL_POSITIONS, 1);
  first = fixture_get_wear (fixture).look;
  g_assert_nonnull (first);
  move_cursor (box, GTK_MOVEMENT_BUFFER_ENDS, 1);
  g_assert_nonnull (fixture_get_wear (fixture).look);
  g_assert_true (fixture_get_wear (fixture).look != first);
  move_cursor (box, GTK_MOVEMENT_BUFFER_ENDS, -1);
  g_assert_null (fixture_get_wear (fixture).look);
  move_cursor (box, GTK_MOVEMENT_DISPLAY_LINES, 1);
  g_assert_nonnull (fixture_get_wear (fixture).look);

  scale = fixture_get_strength (fixture);
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (scale)));
  g_signal_emit_by_name (scale, "move-slider", GTK_SCROLL_PAGE_LEFT);
  g_assert_cmpfloat_with_epsilon (fixture_get_wear (fixture).strength, 0.9, 1e-6);
  fixture_wait (fixture, fixture_is_settled);
}

/* Open, choose, weaken, compare, look closely, take back: all of it by what the keys do. */
static void
test_without_pointer (Fixture *fixture, gconstpointer data)
{
  VanityCompareView *view;
  VanityLook *look;

  if (!fixture_open_portrait (fixture))
    return;

  view = vanity_window_get_view (fixture->window);
  look = fixture_get_wear (fixture).look;
  fixture_activate (fixture, "next-look");
  g_assert_true (fixture_get_wear (fixture).look != look);
  fixture_activate (fixture, "weaker");
  fixture_wait (fixture, fixture_is_settled);
  g_assert_cmpfloat_with_epsilon (fixture_get_wear (fixture).strength, 0.95, 1e-6);

  /* A key comes to what has the focus, and it is the loss of that which lets go. */
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (view)));
  g_assert_true (fixture_press (view, GDK_KEY_space));
  g_assert_true (vanity_compare_view_get_holding (view));
  /* Going elsewhere lets go of what is held. */
  g_assert_true (gtk_widget_grab_focus (fixture_get_strength (fixture)));
  fixture_idle (20);
  g_assert_false (vanity_compare_view_get_holding (view));

  g_assert_false (fixture_press (view, GDK_KEY_Left)); /* nothing to pan to */
  fixture_activate (fixture, "zoom-face");
  fixture_idle (50);
  g_assert_true (fixture_press (view, GDK_KEY_Left));
  g_assert_true (fixture_press (view, GDK_KEY_Down));
  fixture_activate (fixture, "zoom-fit");
  g_assert_true (vanity_compare_view_is_fit (view));

  fixture_activate (fixture, "undo");
  fixture_activate (fixture, "undo");
  g_assert_true (fixture_get_wear (fixture).look == look);
  fixture_wait (fixture, fixture_is_settled);
}

static void
click (gpointer view, double x, double y)
{
  GtkGesture *drag = fixture_find_controller (view, GTK_TYPE_GESTURE_DRAG);
  GtkGesture *gesture = fixture_find_controller (view, GTK_TYPE_GESTURE_CLICK);

  g_signal_emit_by_name (drag, "drag-begin", x, y);
  g_signal_emit_by_name (gesture, "pressed", 1, x, y);
  g_signal_emit_by_name (drag, "drag-end", 0.0, 0.0);
  g_signal_emit_by_name (gesture, "released", 1, x, y);
}

/* Where a face of the pair, shown as a whole, lies in the view. */
static void
find_face (Fixture *fixture, int index, double *x, double *y)
{
  GtkWidget *view = GTK_WIDGET (vanity_window_get_view (fixture->window));
  const float *box = vanity_document_get_face (fixture_get_document (fixture), index)->box;
  double scale = vanity_compare_view_get_zoom (VANITY_COMPARE_VIEW (view))
                 / gtk_widget_get_scale_factor (view);

  *x = gtk_widget_get_width (view) / 2 + (box[0] + box[2] / 2 - 512) * scale;
  *y = gtk_widget_get_height (view) / 2 + (box[1] + box[3] / 2 - 256) * scale;
}

static void
test_click (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = NULL;
  VanityCompareView *view;
  double x, y;

  if (!fixture_open_portrait (fixture))
    return;

  file = fixture_write_pair (fixture);
  vanity_window_open_file (fixture->window, file);
  fixture_wait (fixture, fixture_is_settled);
  fixture_activate (fixture, "view::single");
  fixture_idle (200);
  view = vanity_window_get_view (fixture->window);
  g_assert_cmpint (vanity_document_get_n_faces (fixture_get_document (fixture)), ==, 2);

  for (int i = 1; i >= 0; i--)
    {
      find_face (fixture, i, &x, &y);
      click (view, x, y);
      g_assert_cmpint (vanity_document_get_outfit (fixture_get_document (fixture))->selected, ==,
                       i);
    }
  /* Beside every face it changes nothing. */
  click (view, 2, 2);
  g_assert_cmpint (vanity_document_get_outfit (fixture_get_document (fixture))->selected, ==, 0);
  fixture_activate (fixture, "view::divider");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/ui/hands/tab", test_tab);
  ADD ("/ui/hands/gallery", test_gallery);
  ADD ("/ui/hands/without-pointer", test_without_pointer);
  ADD ("/ui/hands/click", test_click);
  return g_test_run ();
}

/* For who needs larger words, or wants nothing to move by itself. */
#include "tests/ui/support.h"

#include "ui/look-panel.h"

static void
set_text (int percent)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * percent / 100, NULL);
  fixture_idle (100);
}

/* At twice the size everything is still there. */
static void
test_large_text (Fixture *fixture, gconstpointer data)
{
  static const char *const pages[] = { "show-looks", "show-analysis", "show-products" };
  static const int widths[] = { 1200, 480 };
  GtkWidget *window;
  int small, large;

  if (!fixture_open_portrait (fixture))
    return;

  window = GTK_WIDGET (fixture->window);
  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &small, NULL, NULL, NULL);
  set_text (200);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    for (guint k = 0; k < G_N_ELEMENTS (widths); k++)
      {
        fixture_activate (fixture, pages[i]);
        gtk_window_set_default_size (GTK_WINDOW (window), widths[k], 800);
        fixture_idle (400);
        gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &large, NULL, NULL, NULL);
        g_test_message ("at least %d pixels wide with small words, %d with large ones", small,
                        large);
        g_assert_cmpint (large, <=, 490);
        fixture_check_bounds (fixture);
      }
  set_text (100);
}

/* A photo that is thrown does not go on by itself. */
static void
test_reduced_motion (Fixture *fixture, gconstpointer data)
{
  VanityCompareView *view;
  GtkGesture *swipe;

  if (!fixture_open_portrait (fixture))
    return;

  view = vanity_window_get_view (fixture->window);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  vanity_compare_view_set_zoom (view, 3.0);
  fixture_idle (50);
  swipe = fixture_find_controller (view, GTK_TYPE_GESTURE_SWIPE);
  g_signal_emit_by_name (swipe, "swipe", 900.0, 900.0);
  g_assert_false (vanity_compare_view_is_gliding (view));
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  g_signal_emit_by_name (swipe, "swipe", 900.0, 900.0);
  g_assert_true (vanity_compare_view_is_gliding (view));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/ui/seeing/large-text", test_large_text);
  ADD ("/ui/seeing/reduced-motion", test_reduced_motion);
  return g_test_run ();
}

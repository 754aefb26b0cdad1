/* Preferences: every row does something. */
#include "tests/ui/support.h"

#include "app/settings.h"
#include "base/parallel.h"
#include "ui/preferences-window.h"

#include <glib/gstdio.h>

static VanityPreferencesWindow *
open_preferences (Fixture *fixture)
{
  VanityPreferencesWindow *window = vanity_preferences_window_new (GTK_WINDOW (fixture->window));

  gtk_window_present (GTK_WINDOW (window));
  fixture_idle (100);

  return window;
}

static gpointer
find_child (VanityPreferencesWindow *window, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (window), VANITY_TYPE_PREFERENCES_WINDOW, name);
}

static void
test_scheme (Fixture *fixture, gconstpointer data)
{
  VanityPreferencesWindow *window;
  AdwStyleManager *style;

  if (fixture->window == NULL)
    return;

  style = adw_style_manager_get_default ();
  window = open_preferences (fixture);
  adw_combo_row_set_selected (find_child (window, "color_scheme"), 2);
  fixture_idle (20);
  g_assert_true (adw_style_manager_get_dark (style));
  adw_combo_row_set_selected (find_child (window, "color_scheme"), 1);
  fixture_idle (20);
  g_assert_false (adw_style_manager_get_dark (style));
  adw_combo_row_set_selected (find_child (window, "color_scheme"), 0);
  fixture_idle (20);
  g_assert_cmpint (adw_style_manager_get_color_scheme (style), ==, ADW_COLOR_SCHEME_DEFAULT);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
note_worker (gpointer data, int index, int worker)
{
  __atomic_or_fetch ((guint *)data, 1U << worker, __ATOMIC_SEQ_CST);
  g_usleep (500);
}

static void
test_machine (Fixture *fixture, gconstpointer data)
{
  VanityPreferencesWindow *window;
  guint workers = 0;
  g_autoptr (VanityImage) image = NULL;
  g_autoptr (GError) error = NULL;

  if (fixture->window == NULL)
    return;

  window = open_preferences (fixture);
  adw_combo_row_set_selected (find_child (window, "threads"), 1);
  vanity_pool_run (vanity_pool_get_default (), note_worker, &workers, 50);
  g_assert_cmpuint (workers, ==, 1);
  adw_combo_row_set_selected (find_child (window, "threads"), 0);

  adw_combo_row_set_selected (find_child (window, "memory"), 1);
  image = vanity_image_new (10000, 10000, 8, NULL, &error);
  g_assert_null (image);
  g_assert_nonnull (strstr (error->message, "preferences"));
  adw_combo_row_set_selected (find_child (window, "memory"), 0);
  image = vanity_image_new (10000, 10000, 8, NULL, NULL);
  g_assert_nonnull (image);
  gtk_window_destroy (GTK_WINDOW (window));
}

static const char *saving;

static gboolean
is_saved (Fixture *fixture)
{
  const char *toast = vanity_window_get_toast (fixture->window);

  return toast != NULL && strstr (toast, saving) != NULL;
}

static goffset
save (Fixture *fixture, const char *name)
{
  g_autoptr (GFile) file = fixture_get_file (fixture, name);
  g_autoptr (GFileInfo) info = NULL;

  saving = name;
  vanity_window_save_to (fixture->window, file);
  fixture_wait (fixture, is_saved);
  info = g_file_query_info (file, "standard::size", 0, NULL, NULL);

  return g_file_info_get_size (info);
}

/* A lower quality gives a smaller file, and the switch for the place is the action of the menu. */
static void
test_saving (Fixture *fixture, gconstpointer data)
{
  VanityPreferencesWindow *window;
  goffset small, large;

  if (!fixture_open_portrait (fixture))
    return;

  window = open_preferences (fixture);
  adw_combo_row_set_selected (find_child (window, "quality"), 3);
  small = save (fixture, "small.jpg");
  adw_combo_row_set_selected (find_child (window, "quality"), 1);
  large = save (fixture, "large.jpg");
  adw_combo_row_set_selected (find_child (window, "quality"), 0);
  g_assert_cmpint (small * 2, <, large);

  gtk_switch_set_active (find_child (window, "keep_location"), TRUE);
  fixture_idle (20);
  {
    g_autoptr (GVariant) state
        = g_action_group_get_action_state (G_ACTION_GROUP (fixture->window), "keep-location");

    g_assert_true (g_variant_get_boolean (state));
  }
  fixture_activate (fixture, "keep-location");
  g_assert_false (gtk_switch_get_active (find_child (window, "keep_location")));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_private (Fixture *fixture, gconstpointer data)
{
  VanityPreferencesWindow *window;
  g_autoptr (VanityShop) shop = NULL;

  if (fixture->window == NULL)
    return;

  shop = vanity_shop_get_default ();
  window = open_preferences (fixture);
  gtk_switch_set_active (find_child (window, "private_mode"), TRUE);
  g_assert_true (vanity_shop_get_private (shop));
  gtk_switch_set_active (find_child (window, "private_mode"), FALSE);
  g_assert_false (vanity_shop_get_private (shop));
  gtk_switch_set_active (find_child (window, "mirror_photo"), TRUE);
  g_assert_true (
      g_settings_get_boolean (vanity_settings_get_default (), VANITY_SETTING_CAMERA_MIRROR_PHOTO));
  gtk_switch_set_active (find_child (window, "mirror_photo"), FALSE);
  gtk_switch_set_active (find_child (window, "autosave"), FALSE);
  g_assert_false (g_settings_get_boolean (vanity_settings_get_default (), VANITY_SETTING_AUTOSAVE));
  gtk_switch_set_active (find_child (window, "autosave"), TRUE);
  g_assert_cmpint (fixture_check_names (window), >, 10);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A camera that is not plugged in stays the chosen one. */
static void
test_camera (Fixture *fixture, gconstpointer data)
{
  GSettings *settings = vanity_settings_get_default ();
  VanityPreferencesWindow *window;
  g_autofree char *chosen = NULL;

  if (fixture->window == NULL)
    return;

  g_settings_set_string (settings, VANITY_SETTING_CAMERA, "one that is elsewhere");
  window = open_preferences (fixture);
  fixture_idle (500);
  gtk_window_destroy (GTK_WINDOW (window));
  chosen = g_settings_get_string (settings, VANITY_SETTING_CAMERA);
  g_assert_cmpstr (chosen, ==, "one that is elsewhere");
  g_settings_reset (settings, VANITY_SETTING_CAMERA);
}

static void
put (const char *base, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (base, "vanity", folder, NULL);
  g_autofree char *file = g_build_filename (path, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "0123456789", 10, NULL));
}

static gboolean
is_open (Fixture *fixture)
{
  g_autoptr (VanityShop) shop = vanity_shop_get_default ();

  return vanity_shop_get_state (shop) == VANITY_SHOP_OPEN;
}

/* Each store tells its size and goes alone. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  static const VanityKept stores[]
      = { VANITY_KEPT_ANALYSES, VANITY_KEPT_LOOKS, VANITY_KEPT_TRENDS };
  VanityPreferencesWindow *window;
  g_autoptr (VanityShop) shop = NULL;

  if (fixture->window == NULL)
    return;

  put (g_get_user_data_dir (), "analyses", "20260314T150926Z.json");
  put (g_get_user_data_dir (), "looks", "mine.json");
  put (g_get_user_data_dir (), "", "trends.csv");
  shop = vanity_shop_get_default ();
  window = open_preferences (fixture);
  fixture_wait (fixture, is_open);
  for (guint i = 0; i < G_N_ELEMENTS (stores); i++)
    {
      g_assert_cmpuint (vanity_kept_measure (stores[i]), ==, 10);
      vanity_preferences_window_erase (window, stores[i]);
      g_assert_cmpuint (vanity_kept_measure (stores[i]), ==, 0);
      g_assert_true (vanity_kept_can_erase (stores[i]));
      if (i + 1 < G_N_ELEMENTS (stores))
        g_assert_cmpuint (vanity_kept_measure (stores[i + 1]), ==, 10);
    }

  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autofree char *home = fixture_make_home ();
  int status;

  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/ui/preferences/scheme", test_scheme);
  ADD ("/ui/preferences/machine", test_machine);
  ADD ("/ui/preferences/saving", test_saving);
  ADD ("/ui/preferences/private", test_private);
  ADD ("/ui/preferences/camera", test_camera);
  ADD ("/ui/preferences/kept", test_kept);
  status = g_test_run ();
  fixture_remove_home (home);

  return status;
}

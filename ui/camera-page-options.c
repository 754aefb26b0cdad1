#include "ui/camera-page-private.h"

#include "app/settings.h"
#include "ui/camera-view.h"

#include <glib/gi18n.h>

static const int countdowns[] = { 0, 3, 5, 10 };

static GVariant *
get_state (VanityCameraPage *self, const char *name)
{
  return g_action_group_get_action_state (G_ACTION_GROUP (self->actions), name);
}

gboolean
vanity_camera_page_get_option (VanityCameraPage *self, const char *name)
{
  g_autoptr (GVariant) state = get_state (self, name);

  return g_variant_get_boolean (state);
}

int
vanity_camera_page_get_countdown (VanityCameraPage *self)
{
  g_autoptr (GVariant) state = get_state (self, "countdown");

  return g_variant_get_int32 (state);
}

char *
vanity_camera_page_dup_device (VanityCameraPage *self)
{
  g_autoptr (GVariant) state = get_state (self, "device");

  return g_variant_dup_string (state, NULL);
}

static void
on_device (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  VanityCameraPage *self = user_data;
  GSettings *settings = vanity_settings_get_default ();

  g_simple_action_set_state (action, state);
  if (settings != NULL)
    g_settings_set_string (settings, VANITY_SETTING_CAMERA, g_variant_get_string (state, NULL));
  vanity_camera_page_restart (self);
}

static void
on_countdown (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  GSettings *settings = vanity_settings_get_default ();
  int seconds = g_variant_get_int32 (state);
  gboolean known = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (countdowns); i++)
    known = known || seconds == countdowns[i];
  if (!known)
    return;

  g_simple_action_set_state (action, state);
  if (settings != NULL)
    g_settings_set_int (settings, VANITY_SETTING_CAMERA_COUNTDOWN, seconds);
  vanity_camera_page_update_shutter (user_data);
}

static void
set_flag (GSimpleAction *action, GVariant *state, const char *key)
{
  GSettings *settings = vanity_settings_get_default ();

  g_simple_action_set_state (action, state);
  if (settings != NULL)
    g_settings_set_boolean (settings, key, g_variant_get_boolean (state));
}

static void
on_burst (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  set_flag (action, state, VANITY_SETTING_CAMERA_BURST);
  vanity_camera_page_update_shutter (user_data);
}

static void
on_mirror (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  VanityCameraPage *self = user_data;

  set_flag (action, state, VANITY_SETTING_CAMERA_MIRROR);
  vanity_camera_view_set_mirrored (VANITY_CAMERA_VIEW (self->view), g_variant_get_boolean (state));
}

static void
on_mirror_photo (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  set_flag (action, state, VANITY_SETTING_CAMERA_MIRROR_PHOTO);
}

static const GActionEntry entries[] = {
  { "device", NULL, "s", "''", on_device },
  { "countdown", NULL, "i", "0", on_countdown },
  { "burst", NULL, NULL, "false", on_burst },
  { "mirror", NULL, NULL, "true", on_mirror },
  { "mirror-photo", NULL, NULL, "false", on_mirror_photo },
};

static void
set_state (VanityCameraPage *self, const char *name, GVariant *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

/* What was chosen last. */
static void
restore (VanityCameraPage *self)
{
  GSettings *settings = vanity_settings_get_default ();
  g_autofree char *device = NULL;

  if (settings == NULL)
    return;

  device = g_settings_get_string (settings, VANITY_SETTING_CAMERA);
  set_state (self, "device", g_variant_new_string (device));
  set_state (self, "countdown",
             g_variant_new_int32 (g_settings_get_int (settings, VANITY_SETTING_CAMERA_COUNTDOWN)));
  set_state (
      self, "burst",
      g_variant_new_boolean (g_settings_get_boolean (settings, VANITY_SETTING_CAMERA_BURST)));
  set_state (
      self, "mirror",
      g_variant_new_boolean (g_settings_get_boolean (settings, VANITY_SETTING_CAMERA_MIRROR)));
  set_state (self, "mirror-photo",
             g_variant_new_boolean (
                 g_settings_get_boolean (settings, VANITY_SETTING_CAMERA_MIRROR_PHOTO)));
}

/* In the preferences, or in another window. */
static void
on_settings_changed (VanityCameraPage *self, const char *key)
{
  if (!g_str_has_prefix (key, "camera-"))
    return;

  restore (self);
  vanity_camera_view_set_mirrored (VANITY_CAMERA_VIEW (self->view),
                                   vanity_camera_page_get_option (self, "mirror"));
  vanity_camera_page_update_shutter (self);
}

static GMenu *
make_countdown_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (countdowns); i++)
    {
      int seconds = countdowns[i];
      g_autofree char *label
          = seconds == 0
                ? g_strdup (_ ("No Countdown"))
                : g_strdup_printf (ngettext ("%d Second", "%d Seconds", (gulong)seconds), seconds);
      g_autofree char *action = g_strdup_printf ("camera.countdown(%d)", seconds);

      g_menu_append (menu, label, action);
    }

  return menu;
}

static GMenu *
make_flags_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _ ("Keep the Best of Several"), "camera.burst");
  g_menu_append (menu, _ ("Show as in a Mirror"), "camera.mirror");
  g_menu_append (menu, _ ("Mirror the Photo Too"), "camera.mirror-photo");

  return menu;
}

void
vanity_camera_page_list_devices (VanityCameraPage *self)
{
  VanityCamera *camera = vanity_camera_session_get_camera (self->session);
  GPtrArray *devices = vanity_camera_get_devices (camera);
  const VanityCameraDevice *current = vanity_camera_get_device (camera);

  g_menu_remove_all (self->devices);
  for (guint i = 0; i < devices->len; i++)
    {
      const VanityCameraDevice *device = g_ptr_array_index (devices, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (device->name, NULL);

      g_menu_item_set_action_and_target (item, "camera.device", "s", device->id);
      g_menu_append_item (self->devices, item);
    }
  /* The one that runs is marked, whatever was chosen last. */
  if (current != NULL)
    set_state (self, "device", g_variant_new_string (current->id));
  vanity_camera_page_update_status (self);
}

void
vanity_camera_page_init_options (VanityCameraPage *self)
{
  GSettings *settings = vanity_settings_get_default ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) countdown = make_countdown_menu ();
  g_autoptr (GMenu) flags = make_flags_menu ();

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "camera", G_ACTION_GROUP (self->actions));
  restore (self);
  vanity_camera_view_set_mirrored (VANITY_CAMERA_VIEW (self->view),
                                   vanity_camera_page_get_option (self, "mirror"));
  if (settings != NULL)
    g_signal_connect_object (settings, "changed", G_CALLBACK (on_settings_changed), self,
                             G_CONNECT_SWAPPED);

  self->devices = g_menu_new ();
  g_menu_append_section (menu, _ ("Camera"), G_MENU_MODEL (self->devices));
  g_menu_append_section (menu, _ ("Countdown"), G_MENU_MODEL (countdown));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (flags));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->options), G_MENU_MODEL (menu));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->others), G_MENU_MODEL (self->devices));
}

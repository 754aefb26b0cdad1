#include "ui/window-private.h"

#include "app/settings.h"
#include "ui/camera-page.h"
#include "ui/look-panel.h"

#include <glib/gi18n.h>

#define ZOOM_STEP 1.25
#define STRENGTH_STEP 0.05
#define BRUSH_STEP 1.15

static const char *const modes[] = { "divider", "side-by-side", "single" };

static void
on_open (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_choose_photo (self, FALSE);
}

static void
on_camera (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_show_camera (self);
}

static void
on_paste (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_paste (self, FALSE);
}

static void
on_choose_reference (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_choose_photo (self, TRUE);
}

static void
on_paste_reference (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_paste (self, TRUE);
}

static void
on_remove_reference (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_remove_reference (self);
}

static void
on_swap (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_swap (self);
}

static void
on_save_look (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_ask_look_name (self);
}

static void
on_take_off (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_take_off (self);
}

static void
on_wear_look (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_wear_look (self, g_variant_get_string (parameter, NULL));
}

static void
on_delete_look (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_delete_look (self, g_variant_get_string (parameter, NULL));
}

static void
on_restore_look (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_restore_look (self);
}

static void
on_save (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_choose_target (self);
}

static void
on_copy (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_copy (self);
}

static void
on_back (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  if (vanity_window_has_camera (self))
    vanity_window_leave_camera (self);
  else
    vanity_window_back (self);
}

static void
on_cancel (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_cancel_export (self);
}

static void
on_show_analysis (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_look_panel_show_page (VANITY_LOOK_PANEL (((VanityWindow *)self)->panel), "analysis");
}

static void
on_show_looks (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_look_panel_show_page (VANITY_LOOK_PANEL (((VanityWindow *)self)->panel), "looks");
}

static void
on_show_layers (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_show_layers (self);
}

static void
on_show_products (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_look_panel_show_page (VANITY_LOOK_PANEL (((VanityWindow *)self)->panel), "products");
}

static void
on_filter_products (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_show_filters (self);
}

static void
on_restore_product (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_restore_product (self, g_variant_get_string (parameter, NULL));
}

static void
on_pick_white (GSimpleAction *action, GVariant *state, gpointer self)
{
  vanity_window_pick_white (self, g_variant_get_boolean (state));
}

static void
on_save_report (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_choose_report (self, FALSE);
}

static void
on_save_numbers (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_choose_report (self, TRUE);
}

static void
on_remember_face (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_remember (self);
}

static void
on_forget_face (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_forget (self, g_variant_get_string (parameter, NULL));
}

static void
on_compare_faces (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_compare_faces (self);
}

static void
on_show_in_files (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_show_in_files (self, g_variant_get_string (parameter, NULL));
}

static void
on_close (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  gtk_window_close (self);
}

static void
on_save_document (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_save_document (self);
}

static void
on_save_document_as (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_save_document_as (self);
}

static void
on_find_photo (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_find_photo (self);
}

static void
on_show_history (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_show_history (self);
}

static void
on_undo (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VanityWindow *self = user_data;

  if (self->document != NULL)
    vanity_document_undo (self->document);
}

static void
on_redo (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VanityWindow *self = user_data;

  if (self->document != NULL)
    vanity_document_redo (self->document);
}

static void
on_zoom_in (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VanityCompareView *view = vanity_window_get_view (user_data);

  vanity_compare_view_set_zoom (view, vanity_compare_view_get_zoom (view) * ZOOM_STEP);
}

static void
on_zoom_out (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VanityCompareView *view = vanity_window_get_view (user_data);

  vanity_compare_view_set_zoom (view, vanity_compare_view_get_zoom (view) / ZOOM_STEP);
}

static void
on_zoom_fit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  vanity_compare_view_zoom_fit (vanity_window_get_view (user_data));
}

static void
on_zoom_full (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  vanity_compare_view_set_zoom (vanity_window_get_view (user_data), 1.0);
}

static void
on_zoom_face (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  vanity_compare_view_zoom_face (vanity_window_get_view (user_data));
}

static void
on_next_look (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  vanity_window_step_look (user_data, 1);
}

static void
on_previous_look (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  vanity_window_step_look (user_data, -1);
}

static void
on_show_library (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_show_library (self);
}

static void
on_contact_sheet (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_show_contact_sheet (self);
}

static void
on_paint_mask (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_paint_mask (self, g_variant_get_int32 (parameter));
}

static void
on_stronger (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (vanity_window_is_painting (user_data))
    {
      vanity_mask_painter_scale (((VanityWindow *)user_data)->painter, BRUSH_STEP);
      return;
    }
  vanity_window_step_strength (user_data, STRENGTH_STEP);
}

static void
on_weaker (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (vanity_window_is_painting (user_data))
    {
      vanity_mask_painter_scale (((VanityWindow *)user_data)->painter, 1 / BRUSH_STEP);
      return;
    }
  vanity_window_step_strength (user_data, -STRENGTH_STEP);
}

static void
on_remove_makeup (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VanityWindow *self = user_data;

  vanity_document_set_look (self->document, NULL);
  vanity_window_toast (self, _ ("Makeup removed"), _ ("_Undo"), "win.undo", NULL);
}

static void
on_next_face (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VanityWindow *self = user_data;
  VanityOutfit *outfit = vanity_document_get_outfit (self->document);

  vanity_document_select_face (self->document, (outfit->selected + 1) % outfit->n_faces);
}

static void
on_dress_everybody (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VanityWindow *self = user_data;
  VanityWear wear;
  g_autofree char *text = NULL;

  vanity_document_dress_everybody (self->document);
  wear = vanity_outfit_get_wear (vanity_document_get_outfit (self->document));
  if (wear.look != NULL)
    text = g_strdup_printf (_ ("Everybody wears %s"), vanity_look_get_label (wear.look));
  else
    text = g_strdup (wear.mix != NULL ? _ ("Everybody wears the copied makeup")
                                      : _ ("Nobody wears makeup"));
  vanity_window_toast (self, text, _ ("_Undo"), "win.undo", NULL);
}

static void
set_view (VanityWindow *self, const char *mode)
{
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    if (g_strcmp0 (mode, modes[i]) == 0)
      vanity_compare_view_set_mode (VANITY_COMPARE_VIEW (self->view), i);
}

static void
on_view (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  const char *mode = g_variant_get_string (state, NULL);
  GSettings *settings = vanity_settings_get_default ();

  if (!g_strv_contains ((const char *const[]){ modes[0], modes[1], modes[2], NULL }, mode))
    return;

  g_simple_action_set_state (action, state);
  set_view (user_data, mode);
  if (settings != NULL)
    g_settings_set_string (settings, VANITY_SETTING_VIEW, mode);
}

static void
on_keep_location (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  GSettings *settings = vanity_settings_get_default ();
  gboolean keep = g_variant_get_boolean (state);

  g_simple_action_set_state (action, state);
  if (settings != NULL && g_settings_get_boolean (settings, VANITY_SETTING_KEEP_LOCATION) != keep)
    g_settings_set_boolean (settings, VANITY_SETTING_KEEP_LOCATION, keep);
}

/* The preferences change it as well. */
static void
on_keep_location_changed (VanityWindow *self, const char *key, GSettings *settings)
{
  g_action_group_change_action_state (
      G_ACTION_GROUP (self), "keep-location",
      g_variant_new_boolean (g_settings_get_boolean (settings, key)));
}

static void
on_show_shop (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  vanity_window_show_shop (user_data, g_variant_get_string (parameter, NULL));
}

static void
on_print (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_print (self);
}

static void
on_command_search (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_window_search_commands (self);
}

static const GActionEntry entries[] = {
  { "open", on_open },
  { "camera", on_camera },
  { "paste", on_paste },
  { "choose-reference", on_choose_reference },
  { "paste-reference", on_paste_reference },
  { "remove-reference", on_remove_reference },
  { "swap", on_swap },
  { "save-look", on_save_look },
  { "paint-mask", on_paint_mask, "i" },
  { "show-library", on_show_library },
  { "contact-sheet", on_contact_sheet },
  { "take-off", on_take_off },
  { "wear-look", on_wear_look, "s" },
  { "delete-look", on_delete_look, "s" },
  { "restore-look", on_restore_look },
  { "save", on_save },
  { "copy", on_copy },
  { "back", on_back },
  { "cancel", on_cancel },
  { "show-in-files", on_show_in_files, "s" },
  { "show-analysis", on_show_analysis },
  { "show-layers", on_show_layers },
  { "show-looks", on_show_looks },
  { "show-products", on_show_products },
  { "filter-products", on_filter_products },
  { "restore-product", on_restore_product, "s" },
  { "show-shop", on_show_shop, "s" },
  { "pick-white", NULL, NULL, "false", on_pick_white },
  { "save-report", on_save_report },
  { "save-numbers", on_save_numbers },
  { "remember-face", on_remember_face },
  { "forget-face", on_forget_face, "s" },
  { "compare-faces", on_compare_faces },
  { "close", on_close },
  { "save-document", on_save_document },
  { "save-document-as", on_save_document_as },
  { "find-photo", on_find_photo },
  { "show-history", on_show_history },
  { "undo", on_undo },
  { "redo", on_redo },
  { "zoom-in", on_zoom_in },
  { "zoom-out", on_zoom_out },
  { "zoom-fit", on_zoom_fit },
  { "zoom-full", on_zoom_full },
  { "zoom-face", on_zoom_face },
  { "next-look", on_next_look },
  { "previous-look", on_previous_look },
  { "stronger", on_stronger },
  { "weaker", on_weaker },
  { "remove-makeup", on_remove_makeup },
  { "next-face", on_next_face },
  { "dress-everybody", on_dress_everybody },
  { "view", NULL, "s", "'divider'", on_view },
  { "keep-location", NULL, NULL, "false", on_keep_location },
  { "print", on_print },
  { "command-search", on_command_search },
};

static void
enable (VanityWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* `format` takes the name of the step; without one the button says what is plain. */
static void
say_step (GtkWidget *button, const char *plain, const char *format, const char *step)
{
  g_autofree char *text = step != NULL ? g_strdup_printf (format, step) : g_strdup (plain);

  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* Everything that cannot be done now is greyed out, wherever it is offered. */
void
vanity_window_update_actions (VanityWindow *self)
{
  VanityOutfit *outfit
      = self->document != NULL ? vanity_document_get_outfit (self->document) : NULL;
  gboolean camera = vanity_window_has_camera (self);
  gboolean ready = outfit != NULL && !camera
                   && vanity_document_get_state (self->document) == VANITY_DOCUMENT_READY;
  gboolean exporting = vanity_job_slot_is_busy (&self->exporting);
  gboolean several = ready && outfit->n_faces > 1;
  VanityWear wear = ready ? vanity_outfit_get_wear (outfit) : VANITY_WEAR_INIT;
  gboolean made_up = !vanity_wear_is_bare (&wear);
  gboolean found = ready && vanity_window_has_finding (self);
  gboolean keeping = vanity_job_slot_is_busy (&self->keeping);
  static const char *const need_photo[]
      = { "zoom-in",          "zoom-out",        "zoom-fit",      "zoom-full",
          "zoom-face",        "next-look",       "previous-look", "view",
          "choose-reference", "paste-reference", "wear-look",     "show-analysis",
          "show-layers",      "show-looks",      "show-products", "filter-products" };

  for (guint i = 0; i < G_N_ELEMENTS (need_photo); i++)
    enable (self, need_photo[i], ready);
  enable (self, "next-look", ready || camera);
  enable (self, "previous-look", ready || camera);
  enable (self, "save", ready && !exporting);
  enable (self, "copy", ready && !exporting);
  enable (self, "print", ready && !exporting);
  enable (self, "cancel", exporting || keeping || vanity_window_is_painting (self));
  enable (self, "contact-sheet", ready);
  enable (self, "paint-mask", wear.look != NULL);
  enable (self, "take-off", ready && !wear.off);
  enable (self, "swap", wear.mix != NULL);
  enable (self, "remove-reference", wear.mix != NULL);
  enable (self, "save-look", (wear.mix != NULL || wear.look != NULL) && !keeping);
  enable (self, "pick-white", found);
  enable (self, "save-report", found && !exporting);
  enable (self, "save-numbers", found && !exporting);
  enable (self, "remember-face", found && !vanity_job_slot_is_busy (&self->remembering));
  enable (self, "compare-faces", found);
  enable (self, "back", self->previous != NULL || camera);
  enable (self, "save-document", ready && !vanity_job_slot_is_busy (&self->saving));
  enable (self, "save-document-as", ready && !vanity_job_slot_is_busy (&self->saving));
  enable (self, "find-photo",
          self->document != NULL
              && vanity_document_get_state (self->document) == VANITY_DOCUMENT_NO_PHOTO);
  enable (self, "show-history", ready);
  enable (self, "undo", ready && vanity_document_can_undo (self->document));
  enable (self, "redo", ready && vanity_document_can_redo (self->document));
  say_step (self->undo_button, _ ("Undo"), _ ("Undo: %s"),
            ready ? vanity_document_get_undo_name (self->document) : NULL);
  say_step (self->redo_button, _ ("Redo"), _ ("Redo: %s"),
            ready ? vanity_document_get_redo_name (self->document) : NULL);
  enable (self, "stronger", made_up || camera);
  enable (self, "weaker", made_up || camera);
  enable (self, "remove-makeup", made_up);
  enable (self, "next-face", several);
  enable (self, "dress-everybody", several);
}

void
vanity_window_init_actions (VanityWindow *self)
{
  GSettings *settings = vanity_settings_get_default ();

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);

  if (settings != NULL)
    {
      g_autofree char *mode = g_settings_get_string (settings, VANITY_SETTING_VIEW);

      g_action_group_change_action_state (G_ACTION_GROUP (self), "view",
                                          g_variant_new_string (mode));
      on_keep_location_changed (self, VANITY_SETTING_KEEP_LOCATION, settings);
      g_signal_connect_object (settings, "changed::" VANITY_SETTING_KEEP_LOCATION,
                               G_CALLBACK (on_keep_location_changed), self, G_CONNECT_SWAPPED);
    }
}

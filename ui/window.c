#include "ui/window-private.h"

#include "app/look-library.h"
#include "app/settings.h"
#include "ui/adaptive-split.h"
#include "ui/camera-page.h"
#include "ui/commands.h"
#include "ui/face-strip.h"
#include "ui/heat-legend.h"
#include "ui/look-panel.h"
#include "ui/mask-bar.h"
#include "ui/text-keys.h"
#include "ui/tips.h"

#include <glib/gi18n.h>

#define TOAST_SECONDS 5

enum
{
  PROP_0,
  PROP_DOCUMENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VanityWindow, vanity_window, ADW_TYPE_APPLICATION_WINDOW)

VanityDocument *
vanity_window_get_document (VanityWindow *self)
{
  return self->document;
}

VanityCompareView *
vanity_window_get_view (VanityWindow *self)
{
  return VANITY_COMPARE_VIEW (self->view);
}

const char *
vanity_window_get_page (VanityWindow *self)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (self->stack));
}

const char *
vanity_window_get_toast (VanityWindow *self)
{
  return self->last_toast;
}

void
vanity_window_toast (VanityWindow *self, const char *text, const char *button, const char *action,
                     GVariant *target)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);

  g_free (self->last_toast);
  self->last_toast = g_strdup (text);

  adw_toast_set_timeout (toast, TOAST_SECONDS);
  if (button != NULL)
    {
      adw_toast_set_button_label (toast, button);
      adw_toast_set_action_name (toast, action);
      adw_toast_set_action_target_value (toast, target);
    }
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), toast);
}

static void
on_failed (VanityWindow *self, const char *message)
{
  vanity_window_toast (self, message, NULL, NULL, NULL);
}

/* The next photo begins with what was worn last. */
static void
remember_look (VanityWindow *self)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self->document);
  GSettings *settings = vanity_settings_get_default ();
  VanityWear wear;

  if (outfit == NULL || settings == NULL)
    return;

  /* What is copied is nobody's to remember. */
  wear = vanity_outfit_get_wear (outfit);
  if (wear.mix == NULL && !wear.off)
    g_settings_set_string (settings, VANITY_SETTING_LOOK, wear.look != NULL ? wear.look->id : "");
}

static void
on_outfit_changed (VanityWindow *self)
{
  remember_look (self);
  vanity_window_update_actions (self);
  vanity_window_update_status (self);
  vanity_window_update_shop (self);
}

/* So that it is found again under "recent" in file dialogs; saved copies are listed likewise. */
static void
add_to_recent (VanityWindow *self)
{
  GFile *file = vanity_document_get_file (self->document);

  if (file == NULL)
    file = vanity_photo_get_file (vanity_document_get_photo (self->document));
  if (file != NULL)
    {
      g_autofree char *uri = g_file_get_uri (file);

      gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
    }
}

/* What another window has open cannot be written from here. */
static void
say_taken (VanityWindow *self)
{
  if (vanity_document_is_taken (self->document))
    {
      g_autofree char *text = g_strdup_printf (
          _ ("%s is open in another window: what you change here can be saved as a copy"),
          vanity_document_get_title (self->document));

      vanity_window_toast (self, text, NULL, NULL, NULL);
    }
}

static void
on_state_changed (VanityWindow *self)
{
  const char *note;

  vanity_window_update_actions (self);
  vanity_window_update_status (self);
  vanity_window_update_shop (self);
  vanity_window_update_library (self);
  if (vanity_document_get_state (self->document) != VANITY_DOCUMENT_READY)
    return;

  gtk_widget_grab_focus (self->view);
  add_to_recent (self);
  say_taken (self);
  note = vanity_photo_get_note (vanity_document_get_photo (self->document));
  if (note != NULL)
    vanity_window_toast (self, note, NULL, NULL, NULL);
}

static void
on_busy_changed (VanityWindow *self)
{
  vanity_window_update_status (self);
}

void
vanity_window_set_document (VanityWindow *self, VanityDocument *document)
{
  if (document == self->document)
    return;

  vanity_window_leave_camera (self);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  vanity_job_slot_clear (&self->swapping);
  vanity_mask_painter_stop (self->painter);
  g_set_object (&self->document, document);
  self->hint_closed = -1;

  if (document != NULL)
    {
      g_signal_connect_object (document, "notify::state", G_CALLBACK (on_state_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::outfit", G_CALLBACK (on_outfit_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::modified", G_CALLBACK (on_busy_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::busy", G_CALLBACK (on_busy_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "noted", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
    }

  vanity_compare_view_set_document (VANITY_COMPARE_VIEW (self->view), document);
  vanity_look_panel_set_document (VANITY_LOOK_PANEL (self->panel), document);
  vanity_face_strip_set_document (VANITY_FACE_STRIP (self->faces), document);
  vanity_window_update_actions (self);
  vanity_window_update_status (self);
  vanity_window_update_shop (self);
  vanity_window_update_library (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}

VanityLook *
vanity_window_find_first_look (VanityWindow *self)
{
  GSettings *settings = vanity_settings_get_default ();
  g_autofree char *id = settings != NULL ? g_settings_get_string (settings, VANITY_SETTING_LOOK)
                                         : g_strdup ("rosy");

  return vanity_look_panel_find_look (VANITY_LOOK_PANEL (self->panel), id);
}

/* Work that is not saved keeps its window. */
static gboolean
is_at_work (VanityWindow *self)
{
  return self->document != NULL
         && (vanity_document_has_work (self->document) || vanity_job_slot_is_busy (&self->saving));
}

void
vanity_window_replace_document (VanityWindow *self, VanityDocument *document)
{
  if (is_at_work (self))
    {
      VanityWindow *other = vanity_window_new (gtk_window_get_application (GTK_WINDOW (self)));

      vanity_window_set_document (other, document);
      gtk_window_present (GTK_WINDOW (other));
      return;
    }

  gboolean had_photo = self->document != NULL
                       && vanity_document_get_state (self->document) == VANITY_DOCUMENT_READY;

  /* A photo that could not be used is nothing to go back to. */
  if (had_photo)
    g_set_object (&self->previous, self->document);
  vanity_window_set_document (self, document);

  if (had_photo)
    {
      g_autofree char *text
          = g_strdup_printf (_ ("Put away %s"), vanity_document_get_name (self->previous));

      vanity_window_toast (self, text, _ ("_Undo"), "win.back", NULL);
    }
}

/* The next photo begins with what was copied for the last one, where something was. */
static void
begin_with (VanityWindow *self, VanityDocument *document)
{
  VanityOutfit *outfit
      = self->document != NULL ? vanity_document_get_outfit (self->document) : NULL;
  VanityMix *mix = outfit != NULL ? vanity_outfit_get_wear (outfit).mix : NULL;

  if (mix != NULL)
    vanity_document_begin_with (document, mix);
}

static void
open_document (VanityWindow *self, GFile *place)
{
  g_autoptr (VanityDocument) document = vanity_document_new_for_document (place);

  vanity_window_replace_document (self, document);
}

static void
open_photo (VanityWindow *self, GFile *file)
{
  g_autoptr (VanityDocument) document
      = vanity_document_new_for_file (file, vanity_window_find_first_look (self));

  begin_with (self, document);
  vanity_window_replace_document (self, document);
}

void
vanity_window_open_file (VanityWindow *self, GFile *file)
{
  if (vanity_file_is_named (file))
    open_document (self, file);
  else if (vanity_look_library_is_named (file))
    vanity_window_import_looks (self, &file, 1);
  else
    open_photo (self, file);
}

void
vanity_window_open_image (VanityWindow *self, VanityImage *image, const char *name)
{
  g_autoptr (VanityDocument) document
      = vanity_document_new_for_image (image, name, vanity_window_find_first_look (self));

  begin_with (self, document);
  vanity_window_replace_document (self, document);
}

void
vanity_window_back (VanityWindow *self)
{
  g_autoptr (VanityDocument) previous = g_steal_pointer (&self->previous);

  if (previous == NULL)
    return;

  /* Work waits where the photo before did. */
  if (is_at_work (self))
    self->previous = g_object_ref (self->document);
  vanity_window_set_document (self, previous);
}

static gboolean
vanity_window_close_request (GtkWindow *window)
{
  GSettings *settings = vanity_settings_get_default ();
  int width, height;

  if (!vanity_window_may_close (VANITY_WINDOW (window)))
    return TRUE;
  if (settings != NULL)
    {
      gtk_window_get_default_size (window, &width, &height);
      g_settings_set_int (settings, VANITY_SETTING_WIDTH, width);
      g_settings_set_int (settings, VANITY_SETTING_HEIGHT, height);
      g_settings_set_boolean (settings, VANITY_SETTING_MAXIMIZED, gtk_window_is_maximized (window));
    }

  return GTK_WINDOW_CLASS (vanity_window_parent_class)->close_request (window);
}

static void
restore_size (VanityWindow *self)
{
  GSettings *settings = vanity_settings_get_default ();

  if (settings == NULL)
    return;

  gtk_window_set_default_size (GTK_WINDOW (self),
                               MAX (g_settings_get_int (settings, VANITY_SETTING_WIDTH), 360),
                               MAX (g_settings_get_int (settings, VANITY_SETTING_HEIGHT), 300));
  if (g_settings_get_boolean (settings, VANITY_SETTING_MAXIMIZED))
    gtk_window_maximize (GTK_WINDOW (self));
}

/* "Hold to compare" is a button that acts while it is down, by pointer or key. */
static void
on_hold_changed (VanityWindow *self)
{
  gboolean down = (gtk_widget_get_state_flags (self->hold) & GTK_STATE_FLAG_ACTIVE) != 0;

  vanity_compare_view_set_holding (VANITY_COMPARE_VIEW (self->view), down);
}

static void
on_zoom_changed (VanityWindow *self)
{
  int percent = (int)(vanity_compare_view_get_zoom (VANITY_COMPARE_VIEW (self->view)) * 100 + 0.5);
  g_autofree char *text = g_strdup_printf (_ ("%d%%"), percent);
  g_autofree char *name = g_strdup_printf (_ ("Zoomed to %d%%; show at actual size"), percent);

  gtk_button_set_label (GTK_BUTTON (self->zoom), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->zoom), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
on_hint_closed (VanityWindow *self)
{
  VanityOutfit *outfit
      = self->document != NULL ? vanity_document_get_outfit (self->document) : NULL;

  if (vanity_window_shows_tip (self))
    {
      vanity_tips_close_next ();
      self->tip_closed = TRUE;
    }
  else
    {
      self->hint_closed = outfit != NULL ? outfit->selected : -1;
    }
  vanity_window_update_status (self);
}

static void
on_narrow_changed (VanityWindow *self)
{
  gboolean narrow = vanity_adaptive_split_get_narrow (VANITY_ADAPTIVE_SPLIT (self->split));

  g_object_set (self->panel, "narrow", narrow, NULL);
  g_object_set (self->mask_bar, "narrow", narrow, NULL);
  gtk_widget_set_visible (self->zoom, !narrow);
  /* A small photo has the mouth where the legend is else. */
  gtk_widget_set_valign (self->legend, narrow ? GTK_ALIGN_START : GTK_ALIGN_END);
  if (narrow)
    gtk_widget_remove_css_class (self->legend, "above-controls");
  else
    gtk_widget_add_css_class (self->legend, "above-controls");
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
}

static void
vanity_window_dispose (GObject *object)
{
  VanityWindow *self = VANITY_WINDOW (object);

  g_clear_handle_id (&self->reveal_timeout, g_source_remove);
  vanity_window_close_shop (self);
  vanity_window_close_library (self);
  vanity_window_dispose_document (self);
  vanity_job_slot_clear (&self->exporting);
  vanity_job_slot_clear (&self->swapping);
  vanity_job_slot_clear (&self->keeping);
  vanity_job_slot_clear (&self->remembering);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  if (self->painter != NULL)
    vanity_mask_painter_stop (self->painter);
  g_clear_object (&self->painter);
  g_clear_object (&self->document);
  g_clear_object (&self->previous);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->dismissed, vanity_shade_unref);
  g_clear_pointer (&self->last_toast, g_free);
  g_clear_pointer (&self->print_path, g_free);

  G_OBJECT_CLASS (vanity_window_parent_class)->dispose (object);
}

static void
vanity_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, VANITY_WINDOW (object)->document);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, VanityWindow, name)

static void
vanity_window_class_init (VanityWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vanity_window_dispose;
  object_class->get_property = vanity_window_get_property;
  GTK_WINDOW_CLASS (klass)->close_request = vanity_window_close_request;

  properties[PROP_DOCUMENT]
      = g_param_spec_object ("document", NULL, NULL, VANITY_TYPE_DOCUMENT,
                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (VANITY_TYPE_ADAPTIVE_SPLIT);
  g_type_ensure (VANITY_TYPE_CAMERA_PAGE);
  g_type_ensure (VANITY_TYPE_COMPARE_VIEW);
  g_type_ensure (VANITY_TYPE_FACE_STRIP);
  g_type_ensure (VANITY_TYPE_HEAT_LEGEND);
  g_type_ensure (VANITY_TYPE_LOOK_PANEL);
  g_type_ensure (VANITY_TYPE_MASK_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/window.ui");
  BIND (stack);
  BIND (camera);
  BIND (toasts);
  BIND (title);
  BIND (menu);
  BIND (save_button);
  BIND (view);
  BIND (legend);
  BIND (panel);
  BIND (split);
  BIND (faces);
  BIND (hint);
  BIND (hint_label);
  BIND (working);
  BIND (working_label);
  BIND (job);
  BIND (working_progress);
  BIND (working_cancel);
  BIND (controls);
  BIND (mask_bar);
  BIND (hold);
  BIND (zoom);
  BIND (history);
  BIND (undo_button);
  BIND (redo_button);
  BIND (history_button);
  BIND (drop_hint);
  BIND (drop_places);
  BIND (drop_open);
  BIND (drop_copy);
  BIND (no_face);
  BIND (unreadable);
  BIND (no_models);
  BIND (no_photo);
  gtk_widget_class_bind_template_callback (widget_class, on_hold_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_zoom_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_hint_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow_changed);
}

static void
init_commands (VanityWindow *self)
{
  g_autoptr (GMenuModel) menu = vanity_commands_new_menu ();

  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu), menu);
  gtk_application_window_set_help_overlay (GTK_APPLICATION_WINDOW (self),
                                           vanity_commands_new_shortcuts ());
}

static void
vanity_window_init (VanityWindow *self)
{
  self->hint_closed = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  init_commands (self);
  on_zoom_changed (self);
  restore_size (self);
  vanity_window_init_actions (self);
  vanity_window_init_document (self);
  vanity_window_init_drop (self);
  vanity_window_init_paint (self);
  vanity_window_init_camera (self);
  vanity_window_init_insight (self);
  vanity_window_init_layers (self);
  vanity_window_init_products (self);
  vanity_window_init_print (self);
  vanity_window_update_actions (self);
  vanity_window_update_status (self);
}

VanityWindow *
vanity_window_new (GtkApplication *application)
{
  VanityWindow *self = g_object_new (VANITY_TYPE_WINDOW, "application", application, NULL);

  vanity_text_keys_install (GTK_WINDOW (self));

  return self;
}

#include "ui/text-keys.h"

static gboolean
is_for_text (guint key, GdkModifierType state)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (modifiers == 0 || modifiers == GDK_SHIFT_MASK)
    return TRUE;

  key = gdk_keyval_to_lower (key);
  if (modifiers == GDK_CONTROL_MASK)
    return key == GDK_KEY_c || key == GDK_KEY_v || key == GDK_KEY_x || key == GDK_KEY_y
           || key == GDK_KEY_z;

  return modifiers == (GDK_CONTROL_MASK | GDK_SHIFT_MASK) && key == GDK_KEY_z;
}

static gboolean
on_key (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state,
        GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  return (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus)) && is_for_text (key, state)
         && gtk_event_controller_key_forward (keys, focus);
}

void
vanity_text_keys_install (GtkWindow *window)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  /* The one that comes last is asked first. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), window);
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
}

#include "ui/toast.h"

#include <adwaita.h>

#define TOAST_SECONDS 5

typedef struct
{
  VanityToastFunc func;
  gpointer data;
  GDestroyNotify free_data;
} Press;

static void
press_free (gpointer data, GClosure *closure)
{
  Press *press = data;

  if (press->free_data != NULL)
    press->free_data (press->data);
  g_free (press);
}

static void
on_pressed (AdwToast *toast, gpointer data)
{
  const Press *press = data;

  press->func (press->data);
}

static AdwToast *
make (const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);

  adw_toast_set_timeout (toast, TOAST_SECONDS);

  return toast;
}

static void
show (GtkWidget *from, AdwToast *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (from, ADW_TYPE_TOAST_OVERLAY);

  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (toast);
}

void
vanity_toast (GtkWidget *from, const char *text)
{
  show (from, make (text));
}

void
vanity_toast_with_button (GtkWidget *from, const char *text, const char *button,
                          VanityToastFunc func, gpointer data, GDestroyNotify free_data)
{
  AdwToast *toast = make (text);
  Press *press = g_new (Press, 1);

  *press = (Press){ func, data, free_data };
  adw_toast_set_button_label (toast, button);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_pressed), press, press_free, 0);
  show (from, toast);
}

#include "ui/remembered-page.h"

#include "app/kept.h"
#include "ui/ask-to-erase.h"
#include "ui/file-dialog.h"
#include "ui/shade-row.h"
#include "ui/toast.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _VanityRememberedPage
{
  GtkWidget parent_instance;

  GtkWidget *scrolled;
  GtkWidget *error;
  GtkWidget *private_switch;
  GtkWidget *counts;
  GtkWidget *avoided_part;
  GtkWidget *avoided;
  GtkWidget *hidden_part;
  GtkWidget *hidden;
  GtkWidget *liked_part;
  GtkWidget *liked;
  GtkWidget *trends;
  GtkWidget *trends_forget;
  GtkWidget *events_part;
  GtkWidget *events;

  VanityShop *shop;
  VanityRemembered *remembered; /* or NULL */
  gboolean is_stale;
  VanityJobSlot reading;
  VanityJobSlot exporting;
  VanityJobSlot importing;
};

G_DEFINE_FINAL_TYPE (VanityRememberedPage, vanity_remembered_page, GTK_TYPE_WIDGET)

const VanityRemembered *
vanity_remembered_page_get_remembered (VanityRememberedPage *self)
{
  return self->remembered;
}

static void update (VanityRememberedPage *self);

static void
clear (GtkWidget *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list), child);
}

static void
fail (VanityRememberedPage *self, const GError *error)
{
  gtk_label_set_label (GTK_LABEL (self->error), error != NULL ? error->message : "");
  gtk_widget_set_visible (self->error, error != NULL);
}

/* ---- Erasing ---- */

void
vanity_remembered_page_erase (VanityRememberedPage *self, unsigned what, gboolean analyses)
{
  g_autoptr (GError) error = NULL;

  if (what != 0)
    vanity_shop_erase (self->shop, what);
  if (what == VANITY_ERASE_ALL && analyses)
    vanity_kept_erase (VANITY_KEPT_TRENDS, self->shop, &error);
  if (analyses && error == NULL)
    vanity_remembered_forget_analyses (&error);
  if (error != NULL)
    fail (self, error);
  else
    vanity_toast (GTK_WIDGET (self), _ ("Erased"));
  update (self);
}

static void
on_erase_answered (AdwMessageDialog *dialog, const char *response, VanityRememberedPage *self)
{
  if (g_strcmp0 (response, "erase") == 0)
    vanity_remembered_page_erase (self,
                                  GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (dialog), "what")),
                                  g_object_get_data (G_OBJECT (dialog), "analyses") != NULL);
}

static void
ask_to_erase (VanityRememberedPage *self, const char *label, unsigned what, gboolean analyses)
{
  AdwMessageDialog *dialog = vanity_ask_to_erase (GTK_WIDGET (self), label);

  g_object_set_data (G_OBJECT (dialog), "what", GUINT_TO_POINTER (what));
  g_object_set_data (G_OBJECT (dialog), "analyses", GINT_TO_POINTER (analyses));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_erase_answered), self, 0);
}

static void
on_erase (VanityRememberedPage *self, GtkWidget *button)
{
  unsigned what = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "what"));

  if (what != 0)
    ask_to_erase (self, vanity_erase_get_label (what), what, FALSE);
  else
    ask_to_erase (self, _ ("Analyses of faces"), 0, TRUE);
}

static void
on_erase_all (VanityRememberedPage *self)
{
  ask_to_erase (self, _ ("Everything"), VANITY_ERASE_ALL, TRUE);
}

static void
add_count (VanityRememberedPage *self, const char *label, const char *count, gboolean any,
           unsigned what)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *erase = gtk_button_new_with_label (_ ("Erase…"));
  /* Translators: what is to be erased, as “What you tried on”. */
  g_autofree char *name = g_strdup_printf (_ ("Erase: %s"), label);
  g_autofree char *markup = g_markup_escape_text (label, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), count);
  gtk_widget_set_valign (erase, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (erase, any);
  g_object_set_data (G_OBJECT (erase), "what", GUINT_TO_POINTER (what));
  gtk_accessible_update_property (GTK_ACCESSIBLE (erase), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (erase, "clicked", G_CALLBACK (on_erase), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), erase);
  gtk_list_box_append (GTK_LIST_BOX (self->counts), row);
}

static void
show_counts (VanityRememberedPage *self)
{
  clear (self->counts);
  for (int i = 0; i < VANITY_N_ERASE; i++)
    {
      guint n = self->remembered->count[i];
      g_autofree char *count = n == 0
                                   ? g_strdup (_ ("Nothing"))
                                   : g_strdup_printf (ngettext ("%'u entry", "%'u entries", n), n);

      add_count (self, vanity_erase_get_label (1U << i), count, n > 0, 1U << i);
    }

  {
    guint n = self->remembered->n_analyses;
    g_autofree char *count
        = n == 0 ? g_strdup (_ ("Nothing"))
                 : g_strdup_printf (ngettext ("%'u that you kept, numbers alone",
                                              "%'u that you kept, numbers alone", n),
                                    n);

    add_count (self, _ ("Analyses of faces"), count, n > 0, 0);
  }
}

/* ---- What can be taken back ---- */

static void
on_take_back (VanityRememberedPage *self, GtkWidget *button)
{
  VanityShade *shade = g_object_get_data (G_OBJECT (button), "shade");
  VanityEventKind kind = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "kind"));

  gtk_widget_set_sensitive (button, FALSE);
  vanity_shop_record (self->shop, shade, kind, 0);
}

static void
add_shades (VanityRememberedPage *self, GtkWidget *list, const GPtrArray *shades, const char *words,
            const char *button, VanityEventKind kind)
{
  for (guint i = 0; i < shades->len; i++)
    {
      VanityShade *shade = g_ptr_array_index (shades, i);
      g_autofree char *subtitle
          = words != NULL ? g_strdup_printf ("%s · %s", shade->brand, words) : NULL;
      g_autofree char *title = vanity_shade_dup_title (shade);
      g_autofree char *name = g_strdup_printf ("%s: %s", button, title);
      GtkWidget *row = vanity_shade_row_new_action (shade, subtitle);
      GtkWidget *back = gtk_button_new_with_label (button);

      gtk_widget_set_valign (back, GTK_ALIGN_CENTER);
      g_object_set_data_full (G_OBJECT (back), "shade", vanity_shade_ref (shade),
                              (GDestroyNotify)vanity_shade_unref);
      g_object_set_data (G_OBJECT (back), "kind", GINT_TO_POINTER (kind));
      gtk_accessible_update_property (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      g_signal_connect_swapped (back, "clicked", G_CALLBACK (on_take_back), self);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), back);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
}

static void
show_shades (VanityRememberedPage *self)
{
  const VanityRemembered *remembered = self->remembered;

  clear (self->hidden);
  clear (self->liked);
  add_shades (self, self->hidden, remembered->hidden, _ ("hidden"), _ ("Show Again"),
              VANITY_EVENT_UNHIDE);
  add_shades (self, self->hidden, remembered->wrong, _ ("not your shade"), _ ("Show Again"),
              VANITY_EVENT_RIGHT_SHADE);
  add_shades (self, self->liked, remembered->liked, NULL, _ ("Take Back"), VANITY_EVENT_UNLIKE);
  gtk_widget_set_visible (self->hidden_part, remembered->hidden->len + remembered->wrong->len > 0);
  gtk_widget_set_visible (self->liked_part, remembered->liked->len > 0);
}

static void
on_stop_avoiding (VanityRememberedPage *self, GtkWidget *button)
{
  vanity_shop_set_avoided (self->shop, g_object_get_data (G_OBJECT (button), "ingredient"), FALSE);
}

static void
show_avoided (VanityRememberedPage *self)
{
  const char *const *avoided = vanity_shop_get_avoided (self->shop);

  clear (self->avoided);
  for (guint i = 0; avoided[i] != NULL; i++)
    {
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
      g_autofree char *markup = g_markup_escape_text (avoided[i], -1);
      /* Translators: an ingredient. */
      g_autofree char *name = g_strdup_printf (_ ("No longer avoid %s"), avoided[i]);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), markup);
      gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (remove, "flat");
      gtk_widget_set_tooltip_text (remove, _ ("No Longer Avoid It"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      g_object_set_data_full (G_OBJECT (remove), "ingredient", g_strdup (avoided[i]), g_free);
      g_signal_connect_swapped (remove, "clicked", G_CALLBACK (on_stop_avoiding), self);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
      gtk_list_box_append (GTK_LIST_BOX (self->avoided), row);
    }
  gtk_widget_set_visible (self->avoided_part, avoided[0] != NULL);
}

/* ---- What was done ---- */

static void
show_events (VanityRememberedPage *self)
{
  const GPtrArray *events = self->remembered->events;

  clear (self->events);
  for (guint i = 0; i < events->len; i++)
    {
      const VanityEvent *event = g_ptr_array_index (events, i);
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (event->time / G_USEC_PER_SEC);
      g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
      g_autofree char *when = local != NULL ? g_date_time_format (local, "%x, %H:%M") : NULL;
      g_autofree char *subtitle
          = g_strdup_printf ("%s%s%s", vanity_event_kind_get_label (event->kind),
                             when != NULL ? " · " : "", when != NULL ? when : "");
      GtkWidget *row = vanity_shade_row_new_action (event->shade, subtitle);

      gtk_list_box_append (GTK_LIST_BOX (self->events), row);
    }
  gtk_widget_set_visible (self->events_part, events->len > 0);
}

/* ---- All of it ---- */

static void
on_read (gpointer result, const GError *error, gpointer user_data)
{
  VanityRememberedPage *self = user_data;

  fail (self, error);
  if (result == NULL)
    return;

  g_clear_pointer (&self->remembered, vanity_remembered_free);
  self->remembered = result;
  show_counts (self);
  show_shades (self);
  show_avoided (self);
  show_events (self);
  gtk_widget_set_visible (self->trends_forget, self->remembered->has_trends);
  adw_action_row_set_subtitle (
      ADW_ACTION_ROW (self->trends),
      self->remembered->has_trends
          ? _ ("A file of yours says what is in demand")
          : _ ("A table of what is in demand counts for what is proposed"));
}

static void
update (VanityRememberedPage *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->is_stale = TRUE;
      return;
    }

  if (vanity_shop_get_state (self->shop) == VANITY_SHOP_FAILED)
    fail (self, vanity_shop_get_error (self->shop));
  if (vanity_shop_get_state (self->shop) != VANITY_SHOP_OPEN || vanity_shop_is_busy (self->shop))
    return;

  self->is_stale = FALSE;
  vanity_remembered_start (&self->reading, self->shop, on_read, self);
}

/* ---- Out and in ---- */

static void
on_exported (gpointer result, const GError *error, gpointer user_data)
{
  VanityRememberedPage *self = user_data;
  g_autoptr (GFile) file = result;
  g_autofree char *base = file != NULL ? g_file_get_basename (file) : NULL;
  g_autofree char *name = base != NULL ? g_filename_display_name (base) : NULL;
  g_autofree char *text = name != NULL ? g_strdup_printf (_ ("Saved as %s"), name) : NULL;

  vanity_toast (GTK_WIDGET (self), text != NULL ? text : error->message);
}

void
vanity_remembered_page_export (VanityRememberedPage *self, GFile *file)
{
  if (vanity_shop_get_state (self->shop) == VANITY_SHOP_OPEN)
    vanity_remembered_start_export (&self->exporting, self->shop, file, on_exported, self);
}

static void
on_export_chosen (GListModel *files, gpointer data)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);

  if (file != NULL)
    vanity_remembered_page_export (data, file);
}

static void
on_export (VanityRememberedPage *self)
{
  /* Translators: the name of a file. */
  vanity_ask_to_save (GTK_WIDGET (self), _ ("Export What Is Remembered"),
                      _ ("what Vanity remembers.json"), on_export_chosen, self);
}

static void
on_trends_imported (gpointer result, const GError *error, gpointer user_data)
{
  VanityRememberedPage *self = user_data;
  g_autofree guint *skipped = result;
  g_autofree char *text = NULL;

  if (skipped == NULL)
    text = g_strdup (error->message);
  else if (*skipped > 0)
    text = g_strdup_printf (
        ngettext ("Imported; %u row was left out", "Imported; %u rows were left out", *skipped),
        *skipped);
  else
    text = g_strdup (_ ("Imported"));
  vanity_toast (GTK_WIDGET (self), text);
  update (self);
}

void
vanity_remembered_page_import_trends (VanityRememberedPage *self, GFile *file)
{
  if (vanity_shop_get_state (self->shop) == VANITY_SHOP_OPEN)
    vanity_trends_start_import (&self->importing, self->shop, file, on_trends_imported, self);
}

static void
on_trends_chosen (GListModel *files, gpointer data)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);

  if (file != NULL)
    vanity_remembered_page_import_trends (data, file);
}

static void
on_trends (VanityRememberedPage *self)
{
  vanity_ask_to_open (GTK_WIDGET (self), _ ("Import a Trend File"), FALSE, on_trends_chosen, self);
}

static void
on_trends_forget (VanityRememberedPage *self)
{
  g_autoptr (GError) error = NULL;

  if (vanity_shop_get_state (self->shop) != VANITY_SHOP_OPEN)
    return;
  if (!vanity_trends_forget (self->shop, &error))
    vanity_toast (GTK_WIDGET (self), error->message);
  update (self);
}

/* ---- The page ---- */

void
vanity_remembered_page_set_shop (VanityRememberedPage *self, VanityShop *shop)
{
  self->shop = g_object_ref (shop);
  self->is_stale = TRUE;
  g_object_bind_property (shop, "private", self->private_switch, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect_object (shop, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (shop, "notify::private", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (shop, "taste-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

/* What was kept of faces may have changed meanwhile: it is read whenever somebody comes. */
static void
vanity_remembered_page_map (GtkWidget *widget)
{
  VanityRememberedPage *self = VANITY_REMEMBERED_PAGE (widget);

  GTK_WIDGET_CLASS (vanity_remembered_page_parent_class)->map (widget);
  vanity_shop_open (self->shop);
  update (self);
}

static void
vanity_remembered_page_dispose (GObject *object)
{
  VanityRememberedPage *self = VANITY_REMEMBERED_PAGE (object);

  vanity_job_slot_clear (&self->reading);
  vanity_job_slot_clear (&self->exporting);
  vanity_job_slot_clear (&self->importing);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_pointer (&self->remembered, vanity_remembered_free);
  g_clear_object (&self->shop);

  G_OBJECT_CLASS (vanity_remembered_page_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, VanityRememberedPage, name)

static void
vanity_remembered_page_class_init (VanityRememberedPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_remembered_page_dispose;
  widget_class->map = vanity_remembered_page_map;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/vanity/Vanity/remembered-page.ui");
  BIND (scrolled);
  BIND (error);
  BIND (private_switch);
  BIND (counts);
  BIND (avoided_part);
  BIND (avoided);
  BIND (hidden_part);
  BIND (hidden);
  BIND (liked_part);
  BIND (liked);
  BIND (trends);
  BIND (trends_forget);
  BIND (events_part);
  BIND (events);
  gtk_widget_class_bind_template_callback (widget_class, on_erase_all);
  gtk_widget_class_bind_template_callback (widget_class, on_export);
  gtk_widget_class_bind_template_callback (widget_class, on_trends);
  gtk_widget_class_bind_template_callback (widget_class, on_trends_forget);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "rememberedpage");
}

static void
vanity_remembered_page_init (VanityRememberedPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

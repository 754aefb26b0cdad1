/* Makeup of another photo: choosing and pasting one, trading places with it, keeping what was
 * copied as a look, and taking makeup off. */
#include "ui/window-private.h"

#include "app/user-looks.h"
#include "ui/look-panel.h"

#include <glib/gi18n.h>

/* Of a look's name, characters. */
#define LOOK_NAME_MAX 60

static VanityLookPanel *
get_panel (VanityWindow *self)
{
  return VANITY_LOOK_PANEL (self->panel);
}

VanityCopyPanel *
vanity_window_get_copy_panel (VanityWindow *self)
{
  return vanity_look_panel_get_copy (get_panel (self));
}

void
vanity_window_copy_from_file (VanityWindow *self, GFile *file)
{
  vanity_look_panel_show_page (get_panel (self), "copy");
  vanity_copy_panel_take_file (vanity_window_get_copy_panel (self), file);
}

void
vanity_window_copy_from_image (VanityWindow *self, VanityImage *image, const char *name)
{
  vanity_look_panel_show_page (get_panel (self), "copy");
  vanity_copy_panel_take_image (vanity_window_get_copy_panel (self), image, name);
}

void
vanity_window_take_off (VanityWindow *self)
{
  vanity_look_panel_show_page (get_panel (self), "copy");
  vanity_document_take_off (self->document);
}

void
vanity_window_remove_reference (VanityWindow *self)
{
  vanity_copy_panel_remove_current (vanity_window_get_copy_panel (self));
}

/* ---- Trading places ---- */

static void
on_swapped (gpointer result, const GError *error, gpointer user_data)
{
  VanityWindow *self = user_data;
  VanityCopyPanel *panel = vanity_window_get_copy_panel (self);
  VanitySource *current = vanity_copy_panel_get_current (panel);
  g_autoptr (VanitySource) mine = result;
  g_autoptr (VanityDocument) document = NULL;
  g_autoptr (VanityMix) mix = NULL;

  vanity_window_update_status (self);
  if (mine == NULL)
    {
      vanity_window_toast (self, error->message, NULL, NULL, NULL);
      return;
    }
  if (current == NULL)
    return;

  document = vanity_document_new_for_source (current);
  mix = vanity_mix_new (mine);
  vanity_document_begin_with (document, mix);
  vanity_copy_panel_exchange (panel, current, mine);
  vanity_window_replace_document (self, document);
}

void
vanity_window_swap (VanityWindow *self)
{
  /* What the photo on the table is as a source. */
  vanity_source_read (&self->swapping, vanity_document_get_photo (self->document),
                      vanity_document_get_faces (self->document),
                      vanity_document_get_outfit (self->document)->selected,
                      vanity_document_get_name (self->document),
                      VANITY_SOURCE_SIDE * gtk_widget_get_scale_factor (GTK_WIDGET (self)),
                      on_swapped, self);
  vanity_window_update_status (self);
}

/* ---- Keeping what was copied ---- */

typedef struct
{
  VanityChanges *changes;
  int face;
  VanityWear wear;
  char *name;
} Keepsake;

static void
keepsake_free (gpointer data)
{
  Keepsake *keepsake = data;

  vanity_changes_unref (keepsake->changes);
  vanity_wear_clear (&keepsake->wear);
  g_free (keepsake->name);
  g_free (keepsake);
}

static gpointer
run_keep (VanityJob *job, gpointer data, GError **error)
{
  const Keepsake *keepsake = data;
  g_autoptr (VanityRecipe) recipe = NULL;

  if (keepsake->wear.look != NULL)
    return vanity_user_looks_save (keepsake->wear.look, keepsake->name, error);
  recipe = vanity_changes_new_recipe (keepsake->changes, keepsake->face, &keepsake->wear,
                                      vanity_job_get_cancellable (job), error);

  return recipe != NULL ? vanity_user_looks_save (recipe->look, keepsake->name, error) : NULL;
}

static void
on_kept (gpointer result, const GError *error, gpointer user_data)
{
  VanityWindow *self = user_data;
  g_autoptr (VanityLook) look = result;
  g_autofree char *text = NULL;

  vanity_window_update_actions (self);
  vanity_window_update_status (self);
  if (look == NULL)
    {
      vanity_window_toast (self,
                           g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                               ? _ ("Stopped; nothing was saved")
                               : error->message,
                           NULL, NULL, NULL);
      return;
    }

  vanity_window_reload_looks (self);
  text = g_strdup_printf (_ ("Saved the look “%s”"), vanity_look_get_label (look));
  vanity_window_toast (self, text, _ ("_Wear It"), "win.wear-look",
                       g_variant_new_string (look->id));
}

void
vanity_window_save_look (VanityWindow *self, const char *name)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self->document);
  Keepsake *keepsake = g_new0 (Keepsake, 1);

  keepsake->changes = vanity_changes_ref (vanity_document_get_changes (self->document));
  keepsake->face = outfit->selected;
  keepsake->name = g_strdup (name);
  vanity_wear_copy (&keepsake->wear, &outfit->wears[outfit->selected]);
  vanity_job_slot_start (&self->keeping, run_keep, keepsake, keepsake_free,
                         (GDestroyNotify)vanity_look_unref, NULL, on_kept, self);
  vanity_window_update_actions (self);
  vanity_window_update_status (self);
}

static void
on_name_answered (AdwMessageDialog *dialog, const char *response, VanityWindow *self)
{
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog));
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  if (g_strcmp0 (response, "save") == 0 && *name != '\0')
    vanity_window_save_look (self, name);
}

static void
on_name_changed (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "save", *name != '\0');
}

/* What it may be called: as the look that is worn, or the photo it was copied from. */
static char *
dup_look_name (VanityWindow *self)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self->document);
  const VanityLook *look = outfit != NULL ? vanity_outfit_get_wear (outfit).look : NULL;
  const VanitySource *source = vanity_copy_panel_get_current (vanity_window_get_copy_panel (self));
  const char *dot = source != NULL ? strrchr (source->name, '.') : NULL;

  if (look != NULL)
    return g_strdup (vanity_look_get_label (look));

  return dot != NULL && dot != source->name ? g_strndup (source->name, dot - source->name)
                                            : g_strdup (source != NULL ? source->name : "");
}

void
vanity_window_ask_look_name (VanityWindow *self)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self->document);
  gboolean copied = outfit != NULL && vanity_outfit_get_wear (outfit).mix != NULL;
  g_autofree char *stem = dup_look_name (self);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (self), _ ("Save as a Look"),
      copied ? _ ("Vanity works out which products would give this makeup. The look goes to your "
                  "gallery; it holds makeup, and nothing of the people in the photos.")
             : _ ("The look goes to your gallery. It holds makeup, and nothing of the person in "
                  "the photo."));

  gtk_entry_set_max_length (GTK_ENTRY (entry), LOOK_NAME_MAX);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the look"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "save",
                                    _ ("_Save"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (entry, "changed", G_CALLBACK (on_name_changed), dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_name_answered), self, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), stem);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

/* All windows show the same gallery. */
void
vanity_window_reload_looks (VanityWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (VANITY_IS_WINDOW (l->data))
      {
        vanity_look_panel_reload (get_panel (l->data));
        vanity_window_reload_library (l->data);
      }
}

void
vanity_window_wear_look (VanityWindow *self, const char *id)
{
  VanityLook *look = vanity_look_panel_find_look (get_panel (self), id);

  if (look == NULL || self->document == NULL)
    return;
  vanity_look_panel_show_page (get_panel (self), "looks");
  vanity_document_set_look (self->document, look);
}

static VanityLook *deleted; /* the one that was deleted last, to be brought back */

void
vanity_window_delete_look (VanityWindow *self, const char *id)
{
  VanityLook *look = vanity_look_panel_find_look (get_panel (self), id);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (look == NULL || !vanity_user_looks_has (look))
    return;
  if (!vanity_user_looks_remove (look, &error))
    {
      vanity_window_toast (self, error->message, NULL, NULL, NULL);
      return;
    }

  g_clear_pointer (&deleted, vanity_look_unref);
  deleted = vanity_look_ref (look);
  text = g_strdup_printf (_ ("Deleted the look “%s”"), vanity_look_get_label (look));
  vanity_window_reload_looks (self);
  vanity_window_toast (self, text, _ ("_Undo"), "win.restore-look", NULL);
}

void
vanity_window_restore_look (VanityWindow *self)
{
  g_autoptr (VanityLook) look = g_steal_pointer (&deleted);
  g_autoptr (GError) error = NULL;

  if (look == NULL)
    return;
  if (vanity_user_looks_restore (look, &error))
    vanity_window_reload_looks (self);
  else
    vanity_window_toast (self, error->message, NULL, NULL, NULL);
}

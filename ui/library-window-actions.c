/* What is done with a look of the library. */
#include "ui/library-window-private.h"

#include "app/user-looks.h"
#include "ui/look-edit-window.h"
#include "ui/toast.h"

#include <glib/gi18n.h>

static const char *const orders[] = { "usual", "name", "oldest" };

static void
on_wear (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VanityLibraryWindow *self = user_data;
  VanityLook *look = vanity_library_window_get_selected (self);
  g_autofree char *text = NULL;

  if (look == NULL || self->document == NULL)
    return;
  vanity_document_set_look (self->document, look);
  text = g_strdup_printf (_ ("%s is worn now"), vanity_look_get_label (look));
  vanity_library_window_tell (self, text);
}

static void
on_edit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VanityLibraryWindow *self = user_data;
  VanityLook *look = vanity_library_window_get_selected (self);
  VanityLookEditWindow *window;

  if (look == NULL)
    return;
  window = vanity_look_edit_window_new (GTK_WINDOW (self), look);
  g_signal_connect_object (window, "saved", G_CALLBACK (vanity_library_window_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
on_duplicate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VanityLibraryWindow *self = user_data;
  VanityLook *look = vanity_library_window_get_selected (self);
  g_autoptr (VanityLook) copy = NULL;
  g_autoptr (GError) error = NULL;

  if (look == NULL)
    return;
  copy = vanity_look_library_duplicate (look, &error);
  if (copy == NULL)
    {
      vanity_library_window_tell (self, error->message);
      return;
    }
  vanity_library_window_changed (self);
  vanity_library_window_select (self, copy->id);
}

typedef struct
{
  GWeakRef window;
  VanityLook *look;
} Deleted;

static void
deleted_free (gpointer data)
{
  Deleted *deleted = data;

  g_weak_ref_clear (&deleted->window);
  vanity_look_unref (deleted->look);
  g_free (deleted);
}

static void
bring_back (gpointer data)
{
  const Deleted *deleted = data;
  g_autoptr (VanityLibraryWindow) self = g_weak_ref_get ((GWeakRef *)&deleted->window);
  g_autoptr (GError) error = NULL;

  if (self == NULL)
    return;
  if (!vanity_user_looks_restore (deleted->look, &error))
    {
      vanity_library_window_tell (self, error->message);
      return;
    }
  vanity_library_window_changed (self);
  vanity_library_window_select (self, deleted->look->id);
}

static void
on_delete (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VanityLibraryWindow *self = user_data;
  VanityLook *look = vanity_library_window_get_selected (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  Deleted *deleted;

  if (look == NULL || !vanity_user_looks_has (look))
    return;
  if (!vanity_user_looks_remove (look, &error))
    {
      vanity_library_window_tell (self, error->message);
      return;
    }
  deleted = g_new0 (Deleted, 1);
  g_weak_ref_init (&deleted->window, self);
  deleted->look = vanity_look_ref (look);
  text = g_strdup_printf (_ ("Deleted the look “%s”"), vanity_look_get_label (look));
  vanity_library_window_changed (self);
  g_free (self->last_toast);
  self->last_toast = g_strdup (text);
  vanity_toast_with_button (self->stack, text, _ ("_Undo"), bring_back, deleted, deleted_free);
}

static void
on_import (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_library_window_choose_import (self);
}

static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_library_window_choose_export (self, FALSE);
}

static void
on_export_all (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_library_window_choose_export (self, TRUE);
}

static void
on_copy (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_library_window_copy (self);
}

static void
on_paste (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_library_window_paste (self);
}

static void
on_sheet (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  g_signal_emit_by_name (self, "sheet");
}

static void
on_order (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  VanityLibraryWindow *self = user_data;

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (strcmp (orders[i], g_variant_get_string (state, NULL)) == 0)
      {
        self->order = (VanityLookOrder)i;
        g_simple_action_set_state (action, state);
        vanity_library_window_reload (self);
      }
}

static const GActionEntry entries[] = {
  { "wear", on_wear },
  { "edit", on_edit },
  { "duplicate", on_duplicate },
  { "delete", on_delete },
  { "import", on_import },
  { "export", on_export },
  { "export-all", on_export_all },
  { "copy", on_copy },
  { "paste", on_paste },
  { "sheet", on_sheet },
  { "order", NULL, "s", "'usual'", on_order },
};

static void
enable (VanityLibraryWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
vanity_library_window_update_actions (VanityLibraryWindow *self)
{
  VanityLook *look = vanity_library_window_get_selected (self);
  gboolean own = look != NULL && vanity_user_looks_has (look);
  gboolean face = self->document != NULL && vanity_document_get_outfit (self->document) != NULL;

  enable (self, "wear", look != NULL && face);
  enable (self, "edit", own);
  enable (self, "delete", own);
  enable (self, "duplicate", look != NULL);
  enable (self, "export", look != NULL);
  enable (self, "copy", look != NULL);
  enable (self, "export-all", self->looks->len > 0);
  enable (self, "sheet", face);
  gtk_action_bar_set_revealed (GTK_ACTION_BAR (self->bar), look != NULL);
}

void
vanity_library_window_init_actions (VanityLibraryWindow *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "library", G_ACTION_GROUP (self->actions));
}

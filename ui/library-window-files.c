/* Looks as files: chosen, dropped, pasted, and given out. */
#include "ui/library-window-private.h"

#include "makeup/look-json.h"
#include "ui/file-dialog.h"
#include "ui/look-tile.h"

#include <glib/gi18n.h>

/* More are a mistake of the hand: a folder of photos. */
#define MAX_FILES 500

/* ---- In ---- */

/* Says how it went: what came in, or what stands in the way. */
static void
tell_imported (VanityLibraryWindow *self, VanityLook *first, guint n, guint n_failed,
               const char *problem)
{
  g_autofree char *text = NULL;

  if (n == 0)
    text = g_strdup (problem);
  else if (n_failed > 0)
    /* Translators: %u files were read; then a sentence on the first that could not be. */
    text = g_strdup_printf (ngettext ("%u look imported. %s", "%u looks imported. %s", n), n,
                            problem);
  else if (n == 1)
    text = g_strdup_printf (_ ("Imported the look “%s”"), vanity_look_get_label (first));
  else
    text = g_strdup_printf (ngettext ("%u look imported", "%u looks imported", n), n);
  if (text != NULL)
    vanity_library_window_tell (self, text);
}

void
vanity_library_window_import (VanityLibraryWindow *self, GListModel *files)
{
  guint n = MIN (g_list_model_get_n_items (files), MAX_FILES), n_failed = 0, n_read = 0;
  g_autoptr (VanityLook) first = NULL;
  g_autofree char *problem = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (VanityLook) look = vanity_look_library_import (file, &error);

      if (look == NULL)
        {
          n_failed++;
          if (problem == NULL)
            problem = g_strdup (error->message);
          continue;
        }
      n_read++;
      if (first == NULL)
        first = g_steal_pointer (&look);
    }
  if (first != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->search), "");
      vanity_library_window_changed (self);
      vanity_library_window_select (self, first->id);
    }
  tell_imported (self, first, n_read, n_failed, problem);
}

static void
on_import_chosen (GListModel *files, gpointer data)
{
  vanity_library_window_import (data, files);
}

void
vanity_library_window_choose_import (VanityLibraryWindow *self)
{
  vanity_ask_to_open (GTK_WIDGET (self), _ ("Import Looks"), TRUE, on_import_chosen, self);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, VanityLibraryWindow *self)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    g_list_store_append (files, l->data);
  vanity_library_window_import (self, G_LIST_MODEL (files));

  return TRUE;
}

/* What is dragged out of the library is there already. */
static gboolean
on_drop_accept (GtkDropTarget *target, GdkDrop *drop, VanityLibraryWindow *self)
{
  g_autoptr (GdkContentFormats) formats = gdk_content_formats_union_deserialize_gtypes (
      gdk_content_formats_ref (gdk_drop_get_formats (drop)));

  return gdk_drop_get_drag (drop) == NULL
         && gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST);
}

static void
on_text (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (VanityLibraryWindow) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (VanityLook) look = NULL;
  g_autoptr (GError) error = NULL;

  if (text == NULL)
    {
      vanity_library_window_tell (self, _ ("There is no look to paste"));
      return;
    }
  look = vanity_look_library_import_text (text, _ ("Clipboard"), &error);
  if (look != NULL)
    {
      vanity_library_window_changed (self);
      vanity_library_window_select (self, look->id);
    }
  tell_imported (self, look, look != NULL, look == NULL, error != NULL ? error->message : NULL);
}

void
vanity_library_window_paste (VanityLibraryWindow *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, on_text,
                                 g_object_ref (self));
}

/* ---- Out ---- */

/* As a file for file managers and mail, as text for everything else. */
static GdkContentProvider *
new_provider (VanityLibraryWindow *self, VanityLook *look)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = vanity_look_library_share (look, &error);
  g_autofree char *text = vanity_look_to_json (look);
  GdkContentProvider *providers[2];
  GdkFileList *list;

  if (file == NULL)
    {
      vanity_library_window_tell (self, error->message);
      return NULL;
    }
  list = gdk_file_list_new_from_array (&file, 1);
  providers[0] = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, list);
  providers[1] = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  g_boxed_free (GDK_TYPE_FILE_LIST, list);

  return gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
}

void
vanity_library_window_copy (VanityLibraryWindow *self)
{
  VanityLook *look = vanity_library_window_get_selected (self);
  g_autoptr (GdkContentProvider) provider = look != NULL ? new_provider (self, look) : NULL;
  g_autofree char *text = NULL;

  if (provider == NULL)
    return;
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), provider);
  text = g_strdup_printf (_ ("Copied the look “%s”"), vanity_look_get_label (look));
  vanity_library_window_tell (self, text);
}

/* The tile under a point of the box. */
static VanityLookTile *
find_tile (VanityLibraryWindow *self, double x, double y)
{
  GtkFlowBoxChild *child = gtk_flow_box_get_child_at_pos (GTK_FLOW_BOX (self->box), (int)x, (int)y);

  return child != NULL ? VANITY_LOOK_TILE (child) : NULL;
}

static GdkContentProvider *
on_drag_prepare (GtkDragSource *source, double x, double y, VanityLibraryWindow *self)
{
  VanityLookTile *tile = find_tile (self, x, y);

  if (tile == NULL)
    return NULL;
  gtk_drag_source_set_icon (
      source, g_hash_table_lookup (self->textures, vanity_look_tile_get_look (tile)->id), 0, 0);

  return new_provider (self, vanity_look_tile_get_look (tile));
}

static void
tell_saved (VanityLibraryWindow *self, int n, const GError *error)
{
  g_autofree char *text
      = error != NULL
            ? g_strdup (error->message)
            : g_strdup_printf (ngettext ("%d look saved", "%d looks saved", (gulong)n), n);

  vanity_library_window_tell (self, text);
}

static void
on_target_chosen (GListModel *files, gpointer data)
{
  VanityLibraryWindow *self = data;
  VanityLook *look = vanity_library_window_get_selected (self);
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autoptr (GError) error = NULL;

  if (look == NULL || file == NULL)
    return;
  vanity_look_library_export_to (look, file, &error);
  tell_saved (self, 1, error);
}

static void
on_folder_chosen (GListModel *files, gpointer data)
{
  VanityLibraryWindow *self = data;
  g_autoptr (GFile) folder = g_list_model_get_item (files, 0);
  g_autoptr (GError) error = NULL;
  int n;

  if (folder == NULL)
    return;
  vanity_look_library_export (self->looks, folder, &n, &error);
  tell_saved (self, n, error);
}

void
vanity_library_window_choose_export (VanityLibraryWindow *self, gboolean all)
{
  VanityLook *look = vanity_library_window_get_selected (self);
  g_autofree char *name = NULL;

  if (all)
    {
      vanity_ask_for_folder (GTK_WIDGET (self), _ ("Export Looks"), on_folder_chosen, self);
      return;
    }
  if (look == NULL)
    return;
  name = vanity_look_library_suggest_file (look);
  vanity_ask_to_save (GTK_WIDGET (self), _ ("Save the Look"), name, on_target_chosen, self);
}

void
vanity_library_window_init_files (VanityLibraryWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  GtkDragSource *drag = gtk_drag_source_new ();

  g_signal_connect (drop, "accept", G_CALLBACK (on_drop_accept), self);
  g_signal_connect (drop, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  g_signal_connect (drag, "prepare", G_CALLBACK (on_drag_prepare), self);
  gtk_widget_add_controller (self->box, GTK_EVENT_CONTROLLER (drag));
}

#include "ui/library-window-private.h"

#include "app/thumbnails.h"
#include "ui/look-tile.h"
#include "ui/toast.h"

#define TILE 122

static guint changed_signal, sheet_signal;

G_DEFINE_FINAL_TYPE (VanityLibraryWindow, vanity_library_window, ADW_TYPE_WINDOW)

GPtrArray *
vanity_library_window_get_looks (VanityLibraryWindow *self)
{
  return self->looks;
}

const char *
vanity_library_window_get_toast (VanityLibraryWindow *self)
{
  return self->last_toast;
}

void
vanity_library_window_tell (VanityLibraryWindow *self, const char *text)
{
  g_free (self->last_toast);
  self->last_toast = g_strdup (text);
  vanity_toast (self->stack, text);
}

VanityLook *
vanity_library_window_get_selected (VanityLibraryWindow *self)
{
  g_autoptr (GList) selected = gtk_flow_box_get_selected_children (GTK_FLOW_BOX (self->box));

  return selected != NULL ? vanity_look_tile_get_look (VANITY_LOOK_TILE (selected->data)) : NULL;
}

/* ---- Pictures ---- */

static void
set_texture (VanityLibraryWindow *self, const char *id, GdkTexture *texture)
{
  int index = vanity_looks_find (self->looks, id);

  if (index >= 0)
    vanity_look_tile_set_texture (g_ptr_array_index (self->tiles, index), texture);
}

static void
on_picture (const VanityThumbnail *thumbnail, gpointer user_data)
{
  VanityLibraryWindow *self = user_data;
  const VanityLook *look = g_ptr_array_index (self->asked, thumbnail->index);

  g_hash_table_replace (self->textures, g_strdup (look->id), g_object_ref (thumbnail->texture));
  set_texture (self, look->id, thumbnail->texture);
}

/* Makes the pictures that are not there yet. */
static void
update_pictures (VanityLibraryWindow *self)
{
  VanityOutfit *outfit
      = self->document != NULL ? vanity_document_get_outfit (self->document) : NULL;

  vanity_job_slot_clear (&self->pictures);
  g_ptr_array_set_size (self->asked, 0);
  if (outfit == NULL)
    return;
  if (self->pictured != outfit->selected)
    g_hash_table_remove_all (self->textures);
  self->pictured = outfit->selected;
  for (guint i = 0; i < self->looks->len; i++)
    {
      VanityLook *look = g_ptr_array_index (self->looks, i);
      GdkTexture *texture = g_hash_table_lookup (self->textures, look->id);

      if (texture != NULL)
        vanity_look_tile_set_texture (g_ptr_array_index (self->tiles, i), texture);
      else
        g_ptr_array_add (self->asked, vanity_look_ref (look));
    }
  if (self->asked->len > 0)
    vanity_thumbnails_start_looks (
        &self->pictures, vanity_photo_get_image (vanity_document_get_photo (self->document)),
        vanity_document_get_face (self->document, self->pictured), self->asked,
        TILE * gtk_widget_get_scale_factor (GTK_WIDGET (self)), on_picture, self);
}

static void
on_outfit_changed (VanityLibraryWindow *self)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self->document);

  if (outfit != NULL && outfit->selected != self->pictured)
    update_pictures (self);
  vanity_library_window_update_actions (self);
}

void
vanity_library_window_set_document (VanityLibraryWindow *self, VanityDocument *document)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  self->pictured = -1;
  g_hash_table_remove_all (self->textures);
  for (guint i = 0; i < self->tiles->len; i++)
    vanity_look_tile_set_texture (g_ptr_array_index (self->tiles, i), NULL);
  if (document != NULL)
    g_signal_connect_object (document, "notify::outfit", G_CALLBACK (on_outfit_changed), self,
                             G_CONNECT_SWAPPED);
  update_pictures (self);
  vanity_library_window_update_actions (self);
}

/* ---- Looks ---- */

/* `id` (may be NULL) is chosen again. */
static void
show_looks (VanityLibraryWindow *self, const char *id)
{
  GPtrArray *looks
      = vanity_look_library_list (self->order, gtk_editable_get_text (GTK_EDITABLE (self->search)));

  vanity_job_slot_clear (&self->pictures);
  for (guint i = 0; i < self->tiles->len; i++)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->box), g_ptr_array_index (self->tiles, i));
  g_ptr_array_set_size (self->tiles, 0);
  g_clear_pointer (&self->looks, g_ptr_array_unref);
  self->looks = looks;
  for (guint i = 0; i < looks->len; i++)
    {
      VanityLookTile *tile = vanity_look_tile_new (g_ptr_array_index (looks, i));

      vanity_look_tile_set_size (tile, TILE);
      g_ptr_array_add (self->tiles, tile);
      gtk_flow_box_append (GTK_FLOW_BOX (self->box), GTK_WIDGET (tile));
    }
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), looks->len > 0 ? "looks" : "none");
  if (id != NULL)
    vanity_library_window_select (self, id);
  update_pictures (self);
  vanity_library_window_update_actions (self);
}

void
vanity_library_window_reload (VanityLibraryWindow *self)
{
  VanityLook *selected = vanity_library_window_get_selected (self);
  g_autofree char *id = selected != NULL ? g_strdup (selected->id) : NULL;

  show_looks (self, id);
}

void
vanity_library_window_changed (VanityLibraryWindow *self)
{
  vanity_library_window_reload (self);
  g_signal_emit (self, changed_signal, 0);
}

void
vanity_library_window_select (VanityLibraryWindow *self, const char *id)
{
  int index = vanity_looks_find (self->looks, id);

  if (index >= 0)
    gtk_flow_box_select_child (GTK_FLOW_BOX (self->box), g_ptr_array_index (self->tiles, index));
}

void
vanity_library_window_search (VanityLibraryWindow *self, const char *words)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), words);
  vanity_library_window_reload (self);
}

static void
on_search_changed (VanityLibraryWindow *self)
{
  vanity_library_window_reload (self);
}

/* Escape clears the words first, and closes the window when there are none. */
static void
on_stop_search (VanityLibraryWindow *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
on_selected (VanityLibraryWindow *self)
{
  vanity_library_window_update_actions (self);
}

static void
on_activated (VanityLibraryWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "library.wear", NULL);
}

static void
vanity_library_window_dispose (GObject *object)
{
  VanityLibraryWindow *self = VANITY_LIBRARY_WINDOW (object);

  vanity_job_slot_clear (&self->pictures);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (vanity_library_window_parent_class)->dispose (object);
}

static void
vanity_library_window_finalize (GObject *object)
{
  VanityLibraryWindow *self = VANITY_LIBRARY_WINDOW (object);

  g_clear_object (&self->actions);
  g_hash_table_unref (self->textures);
  g_ptr_array_unref (self->asked);
  g_ptr_array_unref (self->tiles);
  g_ptr_array_unref (self->looks);
  g_free (self->last_toast);

  G_OBJECT_CLASS (vanity_library_window_parent_class)->finalize (object);
}

static void
vanity_library_window_class_init (VanityLibraryWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vanity_library_window_dispose;
  object_class->finalize = vanity_library_window_finalize;

  changed_signal = g_signal_new ("changed", VANITY_TYPE_LIBRARY_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  sheet_signal = g_signal_new ("sheet", VANITY_TYPE_LIBRARY_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/vanity/Vanity/library-window.ui");
  gtk_widget_class_bind_template_child (widget_class, VanityLibraryWindow, search);
  gtk_widget_class_bind_template_child (widget_class, VanityLibraryWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, VanityLibraryWindow, box);
  gtk_widget_class_bind_template_child (widget_class, VanityLibraryWindow, bar);
  gtk_widget_class_bind_template_child (widget_class, VanityLibraryWindow, wear_button);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
}

static void
vanity_library_window_init (VanityLibraryWindow *self)
{
  self->pictured = -1;
  self->looks = g_ptr_array_new ();
  self->tiles = g_ptr_array_new ();
  self->asked = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_look_unref);
  self->textures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  vanity_library_window_init_actions (self);
  vanity_library_window_init_files (self);
  show_looks (self, NULL);
}

VanityLibraryWindow *
vanity_library_window_new (GtkWindow *parent)
{
  return g_object_new (VANITY_TYPE_LIBRARY_WINDOW, "transient-for", parent, NULL);
}

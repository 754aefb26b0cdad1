#include "ui/window-private.h"

#include "app/look-library.h"
#include "ui/adaptive-split.h"

#include <glib/gi18n.h>

/* Of the photos that are dropped or pasted together; more windows than this help nobody. */
#define FILES_MAX 12

static void
on_photo_chosen (GtkNativeDialog *dialog, int response, VanityWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      if (file != NULL && self->chooses_reference)
        vanity_window_copy_from_file (self, file);
      else if (file != NULL)
        vanity_window_open_file (self, file);
    }
  g_clear_object (&self->chooser);
}

void
vanity_window_choose_photo (VanityWindow *self, gboolean reference)
{
  g_autoptr (GtkFileFilter) photos = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
  VanityPhoto *photo = self->document != NULL ? vanity_document_get_photo (self->document) : NULL;
  GFile *file = photo != NULL ? vanity_photo_get_file (photo) : NULL;
  g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;

  if (self->chooser != NULL)
    return;

  gtk_file_filter_set_name (photos, reference ? _ ("Photos") : _ ("Photos and documents"));
  gtk_file_filter_add_mime_type (photos, "image/*");
  if (!reference)
    gtk_file_filter_add_pattern (photos, "*" VANITY_FILE_EXTENSION);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");

  self->chooses_reference = reference;
  self->chooser = gtk_file_chooser_native_new (
      reference ? _ ("Copy Makeup from a Photo") : _ ("Open a Photo"), GTK_WINDOW (self),
      GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), photos);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), all);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), folder, NULL);
  g_signal_connect (self->chooser, "response", G_CALLBACK (on_photo_chosen), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
take_texture (VanityWindow *self, GdkTexture *texture, const char *name, gboolean reference)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityImage) image = vanity_texture_to_image (texture, &error);

  if (image != NULL && reference)
    vanity_window_copy_from_image (self, image, name);
  else if (image != NULL)
    vanity_window_open_image (self, image, name);
  else
    vanity_window_toast (self, error->message, NULL, NULL, NULL);
}

/* Several looks are taken in together; FALSE where one of the files is something else. */
static gboolean
import_looks (VanityWindow *self, GSList *files)
{
  g_autoptr (GPtrArray) looks = g_ptr_array_new ();

  for (GSList *l = files; l != NULL; l = l->next)
    {
      if (!vanity_look_library_is_named (l->data))
        return FALSE;
      g_ptr_array_add (looks, l->data);
    }
  if (looks->len > 0)
    vanity_window_import_looks (self, (GFile *const *)looks->pdata, (int)looks->len);

  return looks->len > 0;
}

/* One window shows one photo: the others get windows of their own, as from a file manager. */
static gboolean
open_files (VanityWindow *self, GdkFileList *list)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (list);
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));

  if (files == NULL)
    return FALSE;
  if (import_looks (self, files))
    return TRUE;

  vanity_window_open_file (self, files->data);
  for (GSList *l = files->next; l != NULL && others->len + 1 < FILES_MAX; l = l->next)
    g_ptr_array_add (others, l->data);
  if (others->len > 0 && application != NULL)
    g_application_open (application, (GFile **)others->pdata, (int)others->len, "");

  return TRUE;
}

static gboolean
take_files (VanityWindow *self, GdkFileList *list, gboolean reference)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (list);

  if (!reference)
    return open_files (self, list);
  /* A look is nothing that makeup is copied from. */
  if (import_looks (self, files))
    return TRUE;
  if (files == NULL)
    return FALSE;

  vanity_window_copy_from_file (self, files->data);

  return TRUE;
}

/* What was pasted goes where it was meant to when it was asked for. */
typedef struct
{
  VanityWindow *window;
  gboolean reference;
} Paste;

static void
paste_free (Paste *paste)
{
  g_object_unref (paste->window);
  g_free (paste);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Paste, paste_free)

static void
on_texture_pasted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Paste) paste = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture
      = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, &error);

  if (texture != NULL)
    take_texture (paste->window, texture, _ ("Pasted photo"), paste->reference);
  else
    vanity_window_toast (paste->window, _ ("There is no photo on the clipboard"), NULL, NULL, NULL);
}

static void
on_files_pasted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Paste) paste = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value == NULL || !take_files (paste->window, g_value_get_boxed (value), paste->reference))
    vanity_window_toast (paste->window, _ ("There is no photo on the clipboard"), NULL, NULL, NULL);
}

void
vanity_window_paste (VanityWindow *self, gboolean reference)
{
  Paste *paste = g_new (Paste, 1);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  paste->window = g_object_ref (self);
  paste->reference = reference;
  /* A file copied in a file manager also offers its icon or name; the file is what is meant. */
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST)
      || gdk_content_formats_contain_mime_type (formats, "text/uri-list"))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    on_files_pasted, paste);
  else
    gdk_clipboard_read_texture_async (clipboard, NULL, on_texture_pasted, paste);
}

/* With a face on the table the window has two halves, one to open what is dropped and one, that of
 * the panel, to copy its makeup. */
static gboolean
has_places (VanityWindow *self)
{
  return self->document != NULL
         && vanity_document_get_state (self->document) == VANITY_DOCUMENT_READY;
}

static gboolean
is_reference_place (VanityWindow *self, double x, double y)
{
  int width = gtk_widget_get_width (self->stack), height = gtk_widget_get_height (self->stack);

  if (!has_places (self))
    return FALSE;
  if (vanity_adaptive_split_get_narrow (VANITY_ADAPTIVE_SPLIT (self->split)))
    return y > height / 2.0;

  return gtk_widget_get_direction (self->stack) == GTK_TEXT_DIR_RTL ? x < width / 2.0
                                                                    : x > width / 2.0;
}

static void
mark_place (GtkWidget *place, gboolean marked)
{
  if (marked)
    gtk_widget_add_css_class (place, "marked");
  else
    gtk_widget_remove_css_class (place, "marked");
}

static GdkDragAction
on_drop_motion (GtkDropTarget *target, double x, double y, VanityWindow *self)
{
  gboolean reference = is_reference_place (self, x, y);

  mark_place (self->drop_open, !reference);
  mark_place (self->drop_copy, reference);

  return GDK_ACTION_COPY;
}

static GdkDragAction
on_drop_enter (GtkDropTarget *target, double x, double y, VanityWindow *self)
{
  gboolean narrow = vanity_adaptive_split_get_narrow (VANITY_ADAPTIVE_SPLIT (self->split));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->drop_places),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_visible (self->drop_copy, has_places (self));
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->drop_hint), TRUE);

  return on_drop_motion (target, x, y, self);
}

static void
on_drop_leave (GtkDropTarget *target, VanityWindow *self)
{
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->drop_hint), FALSE);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, VanityWindow *self)
{
  gboolean reference = is_reference_place (self, x, y);

  on_drop_leave (target, self);
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return take_files (self, g_value_get_boxed (value), reference);
  if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    {
      take_texture (self, g_value_get_object (value), _ ("Dropped photo"), reference);
      return TRUE;
    }

  return FALSE;
}

/* Not what is dragged from here itself. */
static gboolean
on_drop_accept (GtkDropTarget *target, GdkDrop *drop, VanityWindow *self)
{
  g_autoptr (GdkContentFormats) formats = gdk_content_formats_union_deserialize_gtypes (
      gdk_content_formats_ref (gdk_drop_get_formats (drop)));

  return gdk_drop_get_drag (drop) == NULL
         && (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST)
             || gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE));
}

void
vanity_window_init_drop (VanityWindow *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect (target, "accept", G_CALLBACK (on_drop_accept), self);
  g_signal_connect (target, "enter", G_CALLBACK (on_drop_enter), self);
  g_signal_connect (target, "motion", G_CALLBACK (on_drop_motion), self);
  g_signal_connect (target, "leave", G_CALLBACK (on_drop_leave), self);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (self->stack, GTK_EVENT_CONTROLLER (target));
}

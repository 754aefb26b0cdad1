#include "app/vanity-file.h"

#include "app/vanity-file-json.h"
#include "app/zip.h"
#include "base/error.h"
#include "base/open-file.h"
#include "base/write-file.h"
#include "makeup/look-json.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define MAX_BYTES (G_GINT64_CONSTANT (2000) << 20)

static void
photo_clear (VanityFilePhoto *photo)
{
  g_clear_pointer (&photo->bytes, g_bytes_unref);
  g_free (photo->name);
  g_free (photo->relative);
  g_free (photo->path);
  g_free (photo->sha256);
}

static void
reference_free (gpointer data)
{
  VanityFileReference *reference = data;

  photo_clear (&reference->photo);
  g_free (reference);
}

static void
face_free (gpointer data)
{
  VanityFileFace *face = data;

  g_clear_pointer (&face->look, vanity_look_unref);
  g_free (face);
}

VanityFile *
vanity_file_new (void)
{
  VanityFile *file = g_atomic_rc_box_new0 (VanityFile);

  file->references = g_ptr_array_new_with_free_func (reference_free);
  file->faces = g_ptr_array_new_with_free_func (face_free);

  return file;
}

VanityFileReference *
vanity_file_add_reference (VanityFile *file)
{
  VanityFileReference *reference = g_new0 (VanityFileReference, 1);

  g_ptr_array_add (file->references, reference);

  return reference;
}

VanityFileFace *
vanity_file_add_face (VanityFile *file)
{
  VanityFileFace *face = g_new0 (VanityFileFace, 1);

  g_ptr_array_add (file->faces, face);

  return face;
}

static void
file_clear (gpointer data)
{
  VanityFile *file = data;

  photo_clear (&file->photo);
  g_ptr_array_unref (file->references);
  g_ptr_array_unref (file->faces);
  g_clear_pointer (&file->thumbnail, g_bytes_unref);
  g_free (file->document);
  g_free (file->etag);
}

VanityFile *
vanity_file_ref (VanityFile *file)
{
  return g_atomic_rc_box_acquire (file);
}

void
vanity_file_unref (VanityFile *file)
{
  g_atomic_rc_box_release_full (file, file_clear);
}

/* ---- Writing ---- */

static void
add_entry (GPtrArray *entries, const char *name, GBytes *bytes, gboolean stored)
{
  g_ptr_array_add (entries, vanity_zip_entry_new (name, bytes, stored));
}

static void
add_text (GPtrArray *entries, const char *name, const char *text, gboolean stored)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  add_entry (entries, name, bytes, stored);
}

static void
add_photos (GPtrArray *entries, const VanityFile *file)
{
  if (file->photo.bytes != NULL)
    {
      g_autofree char *name = vanity_file_name_photo (&file->photo);

      add_entry (entries, name, file->photo.bytes, TRUE);
    }
  for (guint i = 0; i < file->references->len; i++)
    {
      const VanityFileReference *reference = g_ptr_array_index (file->references, i);

      if (reference->photo.bytes != NULL)
        {
          g_autofree char *name = vanity_file_name_reference (&reference->photo, (int)i);

          add_entry (entries, name, reference->photo.bytes, TRUE);
        }
    }
}

/* Each look once, however many wear it. */
static GPtrArray *
list_looks (const VanityFile *file)
{
  GPtrArray *looks = g_ptr_array_new ();

  for (guint i = 0; i < file->faces->len; i++)
    {
      const VanityFileFace *face = g_ptr_array_index (file->faces, i);

      if (face->look != NULL && !g_ptr_array_find (looks, face->look, NULL))
        g_ptr_array_add (looks, face->look);
    }

  return looks;
}

/* Nothing is written that would not be read. */
static gboolean
is_small_enough (GPtrArray *entries, GError **error)
{
  gint64 size = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const VanityZipEntry *entry = g_ptr_array_index (entries, i);

      if (g_str_has_prefix (entry->name, "looks/")
          && g_bytes_get_size (entry->bytes) > VANITY_LOOK_MAX_BYTES)
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                       _ ("A look is too large for a document: more than %d KiB"),
                       VANITY_LOOK_MAX_BYTES >> 10);
          return FALSE;
        }
    }

  for (guint i = 0; i < entries->len; i++)
    size += (gint64)g_bytes_get_size (((VanityZipEntry *)g_ptr_array_index (entries, i))->bytes);
  if (size < MAX_BYTES)
    return TRUE;

  g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
               _ ("The photos are too large for a document: %d MiB together, at most %d MiB; they "
                  "can be linked"),
               (int)(size >> 20), (int)(MAX_BYTES >> 20));
  return FALSE;
}

GBytes *
vanity_file_encode (const VanityFile *file, GError **error)
{
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_zip_entry_free);
  g_autoptr (GPtrArray) looks = list_looks (file);
  g_autofree char *json = vanity_file_to_json (file, looks);

  add_text (entries, "mimetype", VANITY_FILE_TYPE, TRUE);
  add_text (entries, "document.json", json, FALSE);
  for (guint i = 0; i < looks->len; i++)
    {
      g_autofree char *name = vanity_file_name_look ((int)i);
      g_autofree char *text = vanity_look_to_json (g_ptr_array_index (looks, i));

      add_text (entries, name, text, FALSE);
    }
  if (file->thumbnail != NULL)
    add_entry (entries, "thumbnail.png", file->thumbnail, TRUE);
  add_photos (entries, file);

  return is_small_enough (entries, error) ? vanity_zip_write (entries, error) : NULL;
}

static gboolean
hide (const char *path, gpointer data, GError **error)
{
  if (g_chmod (path, 0600) == 0)
    return TRUE;

  g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("“%s” cannot be kept from others"), path);
  return FALSE;
}

gboolean
vanity_file_write (const VanityFile *file, GFile *place, gboolean hidden, GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GBytes) bytes = vanity_file_encode (file, error);

  return bytes != NULL
         && vanity_write_file (place, bytes, hidden ? hide : NULL, NULL, cancellable, error);
}

/* ---- Reading ---- */

VanityFile *
vanity_file_decode (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (GHashTable) entries = vanity_zip_read (bytes, name, error);
  g_autoptr (VanityFile) file = NULL;
  GBytes *type, *json, *thumbnail;

  if (entries == NULL)
    return NULL;

  type = g_hash_table_lookup (entries, "mimetype");
  json = g_hash_table_lookup (entries, "document.json");
  if (type == NULL || json == NULL || g_bytes_get_size (type) != strlen (VANITY_FILE_TYPE)
      || memcmp (g_bytes_get_data (type, NULL), VANITY_FILE_TYPE, strlen (VANITY_FILE_TYPE)) != 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT, _ ("“%s” is no document of Vanity"),
                   name);
      return NULL;
    }
  file = vanity_file_from_json (json, entries, error);
  if (file == NULL)
    {
      g_prefix_error (error, _ ("“%s” cannot be read: "), name);
      return NULL;
    }
  thumbnail = g_hash_table_lookup (entries, "thumbnail.png");
  file->thumbnail = thumbnail != NULL ? g_bytes_ref (thumbnail) : NULL;

  return g_steal_pointer (&file);
}

static GBytes *
read_bytes (GFile *place, const char *name, GCancellable *cancellable, GError **error)
{
  GError *cause = NULL;
  g_autoptr (GFileInputStream) stream = vanity_open_file (place, name, cancellable, error);
  g_autoptr (GFileInfo) info = NULL;
  g_autofree guint8 *data = NULL;
  goffset size;
  gsize got;

  if (stream == NULL)
    return NULL;
  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable,
                                         &cause);
  if (info == NULL)
    {
      vanity_set_read_error (error, name, cause);
      return NULL;
    }
  size = g_file_info_get_size (info);
  if (size > MAX_BYTES)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   _ ("“%s” is too large: documents up to %d MiB are accepted"), name,
                   (int)(MAX_BYTES >> 20));
      return NULL;
    }
  data = g_try_malloc ((gsize)size + 1);
  if (data == NULL)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT, _ ("“%s” does not fit in memory"),
                   name);
      return NULL;
    }
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), data, (gsize)size, &got, cancellable,
                                &cause))
    {
      vanity_set_read_error (error, name, cause);
      return NULL;
    }

  return g_bytes_new_take (g_steal_pointer (&data), got);
}

VanityFile *
vanity_file_read (GFile *place, GCancellable *cancellable, GError **error)
{
  g_autofree char *base = g_file_get_basename (place);
  g_autofree char *name = base != NULL ? g_filename_display_name (base) : g_strdup ("");
  g_autoptr (GBytes) bytes = read_bytes (place, name, cancellable, error);

  return bytes != NULL ? vanity_file_decode (bytes, name, error) : NULL;
}

gboolean
vanity_file_is_named (GFile *place)
{
  g_autofree char *base = g_file_get_basename (place);
  g_autofree char *lower = base != NULL ? g_ascii_strdown (base, -1) : NULL;

  return lower != NULL && g_str_has_suffix (lower, VANITY_FILE_EXTENSION);
}

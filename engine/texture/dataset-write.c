#include "texture/dataset-private.h"

#include "base/error.h"
#include "base/write-file.h"
#include "face/atlas.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

typedef struct
{
  int size, count;
  VanityDatasetGet get;
  gpointer data;
  const char *path;
  GCancellable *cancellable;
} Write;

/* Appends the textures one by one: together they may be larger than the memory. */
static gboolean
append_textures (const char *path, gpointer data, GError **error)
{
  const Write *write = data;
  gsize bytes = vanity_dataset_get_texture_bytes (write->size);
  g_autofree guint8 *rgba = g_malloc (bytes);
  FILE *file = fopen (path, "ab");
  gboolean written = file != NULL, ok = TRUE;

  for (int i = 0; ok && written && i < write->count; i++)
    {
      ok = !g_cancellable_set_error_if_cancelled (write->cancellable, error)
           && write->get (i, rgba, write->data, error);
      written = !ok || fwrite (rgba, 1, bytes, file) == bytes;
    }
  if (file != NULL && fclose (file) != 0)
    written = FALSE;
  if (ok && !written)
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, "%s cannot be written: %s", write->path,
                 g_strerror (errno));
  return ok && written;
}

gboolean
vanity_dataset_write (const char *path, int size, const VanityDatasetFace *faces, int count,
                      VanityDatasetGet get, gpointer data, GCancellable *cancellable,
                      GError **error)
{
  Write write = { size, count, get, data, path, cancellable };
  VanityDatasetHeader header
      = { VANITY_DATASET_MAGIC, VANITY_DATASET_VERSION, size, count, sizeof *faces, 0 };
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = NULL;
  guint64 start = vanity_dataset_get_start (count);

  g_return_val_if_fail (count >= 1 && count <= VANITY_DATASET_MAX_FACES, FALSE);
  g_return_val_if_fail (size >= VANITY_ATLAS_MIN_SIZE && size <= VANITY_ATLAS_MAX_SIZE, FALSE);

  if (G_BYTE_ORDER != G_LITTLE_ENDIAN)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                   "%s: sets of faces need a little-endian machine", path);
      return FALSE;
    }
  header.bytes = start + count * vanity_dataset_get_texture_bytes (size);
  guint8 *head = g_malloc0 (start);
  memcpy (head, &header, sizeof header);
  memcpy (head + VANITY_DATASET_PAGE, faces, (gsize)count * sizeof *faces);
  bytes = g_bytes_new_take (head, start);
  return vanity_write_file (file, bytes, append_textures, &write, cancellable, error);
}

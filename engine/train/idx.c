#include "train/idx.h"

#include "base/error.h"
#include "base/open-file.h"

#define MAX_BYTES (1 << 30)

static gboolean
fail (GError **error, const char *path, const char *rule)
{
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT, "%s %s", path, rule);
  return FALSE;
}

/* Reads all of `bytes`. */
static gboolean
read_all (GInputStream *stream, gpointer data, gsize bytes, const char *path, GError **error)
{
  GError *cause = NULL;
  gsize got;

  if (!g_input_stream_read_all (stream, data, bytes, &got, NULL, &cause))
    {
      vanity_set_read_error (error, path, cause);
      return FALSE;
    }
  return got == bytes || fail (error, path, "is cut off");
}

static gboolean
read_shape (GInputStream *stream, VanityShape *shape, const char *path, GError **error)
{
  guint8 head[4];
  gint64 count;

  if (!read_all (stream, head, sizeof head, path, error))
    return FALSE;
  if (head[0] != 0 || head[1] != 0 || head[2] != 8 || head[3] < 1 || head[3] > VANITY_MAX_RANK)
    return fail (error, path, "is no IDX file of bytes");
  shape->rank = head[3];
  for (int i = 0; i < shape->rank; i++)
    {
      guint8 size[4];

      if (!read_all (stream, size, sizeof size, path, error))
        return FALSE;
      shape->dim[i] = (gint64)size[0] << 24 | size[1] << 16 | size[2] << 8 | size[3];
    }
  count = vanity_shape_get_elements (shape);
  return (count > 0 && count <= MAX_BYTES)
         || fail (error, path, "must have from 1 byte to 1 GiB of elements");
}

guint8 *
vanity_idx_load (const char *path, VanityShape *shape, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = vanity_open_file (file, path, NULL, error);
  g_autofree guint8 *data = NULL;
  gint64 count;

  if (stream == NULL || !read_shape (G_INPUT_STREAM (stream), shape, path, error))
    return NULL;
  count = vanity_shape_get_elements (shape);
  data = g_try_malloc (count);
  if (data == NULL)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   "No memory for the %" G_GINT64_FORMAT " bytes of %s", count, path);
      return NULL;
    }
  if (!read_all (G_INPUT_STREAM (stream), data, count, path, error))
    return NULL;
  return g_steal_pointer (&data);
}

#include "train/read-file.h"

#include "base/error.h"
#include "base/open-file.h"

GBytes *
vanity_read_file (const char *path, gint64 most, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GFileInputStream) stream = vanity_open_file (file, name, NULL, error);
  g_autoptr (GFileInfo) info = NULL;
  g_autofree guint8 *data = NULL;
  GError *cause = NULL;
  goffset size;
  gsize got;

  if (stream == NULL)
    return NULL;
  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, &cause);
  if (info == NULL)
    {
      vanity_set_read_error (error, name, cause);
      return NULL;
    }
  size = g_file_info_get_size (info);
  data = size > most ? NULL : g_try_malloc (MAX (size, 1));
  if (data == NULL)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   "“%s” has %" G_GOFFSET_FORMAT " bytes, more than the %" G_GINT64_FORMAT
                   " that are read, or than there is memory for",
                   name, size, most);
      return NULL;
    }
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), data, size, &got, NULL, &cause))
    {
      vanity_set_read_error (error, name, cause);
      return NULL;
    }
  return g_bytes_new_take (g_steal_pointer (&data), got);
}

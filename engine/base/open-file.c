#include "base/open-file.h"

#include "base/error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

void
vanity_set_read_error (GError **error, const char *name, GError *cause)
{
  const char *reason = cause->message;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, cause);
      return;
    }
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    reason = g_strerror (ENOENT);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    reason = g_strerror (EACCES);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    reason = g_strerror (EISDIR);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_FILENAME_TOO_LONG))
    reason = g_strerror (ENAMETOOLONG);
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("“%s” cannot be read: %s"), name, reason);
  g_error_free (cause);
}

GFileInputStream *
vanity_open_file (GFile *file, const char *name, GCancellable *cancellable, GError **error)
{
  GError *cause = NULL;
  g_autoptr (GFileInfo) info = NULL;

  /* The desktop would fetch an address by itself. */
  if (!g_file_is_native (file) && g_file_peek_path (file) == NULL)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE,
                   _ ("“%s” is not on this device; only files that are, are opened"), name);
      return NULL;
    }
  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                            cancellable, &cause);

  /* Asked before opening: opening a pipe waits for its writer. */
  if (info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_SPECIAL)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE,
                   _ ("“%s” cannot be read: it is not an ordinary file"), name);
      return NULL;
    }

  GFileInputStream *stream = info != NULL ? g_file_read (file, cancellable, &cause) : NULL;
  if (stream == NULL)
    vanity_set_read_error (error, name, cause);
  return stream;
}

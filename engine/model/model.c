#include "model/model.h"

#include "base/error.h"
#include "model/onnx.h"
#include "model/tflite.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Networks of faces weigh one or two megabytes, those of others up to a hundred or so. */
#define MAX_FILE_SIZE (256 << 20)

/* Sets an error that names the file; returns NULL. */
static gpointer
fail (const char *path, VanityError code, GError **error, const char *message)
{
  g_autofree char *name = g_filename_display_name (path);
  g_set_error (error, VANITY_ERROR, (int)code, "%s: %s", name, message);
  return NULL;
}

static gboolean
read_all (int fd, guint8 *data, gsize size)
{
  while (size > 0)
    {
      gssize n_read = read (fd, data, size);
      if (n_read < 0 && errno == EINTR)
        continue;
      if (n_read == 0)
        errno = EIO; /* it became shorter while it was read */
      if (n_read <= 0)
        return FALSE;
      data += n_read;
      size -= (gsize)n_read;
    }
  return TRUE;
}

/* Into memory, since the pages of a mapped file can vanish when another process cuts it. */
static GBytes *
read_file (const char *path, GError **error)
{
  struct stat status;
  /* A pipe must not hold us up: only ordinary files are read. */
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);

  if (fd < 0)
    return fail (path, VANITY_ERROR_FILE, error, g_strerror (errno));
  if (fstat (fd, &status) != 0)
    {
      int saved = errno;
      close (fd);
      return fail (path, VANITY_ERROR_FILE, error, g_strerror (saved));
    }
  if (!S_ISREG (status.st_mode))
    {
      close (fd);
      return fail (path, VANITY_ERROR_FILE, error, _ ("not an ordinary file"));
    }
  if (status.st_size > MAX_FILE_SIZE)
    {
      close (fd);
      return fail (path, VANITY_ERROR_LIMIT, error, _ ("a model file may have at most 256 MiB"));
    }

  g_autofree guint8 *data = g_malloc (MAX (status.st_size, 1));
  gboolean complete = read_all (fd, data, status.st_size);
  int saved = errno;
  close (fd);
  if (!complete)
    return fail (path, VANITY_ERROR_FILE, error, g_strerror (saved));
  return g_bytes_new_take (g_steal_pointer (&data), status.st_size);
}

/* `folder` is where a model's external data lies; NULL: nowhere. */
static VanityGraph *
read_model (GBytes *bytes, const char *name, const char *folder, const VanityShape *shapes,
            int n_shapes, GError **error)
{
  VanityGraph *graph = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (size >= 8 && memcmp (data + 4, "TFL3", 4) == 0)
    graph = vanity_tflite_read (bytes, name, error);
  else if (vanity_onnx_sniff (data, size))
    graph = vanity_onnx_read (bytes, name, folder, shapes, n_shapes, error);
  else
    return fail (name, VANITY_ERROR_FORMAT, error,
                 _ ("not a model: only TFLite and ONNX files are read"));
  if (graph == NULL)
    g_prefix_error (error, "%s: ", name);
  return graph;
}

VanityGraph *
vanity_model_load_bytes (GBytes *bytes, const char *name, GError **error)
{
  return read_model (bytes, name, NULL, NULL, 0, error);
}

VanityGraph *
vanity_model_load_shaped (const char *path, const VanityShape *shapes, int n_shapes, GError **error)
{
  g_autoptr (GBytes) bytes = read_file (path, error);
  if (bytes == NULL)
    return NULL;
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *folder = g_path_get_dirname (path);
  return read_model (bytes, name, folder, shapes, n_shapes, error);
}

VanityGraph *
vanity_model_load (const char *path, GError **error)
{
  return vanity_model_load_shaped (path, NULL, 0, error);
}

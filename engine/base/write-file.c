/* For O_TMPFILE. */
#define _GNU_SOURCE

#include "base/write-file.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#define CHUNK (4 << 20)

static void
set_errno_error (GError **error, const char *path, int code)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("“%s” cannot be written: %s"), name,
               g_strerror (code));
}

static gboolean
write_all (int fd, const char *target, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize at = 0; at < size;)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      gssize n = write (fd, data + at, MIN (CHUNK, size - at));
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          set_errno_error (error, target, n < 0 ? errno : ENOSPC);
          return FALSE;
        }
      at += (gsize)n;
    }
  return TRUE;
}

/* The new name is on the disk only once its folder is. Some file systems cannot flush a folder,
 * which is no reason to call the save a failure. */
static void
flush_folder (const char *folder)
{
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd >= 0)
    {
      (void)!fsync (fd);
      close (fd);
    }
}

static gboolean
flush_file (const char *path, const char *target, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0 || fsync (fd) != 0)
    {
      set_errno_error (error, target, errno);
      if (fd >= 0)
        close (fd);
      return FALSE;
    }
  close (fd);
  return TRUE;
}

/* Where a kill comes while it is written, nothing of a file without a name is left. Gives it one,
 * beside the target, once it is whole and on the disk. */
static char *
name_file (int fd, const char *folder)
{
  g_autofree char *from = g_strdup_printf ("/proc/self/fd/%d", fd);

  for (int i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf (".vanity-%08x", g_random_int ());
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (linkat (AT_FDCWD, from, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0)
        return g_steal_pointer (&path);
      if (errno != EEXIST)
        break;
    }
  return NULL;
}

/* The path of the finished file; NULL without an error where this file system has no files without
 * a name. */
static char *
write_nameless (const char *target, const char *folder, GBytes *bytes, GCancellable *cancellable,
                GError **error)
{
  int fd = g_open (folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
  char *temporary = NULL;

  if (fd < 0)
    return NULL;
  if (write_all (fd, target, bytes, cancellable, error))
    {
      if (fsync (fd) != 0)
        set_errno_error (error, target, errno);
      else
        temporary = name_file (fd, folder);
    }
  close (fd);
  return temporary;
}

static char *
write_named (const char *target, const char *folder, GBytes *bytes, VanityFileFinish finish,
             gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *temporary = g_build_filename (folder, ".vanity-XXXXXX", NULL);
  int fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0666);

  if (fd < 0)
    {
      set_errno_error (error, target, errno);
      return NULL;
    }

  gboolean ok = write_all (fd, target, bytes, cancellable, error);
  /* Over a network file system a full disk may show only here. */
  if (close (fd) != 0 && ok)
    {
      set_errno_error (error, target, errno);
      ok = FALSE;
    }
  ok = ok && (finish == NULL || finish (temporary, data, error));
  ok = ok && flush_file (temporary, target, error);
  if (!ok)
    g_unlink (temporary);
  return ok ? g_steal_pointer (&temporary) : NULL;
}

static gboolean
write_local (const char *path, GBytes *bytes, VanityFileFinish finish, gpointer data,
             GCancellable *cancellable, GError **error)
{
  char *resolved = realpath (path, NULL);
  g_autofree char *target = g_strdup (resolved != NULL ? resolved : path);
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *temporary = NULL;
  GError *cause = NULL;

  free (resolved);
  if (finish == NULL)
    temporary = write_nameless (target, folder, bytes, cancellable, &cause);
  if (temporary == NULL && cause == NULL)
    temporary = write_named (target, folder, bytes, finish, data, cancellable, &cause);
  if (temporary == NULL)
    {
      g_propagate_error (error, cause);
      return FALSE;
    }

  gboolean ok = !g_cancellable_set_error_if_cancelled (cancellable, error);
  if (ok && g_rename (temporary, target) != 0)
    {
      set_errno_error (error, target, errno);
      ok = FALSE;
    }
  if (ok)
    flush_folder (folder);
  else
    g_unlink (temporary);
  return ok;
}

/* A place without a path, such as a share that GVfs mounts: GIO's own way of replacing. */
static gboolean
write_remote (GFile *file, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) cause = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (g_file_replace_contents (file, data, size, NULL, FALSE, G_FILE_CREATE_NONE, NULL, cancellable,
                               &cause))
    return TRUE;

  g_autofree char *name = g_file_get_parse_name (file);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("“%s” cannot be written: %s"), name,
                 cause->message);
  return FALSE;
}

gboolean
vanity_write_file (GFile *file, GBytes *bytes, VanityFileFinish finish, gpointer data,
                   GCancellable *cancellable, GError **error)
{
  const char *path = g_file_peek_path (file);

  if (path != NULL)
    return write_local (path, bytes, finish, data, cancellable, error);
  if (finish != NULL)
    {
      g_autofree char *name = g_file_get_parse_name (file);
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                   _ ("“%s” cannot be written: this format needs a local folder"), name);
      return FALSE;
    }
  return write_remote (file, bytes, cancellable, error);
}

#include "app/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct _VanityLock
{
  int fd; /* −1: of a lock that could not be made */
  char *path;
};

/* Who let go of the lock has taken the name away; then this is the lock of nothing. */
static gboolean
is_named (int fd, const char *path)
{
  struct stat held, named;

  return fstat (fd, &held) == 0 && stat (path, &named) == 0 && held.st_dev == named.st_dev
         && held.st_ino == named.st_ino;
}

/* −1 with errno, EWOULDBLOCK where another holds it. */
static int
take (const char *path)
{
  for (;;)
    {
      int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
      int result;

      if (fd < 0)
        return -1;
      do
        result = flock (fd, LOCK_EX | LOCK_NB);
      while (result != 0 && errno == EINTR);
      if (result == 0 && is_named (fd, path))
        return fd;
      if (result != 0)
        {
          int code = errno;

          close (fd);
          errno = code;
          return -1;
        }
      close (fd);
    }
}

static VanityLock *
lock_new (int fd, const char *path)
{
  VanityLock *lock = g_new (VanityLock, 1);

  lock->fd = fd;
  lock->path = g_strdup (path);

  return lock;
}

VanityLock *
vanity_lock_take_path (const char *path)
{
  int fd = take (path);

  return fd >= 0 ? lock_new (fd, path) : NULL;
}

/* One file has one name, whichever links led to it, and before it is there as well. */
static char *
name_file (GFile *file)
{
  const char *path = g_file_peek_path (file);
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;
  g_autofree char *base = path != NULL ? g_path_get_basename (path) : NULL;
  char *real = path != NULL ? realpath (path, NULL) : NULL;
  char *real_folder = real == NULL && folder != NULL ? realpath (folder, NULL) : NULL;
  char *name;

  if (real != NULL)
    name = g_strdup (real);
  else if (real_folder != NULL)
    name = g_build_filename (real_folder, base, NULL);
  else
    name = g_file_get_uri (file);
  free (real);
  free (real_folder);

  return name;
}

VanityLock *
vanity_lock_take (GFile *file)
{
  g_autofree char *name = name_file (file);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "vanity", "locks", NULL);
  g_autofree char *path = g_build_filename (folder, sum, NULL);
  int fd;

  g_mkdir_with_parents (folder, 0700);
  fd = take (path);
  if (fd < 0 && errno == EWOULDBLOCK)
    return NULL;

  return lock_new (fd, path);
}

void
vanity_lock_free (VanityLock *lock)
{
  if (lock->fd >= 0)
    {
      g_unlink (lock->path);
      close (lock->fd);
    }
  g_free (lock->path);
  g_free (lock);
}

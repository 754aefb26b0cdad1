#include "app/zip.h"

#include "base/error.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n.h>
#include <string.h>

#define MAX_ENTRIES 256
#define MAX_NAME 200
/* What may come out beyond what went in. */
#define MAX_UNPACKED (G_GUINT64_CONSTANT (64) << 20)
#define CHUNK (64 << 10)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityZipEntry, vanity_zip_entry_free)

typedef struct archive Archive;
typedef struct archive_entry ArchiveEntry;

static void
free_reader (Archive *archive)
{
  archive_read_free (archive);
}

static void
free_entry (ArchiveEntry *entry)
{
  archive_entry_free (entry);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, free_reader)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArchiveEntry, free_entry)

VanityZipEntry *
vanity_zip_entry_new (const char *name, GBytes *bytes, gboolean stored)
{
  VanityZipEntry *entry = g_new (VanityZipEntry, 1);

  entry->name = g_strdup (name);
  entry->bytes = g_bytes_ref (bytes);
  entry->stored = stored;

  return entry;
}

void
vanity_zip_entry_free (VanityZipEntry *entry)
{
  g_free (entry->name);
  g_bytes_unref (entry->bytes);
  g_free (entry);
}

/* ---- Writing ---- */

static la_ssize_t
on_write (Archive *archive, void *data, const void *buffer, size_t length)
{
  g_byte_array_append (data, buffer, (guint)length);

  return (la_ssize_t)length;
}

static gboolean
write_entry (Archive *archive, const VanityZipEntry *entry)
{
  g_autoptr (ArchiveEntry) header = archive_entry_new ();
  gsize size;
  const char *data = g_bytes_get_data (entry->bytes, &size);

  archive_entry_set_pathname_utf8 (header, entry->name);
  archive_entry_set_filetype (header, AE_IFREG);
  archive_entry_set_perm (header, 0644);
  archive_entry_set_size (header, (la_int64_t)size);
  archive_entry_set_mtime (header, g_get_real_time () / G_USEC_PER_SEC, 0);
  if ((entry->stored ? archive_write_zip_set_compression_store (archive)
                     : archive_write_zip_set_compression_deflate (archive))
          != ARCHIVE_OK
      || archive_write_header (archive, header) != ARCHIVE_OK)
    return FALSE;

  for (gsize at = 0; at < size;)
    {
      la_ssize_t n = archive_write_data (archive, data + at, MIN (CHUNK, size - at));

      if (n <= 0)
        return FALSE;
      at += (gsize)n;
    }

  return archive_write_finish_entry (archive) == ARCHIVE_OK;
}

GBytes *
vanity_zip_write (GPtrArray *entries, GError **error)
{
  Archive *archive = archive_write_new ();
  g_autoptr (GByteArray) array = g_byte_array_new ();
  gboolean ok = archive_write_set_format_zip (archive) == ARCHIVE_OK
                && archive_write_set_bytes_per_block (archive, 0) == ARCHIVE_OK
                && archive_write_open (archive, array, NULL, on_write, NULL) == ARCHIVE_OK;

  for (guint i = 0; ok && i < entries->len; i++)
    ok = write_entry (archive, g_ptr_array_index (entries, i));
  ok = ok && archive_write_close (archive) == ARCHIVE_OK;
  if (!ok)
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("The archive cannot be made: %s"),
                 archive_error_string (archive));
  archive_write_free (archive);

  return ok ? g_byte_array_free_to_bytes (g_steal_pointer (&array)) : NULL;
}

/* ---- Reading ---- */

/* Libarchive's own words may hold line ends and bytes of the file. */
static gboolean
fail (GError **error, VanityError code, const char *name, const char *what)
{
  g_autofree char *line = g_utf8_make_valid (what != NULL ? what : _ ("it is damaged"), -1);

  g_strdelimit (line, "\n\r\t", ' ');
  g_set_error (error, VANITY_ERROR, code, _ ("“%s” cannot be read: %s"), name, line);

  return FALSE;
}

/* Relative, without a way up, and nothing that a terminal or another system takes for more than a
 * name. */
static gboolean
is_safe (const char *path)
{
  g_auto (GStrv) parts = NULL;

  if (path == NULL || *path == '\0' || strlen (path) > MAX_NAME || !g_utf8_validate (path, -1, NULL)
      || strpbrk (path, "\\:") != NULL)
    return FALSE;
  for (const char *at = path; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      return FALSE;

  parts = g_strsplit (path, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] == '\0' || strcmp (parts[i], ".") == 0 || strcmp (parts[i], "..") == 0)
      return FALSE;

  return TRUE;
}

static GBytes *
read_data (Archive *archive, const char *name, guint64 *left, GError **error)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (CHUNK);

  for (;;)
    {
      la_ssize_t n = archive_read_data (archive, buffer, CHUNK);

      if (n < 0)
        {
          fail (error, VANITY_ERROR_FORMAT, name, archive_error_string (archive));
          return NULL;
        }
      if (n == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&array));
      if ((guint64)n > *left)
        {
          fail (error, VANITY_ERROR_LIMIT, name, _ ("it unpacks to far more than it is"));
          return NULL;
        }
      *left -= (guint64)n;
      g_byte_array_append (array, buffer, (guint)n);
    }
}

static gboolean
read_entry (Archive *archive, ArchiveEntry *header, const char *name, GHashTable *entries,
            guint64 *left, GError **error)
{
  const char *path = archive_entry_pathname_utf8 (header);
  GBytes *bytes;

  if (archive_entry_filetype (header) == AE_IFDIR)
    return TRUE;
  if (archive_entry_filetype (header) != AE_IFREG || archive_entry_symlink (header) != NULL
      || archive_entry_hardlink (header) != NULL || archive_entry_is_encrypted (header))
    return fail (error, VANITY_ERROR_FORMAT, name, _ ("it holds something that is no plain file"));
  if (!is_safe (path))
    return fail (error, VANITY_ERROR_FORMAT, name, _ ("an entry's name leads out of it"));
  if (g_hash_table_contains (entries, path))
    return fail (error, VANITY_ERROR_FORMAT, name, _ ("two entries have the same name"));
  if (g_hash_table_size (entries) >= MAX_ENTRIES)
    return fail (error, VANITY_ERROR_LIMIT, name, _ ("it holds too many entries"));

  bytes = read_data (archive, name, left, error);
  if (bytes == NULL)
    return FALSE;
  g_hash_table_insert (entries, g_strdup (path), bytes);

  return TRUE;
}

GHashTable *
vanity_zip_read (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (Archive) archive = archive_read_new ();
  g_autoptr (ArchiveEntry) header = archive_entry_new ();
  g_autoptr (GHashTable) entries
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  guint64 left = size + MAX_UNPACKED;
  int result;

  /* By its directory alone: what is cut off has none. */
  if (archive_read_support_format_zip_seekable (archive) != ARCHIVE_OK
      || archive_read_open_memory (archive, data, size) != ARCHIVE_OK)
    {
      fail (error, VANITY_ERROR_FORMAT, name, _ ("it is damaged, or no document"));
      return NULL;
    }
  while ((result = archive_read_next_header2 (archive, header)) == ARCHIVE_OK)
    if (!read_entry (archive, header, name, entries, &left, error))
      return NULL;
  if (result != ARCHIVE_EOF)
    {
      fail (error, VANITY_ERROR_FORMAT, name, archive_error_string (archive));
      return NULL;
    }

  return g_steal_pointer (&entries);
}

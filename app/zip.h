/* Small zip archives in memory, by libarchive (PKWARE's APPNOTE 6.3): what is written is plain, and
 * what is read is taken for hostile. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char *name; /* '/' between folders */
  GBytes *bytes;
  gboolean stored; /* as it is, for what is compressed already */
} VanityZipEntry;

VanityZipEntry *vanity_zip_entry_new (const char *name, GBytes *bytes, gboolean stored);
void vanity_zip_entry_free (VanityZipEntry *entry);

/* The archive of `entries`, VanityZipEntry, in their order. Nothing in it tells who wrote it. */
GBytes *vanity_zip_write (GPtrArray *entries, GError **error);

/* The entries by name, char * to GBytes. `name` stands for the file in messages. Errors are _FORMAT
 * (no archive, cut off, damaged, encrypted, two entries of one name, a name that leads out of the
 * archive) and _LIMIT (more than 256 entries, or more when unpacked than the archive's own size and
 * 64 MiB: what is large in a document is stored as it is). */
GHashTable *vanity_zip_read (GBytes *bytes, const char *name, GError **error);

G_END_DECLS

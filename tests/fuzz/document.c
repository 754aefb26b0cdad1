/* Bytes as a document; those that begin with “j”, as what ties its entries together, which would
 * seldom be reached through the archive's checksums. */
#include "app/vanity-file-json.h"
#include "target.h"

#define MAX_SIZE (1 << 17)

static GHashTable *
make_entries (void)
{
  GHashTable *entries
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  static const char look[] = "{\"vanity-look\":1,\"id\":\"a\",\"name\":\"A\",\"layers\":[]}";

  g_hash_table_insert (entries, g_strdup ("photo/original"), g_bytes_new_static ("p", 1));
  g_hash_table_insert (entries, g_strdup ("looks/1.json"),
                       g_bytes_new_static (look, sizeof look - 1));

  return entries;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  if (size == 0 || size > MAX_SIZE)
    return 0;
  gboolean json = data[0] == 'j';
  g_autoptr (GBytes) bytes = g_bytes_new_static (data + (json ? 1 : 0), size - (json ? 1 : 0));
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) entries = make_entries ();
  g_autoptr (VanityFile) file = json ? vanity_file_from_json (bytes, entries, &error)
                                     : vanity_file_decode (bytes, "fuzz", &error);

  g_assert_true ((file == NULL) == (error != NULL));
  /* What was read can be written, and read again. */
  if (file != NULL)
    {
      g_autoptr (GBytes) written = vanity_file_encode (file, NULL);
      g_autoptr (VanityFile) again = vanity_file_decode (written, "again", &error);

      g_assert_no_error (error);
    }
  return 0;
}

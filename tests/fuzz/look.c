/* Bytes as a look file; those that begin with “m”, as the picture that is a layer's mask, which
 * would seldom be reached through its base64. */
#include "makeup/look-json.h"
#include "target.h"

#include <string.h>

#define MAX_SIZE (1 << 16)

static void
read_mask (const guint8 *data, gsize size)
{
  g_autofree char *text = g_base64_encode (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityLayerMask) mask = vanity_layer_mask_parse (text, &error);

  g_assert_true ((mask == NULL) == (error != NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (VanityLook) look = NULL;
  g_autoptr (GError) error = NULL;

  if (size == 0 || size > MAX_SIZE)
    return 0;
  if (data[0] == 'm')
    {
      read_mask (data + 1, size - 1);
      return 0;
    }
  bytes = g_bytes_new_static (data, size);
  look = vanity_look_load_bytes (bytes, "fuzz", &error);
  g_assert_true ((look == NULL) == (error != NULL));
  /* What was read can be written, and read again. */
  if (look != NULL)
    {
      char *json = vanity_look_to_json (look);
      g_autoptr (GBytes) written = g_bytes_new_take (json, strlen (json));
      g_autoptr (VanityLook) again = vanity_look_load_bytes (written, "again", &error);

      g_assert_no_error (error);
    }
  return 0;
}

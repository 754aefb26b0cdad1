/* A layer's mask as a look file holds it. */
#include "makeup/layer-mask.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <png.h>
#include <string.h>

#define ROWS (2 * VANITY_LAYER_MASK_SIZE)
/* More than any picture of this size comes to. */
#define MAX_PNG (ROWS * VANITY_LAYER_MASK_SIZE + 65536)

char *
vanity_layer_mask_to_text (const VanityLayerMask *mask)
{
  png_image png = { .version = PNG_IMAGE_VERSION,
                    .width = VANITY_LAYER_MASK_SIZE,
                    .height = ROWS,
                    .format = PNG_FORMAT_GRAY };
  g_autofree guint8 *maps = g_malloc (2 * VANITY_LAYER_MASK_TEXELS);
  g_autofree guint8 *bytes = g_malloc (MAX_PNG);
  png_alloc_size_t size = MAX_PNG;

  vanity_layer_mask_copy_map (mask, VANITY_MASK_ERASE, maps);
  vanity_layer_mask_copy_map (mask, VANITY_MASK_ADD, maps + VANITY_LAYER_MASK_TEXELS);
  /* Nothing can go wrong but memory, for which GLib ends the program too. */
  if (!png_image_write_to_memory (&png, bytes, &size, 0, maps, 0, NULL))
    g_error ("A mask cannot be packed: %s", png.message);
  return g_base64_encode (bytes, size);
}

static void
set_not_base64 (GError **error)
{
  g_set_error_literal (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                       _ ("it must be a PNG, written in base64"));
}

/* g_base64_decode () passes over what is no base64. */
static gboolean
is_base64 (const char *text, gsize length)
{
  gsize n = length;

  while (n > 0 && length - n < 2 && text[n - 1] == '=')
    n--;
  if (length == 0 || length % 4 != 0)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '+' && text[i] != '/')
      return FALSE;
  return TRUE;
}

static gboolean
read_maps (png_image *png, const guint8 *bytes, gsize size, guint8 *maps, GError **error)
{
  if (!png_image_begin_read_from_memory (png, bytes, size))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, _ ("its PNG is damaged: %s"),
                   png->message);
      return FALSE;
    }
  if (png->width != VANITY_LAYER_MASK_SIZE || png->height != ROWS || png->format != PNG_FORMAT_GRAY)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("its PNG has %u × %u pixels: it must have %d × %d of 8-bit grey"), png->width,
                   png->height, VANITY_LAYER_MASK_SIZE, ROWS);
      return FALSE;
    }
  if (!png_image_finish_read (png, NULL, maps, 0, NULL))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, _ ("its PNG is damaged: %s"),
                   png->message);
      return FALSE;
    }
  return TRUE;
}

VanityLayerMask *
vanity_layer_mask_parse (const char *text, GError **error)
{
  png_image png = { .version = PNG_IMAGE_VERSION };
  gsize length = strlen (text), size;
  g_autofree guint8 *bytes = NULL;
  g_autofree guint8 *maps = NULL;
  gboolean read;

  if (length > VANITY_LAYER_MASK_MAX_TEXT)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   _ ("it has %zu characters: at most %d are read"), length,
                   VANITY_LAYER_MASK_MAX_TEXT);
      return NULL;
    }
  if (!is_base64 (text, length))
    {
      set_not_base64 (error);
      return NULL;
    }
  bytes = g_base64_decode (text, &size);
  maps = g_malloc0 (2 * VANITY_LAYER_MASK_TEXELS);
  read = read_maps (&png, bytes, size, maps, error);
  png_image_free (&png);
  return read ? vanity_layer_mask_new (maps, maps + VANITY_LAYER_MASK_TEXELS) : NULL;
}

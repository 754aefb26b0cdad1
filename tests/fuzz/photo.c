/* Bytes as a photo, and the photo made small. */
#include "image/photo.h"
#include "image/format.h"
#include "image/iptc.h"
#include "target.h"

#define MAX_SIZE (1 << 16)
#define MAX_SIDE 2048

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  VanityFormat format = vanity_format_sniff (data, size);
  guint32 width, height;

  if (size > MAX_SIZE)
    return 0;
  /* A small file may rightly ask for a large picture; that takes time and finds nothing. */
  if (vanity_format_read_size (format, data, size, &width, &height)
      && (width > MAX_SIDE || height > MAX_SIDE))
    return 0;

  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GBytes) iptc = vanity_iptc_from_jpeg (bytes, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityPhoto) photo = vanity_photo_load_bytes (bytes, "fuzz", NULL, &error);

  g_assert_true ((photo == NULL) == (error != NULL));
  if (photo == NULL)
    return 0;

  const VanityImage *image = vanity_photo_get_image (photo);
  g_autoptr (VanityImage) preview = vanity_image_new_preview (image, 64, NULL, NULL);
  g_assert_nonnull (preview);
  return 0;
}

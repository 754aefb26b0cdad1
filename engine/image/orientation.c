#include "image/orientation.h"

#include "image/bytes.h"

#include <string.h>

/* Turned pictures are copied in squares, so that both sides stay in the cache. */
#define TILE 32

#define TAG_ORIENTATION 0x0112

int
vanity_orientation_from_exif (const guint8 *data, gsize size)
{
  guint32 value;

  if (!vanity_tiff_read_uint (data, size, TAG_ORIENTATION, &value) || value < 1 || value > 8)
    return 1;
  return (int)value;
}

int
vanity_orientation_from_webp (const guint8 *data, gsize size)
{
  /* After “RIFF”, a size and “WEBP”: chunks of a name, a size, and data of even length. */
  for (gsize at = 12; at + 8 <= size;)
    {
      gsize length = vanity_le32 (data + at + 4);
      const guint8 *body = data + at + 8;

      if (length > size - at - 8)
        break;
      if (memcmp (data + at, "EXIF", 4) == 0)
        {
          /* Some writers put the JPEG segment's header in front. */
          gsize skip = length > 6 && memcmp (body, "Exif\0", 6) == 0 ? 6 : 0;
          return vanity_orientation_from_exif (body + skip, length - skip);
        }
      at += 8 + length + length % 2;
    }
  return 1;
}

int
vanity_orientation_invert (int orientation)
{
  /* A quarter turn is undone by the other quarter turn; everything else undoes itself. */
  return orientation == 6 ? 8 : orientation == 8 ? 6 : orientation;
}

void
vanity_orientation_map (int orientation, int width, int height, int x, int y, int *stored_x,
                        int *stored_y)
{
  gboolean swapped = orientation >= 5;
  int across = swapped ? y : x, down = swapped ? x : y;
  gboolean mirror_across
      = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  gboolean mirror_down
      = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;

  *stored_x = mirror_across ? width - 1 - across : across;
  *stored_y = mirror_down ? height - 1 - down : down;
}

/* One tile; `pixel` is the size of a pixel in bytes, `step` the distance in the stored raster
 * from one upright pixel to the next on its right. */
static inline void
copy_tile (const VanityImage *from, const VanityImage *to, int orientation, int x0, int y0,
           gssize step, gsize pixel)
{
  for (int y = y0; y < MIN (y0 + TILE, to->height); y++)
    {
      int stored_x, stored_y;
      vanity_orientation_map (orientation, from->width, from->height, x0, y, &stored_x, &stored_y);

      const guint8 *source = vanity_image_row (from, stored_y) + (gsize)stored_x * pixel;
      guint8 *target = vanity_image_row (to, y) + (gsize)x0 * pixel;
      for (int x = x0; x < MIN (x0 + TILE, to->width); x++)
        {
          memcpy (target, source, pixel);
          source += step;
          target += pixel;
        }
    }
}

VanityImage *
vanity_orientation_apply (VanityImage *image, int orientation, GError **error)
{
  g_autoptr (VanityImage) from = image;

  if (orientation <= 1 || orientation > 8)
    return g_steal_pointer (&from);

  gboolean swapped = orientation >= 5;
  VanityImage *to
      = vanity_image_new (swapped ? from->height : from->width,
                          swapped ? from->width : from->height, from->depth, from->space, error);
  if (to == NULL)
    return NULL;
  to->has_alpha = from->has_alpha;

  gssize pixel = from->depth / 2;
  gssize along = swapped ? (gssize)from->stride : pixel;
  int x0, y0, x1, y1;
  vanity_orientation_map (orientation, from->width, from->height, 0, 0, &x0, &y0);
  vanity_orientation_map (orientation, from->width, from->height, 1, 0, &x1, &y1);
  gssize step = x1 < x0 || y1 < y0 ? -along : along;

  for (int y = 0; y < to->height; y += TILE)
    for (int x = 0; x < to->width; x += TILE)
      if (pixel == 4)
        copy_tile (from, to, orientation, x, y, step, 4);
      else
        copy_tile (from, to, orientation, x, y, step, 8);
  return to;
}

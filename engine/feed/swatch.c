#include "feed/swatch.h"

#include "base/error.h"
#include "image/photo.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#define MAX_SIDE 96
#define MAX_SPREAD 12 /* of 255 */

/* The smallest level that half of `total` pixels do not exceed. */
static int
find_half (const guint counts[256], guint total)
{
  guint sum = 0;
  int level = 0;

  while (level < 255 && (sum += counts[level]) * 2 < total)
    level++;
  return level;
}

static gboolean
measure (const VanityImage *image, guint32 *rgb)
{
  const int left = image->width / 3, top = image->height / 3;
  guint counts[3][256] = { 0 }, spread[256] = { 0 }, n = 0;
  int median[3];

  for (int pass = 0; pass < 2; pass++)
    {
      for (int y = top; y < image->height - top; y++)
        for (int x = left; x < image->width - left; x++)
          {
            const guint8 *p = vanity_image_row (image, y) + 4 * x;
            int most = 0;

            if (p[3] < 255)
              continue;
            n += pass == 0;
            for (int c = 0; c < 3; c++)
              {
                counts[c][p[c]] += pass == 0;
                most = pass == 1 ? MAX (most, abs (p[c] - median[c])) : 0;
              }
            spread[most] += pass == 1;
          }
      if (n == 0)
        return FALSE;
      for (int c = 0; c < 3; c++)
        median[c] = find_half (counts[c], n);
    }
  *rgb = (guint32)(median[0] << 16 | median[1] << 8 | median[2]);
  return find_half (spread, n) <= MAX_SPREAD;
}

gboolean
vanity_feed_swatch_read (GFile *file, guint32 *rgb, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_file_get_parse_name (file);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  g_autoptr (VanityPhoto) photo = NULL;
  g_autoptr (VanityImage) small = NULL;

  if (info && g_file_info_get_size (info) > VANITY_FEED_MAX_SWATCH)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   _ ("“%s” is larger than the %d MiB that a swatch may have"), name,
                   VANITY_FEED_MAX_SWATCH >> 20);
      return FALSE;
    }
  photo = vanity_photo_load (file, cancellable, error);
  if (!photo)
    return FALSE;
  small = vanity_image_new_preview (vanity_photo_get_image (photo), MAX_SIDE, NULL, error);
  if (!small)
    return FALSE;
  if (!measure (small, rgb))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("“%s” shows no one colour in its middle"), name);
      return FALSE;
    }
  return TRUE;
}

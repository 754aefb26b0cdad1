#include "retake.h"

#include "image/color.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define STOPS 0.5
#define QUALITY 60

static void
expose (VanityImage *image, double stops)
{
  float gain = (float)exp2 (stops);
  guint8 table[256];

  for (int i = 0; i < 256; i++)
    {
      float value = vanity_srgb_from_linear (gain * vanity_srgb_to_linear ((float)i / 255));

      table[i] = (guint8)(255 * MIN (value, 1) + 0.5f);
    }
  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      for (int c = 0; c < 3; c++)
        {
          guint8 *value = vanity_image_row (image, y) + 4 * x + c;

          *value = table[*value];
        }
}

static void
mirror (VanityImage *image)
{
  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width / 2; x++)
      {
        guint8 *left = vanity_image_row (image, y) + 4 * x;
        guint8 *right = vanity_image_row (image, y) + 4 * (image->width - 1 - x);
        guint8 kept[4];

        memcpy (kept, left, 4);
        memcpy (left, right, 4);
        memcpy (right, kept, 4);
      }
}

/* Through a file, as everybody's photos are. */
static VanityPhoto *
save_and_load (VanityPhoto *photo, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("vanity-bench-XXXXXX", error);
  g_autofree char *path = folder ? g_build_filename (folder, "photo.jpg", NULL) : NULL;
  g_autoptr (GFile) file = path ? g_file_new_for_path (path) : NULL;
  VanitySaveOptions options = { .quality = QUALITY };
  VanityPhoto *saved = NULL;

  if (file == NULL)
    return NULL;
  if (vanity_photo_save (photo, vanity_photo_get_image (photo), file, &options, NULL, error))
    saved = vanity_photo_load (file, NULL, error);
  g_unlink (path);
  g_rmdir (folder);
  return saved;
}

VanityPhoto *
retake_photo (VanityPhoto *photo, Retake kind, GError **error)
{
  const VanityImage *image = vanity_photo_get_image (photo);
  int side = MAX (image->width, image->height);
  g_autoptr (VanityImage) copy = NULL;

  if (kind == RETAKE_JPEG)
    return save_and_load (photo, error);
  copy = vanity_image_new_preview (image, kind == RETAKE_HALF ? MAX (side / 2, 1) : side, NULL,
                                   error);
  if (copy == NULL)
    return NULL;
  if (kind == RETAKE_DARKER || kind == RETAKE_BRIGHTER)
    expose (copy, kind == RETAKE_DARKER ? -STOPS : STOPS);
  else if (kind == RETAKE_MIRRORED)
    mirror (copy);
  return vanity_photo_new_from_image (copy, vanity_photo_get_name (photo));
}

const char *
retake_get_label (Retake kind)
{
  static const char *const labels[RETAKE_N_KINDS] = {
    [RETAKE_HALF] = "half size",    [RETAKE_DARKER] = "half a stop under",
    [RETAKE_JPEG] = "JPEG at 60",   [RETAKE_BRIGHTER] = "half a stop over",
    [RETAKE_MIRRORED] = "mirrored",
  };

  return labels[kind];
}

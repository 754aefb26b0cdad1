#include "head/head-mask.h"

#include "base/error.h"
#include "image/photo.h"

#define SIDE VANITY_HEAD_MASK_SIDE

const guint8 vanity_head_mask_palette[VANITY_HEAD_N_CLASSES][3] = {
  [VANITY_HEAD_BACKGROUND] = { 0, 0, 0 }, [VANITY_HEAD_SKIN] = { 255, 190, 150 },
  [VANITY_HEAD_HAIR] = { 30, 140, 255 },  [VANITY_HEAD_LIPS] = { 230, 20, 70 },
  [VANITY_HEAD_BROWS] = { 100, 200, 30 }, [VANITY_HEAD_EYES] = { 250, 250, 60 },
};

static int
find_class (const guint8 *pixel)
{
  for (int k = 0; k < VANITY_HEAD_N_CLASSES; k++)
    {
      const guint8 *color = vanity_head_mask_palette[k];

      if (pixel[0] == color[0] && pixel[1] == color[1] && pixel[2] == color[2])
        return k;
    }
  return -1;
}

gboolean
vanity_head_mask_load (const char *path, guint8 *label, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (VanityPhoto) photo = vanity_photo_load (file, NULL, error);
  VanityImage *image = photo ? vanity_photo_get_image (photo) : NULL;

  if (!image)
    return FALSE;
  if (image->width != SIDE || image->height != SIDE || image->depth != 8)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                   "%s: a mask of a head has %d × %d cells of 8 bits, not %d × %d of %d", path,
                   SIDE, SIDE, image->width, image->height, image->depth);
      return FALSE;
    }
  for (int i = 0; i < SIDE * SIDE; i++)
    {
      const guint8 *pixel = vanity_image_row (image, i / SIDE) + 4 * (i % SIDE);
      int class = find_class (pixel);

      if (class < 0)
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                       "%s: cell (%d, %d) is #%02x%02x%02x, the colour of no part of a head", path,
                       i % SIDE, i / SIDE, pixel[0], pixel[1], pixel[2]);
          return FALSE;
        }
      label[i] = (guint8) class;
    }
  return TRUE;
}

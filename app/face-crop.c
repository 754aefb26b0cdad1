#include "face-crop.h"

#include <string.h>

VanityImage *
vanity_face_crop (const VanityImage *image, const VanityFace *face, const VanityRect *rect,
                  int side, VanityFace *cropped, GError **error)
{
  gsize pixel = image->depth == 8 ? 4 : 8;
  g_autoptr (VanityImage) part
      = vanity_image_new (rect->width, rect->height, image->depth, image->space, error);
  g_autoptr (VanityImage) small = NULL;
  double scale = 1.0;

  if (part == NULL)
    return NULL;

  part->has_alpha = image->has_alpha;
  for (int y = 0; y < rect->height; y++)
    memcpy (vanity_image_row (part, y), vanity_image_row (image, rect->y + y) + pixel * rect->x,
            pixel * rect->width);

  small = vanity_image_new_preview (part, side, &scale, error);
  if (small == NULL)
    return NULL;

  *cropped = *face;
  cropped->box[0] -= rect->x;
  cropped->box[1] -= rect->y;
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    {
      cropped->points[i].x -= rect->x;
      cropped->points[i].y -= rect->y;
    }
  vanity_face_scale (cropped, scale);

  return g_steal_pointer (&small);
}

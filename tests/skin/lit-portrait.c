#include "lit-portrait.h"

#include "face/mesh.h"

#include <math.h>

/* Whites of eyes as they are in daylight, beside lids and lashes: a little pink. */
static const double white[3] = { 0.44, 0.40, 0.39 };

VanityLab
lit_lab (guint32 rgb)
{
  return vanity_lab_from_linear ((VanityRgb){ vanity_srgb_to_linear ((rgb >> 16) / 255.0f),
                                              vanity_srgb_to_linear ((rgb >> 8 & 255) / 255.0f),
                                              vanity_srgb_to_linear ((rgb & 255) / 255.0f) });
}

static void
put (VanityImage *image, int x, int y, const double rgb[3])
{
  guint8 *pixel = vanity_image_row (image, y) + 4 * x;

  for (int c = 0; c < 3; c++)
    pixel[c] = (guint8)(vanity_srgb_from_linear ((float)rgb[c]) * 255 + 0.5f);
}

/* Eyes as these tests need them: white, and an iris with a pupil where the mesh says. */
static void
paint_eye (LitPortrait *portrait, VanityContourId opening, int centre, guint32 iris)
{
  const VanityContour *contour = vanity_mesh_get_contour (opening);
  const VanityPoint *p = portrait->face.points, *middle = &p[centre];
  double radius = 0, colour[3], black[3] = { 0.01, 0.01, 0.01 };

  for (int k = 1; k <= 4; k++)
    radius += hypot ((double)(middle[k].x - middle->x), (double)(middle[k].y - middle->y)) / 4;
  for (int c = 0; c < 3; c++)
    colour[c] = (double)vanity_srgb_to_linear ((float)(iris >> (16 - 8 * c) & 255) / 255);
  for (int y = 0; y < portrait->image->height; y++)
    for (int x = 0; x < portrait->image->width; x++)
      {
        gboolean inside = FALSE;
        double r = hypot (x + 0.5 - (double)middle->x, y + 0.5 - (double)middle->y) / radius;

        for (int k = 0; k < contour->n; k++)
          {
            const VanityPoint *a = &p[contour->index[k]];
            const VanityPoint *b = &p[contour->index[(k + 1) % contour->n]];

            if (((double)a->y > y + 0.5) != ((double)b->y > y + 0.5)
                && x + 0.5 < (double)a->x
                                 + (y + 0.5 - (double)a->y) * (double)(b->x - a->x)
                                       / (double)(b->y - a->y))
              inside = !inside;
          }
        if (inside)
          put (portrait->image, x, y, r < 0.35 ? black : r < 1 ? colour : white);
      }
}

gboolean
lit_portrait_init (LitPortrait *portrait, guint32 skin, guint32 iris, const double gain[3])
{
  Portrait drawn = PORTRAIT_INIT;
  g_autoptr (GError) error = NULL;

  drawn.width = 720;
  drawn.height = 880;
  drawn.face = 480;
  drawn.x = 360;
  drawn.y = 430;
  drawn.skin = skin;
  portrait->image = portrait_new (&drawn, &portrait->face);
  if (portrait->image == NULL)
    return FALSE;
  paint_eye (portrait, VANITY_CONTOUR_EYE_RIGHT, 468, iris);
  paint_eye (portrait, VANITY_CONTOUR_EYE_LEFT, 473, iris);
  for (int y = 0; y < drawn.height; y++)
    for (int x = 0; x < drawn.width; x++)
      {
        guint8 *pixel = vanity_image_row (portrait->image, y) + 4 * x;
        double rgb[3];

        for (int c = 0; c < 3; c++)
          rgb[c] = MIN ((double)vanity_srgb_to_linear (pixel[c] / 255.0f) * gain[c], 1);
        put (portrait->image, x, y, rgb);
      }
  portrait->texture = vanity_texture_new (portrait->image, &portrait->face, LIT_SIZE,
                                          VANITY_GLASSES_NONE, &error);
  g_assert_no_error (error);
  return TRUE;
}

void
lit_portrait_clear (LitPortrait *portrait)
{
  vanity_texture_free (portrait->texture);
  vanity_image_unref (portrait->image);
}

/* Taking a colour from the photo: what lies under the pointer, enlarged, and its mean. */
#include "ui/compare-view-private.h"

#include "image/color-space.h"

#include <math.h>

#define SIDE 104
#define ENLARGED 5
/* Half the side of what counts, in units of the view. */
#define REACH 2.5
/* Between the pointer and the glass. */
#define GAP 18

/* Half the side of the square that is averaged, photo pixels. */
static double
get_reach (VanityCompareView *self)
{
  return MAX (REACH / MAX (self->viewport.scale, 1e-6), 0.5);
}

guint32
vanity_compare_view_sample (VanityCompareView *self, double x, double y)
{
  VanityPhoto *photo = vanity_document_get_photo (self->document);
  VanityImage *image = vanity_photo_get_image (photo);
  double reach = get_reach (self), sum[3] = { 0, 0, 0 };
  int left = CLAMP ((int)floor (x - reach + 0.5), 0, image->width - 1);
  int right = CLAMP ((int)ceil (x + reach - 0.5), left + 1, image->width);
  int top = CLAMP ((int)floor (y - reach + 0.5), 0, image->height - 1);
  int bottom = CLAMP ((int)ceil (y + reach - 0.5), top + 1, image->height);
  int n = right - left, stride = 4 * image->depth / 8;
  g_autofree float *row = g_new (float, (gsize)n * 3);
  double count = (double)n * (bottom - top);

  for (int j = top; j < bottom; j++)
    {
      vanity_color_space_decode (image->space, image->depth,
                                 vanity_image_row (image, j) + (gsize)left * (gsize)stride, row,
                                 row + n, row + 2 * n, n);
      for (int k = 0; k < 3; k++)
        for (int i = 0; i < n; i++)
          sum[k] += (double)row[k * n + i];
    }

  return vanity_rgb_pack (
      (VanityRgb){ (float)(sum[0] / count), (float)(sum[1] / count), (float)(sum[2] / count) });
}

/* Above the pointer; below it where there is no room. */
static void
place (VanityCompareView *self, double x, double y, graphene_rect_t *glass)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double top = y - GAP - SIDE >= 0 ? y - GAP - SIDE : y + GAP;

  graphene_rect_init (glass, (float)CLAMP (x - SIDE / 2.0, 0, MAX (width - SIDE, 0)), (float)top,
                      SIDE, SIDE);
}

static void
snapshot_photo (VanityCompareView *self, GtkSnapshot *snapshot, double x, double y,
                const graphene_rect_t *glass)
{
  VanityPicture *picture = vanity_document_get_before (self->document);
  double shrunk = vanity_picture_get_width (picture) / self->viewport.photo_width;
  double scale = self->viewport.scale * ENLARGED / shrunk;
  double reach = SIDE / 2.0 / scale;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT ((float)(glass->origin.x + SIDE / 2.0 - x * shrunk * scale),
                                      (float)(glass->origin.y + SIDE / 2.0 - y * shrunk * scale)));
  gtk_snapshot_scale (snapshot, (float)scale, (float)scale);
  vanity_picture_snapshot (picture, snapshot,
                           &GRAPHENE_RECT_INIT ((float)(x * shrunk - reach),
                                                (float)(y * shrunk - reach), (float)(2 * reach),
                                                (float)(2 * reach)),
                           scale * gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  gtk_snapshot_restore (snapshot);
}

static void
snapshot_ring (GtkSnapshot *snapshot, const graphene_rect_t *rect, float radius, float width,
               GdkRGBA color)
{
  GskRoundedRect ring;

  gsk_rounded_rect_init_from_rect (&ring, rect, radius);
  gtk_snapshot_append_border (snapshot, &ring, (const float[4]){ width, width, width, width },
                              (const GdkRGBA[4]){ color, color, color, color });
}

void
vanity_compare_view_snapshot_loupe (VanityCompareView *self, GtkSnapshot *snapshot)
{
  double x = self->aim_x, y = self->aim_y, px, py, middle;
  const GdkRGBA white = { 1, 1, 1, 1 }, black = { 0, 0, 0, 0.8F };
  graphene_rect_t glass, inner, square;
  GskRoundedRect circle;
  guint32 color;

  if (!self->aiming)
    {
      x = self->pointer_x;
      y = self->pointer_y;
      vanity_compare_view_to_photo (self, &x, &y);
    }
  if (x < 0 || y < 0 || x >= self->viewport.photo_width || y >= self->viewport.photo_height)
    return;

  px = x;
  py = y;
  vanity_compare_view_from_photo (self, &px, &py);
  place (self, px, py, &glass);
  color = vanity_compare_view_sample (self, x, y);

  gsk_rounded_rect_init_from_rect (&circle, &glass, SIDE / 2.0F);
  gtk_snapshot_push_rounded_clip (snapshot, &circle);
  gtk_snapshot_append_color (snapshot, &black, &glass);
  snapshot_photo (self, snapshot, x, y, &glass);
  gtk_snapshot_pop (snapshot);

  /* The rim is the colour that would be taken. */
  inner = glass;
  snapshot_ring (snapshot, &inner, SIDE / 2.0F, 11,
                 (GdkRGBA){ (float)(color >> 16 & 0xff) / 255, (float)(color >> 8 & 0xff) / 255,
                            (float)(color & 0xff) / 255, 1 });
  snapshot_ring (snapshot, &inner, SIDE / 2.0F, 1.5F, black);
  graphene_rect_inset (&inner, 11, 11);
  snapshot_ring (snapshot, &inner, SIDE / 2.0F - 11, 1.5F, white);

  middle = get_reach (self) * self->viewport.scale * ENLARGED;
  graphene_rect_init (&square, (float)(glass.origin.x + SIDE / 2.0 - middle),
                      (float)(glass.origin.y + SIDE / 2.0 - middle), (float)(2 * middle),
                      (float)(2 * middle));
  snapshot_ring (snapshot, &square, 1, 1, white);
  graphene_rect_inset (&square, -1, -1);
  snapshot_ring (snapshot, &square, 1, 1, black);
}

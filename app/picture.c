#include "app/picture.h"

#include "app/shrink.h"

#include <math.h>

/* Small enough that panning at 100 % uploads little at a time, large enough that a window shows a
 * few. A preview is one. */
#define TILE 1024
/* Where tiles meet at a fraction of a device pixel their edges blend with the window behind. Each
 * reaches so far under its neighbours that there is no seam down to a zoom of one eighth. */
#define OVERLAP 16

struct _VanityPicture
{
  GObject parent_instance;

  VanityPicture *base; /* whose tiles are shown, or NULL */

  VanityImage *image; /* 8 bit, sRGB; NULL where there is a base */
  int width, height;
  int tile; /* the side of one */
  int columns, rows;
  GdkTexture **tiles; /* columns × rows, made when first seen */

  int n_patches;
  VanityRect *rects;
  GdkTexture **patches;
};

G_DEFINE_FINAL_TYPE (VanityPicture, vanity_picture, G_TYPE_OBJECT)

static VanityRect
get_tile_rect (VanityPicture *self, int column, int row)
{
  VanityRect rect
      = { column * self->tile, row * self->tile, self->tile + OVERLAP, self->tile + OVERLAP };

  rect.width = MIN (rect.width, self->width - rect.x);
  rect.height = MIN (rect.height, self->height - rect.y);

  return rect;
}

static GdkTexture *
get_tile (VanityPicture *self, int column, int row)
{
  GdkTexture **tile = &self->tiles[row * self->columns + column];

  if (*tile == NULL)
    {
      VanityRect rect = get_tile_rect (self, column, row);

      *tile = vanity_texture_new_from_image (self->image, &rect);
    }

  return *tile;
}

VanityPicture *
vanity_picture_new (VanityImage *image, GError **error)
{
  g_autoptr (VanityPicture) self = g_object_new (VANITY_TYPE_PICTURE, NULL);

  self->width = image->width;
  self->height = image->height;
  self->tile
      = MAX (image->width, image->height) <= VANITY_PREVIEW_SIDE ? VANITY_PREVIEW_SIDE : TILE;
  self->columns = (image->width + self->tile - 1) / self->tile;
  self->rows = (image->height + self->tile - 1) / self->tile;
  self->tiles = g_new0 (GdkTexture *, (gsize)self->columns * self->rows);

  if (image->depth == 8 && vanity_color_space_is_srgb (image->space))
    self->image = vanity_image_ref (image);
  else
    self->image = vanity_image_new_preview (image, MAX (image->width, image->height), NULL, error);

  return self->image != NULL ? g_steal_pointer (&self) : NULL;
}

VanityPicture *
vanity_picture_new_patched (VanityPicture *base, const VanityRect *rects,
                            GdkTexture *const *textures, int n)
{
  VanityPicture *self = g_object_new (VANITY_TYPE_PICTURE, NULL);

  self->base = g_object_ref (base->base != NULL ? base->base : base);
  self->width = base->width;
  self->height = base->height;
  self->rects = g_new0 (VanityRect, MAX (n, 1));
  self->patches = g_new0 (GdkTexture *, MAX (n, 1));

  for (int i = 0; i < n; i++)
    {
      if (textures[i] == NULL || rects[i].width <= 0 || rects[i].height <= 0)
        continue;
      self->rects[self->n_patches] = rects[i];
      self->patches[self->n_patches] = g_object_ref (textures[i]);
      self->n_patches++;
    }

  return self;
}

int
vanity_picture_get_width (VanityPicture *self)
{
  return self->width;
}

static void
snapshot_texture (GtkSnapshot *snapshot, GdkTexture *texture, const VanityRect *rect,
                  const graphene_rect_t *visible)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (rect->x, rect->y, rect->width, rect->height);

  if (visible == NULL || graphene_rect_intersection (&bounds, visible, NULL))
    gtk_snapshot_append_texture (snapshot, texture, &bounds);
}

/* A texture as the screen's pixels want it; `across` and `down` are picture pixels to one. */
static void
snapshot_shrunk (GtkSnapshot *snapshot, GdkTexture *texture, const VanityRect *rect, double across,
                 double down)
{
  VanityRect cells;
  GdkTexture *shrunk = vanity_texture_shrink (texture, rect, across, down, &cells);

  if (shrunk != NULL)
    gtk_snapshot_append_texture (snapshot, shrunk,
                                 &GRAPHENE_RECT_INIT (cells.x * across, cells.y * down,
                                                      cells.width * across, cells.height * down));
}

void
vanity_picture_snapshot (VanityPicture *self, GtkSnapshot *snapshot, const graphene_rect_t *visible,
                         double scale)
{
  VanityPicture *base = self->base != NULL ? self->base : self;
  int left = 0, top = 0, right = base->columns, bottom = base->rows;

  if (right * bottom == 1 && scale < 1.0 && !base->image->has_alpha)
    {
      /* The grid that the screen's pixels make, stretched to end where the picture ends. */
      double across = base->width / MAX (round (base->width * scale), 1.0);
      double down = base->height / MAX (round (base->height * scale), 1.0);
      VanityRect all = { 0, 0, base->width, base->height };

      snapshot_shrunk (snapshot, get_tile (base, 0, 0), &all, across, down);
      for (int i = 0; i < self->n_patches; i++)
        snapshot_shrunk (snapshot, self->patches[i], &self->rects[i], across, down);
      return;
    }

  if (visible != NULL)
    {
      left = CLAMP ((int)(visible->origin.x / base->tile), 0, right);
      top = CLAMP ((int)(visible->origin.y / base->tile), 0, bottom);
      right = CLAMP ((int)((visible->origin.x + visible->size.width) / base->tile) + 1, 0, right);
      bottom
          = CLAMP ((int)((visible->origin.y + visible->size.height) / base->tile) + 1, 0, bottom);
    }

  for (int row = top; row < bottom; row++)
    for (int column = left; column < right; column++)
      {
        VanityRect rect = get_tile_rect (base, column, row);

        snapshot_texture (snapshot, get_tile (base, column, row), &rect, NULL);
      }

  for (int i = 0; i < self->n_patches; i++)
    snapshot_texture (snapshot, self->patches[i], &self->rects[i], visible);
}

/* Opaque textures are bytes R G B: what the toolkit draws quickest without a graphics card, whereas
 * with alpha it goes through floating point in every frame, and the smallest to upload to one. */
static void
drop_alpha (const guint8 *source, guint8 *target, int width)
{
  for (int x = 0; x < width; x++)
    {
      target[3 * x] = source[4 * x];
      target[3 * x + 1] = source[4 * x + 1];
      target[3 * x + 2] = source[4 * x + 2];
    }
}

static void
convert_row (const VanityImage *image, const guint8 *source, guint8 *target, float *planes,
             int width)
{
  float *r = planes, *g = planes + width, *b = planes + 2 * width;

  vanity_color_space_decode (image->space, image->depth, source, r, g, b, width);
  vanity_color_space_encode (vanity_color_space_get_srgb (), 8, r, g, b, target, width);

  for (int x = 0; x < width; x++)
    target[4 * x + 3] = image->depth == 8
                            ? source[4 * x + 3]
                            : ((const guint16 *)(gconstpointer)source)[4 * x + 3] >> 8;
}

GdkTexture *
vanity_texture_new_from_image (const VanityImage *image, const VanityRect *rect)
{
  gsize pixel = image->depth == 8 ? 4 : 8;
  gsize stride = (image->has_alpha ? 4 : 3) * (gsize)rect->width;
  gboolean plain = image->depth == 8 && vanity_color_space_is_srgb (image->space);
  g_autofree guint8 *pixels = g_malloc (stride * rect->height);
  g_autofree float *planes = plain ? NULL : g_new (float, 3 * (gsize)rect->width);
  g_autofree guint8 *row = plain ? NULL : g_malloc (4 * (gsize)rect->width);
  g_autoptr (GBytes) bytes = NULL;

  for (int y = 0; y < rect->height; y++)
    {
      const guint8 *source = vanity_image_row (image, rect->y + y) + pixel * rect->x;

      if (!plain)
        {
          convert_row (image, source, row, planes, rect->width);
          source = row;
        }
      /* Straight alpha is multiplied in by GDK, not here. */
      if (image->has_alpha)
        memcpy (pixels + stride * y, source, stride);
      else
        drop_alpha (source, pixels + stride * y, rect->width);
    }

  bytes = g_bytes_new_take (g_steal_pointer (&pixels), stride * rect->height);

  return gdk_memory_texture_new (rect->width, rect->height,
                                 image->has_alpha ? GDK_MEMORY_R8G8B8A8 : GDK_MEMORY_R8G8B8, bytes,
                                 stride);
}

VanityImage *
vanity_texture_to_image (GdkTexture *texture, GError **error)
{
  int width = gdk_texture_get_width (texture);
  int height = gdk_texture_get_height (texture);
  g_autoptr (VanityImage) image
      = vanity_image_new (width, height, 8, vanity_color_space_get_srgb (), error);

  if (image == NULL)
    return NULL;

  /* GDK hands out Cairo's layout: native-endian ARGB, premultiplied. */
  gdk_texture_download (texture, image->pixels, image->stride);

  for (int y = 0; y < height; y++)
    {
      guint8 *row = vanity_image_row (image, y);

      for (int x = 0; x < width; x++)
        {
          guint32 argb;
          guint a;

          memcpy (&argb, row + 4 * x, 4);
          a = argb >> 24;
          row[4 * x + 3] = a;
          for (int c = 0; c < 3; c++)
            {
              guint value = argb >> (16 - 8 * c) & 0xff;

              row[4 * x + c] = a == 0 ? 0 : MIN ((value * 255 + a / 2) / a, 255);
            }
          image->has_alpha |= a != 255;
        }
    }

  return g_steal_pointer (&image);
}

static void
vanity_picture_finalize (GObject *object)
{
  VanityPicture *self = VANITY_PICTURE (object);

  for (int i = 0; self->tiles != NULL && i < self->columns * self->rows; i++)
    g_clear_object (&self->tiles[i]);
  g_free (self->tiles);
  for (int i = 0; i < self->n_patches; i++)
    g_object_unref (self->patches[i]);
  g_free (self->patches);
  g_free (self->rects);
  g_clear_pointer (&self->image, vanity_image_unref);
  g_clear_object (&self->base);

  G_OBJECT_CLASS (vanity_picture_parent_class)->finalize (object);
}

static void
vanity_picture_class_init (VanityPictureClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vanity_picture_finalize;
}

static void
vanity_picture_init (VanityPicture *self)
{
}

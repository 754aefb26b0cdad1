#include "app/picture.h"

/* Small enough that panning at 100 % uploads little at a time, large enough that a preview is one
 * tile and a window shows a few. */
#define TILE 2048
/* Where tiles meet at a fraction of a device pixel their edges blend with the window behind. Each
 * reaches so far under its neighbours that there is no seam down to a zoom of one eighth. */
#define OVERLAP 16

struct _VanityPicture
{
  GObject parent_instance;

  VanityPicture *base; /* whose tiles are shown, or NULL */

  VanityImage *image; /* 8 bit, sRGB; NULL where there is a base */
  int width, height;
  int columns, rows;
  GdkTexture **tiles; /* columns × rows, made when first seen */

  int n_patches;
  VanityRect *rects;
  GdkTexture **patches;
};

G_DEFINE_FINAL_TYPE (VanityPicture, vanity_picture, G_TYPE_OBJECT)

/* Without alpha the two formats mean the same, and this one is uploaded as it is. */
static GdkMemoryFormat
get_format (const VanityImage *image)
{
  return image->has_alpha ? GDK_MEMORY_R8G8B8A8 : GDK_MEMORY_R8G8B8A8_PREMULTIPLIED;
}

static VanityRect
get_tile_rect (VanityPicture *self, int column, int row)
{
  VanityRect rect = { column * TILE, row * TILE, TILE + OVERLAP, TILE + OVERLAP };

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
      const guint8 *pixels = vanity_image_row (self->image, rect.y) + 4 * (gsize)rect.x;
      gsize size = self->image->stride * (gsize)(rect.height - 1) + 4 * (gsize)rect.width;
      g_autoptr (GBytes) bytes = g_bytes_new_with_free_func (
          pixels, size, (GDestroyNotify)vanity_image_unref, vanity_image_ref (self->image));

      *tile = gdk_memory_texture_new (rect.width, rect.height, get_format (self->image), bytes,
                                      self->image->stride);
    }

  return *tile;
}

VanityPicture *
vanity_picture_new (VanityImage *image, GError **error)
{
  g_autoptr (VanityPicture) self = g_object_new (VANITY_TYPE_PICTURE, NULL);

  self->width = image->width;
  self->height = image->height;
  self->columns = (image->width + TILE - 1) / TILE;
  self->rows = (image->height + TILE - 1) / TILE;
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

int
vanity_picture_get_height (VanityPicture *self)
{
  return self->height;
}

static void
snapshot_texture (GtkSnapshot *snapshot, GdkTexture *texture, const VanityRect *rect,
                  const graphene_rect_t *visible)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (rect->x, rect->y, rect->width, rect->height);

  if (visible == NULL || graphene_rect_intersection (&bounds, visible, NULL))
    gtk_snapshot_append_texture (snapshot, texture, &bounds);
}

void
vanity_picture_snapshot (VanityPicture *self, GtkSnapshot *snapshot, const graphene_rect_t *visible)
{
  VanityPicture *base = self->base != NULL ? self->base : self;
  int left = 0, top = 0, right = base->columns, bottom = base->rows;

  if (visible != NULL)
    {
      left = CLAMP ((int)(visible->origin.x / TILE), 0, base->columns);
      top = CLAMP ((int)(visible->origin.y / TILE), 0, base->rows);
      right = CLAMP ((int)((visible->origin.x + visible->size.width) / TILE) + 1, 0, base->columns);
      bottom = CLAMP ((int)((visible->origin.y + visible->size.height) / TILE) + 1, 0, base->rows);
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

/* Straight alpha is multiplied in by GDK, not here. */
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
  gsize stride = 4 * (gsize)rect->width;
  gboolean plain = image->depth == 8 && vanity_color_space_is_srgb (image->space);
  g_autofree guint8 *pixels = g_malloc (stride * rect->height);
  g_autofree float *planes = plain ? NULL : g_new (float, 3 * (gsize)rect->width);
  g_autoptr (GBytes) bytes = NULL;

  for (int y = 0; y < rect->height; y++)
    {
      const guint8 *source = vanity_image_row (image, rect->y + y) + pixel * rect->x;

      if (plain)
        memcpy (pixels + stride * y, source, stride);
      else
        convert_row (image, source, pixels + stride * y, planes, rect->width);
    }

  bytes = g_bytes_new_take (g_steal_pointer (&pixels), stride * rect->height);

  return gdk_memory_texture_new (rect->width, rect->height, get_format (image), bytes, stride);
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

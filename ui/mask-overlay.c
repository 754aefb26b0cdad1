#include "ui/mask-overlay.h"

#include "face/atlas.h"

#include <math.h>

#define SIZE VANITY_LAYER_MASK_SIZE
/* The texture's longer side: a soft tint needs no more. */
#define LONGEST 640

/* Told apart by people who see no difference between red and green too. */
static const guint8 erase_tint[3] = { 214, 40, 57 };
static const guint8 add_tint[3] = { 32, 122, 224 };
#define OPACITY 0.55F

struct _VanityMaskOverlay
{
  VanityRect rect; /* in the photo */
  VanityAtlasMap *map;
};

static VanityRect
find_rect (const VanityPoint *points, int width, int height)
{
  float left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;
  VanityRect rect;

  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      left = MIN (left, points[i].x);
      top = MIN (top, points[i].y);
      right = MAX (right, points[i].x);
      bottom = MAX (bottom, points[i].y);
    }
  rect.x = (int)CLAMP (left, 0, width - 1);
  rect.y = (int)CLAMP (top, 0, height - 1);
  rect.width = (int)CLAMP (right + 1, rect.x + 1, width) - rect.x;
  rect.height = (int)CLAMP (bottom + 1, rect.y + 1, height) - rect.y;

  return rect;
}

VanityMaskOverlay *
vanity_mask_overlay_new (const VanityPoint *points, int width, int height, GError **error)
{
  const VanityAtlas *atlas = vanity_atlas_get (SIZE, error);
  VanityRect rect = find_rect (points, width, height);
  double scale = MIN (1.0, LONGEST / (double)MAX (rect.width, rect.height));
  VanityRect small = { 0, 0, (int)ceil (rect.width * scale), (int)ceil (rect.height * scale) };
  VanityPoint moved[VANITY_FACE_MESH_POINTS];
  VanityMaskOverlay *self;
  VanityAtlasMap *map;

  if (atlas == NULL)
    return NULL;
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    moved[i]
        = (VanityPoint){ (float)((points[i].x - rect.x) * scale),
                         (float)((points[i].y - rect.y) * scale), (float)(points[i].z * scale) };
  map = vanity_atlas_wrap (atlas, moved, &small, error);
  if (map == NULL)
    return NULL;

  self = g_new (VanityMaskOverlay, 1);
  self->rect = rect;
  self->map = map;

  return self;
}

void
vanity_mask_overlay_free (VanityMaskOverlay *self)
{
  if (self == NULL)
    return;
  vanity_atlas_map_free (self->map);
  g_free (self);
}

const VanityRect *
vanity_mask_overlay_get_rect (const VanityMaskOverlay *self)
{
  return &self->rect;
}

/* Bilinear, [0, 1]. */
static float
sample (const guint8 *map, float u, float v)
{
  float x = CLAMP (u * SIZE - 0.5F, 0, SIZE - 1), y = CLAMP (v * SIZE - 0.5F, 0, SIZE - 1);
  int i = (int)x, j = (int)y, right = MIN (i + 1, SIZE - 1), below = MIN (j + 1, SIZE - 1);
  float s = x - i, t = y - j;
  float above = (1 - s) * map[j * SIZE + i] + s * map[j * SIZE + right];
  float under = (1 - s) * map[below * SIZE + i] + s * map[below * SIZE + right];

  return ((1 - t) * above + t * under) / 255;
}

/* Premultiplied. */
static void
tint (guint8 *pixel, float erase, float add)
{
  float all = MIN (erase + add, 1) * OPACITY, sum = MAX (erase + add, 1e-6F);

  for (int k = 0; k < 3; k++)
    pixel[k] = (guint8)(all * (erase * erase_tint[k] + add * add_tint[k]) / sum + 0.5F);
  pixel[3] = (guint8)(all * 255 + 0.5F);
}

GdkTexture *
vanity_mask_overlay_draw (const VanityMaskOverlay *self, const VanityLayerMask *mask)
{
  g_autofree guint8 *erase = NULL;
  g_autofree guint8 *add = NULL;
  int width = self->map->rect.width, height = self->map->rect.height;
  g_autoptr (GBytes) bytes = NULL;
  guint8 *pixels;

  if (vanity_layer_mask_is_neutral (mask))
    return NULL;
  erase = g_malloc (VANITY_LAYER_MASK_TEXELS);
  add = g_malloc (VANITY_LAYER_MASK_TEXELS);
  vanity_layer_mask_copy_map (mask, VANITY_MASK_ERASE, erase);
  vanity_layer_mask_copy_map (mask, VANITY_MASK_ADD, add);
  pixels = g_malloc0 ((gsize)width * height * 4);
  for (int i = 0; i < width * height; i++)
    if (!isnan (self->map->u[i]))
      tint (pixels + 4 * (gsize)i, sample (erase, self->map->u[i], self->map->v[i]),
            sample (add, self->map->u[i], self->map->v[i]));
  bytes = g_bytes_new_take (pixels, (gsize)width * height * 4);

  return gdk_memory_texture_new (width, height, GDK_MEMORY_R8G8B8A8_PREMULTIPLIED, bytes,
                                 (gsize)width * 4);
}

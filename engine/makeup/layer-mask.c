#include "makeup/layer-mask.h"

#include <string.h>

#define SIZE VANITY_LAYER_MASK_SIZE
/* The maps are kept in squares of so many texels; most of them are empty. */
#define TILE 64
#define ACROSS (SIZE / TILE)
#define TILES (ACROSS * ACROSS)

typedef struct
{
  guint8 values[TILE][TILE]; /* not all 0 */
} Tile;                      /* reference counted, immutable */

struct _VanityLayerMask
{
  Tile *tiles[VANITY_N_MASK_MAPS][TILES]; /* NULL where all is 0 */
};

static const Tile empty;

static void
read_tile (const guint8 *map, int tile, Tile *values)
{
  const guint8 *from = map + tile / ACROSS * TILE * SIZE + tile % ACROSS * TILE;

  for (int y = 0; y < TILE; y++)
    memcpy (values->values[y], from + y * SIZE, TILE);
}

static Tile *
new_tile (const guint8 *map, int tile, Tile *before)
{
  Tile values;

  read_tile (map, tile, &values);
  if (memcmp (&values, &empty, sizeof values) == 0)
    return NULL;
  if (before != NULL && memcmp (&values, before, sizeof values) == 0)
    return g_atomic_rc_box_acquire (before);
  return g_atomic_rc_box_dup (sizeof values, &values);
}

VanityLayerMask *
vanity_layer_mask_new_after (const VanityLayerMask *base, const guint8 *erase, const guint8 *add)
{
  VanityLayerMask *mask = g_atomic_rc_box_new0 (VanityLayerMask);
  const guint8 *maps[VANITY_N_MASK_MAPS] = { [VANITY_MASK_ERASE] = erase, [VANITY_MASK_ADD] = add };

  for (int map = 0; map < VANITY_N_MASK_MAPS; map++)
    for (int i = 0; maps[map] != NULL && i < TILES; i++)
      mask->tiles[map][i] = new_tile (maps[map], i, base != NULL ? base->tiles[map][i] : NULL);
  return mask;
}

VanityLayerMask *
vanity_layer_mask_new (const guint8 *erase, const guint8 *add)
{
  return vanity_layer_mask_new_after (NULL, erase, add);
}

VanityLayerMask *
vanity_layer_mask_ref (VanityLayerMask *mask)
{
  return g_atomic_rc_box_acquire (mask);
}

static void
mask_clear (gpointer data)
{
  VanityLayerMask *mask = data;

  for (int map = 0; map < VANITY_N_MASK_MAPS; map++)
    for (int i = 0; i < TILES; i++)
      g_clear_pointer (&mask->tiles[map][i], g_atomic_rc_box_release);
}

void
vanity_layer_mask_unref (VanityLayerMask *mask)
{
  if (mask != NULL)
    g_atomic_rc_box_release_full (mask, mask_clear);
}

void
vanity_layer_mask_copy_map (const VanityLayerMask *mask, VanityMaskMap map,
                            guint8 values[VANITY_LAYER_MASK_TEXELS])
{
  memset (values, 0, VANITY_LAYER_MASK_TEXELS);
  for (int i = 0; mask != NULL && i < TILES; i++)
    {
      const Tile *tile = mask->tiles[map][i];
      guint8 *to = values + i / ACROSS * TILE * SIZE + i % ACROSS * TILE;

      for (int y = 0; tile != NULL && y < TILE; y++)
        memcpy (to + y * SIZE, tile->values[y], TILE);
    }
}

guint8
vanity_layer_mask_get (const VanityLayerMask *mask, VanityMaskMap map, int x, int y)
{
  const Tile *tile;

  if (mask == NULL || x < 0 || y < 0 || x >= SIZE || y >= SIZE)
    return 0;
  tile = mask->tiles[map][y / TILE * ACROSS + x / TILE];
  return tile != NULL ? tile->values[y % TILE][x % TILE] : 0;
}

gsize
vanity_layer_mask_get_size (const VanityLayerMask *mask)
{
  gsize n = 0;

  for (int map = 0; mask != NULL && map < VANITY_N_MASK_MAPS; map++)
    for (int i = 0; i < TILES; i++)
      n += mask->tiles[map][i] != NULL;
  return n * sizeof (Tile);
}

gboolean
vanity_layer_mask_is_neutral (const VanityLayerMask *mask)
{
  return vanity_layer_mask_get_size (mask) == 0;
}

gboolean
vanity_layer_mask_equal (const VanityLayerMask *one, const VanityLayerMask *other)
{
  for (int map = 0; one != other && map < VANITY_N_MASK_MAPS; map++)
    for (int i = 0; i < TILES; i++)
      {
        const Tile *a = one != NULL ? one->tiles[map][i] : NULL;
        const Tile *b = other != NULL ? other->tiles[map][i] : NULL;

        /* None is kept that is empty. */
        if (a != b && (a == NULL || b == NULL || memcmp (a, b, sizeof *a) != 0))
          return FALSE;
      }
  return TRUE;
}

/* The chart is symmetric: face/atlas-region.c. */
static void
mirror (guint8 *map)
{
  for (int y = 0; y < SIZE; y++)
    for (int x = 0; x < SIZE / 2; x++)
      {
        guint8 *left = map + y * SIZE + x, *right = map + y * SIZE + SIZE - 1 - x, value = *left;

        *left = *right;
        *right = value;
      }
}

VanityLayerMask *
vanity_layer_mask_new_mirrored (const VanityLayerMask *mask)
{
  g_autofree guint8 *maps = NULL;

  if (mask == NULL)
    return NULL;
  maps = g_malloc (2 * VANITY_LAYER_MASK_TEXELS);
  vanity_layer_mask_copy_map (mask, VANITY_MASK_ERASE, maps);
  vanity_layer_mask_copy_map (mask, VANITY_MASK_ADD, maps + VANITY_LAYER_MASK_TEXELS);
  mirror (maps);
  mirror (maps + VANITY_LAYER_MASK_TEXELS);
  return vanity_layer_mask_new (maps, maps + VANITY_LAYER_MASK_TEXELS);
}

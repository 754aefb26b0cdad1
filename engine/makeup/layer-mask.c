#include "makeup/layer-mask.h"

#include <string.h>

struct _VanityLayerMask
{
  guint8 erase[VANITY_LAYER_MASK_TEXELS], add[VANITY_LAYER_MASK_TEXELS];
};

static const VanityLayerMask none;

VanityLayerMask *
vanity_layer_mask_new (const guint8 *erase, const guint8 *add)
{
  VanityLayerMask *mask = g_atomic_rc_box_new0 (VanityLayerMask);

  if (erase != NULL)
    memcpy (mask->erase, erase, sizeof mask->erase);
  if (add != NULL)
    memcpy (mask->add, add, sizeof mask->add);
  return mask;
}

VanityLayerMask *
vanity_layer_mask_ref (VanityLayerMask *mask)
{
  return g_atomic_rc_box_acquire (mask);
}

void
vanity_layer_mask_unref (VanityLayerMask *mask)
{
  if (mask != NULL)
    g_atomic_rc_box_release (mask);
}

const guint8 *
vanity_layer_mask_get_erase (const VanityLayerMask *mask)
{
  return mask != NULL ? mask->erase : none.erase;
}

const guint8 *
vanity_layer_mask_get_add (const VanityLayerMask *mask)
{
  return mask != NULL ? mask->add : none.add;
}

gboolean
vanity_layer_mask_is_neutral (const VanityLayerMask *mask)
{
  return mask == NULL || memcmp (mask, &none, sizeof none) == 0;
}

gboolean
vanity_layer_mask_equal (const VanityLayerMask *one, const VanityLayerMask *other)
{
  return one == other
         || memcmp (one != NULL ? one : &none, other != NULL ? other : &none, sizeof none) == 0;
}

/* The chart is symmetric: face/atlas-region.c. */
static void
mirror (const guint8 *from, guint8 *to)
{
  for (int y = 0; y < VANITY_LAYER_MASK_SIZE; y++)
    for (int x = 0; x < VANITY_LAYER_MASK_SIZE; x++)
      to[y * VANITY_LAYER_MASK_SIZE + x]
          = from[y * VANITY_LAYER_MASK_SIZE + VANITY_LAYER_MASK_SIZE - 1 - x];
}

VanityLayerMask *
vanity_layer_mask_new_mirrored (const VanityLayerMask *mask)
{
  VanityLayerMask *mirrored;

  if (mask == NULL)
    return NULL;
  mirrored = vanity_layer_mask_new (NULL, NULL);
  mirror (mask->erase, mirrored->erase);
  mirror (mask->add, mirrored->add);
  return mirrored;
}

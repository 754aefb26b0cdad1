/* Layers that are worn otherwise on the left than on the right, and what it takes to tell. */
#include "makeup/layer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *
vanity_layer_group_get_label (VanityLayerGroup group)
{
  static const char *const labels[VANITY_N_LAYER_GROUPS] = {
    [VANITY_LAYER_GROUP_SKIN] = NC_ ("layers", "Skin"),
    [VANITY_LAYER_GROUP_CHEEKS] = NC_ ("layers", "Cheeks"),
    [VANITY_LAYER_GROUP_BROWS] = NC_ ("layers", "Brows"),
    [VANITY_LAYER_GROUP_EYES] = NC_ ("layers", "Eyes"),
    [VANITY_LAYER_GROUP_LIPS] = NC_ ("layers", "Lips"),
    [VANITY_LAYER_GROUP_RETOUCH] = NC_ ("layers", "Retouching"),
    [VANITY_LAYER_GROUP_HAIR] = NC_ ("layers", "Hair"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "layers", labels[group]);
}

gboolean
vanity_param_equal (const VanityParam *param, VanityValue one, VanityValue other)
{
  switch (param->type)
    {
    case VANITY_PARAM_NUMBER:
      return one.number == other.number;
    case VANITY_PARAM_COLOR:
      return one.color == other.color;
    case VANITY_PARAM_CHOICE:
    default:
      return one.choice == other.choice;
    }
}

static gboolean
values_equal (const VanityLayerKind *kind, const VanityValue *one, const VanityValue *other)
{
  for (int i = 0; i < kind->n_params; i++)
    if (!vanity_param_equal (&kind->params[i], one[i], other[i]))
      return FALSE;
  return TRUE;
}

void
vanity_layer_set_uneven (VanityLayer *layer, gboolean uneven)
{
  if (uneven && !layer->uneven)
    memcpy (layer->left, layer->values, sizeof layer->left);
  layer->uneven = uneven;
}

gboolean
vanity_layer_has_sides (const VanityLayer *layer)
{
  return layer->uneven && !values_equal (layer->kind, layer->values, layer->left);
}

VanityLayer *
vanity_layer_new_side (const VanityLayer *layer, gboolean left)
{
  VanityLayer *side = vanity_layer_copy (layer);

  if (layer->uneven && left)
    memcpy (side->values, layer->left, sizeof side->values);
  side->uneven = FALSE;
  return side;
}

VanityValue *
vanity_layer_get_values (VanityLayer *layer, gboolean left)
{
  return layer->uneven && left ? layer->left : layer->values;
}

gboolean
vanity_layer_equal (const VanityLayer *one, const VanityLayer *other)
{
  return one->kind == other->kind && one->muted == other->muted
         && strcmp (one->product, other->product) == 0
         && vanity_layer_mask_equal (one->mask, other->mask)
         && values_equal (one->kind, one->values, other->values) && one->uneven == other->uneven
         && (!one->uneven || values_equal (one->kind, one->left, other->left));
}

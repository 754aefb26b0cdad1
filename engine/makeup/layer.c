#include "makeup/layer.h"

#include "base/error.h"
#include "makeup/layer-kinds.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define KIND_POINTER(name) &vanity_##name##_kind,

static const VanityLayerKind *const kinds[] = { VANITY_LAYER_KINDS (KIND_POINTER) };

const VanityLayerKind *const *
vanity_layer_kinds (int *n_kinds)
{
  if (n_kinds != NULL)
    *n_kinds = G_N_ELEMENTS (kinds);
  return kinds;
}

const VanityLayerKind *
vanity_layer_kind_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i]->id, id) == 0)
      return kinds[i];
  return NULL;
}

/* "#rrggbb" → 0xRRGGBB. */
static gboolean
parse_hex (const char *hex, guint32 *color)
{
  guint32 value = 0;

  if (hex == NULL || hex[0] != '#' || strlen (hex) != 7)
    return FALSE;
  for (int i = 1; i < 7; i++)
    {
      int digit = g_ascii_xdigit_value (hex[i]);

      if (digit < 0)
        return FALSE;
      value = value << 4 | (guint32)digit;
    }
  *color = value;
  return TRUE;
}

VanityValue
vanity_param_get_fallback (const VanityParam *param)
{
  VanityValue value = { .number = 0 };

  switch (param->type)
    {
    case VANITY_PARAM_NUMBER:
      value.number = param->fallback;
      break;
    case VANITY_PARAM_COLOR:
      if (!parse_hex (param->color, &value.color))
        g_assert_not_reached ();
      break;
    case VANITY_PARAM_CHOICE:
    default:
      value.choice = 0;
      break;
    }
  return value;
}

VanityLayer *
vanity_layer_new (const VanityLayerKind *kind)
{
  VanityLayer *layer = g_new0 (VanityLayer, 1);

  g_assert (kind->n_params <= VANITY_MAX_PARAMS);
  layer->kind = kind;
  for (int i = 0; i < kind->n_params; i++)
    layer->values[i] = vanity_param_get_fallback (&kind->params[i]);
  return layer;
}

VanityLayer *
vanity_layer_copy (const VanityLayer *layer)
{
  VanityLayer *copy = g_memdup2 (layer, sizeof *layer);

  if (copy->mask != NULL)
    vanity_layer_mask_ref (copy->mask);
  return copy;
}

void
vanity_layer_free (VanityLayer *layer)
{
  if (layer == NULL)
    return;
  vanity_layer_mask_unref (layer->mask);
  g_free (layer);
}

void
vanity_layer_set_mask (VanityLayer *layer, VanityLayerMask *mask)
{
  VanityLayerMask *old = layer->mask;

  layer->mask = vanity_layer_mask_is_neutral (mask) ? NULL : vanity_layer_mask_ref (mask);
  vanity_layer_mask_unref (old);
}

static int
find_param (const VanityLayer *layer, const char *id)
{
  for (int i = 0; i < layer->kind->n_params; i++)
    if (strcmp (layer->kind->params[i].id, id) == 0)
      return i;
  return -1;
}

/* The value the kind itself asks for: its absence is a mistake in the program. */
static const VanityValue *
get_value (const VanityLayer *layer, const char *id, VanityParamType type)
{
  int i = find_param (layer, id);

  if (i < 0 || layer->kind->params[i].type != type)
    g_error ("Layer “%s” has no such parameter: “%s”", layer->kind->id, id);
  return &layer->values[i];
}

double
vanity_layer_get_number (const VanityLayer *layer, const char *id)
{
  return get_value (layer, id, VANITY_PARAM_NUMBER)->number;
}

VanityRgb
vanity_layer_get_color (const VanityLayer *layer, const char *id)
{
  return vanity_rgb_unpack (get_value (layer, id, VANITY_PARAM_COLOR)->color);
}

const char *
vanity_layer_get_choice (const VanityLayer *layer, const char *id)
{
  int choice = get_value (layer, id, VANITY_PARAM_CHOICE)->choice;

  return layer->kind->params[find_param (layer, id)].choices[choice];
}

/* The parameter somebody outside names; checked. */
static const VanityParam *
check_param (const VanityLayer *layer, const char *id, VanityParamType type, GError **error)
{
  static const char *const wanted[] = {
    [VANITY_PARAM_NUMBER] = N_ ("a number"),
    [VANITY_PARAM_COLOR] = N_ ("a colour, “#rrggbb”"),
    [VANITY_PARAM_CHOICE] = N_ ("one of its choices, in quotes"),
  };
  int i = find_param (layer, id);

  if (i < 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, _ ("layer “%s” has no parameter “%s”"),
                   layer->kind->id, id);
      return NULL;
    }
  if (layer->kind->params[i].type != type)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, _ ("“%s” of layer “%s” must be %s"), id,
                   layer->kind->id, _ (wanted[layer->kind->params[i].type]));
      return NULL;
    }
  return &layer->kind->params[i];
}

gboolean
vanity_layer_set_number (VanityLayer *layer, const char *id, double value, GError **error)
{
  const VanityParam *param = check_param (layer, id, VANITY_PARAM_NUMBER, error);

  if (param == NULL)
    return FALSE;
  /* Written so that NaN is refused too. */
  if (!(value >= param->minimum && value <= param->maximum))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("“%s” of layer “%s” is %g: it must lie between %g and %g"), id,
                   layer->kind->id, value, param->minimum, param->maximum);
      return FALSE;
    }
  layer->values[param - layer->kind->params].number = value;
  return TRUE;
}

gboolean
vanity_layer_set_color (VanityLayer *layer, const char *id, const char *hex, GError **error)
{
  const VanityParam *param = check_param (layer, id, VANITY_PARAM_COLOR, error);

  if (param == NULL)
    return FALSE;
  if (!parse_hex (hex, &layer->values[param - layer->kind->params].color))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("“%s” of layer “%s” is “%.32s”: a colour is written “#rrggbb”"), id,
                   layer->kind->id, hex);
      return FALSE;
    }
  return TRUE;
}

gboolean
vanity_layer_set_choice (VanityLayer *layer, const char *id, const char *choice, GError **error)
{
  const VanityParam *param = check_param (layer, id, VANITY_PARAM_CHOICE, error);
  g_autofree char *choices = NULL;

  if (param == NULL)
    return FALSE;
  for (int i = 0; param->choices[i] != NULL; i++)
    if (strcmp (param->choices[i], choice) == 0)
      {
        layer->values[param - layer->kind->params].choice = i;
        return TRUE;
      }
  choices = g_strjoinv (", ", (char **)param->choices);
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               _ ("“%s” of layer “%s” is “%.32s”: it must be one of %s"), id, layer->kind->id,
               choice, choices);
  return FALSE;
}

gboolean
vanity_layer_set_product (VanityLayer *layer, const char *product, GError **error)
{
  gsize length = product == NULL ? 0 : strlen (product);
  gboolean plain = length <= VANITY_LAYER_MAX_PRODUCT;

  for (gsize i = 0; plain && i < length; i++)
    plain = g_ascii_isgraph (product[i]);
  if (!plain)
    {
      g_autofree char *shown = g_utf8_make_valid (product, (gssize)MIN (length, 64));

      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("“product” of layer “%s” is “%s”: it must be at most %d printable "
                      "characters without spaces"),
                   layer->kind->id, shown, VANITY_LAYER_MAX_PRODUCT);
      return FALSE;
    }
  memset (layer->product, 0, sizeof layer->product);
  if (length > 0)
    memcpy (layer->product, product, length);
  return TRUE;
}

#include "app/layer-edit.h"

#include "base/error.h"
#include "makeup/look-json.h"
#include "recommend/try-on.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a face wears that wore no look. */
#define NEW_LOOK "my-makeup"

VanityLook *
vanity_layers_get_look (VanityDocument *document)
{
  VanityOutfit *outfit = document != NULL ? vanity_document_get_outfit (document) : NULL;

  return outfit != NULL && outfit->n_faces > 0 ? vanity_outfit_get_wear (outfit).look : NULL;
}

static const VanityLayer *
get_layer (const VanityLook *look, int index)
{
  if (look == NULL || index < 0 || index >= (int)look->layers->len)
    return NULL;

  return g_ptr_array_index (look->layers, index);
}

const VanityLayer *
vanity_layers_get (VanityDocument *document, int index)
{
  return get_layer (vanity_layers_get_look (document), index);
}

gboolean
vanity_layer_kind_can_repeat (const VanityLayerKind *kind)
{
  gboolean colored = FALSE;

  if (kind->group == VANITY_LAYER_GROUP_RETOUCH || kind->group == VANITY_LAYER_GROUP_HAIR)
    return FALSE;
  for (int i = 0; i < kind->n_params; i++)
    {
      const VanityParam *param = &kind->params[i];

      colored |= param->type == VANITY_PARAM_COLOR;
      for (int c = 0; param->type == VANITY_PARAM_CHOICE && param->choices[c] != NULL; c++)
        if (strcmp (param->choices[c], "chosen") == 0)
          return FALSE;
    }

  return colored;
}

/* "Lipstick: Colour". */
static char *
name_step (const VanityLayerKind *kind, const char *what)
{
  /* Translators: a step in a list of what was done: a layer of makeup, and what was changed of it,
   * as in “Lipstick: Colour”. */
  return g_strdup_printf (C_ ("step", "%s: %s"), _ (kind->label), what);
}

/* A copy of what is worn, to be changed; an empty look where nothing is, or where only the photo's
 * own makeup is taken off. NULL where the face wears what was copied. */
static VanityLook *
begin (VanityDocument *document)
{
  VanityOutfit *outfit = document != NULL ? vanity_document_get_outfit (document) : NULL;
  VanityWear wear;

  if (outfit == NULL || outfit->n_faces < 1)
    return NULL;
  wear = vanity_outfit_get_wear (outfit);
  if (wear.look != NULL)
    return vanity_look_copy (wear.look);

  return wear.mix == NULL ? vanity_look_new (NEW_LOOK, _ ("My Makeup")) : NULL;
}

/* The same with the layer at `index`, which is there. */
static VanityLayer *
begin_layer (VanityDocument *document, int index, VanityLook **look)
{
  if (vanity_layers_get (document, index) == NULL)
    return NULL;
  *look = begin (document);

  return g_ptr_array_index ((*look)->layers, index);
}

int
vanity_layers_paste (VanityDocument *document, const VanityLayer *layer)
{
  g_autoptr (VanityLook) look = begin (document);
  g_autofree char *step = NULL;

  if (look == NULL || look->layers->len >= VANITY_LOOK_MAX_LAYERS)
    return -1;
  g_ptr_array_add (look->layers, vanity_layer_copy (layer));
  step = name_step (layer->kind, C_ ("step", "added"));
  vanity_document_edit_look (document, look, step, NULL);

  return (int)look->layers->len - 1;
}

int
vanity_layers_add (VanityDocument *document, const VanityLayerKind *kind)
{
  g_autoptr (VanityLayer) layer = vanity_layer_new (kind);

  return vanity_layers_paste (document, layer);
}

void
vanity_layers_remove (VanityDocument *document, int index)
{
  g_autoptr (VanityLook) look = NULL;
  const VanityLayer *layer = begin_layer (document, index, &look);
  g_autofree char *step = NULL;

  if (layer == NULL)
    return;
  step = name_step (layer->kind, C_ ("step", "removed"));
  g_ptr_array_remove_index (look->layers, (guint)index);
  vanity_document_edit_look (document, look, step, NULL);
}

/* A word of what was done to the layer as the name of the step. */
static void
end (VanityDocument *document, VanityLook *look, const VanityLayer *layer, const char *what)
{
  g_autofree char *step = name_step (layer->kind, what);

  vanity_document_edit_look (document, look, step, NULL);
}

void
vanity_layers_set_muted (VanityDocument *document, int index, gboolean muted)
{
  g_autoptr (VanityLook) look = NULL;
  VanityLayer *layer = begin_layer (document, index, &look);

  if (layer == NULL || layer->muted == !!muted)
    return;
  layer->muted = !!muted;
  end (document, look, layer, muted ? C_ ("step", "hidden") : C_ ("step", "shown"));
}

int
vanity_layers_find_neighbour (const VanityLook *look, int index, int by)
{
  const VanityLayer *layer = get_layer (look, index);

  for (int i = index + by; layer != NULL && get_layer (look, i) != NULL; i += by)
    if (get_layer (look, i)->kind == layer->kind)
      return i;

  return -1;
}

int
vanity_layers_move (VanityDocument *document, int index, int by)
{
  int other = vanity_layers_find_neighbour (vanity_layers_get_look (document), index, by);
  g_autoptr (VanityLook) look = NULL;
  gpointer *layers;
  VanityLayer *layer;

  if (other < 0)
    return index;
  layer = begin_layer (document, index, &look);
  layers = look->layers->pdata;
  layers[index] = layers[other];
  layers[other] = layer;
  end (document, look, layer, by > 0 ? C_ ("step", "moved up") : C_ ("step", "moved down"));

  return other;
}

static void
put_value (VanityLayer *layer, int param, VanityLayersSide side, VanityValue value)
{
  if (side != VANITY_LAYERS_LEFT || !layer->uneven)
    layer->values[param] = value;
  if (side != VANITY_LAYERS_RIGHT && layer->uneven)
    layer->left[param] = value;
}

static void
set_value (VanityDocument *document, int index, int param, VanityLayersSide side, VanityValue value,
           const char *merge)
{
  g_autoptr (VanityLook) look = NULL;
  VanityLayer *layer = begin_layer (document, index, &look);
  const VanityParam *declared;
  g_autofree char *step = NULL;

  if (layer == NULL || param < 0 || param >= layer->kind->n_params)
    return;
  declared = &layer->kind->params[param];
  put_value (layer, param, side, value);
  if (vanity_layer_equal (layer, vanity_layers_get (document, index)))
    return;
  if (declared->type == VANITY_PARAM_COLOR)
    vanity_layer_set_product (layer, NULL, NULL);
  step = name_step (layer->kind, _ (declared->label));
  vanity_document_edit_look (document, look, step, merge);
}

void
vanity_layers_set_value (VanityDocument *document, int index, int param, VanityLayersSide side,
                         VanityValue value)
{
  g_autofree char *merge = g_strdup_printf ("layer %d %d %d", index, param, (int)side);

  set_value (document, index, param, side, value, merge);
}

void
vanity_layers_set_uneven (VanityDocument *document, int index, gboolean uneven)
{
  g_autoptr (VanityLook) look = NULL;
  VanityLayer *layer = begin_layer (document, index, &look);

  if (layer == NULL || layer->uneven == !!uneven)
    return;
  vanity_layer_set_uneven (layer, !!uneven);
  end (document, look, layer,
       uneven ? C_ ("step", "left and right apart") : C_ ("step", "left as right"));
}

void
vanity_layers_forget_product (VanityDocument *document, int index)
{
  g_autoptr (VanityLook) look = NULL;
  VanityLayer *layer = begin_layer (document, index, &look);

  if (layer == NULL || layer->product[0] == '\0')
    return;
  vanity_layer_set_product (layer, NULL, NULL);
  end (document, look, layer, C_ ("step", "no product"));
}

void
vanity_layers_replace (VanityDocument *document, int index, const VanityLayer *layer,
                       const char *step)
{
  g_autoptr (VanityLook) look = NULL;
  VanityLayer *old = begin_layer (document, index, &look);
  g_autofree char *name = NULL;

  if (old == NULL || vanity_layer_equal (old, layer))
    return;
  look->layers->pdata[index] = vanity_layer_copy (layer);
  vanity_layer_free (old);
  name = name_step (layer->kind, step);
  vanity_document_edit_look (document, look, name, NULL);
}

/* One side of a layer, wearing a product. */
static VanityLayer *
try_on (const VanityLayer *layer, gboolean left, const VanityShade *shade, const char *zone,
        GError **error)
{
  g_autoptr (VanityLook) alone = vanity_look_new ("layer", "");
  g_autoptr (VanityLook) worn = NULL;

  g_ptr_array_add (alone->layers, vanity_layer_new_side (layer, left));
  worn = vanity_try_on_zone (alone, shade, zone, error);

  return worn != NULL ? vanity_layer_copy (g_ptr_array_index (worn->layers, 0)) : NULL;
}

gboolean
vanity_layers_wear (VanityDocument *document, int index, VanityLayersSide side,
                    const VanityShade *shade, const char *zone, GError **error)
{
  const VanityLayer *layer = vanity_layers_get (document, index);
  g_autoptr (VanityLayer) made = NULL;

  if (layer == NULL)
    return TRUE;
  made = vanity_layer_copy (layer);
  for (int left = 0; left < 2; left++)
    {
      g_autoptr (VanityLayer) worn = NULL;

      if (left ? side == VANITY_LAYERS_RIGHT || !layer->uneven : side == VANITY_LAYERS_LEFT)
        continue;
      worn = try_on (layer, left != 0, shade, zone, error);
      if (worn == NULL)
        return FALSE;
      memcpy (left ? made->left : made->values, worn->values, sizeof made->values);
      made->muted = worn->muted;
      vanity_layer_set_product (made, worn->product, NULL);
    }
  vanity_layers_replace (document, index, made, C_ ("step", "a product"));

  return TRUE;
}

VanityLook *
vanity_layers_find_origin (const VanityLook *look, const GPtrArray *looks)
{
  for (guint i = 0; look != NULL && looks != NULL && i < looks->len; i++)
    {
      VanityLook *one = g_ptr_array_index (looks, i);

      if (one != NULL && g_strcmp0 (one->id, look->id) == 0)
        return one;
    }

  return NULL;
}

/* How many of its kind come before. */
static int
count_before (const VanityLook *look, int index)
{
  int n = 0;

  for (int i = 0; i < index; i++)
    n += get_layer (look, i)->kind == get_layer (look, index)->kind;

  return n;
}

VanityLayer *
vanity_layers_new_original (const VanityLook *look, int index, const VanityLook *origin)
{
  const VanityLayer *layer = get_layer (look, index);
  int place = count_before (look, index);

  for (guint i = 0; origin != NULL && i < origin->layers->len; i++)
    {
      const VanityLayer *one = g_ptr_array_index (origin->layers, i);

      if (one->kind == layer->kind && place-- == 0)
        return vanity_layer_copy (one);
    }

  return vanity_layer_new (layer->kind);
}

void
vanity_layers_reset (VanityDocument *document, int index, const VanityLook *origin)
{
  g_autoptr (VanityLayer) original = NULL;

  if (vanity_layers_get (document, index) == NULL)
    return;
  original = vanity_layers_new_original (vanity_layers_get_look (document), index, origin);
  vanity_layers_replace (document, index, original, C_ ("step", "reset"));
}

void
vanity_layers_reset_value (VanityDocument *document, int index, int param, VanityLayersSide side,
                           const VanityLook *origin)
{
  g_autoptr (VanityLayer) original = NULL;

  if (vanity_layers_get (document, index) == NULL)
    return;
  original = vanity_layers_new_original (vanity_layers_get_look (document), index, origin);
  set_value (document, index, param, side,
             vanity_layer_get_values (original, side == VANITY_LAYERS_LEFT)[param], NULL);
}

char *
vanity_layer_to_text (const VanityLayer *layer)
{
  g_autoptr (VanityLook) look = vanity_look_new ("layer", layer->kind->id);

  g_ptr_array_add (look->layers, vanity_layer_copy (layer));

  return vanity_look_to_json (look);
}

VanityLayer *
vanity_layer_from_text (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (VanityLook) look = vanity_look_load_bytes (bytes, _ ("Clipboard"), error);

  if (look == NULL)
    return NULL;
  if (look->layers->len < 1)
    {
      g_set_error_literal (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                           _ ("There is no layer of makeup in the clipboard"));
      return NULL;
    }

  return vanity_layer_copy (g_ptr_array_index (look->layers, 0));
}

#include "recommend/bag-looks.h"

#include "recommend/complexion.h"
#include "recommend/layer-match.h"
#include "recommend/recommender-private.h"

#include <math.h>
#include <string.h>

void
vanity_bag_look_free (VanityBagLook *made)
{
  vanity_look_unref (made->look);
  g_array_unref (made->parts);
  g_free (made);
}

void
vanity_bag_look_up (GPtrArray *bag, VanityCatalogue *catalogue)
{
  for (guint i = 0; i < bag->len; i++)
    {
      VanityBagItem *item = bag->pdata[i];
      VanityShade *row = vanity_catalogue_get (catalogue, item->shade->uid, NULL);

      if (row == NULL)
        continue;
      vanity_shade_unref (item->shade);
      item->shade = row;
    }
}

/* Powder sets a foundation and is none. */
static gboolean
is_for (const VanityShade *shade, const VanityLayer *layer)
{
  return shade->category != VANITY_CATEGORY_POWDER
         && g_strcmp0 (vanity_category_get_layer (shade->category), layer->kind->id) == 0;
}

static void
clear_part (gpointer data)
{
  VanityBagPart *part = data;

  g_clear_pointer (&part->shade, vanity_shade_unref);
}

/* Takes a shade where it is nearer than what the part has. */
static void
offer (VanityBagPart *part, VanityShade *shade, double delta_e, gboolean finish_differs)
{
  if (part->delta_e <= delta_e)
    return;
  part->delta_e = delta_e;
  if (delta_e > VANITY_BAG_BOUND)
    return;
  g_clear_pointer (&part->shade, vanity_shade_unref);
  part->shade = vanity_shade_ref (shade);
  part->finish_differs = finish_differs;
}

static void
try_color (VanityBagPart *part, const VanityLayerTarget *target, int zone,
           const VanityShade *colored, VanityShade *shade)
{
  VanityLayerMatch match;

  vanity_layer_match (target, zone, colored, &match);
  offer (part, shade, match.delta_e, match.finish < 0.5);
}

/* By the colour that it comes to on this face; of a palette each one by itself. */
static void
try_worn (VanityBagPart *part, const VanityLayerTarget *target, int zone, VanityShade *shade)
{
  if (!shade->has_color)
    part->uncolored = TRUE;
  else if (shade->n_palette == 0)
    try_color (part, target, zone, shade, shade);
  for (int i = 0; i < shade->n_palette; i++)
    {
      g_autoptr (VanityShade) pan = vanity_shade_copy (shade);

      vanity_shade_set_color (pan, shade->palette[i], shade->color_source);
      try_color (part, target, zone, pan, shade);
    }
}

/* By the skin itself, as far as it is known. FALSE where colour does not decide. */
static gboolean
try_own (VanityBagPart *part, const VanitySkinEstimate *skin, VanityShade *shade)
{
  if (!vanity_category_is_complexion (shade->category) || skin->source == VANITY_SKIN_FROM_NOTHING
      || !shade->has_color)
    return FALSE;
  offer (part, shade, vanity_lab_delta_e2000 (skin->lab, shade->lab), FALSE);
  return TRUE;
}

/* Sold without a word of its colour, which mostly is black. */
static gboolean
is_lashes (const VanityShade *shade)
{
  return shade->category == VANITY_CATEGORY_MASCARA || shade->category == VANITY_CATEGORY_LASHES;
}

static void
find_part (const GPtrArray *bag, const VanityLayer *layer, const VanityLayerTarget *target,
           int zone, const VanitySkinEstimate *skin, GArray *parts)
{
  VanityBagPart part = { .layer = layer, .delta_e = NAN };
  VanityShade *any = NULL;

  if (target->known)
    part.zone = target->zones[zone].id;
  for (guint i = 0; i < bag->len; i++)
    {
      VanityShade *shade = ((VanityBagItem *)bag->pdata[i])->shade;

      if (!is_for (shade, layer))
        continue;
      if (target->known && (shade->has_color || !is_lashes (shade)))
        try_worn (&part, target, zone, shade);
      else if (!try_own (&part, skin, shade) && any == NULL)
        any = shade;
    }
  if (part.shade == NULL && any != NULL)
    {
      part.shade = vanity_shade_ref (any);
      part.delta_e = NAN;
    }
  part.uncolored = part.uncolored && part.shade == NULL;
  g_array_append_val (parts, part);
}

static void
find_layer (const GPtrArray *bag, const VanityLayer *layer, const VanityPerson *person,
            const VanitySkinEstimate *skin, GArray *parts)
{
  g_auto (VanityLayerTarget) target = { 0 };

  if (layer->muted || vanity_layer_get_number (layer, "opacity") <= 0)
    return;
  vanity_layer_target_init (&target, layer, person, skin);
  for (int zone = 0; zone < MAX (target.n_zones, 1); zone++)
    find_part (bag, layer, &target, zone, skin, parts);
}

static void
sum_up (VanityBagLook *made)
{
  int n_colored = 0;

  for (guint i = 0; i < made->parts->len; i++)
    {
      const VanityBagPart *part = &g_array_index (made->parts, VanityBagPart, i);

      made->n_made += part->shade != NULL;
      if (part->shade == NULL || isnan (part->delta_e))
        continue;
      made->distance += part->delta_e;
      n_colored++;
    }
  made->share = (double)made->n_made / made->parts->len;
  if (n_colored > 0)
    made->distance /= n_colored;
}

/* The order of the array where nothing tells two apart: sorting pointers would not keep it. */
static int
compare_looks (gconstpointer one, gconstpointer other)
{
  const VanityBagLook *a = *(VanityBagLook *const *)one;
  const VanityBagLook *b = *(VanityBagLook *const *)other;

  if (a->share != b->share)
    return a->share < b->share ? 1 : -1;
  /* Of two that are whole the richer one says more. */
  if (a->n_made != b->n_made)
    return b->n_made - a->n_made;
  if (a->distance != b->distance)
    return a->distance < b->distance ? -1 : 1;
  return strcmp (a->look->id, b->look->id);
}

GPtrArray *
vanity_bag_find_looks (const GPtrArray *bag, const GPtrArray *looks, const VanityPerson *person)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_bag_look_free);
  VanityPerson nobody;
  VanitySkinEstimate skin;

  vanity_person_init (&nobody);
  vanity_person_estimate_skin (person != NULL ? person : &nobody, &skin, NULL);
  for (guint i = 0; i < looks->len; i++)
    {
      VanityLook *look = looks->pdata[i];
      VanityBagLook *made = g_new0 (VanityBagLook, 1);

      made->look = vanity_look_ref (look);
      made->parts = g_array_new (FALSE, FALSE, sizeof (VanityBagPart));
      g_array_set_clear_func (made->parts, clear_part);
      for (guint k = 0; k < look->layers->len; k++)
        find_layer (bag, look->layers->pdata[k], person, &skin, made->parts);
      g_ptr_array_add (found, made);
      if (made->parts->len == 0)
        g_ptr_array_remove_index (found, found->len - 1);
      else
        sum_up (made);
    }
  g_ptr_array_sort (found, compare_looks);
  return found;
}

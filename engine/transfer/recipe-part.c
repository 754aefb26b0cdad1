#include "transfer/recipe-part.h"

#include "image/color.h"

#include <math.h>
#include <string.h>

/* By which the channels of a colour are varied, of 255. */
#define COLOR_STEP 8
/* No pigment sends back more than this of any light. */
#define BRIGHTEST 0.9f

VanityLayer *
vanity_recipe_get (const VanityLook *look, const VanityLayerKind *kind)
{
  for (guint i = 0; i < look->layers->len; i++)
    {
      VanityLayer *layer = g_ptr_array_index (look->layers, i);

      if (layer->kind == kind)
        return layer;
    }
  return NULL;
}

VanityLayer *
vanity_recipe_add (VanityLook *look, const VanityLayerKind *kind)
{
  VanityLayer *layer = vanity_layer_new (kind);

  g_ptr_array_add (look->layers, layer);
  return layer;
}

void
vanity_recipe_remove (VanityLook *look, const VanityLayerKind *kind)
{
  VanityLayer *layer = vanity_recipe_get (look, kind);

  if (layer != NULL)
    g_ptr_array_remove (look->layers, layer);
}

static int
find_param (const VanityLayerKind *kind, const char *id)
{
  for (int i = 0; i < kind->n_params; i++)
    if (strcmp (kind->params[i].id, id) == 0)
      return i;
  g_error ("Layer “%s” has no such parameter: “%s”", kind->id, id);
}

void
vanity_recipe_set (VanityLayer *layer, const char *id, double value)
{
  int param = find_param (layer->kind, id);

  layer->values[param].number
      = CLAMP (value, layer->kind->params[param].minimum, layer->kind->params[param].maximum);
}

void
vanity_recipe_set_color (VanityLayer *layer, const char *id, const float rgb[3])
{
  layer->values[find_param (layer->kind, id)].color
      = vanity_rgb_pack ((VanityRgb){ rgb[0], rgb[1], rgb[2] });
}

void
vanity_recipe_set_choice (VanityLayer *layer, const char *id, const char *choice)
{
  gboolean known = vanity_layer_set_choice (layer, id, choice, NULL);

  g_assert (known);
}

gboolean
vanity_recipe_guess_color (VanitySearch *search, const float *weight, VanityLayer *layer,
                           const char *id)
{
  float wanted[3], light[3], highest = BRIGHTEST;

  if (!vanity_search_average (search, weight, wanted, light))
    return FALSE;
  for (int k = 0; k < 3; k++)
    {
      wanted[k] /= MAX (light[k], 1e-3f);
      highest = MAX (highest, wanted[k]);
    }
  for (int k = 0; k < 3; k++)
    wanted[k] *= BRIGHTEST / highest;
  vanity_recipe_set_color (layer, id, wanted);
  return TRUE;
}

void
vanity_recipe_trial_init (VanityRecipeTrial *trial, VanitySearch *search)
{
  memset (trial, 0, sizeof *trial);
  trial->search = search;
  trial->look = vanity_look_new ("recipe", "Recipe");
  trial->left = vanity_search_judge (search, trial->look);
}

void
vanity_recipe_trial_hold (VanityRecipeTrial *trial)
{
  trial->n_knobs = 0;
}

void
vanity_recipe_trial_free_up (VanityRecipeTrial *trial, const VanityLook *look,
                             const VanityLayerKind *kind, const char *const *ids, double step)
{
  for (guint layer = 0; layer < look->layers->len; layer++)
    for (int i = 0; ids[i] != NULL; i++)
      {
        const VanityLayer *one = g_ptr_array_index (look->layers, layer);
        VanityKnob knob = { .layer = (int)layer, .step = step };

        if (one->kind != kind)
          continue;
        knob.param = find_param (kind, ids[i]);
        if (kind->params[knob.param].type == VANITY_PARAM_COLOR)
          {
            knob.step = COLOR_STEP;
            for (knob.channel = 0; knob.channel < 3; knob.channel++)
              trial->knobs[trial->n_knobs++] = knob;
          }
        else
          trial->knobs[trial->n_knobs++] = knob;
        g_assert (trial->n_knobs <= VANITY_MAX_KNOBS);
      }
}

void
vanity_recipe_trial_improve (VanityRecipeTrial *trial, int steps)
{
  trial->left
      = vanity_search_improve (trial->search, trial->look, trial->knobs, trial->n_knobs, steps);
}

gboolean
vanity_recipe_trial_take (VanityRecipeTrial *trial, VanityLook *other, double left, double worth)
{
  if (left < trial->left * (1 - worth))
    {
      vanity_look_unref (trial->look);
      trial->look = other;
      trial->left = left;
      return TRUE;
    }
  vanity_look_unref (other);
  return FALSE;
}

#include "makeup/layer-kinds.h"
#include "transfer/recipe-part.h"

/* Differences too small to be makeup, CIEDE2000. */
#define NOTHING 0.12
#define WORTH 0.1
/* Texels around the brows count, but less. */
#define AROUND 0.3f

static const char *const amount[] = { "opacity", "fill", "definition", NULL };
static const char *const shape[] = { "thickness", NULL };
static const char *const arch[] = { "arch", NULL };
static const char *const color[] = { "color", NULL };

static float *
new_weight (const VanityRecipeView *view, VanitySearch *search)
{
  const float *brows = vanity_atlas_get_region (view->atlas, VANITY_ATLAS_BROWS);
  g_autoptr (VanityLook) wide = vanity_look_new ("wide", "Wide");
  VanityLayer *layer = vanity_recipe_add (wide, &vanity_brows_kind);
  int n = view->texture->size * view->texture->size;
  float *weight = g_new (float, n);
  const float *covered;

  vanity_recipe_set (layer, "opacity", 1);
  vanity_recipe_set (layer, "fill", 1);
  vanity_recipe_set (layer, "thickness", 1);
  vanity_recipe_set (layer, "arch", 1);
  covered = vanity_search_get_coverage (search, wide);
  for (int i = 0; i < n; i++)
    weight[i] = view->texture->visibility[i] * MAX (brows[i], AROUND * (covered[i] > 0.05f));
  return weight;
}

static double
improve (VanityRecipeTrial *trial, VanityLook *look, gboolean chosen, int steps)
{
  vanity_recipe_trial_hold (trial);
  vanity_recipe_trial_free_up (trial, look, &vanity_brows_kind, amount, 0.1);
  vanity_recipe_trial_free_up (trial, look, &vanity_brows_kind, shape, 0.2);
  vanity_recipe_trial_free_up (trial, look, &vanity_brows_kind, arch, 0.2);
  if (chosen)
    vanity_recipe_trial_free_up (trial, look, &vanity_brows_kind, color, 0);
  return vanity_search_improve (trial->search, look, trial->knobs, trial->n_knobs, steps);
}

/* A chosen colour, at first the one that is wanted where the hair is: for those who colour or
 * bleach them. */
static void
try_colour (const VanityRecipeView *view, VanityRecipeTrial *trial)
{
  const float *brows = vanity_atlas_get_region (view->atlas, VANITY_ATLAS_BROWS);
  int n = view->texture->size * view->texture->size;
  g_autofree float *weight = g_new (float, n);
  VanityLook *look = vanity_look_copy (trial->look);
  VanityLayer *layer = vanity_recipe_get (look, &vanity_brows_kind);

  if (layer == NULL)
    layer = vanity_recipe_add (look, &vanity_brows_kind);
  for (int i = 0; i < n; i++)
    weight[i] = brows[i] * view->texture->visibility[i];
  vanity_recipe_set_choice (layer, "tone", "chosen");
  vanity_recipe_guess_color (trial->search, weight, layer, "color");
  vanity_recipe_trial_take (trial, look, improve (trial, look, TRUE, 4), WORTH);
}

VanityLook *
vanity_recipe_find_brows (const VanityRecipeView *view, const VanityLook *under,
                          GCancellable *cancellable, GError **error)
{
  g_autoptr (VanitySearch) search = vanity_search_new (
      view->atlas, view->texture->rgb, view->texture->visibility, view->wanted, cancellable, error);
  g_autofree float *weight = NULL;
  VanityRecipeTrial trial;
  VanityLook *look;
  double left;

  if (search == NULL)
    return NULL;
  weight = new_weight (view, search);
  vanity_search_put_under (search, under);
  vanity_search_look_at (search, weight);
  vanity_recipe_trial_init (&trial, search);
  if (trial.left < NOTHING)
    return trial.look;
  look = vanity_look_copy (trial.look);
  vanity_recipe_add (look, &vanity_brows_kind);
  left = improve (&trial, look, FALSE, 3);
  vanity_recipe_trial_take (&trial, look, left, WORTH);
  try_colour (view, &trial);
  return trial.look;
}

#include "makeup/layer-kinds.h"
#include "transfer/recipe-part.h"

/* Differences too small to be makeup, CIEDE2000. */
#define NOTHING 0.2
/* What foundation must explain of what is left. */
#define WORTH 0.15
/* It is all over the face: so much of the bare skin is changed. Contour and highlight are not. */
#define MOST 0.6
#define SEEN 0.5f

static const char *const amount[] = { "opacity", "coverage", NULL };
static const char *const color[] = { "color", NULL };

/* Every fourth texel of the bare skin; NULL where little of it is changed. */
static float *
new_weight (const VanityRecipeView *view)
{
  const float *bare = vanity_atlas_get_region (view->atlas, VANITY_ATLAS_BARE);
  const VanityTexture *texture = view->texture;
  int size = texture->size, n = size * size, changed = 0, all = 0;
  float *weight = g_new0 (float, n);

  for (int i = 0; i < n; i++)
    {
      if (i % size % 2 != 0 || i / size % 2 != 0 || bare[i] < SEEN || texture->visibility[i] < SEEN)
        continue;
      weight[i] = bare[i] * texture->visibility[i];
      all++;
      changed += view->wanted[i] != texture->rgb[i] || view->wanted[n + i] != texture->rgb[n + i]
                 || view->wanted[2 * n + i] != texture->rgb[2 * n + i];
    }
  if (all > 0 && changed > MOST * all)
    return weight;
  g_free (weight);
  return NULL;
}

static void
try_shade (VanityRecipeTrial *trial, const char *shade, const float *weight)
{
  VanityLook *look = vanity_look_copy (trial->look);
  VanityLayer *layer = vanity_recipe_get (look, &vanity_foundation_kind);
  gboolean chosen = g_str_equal (shade, "chosen");

  if (layer == NULL)
    layer = vanity_recipe_add (look, &vanity_foundation_kind);
  vanity_recipe_set_choice (layer, "shade", shade);
  if (chosen)
    vanity_recipe_guess_color (trial->search, weight, layer, "color");
  vanity_recipe_trial_hold (trial);
  vanity_recipe_trial_free_up (trial, look, &vanity_foundation_kind, amount, 0.1);
  if (chosen)
    vanity_recipe_trial_free_up (trial, look, &vanity_foundation_kind, color, 0);
  vanity_recipe_trial_take (
      trial, look, vanity_search_improve (trial->search, look, trial->knobs, trial->n_knobs, 3),
      WORTH);
}

VanityLook *
vanity_recipe_find_skin (const VanityRecipeView *view, const VanityLook *under,
                         GCancellable *cancellable, GError **error)
{
  g_autofree float *weight = new_weight (view);
  g_autoptr (VanitySearch) search = NULL;
  VanityRecipeTrial trial;

  if (weight == NULL)
    return vanity_look_new ("recipe", "Recipe");
  search = vanity_search_new (view->atlas, view->texture->rgb, view->texture->visibility,
                              view->wanted, cancellable, error);
  if (search == NULL)
    return NULL;
  vanity_search_put_under (search, under);
  vanity_search_look_at (search, weight);
  vanity_recipe_trial_init (&trial, search);
  if (trial.left < NOTHING)
    return trial.look;
  try_shade (&trial, "own", weight);
  try_shade (&trial, "chosen", weight);
  return trial.look;
}

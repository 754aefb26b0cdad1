#include "makeup/layer-kinds.h"
#include "transfer/recipe-part.h"

#include <math.h>

/* A mean difference below this is no makeup, CIEDE2000. */
#define NOTHING 0.5
/* Texels around the lips count, but less. */
#define AROUND 0.25f
/* What a layer, or fading, must explain of what is left; and a finish. */
#define WORTH 0.08
#define FINISH_WORTH 0.005
/* A pencil, or a finish, fainter than this is none. */
#define FAINT 0.1

static const char *const stick[] = { "color", "opacity", "coverage", NULL };
static const char *const shine[] = { "shine", NULL };
static const char *const fade[] = { "gradient", NULL };
static const char *const edge[] = { "overline", NULL };
static const char *const soft[] = { "softness", NULL };
static const char *const pencil[] = { "color", "opacity", NULL };
static const char *const width[] = { "width", NULL };

/* Lips in full, and less where a lipstick beyond their border may lie. */
static float *
new_weight (const VanityRecipeView *view, VanitySearch *search)
{
  const float *lips = vanity_atlas_get_region (view->atlas, VANITY_ATLAS_LIPS);
  const float *mouth = vanity_atlas_get_region (view->atlas, VANITY_ATLAS_MOUTH);
  g_autoptr (VanityLook) wide = vanity_look_new ("wide", "Wide");
  VanityLayer *layer = vanity_recipe_add (wide, &vanity_lipstick_kind);
  int n = view->texture->size * view->texture->size;
  float *weight = g_new (float, n);
  const float *covered;

  vanity_recipe_set (layer, "overline", 1.5);
  covered = vanity_search_get_coverage (search, wide);
  for (int i = 0; i < n; i++)
    weight[i] = view->texture->visibility[i]
                * MAX (lips[i], AROUND * (covered[i] > 0.1f) * (1 - lips[i] - mouth[i]));
  return weight;
}

static void
free_up_stick (VanityRecipeTrial *trial, const VanityLook *look)
{
  const VanityLayer *layer = vanity_recipe_get (look, &vanity_lipstick_kind);

  vanity_recipe_trial_hold (trial);
  vanity_recipe_trial_free_up (trial, look, &vanity_lipstick_kind, stick, 0.08);
  if (g_strcmp0 (vanity_layer_get_choice (layer, "finish"), "satin") != 0)
    vanity_recipe_trial_free_up (trial, look, &vanity_lipstick_kind, shine, 0.15);
  if (vanity_layer_get_number (layer, "gradient") > 0)
    vanity_recipe_trial_free_up (trial, look, &vanity_lipstick_kind, fade, 0.1);
}

/* Which finish the light on the lips speaks for. */
static void
choose_finish (VanityRecipeTrial *trial)
{
  static const char *const finishes[] = { "matte", "gloss", "shimmer", "metallic" };
  g_autoptr (VanityLook) plain = vanity_look_copy (trial->look);

  for (guint i = 0; i < G_N_ELEMENTS (finishes); i++)
    {
      VanityLook *other = vanity_look_copy (plain);
      VanityLayer *layer = vanity_recipe_get (other, &vanity_lipstick_kind);
      double left;

      vanity_recipe_set_choice (layer, "finish", finishes[i]);
      free_up_stick (trial, other);
      left = vanity_search_improve (trial->search, other, trial->knobs, trial->n_knobs, 2);
      if (vanity_layer_get_number (layer, "shine") < FAINT)
        left = G_MAXDOUBLE;
      vanity_recipe_trial_take (trial, other, left, FINISH_WORTH);
    }
}

static void
try_gradient (VanityRecipeTrial *trial)
{
  VanityLook *other = vanity_look_copy (trial->look);
  double left;

  vanity_recipe_set (vanity_recipe_get (other, &vanity_lipstick_kind), "gradient", 0.5);
  free_up_stick (trial, other);
  left = vanity_search_improve (trial->search, other, trial->knobs, trial->n_knobs, 2);
  vanity_recipe_trial_take (trial, other, left, WORTH);
}

static void
try_liner (VanityRecipeTrial *trial)
{
  VanityLook *other = vanity_look_copy (trial->look);
  VanityLayer *layer = vanity_recipe_add (other, &vanity_lip_liner_kind);
  VanityRgb color
      = vanity_layer_get_color (vanity_recipe_get (other, &vanity_lipstick_kind), "color");
  double left;

  vanity_recipe_set_color (layer, "color",
                           (float[3]){ 0.7f * color.r, 0.7f * color.g, 0.7f * color.b });
  vanity_recipe_set (layer, "opacity", 0.4);
  free_up_stick (trial, other);
  vanity_recipe_trial_free_up (trial, other, &vanity_lip_liner_kind, pencil, 0.1);
  vanity_recipe_trial_free_up (trial, other, &vanity_lip_liner_kind, width, 0.4);
  left = vanity_search_improve (trial->search, other, trial->knobs, trial->n_knobs, 2);
  if (vanity_layer_get_number (layer, "opacity") < FAINT)
    left = G_MAXDOUBLE;
  if (vanity_recipe_trial_take (trial, other, left, WORTH))
    {
      vanity_recipe_trial_free_up (trial, trial->look, &vanity_lip_liner_kind, soft, 0.15);
      vanity_recipe_trial_free_up (trial, trial->look, &vanity_lip_liner_kind, edge, 0.3);
      vanity_recipe_trial_improve (trial, 2);
    }
}

VanityLook *
vanity_recipe_find_lips (const VanityRecipeView *view, const VanityLook *under,
                         GCancellable *cancellable, GError **error)
{
  g_autoptr (VanitySearch) search = vanity_search_new (
      view->atlas, view->texture->rgb, view->texture->visibility, view->wanted, cancellable, error);
  g_autofree float *weight = NULL;
  VanityRecipeTrial trial;
  VanityLook *other;
  VanityLayer *layer;

  if (search == NULL)
    return NULL;
  weight = new_weight (view, search);
  vanity_search_put_under (search, under);
  vanity_search_look_at (search, weight);
  vanity_recipe_trial_init (&trial, search);
  if (trial.left < NOTHING)
    return trial.look;

  other = vanity_look_copy (trial.look);
  layer = vanity_recipe_add (other, &vanity_lipstick_kind);
  vanity_recipe_guess_color (search, weight, layer, "color");
  free_up_stick (&trial, other);
  if (!vanity_recipe_trial_take (
          &trial, other, vanity_search_improve (search, other, trial.knobs, trial.n_knobs, 4), 0.1))
    return trial.look;
  try_gradient (&trial);
  choose_finish (&trial);
  free_up_stick (&trial, trial.look);
  vanity_recipe_trial_free_up (&trial, trial.look, &vanity_lipstick_kind, edge, 0.3);
  vanity_recipe_trial_free_up (&trial, trial.look, &vanity_lipstick_kind, soft, 0.1);
  vanity_recipe_trial_improve (&trial, 2);
  try_liner (&trial);
  return trial.look;
}

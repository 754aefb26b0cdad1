#include "makeup/layer-kinds.h"
#include "transfer/recipe-part.h"

#include <math.h>

/* What a layer must explain of what is left, and at least, CIEDE2000. */
#define WORTH 0.06
#define LEAST 0.04
/* What a finish must. */
#define FINISH_WORTH 0.005
/* Of the skin beside the cheeks every fourth texel counts: so much where something is changed
 * there, and where nothing is (a generator may keep to the cheeks). */
#define BESIDE 0.5f
#define BESIDE_UNCHANGED 0.1f
/* Contour is dosed zone by zone. */
#define CONTOUR 0.7

static const char *const powder[] = { "color", "opacity", NULL };
static const char *const spread[] = { "spread", NULL };
static const char *const hollow[] = { "cheek", NULL };
static const char *const shades[] = { "jaw", "nose", "forehead", NULL };
static const char *const glow[] = { "color", "opacity", NULL };
static const char *const shines[] = { "brow", "nose", "lip", "inner-eye", "forehead", NULL };

typedef struct
{
  VanityRecipeTrial trial;
  gboolean beside; /* something is changed beside the cheeks */
} Cheeks;

static float *
new_weight (const VanityRecipeView *view, gboolean *beside)
{
  const float *cheeks = vanity_atlas_get_region (view->atlas, VANITY_ATLAS_CHEEKS);
  const float *bare = vanity_atlas_get_region (view->atlas, VANITY_ATLAS_BARE);
  const VanityTexture *texture = view->texture;
  int size = texture->size, n = size * size, changed = 0, all = 0;
  float *weight = g_new (float, n);

  for (int i = 0; i < n; i++)
    if (bare[i] > 0.99f && texture->visibility[i] > 0.5f)
      {
        all++;
        for (int k = 0; k < 3; k++)
          if (view->wanted[k * n + i] != texture->rgb[k * n + i])
            {
              changed++;
              break;
            }
      }
  *beside = changed > all / 50;
  for (int i = 0; i < n; i++)
    {
      gboolean fourth = i % size % 2 == 0 && i / size % 2 == 0;

      weight[i] = texture->visibility[i]
                  * (cheeks[i] + fourth * bare[i] * (*beside ? BESIDE : BESIDE_UNCHANGED));
    }
  return weight;
}

/* All that may move of those layers that `look` has. */
static void
free_up (Cheeks *self, const VanityLook *look)
{
  VanityRecipeTrial *trial = &self->trial;

  vanity_recipe_trial_hold (trial);
  vanity_recipe_trial_free_up (trial, look, &vanity_blush_kind, powder, 0.08);
  vanity_recipe_trial_free_up (trial, look, &vanity_blush_kind, spread, 0.12);
  vanity_recipe_trial_free_up (trial, look, &vanity_contour_kind, hollow, 0.1);
  vanity_recipe_trial_free_up (trial, look, &vanity_highlight_kind, glow, 0.1);
  if (!self->beside)
    return;
  vanity_recipe_trial_free_up (trial, look, &vanity_contour_kind, shades, 0.1);
  vanity_recipe_trial_free_up (trial, look, &vanity_highlight_kind, shines, 0.15);
}

static double
improve (Cheeks *self, VanityLook *look, int steps)
{
  free_up (self, look);
  return vanity_search_improve (self->trial.search, look, self->trial.knobs, self->trial.n_knobs,
                                steps);
}

static VanityLook *
add_blush (Cheeks *self, const VanityLook *to, double *left)
{
  static const char *const placements[] = { "apples", "lifted", "draped", "sunkissed" };
  VanityLook *first = vanity_look_copy (to), *best = NULL;

  vanity_recipe_set (vanity_recipe_add (first, &vanity_blush_kind), "opacity", 0.35);
  improve (self, first, 1);
  for (guint i = 0; i < G_N_ELEMENTS (placements); i++)
    {
      g_autoptr (VanityLook) look = vanity_look_copy (first);
      double now;

      vanity_recipe_set_choice (vanity_recipe_get (look, &vanity_blush_kind), "placement",
                                placements[i]);
      now = improve (self, look, 1);
      if (best != NULL && now >= *left)
        continue;
      g_clear_pointer (&best, vanity_look_unref);
      best = g_steal_pointer (&look);
      *left = now;
    }
  vanity_look_unref (first);
  return best;
}

static VanityLook *
add_contour (Cheeks *self, const VanityLook *to, double *left)
{
  VanityLook *look = vanity_look_copy (to);
  VanityLayer *layer = vanity_recipe_add (look, &vanity_contour_kind);

  vanity_recipe_set (layer, "opacity", CONTOUR);
  vanity_recipe_set (layer, "cheek", 0.3);
  vanity_recipe_set (layer, "jaw", self->beside ? 0.1 : 0);
  vanity_recipe_set (layer, "nose", self->beside ? 0.1 : 0);
  vanity_recipe_set (layer, "forehead", self->beside ? 0.1 : 0);
  *left = improve (self, look, 2);
  return look;
}

static VanityLook *
add_highlight (Cheeks *self, const VanityLook *to, double *left)
{
  VanityLook *look = vanity_look_copy (to);
  VanityLayer *layer = vanity_recipe_add (look, &vanity_highlight_kind);

  vanity_recipe_set (layer, "opacity", 0.3);
  for (int i = 0; shines[i] != NULL; i++)
    vanity_recipe_set (layer, shines[i], self->beside && i < 4 ? 0.2 : 0);
  *left = improve (self, look, 2);
  return look;
}

static gboolean
is_worth (const Cheeks *self, double left)
{
  return left < self->trial.left * (1 - WORTH) && left < self->trial.left - LEAST;
}

/* Adds the layer that explains most; FALSE when none explains enough. */
static gboolean
grow (Cheeks *self)
{
  static VanityLook *(*const adds[]) (Cheeks *, const VanityLook *, double *)
      = { add_blush, add_contour, add_highlight };
  static const VanityLayerKind *const kinds[]
      = { &vanity_blush_kind, &vanity_contour_kind, &vanity_highlight_kind };
  g_autoptr (VanityLook) best = NULL;
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < G_N_ELEMENTS (adds); i++)
    {
      g_autoptr (VanityLook) look = NULL;
      double left;

      if (vanity_recipe_get (self->trial.look, kinds[i]) != NULL)
        continue;
      look = adds[i](self, self->trial.look, &left);
      if (left >= least)
        continue;
      least = left;
      g_clear_pointer (&best, vanity_look_unref);
      best = g_steal_pointer (&look);
    }
  if (best == NULL || !is_worth (self, least))
    return FALSE;
  vanity_recipe_trial_take (&self->trial, g_steal_pointer (&best), least, 0);
  return TRUE;
}

/* Takes off what the others explain as well without it. */
static void
shrink (Cheeks *self)
{
  static const VanityLayerKind *const kinds[]
      = { &vanity_contour_kind, &vanity_highlight_kind, &vanity_blush_kind };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (VanityLook) look = NULL;
      double left;

      if (vanity_recipe_get (self->trial.look, kinds[i]) == NULL
          || self->trial.look->layers->len < 2)
        continue;
      look = vanity_look_copy (self->trial.look);
      vanity_recipe_remove (look, kinds[i]);
      left = improve (self, look, 1);
      if (left * (1 - WORTH) > self->trial.left || left - LEAST > self->trial.left)
        continue;
      vanity_look_unref (self->trial.look);
      self->trial.look = g_steal_pointer (&look);
      self->trial.left = left;
    }
}

static void
choose_finish (Cheeks *self, const VanityLayerKind *kind, const char *const *finishes, int n)
{
  g_autoptr (VanityLook) plain = vanity_look_copy (self->trial.look);

  if (vanity_recipe_get (plain, kind) == NULL)
    return;
  for (int i = 0; i < n; i++)
    {
      VanityLook *look = vanity_look_copy (plain);
      double left;

      vanity_recipe_set_choice (vanity_recipe_get (look, kind), "finish", finishes[i]);
      left = improve (self, look, 1);
      vanity_recipe_trial_take (&self->trial, look, left, FINISH_WORTH);
    }
}

VanityLook *
vanity_recipe_find_cheeks (const VanityRecipeView *view, const VanityLook *under,
                           GCancellable *cancellable, GError **error)
{
  static const char *const powders[] = { "matte", "shimmer" };
  static const char *const wet[] = { "shimmer", "gloss" };
  g_autoptr (VanitySearch) search = vanity_search_new (
      view->atlas, view->texture->rgb, view->texture->visibility, view->wanted, cancellable, error);
  g_autofree float *weight = NULL;
  Cheeks self;

  if (search == NULL)
    return NULL;
  weight = new_weight (view, &self.beside);
  vanity_search_put_under (search, under);
  vanity_search_look_at (search, weight);
  vanity_recipe_trial_init (&self.trial, search);
  if (self.trial.left < 2 * LEAST)
    return self.trial.look;
  while (grow (&self))
    continue;
  if (self.trial.look->layers->len == 0)
    return self.trial.look;
  shrink (&self);
  choose_finish (&self, &vanity_blush_kind, powders, G_N_ELEMENTS (powders));
  choose_finish (&self, &vanity_highlight_kind, wet, G_N_ELEMENTS (wet));
  self.trial.left = improve (&self, self.trial.look, 2);
  return self.trial.look;
}

#include "makeup/layer-kinds.h"
#include "transfer/recipe-part.h"

#include <math.h>

/* Differences too small to be makeup, CIEDE2000. */
#define NOTHING 0.25
/* What a layer must explain of what is left, and at least. */
#define WORTH 0.05
#define LEAST 0.02
/* What a finish, or a shape of lashes, must. */
#define FINISH_WORTH 0.005
/* Texels around the lids count, but less. */
#define AROUND 0.25f
/* So much of a texel that lines and lashes may hide counts for shadow. */
#define UNDER_LINES 0.15f
/* Of a zone less than this is not worn. */
#define LEAST_ZONE 0.05
#define ZONE_WORTH 0.015

/* Without a layer more than so much is left: no other could take its place. */
#define NEEDED 1.5

enum
{
  LID,
  CREASE,
  OUTER,
  INNER,
  LOWER,
  N_ZONES
};

static const char *const colors[N_ZONES][2] = {
  { "lid-color", NULL },   { "crease-color", NULL }, { "outer-color", NULL },
  { "inner-color", NULL }, { "lower-color", NULL },
};
static const char *const amounts[N_ZONES][2] = {
  { "lid-amount", NULL },   { "crease-amount", NULL }, { "outer-amount", NULL },
  { "inner-amount", NULL }, { "lower-amount", NULL },
};
static const char *const brush[] = { "height", "blend", "wing", NULL };
static const char *const line[] = { "color", "opacity", "inner-start", "softness", "lower", NULL };
static const char *const thickness[] = { "thickness", NULL };
static const char *const wing_length[] = { "wing-length", NULL };
static const char *const wing_angle[] = { "wing-angle", NULL };
static const char *const mascara[] = { "opacity", "lower", "density", NULL };
static const char *const length[] = { "length", NULL };

typedef struct
{
  VanityRecipeTrial trial;
  const VanityRecipeView *view;
  const VanityLook *under;
  float *weight; /* of all texels */
  float *clear;  /* of those that lines and lashes leave */
} Eyes;

/* What `look` covers, size² values: free it. */
static float *
cover (Eyes *self, const VanityLook *look)
{
  int n = self->view->texture->size * self->view->texture->size;

  return g_memdup2 (vanity_search_get_coverage (self->trial.search, look),
                    sizeof (float) * (gsize)n);
}

static VanityLook *
new_widest_shadow (void)
{
  VanityLook *look = vanity_look_new ("wide", "Wide");
  VanityLayer *layer = vanity_recipe_add (look, &vanity_eyeshadow_kind);

  vanity_recipe_set (layer, "opacity", 1);
  for (int z = 0; z < N_ZONES; z++)
    vanity_recipe_set (layer, amounts[z][0], 1);
  vanity_recipe_set (layer, "height", 0.8);
  vanity_recipe_set (layer, "wing", 0.8);
  return look;
}

static VanityLook *
new_widest_lines (void)
{
  VanityLook *look = vanity_look_new ("wide", "Wide");
  VanityLayer *layer = vanity_recipe_add (look, &vanity_eyeliner_kind);

  vanity_recipe_set (layer, "thickness", 2);
  vanity_recipe_set (layer, "inner-start", 0);
  vanity_recipe_set (layer, "lower", 1);
  vanity_recipe_set (layer, "wing-length", 6);
  layer = vanity_recipe_add (look, &vanity_lashes_kind);
  vanity_recipe_set (layer, "lower", 1);
  return look;
}

static void
weigh (Eyes *self)
{
  const VanityAtlas *atlas = self->view->atlas;
  const float *lids = vanity_atlas_get_region (atlas, VANITY_ATLAS_LIDS);
  const float *skin = vanity_atlas_get_region (atlas, VANITY_ATLAS_SKIN);
  const float *visibility = self->view->texture->visibility;
  int n = self->view->texture->size * self->view->texture->size;
  g_autoptr (VanityLook) shadow = new_widest_shadow ();
  g_autoptr (VanityLook) lines = new_widest_lines ();
  g_autofree float *shaded = cover (self, shadow);
  g_autofree float *lined = cover (self, lines);

  self->weight = g_new (float, n);
  self->clear = g_new (float, n);
  for (int i = 0; i < n; i++)
    {
      self->weight[i]
          = visibility[i] * MAX (lids[i], AROUND * skin[i] * (shaded[i] > 0.1f || lined[i] > 0.1f));
      self->clear[i] = self->weight[i] * (lined[i] > 0.15f ? UNDER_LINES : 1);
    }
}

/* Where zone `z` lies; the colour it would have if it hid the lid is what is wanted there under the
 * light there is. */
static void
guess_zone (Eyes *self, VanityLayer *layer, int z)
{
  g_autoptr (VanityLook) alone = vanity_look_new ("alone", "Alone");
  VanityLayer *one = vanity_recipe_add (alone, &vanity_eyeshadow_kind);
  g_autofree float *zone = NULL;
  int n = self->view->texture->size * self->view->texture->size;

  vanity_recipe_set (one, "opacity", 1);
  for (int other = 0; other < N_ZONES; other++)
    vanity_recipe_set (one, amounts[other][0], other == z);
  zone = cover (self, alone);
  for (int i = 0; i < n; i++)
    zone[i] *= zone[i] * self->clear[i];
  vanity_recipe_set (layer, amounts[z][0], z == LID || z == CREASE ? 0.4 : 0.2);
  vanity_recipe_guess_color (self->trial.search, zone, layer, colors[z][0]);
}

static void
free_up_shadow (Eyes *self, const VanityLook *look, gboolean shapes)
{
  const VanityLayer *layer = vanity_recipe_get (look, &vanity_eyeshadow_kind);

  if (layer == NULL)
    return;
  for (int z = 0; z < N_ZONES; z++)
    if (vanity_layer_get_number (layer, amounts[z][0]) > 0)
      {
        vanity_recipe_trial_free_up (&self->trial, look, &vanity_eyeshadow_kind, colors[z], 0);
        vanity_recipe_trial_free_up (&self->trial, look, &vanity_eyeshadow_kind, amounts[z], 0.08);
      }
  if (shapes)
    vanity_recipe_trial_free_up (&self->trial, look, &vanity_eyeshadow_kind, brush, 0.12);
}

static void
free_up_lines (Eyes *self, const VanityLook *look)
{
  const VanityLayer *liner = vanity_recipe_get (look, &vanity_eyeliner_kind);

  if (liner != NULL)
    {
      vanity_recipe_trial_free_up (&self->trial, look, &vanity_eyeliner_kind, line, 0.1);
      vanity_recipe_trial_free_up (&self->trial, look, &vanity_eyeliner_kind, thickness, 0.3);
      if (vanity_layer_get_number (liner, "wing-length") > 0)
        {
          vanity_recipe_trial_free_up (&self->trial, look, &vanity_eyeliner_kind, wing_length, 0.8);
          vanity_recipe_trial_free_up (&self->trial, look, &vanity_eyeliner_kind, wing_angle, 4);
        }
    }
  vanity_recipe_trial_free_up (&self->trial, look, &vanity_lashes_kind, mascara, 0.1);
  vanity_recipe_trial_free_up (&self->trial, look, &vanity_lashes_kind, length, 1);
}

static double
improve (Eyes *self, VanityLook *look, int steps)
{
  return vanity_search_improve (self->trial.search, look, self->trial.knobs, self->trial.n_knobs,
                                steps);
}

static gboolean
take (Eyes *self, VanityLook *look, double left)
{
  return vanity_recipe_trial_take (&self->trial, look, left,
                                   MAX (WORTH, LEAST / MAX (self->trial.left, LEAST)));
}

static void
choose_finish (Eyes *self)
{
  static const char *const finishes[] = { "matte", "shimmer", "metallic" };
  g_autoptr (VanityLook) plain = vanity_look_copy (self->trial.look);

  for (guint i = 0; i < G_N_ELEMENTS (finishes); i++)
    {
      VanityLook *look = vanity_look_copy (plain);
      VanityLayer *layer = vanity_recipe_get (look, &vanity_eyeshadow_kind);

      vanity_recipe_set_choice (layer, "finish", finishes[i]);
      vanity_recipe_trial_hold (&self->trial);
      vanity_recipe_trial_free_up (&self->trial, look, &vanity_eyeshadow_kind, colors[LID], 0);
      vanity_recipe_trial_free_up (&self->trial, look, &vanity_eyeshadow_kind, amounts[LID], 0.08);
      vanity_recipe_trial_take (&self->trial, look, improve (self, look, 1), FINISH_WORTH);
    }
}

/* Zones that tell nothing go. */
static void
prune_zones (Eyes *self)
{
  VanityLayer *layer = vanity_recipe_get (self->trial.look, &vanity_eyeshadow_kind);
  int worn = 0;

  if (layer == NULL)
    return;
  for (int z = N_ZONES - 1; z >= 0; z--)
    {
      double amount = vanity_layer_get_number (layer, amounts[z][0]), left;

      if (amount <= 0)
        continue;
      vanity_recipe_set (layer, amounts[z][0], 0);
      left = vanity_search_judge (self->trial.search, self->trial.look);
      if (amount >= LEAST_ZONE && left * (1 - ZONE_WORTH) > self->trial.left)
        {
          vanity_recipe_set (layer, amounts[z][0], amount);
          worn++;
        }
      else
        self->trial.left = left;
    }
  if (worn == 0)
    {
      vanity_recipe_remove (self->trial.look, &vanity_eyeshadow_kind);
      self->trial.left = vanity_search_judge (self->trial.search, self->trial.look);
    }
}

static void
find_shadow (Eyes *self)
{
  VanityLook *look = vanity_look_copy (self->trial.look);
  VanityLayer *layer = vanity_recipe_add (look, &vanity_eyeshadow_kind);

  vanity_recipe_set (layer, "opacity", 1);
  for (int z = 0; z < N_ZONES; z++)
    guess_zone (self, layer, z);
  vanity_recipe_trial_hold (&self->trial);
  free_up_shadow (self, look, FALSE);
  improve (self, look, 1);
  for (int z = 0; z < N_ZONES; z++)
    if (vanity_layer_get_number (layer, amounts[z][0]) < LEAST_ZONE)
      vanity_recipe_set (layer, amounts[z][0], 0);
  vanity_recipe_trial_hold (&self->trial);
  free_up_shadow (self, look, TRUE);
  if (!take (self, look, improve (self, look, 3)))
    return;
  choose_finish (self);
  prune_zones (self);
}

static void
add_liner (VanityLook *look, gboolean winged)
{
  VanityLayer *layer = vanity_recipe_add (look, &vanity_eyeliner_kind);

  vanity_recipe_set (layer, "opacity", 0.6);
  vanity_recipe_set (layer, "lower", 0.1);
  vanity_recipe_set (layer, "wing-length", winged ? 4 : 0);
  vanity_recipe_set (layer, "wing-angle", winged ? 5 : 0);
}

/* Lashes, or a line with or without a wing: whichever explains most beside what is there. FALSE
 * where none explains enough. */
static gboolean
grow_lines (Eyes *self)
{
  enum
  {
    LINE,
    WING,
    LASHES,
    N_LINES
  };
  VanityLook *best = NULL;
  double least = G_MAXDOUBLE;

  for (int which = 0; which < N_LINES; which++)
    {
      const VanityLayerKind *kind = which == LASHES ? &vanity_lashes_kind : &vanity_eyeliner_kind;
      g_autoptr (VanityLook) look = NULL;
      double left;

      if (vanity_recipe_get (self->trial.look, kind) != NULL)
        continue;
      look = vanity_look_copy (self->trial.look);
      if (which == LASHES)
        vanity_recipe_set (vanity_recipe_add (look, kind), "opacity", 0.6);
      else
        add_liner (look, which == WING);
      vanity_recipe_trial_hold (&self->trial);
      free_up_lines (self, look);
      left = improve (self, look, 2);
      if (left >= least)
        continue;
      least = left;
      g_clear_pointer (&best, vanity_look_unref);
      best = g_steal_pointer (&look);
    }
  return best != NULL && take (self, best, least);
}

static void
choose_lashes (Eyes *self)
{
  static const char *const styles[] = { "open", "cat" };
  g_autoptr (VanityLook) plain = vanity_look_copy (self->trial.look);

  if (vanity_recipe_get (plain, &vanity_lashes_kind) == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      VanityLook *look = vanity_look_copy (plain);

      vanity_recipe_set_choice (vanity_recipe_get (look, &vanity_lashes_kind), "style", styles[i]);
      vanity_recipe_trial_hold (&self->trial);
      free_up_lines (self, look);
      vanity_recipe_trial_take (&self->trial, look, improve (self, look, 1), FINISH_WORTH);
    }
}

/* Over the shadow, which is laid underneath once and for all. */
static void
find_lines (Eyes *self)
{
  g_autoptr (VanityLook) shadow = g_steal_pointer (&self->trial.look);
  g_autoptr (VanityLook) below = vanity_look_copy (shadow);

  for (guint i = 0; self->under != NULL && i < self->under->layers->len; i++)
    g_ptr_array_add (below->layers, vanity_layer_copy (self->under->layers->pdata[i]));
  vanity_search_put_under (self->trial.search, below);
  self->trial.look = vanity_look_new ("recipe", "Recipe");
  self->trial.left = vanity_search_judge (self->trial.search, self->trial.look);
  while (grow_lines (self))
    continue;
  choose_lashes (self);
  for (guint i = 0; i < shadow->layers->len; i++)
    g_ptr_array_insert (self->trial.look->layers, (int)i,
                        vanity_layer_copy (shadow->layers->pdata[i]));
  vanity_search_put_under (self->trial.search, self->under);
}

/* Takes layers off that the others explain as well. */
static void
shrink (Eyes *self)
{
  static const VanityLayerKind *const kinds[]
      = { &vanity_eyeshadow_kind, &vanity_eyeliner_kind, &vanity_lashes_kind };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (VanityLook) look = NULL;
      double left;

      if (vanity_recipe_get (self->trial.look, kinds[i]) == NULL)
        continue;
      look = vanity_look_copy (self->trial.look);
      vanity_recipe_remove (look, kinds[i]);
      if (vanity_search_judge (self->trial.search, look) > NEEDED * self->trial.left)
        continue;
      vanity_recipe_trial_hold (&self->trial);
      free_up_shadow (self, look, FALSE);
      free_up_lines (self, look);
      left = improve (self, look, 1);
      if (left * (1 - WORTH) > self->trial.left || left - LEAST > self->trial.left)
        continue;
      vanity_look_unref (self->trial.look);
      self->trial.look = g_steal_pointer (&look);
      self->trial.left = left;
    }
}

VanityLook *
vanity_recipe_find_eyes (const VanityRecipeView *view, const VanityLook *under,
                         GCancellable *cancellable, GError **error)
{
  g_autoptr (VanitySearch) search = vanity_search_new (
      view->atlas, view->texture->rgb, view->texture->visibility, view->wanted, cancellable, error);
  Eyes self = { .view = view, .under = under };

  if (search == NULL)
    return NULL;
  self.trial.search = search;
  weigh (&self);
  vanity_search_put_under (search, under);
  vanity_search_look_at (search, self.weight);
  vanity_recipe_trial_init (&self.trial, search);
  if (self.trial.left >= NOTHING)
    {
      vanity_search_look_at (search, self.clear);
      self.trial.left = vanity_search_judge (search, self.trial.look);
      find_shadow (&self);
      vanity_search_look_at (search, self.weight);
      find_lines (&self);
      vanity_recipe_trial_hold (&self.trial);
      free_up_shadow (&self, self.trial.look, TRUE);
      free_up_lines (&self, self.trial.look);
      if (self.trial.n_knobs > 0)
        {
          vanity_recipe_trial_improve (&self.trial, 1);
          shrink (&self);
          prune_zones (&self);
        }
    }
  g_free (self.weight);
  g_free (self.clear);
  return self.trial.look;
}

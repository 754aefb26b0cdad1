/* The parts of a recipe: what is tried on skin, lips, eyes, cheeks and brows. Internal to recipes.
 */
#pragma once

#include "texture/texture.h"
#include "transfer/recipe-search.h"

G_BEGIN_DECLS

/* What all parts go by. Planes are size². */
typedef struct
{
  const VanityAtlas *atlas;
  const VanityTexture *texture;
  const float *wanted; /* three planes of linear light */
} VanityRecipeView;

/* What a part tries its layers with. */
typedef struct
{
  VanitySearch *search;
  VanityLook *look; /* the best so far */
  double left;      /* what it leaves */
  VanityKnob knobs[VANITY_MAX_KNOBS];
  int n_knobs;
} VanityRecipeTrial;

/* Each returns a look of its layers alone, in none where the change does nothing there. `under`
 * (may be NULL) is worn beneath. Errors are the search's. */
VanityLook *vanity_recipe_find_skin (const VanityRecipeView *view, const VanityLook *under,
                                     GCancellable *cancellable, GError **error);
VanityLook *vanity_recipe_find_lips (const VanityRecipeView *view, const VanityLook *under,
                                     GCancellable *cancellable, GError **error);
VanityLook *vanity_recipe_find_eyes (const VanityRecipeView *view, const VanityLook *under,
                                     GCancellable *cancellable, GError **error);
VanityLook *vanity_recipe_find_cheeks (const VanityRecipeView *view, const VanityLook *under,
                                       GCancellable *cancellable, GError **error);
VanityLook *vanity_recipe_find_brows (const VanityRecipeView *view, const VanityLook *under,
                                      GCancellable *cancellable, GError **error);

/* Appends a VanityRecipeEntry (recipe.h) of each product of the whole look. */
gboolean vanity_recipe_tell (const VanityRecipeView *view, const VanityLook *look, GArray *entries,
                             GError **error);

/* Layers. Values are clamped to the parameter's range; ids are those the kind declares. */
VanityLayer *vanity_recipe_add (VanityLook *look, const VanityLayerKind *kind);
VanityLayer *vanity_recipe_get (const VanityLook *look, const VanityLayerKind *kind); /* or NULL */
void vanity_recipe_remove (VanityLook *look, const VanityLayerKind *kind);
void vanity_recipe_set (VanityLayer *layer, const char *id, double value);
void vanity_recipe_set_color (VanityLayer *layer, const char *id, const float rgb[3]);
void vanity_recipe_set_choice (VanityLayer *layer, const char *id, const char *choice);

/* Gives a colour of the layer what it would be if it hid all of what is under it, over `weight`:
 * what is wanted there in the light there is. Brighter than any pigment, it keeps its hue. FALSE
 * where nothing counts. */
gboolean vanity_recipe_guess_color (VanitySearch *search, const float *weight, VanityLayer *layer,
                                    const char *id);

/* A trial of an empty look. It owns nothing but its look. */
void vanity_recipe_trial_init (VanityRecipeTrial *trial, VanitySearch *search);
/* Which numbers move from then on: `ids` of the layer of `kind`, with the step of their differences
 * (colours take one of their own). vanity_recipe_trial_hold () forgets all. */
void vanity_recipe_trial_hold (VanityRecipeTrial *trial);
void vanity_recipe_trial_free_up (VanityRecipeTrial *trial, const VanityLook *look,
                                  const VanityLayerKind *kind, const char *const *ids, double step);
/* Moves them. */
void vanity_recipe_trial_improve (VanityRecipeTrial *trial, int steps);
/* Takes `other`, which leaves `left`, in place of the look where that is better by `worth` (share
 * of what was left). `other` is used up. */
gboolean vanity_recipe_trial_take (VanityRecipeTrial *trial, VanityLook *other, double left,
                                   double worth);

G_END_DECLS

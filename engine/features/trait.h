/* The models by which shapes are told from measures. Internal to engine/features.
 *
 * A measure enters as z: its distance from the mean in deviations of the portraits (usual.h). A
 * class has a prototype, the z that its name stands for among makeup artists; what is not known of
 * a measure widens the comparison, so that a vague measure tells little and an unknown one nothing.
 *
 *   kinds:   p(c) ∝ prior(c) · exp (−½ Σ w (z − prototype(c))² / (1 + e²))
 *   degrees: t = Σ w · z / Σ w, σ² = border² + Σ w² e² / (Σ w)²;
 *            p(low) = Φ ((low − t) / σ), p(high) = Φ ((t − high) / σ)
 *
 * with e the measure's error in deviations. Prototypes and borders are conventions, set so that
 * each name fits the portraits that get it, and none is empty or holds everybody; nobody's
 * judgement of these portraits was there to learn from.
 *
 * How steady this is (tests/features/check-features.c): in a mirrored photo the likeliest face
 * shape is the same for 69 % of the portraits, for 96 % of those with a probability of 0.6 and
 * more; at half the size for 88 %, with half a stop more or less light for 90 %. So a
 * probability below a half is to be told as a tendency, with the second likeliest. */
#pragma once

#include "features/features.h"

G_BEGIN_DECLS

#define VANITY_TRAIT_MAX_MEASURES 6

typedef struct
{
  VanityMeasureId id;
  float weight;
  float prototype[VANITY_TRAIT_MAX_CLASSES]; /* of kinds */
} VanityTraitMeasure;

typedef struct
{
  const char *id, *label;
  int n_classes;
  const char *class_id[VANITY_TRAIT_MAX_CLASSES], *class_label[VANITY_TRAIT_MAX_CLASSES];
  int n_measures;
  VanityTraitMeasure measures[VANITY_TRAIT_MAX_MEASURES]; /* the weightiest first */
  gboolean is_degree;                                     /* three classes: low, middle, high */
  float low, high;                                        /* borders of degrees, z */
  float prior[VANITY_TRAIT_MAX_CLASSES];                  /* of kinds */
} VanityTraitModel;

extern const VanityTraitModel vanity_trait_models[VANITY_N_TRAITS];

/* From measures with their errors. Not known where measures with half of the weight are not. */
void vanity_trait_judge (VanityTraitId id, const VanityMeasure measures[VANITY_N_MEASURES],
                         VanityTrait *trait);

G_END_DECLS

/* The network that tells what a face wears: five 3 × 3 convolutions that each halve the atlas, then
 * two dense layers, since everything has its fixed place there; 0.1 M parameters.
 *
 * The contract of its ONNX file, float32, channels last, rows from the top:
 *
 *   view   [1, 128, 128, 7]   as vanity_worn_write_view () has it
 *   sure   [1, 18]            probabilities, in the order of VanityWornAnswer
 *
 * How much makeup is worn is asked in steps, as ordered levels allow: whether it is more than none,
 * than light, than clear (Frank & Hall, A Simple Approach to Ordinal Classification, 2001). */
#pragma once

#include "face/atlas.h"
#include "head/worn.h"
#include "nn/learner.h"
#include "train/builder.h"

G_BEGIN_DECLS

#define VANITY_WORN_SIDE 128
#define VANITY_WORN_CHANNELS 7
#define VANITY_WORN_STEPS (VANITY_WORN_N_LEVELS - 1)

/* Of part p, whether its level is above k: VANITY_WORN_STEPS · p + k; then these. */
typedef enum
{
  VANITY_WORN_GLASSES = VANITY_WORN_STEPS * VANITY_WORN_N_PARTS,
  VANITY_WORN_SUNGLASSES,
  VANITY_WORN_BEARD,
  VANITY_WORN_N_ANSWERS
} VanityWornAnswer;

/* What the network sees of a face in an atlas of VANITY_WORN_SIDE²: three planes of linear light,
 * and how surely each texel is seen. `view` gets, channels last, encoded sRGB less a half; L*, a*
 * and b* less those of the bare skin, over 50, 25 and 25; and the visibility. */
void vanity_worn_write_view (const VanityAtlas *atlas, const float *rgb, const float *visibility,
                             float *view);

/* A graph that keeps to the contract, with weights of `random`. */
VanityGraph *vanity_worn_network_new_graph (VanityRandom *random, GError **error);

/* A learner of `count` views at once, with three inputs:
 *
 *   view     [count, 128, 128, 7]
 *   wanted   [count, 18]   1 yes, 0 no
 *   known    [count, 18]   1 where `wanted` is the truth, 0 where nobody knows
 *
 * and one loss, cross entropy. */
VanityLearner *vanity_worn_network_new_learner (int count, VanityRandom *random, GError **error);

/* Judges a view by the weights that come with Vanity, which stay loaded. Safe to call from several
 * threads. VANITY_ERROR_MISSING where Vanity was built without them. */
gboolean vanity_worn_judge_view (const float *view, VanityWorn *worn, GError **error);

/* What the network says → levels. */
void vanity_worn_read_answers (const float answers[VANITY_WORN_N_ANSWERS], VanityWorn *worn);

G_END_DECLS

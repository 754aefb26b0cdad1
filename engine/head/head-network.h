/* The network that tells the parts of a head apart: a U-Net (Ronneberger et al., 2015) of 3 × 3
 * convolutions, four times halved, with LeakyRelu and the mean of the innermost values added to all
 * of them through a dense layer, so that what is far apart in the photo has one hair colour.
 *
 * The contract of its ONNX file, float32, channels last, rows from the top:
 *
 *   view          [1, S, S, 9]   as head/head-view.h has it; S a multiple of 16
 *   probability   [1, S, S, 6]   of each VanityHeadClass, [0, 1], their sum 1 */
#pragma once

#include "head/head-map.h"
#include "nn/learner.h"
#include "train/builder.h"

G_BEGIN_DECLS

#define VANITY_HEAD_MIN_SIDE 32
#define VANITY_HEAD_MAX_SIDE 512

/* A graph that keeps to the contract, with weights of `random`. VANITY_ERROR_VALUE for a side that
 * it does not allow. */
VanityGraph *vanity_head_network_new_graph (int side, VanityRandom *random, GError **error);

/* A learner of `count` views at once, with two inputs:
 *
 *   view     [count, S, S, 9]
 *   wanted   [count, S, S, 6]   how much each class counts in a cell: its weight at the class it
 *                               has, 0 elsewhere, 0 everywhere where nobody knows
 *
 * one output, the probabilities, and one loss, the mean of −Σ wanted · log probability: cross
 * entropy. */
VanityLearner *vanity_head_network_new_learner (int side, int count, VanityRandom *random,
                                                GError **error);

G_END_DECLS

/* Latent factors of items: what somebody had last and what they take next as vectors that point the
 * same way.
 *
 * Each item has a vector as something that was had (source) and one as something that may come
 * (target), and a bias. A history, oldest first, is the query
 *
 *   q = Σₖ wₖ · source (k-th newest) / √Σₖ wₖ²,  wₖ = decay^k, of the `length` newest
 *
 * and the logit of an item q · target + bias. The vectors are learnt with the engine's own graph,
 * gradients and optimiser (engine/nn, engine/train), as a softmax over all items of which a sample
 * stands for the rest (Jean et al., On using very large target vocabularies for neural machine
 * translation, 2015), among others the items that the others of the batch are asked for. */
#pragma once

#include "recommend/sequence.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* All vectors, their gradients and moments are held: 2 GiB at 64 numbers each. */
#define VANITY_FACTORS_MAX_ITEMS 1000000

typedef struct
{
  int size;        /* of a vector, in [1, 512] */
  int length;      /* of a history, in [1, 64] */
  double decay;    /* in (0, 1] */
  double backward; /* what came after counts this much in learning, too; in [0, 1] */
  double dropout;  /* share of a history that is left out in learning; in [0, 1) */
  int batch;       /* actions that are learnt at once, in [1, 4096] */
  int negatives;   /* items that are drawn beside them, in [1, 8192] */
  double drawn;    /* by how often they were seen, to this power */
  int epochs;      /* at least 0 */
  double rate;     /* of Adam; a third of it after 3/5 of the epochs, a tenth after 4/5 */
  guint64 seed;    /* the same seed gives the same vectors, to the bit */
} VanityFactorsOptions;

/* Chosen on the validation items of Amazon Beauty, on which twice the epochs do worse. */
#define VANITY_FACTORS                                                                             \
  ((VanityFactorsOptions){ .size = 64,                                                             \
                           .length = 10,                                                           \
                           .decay = 0.8,                                                           \
                           .backward = 0.3,                                                        \
                           .dropout = 0.3,                                                         \
                           .batch = 256,                                                           \
                           .negatives = 512,                                                       \
                           .drawn = 0.5,                                                           \
                           .epochs = 5,                                                            \
                           .rate = 0.003,                                                          \
                           .seed = 1 })

typedef struct
{
  VanityFactorsOptions options;
  int n_items;
  float *sources, *targets; /* [n_items, size] */
  float *biases;            /* [n_items] */
} VanityFactors;

/* Learns all actions but the last `held_back` of each user, on one thread. NULL when cancelled, or
 * where the numbers run away; VANITY_ERROR_LIMIT for too many items. */
VanityFactors *vanity_factors_learn (const VanitySequences *sequences, int held_back,
                                     const VanityFactorsOptions *options, GCancellable *cancellable,
                                     GError **error);
void vanity_factors_free (VanityFactors *factors);

/* query[size]; all 0 for an empty history. */
void vanity_factors_query (const VanityFactors *factors, const guint32 *history, int length,
                           float *query);
/* Sets logits[n_items]. */
void vanity_factors_score (const VanityFactors *factors, const float *query, float *logits);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityFactors, vanity_factors_free)

G_END_DECLS

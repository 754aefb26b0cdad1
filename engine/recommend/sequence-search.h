/* Chooses the numbers of the model by how well it finds the validation items, never the test's. */
#pragma once

#include "recommend/sequence-model.h"

G_BEGIN_DECLS

/* Told after each number that was looked for: its name, what was chosen, and NDCG@10 on validation
 * with it. */
typedef void (*VanitySearchFunc) (const char *name, double value, double ndcg, gpointer data);

/* Goes through a small grid, one number after the other, each kept at the best of its values while
 * the next are tried: twice through those of the graphs, once through those of the factors, which
 * take longest, then through those of the blend. `options` is where it begins and what is chosen.
 * FALSE when cancelled, or with the errors of vanity_sequence_model_learn (). */
gboolean vanity_sequence_search (const VanitySequences *sequences,
                                 VanitySequenceModelOptions *options, VanitySearchFunc told,
                                 gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS

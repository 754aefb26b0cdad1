/* The network of concerns at work. */
#pragma once

#include "nn/graph.h"
#include "skin/concerns.h"
#include "skin/signals.h"

G_BEGIN_DECLS

typedef struct _VanityConcernModel VanityConcernModel;

/* Takes `graph`, also on failure; it keeps to the contract of skin/concern-network.h at S = `size`.
 * `name` is told in errors. */
VanityConcernModel *vanity_concern_model_new (VanityGraph *graph, const char *name, int size,
                                              GError **error);
void vanity_concern_model_free (VanityConcernModel *model);

/* The one that ships, made on first use and owned by the library: VANITY_CONCERN_SIZE. _MISSING
 * where it was not there when Vanity was built. */
VanityConcernModel *vanity_concern_model_get_shipped (GError **error);
/* Its graph, new; to learn about it. */
VanityGraph *vanity_concern_model_load_shipped (GError **error);

/* What is measured of a face at that size → VANITY_N_CONCERNS planes of size² in [0, 1], on the
 * scale of painted truth (what is clear is at least VANITY_CONCERN_CLEAR); 0 on
 * lips, mouth, eyes and brows, where nothing is seen, and everywhere without bare skin. Safe to
 * call from several threads, which take turns. FALSE with G_IO_ERROR_CANCELLED, or _VALUE where the
 * network gives what is no number. */
gboolean vanity_concern_model_run (VanityConcernModel *model, const VanitySignals *signals,
                                   float *maps, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityConcernModel, vanity_concern_model_free)

G_END_DECLS

/* Runs a graph: fuses, plans one arena by liveness, packs weights once, then runs as often as
 * asked without allocating.
 *
 * One executor serves one thread at a time. */
#pragma once

#include "base/parallel.h"
#include "nn/graph.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _VanityExecutor VanityExecutor;

/* Takes `graph`: after packing, the constants that are no longer needed are freed. `pool` may be
 * NULL for the default pool, and must outlive the executor. */
VanityExecutor *vanity_executor_new (VanityGraph *graph, VanityPool *pool, GError **error);
void vanity_executor_free (VanityExecutor *executor);

/* Where to write input `index` before a run; float32, channels-last. */
float *vanity_executor_get_input (VanityExecutor *executor, int index);

/* FALSE only when cancelled. */
gboolean vanity_executor_run (VanityExecutor *executor, GCancellable *cancellable, GError **error);

/* Output `index` of the last run, of float32; valid until the next. */
const float *vanity_executor_get_output (VanityExecutor *executor, int index);
/* The same of int64, which only a constant can be: what is computed is float32. */
const gint64 *vanity_executor_get_output_integers (VanityExecutor *executor, int index);

int vanity_executor_get_n_inputs (VanityExecutor *executor);
int vanity_executor_get_n_outputs (VanityExecutor *executor);
const VanityShape *vanity_executor_get_input_shape (VanityExecutor *executor, int index);
const VanityShape *vanity_executor_get_output_shape (VanityExecutor *executor, int index);
/* Which of the two functions above gives the output. */
VanityDataType vanity_executor_get_output_type (VanityExecutor *executor, int index);

/* Bytes held: packed weights, and the arena with scratch memory. */
gsize vanity_executor_get_weight_bytes (VanityExecutor *executor);
gsize vanity_executor_get_arena_bytes (VanityExecutor *executor);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityExecutor, vanity_executor_free)

G_END_DECLS

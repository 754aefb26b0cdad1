/* Bytes as a TFLite file: an error, or a graph that runs. */
#include "model/model.h"
#include "nn/executor.h"
#include "target.h"

#define MAX_SIZE (1 << 20)
/* Larger networks are valid, but too slow to run here. */
#define MAX_ELEMENTS 100000

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static VanityPool *pool;
  gint64 elements = 0;

  if (size > MAX_SIZE)
    return 0;
  if (pool == NULL)
    pool = vanity_pool_new (1);
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityGraph) graph = vanity_model_load_bytes (bytes, "fuzz", &error);
  g_assert_true ((graph == NULL) == (error != NULL));
  if (graph == NULL)
    return 0;

  for (int i = 0; i < vanity_graph_get_n_inputs (graph); i++)
    elements += vanity_shape_get_elements (
        vanity_graph_get_shape (graph, vanity_graph_get_input (graph, i)));
  if (elements > MAX_ELEMENTS)
    return 0;
  g_autoptr (VanityExecutor) executor
      = vanity_executor_new (g_steal_pointer (&graph), pool, &error);
  g_assert_true ((executor == NULL) == (error != NULL));
  if (executor != NULL)
    g_assert_true (vanity_executor_run (executor, NULL, NULL));
  return 0;
}

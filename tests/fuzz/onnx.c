/* Bytes as an ONNX file: an error, or a graph that runs. */
#include "model/model.h"
#include "nn/executor-private.h"
#include "nn/graph-private.h"
#include "target.h"

#define MAX_SIZE (1 << 16)
/* Larger networks are valid, but too slow to run here. */
#define MAX_COST 10000000
#define MAX_ELEMENTS 1000000

static gboolean
is_small (VanityGraph *graph)
{
  gint64 elements = 0;

  for (guint i = 0; i < graph->values->len; i++)
    elements += vanity_shape_get_elements (&vanity_graph_get_value (graph, i)->tensor.shape);
  return elements <= MAX_ELEMENTS;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static VanityPool *pool;

  if (size > MAX_SIZE)
    return 0;
  if (pool == NULL)
    pool = vanity_pool_new (1);
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityGraph) graph = vanity_model_load_bytes (bytes, "fuzz", &error);
  g_assert_true ((graph == NULL) == (error != NULL));
  if (graph == NULL || !is_small (graph))
    return 0;
  g_autoptr (VanityExecutor) executor
      = vanity_executor_new (g_steal_pointer (&graph), pool, &error);
  g_assert_true ((executor == NULL) == (error != NULL));
  if (executor != NULL && vanity_executor_get_cost (executor) <= MAX_COST)
    g_assert_true (vanity_executor_run (executor, NULL, NULL));
  return 0;
}

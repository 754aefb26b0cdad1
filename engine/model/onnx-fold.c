/* A node whose inputs are all constant is run once, while the file is read, by the engine itself:
 * in a graph of its own. */
#include "model/onnx.h"

#include "nn/executor.h"

#include <math.h>

#include <string.h>

static gboolean
is_constant (const VanityOnnxNode *node)
{
  for (int i = 0; i < node->n_inputs; i++)
    if (node->inputs[i] != NULL && node->inputs[i]->data == NULL)
      return FALSE;
  return node->n_inputs > 0;
}

/* What left float32's exact integers means “to the end”, which is where it goes back. */
static gint64
to_integer (float number)
{
  if (number >= 0x1p62f)
    return G_MAXINT64;
  if (number <= -0x1p62f)
    return G_MININT64;
  return number; /* NaN is no integer; what comes of it is a number like another */
}

static VanityOnnxValue *
take_output (VanityOnnx *self, const VanityOnnxValue *computed, const float *data, GError **error)
{
  VanityOnnxValue *value = vanity_onnx_value_new_constant (self, computed->name, computed->type,
                                                           &computed->shape, error);
  gint64 count;

  if (value == NULL)
    return NULL;
  count = vanity_shape_get_elements (&value->shape);
  if (count == 0)
    return value; /* nothing was run for it */
  if (value->data_type == VANITY_FLOAT32)
    memcpy (value->data, data, count * sizeof *data);
  else
    for (gint64 i = 0; i < count; i++)
      ((gint64 *)value->data)[i] = isnan (data[i]) ? 0 : to_integer (data[i]);
  return value;
}

/* Runs the graph that `map` made and replaces the outputs by what came out. FALSE in `folded` when
 * that would be too much to keep. */
static gboolean
run (VanityOnnx *self, VanityOnnxNode *node, gboolean *folded, GError **error)
{
  VanityOnnxOrder plain = vanity_onnx_order_plain ();
  g_autoptr (VanityPool) pool = NULL;
  g_autoptr (VanityExecutor) executor = NULL;
  gint64 elements = 0;

  for (int i = 0; i < node->n_outputs; i++)
    {
      VanityOnnxValue *value = g_hash_table_lookup (self->values, node->proto->output[i]);
      VanityValueId id;

      if (value == NULL || value->data != NULL)
        continue;
      elements += vanity_shape_get_elements (&value->shape);
      id = vanity_onnx_use (self, node, value, &plain, error);
      if (id < 0)
        return FALSE;
      vanity_graph_add_output (self->graph, id);
    }
  *folded = elements <= self->fold_elements && elements <= self->constant_elements;
  if (!*folded)
    return TRUE;
  self->fold_elements -= elements;
  if (elements > 0)
    {
      pool = vanity_pool_new (1);
      executor = vanity_executor_new (g_steal_pointer (&self->graph), pool, error);
      if (executor == NULL || !vanity_executor_run (executor, NULL, error))
        return FALSE;
    }
  for (int i = 0, output = 0; i < node->n_outputs; i++)
    {
      VanityOnnxValue *value = g_hash_table_lookup (self->values, node->proto->output[i]);
      const float *data;

      if (value == NULL || value->data != NULL)
        continue;
      data = executor != NULL ? vanity_executor_get_output (executor, output++) : NULL;
      value = take_output (self, value, data, error);
      if (value == NULL)
        return FALSE;
      vanity_onnx_set_constant (self, node, i, value);
    }
  return TRUE;
}

gboolean
vanity_onnx_fold (VanityOnnx *self, VanityOnnxNode *node, VanityOnnxMap map, gboolean *folded,
                  GError **error)
{
  VanityGraph *graph = self->graph;
  gint64 activation_elements = self->activation_elements;
  gboolean done;

  *folded = FALSE;
  if (!is_constant (node))
    return TRUE;
  self->graph = vanity_graph_new (node->name);
  self->folding = TRUE;
  done = map (self, node, error) && run (self, node, folded, error);
  vanity_graph_free (self->graph);
  self->graph = graph;
  self->folding = FALSE;
  self->activation_elements = activation_elements;
  if (done && !*folded)
    memset (node->used, 0, node->proto->n_attribute * sizeof *node->used);
  return done;
}

/* Turns around what may as well be done the other way, where that is less work and less memory:
 *
 *   - a convolution of single pixels after an enlargement goes before it: each enlarged pixel is a
 *     mean of pixels, with weights that add up to 1, and a convolution of a mean is the mean of
 *     convolutions, bias and all;
 *   - the mean of a sum is the sum of the means: where both terms are needed later, their sum would
 *     be a third large value beside them. */
#include "nn/ops/conv.h"
#include "nn/program.h"

typedef struct
{
  VanityGraph *graph;
  int *readers;   /* of each value; outputs of the graph count, too */
  int *producers; /* node of each value, −1: none */
} Commuting;

static VanityNode *
get_node (Commuting *self, int index)
{
  return &g_array_index (self->graph->nodes, VanityNode, index);
}

static VanityShape *
get_shape (Commuting *self, VanityValueId value)
{
  return &vanity_graph_get_value (self->graph, value)->tensor.shape;
}

static void
count_readers (Commuting *self)
{
  for (guint i = 0; i < self->graph->nodes->len; i++)
    {
      const VanityNode *node = get_node (self, i);

      for (int k = 0; k < node->n_inputs; k++)
        if (node->inputs[k] >= 0)
          self->readers[node->inputs[k]]++;
    }
  for (guint i = 0; i < self->graph->outputs->len; i++)
    self->readers[g_array_index (self->graph->outputs, VanityValueId, i)]++;
}

/* The node that makes the first input of the last one for it alone, and is an `op`; NULL: none. */
static VanityNode *
find_producer (Commuting *self, const char *op)
{
  VanityValueId value = get_node (self, self->graph->nodes->len - 1)->inputs[0];
  int index = self->producers[value];

  if (index < 0 || self->readers[value] != 1 || !g_str_equal (get_node (self, index)->op->name, op))
    return NULL;
  return get_node (self, index);
}

/* Adds a node behind the others. */
static void
append (Commuting *self, const VanityNode *node)
{
  self->producers[node->outputs[0]] = self->graph->nodes->len;
  g_array_append_val (self->graph->nodes, *node);
}

static void
swap_nodes (VanityNode *one, VanityNode *other)
{
  VanityNode kept = *one;

  *one = *other;
  *other = kept;
}

/* Resize, …, Conv → Conv, …, Resize. */
static void
put_conv_first (Commuting *self)
{
  VanityNode *conv = get_node (self, self->graph->nodes->len - 1);
  VanityNode *resize = find_producer (self, "Resize");
  VanityConvParams *params = conv->params;
  VanityWindow *window = &params->window;
  VanityValueId small, between, last;
  VanityShape shape;

  if (resize == NULL)
    return;
  small = resize->inputs[0];
  between = conv->inputs[0];
  last = conv->outputs[0];
  shape = *get_shape (self, small);
  if (vanity_shape_get_elements (&shape) >= vanity_shape_get_elements (get_shape (self, between)))
    return;
  for (int i = 0; i < 2; i++)
    if (window->kernel[i] != 1 || window->stride[i] != 1 || window->before[i] != 0
        || window->after[i] != 0)
      return;

  for (int i = 0; i < 2; i++)
    window->in[i] = window->out[i] = shape.dim[1 + i];
  shape.dim[3] = params->out_channels;
  *get_shape (self, between) = shape;
  conv->inputs[0] = small;
  conv->outputs[0] = between;
  resize->inputs[0] = between;
  resize->outputs[0] = last;
  swap_nodes (conv, resize);
}

/* Add, …, mean → mean, …, mean, Add. */
static void
put_means_first (Commuting *self)
{
  VanityNode *mean = get_node (self, self->graph->nodes->len - 1);
  VanityNode *sum = find_producer (self, "Add");
  VanityValueId between, last;
  VanityValue value = { 0 };
  VanityNode add;

  if (sum == NULL)
    return;
  between = mean->inputs[0];
  last = mean->outputs[0];
  value.tensor.shape = *get_shape (self, last);
  for (int i = 0; i < 2; i++)
    if (self->readers[sum->inputs[i]] < 2
        || !vanity_shape_equal (get_shape (self, sum->inputs[i]), get_shape (self, between)))
      return;
  if (2 * vanity_shape_get_elements (&value.tensor.shape)
      > vanity_shape_get_elements (get_shape (self, between)))
    return;

  /* The first mean takes the sum's place, the second stays; the sum follows. */
  add = *sum;
  *sum = (VanityNode){ .op = mean->op,
                       .name = g_strdup (mean->name),
                       .params = g_memdup2 (mean->params, MAX (mean->op->params_size, 1)),
                       .n_inputs = 1,
                       .inputs = g_memdup2 (&add.inputs[0], sizeof *sum->inputs),
                       .n_outputs = 1,
                       .outputs = g_memdup2 (&between, sizeof *sum->outputs) };
  *get_shape (self, between) = value.tensor.shape;
  g_array_append_val (self->graph->values, value);
  mean->inputs[0] = add.inputs[1];
  mean->outputs[0] = self->graph->values->len - 1;
  add.inputs[0] = between;
  add.inputs[1] = mean->outputs[0];
  add.outputs[0] = last;
  self->producers[mean->outputs[0]] = self->graph->nodes->len - 1;
  append (self, &add);
}

void
vanity_graph_commute (VanityGraph *graph)
{
  gsize n_nodes;
  /* A node adds one value at most. */
  guint most_values = graph->values->len + graph->nodes->len;
  g_autofree int *readers = g_new0 (int, most_values);
  g_autofree int *producers = g_new (int, most_values);
  g_autofree VanityNode *nodes = NULL;
  Commuting self = { graph, readers, producers };

  count_readers (&self);
  for (guint i = 0; i < most_values; i++)
    producers[i] = -1;
  nodes = g_array_steal (graph->nodes, &n_nodes);
  for (gsize i = 0; i < n_nodes; i++)
    {
      append (&self, &nodes[i]);
      if (g_str_equal (nodes[i].op->name, "Conv"))
        put_conv_first (&self);
      else if (g_str_equal (nodes[i].op->name, "AveragePool")
               || g_str_equal (nodes[i].op->name, "GlobalAveragePool"))
        put_means_first (&self);
    }
}

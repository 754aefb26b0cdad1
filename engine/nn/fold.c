/* Factors and offsets of channels go into the weights of the convolution or product beside them:
 * BatchNormalization by statistics that are given, and the Mul, Div, Add and Sub by constants that
 * exporters make of it. Behind a product they always fit; before a convolution an offset does where
 * there is no padding, whose zeros would not have it. */
#include "nn/ops/batch-normalization.h"
#include "nn/ops/conv.h"
#include "nn/ops/product.h"
#include "nn/program.h"

#include <math.h>
#include <string.h>

typedef struct
{
  VanityGraph *graph;
  int *readers;   /* of each value; outputs of the graph count, too */
  int *producers; /* node of each value, −1: none */
} Folding;

/* x · factor + offset for each channel of `input`. */
typedef struct
{
  VanityValueId input;
  gint64 channels;
  double *factor;
  double *offset;
} Affine;

static void
affine_clear (Affine *self)
{
  g_free (self->factor);
  g_free (self->offset);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Affine, affine_clear)

static VanityNode *
get_node (Folding *self, int index)
{
  return &g_array_index (self->graph->nodes, VanityNode, index);
}

static VanityTensor *
get_tensor (Folding *self, VanityValueId value)
{
  return &vanity_graph_get_value (self->graph, value)->tensor;
}

static gboolean
is_op (const VanityNode *node, const char *name)
{
  return g_str_equal (node->op->name, name);
}

static void
count (Folding *self)
{
  for (guint i = 0; i < self->graph->nodes->len; i++)
    {
      const VanityNode *node = get_node (self, i);

      for (int k = 0; k < node->n_inputs; k++)
        if (node->inputs[k] >= 0)
          self->readers[node->inputs[k]]++;
      for (int k = 0; k < node->n_outputs; k++)
        self->producers[node->outputs[k]] = i;
    }
  for (guint i = 0; i < self->graph->outputs->len; i++)
    self->readers[g_array_index (self->graph->outputs, VanityValueId, i)]++;
}

static gboolean
read_batch_normalization (Folding *self, const VanityNode *node, Affine *affine)
{
  const VanityBatchNormalizationParams *params = node->params;
  const float *given[5];

  for (int i = 1; i < 5; i++)
    if ((given[i] = get_tensor (self, node->inputs[i])->data) == NULL)
      return FALSE;
  affine->input = node->inputs[0];
  for (gint64 c = 0; c < affine->channels; c++)
    {
      affine->factor[c] = given[1][c] / sqrt ((double)given[4][c] + params->epsilon);
      affine->offset[c] = given[2][c] - given[3][c] * affine->factor[c];
    }
  return TRUE;
}

/* A Mul, Div, Add or Sub whose operand `side` is a constant, one number or one for each channel. */
static gboolean
read_constant (Folding *self, const VanityNode *node, int side, Affine *affine)
{
  const VanityTensor *constant = get_tensor (self, node->inputs[side]);
  const VanityShape *shape = &constant->shape;
  gint64 elements = vanity_shape_get_elements (shape);
  const float *given = constant->data;

  affine->input = node->inputs[1 - side];
  if (given == NULL
      || (elements != 1
          && (elements != affine->channels || shape->dim[shape->rank - 1] != elements))
      || !vanity_shape_equal (&get_tensor (self, affine->input)->shape,
                              &get_tensor (self, node->outputs[0])->shape))
    return FALSE;
  for (gint64 c = 0; c < affine->channels; c++)
    {
      double x = given[elements == 1 ? 0 : c];

      affine->factor[c] = 1.0;
      affine->offset[c] = 0.0;
      if (is_op (node, "Mul"))
        affine->factor[c] = x;
      else if (is_op (node, "Div"))
        affine->factor[c] = side == 1 ? 1.0 / x : NAN;
      else if (is_op (node, "Add"))
        affine->offset[c] = x;
      else if (side == 1) /* Sub */
        affine->offset[c] = -x;
      else
        {
          affine->factor[c] = -1.0;
          affine->offset[c] = x;
        }
    }
  return TRUE;
}

static gboolean
read_affine (Folding *self, const VanityNode *node, Affine *affine)
{
  static const char *const names[] = { "Mul", "Div", "Add", "Sub", NULL };
  const VanityShape *shape;

  if (!is_op (node, "BatchNormalization") && !g_strv_contains (names, node->op->name))
    return FALSE;
  shape = &get_tensor (self, node->outputs[0])->shape;
  if (shape->rank < 1)
    return FALSE;
  affine->channels = shape->dim[shape->rank - 1];
  affine->factor = g_new (double, affine->channels);
  affine->offset = g_new (double, affine->channels);
  if (is_op (node, "BatchNormalization")
          ? !read_batch_normalization (self, node, affine)
          : !read_constant (self, node, 1, affine) && !read_constant (self, node, 0, affine))
    return FALSE;
  for (gint64 c = 0; c < affine->channels; c++)
    if (!isfinite (affine->factor[c]) || !isfinite (affine->offset[c]))
      return FALSE;
  return TRUE;
}

/* For one reader. */
static VanityValueId
add_value (Folding *self, const VanityValue *value)
{
  VanityValueId id = self->graph->values->len;

  g_array_append_val (self->graph->values, *value);
  self->readers[id] = 1;
  return id;
}

/* The elements of constant `input`, the node's own to be changed: they are copied where others read
 * them, too. NULL when there is no memory for that. */
static float *
own_constant (Folding *self, VanityNode *node, int input)
{
  VanityValueId id = node->inputs[input];
  VanityValue copy = { .tensor = *get_tensor (self, id) };
  gsize bytes;

  if (self->readers[id] == 1)
    return copy.tensor.data;
  bytes = vanity_shape_get_elements (&copy.tensor.shape) * sizeof (float);
  copy.tensor.data = vanity_aligned_alloc (bytes);
  if (copy.tensor.data == NULL)
    return NULL;
  memcpy (copy.tensor.data, get_tensor (self, id)->data, bytes);
  self->readers[id]--;
  node->inputs[input] = add_value (self, &copy);
  return copy.tensor.data;
}

static gboolean
is_product (const VanityNode *node)
{
  return is_op (node, "Gemm") || is_op (node, "MatMul");
}

/* A bias for each of `columns` channels of what comes out, in place of the node's own. */
static float *
renew_bias (Folding *self, VanityNode *node, gint64 columns)
{
  VanityValue value = { .tensor = { .shape = VANITY_SHAPE (columns) } };
  VanityProductParams *product = is_product (node) ? node->params : NULL;
  const VanityTensor *old
      = node->n_inputs > 2 && node->inputs[2] >= 0 ? get_tensor (self, node->inputs[2]) : NULL;
  float *bias = vanity_aligned_alloc (columns * sizeof *bias);

  if (bias == NULL)
    return NULL;
  for (gint64 c = 0; c < columns; c++)
    bias[c] = 0.0f;
  if (old != NULL)
    {
      gboolean single = vanity_shape_get_elements (&old->shape) == 1;

      for (gint64 c = 0; c < columns; c++)
        bias[c]
            = (product != NULL ? product->beta : 1.0f) * ((const float *)old->data)[single ? 0 : c];
      self->readers[node->inputs[2]]--;
    }
  if (product != NULL)
    product->beta = 1.0f;
  if (node->n_inputs < 3)
    node->inputs = g_renew (VanityValueId, node->inputs, 3);
  node->n_inputs = 3;
  value.tensor.data = bias;
  node->inputs[2] = add_value (self, &value);
  return bias;
}

/* Whether what the node puts out can be scaled by its weights. */
static gboolean
has_weights (Folding *self, const VanityNode *node)
{
  const VanityTensor *weights;

  if (is_op (node, "Conv") || is_op (node, "ConvTranspose"))
    return TRUE;
  if (!is_product (node))
    return FALSE;
  weights = get_tensor (self, node->inputs[1]);
  return weights->data != NULL && weights->shape.rank == 2;
}

/* The node's output becomes affine of what it was. */
static gboolean
scale_output (Folding *self, VanityNode *node, const Affine *affine)
{
  gint64 elements = vanity_shape_get_elements (&get_tensor (self, node->inputs[1])->shape);
  gint64 columns = affine->channels, inner = elements / columns;
  /* [K, N] or else [N, …] */
  gboolean last = is_product (node) && !((const VanityProductParams *)node->params)->trans_b;
  float *weights = own_constant (self, node, 1), *bias;

  if (weights == NULL || (bias = renew_bias (self, node, columns)) == NULL)
    return FALSE;
  for (gint64 i = 0; i < elements; i++)
    weights[i] *= affine->factor[last ? i % columns : i / inner];
  for (gint64 c = 0; c < columns; c++)
    bias[c] = bias[c] * affine->factor[c] + affine->offset[c];
  return TRUE;
}

/* The convolution reads affine of what it read. */
static gboolean
scale_input (Folding *self, VanityNode *node, const Affine *affine)
{
  const VanityConvParams *params = node->params;
  gint64 group_in = params->in_channels / params->group;
  gint64 group_out = params->out_channels / params->group;
  gint64 taps = (gint64)params->window.kernel[0] * params->window.kernel[1];
  float *weights = own_constant (self, node, 1), *bias;

  if (weights == NULL || (bias = renew_bias (self, node, params->out_channels)) == NULL)
    return FALSE;
  for (gint64 o = 0; o < params->out_channels; o++)
    {
      double sum = bias[o];

      for (gint64 k = 0; k < taps * group_in; k++, weights++)
        {
          gint64 channel = o / group_out * group_in + k % group_in;

          sum += *weights * affine->offset[channel];
          *weights *= affine->factor[channel];
        }
      bias[o] = sum;
    }
  return TRUE;
}

/* The node that makes `value` for one reader alone; NULL: none. */
static VanityNode *
find_producer (Folding *self, VanityValueId value)
{
  int index = self->producers[value];

  return index < 0 || self->readers[value] != 1 ? NULL : get_node (self, index);
}

/* Product, factors → product. */
static void
fold_back (Folding *self, int index)
{
  VanityNode *node = get_node (self, index), *producer;
  g_auto (Affine) affine = { 0 };

  if (!read_affine (self, node, &affine))
    return;
  producer = find_producer (self, affine.input);
  if (producer == NULL || !has_weights (self, producer) || !scale_output (self, producer, &affine))
    return;
  producer->outputs[0] = node->outputs[0];
  self->producers[node->outputs[0]] = self->producers[affine.input];
  node->op = NULL;
}

static gboolean
has_padding (const VanityWindow *window)
{
  return window->before[0] != 0 || window->before[1] != 0 || window->after[0] != 0
         || window->after[1] != 0;
}

/* Factors, convolution → convolution; TRUE when there were some. */
static gboolean
fold_forward (Folding *self, int index)
{
  VanityNode *conv = get_node (self, index);
  VanityNode *node = find_producer (self, conv->inputs[0]);
  const VanityConvParams *params = conv->params;
  g_auto (Affine) affine = { 0 };

  if (node == NULL || !read_affine (self, node, &affine))
    return FALSE;
  for (gint64 c = 0; c < affine.channels; c++)
    if (affine.offset[c] != 0.0 && has_padding (&params->window))
      return FALSE;
  if (!scale_input (self, conv, &affine))
    return FALSE;
  conv->inputs[0] = affine.input;
  node->op = NULL;
  return TRUE;
}

/* Closes the gaps that folded nodes left. */
static void
remove_folded (Folding *self)
{
  GArray *nodes = self->graph->nodes;
  guint kept = 0;

  for (guint i = 0; i < nodes->len; i++)
    {
      VanityNode *node = get_node (self, i), *gap = get_node (self, kept);
      VanityNode moved = *node;

      if (node->op == NULL)
        continue;
      *node = *gap;
      *gap = moved;
      kept++;
    }
  g_array_set_size (nodes, kept);
}

void
vanity_graph_fold (VanityGraph *graph)
{
  guint n_nodes = graph->nodes->len;
  /* A node that is folded adds copies of weights and a bias. */
  gsize most_values = graph->values->len + 2 * (gsize)n_nodes;
  g_autofree int *readers = g_new0 (int, most_values);
  g_autofree int *producers = g_new (int, most_values);
  Folding self = { graph, readers, producers };

  for (gsize i = 0; i < most_values; i++)
    producers[i] = -1;
  count (&self);
  for (guint i = 0; i < n_nodes; i++)
    {
      fold_back (&self, i);
      if (get_node (&self, i)->op != NULL && is_op (get_node (&self, i), "Conv"))
        while (fold_forward (&self, i))
          ;
    }
  remove_folded (&self);
}

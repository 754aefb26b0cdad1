/* Operators over channels and space: they work with the channels last. */
#include "model/onnx.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

/* Over one dimension of space, an operator is run over a second one of size one. */
static gboolean
widen (VanityOnnx *self, VanityOnnxNode *node, VanityValueId *id, GError **error)
{
  VanityAttributes *axes = vanity_attributes_new ();

  vanity_attributes_set_ints (axes, "axes", (const gint64[]){ 1 }, 1);
  return vanity_onnx_add (self, node, "Unsqueeze", id, 1, axes, id, error);
}

static gboolean
narrow (VanityOnnx *self, const VanityOnnxNode *node, VanityValueId *id, GError **error)
{
  VanityAttributes *axes = vanity_attributes_new ();

  vanity_attributes_set_ints (axes, "axes", (const gint64[]){ 1 }, 1);
  return vanity_onnx_add (self, node, "Squeeze", id, 1, axes, id, error);
}

/* The node's attributes; lists over one dimension of space get a second in front. */
static VanityAttributes *
dup_attributes (VanityOnnxNode *node, gboolean wide, GError **error)
{
  static const char *const lists[]
      = { "kernel_shape", "strides", "dilations", "output_shape", "output_padding", "pads" };
  static const gint64 in_front[] = { 1, 1, 1, 1, 0, 0 };
  gint64 values[G_N_ELEMENTS (lists)][2];
  int counts[G_N_ELEMENTS (lists)];
  VanityAttributes *attributes;

  for (guint i = 0; wide && i < G_N_ELEMENTS (lists); i++)
    {
      int wanted = g_str_equal (lists[i], "pads") ? 2 : 1;

      if (!vanity_onnx_get_list (node, -1, lists[i], 2, values[i], &counts[i], error))
        return NULL;
      if (counts[i] >= 0 && counts[i] != wanted)
        {
          vanity_onnx_fail (node, VANITY_ERROR_VALUE, error, _ ("“%s” must have %d values, not %d"),
                            lists[i], wanted, counts[i]);
          return NULL;
        }
    }
  attributes = vanity_onnx_dup_attributes (node);
  for (guint i = 0; wide && i < G_N_ELEMENTS (lists); i++)
    {
      if (counts[i] == 1)
        vanity_attributes_set_ints (attributes, lists[i],
                                    (const gint64[]){ in_front[i], values[i][0] }, 2);
      else if (counts[i] == 2)
        vanity_attributes_set_ints (attributes, lists[i],
                                    (const gint64[]){ 0, values[i][0], 0, values[i][1] }, 4);
    }
  return attributes;
}

/* Weights as the graph has them, channels that come in last. ONNX has them as [O, I / group, …],
 * for the transposed convolution as [I, O / group, …]. */
static VanityValueId
use_weights (VanityOnnx *self, VanityOnnxNode *node, gboolean transposed, gint64 group,
             GError **error)
{
  VanityOnnxValue *weights = node->inputs[1];
  int rank = weights->shape.rank;
  VanityOnnxOrder order = vanity_onnx_order_last (rank);
  VanityShape laid = { .rank = 4 };
  gint64 in = weights->shape.dim[0] / MAX (group, 1), out = weights->shape.dim[1];
  gint64 taps = vanity_shape_get_extent (&weights->shape, 2, rank);
  g_autofree float *moved = NULL;
  const float *data = weights->data;

  if (weights->data_type != VANITY_FLOAT32 || group < 1
      || (transposed && weights->shape.dim[0] % group != 0))
    {
      vanity_onnx_fail (node, VANITY_ERROR_VALUE, error,
                        _ ("its weights are integers, or do not fit to %" PRId64 " groups"), group);
      return -1;
    }
  if (!transposed && rank == 4)
    return vanity_onnx_use (self, node, weights, &order, error);

  /* [g · I + i, o, t] → [g · O + o, t, i]; or [o, i, t] → [o, t, i] with a dimension more. */
  moved = g_new (float, MAX (vanity_shape_get_elements (&weights->shape), 1));
  laid.dim[1] = rank == 4 ? weights->shape.dim[2] : 1;
  laid.dim[2] = weights->shape.dim[rank - 1];
  if (!transposed)
    {
      group = weights->shape.dim[0];
      in = weights->shape.dim[1];
      out = 1;
    }
  for (gint64 g = 0; g < group; g++)
    for (gint64 o = 0; o < out; o++)
      for (gint64 t = 0; t < taps; t++)
        for (gint64 i = 0; i < in; i++)
          moved[((g * out + o) * taps + t) * in + i] = data[((g * in + i) * out + o) * taps + t];
  laid.dim[0] = group * out;
  laid.dim[3] = in;
  return vanity_graph_add_constant (self->graph, weights->name, VANITY_FLOAT32, &laid, moved,
                                    error);
}

static gboolean
check_space (const VanityOnnxNode *node, GError **error)
{
  int rank = node->inputs[0]->shape.rank;

  if (rank == 3 || rank == 4)
    return TRUE;
  if (rank < 3)
    return vanity_onnx_fail (node, VANITY_ERROR_VALUE, error,
                             _ ("its input has %d dimensions, fewer than 3"), rank);
  return vanity_onnx_fail (node, VANITY_ERROR_UNSUPPORTED, error,
                           _ ("%d dimensions of space, where there can be 1 or 2"), rank - 2);
}

/* Conv and ConvTranspose. */
gboolean
vanity_onnx_map_conv (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  gboolean transposed = g_str_equal (node->proto->op_type, "ConvTranspose");
  VanityOnnxOrder plain = vanity_onnx_order_plain (), order;
  VanityAttributes *attributes;
  VanityValueId ids[3] = { -1, -1, -1 };
  gint64 group;
  int rank;

  if (!vanity_onnx_check_inputs (node, 2, 3, error) || !check_space (node, error)
      || !vanity_onnx_get_int (node, "group", 1, &group, error))
    return FALSE;
  rank = node->inputs[0]->shape.rank;
  order = vanity_onnx_order_last (rank);
  for (int i = 1; i < node->n_inputs; i++)
    if (node->inputs[i] != NULL && node->inputs[i]->data == NULL)
      return vanity_onnx_fail (node, VANITY_ERROR_UNSUPPORTED, error,
                               _ ("input %d must be a constant"), i);
  if (node->inputs[1]->shape.rank != rank)
    return vanity_onnx_fail (node, VANITY_ERROR_VALUE, error,
                             _ ("its weights have another rank than its input"));
  ids[0] = vanity_onnx_use (self, node, node->inputs[0], &order, error);
  if (ids[0] < 0)
    return FALSE;
  ids[1] = use_weights (self, node, transposed, group, error);
  if (ids[1] < 0)
    return FALSE;
  if (vanity_onnx_get_input (node, 2) != NULL)
    {
      ids[2] = vanity_onnx_use (self, node, node->inputs[2], &plain, error);
      if (ids[2] < 0)
        return FALSE;
    }
  if (rank == 3 && !widen (self, node, &ids[0], error))
    return FALSE;
  attributes = dup_attributes (node, rank == 3, error);
  if (attributes == NULL)
    return FALSE;
  vanity_attributes_set_int (attributes, "group", group);
  if (!vanity_onnx_add (self, node, node->proto->op_type, ids, 3, attributes, &ids[0], error)
      || (rank == 3 && !narrow (self, node, &ids[0], error)))
    return FALSE;
  vanity_onnx_set_output (self, node, 0, ids[0], &order, node->inputs[0]->type);
  return TRUE;
}

/* MaxPool and AveragePool. */
gboolean
vanity_onnx_map_pool (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  VanityAttributes *attributes;
  VanityOnnxOrder order;
  VanityValueId id;
  int rank;

  if (!vanity_onnx_check_inputs (node, 1, 1, error) || !check_space (node, error))
    return FALSE;
  rank = node->inputs[0]->shape.rank;
  order = vanity_onnx_order_last (rank);
  id = vanity_onnx_use (self, node, node->inputs[0], &order, error);
  if (id < 0 || (rank == 3 && !widen (self, node, &id, error)))
    return FALSE;
  attributes = dup_attributes (node, rank == 3, error);
  if (attributes == NULL
      || !vanity_onnx_add (self, node, node->proto->op_type, &id, 1, attributes, &id, error)
      || (rank == 3 && !narrow (self, node, &id, error)))
    return FALSE;
  vanity_onnx_set_output (self, node, 0, id, &order, node->inputs[0]->type);
  return TRUE;
}

/* Operators whose first input has channels and whose others, if there are any, are lists of one
 * number for each channel: their attributes do not count dimensions. */
gboolean
vanity_onnx_map_channels (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  VanityOnnxOrder plain = vanity_onnx_order_plain (), order;
  VanityAttributes *attributes;
  VanityValueId ids[5];
  gint64 training, spatial;

  if (!vanity_onnx_check_inputs (node, 1, 5, error)
      || !vanity_onnx_get_int (node, "training_mode", 0, &training, error)
      || !vanity_onnx_get_int (node, "spatial", 1, &spatial, error))
    return FALSE;
  if (training != 0 || spatial != 1)
    return vanity_onnx_fail (node, VANITY_ERROR_UNSUPPORTED, error,
                             _ ("training is not supported, nor is a mean for each pixel"));
  order = vanity_onnx_order_last (node->inputs[0]->shape.rank);
  for (int i = 0; i < node->n_inputs; i++)
    {
      if (node->inputs[i] == NULL)
        return vanity_onnx_fail (node, VANITY_ERROR_VALUE, error, _ ("input %d is left out"), i);
      ids[i] = vanity_onnx_use (self, node, node->inputs[i], i == 0 ? &order : &plain, error);
      if (ids[i] < 0)
        return FALSE;
    }
  attributes = vanity_onnx_dup_attributes (node);
  if (!vanity_onnx_add (self, node, node->proto->op_type, ids, node->n_inputs, attributes, &ids[0],
                        error))
    return FALSE;
  vanity_onnx_set_output (self, node, 0, ids[0], &order, node->inputs[0]->type);
  return TRUE;
}

/* Numbers for each dimension, as the dimensions lie in the graph; for those of `axes` alone, the
 * others get `other`. */
static gboolean
lay_out (const VanityOnnxNode *node, const char *name, double *values, int n_values,
         const gint64 *axes, int n_axes, double other, GError **error)
{
  double full[4] = { other, other, other, other };

  if (n_values <= 0)
    return TRUE;
  if (n_values != n_axes)
    return vanity_onnx_fail (node, VANITY_ERROR_VALUE, error,
                             _ ("“%s” must have %d values, not %d"), name, n_axes, n_values);
  for (int i = 0; i < n_axes; i++)
    full[axes[i]] = values[i];
  memcpy (values, (const double[]){ full[0], full[2], full[3], full[1] }, 4 * sizeof *values);
  return TRUE;
}

/* “sizes” as they are meant: with a policy, one scale for all axes. */
static void
keep_ratio (const VanityShape *shape, const char *policy, gint64 *sizes, const gint64 *axes,
            int n_axes)
{
  gboolean larger = g_strcmp0 (policy, "not_smaller") == 0;
  double scale = larger ? 0.0 : INFINITY;

  if (!larger && g_strcmp0 (policy, "not_larger") != 0)
    return;
  for (int i = 0; i < n_axes; i++)
    {
      double own = (double)sizes[i] / shape->dim[axes[i]];

      scale = larger ? MAX (scale, own) : MIN (scale, own);
    }
  for (int i = 0; i < n_axes; i++)
    sizes[i] = MIN (floor (shape->dim[axes[i]] * scale + 0.5), (double)VANITY_MAX_ELEMENTS + 1);
}

/* Resize, and its forerunner Upsample. Until version 10 coordinates were asymmetric and rounded
 * down. */
gboolean
vanity_onnx_map_resize (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  gboolean old = node->opset < 11;
  double scales[4], roi[8];
  gint64 sizes[4], axes[4] = { 0, 1, 2, 3 };
  int n_scales, n_sizes = -1, n_roi = -1, n_axes = -1;
  g_autofree char *policy = NULL;
  VanityAttributes *attributes;
  VanityOnnxOrder order;
  VanityValueId id;
  const VanityShape *shape;

  if (!vanity_onnx_check_inputs (node, 1, 4, error)
      || !vanity_onnx_get_floats (node, old ? 1 : 2, "scales", 4, scales, &n_scales, error)
      || !vanity_onnx_get_string (node, "keep_aspect_ratio_policy", &policy, error)
      || (!old
          && (!vanity_onnx_get_list (node, 3, "sizes", 4, sizes, &n_sizes, error)
              || !vanity_onnx_get_floats (node, 1, "roi", 8, roi, &n_roi, error)
              || !vanity_onnx_get_list (node, -1, "axes", 4, axes, &n_axes, error))))
    return FALSE;
  shape = &node->inputs[0]->shape;
  if (shape->rank != 4)
    return vanity_onnx_fail (node, VANITY_ERROR_UNSUPPORTED, error,
                             _ ("only images, of 4 dimensions, can be resized"));
  n_axes = n_axes < 0 ? 4 : n_axes;
  if (!vanity_onnx_normalize_axes (node, axes, n_axes, 4, error))
    return FALSE;
  order = vanity_onnx_order_last (4);
  id = vanity_onnx_use (self, node, node->inputs[0], &order, error);
  if (id < 0)
    return FALSE;

  attributes = vanity_onnx_dup_attributes (node);
  if (old)
    {
      vanity_attributes_set_string (attributes, "coordinate_transformation_mode", "asymmetric");
      vanity_attributes_set_string (attributes, "nearest_mode", "floor");
    }
  if (n_sizes > 0 && n_sizes == n_axes)
    {
      gint64 full[4] = { shape->dim[0], shape->dim[1], shape->dim[2], shape->dim[3] };

      keep_ratio (shape, policy, sizes, axes, n_axes);
      for (int i = 0; i < n_axes; i++)
        full[axes[i]] = sizes[i];
      vanity_attributes_set_ints (attributes, "sizes",
                                  (const gint64[]){ full[0], full[2], full[3], full[1] }, 4);
    }
  if (n_roi > 0 && n_roi == 2 * n_axes)
    {
      double ends[4];

      memcpy (ends, roi + n_axes, n_axes * sizeof *ends);
      lay_out (node, "roi", roi, n_axes, axes, n_axes, 0.0, NULL);
      lay_out (node, "roi", ends, n_axes, axes, n_axes, 1.0, NULL);
      memcpy (roi + 4, ends, sizeof ends);
      vanity_attributes_set_floats (attributes, "roi", roi, 8);
    }
  if (!lay_out (node, "scales", scales, n_scales, axes, n_axes, 1.0, error))
    {
      vanity_attributes_free (attributes);
      return FALSE;
    }
  if (n_scales > 0)
    vanity_attributes_set_floats (attributes, "scales", scales, 4);
  if (!vanity_onnx_add (self, node, "Resize", &id, 1, attributes, &id, error))
    return FALSE;
  vanity_onnx_set_output (self, node, 0, id, &order, node->inputs[0]->type);
  return TRUE;
}

/* The grid [N, H, W, 2] has no channels: it stays as it is. */
gboolean
vanity_onnx_map_grid_sample (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  VanityOnnxOrder plain = vanity_onnx_order_plain (), order = vanity_onnx_order_last (4);
  VanityValueId ids[2];

  if (!vanity_onnx_check_inputs (node, 2, 2, error))
    return FALSE;
  if (node->inputs[0]->shape.rank != 4)
    return vanity_onnx_fail (node, VANITY_ERROR_UNSUPPORTED, error,
                             _ ("only images, of 4 dimensions, can be sampled"));
  for (int i = 0; i < 2; i++)
    {
      ids[i] = vanity_onnx_use (self, node, node->inputs[i], i == 0 ? &order : &plain, error);
      if (ids[i] < 0)
        return FALSE;
    }
  if (!vanity_onnx_add (self, node, "GridSample", ids, 2, vanity_onnx_dup_attributes (node),
                        &ids[0], error))
    return FALSE;
  vanity_onnx_set_output (self, node, 0, ids[0], &order, node->inputs[0]->type);
  return TRUE;
}

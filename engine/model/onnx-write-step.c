/* Operators that ONNX has with other types, or only makes of others. Indices and truth values are
 * numbers in the graph: they are converted where ONNX wants them otherwise, and back. */
#include "model/onnx-write-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define TYPE(name) ONNX__TENSOR_PROTO__DATA_TYPE__##name

static const char *
add_cast (VanityOnnxWriter *self, const VanityOnnxSource *node, const char *input, int to)
{
  Onnx__NodeProto *proto;
  const char *name = vanity_onnx_writer_add_step (self, node, "Cast", &input, 1, &proto);

  vanity_onnx_proto_set_int (proto, "to", to);
  return name;
}

/* The same number in float32, as the node's output. */
static void
finish_cast (VanityOnnxWriter *self, const VanityOnnxSource *node, const char *input,
             gboolean first)
{
  vanity_onnx_proto_set_int (
      vanity_onnx_writer_add (self, "Cast", &input, 1,
                              vanity_onnx_writer_name (self, node->out, first)),
      "to", TYPE (FLOAT));
}

gboolean
vanity_onnx_emit_comparison (VanityOnnxWriter *self, const VanityOnnxSource *node, GError **error)
{
  gboolean first = vanity_onnx_source_goes_first (self, node);
  g_autofree const char **inputs = vanity_onnx_writer_use_all (self, node, first);

  finish_cast (self, node,
               vanity_onnx_writer_add_step (self, node, node->op, inputs, node->n_inputs, NULL),
               first);
  return TRUE;
}

/* And, Not, Or, Xor. */
gboolean
vanity_onnx_emit_logic (VanityOnnxWriter *self, const VanityOnnxSource *node, GError **error)
{
  gboolean first = vanity_onnx_source_goes_first (self, node);
  g_autofree const char **inputs = vanity_onnx_writer_use_all (self, node, first);

  for (int i = 0; i < node->n_inputs; i++)
    inputs[i] = add_cast (self, node, inputs[i], TYPE (BOOL));
  finish_cast (self, node,
               vanity_onnx_writer_add_step (self, node, node->op, inputs, node->n_inputs, NULL),
               first);
  return TRUE;
}

gboolean
vanity_onnx_emit_where (VanityOnnxWriter *self, const VanityOnnxSource *node, GError **error)
{
  gboolean first = vanity_onnx_source_goes_first (self, node);
  g_autofree const char **inputs = vanity_onnx_writer_use_all (self, node, first);

  inputs[0] = add_cast (self, node, inputs[0], TYPE (BOOL));
  vanity_onnx_writer_add (self, node->op, inputs, 3,
                          vanity_onnx_writer_name (self, node->out, first));
  return TRUE;
}

/* What cuts off the fraction, whatever its name: a narrower type would also cut large numbers. */
gboolean
vanity_onnx_emit_cast (VanityOnnxWriter *self, const VanityOnnxSource *node, GError **error)
{
  gint64 to = vanity_onnx_source_get_int (node, "to", 0);
  gboolean first = vanity_onnx_source_goes_first (self, node);
  g_autofree const char **inputs = vanity_onnx_writer_use_all (self, node, first);

  if (to == TYPE (FLOAT) || to == TYPE (DOUBLE) || to == TYPE (FLOAT16) || to == TYPE (BFLOAT16))
    vanity_onnx_writer_add (self, "Identity", inputs, 1,
                            vanity_onnx_writer_name (self, node->out, first));
  else
    finish_cast (self, node,
                 add_cast (self, node, inputs[0], to == TYPE (BOOL) ? TYPE (BOOL) : TYPE (INT64)),
                 first);
  return TRUE;
}

/* ArgMax, ArgMin. */
gboolean
vanity_onnx_emit_arg (VanityOnnxWriter *self, const VanityOnnxSource *node, GError **error)
{
  VanityValueId in = vanity_onnx_source_get_input (self, node, 0);
  int rank = vanity_graph_get_shape (self->graph, in)->rank;
  gint64 axis = vanity_onnx_source_get_int (node, "axis", 0);
  gboolean first = node->shape->rank == rank && rank >= 3 && vanity_onnx_writer_is_first (self, in);
  const char *input = vanity_onnx_writer_use (self, in, first, rank), *index;
  Onnx__NodeProto *proto;

  axis += axis < 0 ? rank : 0;
  index = vanity_onnx_writer_add_step (self, node, node->op, &input, 1, &proto);
  vanity_onnx_proto_set_int (proto, "axis", first ? vanity_onnx_axis_to_first (axis, rank) : axis);
  vanity_onnx_writer_copy_attributes (node, proto);
  finish_cast (self, node, index, first);
  return TRUE;
}

/* Indices that are computed take the nearest there is, as in the graph. */
static const char *
use_indices (VanityOnnxWriter *self, const VanityOnnxSource *node, VanityValueId id, gint64 length)
{
  const VanityShape *shape = vanity_graph_get_shape (self->graph, id);
  const float *values = vanity_graph_get_constant (self->graph, id);
  gint64 count = vanity_shape_get_elements (shape);
  const char *inputs[3], *name;
  gint64 *indices;

  if (values == NULL)
    {
      inputs[0] = vanity_onnx_writer_use_plain (self, id);
      inputs[1] = vanity_onnx_writer_add_number (self, node, "lowest", (float)-length);
      inputs[2] = vanity_onnx_writer_add_number (self, node, "highest", (float)(length - 1));
      return add_cast (self, node,
                       vanity_onnx_writer_add_step (self, node, "Clip", inputs, 3, NULL),
                       TYPE (INT64));
    }
  name = vanity_onnx_writer_take_name (self, node->name, "/indices");
  if (!vanity_onnx_writer_has_room (self, count * sizeof *indices))
    return name;
  indices = g_new (gint64, MAX (count, 1));
  for (gint64 i = 0; i < count; i++)
    indices[i] = (gint64)values[i];
  vanity_onnx_writer_add_tensor (self, name, VANITY_INT64, shape, indices);
  return name;
}

gboolean
vanity_onnx_emit_gather (VanityOnnxWriter *self, const VanityOnnxSource *node, GError **error)
{
  VanityValueId in = vanity_onnx_source_get_input (self, node, 0);
  const VanityShape *shape = vanity_graph_get_shape (self->graph, in);
  gint64 axis = vanity_onnx_source_get_int (node, "axis", 0);
  const char *inputs[2] = { vanity_onnx_writer_use_plain (self, in) };

  axis += axis < 0 ? shape->rank : 0;
  inputs[1]
      = use_indices (self, node, vanity_onnx_source_get_input (self, node, 1), shape->dim[axis]);
  vanity_onnx_proto_set_int (
      vanity_onnx_writer_add (self, node->op, inputs, 2,
                              vanity_onnx_writer_name (self, node->out, FALSE)),
      "axis", axis);
  return TRUE;
}

/* A step with the value and a number. */
static const char *
add_number (VanityOnnxWriter *self, const VanityOnnxSource *node, const char *op, const char *input,
            float number)
{
  const char *inputs[2] = { input, vanity_onnx_writer_add_number (self, node, "number", number) };

  return vanity_onnx_writer_add_step (self, node, op, inputs, 2, NULL);
}

/* ½ x (1 + erf (x ÷ √2)), or ½ x (1 + tanh (√(2 ÷ π) (x + 0.044715 x³))): ONNX has it from version
 * 20 on, which few programs read. */
gboolean
vanity_onnx_emit_gelu (VanityOnnxWriter *self, const VanityOnnxSource *node, GError **error)
{
  gboolean tanh
      = g_strcmp0 (vanity_attributes_get_string (node->attributes, "approximate"), "tanh") == 0;
  gboolean first = vanity_onnx_source_goes_first (self, node);
  g_autofree const char **inputs = vanity_onnx_writer_use_all (self, node, first);
  const char *x = inputs[0], *part, *pair[2];

  if (tanh)
    {
      part = add_number (self, node, "Mul", vanity_onnx_writer_add_pair (self, node, "Mul", x, x),
                         0.044715f);
      part = vanity_onnx_writer_add_pair (self, node, "Mul",
                                          add_number (self, node, "Add", part, 1.0f), x);
      part = add_number (self, node, "Mul", part, 0.797884561f);
    }
  else
    {
      part = add_number (self, node, "Mul", x, (float)M_SQRT1_2);
    }
  part = vanity_onnx_writer_add_step (self, node, tanh ? "Tanh" : "Erf", &part, 1, NULL);
  pair[0] = add_number (self, node, "Add", part, 1.0f);
  pair[1] = add_number (self, node, "Mul", x, 0.5f);
  vanity_onnx_writer_add (self, "Mul", pair, 2, vanity_onnx_writer_name (self, node->out, first));
  return TRUE;
}

/* Numbers of a group for InstanceNormalization: the input's, or the same for all. */
static const char *
use_factors (VanityOnnxWriter *self, const VanityOnnxSource *node, gboolean own, int index,
             gint64 groups)
{
  g_autofree float *values = g_new (float, groups);

  if (own)
    return vanity_onnx_writer_use_plain (self, vanity_onnx_source_get_input (self, node, index));
  for (gint64 i = 0; i < groups; i++)
    values[i] = index == 1;
  return vanity_onnx_writer_add_floats (self, node, index == 1 ? "one" : "zero",
                                        &VANITY_SHAPE (groups), values);
}

/* Each group becomes one channel, which InstanceNormalization makes even; factors and offsets of
 * channels come after. ONNX's own operator took them by group first, and by channel from version 21
 * on. */
gboolean
vanity_onnx_emit_group_normalization (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                      GError **error)
{
  VanityValueId in = vanity_onnx_source_get_input (self, node, 0);
  int rank = node->shape->rank;
  gint64 channels = node->shape->dim[rank - 1];
  gint64 groups = vanity_onnx_source_get_int (node, "num_groups", 1);
  gint64 sizes[VANITY_MAX_RANK] = { node->shape->dim[0], channels }, each[VANITY_MAX_RANK];
  const char *inputs[3] = { vanity_onnx_writer_use_first (self, in, rank) }, *x;
  Onnx__NodeProto *proto;
  gint64 given[2];

  for (int i = 0; i < 2; i++)
    given[i]
        = vanity_graph_get_shape (self->graph, vanity_onnx_source_get_input (self, node, 1 + i))
              ->dim[0];
  if (given[0] != given[1])
    return vanity_onnx_refuse (node, error,
                               _ ("it has as many factors as groups, and as many "
                                  "offsets as channels, or the other way round"));
  for (int i = 2; i < rank; i++)
    sizes[i] = node->shape->dim[i - 1];
  each[0] = channels;
  for (int i = 1; i < rank - 1; i++)
    each[i] = 1;
  inputs[0] = vanity_onnx_writer_add_reshape (self, node, inputs[0],
                                              (const gint64[]){ sizes[0], groups, -1 }, 3);
  for (int i = 1; i < 3; i++)
    inputs[i] = use_factors (self, node, given[0] == groups, i, groups);
  x = vanity_onnx_writer_add_step (self, node, "InstanceNormalization", inputs, 3, &proto);
  vanity_onnx_writer_copy_attributes (node, proto);
  inputs[0] = x;
  if (given[0] != groups)
    {
      x = vanity_onnx_writer_add_reshape (self, node, x, sizes, rank);
      for (int i = 0; i < 2; i++)
        {
          const char *factors = vanity_onnx_writer_use_plain (
              self, vanity_onnx_source_get_input (self, node, 1 + i));

          inputs[0] = x;
          inputs[1] = vanity_onnx_writer_add_reshape (self, node, factors, each, rank - 1);
          if (i == 0)
            x = vanity_onnx_writer_add_step (self, node, "Mul", inputs, 2, NULL);
        }
      vanity_onnx_writer_add (self, "Add", inputs, 2,
                              vanity_onnx_writer_name (self, node->out, TRUE));
      return TRUE;
    }
  inputs[1] = vanity_onnx_writer_add_ints (self, node, "shape", sizes, rank);
  vanity_onnx_writer_add (self, "Reshape", inputs, 2,
                          vanity_onnx_writer_name (self, node->out, TRUE));
  return TRUE;
}

/* Its grid has no channels. Version 20 gave the modes shorter names. */
gboolean
vanity_onnx_emit_grid_sample (VanityOnnxWriter *self, const VanityOnnxSource *node, GError **error)
{
  const char *inputs[2] = {
    vanity_onnx_writer_use_first (self, vanity_onnx_source_get_input (self, node, 0), 4),
    vanity_onnx_writer_use_plain (self, vanity_onnx_source_get_input (self, node, 1)),
  };
  const char *mode = vanity_attributes_get_string (node->attributes, "mode");
  Onnx__NodeProto *proto = vanity_onnx_writer_add (self, node->op, inputs, 2,
                                                   vanity_onnx_writer_name (self, node->out, TRUE));

  if (g_strcmp0 (mode, "linear") == 0)
    mode = "bilinear";
  if (g_strcmp0 (mode, "cubic") == 0)
    mode = "bicubic";
  if (mode != NULL)
    vanity_onnx_proto_set_string (proto, "mode", mode);
  vanity_onnx_writer_copy_attributes (node, proto);
  return TRUE;
}

/* Outside training nothing is dropped. */
gboolean
vanity_onnx_emit_dropout (VanityOnnxWriter *self, const VanityOnnxSource *node, GError **error)
{
  VanityValueId in = vanity_onnx_source_get_input (self, node, 0);
  gboolean first = node->shape->rank >= 3 && vanity_onnx_writer_is_first (self, in);
  const char *input = vanity_onnx_writer_use (self, in, first, node->shape->rank);

  vanity_onnx_writer_add (self, "Identity", &input, 1,
                          vanity_onnx_writer_name (self, node->out, first));
  return TRUE;
}

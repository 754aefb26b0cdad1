/* Operators over channels and space: ONNX wants the channels first. */
#include "model/onnx-write-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Whose first input has channels, and whose others, if there are any, have not. */
gboolean
vanity_onnx_emit_channels (VanityOnnxWriter *self, const VanityOnnxSource *node, GError **error)
{
  gboolean first = node->shape->rank >= 3;
  g_autofree const char **inputs = g_new0 (const char *, node->n_inputs);

  for (int i = 0; i < node->n_inputs; i++)
    inputs[i] = vanity_onnx_writer_use (self, vanity_onnx_source_get_input (self, node, i),
                                        first && i == 0, node->shape->rank);
  vanity_onnx_writer_copy_attributes (
      node, vanity_onnx_writer_add (self, node->op, inputs, node->n_inputs,
                                    vanity_onnx_writer_name (self, node->out, first)));
  return TRUE;
}

/* The weights of a transposed convolution, [O, h, w, I / group] here, [I, O / group, h, w] there.
 */
static const char *
add_weights (VanityOnnxWriter *self, const VanityOnnxSource *node, VanityValueId id)
{
  const VanityShape *shape = vanity_graph_get_shape (self->graph, id);
  const float *from = vanity_graph_get_constant (self->graph, id);
  gint64 groups = vanity_onnx_source_get_int (node, "group", 1);
  gint64 outs = shape->dim[0] / groups, ins = shape->dim[3];
  gint64 taps = shape->dim[1] * shape->dim[2];
  gsize bytes = vanity_shape_get_elements (shape) * sizeof *from;
  const char *name = vanity_onnx_writer_take_name (
      self, vanity_graph_get_value_name (self->graph, id), "/first");
  float *to;

  if (!vanity_onnx_writer_has_room (self, bytes))
    return name;
  to = g_malloc (bytes);
  for (gint64 g = 0; g < groups; g++)
    for (gint64 o = 0; o < outs; o++)
      for (gint64 t = 0; t < taps; t++)
        for (gint64 i = 0; i < ins; i++)
          to[((g * ins + i) * outs + o) * taps + t] = from[((g * outs + o) * taps + t) * ins + i];
  vanity_onnx_writer_add_tensor (self, name, VANITY_FLOAT32,
                                 &VANITY_SHAPE (groups * ins, outs, shape->dim[1], shape->dim[2]),
                                 to);
  return name;
}

/* Conv and ConvTranspose. */
gboolean
vanity_onnx_emit_conv (VanityOnnxWriter *self, const VanityOnnxSource *node, GError **error)
{
  VanityValueId weights = vanity_onnx_source_get_input (self, node, 1);
  VanityValueId bias = vanity_onnx_source_get_input (self, node, 2);
  const char *inputs[3] = {
    vanity_onnx_writer_use_first (self, vanity_onnx_source_get_input (self, node, 0), 4),
    g_str_equal (node->op, "Conv") ? vanity_onnx_writer_use_first (self, weights, 4)
                                   : add_weights (self, node, weights),
    bias >= 0 ? vanity_onnx_writer_use_plain (self, bias) : NULL,
  };

  vanity_onnx_writer_copy_attributes (
      node, vanity_onnx_writer_add (self, node->op, inputs, 3,
                                    vanity_onnx_writer_name (self, node->out, TRUE)));
  return TRUE;
}

/* ONNX dropped coordinates that only the nearest pixel has: (x + ½) ÷ scale, half a pixel more than
 * half_pixel says. Rounding that down is rounding half_pixel's, and rounding that is taking the
 * next one above half_pixel's. */
static gboolean
add_coordinates (const VanityOnnxSource *node, Onnx__NodeProto *proto, GError **error)
{
  const char *coordinates
      = vanity_attributes_get_string (node->attributes, "coordinate_transformation_mode");
  const char *nearest = vanity_attributes_get_string (node->attributes, "nearest_mode");
  const char *mode = vanity_attributes_get_string (node->attributes, "mode");

  if (g_strcmp0 (coordinates, "tf_half_pixel_for_nn") == 0)
    {
      gboolean down = g_strcmp0 (nearest, "floor") == 0;

      if ((mode != NULL && !g_str_equal (mode, "nearest"))
          || !(down || nearest == NULL || g_str_equal (nearest, "round_prefer_floor")))
        return vanity_onnx_refuse (node, error,
                                   _ ("coordinates of tf_half_pixel_for_nn are for the nearest "
                                      "pixel, and not rounded up"));
      coordinates = "half_pixel";
      nearest = down ? "round_prefer_ceil" : "ceil";
    }
  if (coordinates != NULL)
    vanity_onnx_proto_set_string (proto, "coordinate_transformation_mode", coordinates);
  if (nearest != NULL)
    vanity_onnx_proto_set_string (proto, "nearest_mode", nearest);
  return TRUE;
}

/* From N, H, W, C to N, C, H, W, in a list of one or two numbers for each. */
static void
turn (float *values, int n_values)
{
  for (float *part = values; part < values + n_values / 4 * 4; part += 4)
    {
      float channels = part[3];

      part[3] = part[2];
      part[2] = part[1];
      part[1] = channels;
    }
}

gboolean
vanity_onnx_emit_resize (VanityOnnxWriter *self, const VanityOnnxSource *node, GError **error)
{
  VanityValueId in = vanity_onnx_source_get_input (self, node, 0);
  const char *inputs[4] = { vanity_onnx_writer_use_first (self, in, 4) };
  float roi[8], scales[8];
  gint64 sizes[VANITY_MAX_RANK];
  int n_roi, n_scales, n_sizes;
  Onnx__NodeProto *proto;

  vanity_onnx_source_get_floats (self, node, 1, "roi", roi, &n_roi);
  vanity_onnx_source_get_floats (self, node, 2, "scales", scales, &n_scales);
  vanity_onnx_source_get_ints (self, node, 3, "sizes", sizes, &n_sizes);
  turn (roi, n_roi);
  turn (scales, n_scales);
  if (n_roi == 8)
    inputs[1] = vanity_onnx_writer_add_floats (self, node, "roi", &VANITY_SHAPE (8), roi);
  if (n_scales == 4)
    inputs[2] = vanity_onnx_writer_add_floats (self, node, "scales", &VANITY_SHAPE (4), scales);
  else
    inputs[3] = vanity_onnx_writer_add_ints (
        self, node, "sizes", (const gint64[]){ sizes[0], sizes[3], sizes[1], sizes[2] }, 4);
  proto = vanity_onnx_writer_add (self, node->op, inputs, 4,
                                  vanity_onnx_writer_name (self, node->out, TRUE));
  vanity_onnx_writer_copy_attributes (node, proto);
  return add_coordinates (node, proto, error);
}

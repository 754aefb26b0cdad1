/* The operators of MediaPipe's attention mesh, made of standard ones. Points are rows: [1, N, 2]
 * times a matrix [2, 2] turns all of them. */
#include "model/onnx-write-private.h"

#include <math.h>

/* What lies at these places along an axis. */
static const char *
pick (VanityOnnxWriter *self, const VanityOnnxSource *node, const char *input, int axis,
      const gint64 *places, int n_places)
{
  const char *inputs[2]
      = { input, vanity_onnx_writer_add_ints (self, node, "places", places, n_places) };
  Onnx__NodeProto *proto;
  const char *name = vanity_onnx_writer_add_step (self, node, "Gather", inputs, 2, &proto);

  vanity_onnx_proto_set_int (proto, "axis", axis);
  return name;
}

/* A step with the value and constants of that shape. */
static const char *
add_floats (VanityOnnxWriter *self, const VanityOnnxSource *node, const char *op, const char *input,
            const VanityShape *shape, const float *values)
{
  return vanity_onnx_writer_add_pair (
      self, node, op, input, vanity_onnx_writer_add_floats (self, node, "numbers", shape, values));
}

/* Side by side along an axis, as the node's output or as a step. */
static const char *
join (VanityOnnxWriter *self, const VanityOnnxSource *node, const char *const *inputs, int n_inputs,
      int axis, gboolean last)
{
  Onnx__NodeProto *proto;
  const char *name;

  if (last)
    {
      name = vanity_onnx_writer_name (self, node->out, FALSE);
      proto = vanity_onnx_writer_add (self, "Concat", inputs, n_inputs, name);
    }
  else
    {
      name = vanity_onnx_writer_add_step (self, node, "Concat", inputs, n_inputs, &proto);
    }
  vanity_onnx_proto_set_int (proto, "axis", axis);
  return name;
}

/* x and y of landmarks [1, N, 2 or 3]. */
static const char *
use_points (VanityOnnxWriter *self, const VanityOnnxSource *node)
{
  VanityValueId id = vanity_onnx_source_get_input (self, node, 0);
  const char *landmarks = vanity_onnx_writer_use_plain (self, id);

  if (vanity_graph_get_shape (self->graph, id)->dim[2] == 2)
    return landmarks;
  return pick (self, node, landmarks, 2, (const gint64[]){ 0, 1 }, 2);
}

/* The matrix [4, 4], input 1, turned round, its first two columns: [4, 2], what x, y, z and 1 each
 * give to the new x and y. */
static const char *
use_matrix (VanityOnnxWriter *self, const VanityOnnxSource *node)
{
  const char *matrix
      = vanity_onnx_writer_use_plain (self, vanity_onnx_source_get_input (self, node, 1));
  Onnx__NodeProto *proto;

  matrix = vanity_onnx_writer_add_reshape (self, node, matrix, (const gint64[]){ 4, 4 }, 2);
  matrix = vanity_onnx_writer_add_step (self, node, "Transpose", &matrix, 1, &proto);
  vanity_onnx_proto_set_ints (proto, "perm", (const gint64[]){ 1, 0 }, 2);
  return pick (self, node, matrix, 1, (const gint64[]){ 0, 1 }, 2);
}

gboolean
vanity_onnx_emit_transform_landmarks (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                      GError **error)
{
  VanityValueId in = vanity_onnx_source_get_input (self, node, 0);
  const char *matrix = use_matrix (self, node), *parts[2];

  parts[0] = use_points (self, node);
  parts[0] = vanity_onnx_writer_add_pair (
      self, node, "MatMul", parts[0], pick (self, node, matrix, 0, (const gint64[]){ 0, 1 }, 2));
  parts[1] = pick (self, node, matrix, 0, (const gint64[]){ 3 }, 1);
  if (node->shape->dim[2] == 2)
    {
      vanity_onnx_writer_add (self, "Add", parts, 2,
                              vanity_onnx_writer_name (self, node->out, FALSE));
      return TRUE;
    }
  parts[0] = vanity_onnx_writer_add_pair (self, node, "Add", parts[0], parts[1]);
  parts[1]
      = pick (self, node, vanity_onnx_writer_use_plain (self, in), 2, (const gint64[]){ 2 }, 1);
  join (self, node, parts, 2, 2, TRUE);
  return TRUE;
}

/* 0.5, 1.5, …, the middles of `count` pixels, times what one of them gives. */
static const char *
add_middles (VanityOnnxWriter *self, const VanityOnnxSource *node, const VanityShape *shape,
             const char *each)
{
  gint64 count = vanity_shape_get_elements (shape);
  g_autofree float *middles = g_new (float, count);

  for (gint64 i = 0; i < count; i++)
    middles[i] = (float)i + 0.5f;
  return add_floats (self, node, "Mul", each, shape, middles);
}

/* GridSample, whose places go from −1 to 1 between the outer edges of the image. */
gboolean
vanity_onnx_emit_transform_tensor (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                   GError **error)
{
  VanityValueId in = vanity_onnx_source_get_input (self, node, 0);
  const VanityShape *shape = vanity_graph_get_shape (self->graph, in);
  gint64 height = node->shape->dim[1], width = node->shape->dim[2];
  const char *matrix = use_matrix (self, node), *part[3], *inputs[2];
  Onnx__NodeProto *proto;

  for (int i = 0; i < 3; i++)
    part[i] = pick (self, node, matrix, 0, (const gint64[]){ i < 2 ? i : 3 }, 1);
  part[0] = add_middles (self, node, &VANITY_SHAPE (1, width, 1), part[0]);
  part[1] = add_middles (self, node, &VANITY_SHAPE (height, 1, 1), part[1]);
  part[0] = vanity_onnx_writer_add_pair (self, node, "Add", part[0], part[1]);
  part[0] = vanity_onnx_writer_add_pair (self, node, "Add", part[0], part[2]);
  part[0] = add_floats (self, node, "Mul", part[0], &VANITY_SHAPE (2),
                        (const float[]){ 2.0f / shape->dim[2], 2.0f / shape->dim[1] });
  part[0] = add_floats (self, node, "Sub", part[0], &VANITY_SHAPE (1), (const float[]){ 1.0f });
  inputs[0] = vanity_onnx_writer_use_first (self, in, 4);
  inputs[1] = vanity_onnx_writer_add_reshape (self, node, part[0],
                                              (const gint64[]){ 1, height, width, 2 }, 4);
  proto = vanity_onnx_writer_add (self, "GridSample", inputs, 2,
                                  vanity_onnx_writer_name (self, node->out, TRUE));
  vanity_onnx_proto_set_string (proto, "mode", "bilinear");
  vanity_onnx_proto_set_string (proto, "padding_mode", "zeros");
  vanity_onnx_proto_set_int (proto, "align_corners", 0);
  return TRUE;
}

/* The direction from the left to the right landmark, [cos, sin] of its angle: [1, 1, 2]. Two in one
 * place have none, and count as lying beside each other. */
static const char *
add_direction (VanityOnnxWriter *self, const VanityOnnxSource *node, const char *points)
{
  gint64 left = vanity_onnx_source_get_int (node, "left_rotation_idx", 0);
  gint64 right = vanity_onnx_source_get_int (node, "right_rotation_idx", 0);
  const char *line
      = vanity_onnx_writer_add_pair (self, node, "Sub", pick (self, node, points, 1, &right, 1),
                                     pick (self, node, points, 1, &left, 1));
  const char *square = add_floats (self, node, "MatMul",
                                   vanity_onnx_writer_add_pair (self, node, "Mul", line, line),
                                   &VANITY_SHAPE (2, 1), (const float[]){ 1.0f, 1.0f });
  const char *none
      = add_floats (self, node, "Equal", square, &VANITY_SHAPE (1), (const float[]){ 0.0f });
  Onnx__NodeProto *proto;

  none = vanity_onnx_writer_add_step (self, node, "Cast", &none, 1, &proto);
  vanity_onnx_proto_set_int (proto, "to", ONNX__TENSOR_PROTO__DATA_TYPE__FLOAT);
  line = vanity_onnx_writer_add_pair (
      self, node, "Add", line,
      add_floats (self, node, "Mul", none, &VANITY_SHAPE (2), (const float[]){ 1.0f, 0.0f }));
  square = vanity_onnx_writer_add_pair (self, node, "Add", square, none);
  return vanity_onnx_writer_add_pair (
      self, node, "Div", line, vanity_onnx_writer_add_step (self, node, "Sqrt", &square, 1, NULL));
}

/* The least or the largest of x and of y: [1, 1, 2]. */
static const char *
add_extreme (VanityOnnxWriter *self, const VanityOnnxSource *node, const char *op,
             const char *points)
{
  const gint64 axis = 1;
  Onnx__NodeProto *proto;
  const char *name;

  if (self->opset >= 18)
    return vanity_onnx_writer_add_pair (self, node, op, points,
                                        vanity_onnx_writer_add_ints (self, node, "axes", &axis, 1));
  name = vanity_onnx_writer_add_step (self, node, op, &points, 1, &proto);
  vanity_onnx_proto_set_ints (proto, "axes", &axis, 1);
  return name;
}

static float
get_number (const VanityOnnxSource *node, const char *name, float default_value)
{
  int n_values;
  const double *value = vanity_attributes_get_floats (node->attributes, name, &n_values);

  return n_values == 1 ? (float)*value : default_value;
}

/* As the operator itself has it: turned so that the line from left to right has the angle that is
 * wanted, the points of the subset lie in a box. The output's pixels are laid over that box, and
 * the matrix says where each of them is. With the turn [[c, s], [−s, c]]:
 *
 *   matrix = turn · step, and behind it turn · (the box's middle − step · half the output) */
gboolean
vanity_onnx_emit_landmarks_to_matrix (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                      GError **error)
{
  float width = (float)vanity_onnx_source_get_int (node, "output_width", 1);
  float height = (float)vanity_onnx_source_get_int (node, "output_height", 1);
  float target = get_number (node, "target_rotation_radians", 0.0f);
  float c = cosf (target), s = sinf (target);
  const char *points = use_points (self, node), *turn, *box, *low, *high, *step, *middle;
  const char *parts[3], *rows[2];
  int n_subset;
  const gint64 *subset = vanity_attributes_get_ints (node->attributes, "subset_idxs", &n_subset);

  turn = add_floats (self, node, "MatMul", add_direction (self, node, points), &VANITY_SHAPE (2, 4),
                     (const float[]){ c, s, -s, c, s, -c, c, s });
  turn = vanity_onnx_writer_add_reshape (self, node, turn, (const gint64[]){ 2, 2 }, 2);
  box = vanity_onnx_writer_add_pair (self, node, "MatMul",
                                     pick (self, node, points, 1, subset, n_subset), turn);
  low = add_extreme (self, node, "ReduceMin", box);
  high = add_extreme (self, node, "ReduceMax", box);
  step = add_floats (self, node, "Mul", vanity_onnx_writer_add_pair (self, node, "Sub", high, low),
                     &VANITY_SHAPE (2),
                     (const float[]){ get_number (node, "scale_x", 1.0f) / width,
                                      get_number (node, "scale_y", 1.0f) / height });
  middle
      = add_floats (self, node, "Mul", vanity_onnx_writer_add_pair (self, node, "Add", low, high),
                    &VANITY_SHAPE (1), (const float[]){ 0.5f });
  middle = vanity_onnx_writer_add_pair (self, node, "Sub", middle,
                                        add_floats (self, node, "Mul", step, &VANITY_SHAPE (2),
                                                    (const float[]){ width / 2, height / 2 }));

  parts[0] = vanity_onnx_writer_add_pair (
      self, node, "Mul", turn,
      vanity_onnx_writer_add_reshape (self, node, step, (const gint64[]){ 1, 2 }, 2));
  parts[1] = vanity_onnx_writer_add_floats (self, node, "zero", &VANITY_SHAPE (2, 1),
                                            (const float[]){ 0.0f, 0.0f });
  parts[2] = vanity_onnx_writer_add_pair (
      self, node, "MatMul", turn,
      vanity_onnx_writer_add_reshape (self, node, middle, (const gint64[]){ 2, 1 }, 2));
  rows[0] = join (self, node, parts, 3, 1, FALSE);
  rows[1] = vanity_onnx_writer_add_floats (self, node, "rows", &VANITY_SHAPE (2, 4),
                                           (const float[]){ 0, 0, 1, 0, 0, 0, 0, 1 });
  rows[0] = join (self, node, rows, 2, 0, FALSE);
  rows[1] = vanity_onnx_writer_add_ints (self, node, "shape", (const gint64[]){ 1, 4, 4 }, 3);
  vanity_onnx_writer_add (self, "Reshape", rows, 2,
                          vanity_onnx_writer_name (self, node->out, FALSE));
  return TRUE;
}

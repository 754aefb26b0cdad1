#include "train/parts.h"

/* Knees of sRGB's curve, encoded and linear: IEC 61966-2-1. */
#define ENCODED_KNEE 0.04045f
#define LINEAR_KNEE 0.0031308f

VanityValueId
vanity_part_add_scalar (VanityBuilder *b, const char *op, const char *name, VanityValueId input,
                        float number)
{
  return vanity_builder_add_pair (b, op, name, input, vanity_builder_add_number (b, number));
}

VanityValueId
vanity_part_add_vector (VanityBuilder *b, const char *op, const char *name, VanityValueId input,
                        const float *numbers, int count)
{
  g_autofree char *constant = g_strdup_printf ("%s.numbers", name);
  VanityValueId id;

  if (b->error != NULL)
    return -1;
  id = vanity_graph_add_constant (b->graph, constant, VANITY_FLOAT32, &VANITY_SHAPE (count),
                                  numbers, &b->error);
  return vanity_builder_add_pair (b, op, name, input, id);
}

VanityValueId
vanity_part_add_sum (VanityBuilder *b, const char *name, VanityValueId input, const float *numbers,
                     int count)
{
  g_autofree char *terms = g_strdup_printf ("%s.terms", name);
  VanityValueId x = vanity_part_add_vector (b, "Mul", terms, input, numbers, count);

  return vanity_builder_add_node (b, "ReduceSum", name, &x, 1, "axes=[3] keepdims=1");
}

VanityValueId
vanity_part_add_slice (VanityBuilder *b, const char *name, VanityValueId input, int start, int end)
{
  return vanity_builder_add_node (b, "Slice", name, &input, 1, "starts=[%d] ends=[%d] axes=[3]",
                                  start, end);
}

VanityValueId
vanity_part_add_concat (VanityBuilder *b, const char *name, const VanityValueId *inputs, int count)
{
  return vanity_builder_add_node (b, "Concat", name, inputs, count, "axis=3");
}

VanityValueId
vanity_part_add_mean (VanityBuilder *b, const char *name, VanityValueId input)
{
  return vanity_builder_add_node (b, "ReduceMean", name, &input, 1, "axes=[1,2] keepdims=0");
}

VanityValueId
vanity_part_add_everywhere (VanityBuilder *b, const char *name, VanityValueId input)
{
  return vanity_builder_add_node (b, "Unsqueeze", name, &input, 1, "axes=[1,2]");
}

VanityValueId
vanity_part_add_smooth (VanityBuilder *b, const char *name, VanityValueId input, int side)
{
  int pad = side / 2;

  return vanity_builder_add_node (b, "AveragePool", name, &input, 1,
                                  "kernel_shape=[%d,%d] pads=[%d,%d,%d,%d]", side, side, pad, pad,
                                  pad, pad);
}

/* One curve of two parts, each with the other's part held at the knee: scale · x below it, and
 * (a · x + c)^power above. No gradient is without bounds. */
VanityValueId
vanity_part_add_linear (VanityBuilder *b, const char *name, VanityValueId encoded)
{
  VanityValueId high = vanity_part_add_scalar (b, "Max", name, encoded, ENCODED_KNEE);
  VanityValueId low = vanity_part_add_scalar (b, "Min", name, encoded, ENCODED_KNEE);

  high = vanity_part_add_scalar (b, "Mul", name,
                                 vanity_part_add_scalar (b, "Add", name, high, 0.055f), 1 / 1.055f);
  high = vanity_part_add_scalar (b, "Pow", name, high, 2.4f);
  low = vanity_part_add_scalar (
      b, "Mul", name, vanity_part_add_scalar (b, "Sub", name, low, ENCODED_KNEE), 1 / 12.92f);
  return vanity_builder_add_pair (b, "Add", name, high, low);
}

VanityValueId
vanity_part_add_encoded (VanityBuilder *b, const char *name, VanityValueId linear)
{
  VanityValueId high = vanity_part_add_scalar (b, "Max", name, linear, LINEAR_KNEE);
  VanityValueId low = vanity_part_add_scalar (b, "Min", name, linear, LINEAR_KNEE);

  high = vanity_part_add_scalar (b, "Mul", name,
                                 vanity_part_add_scalar (b, "Pow", name, high, 1 / 2.4f), 1.055f);
  high = vanity_part_add_scalar (b, "Sub", name, high, 0.055f);
  low = vanity_part_add_scalar (b, "Mul", name,
                                vanity_part_add_scalar (b, "Sub", name, low, LINEAR_KNEE), 12.92f);
  return vanity_builder_add_pair (b, "Add", name, high, low);
}

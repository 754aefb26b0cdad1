#include "net.h"

#include <math.h>

static const gint64 to_last[] = { 0, 2, 3, 1 };
static const gint64 to_first[] = { 0, 3, 1, 2 };

Net *
net_new (const char *name, gboolean channels_last)
{
  Net *net = g_new0 (Net, 1);

  net->graph = vanity_graph_new (name);
  net->random = g_rand_new_with_seed (1);
  net->channels_last = channels_last;
  net->batch = 1;
  return net;
}

void
net_free (Net *net)
{
  g_clear_pointer (&net->graph, vanity_graph_free);
  g_rand_free (net->random);
  g_free (net);
}

static VanityValueId
add_node (Net *net, const char *op, const VanityValueId *inputs, int n_inputs,
          VanityAttributes *attributes)
{
  g_autoptr (GError) error = NULL;
  VanityValueId output;

  if (!vanity_graph_add_node (net->graph, op, op, inputs, n_inputs, attributes, &output, 1, &error))
    g_error ("%s", error->message);
  return output;
}

/* Numbers drawn evenly from [low, high). */
static VanityValueId
add_random (Net *net, const char *name, const VanityShape *shape, double low, double high)
{
  g_autoptr (GError) error = NULL;
  gint64 n_values = vanity_shape_get_elements (shape);
  g_autofree float *values = g_new (float, n_values);
  float scale = (float)((high - low) / 0x1p32);
  VanityValueId id;

  for (gint64 i = 0; i < n_values; i++)
    values[i] = (float)low + (float)g_rand_int (net->random) * scale;
  id = vanity_graph_add_constant (net->graph, name, VANITY_FLOAT32, shape, values, &error);
  if (id < 0)
    g_error ("%s", error->message);
  vanity_graph_set_trainable (net->graph, id, net->learns);
  net->n_parameters += n_values;
  return id;
}

static const VanityShape *
get_shape (Net *net, VanityValueId id)
{
  return vanity_graph_get_shape (net->graph, id);
}

static gint64
get_channels (Net *net, VanityValueId id)
{
  const VanityShape *shape = get_shape (net, id);

  return shape->dim[shape->rank - 1];
}

static VanityValueId
transpose (Net *net, VanityValueId input, const gint64 *perm)
{
  VanityAttributes *attributes = vanity_attributes_new ();

  vanity_attributes_set_ints (attributes, "perm", perm, 4);
  return add_node (net, "Transpose", &input, 1, attributes);
}

VanityValueId
net_add_input (Net *net, int channels, int height, int width)
{
  g_autoptr (GError) error = NULL;
  VanityShape shape = net->channels_last ? VANITY_SHAPE (net->batch, height, width, channels)
                                         : VANITY_SHAPE (net->batch, channels, height, width);
  VanityValueId id = vanity_graph_add_input (net->graph, "input", &shape, &error);

  if (id < 0)
    g_error ("%s", error->message);
  return net->channels_last ? id : transpose (net, id, to_last);
}

void
net_add_output (Net *net, VanityValueId value)
{
  gboolean turns = get_shape (net, value)->rank == 4 && !net->channels_last;

  vanity_graph_add_output (net->graph, turns ? transpose (net, value, to_first) : value);
}

VanityValueId
net_add (Net *net, const char *op, VanityValueId input)
{
  return add_node (net, op, &input, 1, NULL);
}

VanityValueId
net_add_pair (Net *net, const char *op, VanityValueId one, VanityValueId other)
{
  return add_node (net, op, (VanityValueId[]){ one, other }, 2, NULL);
}

VanityValueId
net_concat (Net *net, VanityValueId one, VanityValueId other)
{
  VanityAttributes *attributes = vanity_attributes_new ();

  vanity_attributes_set_int (attributes, "axis", 3);
  return add_node (net, "Concat", (VanityValueId[]){ one, other }, 2, attributes);
}

VanityValueId
net_clip (Net *net, VanityValueId input, double low, double high)
{
  VanityAttributes *attributes = vanity_attributes_new ();

  vanity_attributes_set_float (attributes, "min", low);
  vanity_attributes_set_float (attributes, "max", high);
  return add_node (net, "Clip", &input, 1, attributes);
}

VanityValueId
net_leaky_relu (Net *net, VanityValueId input, double slope)
{
  VanityAttributes *attributes = vanity_attributes_new ();

  vanity_attributes_set_float (attributes, "alpha", slope);
  return add_node (net, "LeakyRelu", &input, 1, attributes);
}

VanityValueId
net_flatten (Net *net, VanityValueId input)
{
  return net_add (net, "Flatten", net->channels_last ? input : transpose (net, input, to_first));
}

static void
set_square (VanityAttributes *attributes, const char *name, int value, int n_values)
{
  gint64 values[] = { value, value, value, value };

  vanity_attributes_set_ints (attributes, name, values, n_values);
}

VanityValueId
net_max_pool (Net *net, VanityValueId input, int kernel, int stride, int pad)
{
  VanityAttributes *attributes = vanity_attributes_new ();

  set_square (attributes, "kernel_shape", kernel, 2);
  set_square (attributes, "strides", stride, 2);
  set_square (attributes, "pads", pad, 4);
  return add_node (net, "MaxPool", &input, 1, attributes);
}

VanityValueId
net_enlarge (Net *net, VanityValueId input)
{
  VanityAttributes *attributes = vanity_attributes_new ();

  vanity_attributes_set_floats (attributes, "scales", (double[]){ 1, 2, 2, 1 }, 4);
  vanity_attributes_set_string (attributes, "mode", "nearest");
  vanity_attributes_set_string (attributes, "coordinate_transformation_mode", "asymmetric");
  vanity_attributes_set_string (attributes, "nearest_mode", "floor");
  return add_node (net, "Resize", &input, 1, attributes);
}

/* So many products are added up for one number. */
static VanityValueId
add_weights (Net *net, const VanityShape *shape, double n_products)
{
  double reach = sqrt (6.0 / n_products);

  return add_random (net, "weights", shape, -reach, reach);
}

static VanityValueId
add_conv (Net *net, const char *op, VanityValueId input, const NetConv *conv, double taps)
{
  VanityAttributes *attributes = vanity_attributes_new ();
  int group = MAX (conv->group, 1);
  gint64 depth = get_channels (net, input) / group;
  VanityShape shape = VANITY_SHAPE (conv->channels, conv->kernel, conv->kernel, depth);
  VanityValueId inputs[] = { input, add_weights (net, &shape, taps * (double)depth), -1 };

  set_square (attributes, "kernel_shape", conv->kernel, 2);
  set_square (attributes, "strides", conv->stride, 2);
  set_square (attributes, "pads", conv->pad, 4);
  vanity_attributes_set_int (attributes, "group", group);
  if (conv->bias)
    inputs[2] = add_random (net, "bias", &VANITY_SHAPE (conv->channels), -0.1, 0.1);
  return add_node (net, op, inputs, conv->bias ? 3 : 2, attributes);
}

VanityValueId
net_conv (Net *net, VanityValueId input, const NetConv *conv)
{
  return add_conv (net, "Conv", input, conv, conv->kernel * conv->kernel);
}

VanityValueId
net_conv_transpose (Net *net, VanityValueId input, const NetConv *conv)
{
  double along = (double)conv->kernel / conv->stride;

  return add_conv (net, "ConvTranspose", input, conv, along * along);
}

VanityValueId
net_dense (Net *net, VanityValueId input, int columns)
{
  VanityAttributes *attributes = vanity_attributes_new ();
  gint64 rows = get_channels (net, input);
  VanityValueId inputs[] = { input, add_weights (net, &VANITY_SHAPE (columns, rows), (double)rows),
                             add_random (net, "bias", &VANITY_SHAPE (columns), -0.1, 0.1) };

  vanity_attributes_set_int (attributes, "transB", 1);
  return add_node (net, "Gemm", inputs, 3, attributes);
}

VanityValueId
net_batch_norm (Net *net, VanityValueId input)
{
  VanityShape shape = VANITY_SHAPE (get_channels (net, input));
  VanityValueId inputs[] = { input, add_random (net, "scale", &shape, 0.8, 1.2),
                             add_random (net, "offset", &shape, -0.1, 0.1),
                             add_random (net, "mean", &shape, -0.1, 0.1),
                             add_random (net, "variance", &shape, 0.8, 1.2) };

  /* The statistics are no parameters. */
  net->n_parameters -= 2 * shape.dim[0];
  for (int i = 3; i < 5; i++)
    vanity_graph_set_trainable (net->graph, inputs[i], FALSE);
  return add_node (net, "BatchNormalization", inputs, 5, NULL);
}

VanityValueId
net_instance_norm (Net *net, VanityValueId input)
{
  VanityShape shape = VANITY_SHAPE (get_channels (net, input));
  VanityValueId inputs[] = { input, add_random (net, "scale", &shape, 0.8, 1.2),
                             add_random (net, "offset", &shape, -0.1, 0.1) };

  return add_node (net, "InstanceNormalization", inputs, 3, NULL);
}

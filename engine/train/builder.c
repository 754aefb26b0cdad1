#include "train/builder.h"

#include "base/error.h"

#include <locale.h>

void
vanity_builder_init (VanityBuilder *self, VanityGraph *graph, VanityRandom *random)
{
  *self = (VanityBuilder){ .graph = graph,
                           .random = random,
                           .parameters
                           = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
}

gboolean
vanity_builder_finish (VanityBuilder *self, GError **error)
{
  g_clear_pointer (&self->parameters, g_hash_table_unref);
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

VanityValueId
vanity_builder_add_input (VanityBuilder *self, const char *name, const VanityShape *shape)
{
  return self->error != NULL ? -1 : vanity_graph_add_input (self->graph, name, shape, &self->error);
}

VanityValueId
vanity_builder_add_number (VanityBuilder *self, float value)
{
  if (self->error != NULL)
    return -1;
  return vanity_graph_add_constant (self->graph, NULL, VANITY_FLOAT32, &(VanityShape){ 0 }, &value,
                                    &self->error);
}

/* Takes `attributes`. */
static VanityValueId
add_node (VanityBuilder *self, const char *op, const char *name, const VanityValueId *inputs,
          int n_inputs, VanityAttributes *attributes)
{
  VanityValueId output = -1;

  if (self->error != NULL)
    vanity_attributes_free (attributes);
  else if (!vanity_graph_add_node (self->graph, op, name, inputs, n_inputs, attributes, &output, 1,
                                   &self->error))
    output = -1;
  return output;
}

/* With a decimal point, whatever people here write. */
static char *
format_numbers (const char *format, va_list arguments)
{
  locale_t plain = newlocale (LC_NUMERIC_MASK, "C", duplocale (uselocale ((locale_t)0)));
  locale_t own = uselocale (plain);
  char *text = g_strdup_vprintf (format, arguments);

  uselocale (own);
  freelocale (plain);
  return text;
}

VanityValueId
vanity_builder_add_node (VanityBuilder *self, const char *op, const char *name,
                         const VanityValueId *inputs, int n_inputs, const char *attributes, ...)
{
  g_autofree char *text = NULL;
  VanityAttributes *parsed;
  va_list arguments;

  if (self->error != NULL)
    return -1;
  va_start (arguments, attributes);
  text = format_numbers (attributes, arguments);
  va_end (arguments);
  parsed = vanity_attributes_parse (text, &self->error);
  if (parsed == NULL)
    {
      g_prefix_error (&self->error, "Layer “%s” (%s): ", name, op);
      return -1;
    }
  return add_node (self, op, name, inputs, n_inputs, parsed);
}

VanityValueId
vanity_builder_add_map (VanityBuilder *self, const char *op, const char *name, VanityValueId input)
{
  return add_node (self, op, name, &input, 1, NULL);
}

VanityValueId
vanity_builder_add_pair (VanityBuilder *self, const char *op, const char *name, VanityValueId one,
                         VanityValueId other)
{
  return add_node (self, op, name, (VanityValueId[]){ one, other }, 2, NULL);
}

VanityValueId
vanity_builder_add_stopped (VanityBuilder *self, const char *name, VanityValueId input)
{
  VanityValueId output = vanity_builder_add_map (self, "Identity", name, input);

  if (self->error == NULL)
    vanity_graph_stop_gradient (self->graph, output);
  return output;
}

/* The value "LAYER.PART", made when it is asked for first. What no gradient teaches is no other
 * value where it is frozen. */
static VanityValueId
add_constant (VanityBuilder *self, const char *layer, const char *part, const VanityShape *shape,
              VanityInit init, gint64 fan_in, gint64 fan_out, gboolean trainable)
{
  g_autofree char *name = g_strdup_printf ("%s.%s", layer, part);
  g_autofree float *values = NULL;
  gpointer known;
  VanityValueId id;

  if (self->error != NULL)
    return -1;
  if (g_hash_table_lookup_extended (self->parameters, name, NULL, &known))
    {
      id = GPOINTER_TO_INT (known);
      if (vanity_shape_equal (vanity_graph_get_shape (self->graph, id), shape))
        return self->frozen && trainable ? vanity_graph_add_frozen (self->graph, id, &self->error)
                                         : id;
      g_set_error (&self->error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "Layer “%s”: “%s” has another shape where it was added before", layer, name);
      return -1;
    }
  values = g_try_new (float, MAX (vanity_shape_get_elements (shape), 1));
  if (values == NULL)
    {
      g_set_error (&self->error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   "Layer “%s”: there is no memory for “%s”", layer, name);
      return -1;
    }
  vanity_init_fill (init, shape, fan_in, fan_out, self->random, values);
  id = vanity_graph_add_constant (self->graph, name, VANITY_FLOAT32, shape, values, &self->error);
  if (id < 0)
    return -1;
  vanity_graph_set_trainable (self->graph, id, trainable);
  g_hash_table_insert (self->parameters, g_steal_pointer (&name), GINT_TO_POINTER (id));
  return id;
}

VanityValueId
vanity_builder_add_parameter (VanityBuilder *self, const char *layer, const char *part,
                              const VanityShape *shape, VanityInit init, gint64 fan_in,
                              gint64 fan_out)
{
  return add_constant (self, layer, part, shape, init, fan_in, fan_out, TRUE);
}

/* Of `input`, if it has from `low` to `high` dimensions. */
static const VanityShape *
get_shape (VanityBuilder *self, VanityValueId input, int low, int high, const char *layer)
{
  const VanityShape *shape;

  if (self->error != NULL)
    return NULL;
  shape = input < 0 ? NULL : vanity_graph_get_shape (self->graph, input);
  if (shape != NULL && shape->rank >= low && shape->rank <= high)
    return shape;
  if (low == high)
    g_set_error (&self->error, VANITY_ERROR, VANITY_ERROR_VALUE,
                 "Layer “%s”: its input must have %d dimensions", layer, low);
  else
    g_set_error (&self->error, VANITY_ERROR, VANITY_ERROR_VALUE,
                 "Layer “%s”: its input must have from %d to %d dimensions", layer, low, high);
  return NULL;
}

static VanityValueId
add_window (VanityBuilder *self, const char *op, const char *name, VanityValueId input,
            const VanityShape *weights, int stride, int pad, VanityInit init, gint64 fan_in,
            gint64 fan_out)
{
  VanityShape bias = VANITY_SHAPE (weights->dim[0]);
  VanityAttributes *attributes = vanity_attributes_new ();
  VanityValueId ids[3] = { input };

  ids[1] = vanity_builder_add_parameter (self, name, "weights", weights, init, fan_in, fan_out);
  ids[2] = vanity_builder_add_parameter (self, name, "bias", &bias, VANITY_INIT_ZEROS, 1, 1);
  vanity_attributes_set_ints (attributes, "strides", (gint64[]){ stride, stride }, 2);
  vanity_attributes_set_ints (attributes, "pads", (gint64[]){ pad, pad, pad, pad }, 4);
  return add_node (self, op, name, ids, 3, attributes);
}

VanityValueId
vanity_builder_add_conv (VanityBuilder *self, const char *name, VanityValueId input, int channels,
                         int kernel, int stride, int pad, VanityInit init)
{
  const VanityShape *shape = get_shape (self, input, 4, 4, name);
  gint64 area = (gint64)kernel * kernel;

  if (shape == NULL)
    return -1;
  return add_window (self, "Conv", name, input,
                     &VANITY_SHAPE (channels, kernel, kernel, shape->dim[3]), stride, pad, init,
                     area * shape->dim[3], area * channels);
}

VanityValueId
vanity_builder_add_conv_transpose (VanityBuilder *self, const char *name, VanityValueId input,
                                   int channels, int kernel, int stride, int pad, VanityInit init)
{
  const VanityShape *shape = get_shape (self, input, 4, 4, name);
  gint64 area = (gint64)kernel * kernel;

  if (shape == NULL)
    return -1;
  /* Of the taps, only every stride-th along each axis reaches an output. */
  return add_window (self, "ConvTranspose", name, input,
                     &VANITY_SHAPE (channels, kernel, kernel, shape->dim[3]), stride, pad, init,
                     MAX (area * shape->dim[3] / MAX ((gint64)stride * stride, 1), 1),
                     area * channels);
}

VanityValueId
vanity_builder_add_dense (VanityBuilder *self, const char *name, VanityValueId input, int units,
                          VanityInit init)
{
  const VanityShape *shape = get_shape (self, input, 2, 2, name);
  VanityValueId ids[3] = { input };
  gint64 in;

  if (shape == NULL)
    return -1;
  in = shape->dim[1];
  ids[1] = vanity_builder_add_parameter (self, name, "weights", &VANITY_SHAPE (in, units), init, in,
                                         units);
  ids[2] = vanity_builder_add_parameter (self, name, "bias", &VANITY_SHAPE (units),
                                         VANITY_INIT_ZEROS, 1, 1);
  return add_node (self, "Gemm", name, ids, 3, NULL);
}

VanityValueId
vanity_builder_add_normalization (VanityBuilder *self, const char *op, const char *name,
                                  VanityValueId input)
{
  static const struct
  {
    const char *part;
    VanityInit init;
  } parts[] = { { "scale", VANITY_INIT_ONES },
                { "bias", VANITY_INIT_ZEROS },
                { "mean", VANITY_INIT_ZEROS },
                { "variance", VANITY_INIT_ONES } };
  const VanityShape *shape = get_shape (self, input, 2, VANITY_MAX_RANK, name);
  VanityValueId ids[5] = { input };
  VanityShape channels;
  int n_parts = g_str_equal (op, "BatchNormalization") ? 4 : 2;

  if (shape == NULL)
    return -1;
  channels = VANITY_SHAPE (shape->dim[shape->rank - 1]);
  for (int i = 0; i < n_parts; i++)
    ids[i + 1] = add_constant (self, name, parts[i].part, &channels, parts[i].init, 1, 1, i < 2);
  return add_node (self, op, name, ids, n_parts + 1, NULL);
}

VanityValueId
vanity_builder_add_pool (VanityBuilder *self, const char *op, const char *name, VanityValueId input,
                         int size)
{
  VanityAttributes *attributes = vanity_attributes_new ();

  vanity_attributes_set_ints (attributes, "kernel_shape", (gint64[]){ size, size }, 2);
  vanity_attributes_set_ints (attributes, "strides", (gint64[]){ size, size }, 2);
  return add_node (self, op, name, &input, 1, attributes);
}

#include "train/builder.h"

#include "base/error.h"

#include <math.h>

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

/* A parameter, made when it is asked for first. `fan_in` of 0 makes it of zeros. */
static VanityValueId
add_parameter (VanityBuilder *self, const char *layer, const char *part, const VanityShape *shape,
               VanityInit init, gint64 fan_in, gint64 fan_out)
{
  g_autofree char *name = g_strdup_printf ("%s.%s", layer, part);
  gint64 count = vanity_shape_get_elements (shape);
  g_autofree float *values = NULL;
  gpointer known;
  VanityValueId id;

  if (self->error != NULL)
    return -1;
  if (g_hash_table_lookup_extended (self->parameters, name, NULL, &known))
    return self->frozen
               ? vanity_graph_add_frozen (self->graph, GPOINTER_TO_INT (known), &self->error)
               : GPOINTER_TO_INT (known);
  values = g_new0 (float, MAX (count, 1));
  for (gint64 i = 0; fan_in > 0 && i < count; i++)
    values[i]
        = init == VANITY_INIT_GLOROT
              ? (2.0 * vanity_random_uniform (self->random) - 1.0) * sqrt (6.0 / (fan_in + fan_out))
              : vanity_random_normal (self->random) * sqrt (2.0 / fan_in);
  id = vanity_graph_add_constant (self->graph, name, VANITY_FLOAT32, shape, values, &self->error);
  if (id < 0)
    return -1;
  vanity_graph_set_trainable (self->graph, id, TRUE);
  g_hash_table_insert (self->parameters, g_steal_pointer (&name), GINT_TO_POINTER (id));
  return id;
}

static const VanityShape *
get_shape (VanityBuilder *self, VanityValueId value, int rank, const char *layer)
{
  const VanityShape *shape;

  if (self->error != NULL)
    return NULL;
  shape = vanity_graph_get_shape (self->graph, value);
  if (shape != NULL && shape->rank == rank)
    return shape;
  g_set_error (&self->error, VANITY_ERROR, VANITY_ERROR_VALUE,
               "Layer “%s”: its input must have %d dimensions", layer, rank);
  return NULL;
}

VanityValueId
vanity_builder_add_conv (VanityBuilder *self, const char *name, VanityValueId input, int channels,
                         int kernel, int stride, int pad, VanityInit init)
{
  const VanityShape *shape = get_shape (self, input, 4, name);
  VanityAttributes *attributes;
  VanityValueId ids[3] = { input };
  gint64 area = (gint64)kernel * kernel, in;

  if (shape == NULL)
    return -1;
  in = shape->dim[3];
  ids[1] = add_parameter (self, name, "weights", &VANITY_SHAPE (channels, kernel, kernel, in), init,
                          area * in, area * channels);
  ids[2] = add_parameter (self, name, "bias", &VANITY_SHAPE (channels), init, 0, 0);
  attributes = vanity_attributes_new ();
  vanity_attributes_set_ints (attributes, "strides", (gint64[]){ stride, stride }, 2);
  vanity_attributes_set_ints (attributes, "pads", (gint64[]){ pad, pad, pad, pad }, 4);
  return add_node (self, "Conv", name, ids, 3, attributes);
}

VanityValueId
vanity_builder_add_dense (VanityBuilder *self, const char *name, VanityValueId input, int units,
                          VanityInit init)
{
  const VanityShape *shape = get_shape (self, input, 2, name);
  VanityValueId ids[3] = { input };
  gint64 in;

  if (shape == NULL)
    return -1;
  in = shape->dim[1];
  ids[1] = add_parameter (self, name, "weights", &VANITY_SHAPE (in, units), init, in, units);
  ids[2] = add_parameter (self, name, "bias", &VANITY_SHAPE (units), init, 0, 0);
  return add_node (self, "Gemm", name, ids, 3, NULL);
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
vanity_builder_add_input (VanityBuilder *self, const char *name, const VanityShape *shape)
{
  return self->error != NULL ? -1 : vanity_graph_add_input (self->graph, name, shape, &self->error);
}

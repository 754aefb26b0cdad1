#include "model/onnx-write-private.h"

#include <string.h>

VanityValueId
vanity_onnx_source_get_input (VanityOnnxWriter *self, const VanityOnnxSource *node, int index)
{
  return index < node->n_inputs ? vanity_graph_get_node_input (self->graph, node->index, index)
                                : -1;
}

int
vanity_onnx_axis_to_first (int axis, int rank)
{
  return axis == 0 ? 0 : axis == rank - 1 ? 1 : axis + 1;
}

/* The other way. */
static int
axis_to_plain (int axis, int rank)
{
  return axis == 0 ? 0 : axis == 1 ? rank - 1 : axis - 1;
}

static gpointer
get_first_key (VanityValueId id, int rank)
{
  return GINT_TO_POINTER (id * (VANITY_MAX_RANK + 1) + rank);
}

static int
get_rank (VanityOnnxWriter *self, VanityValueId id)
{
  return vanity_graph_get_shape (self->graph, id)->rank;
}

static const char *
find_plain (VanityOnnxWriter *self, VanityValueId id)
{
  return g_hash_table_lookup (self->plain, GINT_TO_POINTER (id));
}

static const char *
find_first (VanityOnnxWriter *self, VanityValueId id, int rank)
{
  return g_hash_table_lookup (self->first, get_first_key (id, rank));
}

void
vanity_onnx_writer_alias (VanityOnnxWriter *self, VanityValueId id, gboolean first,
                          const char *name)
{
  if (first)
    g_hash_table_insert (self->first, get_first_key (id, get_rank (self, id)), (gpointer)name);
  else
    g_hash_table_insert (self->plain, GINT_TO_POINTER (id), (gpointer)name);
}

const char *
vanity_onnx_writer_name (VanityOnnxWriter *self, VanityValueId id, gboolean first)
{
  const char *name = vanity_onnx_writer_take_name (
      self, vanity_graph_get_value_name (self->graph, id), first ? "/first" : "");

  vanity_onnx_writer_alias (self, id, first, name);
  return name;
}

gboolean
vanity_onnx_writer_is_first (VanityOnnxWriter *self, VanityValueId id)
{
  return vanity_graph_get_constant (self->graph, id) == NULL
         && find_first (self, id, get_rank (self, id)) != NULL;
}

static void
add_transpose (VanityOnnxWriter *self, const char *from, const char *to, int rank,
               int (*find_axis) (int, int))
{
  Onnx__NodeProto *proto = vanity_onnx_writer_add (self, "Transpose", &from, 1, to);
  gint64 perm[VANITY_MAX_RANK];

  for (int i = 0; i < rank; i++)
    perm[i] = find_axis (i, rank);
  vanity_onnx_proto_set_ints (proto, "perm", perm, rank);
}

const char *
vanity_onnx_writer_use_plain (VanityOnnxWriter *self, VanityValueId id)
{
  const VanityShape *shape = vanity_graph_get_shape (self->graph, id);
  VanityDataType type = vanity_graph_get_type (self->graph, id);
  gsize bytes = vanity_shape_get_elements (shape) * vanity_data_type_get_size (type);
  gconstpointer data = vanity_graph_get_constant (self->graph, id);
  const char *name = find_plain (self, id);

  if (name != NULL)
    return name;
  name = vanity_onnx_writer_name (self, id, FALSE);
  if (data == NULL)
    add_transpose (self, find_first (self, id, shape->rank), name, shape->rank,
                   vanity_onnx_axis_to_first);
  else if (vanity_onnx_writer_has_room (self, bytes))
    vanity_onnx_writer_add_tensor (self, name, type, shape, g_memdup2 (data, bytes));
  return name;
}

/* A constant [n, …, c], seen with `rank` dimensions, as [n, c, …]. */
static void
add_turned (VanityOnnxWriter *self, VanityValueId id, const char *name, int rank)
{
  const VanityShape *shape = vanity_graph_get_shape (self->graph, id);
  const float *from = vanity_graph_get_constant (self->graph, id);
  gsize bytes = vanity_shape_get_elements (shape) * sizeof *from;
  VanityShape seen = { .rank = rank }, turned = { .rank = rank };
  gint64 pixels, channels;
  float *to;

  if (!vanity_onnx_writer_has_room (self, bytes))
    return;
  for (int i = 0; i < rank; i++)
    seen.dim[i] = i < rank - shape->rank ? 1 : shape->dim[i - (rank - shape->rank)];
  for (int i = 0; i < rank; i++)
    turned.dim[i] = seen.dim[axis_to_plain (i, rank)];
  channels = seen.dim[rank - 1];
  pixels = vanity_shape_get_extent (&seen, 1, rank - 1);
  to = g_malloc (MAX (bytes, 1));
  for (gint64 n = 0; n < seen.dim[0]; n++)
    for (gint64 pixel = 0; pixel < pixels; pixel++)
      for (gint64 c = 0; c < channels; c++)
        to[(n * channels + c) * pixels + pixel] = from[(n * pixels + pixel) * channels + c];
  vanity_onnx_writer_add_tensor (self, name, VANITY_FLOAT32, &turned, to);
}

const char *
vanity_onnx_writer_use_first (VanityOnnxWriter *self, VanityValueId id, int rank)
{
  const char *name = find_first (self, id, rank);

  if (name != NULL)
    return name;
  name = vanity_onnx_writer_take_name (self, vanity_graph_get_value_name (self->graph, id),
                                       "/first");
  g_hash_table_insert (self->first, get_first_key (id, rank), (gpointer)name);
  if (vanity_graph_get_constant (self->graph, id) != NULL)
    add_turned (self, id, name, rank);
  else
    add_transpose (self, find_plain (self, id), name, rank, axis_to_plain);
  return name;
}

const char *
vanity_onnx_writer_use (VanityOnnxWriter *self, VanityValueId id, gboolean first, int rank)
{
  /* A single number is the same in any order. */
  gboolean number = vanity_graph_get_constant (self->graph, id) != NULL
                    && vanity_shape_get_elements (vanity_graph_get_shape (self->graph, id)) == 1;

  return first && !number ? vanity_onnx_writer_use_first (self, id, rank)
                          : vanity_onnx_writer_use_plain (self, id);
}

void
vanity_onnx_source_get_ints (VanityOnnxWriter *self, const VanityOnnxSource *node, int index,
                             const char *name, gint64 *values, int *n_values)
{
  VanityValueId id = index < 0 ? -1 : vanity_onnx_source_get_input (self, node, index);
  const gint64 *ints;

  if (id >= 0)
    {
      ints = vanity_graph_get_constant (self->graph, id);
      *n_values = vanity_shape_get_elements (vanity_graph_get_shape (self->graph, id));
    }
  else
    {
      ints = vanity_attributes_get_ints (node->attributes, name, n_values);
    }
  if (*n_values > 0)
    memcpy (values, ints, *n_values * sizeof *values);
}

void
vanity_onnx_source_get_floats (VanityOnnxWriter *self, const VanityOnnxSource *node, int index,
                               const char *name, float *values, int *n_values)
{
  VanityValueId id = vanity_onnx_source_get_input (self, node, index);
  const double *floats;

  if (id >= 0)
    {
      *n_values = vanity_shape_get_elements (vanity_graph_get_shape (self->graph, id));
      if (*n_values > 0)
        memcpy (values, vanity_graph_get_constant (self->graph, id), *n_values * sizeof *values);
      return;
    }
  floats = vanity_attributes_get_floats (node->attributes, name, n_values);
  for (int i = 0; i < *n_values; i++)
    values[i] = (float)floats[i];
}

gint64
vanity_onnx_source_get_int (const VanityOnnxSource *node, const char *name, gint64 default_value)
{
  int n_values;
  const gint64 *value = vanity_attributes_get_ints (node->attributes, name, &n_values);

  return n_values == 1 ? *value : default_value;
}

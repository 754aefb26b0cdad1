#include "model/onnx.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#define MAX_NAME_BYTES 120

char *
vanity_onnx_dup_name (const char *name)
{
  char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);

  if (strlen (valid) > MAX_NAME_BYTES)
    *g_utf8_find_prev_char (valid, valid + MAX_NAME_BYTES) = '\0';
  for (char *c = valid; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = '?';
  return valid;
}

VanityOnnxValue *
vanity_onnx_value_new (const char *name, int type, const VanityShape *shape)
{
  VanityOnnxValue *value = g_new0 (VanityOnnxValue, 1);

  value->name = vanity_onnx_dup_name (name);
  value->type = type;
  value->shape = *shape;
  value->data_type = vanity_onnx_type_is_float (type) ? VANITY_FLOAT32 : VANITY_INT64;
  value->forms = g_array_new (FALSE, FALSE, sizeof (VanityOnnxForm));
  return value;
}

void
vanity_onnx_value_free (VanityOnnxValue *value)
{
  g_free (value->name);
  g_free (value->data);
  g_array_unref (value->forms);
  g_free (value);
}

VanityOnnxValue *
vanity_onnx_value_new_constant (VanityOnnx *self, const char *name, int type,
                                const VanityShape *shape, GError **error)
{
  gint64 elements = vanity_shape_get_elements (shape);
  g_autofree char *valid = vanity_onnx_dup_name (name);
  VanityOnnxValue *value;
  gpointer data;

  if (elements < 0 || elements > self->constant_elements)
    {
      g_autofree char *text = vanity_shape_to_string (shape);
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   _ ("constant “%s” of shape %s is too large, or all constants together are"),
                   valid, text);
      return NULL;
    }
  data = g_try_malloc0_n (MAX (elements, 1),
                          vanity_onnx_type_is_float (type) ? sizeof (float) : sizeof (gint64));
  if (data == NULL)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT, _ ("no memory for constant “%s”"),
                   valid);
      return NULL;
    }
  self->constant_elements -= elements;
  value = vanity_onnx_value_new (name, type, shape);
  value->data = data;
  return value;
}

VanityOnnxOrder
vanity_onnx_order_plain (void)
{
  VanityOnnxOrder order;

  for (int i = 0; i < VANITY_MAX_RANK; i++)
    order.at[i] = i;
  return order;
}

VanityOnnxOrder
vanity_onnx_order_last (int rank)
{
  VanityOnnxOrder order = vanity_onnx_order_plain ();

  for (int i = 1; i < rank; i++)
    order.at[i] = i == rank - 1 ? 1 : i + 1;
  return order;
}

int
vanity_onnx_order_find (const VanityOnnxOrder *order, int rank, int axis)
{
  for (int i = 0; i < rank; i++)
    if (order->at[i] == axis)
      return i;
  g_return_val_if_reached (0);
}

VanityOnnxOrder
vanity_onnx_value_get_order (const VanityOnnxValue *value)
{
  if (value->data != NULL || value->forms->len == 0)
    return vanity_onnx_order_plain ();
  return g_array_index (value->forms, VanityOnnxForm, 0).order;
}

static VanityValueId
find_form (const VanityOnnxValue *value, const VanityOnnxOrder *order)
{
  for (guint i = 0; i < value->forms->len; i++)
    {
      const VanityOnnxForm *form = &g_array_index (value->forms, VanityOnnxForm, i);

      if (memcmp (form->order.at, order->at, value->shape.rank) == 0)
        return form->id;
    }
  return -1;
}

/* What float32 would change is refused: a size that lies beside the true one is worse than none.
 * The largest integers only say “to the end”. */
static gboolean
integers_to_floats (const VanityOnnxNode *node, const gint64 *in, gint64 count, float *out,
                    GError **error)
{
  for (gint64 i = 0; i < count; i++)
    {
      out[i] = in[i];
      if (ABS (out[i]) < 0x1p62f && (gint64)out[i] != in[i])
        return vanity_onnx_fail (node, VANITY_ERROR_LIMIT, error,
                                 _ ("integer %" PRId64 " is too large to compute with"), in[i]);
    }
  return TRUE;
}

/* out[graph order] = in[ONNX's order], of `shape`. */
static void
permute (const float *in, const VanityShape *shape, const VanityOnnxOrder *order, float *out)
{
  gint64 count = vanity_shape_get_elements (shape);
  gint64 strides[VANITY_MAX_RANK], dims[VANITY_MAX_RANK], index[VANITY_MAX_RANK] = { 0 };
  gint64 from = 0;

  for (int i = 0; i < shape->rank; i++)
    {
      dims[i] = shape->dim[order->at[i]];
      strides[i] = vanity_shape_get_extent (shape, order->at[i] + 1, shape->rank);
    }
  for (gint64 to = 0; to < count; to++)
    {
      out[to] = in[from];
      for (int i = shape->rank - 1; i >= 0; i--)
        {
          from += strides[i];
          if (++index[i] < dims[i])
            break;
          from -= strides[i] * dims[i];
          index[i] = 0;
        }
    }
}

static VanityShape
extend (const VanityShape *shape, int rank)
{
  VanityShape extended = { .rank = rank };

  for (int i = 0; i < rank; i++)
    extended.dim[i] = i < rank - shape->rank ? 1 : shape->dim[i - (rank - shape->rank)];
  return extended;
}

static VanityValueId
add_constant (VanityOnnx *self, const VanityOnnxNode *node, const VanityOnnxValue *value, int rank,
              const VanityOnnxOrder *order, GError **error)
{
  VanityShape shape = extend (&value->shape, rank), laid = shape;
  gint64 count = vanity_shape_get_elements (&shape);
  g_autofree float *converted = NULL;
  g_autofree float *moved = NULL;
  const float *data = value->data;
  VanityOnnxOrder plain = vanity_onnx_order_plain ();

  if (value->data_type == VANITY_INT64)
    {
      converted = g_new (float, MAX (count, 1));
      if (!integers_to_floats (node, value->data, count, converted, error))
        return -1;
      data = converted;
    }
  if (memcmp (order->at, plain.at, rank) != 0)
    {
      moved = g_new (float, MAX (count, 1));
      permute (data, &shape, order, moved);
      data = moved;
      for (int i = 0; i < rank; i++)
        laid.dim[i] = shape.dim[order->at[i]];
    }
  return vanity_graph_add_constant (self->graph, value->name, VANITY_FLOAT32, &laid, data, error);
}

VanityValueId
vanity_onnx_use (VanityOnnx *self, const VanityOnnxNode *node, VanityOnnxValue *value,
                 const VanityOnnxOrder *order, GError **error)
{
  VanityOnnxForm form = { .order = *order, .id = find_form (value, order) };
  int rank = value->shape.rank;

  /* While a node is folded, constants are for that graph only. */
  if (form.id >= 0 && !(self->folding && value->data != NULL))
    return form.id;
  if (value->data != NULL)
    {
      form.id = add_constant (self, node, value, rank, order, error);
    }
  else
    {
      const VanityOnnxForm *from = &g_array_index (value->forms, VanityOnnxForm, 0);
      VanityAttributes *attributes = vanity_attributes_new ();
      gint64 perm[VANITY_MAX_RANK];

      for (int i = 0; i < rank; i++)
        perm[i] = vanity_onnx_order_find (&from->order, rank, order->at[i]);
      vanity_attributes_set_ints (attributes, "perm", perm, rank);
      if (!vanity_onnx_add (self, node, "Transpose", &from->id, 1, attributes, &form.id, error))
        return -1;
    }
  if (form.id >= 0 && !(self->folding && value->data != NULL))
    g_array_append_val (value->forms, form);
  return form.id;
}

VanityValueId
vanity_onnx_use_broadcast (VanityOnnx *self, const VanityOnnxNode *node, VanityOnnxValue *value,
                           int rank, const VanityOnnxOrder *order, GError **error)
{
  VanityOnnxOrder plain = vanity_onnx_order_plain ();
  VanityShape shape = extend (&value->shape, rank);
  VanityAttributes *attributes;
  VanityValueId id;
  gint64 perm[VANITY_MAX_RANK];

  if (value->shape.rank == rank)
    return vanity_onnx_use (self, node, value, order, error);
  if (value->data != NULL)
    return add_constant (self, node, value, rank, order, error);
  id = vanity_onnx_use (self, node, value, &plain, error);
  if (id < 0 || memcmp (order->at, plain.at, rank) == 0)
    return id;

  attributes = vanity_attributes_new ();
  vanity_attributes_set_ints (attributes, "shape", shape.dim, rank);
  if (!vanity_onnx_add (self, node, "Reshape", &id, 1, attributes, &id, error))
    return -1;
  attributes = vanity_attributes_new ();
  for (int i = 0; i < rank; i++)
    perm[i] = order->at[i];
  vanity_attributes_set_ints (attributes, "perm", perm, rank);
  return vanity_onnx_add (self, node, "Transpose", &id, 1, attributes, &id, error) ? id : -1;
}

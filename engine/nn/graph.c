#include "nn/graph.h"

#include "base/error.h"
#include "nn/attributes.h"
#include "nn/graph-private.h"

#include <stdlib.h>
#include <string.h>

/* More than any network has; keeps a hostile file from filling the memory with nodes. */
#define MAX_VALUES 100000
#define MAX_NODE_VALUES 1024

gpointer
vanity_aligned_alloc (gsize bytes)
{
  return aligned_alloc (64, (MAX (bytes, 1) + 63) / 64 * 64);
}

void
vanity_aligned_free (gpointer data)
{
  free (data);
}

static void
value_clear (gpointer data)
{
  VanityValue *value = data;

  g_free (value->name);
  vanity_aligned_free (value->tensor.data);
}

static void
node_clear (gpointer data)
{
  VanityNode *node = data;

  g_free (node->name);
  vanity_attributes_free (node->attributes);
  g_free (node->params);
  g_free (node->inputs);
  g_free (node->outputs);
}

VanityGraph *
vanity_graph_new (const char *name)
{
  VanityGraph *self = g_new0 (VanityGraph, 1);

  self->name = g_strdup (name);
  self->values = g_array_new (FALSE, TRUE, sizeof (VanityValue));
  g_array_set_clear_func (self->values, value_clear);
  self->nodes = g_array_new (FALSE, TRUE, sizeof (VanityNode));
  g_array_set_clear_func (self->nodes, node_clear);
  self->inputs = g_array_new (FALSE, FALSE, sizeof (VanityValueId));
  self->outputs = g_array_new (FALSE, FALSE, sizeof (VanityValueId));
  return self;
}

void
vanity_graph_free (VanityGraph *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_array_unref (self->values);
  g_array_unref (self->nodes);
  g_array_unref (self->inputs);
  g_array_unref (self->outputs);
  g_free (self);
}

static gboolean
graph_check_shape (const char *what, const char *name, const VanityShape *shape, gint64 least,
                   GError **error)
{
  gint64 elements = vanity_shape_get_elements (shape);

  if (elements >= least)
    return TRUE;

  g_autofree char *text = vanity_shape_to_string (shape);
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
               "%s “%s” has shape %s; dimensions must be at least %d and their product no more "
               "than %" G_GINT64_FORMAT,
               what, name != NULL ? name : "", text, (int)least, VANITY_MAX_ELEMENTS);
  return FALSE;
}

static VanityValueId
graph_add_value (VanityGraph *self, const char *name, VanityDataType type, const VanityShape *shape,
                 gpointer data)
{
  VanityValue value
      = { .name = g_strdup (name), .tensor = { .type = type, .shape = *shape, .data = data } };

  g_array_append_val (self->values, value);
  return self->values->len - 1;
}

static gboolean
graph_check_room (VanityGraph *self, GError **error)
{
  if (self->values->len < MAX_VALUES)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT, "The network has more than %d values",
               MAX_VALUES);
  return FALSE;
}

VanityValueId
vanity_graph_add_input (VanityGraph *self, const char *name, const VanityShape *shape,
                        GError **error)
{
  VanityValueId id;

  if (!graph_check_room (self, error) || !graph_check_shape ("Input", name, shape, 1, error))
    return -1;
  id = graph_add_value (self, name, VANITY_FLOAT32, shape, NULL);
  g_array_append_val (self->inputs, id);
  return id;
}

VanityValueId
vanity_graph_add_constant (VanityGraph *self, const char *name, VanityDataType type,
                           const VanityShape *shape, gconstpointer data, GError **error)
{
  gpointer copy;
  gsize bytes;

  /* An empty list is a list, too. */
  if (!graph_check_room (self, error) || !graph_check_shape ("Constant", name, shape, 0, error))
    return -1;
  bytes = vanity_shape_get_elements (shape) * vanity_data_type_get_size (type);
  copy = vanity_aligned_alloc (bytes);
  if (copy == NULL)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   "No memory for constant “%s” of %" G_GSIZE_FORMAT " bytes",
                   name != NULL ? name : "", bytes);
      return -1;
    }
  if (bytes > 0)
    memcpy (copy, data, bytes);
  return graph_add_value (self, name, type, shape, copy);
}

/* Looks the values up and checks what all operators have in common. */
static gboolean
graph_fill_call (VanityGraph *self, VanityCall *call, const VanityValueId *inputs, GError **error)
{
  const VanityOperator *op = call->op;

  if (call->n_inputs < op->min_inputs
      || call->n_inputs > (op->max_inputs < 0 ? MAX_NODE_VALUES : op->max_inputs))
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error, "%d inputs are too %s",
                             call->n_inputs, call->n_inputs < op->min_inputs ? "few" : "many");
  if (call->n_outputs < 1 || call->n_outputs > op->max_outputs)
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                             "%d outputs, but there can be 1 to %d", call->n_outputs,
                             op->max_outputs);

  for (int i = 0; i < call->n_inputs; i++)
    {
      if (inputs[i] == -1)
        {
          if (i < op->min_inputs)
            return vanity_call_fail (call, VANITY_ERROR_VALUE, error, "input %d is left out", i);
          call->inputs[i].shape.rank = -1;
          continue;
        }
      if (inputs[i] < 0 || inputs[i] >= (int)self->values->len)
        return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                                 "input %d is value %d, which does not exist", i, inputs[i]);
      call->inputs[i] = vanity_graph_get_value (self, inputs[i])->tensor;
      if (i < 32 && (op->static_inputs & (1u << i)) != 0 && call->inputs[i].data == NULL)
        return vanity_call_fail (call, VANITY_ERROR_UNSUPPORTED, error,
                                 "input %d must be a constant", i);
    }
  return TRUE;
}

gboolean
vanity_graph_add_node (VanityGraph *self, const char *op_name, const char *name,
                       const VanityValueId *inputs, int n_inputs, VanityAttributes *attributes,
                       VanityValueId *outputs, int n_outputs, GError **error)
{
  g_autoptr (VanityAttributes) owned_attributes = attributes;
  g_autofree gpointer params = NULL;
  g_autofree VanityTensor *tensors = NULL;
  const VanityOperator *op = op_name != NULL ? vanity_operator_find (op_name) : NULL;
  const char *unused;
  VanityCall call;
  VanityNode node;

  if (name == NULL)
    name = "";
  if (op == NULL)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                   "Node “%s”: there is no operator %s", name, op_name != NULL ? op_name : "");
      return FALSE;
    }
  if (n_inputs < 0 || n_inputs > MAX_NODE_VALUES || n_outputs < 0 || n_outputs > MAX_NODE_VALUES)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   "Node “%s”: it has more than %d inputs or outputs", name, MAX_NODE_VALUES);
      return FALSE;
    }
  if (!graph_check_room (self, error))
    return FALSE;

  params = g_malloc0 (MAX (op->params_size, 1));
  tensors = g_new0 (VanityTensor, n_inputs + n_outputs + 1);
  call = (VanityCall){ .op = op,
                       .name = name,
                       .attributes = attributes,
                       .params = params,
                       .n_inputs = n_inputs,
                       .inputs = tensors,
                       .n_outputs = n_outputs,
                       .outputs = tensors + n_inputs };
  if (!graph_fill_call (self, &call, inputs, error) || !op->infer (&call, error))
    return FALSE;
  unused = vanity_attributes_get_unused (attributes);
  if (unused != NULL)
    return vanity_call_fail (&call, VANITY_ERROR_UNSUPPORTED, error,
                             "its attribute “%s” is not known", unused);

  /* `outputs` may be the array `inputs`: that is read before this is written. */
  node = (VanityNode){ .op = op,
                       .name = g_strdup (name),
                       .attributes = g_steal_pointer (&owned_attributes),
                       .params = g_steal_pointer (&params),
                       .n_inputs = n_inputs,
                       .inputs = g_memdup2 (inputs, n_inputs * sizeof *inputs),
                       .n_outputs = n_outputs,
                       .outputs = g_new (VanityValueId, n_outputs) };
  for (int i = 0; i < n_outputs; i++)
    {
      g_autofree char *value_name
          = n_outputs == 1 ? g_strdup (name) : g_strdup_printf ("%s:%d", name, i);

      node.outputs[i]
          = graph_add_value (self, value_name, call.outputs[i].type, &call.outputs[i].shape, NULL);
      outputs[i] = node.outputs[i];
    }
  g_array_append_val (self->nodes, node);
  return TRUE;
}

void
vanity_graph_add_output (VanityGraph *self, VanityValueId value)
{
  g_return_if_fail (value >= 0 && value < (int)self->values->len);

  g_array_append_val (self->outputs, value);
}

const char *
vanity_graph_get_name (VanityGraph *self)
{
  return self->name;
}

void
vanity_graph_set_trainable (VanityGraph *self, VanityValueId value, gboolean trainable)
{
  g_return_if_fail (value >= 0 && value < (int)self->values->len);

  vanity_graph_get_value (self, value)->trainable = trainable;
}

VanityValueId
vanity_graph_add_frozen (VanityGraph *self, VanityValueId parameter, GError **error)
{
  VanityTensor tensor;
  g_autofree char *name = NULL;
  VanityValueId id;

  g_return_val_if_fail (parameter >= 0 && parameter < (int)self->values->len, -1);
  tensor = vanity_graph_get_value (self, parameter)->tensor;
  g_return_val_if_fail (tensor.data != NULL && tensor.type == VANITY_FLOAT32, -1);

  name = g_strdup (vanity_graph_get_value (self, parameter)->name);
  id = vanity_graph_add_constant (self, name, tensor.type, &tensor.shape, tensor.data, error);
  if (id >= 0)
    vanity_graph_get_value (self, id)->twin_of = parameter + 1;
  return id;
}

void
vanity_graph_stop_gradient (VanityGraph *self, VanityValueId value)
{
  g_return_if_fail (value >= 0 && value < (int)self->values->len);

  vanity_graph_get_value (self, value)->stopped = TRUE;
}

int
vanity_graph_get_n_inputs (VanityGraph *self)
{
  return self->inputs->len;
}

int
vanity_graph_get_n_outputs (VanityGraph *self)
{
  return self->outputs->len;
}

VanityValueId
vanity_graph_get_input (VanityGraph *self, int index)
{
  g_return_val_if_fail (index >= 0 && index < (int)self->inputs->len, -1);

  return g_array_index (self->inputs, VanityValueId, index);
}

VanityValueId
vanity_graph_get_output (VanityGraph *self, int index)
{
  g_return_val_if_fail (index >= 0 && index < (int)self->outputs->len, -1);

  return g_array_index (self->outputs, VanityValueId, index);
}

const VanityShape *
vanity_graph_get_shape (VanityGraph *self, VanityValueId value)
{
  g_return_val_if_fail (value >= 0 && value < (int)self->values->len, NULL);

  return &vanity_graph_get_value (self, value)->tensor.shape;
}

VanityDataType
vanity_graph_get_type (VanityGraph *self, VanityValueId value)
{
  g_return_val_if_fail (value >= 0 && value < (int)self->values->len, VANITY_FLOAT32);

  return vanity_graph_get_value (self, value)->tensor.type;
}

const char *
vanity_graph_get_value_name (VanityGraph *self, VanityValueId value)
{
  g_return_val_if_fail (value >= 0 && value < (int)self->values->len, NULL);

  return vanity_graph_get_value (self, value)->name;
}

VanityValueId
vanity_graph_find_value (VanityGraph *self, const char *name)
{
  for (VanityValueId i = 0; i < (int)self->values->len; i++)
    if (g_strcmp0 (vanity_graph_get_value (self, i)->name, name) == 0)
      return i;
  return -1;
}

void
vanity_graph_set_value_name (VanityGraph *self, VanityValueId value, const char *name)
{
  g_return_if_fail (value >= 0 && value < (int)self->values->len);

  g_free (vanity_graph_get_value (self, value)->name);
  vanity_graph_get_value (self, value)->name = g_strdup (name);
}

gconstpointer
vanity_graph_get_constant (VanityGraph *self, VanityValueId value)
{
  g_return_val_if_fail (value >= 0 && value < (int)self->values->len, NULL);

  return vanity_graph_get_value (self, value)->tensor.data;
}

const gint64 *
vanity_graph_get_node_ints (VanityGraph *self, const char *op, int nth, const char *attribute,
                            int *n_ints)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const VanityNode *node = &g_array_index (self->nodes, VanityNode, i);

      if (strcmp (node->op->name, op) != 0 || nth-- > 0)
        continue;
      const VanityAttribute *found = vanity_attributes_use (node->attributes, attribute);
      if (found == NULL || found->type != VANITY_ATTRIBUTE_INTS)
        return NULL;
      *n_ints = found->n_values;
      return found->ints;
    }
  return NULL;
}

#include "model/onnx.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* Operators changed their meaning before and after these. */
#define OLDEST_OPSET 9
#define NEWEST_OPSET 20

#define MAX_NODE_VALUES 1024

/* 1 GiB each, of constants and of what is computed. */
#define MAX_CONSTANT_ELEMENTS (G_GINT64_CONSTANT (1) << 28)
#define MAX_ACTIVATION_ELEMENTS (G_GINT64_CONSTANT (1) << 28)
#define MAX_FOLD_ELEMENTS (G_GINT64_CONSTANT (1) << 24)

static void
model_free (gpointer model)
{
  onnx__model_proto__free_unpacked (model, NULL);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Onnx__ModelProto, model_free)

/* The format has no magic: a file begins with the field ir_version, or at least is a message with
 * a graph in it. */
gboolean
vanity_onnx_sniff (const guint8 *data, gsize size)
{
  if (size >= 2 && data[0] == 0x08 && data[1] >= 3 && data[1] < 64)
    return TRUE;
  return size > 0 && memchr (data, 0x3a, MIN (size, 4096)) != NULL
         && vanity_onnx_check_wire (&onnx__model_proto__descriptor, data, size, NULL);
}

static gboolean
find_opset (VanityOnnx *self, const Onnx__ModelProto *model, GError **error)
{
  for (gsize i = 0; i < model->n_opset_import; i++)
    {
      const char *domain = model->opset_import[i]->domain;

      if (domain == NULL || *domain == '\0' || g_str_equal (domain, "ai.onnx"))
        self->opset = model->opset_import[i]->version;
    }
  if (self->opset >= OLDEST_OPSET && self->opset <= NEWEST_OPSET)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
               _ ("its operator set has version %" PRId64 ", but must be from %d to %d"),
               self->opset, OLDEST_OPSET, NEWEST_OPSET);
  return FALSE;
}

static gboolean
add_initializers (VanityOnnx *self, const Onnx__GraphProto *graph, GError **error)
{
  if (graph->n_sparse_initializer > 0)
    {
      g_set_error_literal (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                           _ ("sparse constants are not supported"));
      return FALSE;
    }
  for (gsize i = 0; i < graph->n_initializer; i++)
    {
      Onnx__TensorProto *tensor = graph->initializer[i];
      const char *name = tensor->name != NULL ? tensor->name : "";
      VanityOnnxValue *value;

      if (g_hash_table_contains (self->values, name))
        {
          g_autofree char *shown = vanity_onnx_dup_name (name);
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT, _ ("constant “%s” is there twice"),
                       shown);
          return FALSE;
        }
      value = vanity_onnx_read_tensor (self, tensor, name, error);
      if (value == NULL)
        return FALSE;
      g_hash_table_replace (self->values, g_strdup (name), value);
    }
  return TRUE;
}

/* The shape of an input, from the file or, where that leaves it open, from `given`. */
static gboolean
find_input_shape (const Onnx__ValueInfoProto *info, const VanityShape *given, VanityShape *shape,
                  int *type, GError **error)
{
  g_autofree char *name = vanity_onnx_dup_name (info->name);
  const Onnx__TypeProto__Tensor *tensor;

  if (info->type == NULL || info->type->value_case != ONNX__TYPE_PROTO__VALUE_TENSOR_TYPE
      || vanity_onnx_type_get_name (info->type->tensor_type->elem_type) == NULL)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                   _ ("input “%s” is not a tensor of numbers"), name);
      return FALSE;
    }
  tensor = info->type->tensor_type;
  *type = tensor->elem_type;
  if (tensor->shape == NULL)
    {
      if (given != NULL)
        *shape = *given;
      else
        g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                     _ ("input “%s” has no shape in the file"), name);
      return given != NULL;
    }
  if (tensor->shape->n_dim > VANITY_MAX_RANK)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   _ ("input “%s” has %zu dimensions, more than %d"), name, tensor->shape->n_dim,
                   VANITY_MAX_RANK);
      return FALSE;
    }
  shape->rank = tensor->shape->n_dim;
  for (int i = 0; i < shape->rank; i++)
    {
      const Onnx__TensorShapeProto__Dimension *dim = tensor->shape->dim[i];
      gboolean fixed = dim->value_case == ONNX__TENSOR_SHAPE_PROTO__DIMENSION__VALUE_DIM_VALUE
                       && dim->dim_value > 0;

      if (fixed)
        shape->dim[i] = dim->dim_value;
      else if (given != NULL && given->rank == shape->rank)
        shape->dim[i] = given->dim[i];
      else if (i == 0 && shape->rank > 1)
        shape->dim[i] = 1; /* the batch, nearly always */
      else
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                       _ ("input “%s”: the file leaves dimension %d open"), name, i);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
add_inputs (VanityOnnx *self, const Onnx__GraphProto *graph, const VanityShape *shapes,
            int n_shapes, GError **error)
{
  int index = 0;

  for (gsize i = 0; i < graph->n_input; i++)
    {
      const char *name = graph->input[i]->name != NULL ? graph->input[i]->name : "";
      VanityOnnxForm form = { .order = vanity_onnx_order_plain () };
      VanityOnnxValue *value = g_hash_table_lookup (self->values, name);
      VanityShape shape;
      gint64 elements;
      int type;

      /* Up to version 3 of the format, constants are listed as inputs, too. */
      if (value != NULL && value->data != NULL)
        continue;
      if (value != NULL || *name == '\0')
        {
          g_set_error_literal (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                               _ ("an input has no name, or is there twice"));
          return FALSE;
        }
      if (!find_input_shape (graph->input[i], index < n_shapes ? &shapes[index] : NULL, &shape,
                             &type, error))
        return FALSE;
      index++;
      elements = vanity_shape_get_elements (&shape);
      value = vanity_onnx_value_new (name, type, &shape);
      g_hash_table_replace (self->values, g_strdup (name), value);
      self->activation_elements -= MAX (elements, 0);
      if (self->activation_elements < 0)
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT, _ ("input “%s” is far too large"),
                       value->name);
          return FALSE;
        }
      form.id = vanity_graph_add_input (self->graph, value->name, &shape, error);
      if (form.id < 0)
        return FALSE;
      g_array_append_val (value->forms, form);
    }
  return TRUE;
}

static void
node_clear (VanityOnnxNode *node)
{
  g_free (node->name);
  g_free (node->inputs);
  g_free (node->used);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VanityOnnxNode, node_clear)

/* Looks the inputs up, and checks that the outputs are new. */
static gboolean
node_init (VanityOnnx *self, VanityOnnxNode *node, const Onnx__NodeProto *proto, GError **error)
{
  const char *name = proto->name;

  if ((name == NULL || *name == '\0') && proto->n_output > 0)
    name = proto->output[0];
  *node = (VanityOnnxNode){
    .proto = proto,
    .name = vanity_onnx_dup_name (name),
    .used = g_new0 (gboolean, proto->n_attribute + 1),
    .opset = self->opset,
  };
  if (proto->n_input > MAX_NODE_VALUES || proto->n_output > MAX_NODE_VALUES)
    return vanity_onnx_fail (node, VANITY_ERROR_LIMIT, error,
                             _ ("it has more than %d inputs or outputs"), MAX_NODE_VALUES);
  node->n_outputs = proto->n_output;
  node->n_inputs = proto->n_input;
  while (node->n_inputs > 0 && *proto->input[node->n_inputs - 1] == '\0')
    node->n_inputs--;
  node->inputs = g_new0 (VanityOnnxValue *, node->n_inputs + 1);
  for (int i = 0; i < node->n_inputs; i++)
    {
      if (*proto->input[i] == '\0')
        continue;
      node->inputs[i] = g_hash_table_lookup (self->values, proto->input[i]);
      if (node->inputs[i] == NULL)
        {
          g_autofree char *shown = vanity_onnx_dup_name (proto->input[i]);
          return vanity_onnx_fail (
              node, VANITY_ERROR_FORMAT, error,
              _ ("its input “%s” is not there before it: it is missing, or nodes form a circle"),
              shown);
        }
    }
  for (int i = 0; i < node->n_outputs; i++)
    {
      gboolean taken = g_hash_table_contains (self->values, proto->output[i]);

      for (int k = 0; k < i && !taken; k++)
        taken = g_str_equal (proto->output[i], proto->output[k]);
      if (taken && *proto->output[i] != '\0')
        return vanity_onnx_fail (node, VANITY_ERROR_FORMAT, error,
                                 _ ("its output %d has the name of an earlier value"), i);
    }
  return TRUE;
}

static gboolean
map_node (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  VanityOnnxMap map = vanity_onnx_find_operator (node, error);
  g_autoptr (GError) wrong = NULL;
  gboolean folded;

  if (map == NULL)
    return FALSE;
  if (vanity_onnx_fold (self, node, map, &folded, &wrong) && (folded || map (self, node, &wrong)))
    return TRUE;
  /* What is wrong with a value or with the graph does not say at which node. */
  if (!g_str_has_prefix (wrong->message, "Node "))
    return vanity_onnx_fail (node, wrong->code, error, "%s", wrong->message);
  g_propagate_error (error, g_steal_pointer (&wrong));
  return FALSE;
}

static gboolean
add_node (VanityOnnx *self, const Onnx__NodeProto *proto, const gboolean *needed, GError **error)
{
  g_auto (VanityOnnxNode) node = { 0 };

  if (!node_init (self, &node, proto, error) || !map_node (self, &node, error))
    return FALSE;
  if (vanity_onnx_get_unused (&node) != NULL)
    {
      g_autofree char *shown = vanity_onnx_dup_name (vanity_onnx_get_unused (&node));
      return vanity_onnx_fail (&node, VANITY_ERROR_UNSUPPORTED, error,
                               _ ("its attribute “%s” is not known"), shown);
    }
  for (int i = 0; i < node.n_outputs; i++)
    if (needed[i] && !g_hash_table_contains (self->values, proto->output[i]))
      return vanity_onnx_fail (&node, VANITY_ERROR_UNSUPPORTED, error,
                               _ ("its output %d is not supported"), i);
  return TRUE;
}

/* Adds those nodes that something needs, in the file's order. */
static gboolean
add_nodes (VanityOnnx *self, const Onnx__GraphProto *graph, GError **error)
{
  g_autoptr (GHashTable) needed = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GByteArray) wanted = g_byte_array_new ();

  g_byte_array_set_size (wanted, graph->n_node);
  for (gsize i = 0; i < graph->n_output; i++)
    if (graph->output[i]->name != NULL)
      g_hash_table_add (needed, graph->output[i]->name);
  for (gsize i = graph->n_node; i-- > 0;)
    {
      const Onnx__NodeProto *node = graph->node[i];

      wanted->data[i] = FALSE;
      for (gsize k = 0; k < node->n_output; k++)
        wanted->data[i] |= g_hash_table_contains (needed, node->output[k]);
      for (gsize k = 0; wanted->data[i] && k < node->n_input; k++)
        if (*node->input[k] != '\0')
          g_hash_table_add (needed, node->input[k]);
    }
  for (gsize i = 0; i < graph->n_node; i++)
    {
      const Onnx__NodeProto *node = graph->node[i];
      g_autofree gboolean *outputs = g_new0 (gboolean, node->n_output + 1);

      if (!wanted->data[i])
        continue;
      for (gsize k = 0; k < node->n_output; k++)
        outputs[k] = *node->output[k] != '\0' && g_hash_table_contains (needed, node->output[k]);
      if (!add_node (self, node, outputs, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_outputs (VanityOnnx *self, const Onnx__GraphProto *graph, GError **error)
{
  VanityOnnxOrder plain = vanity_onnx_order_plain ();
  Onnx__NodeProto proto = ONNX__NODE_PROTO__INIT;
  g_autoptr (GHashTable) named = g_hash_table_new (NULL, NULL);

  for (int i = 0; i < vanity_graph_get_n_inputs (self->graph); i++)
    g_hash_table_add (named, GINT_TO_POINTER (vanity_graph_get_input (self->graph, i)));

  if (graph->n_output == 0)
    {
      g_set_error_literal (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                           _ ("the network has no outputs"));
      return FALSE;
    }
  for (gsize i = 0; i < graph->n_output; i++)
    {
      const char *name = graph->output[i]->name != NULL ? graph->output[i]->name : "";
      VanityOnnxValue *value = g_hash_table_lookup (self->values, name);
      VanityOnnxNode node = { .proto = &proto, .name = (char *)"" };
      g_autofree char *shown = vanity_onnx_dup_name (name);
      VanityValueId id;

      if (value == NULL)
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                       _ ("nothing computes the output “%s”"), shown);
          return FALSE;
        }
      node.name = shown;
      id = vanity_onnx_use (self, &node, value, &plain, error);
      if (id < 0)
        return FALSE;
      vanity_graph_add_output (self->graph, id);
      if (g_hash_table_add (named, GINT_TO_POINTER (id)))
        vanity_graph_set_value_name (self->graph, id, shown);
    }
  return TRUE;
}

static void
free_value (gpointer value)
{
  vanity_onnx_value_free (value);
}

VanityGraph *
vanity_onnx_read (GBytes *bytes, const char *name, const char *folder, const VanityShape *shapes,
                  int n_shapes, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autoptr (VanityGraph) graph = NULL;
  g_autoptr (Onnx__ModelProto) model = NULL;
  g_autoptr (GHashTable) values = NULL;
  VanityOnnx self = {
    .folder = folder,
    .constant_elements = MAX_CONSTANT_ELEMENTS,
    .activation_elements = MAX_ACTIVATION_ELEMENTS,
    .fold_elements = MAX_FOLD_ELEMENTS,
  };

  if (!vanity_onnx_check_wire (&onnx__model_proto__descriptor, data, size, error))
    return NULL;
  model = onnx__model_proto__unpack (NULL, size, data);
  if (model == NULL || model->graph == NULL)
    {
      g_set_error_literal (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                           _ ("there is no network in it"));
      return NULL;
    }
  values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
  graph = vanity_graph_new (name);
  self.graph = graph;
  self.values = values;
  if (!find_opset (&self, model, error) || !add_initializers (&self, model->graph, error)
      || !add_inputs (&self, model->graph, shapes, n_shapes, error)
      || !add_nodes (&self, model->graph, error) || !add_outputs (&self, model->graph, error))
    return NULL;
  return g_steal_pointer (&graph);
}

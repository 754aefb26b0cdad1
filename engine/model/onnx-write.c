#include "model/onnx-write.h"

#include "base/error.h"
#include "model/onnx-write-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* A message of protobuf must be shorter than 2 GiB; the rest is for what is not constants. */
#define MAX_CONSTANT_BYTES ((gsize)G_MAXINT32 - (64 << 20))

gboolean
vanity_onnx_refuse (const VanityOnnxSource *node, GError **error, const char *rule)
{
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
               _ ("node “%s” (%s) cannot be written as ONNX: %s"), node->name, node->op, rule);
  return FALSE;
}

static Onnx__ModelProto *
new_model (VanityGraph *graph, gint64 opset)
{
  const char *name = vanity_graph_get_name (graph);
  g_autofree char *shown = name != NULL && *name != '\0' ? g_path_get_basename (name) : NULL;
  Onnx__ModelProto *model = g_new (Onnx__ModelProto, 1);
  Onnx__OperatorSetIdProto *set = g_new (Onnx__OperatorSetIdProto, 1);

  onnx__model_proto__init (model);
  model->has_ir_version = TRUE;
  model->ir_version = opset < 19 ? 8 : 9;
  model->producer_name = g_strdup ("Vanity");
  model->graph = g_new (Onnx__GraphProto, 1);
  onnx__graph_proto__init (model->graph);
  model->graph->name = g_utf8_make_valid (shown != NULL ? shown : "network", -1);
  onnx__operator_set_id_proto__init (set);
  set->domain = g_strdup ("");
  set->has_version = TRUE;
  set->version = opset;
  model->n_opset_import = 1;
  model->opset_import = g_new (Onnx__OperatorSetIdProto *, 1);
  model->opset_import[0] = set;
  return model;
}

static void
add_inputs (VanityOnnxWriter *self, Onnx__GraphProto *proto)
{
  int n_inputs = vanity_graph_get_n_inputs (self->graph);

  proto->input = g_new (Onnx__ValueInfoProto *, n_inputs + 1);
  for (int i = 0; i < n_inputs; i++)
    {
      VanityValueId id = vanity_graph_get_input (self->graph, i);

      proto->input[proto->n_input++]
          = vanity_onnx_writer_describe (self, vanity_onnx_writer_name (self, id, FALSE), id);
    }
}

/* Whether an input or an earlier output has that name. */
static gboolean
is_taken (const Onnx__GraphProto *proto, const char *name)
{
  for (gsize i = 0; i < proto->n_input; i++)
    if (g_str_equal (proto->input[i]->name, name))
      return TRUE;
  for (gsize i = 0; i < proto->n_output; i++)
    if (g_str_equal (proto->output[i]->name, name))
      return TRUE;
  return FALSE;
}

/* An output has a name of its own, the graph's where nothing else took that. */
static void
add_outputs (VanityOnnxWriter *self, Onnx__GraphProto *proto)
{
  int n_outputs = vanity_graph_get_n_outputs (self->graph);

  proto->output = g_new (Onnx__ValueInfoProto *, n_outputs + 1);
  for (int i = 0; i < n_outputs; i++)
    {
      VanityValueId id = vanity_graph_get_output (self->graph, i);
      const char *name = vanity_onnx_writer_use_plain (self, id);

      if (is_taken (proto, name) || vanity_graph_get_constant (self->graph, id) != NULL
          || g_strcmp0 (name, vanity_graph_get_value_name (self->graph, id)) != 0)
        {
          const char *own = vanity_onnx_writer_take_name (
              self, vanity_graph_get_value_name (self->graph, id), "");

          vanity_onnx_writer_add (self, "Identity", &name, 1, own);
          name = own;
        }
      proto->output[proto->n_output++] = vanity_onnx_writer_describe (self, name, id);
    }
}

static gboolean
add_graph (VanityOnnxWriter *self, Onnx__GraphProto *proto, GError **error)
{
  int n_nodes = vanity_graph_get_n_nodes (self->graph);
  gboolean written = TRUE;

  add_inputs (self, proto);
  for (int i = 0; written && !self->full && i < n_nodes; i++)
    written = vanity_onnx_writer_add_source (self, i, error);
  if (written && !self->full)
    add_outputs (self, proto);
  proto->n_node = self->nodes->len;
  proto->node = (Onnx__NodeProto **)g_ptr_array_free (self->nodes, FALSE);
  proto->n_initializer = self->tensors->len;
  proto->initializer = (Onnx__TensorProto **)g_ptr_array_free (self->tensors, FALSE);
  return written;
}

static GBytes *
pack (const Onnx__ModelProto *model)
{
  gsize size = onnx__model_proto__get_packed_size (model);
  guint8 *data = size <= G_MAXINT32 ? g_try_malloc (size) : NULL;

  if (data == NULL)
    return NULL;
  onnx__model_proto__pack (model, data);
  return g_bytes_new_take (data, size);
}

GBytes *
vanity_onnx_write_within (VanityGraph *graph, gsize limit, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) plain = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) first = g_hash_table_new (NULL, NULL);
  VanityOnnxWriter self = {
    .graph = graph,
    .opset = 17,
    .room = limit,
    .nodes = g_ptr_array_new (),
    .tensors = g_ptr_array_new (),
    .names = names,
    .plain = plain,
    .first = first,
  };
  const char *name = vanity_graph_get_name (graph);
  Onnx__ModelProto *model;
  GBytes *bytes = NULL;
  gboolean written;

  for (int i = 0; i < vanity_graph_get_n_nodes (graph); i++)
    self.opset = MAX (self.opset, vanity_onnx_find_opset (graph, i));
  model = new_model (graph, self.opset);
  written = add_graph (&self, model->graph, error);
  if (written && !self.full)
    bytes = pack (model);
  if (written && bytes == NULL)
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                 _ ("the network's constants take more than the %" PRIu64
                    " bytes that a file of ONNX, or the memory, can hold"),
                 (guint64)limit);
  if (bytes == NULL && name != NULL && *name != '\0')
    g_prefix_error (error, "%s: ", name);
  onnx__model_proto__free_unpacked (model, NULL);
  return bytes;
}

GBytes *
vanity_onnx_write (VanityGraph *graph, GError **error)
{
  return vanity_onnx_write_within (graph, MAX_CONSTANT_BYTES, error);
}

gboolean
vanity_onnx_save (VanityGraph *graph, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = vanity_onnx_write (graph, error);
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GError) reason = NULL;

  if (bytes == NULL)
    return FALSE;
  /* Written beside the file, flushed and renamed. */
  if (g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666,
                                &reason))
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("“%s” cannot be written: %s"), name,
               reason->message);
  return FALSE;
}

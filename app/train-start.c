#include "train-start.h"

#include "base/error.h"
#include "model/model.h"

#include <string.h>

gboolean
vanity_train_load_start (VanityLearner *learner, const char *prefix, const char *path,
                         GError **error)
{
  g_autoptr (VanityGraph) graph = vanity_model_load (path, error);

  if (!graph)
    return FALSE;
  for (int i = 0; i < vanity_learner_get_n_parameters (learner); i++)
    {
      const VanityParameter *parameter = vanity_learner_get_parameter (learner, i);
      /* What is read of ONNX has its filters in the engine's order under a name of their own. */
      g_autofree char *turned = g_strconcat (parameter->name, "/first", NULL);
      VanityValueId id = vanity_graph_find_value (graph, turned);
      gconstpointer values;

      if (!g_str_has_prefix (parameter->name, prefix))
        continue;
      if (id < 0)
        id = vanity_graph_find_value (graph, parameter->name);
      values = id >= 0 ? vanity_graph_get_constant (graph, id) : NULL;
      if (!values
          || vanity_shape_get_elements (vanity_graph_get_shape (graph, id)) != parameter->count)
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                       "%s: no network of this kind: it has no “%s” of %" G_GINT64_FORMAT
                       " numbers",
                       path, parameter->name, parameter->count);
          return FALSE;
        }
      memcpy (parameter->values, values, (gsize)parameter->count * sizeof (float));
    }
  return TRUE;
}

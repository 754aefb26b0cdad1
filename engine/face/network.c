#include "face/network.h"

#include "base/error.h"
#include "model/model.h"

VanityGraph *
vanity_network_load (const char *file, int side, GError **error)
{
  g_autofree char *path = vanity_model_find (file, error);
  if (path == NULL)
    return NULL;

  g_autoptr (VanityGraph) graph = vanity_model_load (path, error);
  if (graph == NULL)
    return NULL;

  VanityShape expected = VANITY_SHAPE (1, side, side, 3);
  if (vanity_graph_get_n_inputs (graph) != 1
      || !vanity_shape_equal (vanity_graph_get_shape (graph, vanity_graph_get_input (graph, 0)),
                              &expected))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                   "%s: the input is not one picture of %d × %d pixels", path, side, side);
      return NULL;
    }
  return g_steal_pointer (&graph);
}

int
vanity_network_find_output (VanityGraph *graph, gint64 elements, int nth)
{
  for (int i = 0; i < vanity_graph_get_n_outputs (graph); i++)
    {
      const VanityShape *shape = vanity_graph_get_shape (graph, vanity_graph_get_output (graph, i));
      if (vanity_shape_get_elements (shape) == elements && nth-- == 0)
        return i;
    }
  return -1;
}

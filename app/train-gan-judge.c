#include "train-gan-judge.h"

#include "base/error.h"
#include "model/model.h"
#include "nn/executor.h"

#include <string.h>

struct _VanityJudge
{
  VanityPool *pool; /* of one thread: an image is too little work for two */
  VanityExecutor *executor;
};

VanityJudge *
vanity_judge_load (const char *path, GError **error)
{
  g_autoptr (VanityGraph) graph = vanity_model_load (path, error);
  g_autoptr (VanityJudge) self = g_new0 (VanityJudge, 1);

  if (!graph)
    return NULL;
  if (vanity_graph_get_n_inputs (graph) != 1 || vanity_graph_get_n_outputs (graph) != 1
      || vanity_shape_get_elements (
             vanity_graph_get_shape (graph, vanity_graph_get_input (graph, 0)))
             != VANITY_DIGIT_PIXELS
      || vanity_shape_get_elements (
             vanity_graph_get_shape (graph, vanity_graph_get_output (graph, 0)))
             != VANITY_DIGIT_CLASSES
      || vanity_graph_get_type (graph, vanity_graph_get_output (graph, 0)) != VANITY_FLOAT32)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "%s does not make 10 numbers of an image of 28 × 28: it tells no digits apart",
                   path);
      return NULL;
    }
  self->pool = vanity_pool_new (1);
  self->executor = vanity_executor_new (g_steal_pointer (&graph), self->pool, error);
  return self->executor ? g_steal_pointer (&self) : NULL;
}

void
vanity_judge_free (VanityJudge *self)
{
  if (!self)
    return;
  vanity_executor_free (self->executor);
  vanity_pool_free (self->pool);
  g_free (self);
}

void
vanity_judge_look (VanityJudge *self, const float *images, int count, VanityVerdict *verdict)
{
  for (int i = 0; i < count; i++)
    {
      const float *shares;
      int largest = 0;

      memcpy (vanity_executor_get_input (self->executor, 0),
              images + (gsize)i * VANITY_DIGIT_PIXELS, VANITY_DIGIT_PIXELS * sizeof (float));
      vanity_executor_run (self->executor, NULL, NULL);
      shares = vanity_executor_get_output (self->executor, 0);
      for (int k = 1; k < VANITY_DIGIT_CLASSES; k++)
        if (shares[k] > shares[largest])
          largest = k;
      verdict->count++;
      verdict->classes[largest]++;
      verdict->sure += shares[largest] > VANITY_JUDGE_SURE;
    }
}

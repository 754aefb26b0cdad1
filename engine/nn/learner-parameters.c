/* What a learner changes: what has a gradient, parameters, running statistics, random numbers. */
#include "base/error.h"
#include "nn/learner-private.h"

#include <string.h>

static gboolean
node_is_differentiable (const VanityNode *node, int input)
{
  if (node->inputs[input] < 0)
    return FALSE;
  if ((node->op->flags & VANITY_OPERATOR_VIEW) != 0)
    return input == 0;
  return node->op->backward == NULL
         || vanity_backward_has_bit (node->op->backward->differentiable, input);
}

gboolean
vanity_learner_find_active (VanityLearner *self, GError **error)
{
  int n_values = self->graph->values->len, n_nodes = self->graph->nodes->len;
  g_autofree gboolean *reached = g_new0 (gboolean, n_values);
  gboolean any = FALSE;

  self->active = g_new0 (gboolean, n_values);
  for (int i = 0; i < n_values; i++)
    self->active[i] = vanity_graph_get_value (self->graph, i)->trainable
                      && vanity_graph_get_value (self->graph, i)->tensor.type == VANITY_FLOAT32;
  for (int i = 0; i < n_nodes; i++)
    {
      VanityNode *node = &g_array_index (self->graph->nodes, VanityNode, i);

      for (int k = 0; k < node->n_inputs; k++)
        if (node_is_differentiable (node, k) && self->active[node->inputs[k]]
            && !vanity_graph_get_value (self->graph, node->outputs[0])->stopped)
          self->active[node->outputs[0]] = TRUE;
    }

  for (int i = 0; i < self->n_losses; i++)
    reached[self->losses[i]] = TRUE;
  for (int i = n_nodes - 1; i >= 0; i--)
    {
      VanityNode *node = &g_array_index (self->graph->nodes, VanityNode, i);

      if (!reached[node->outputs[0]] || !self->active[node->outputs[0]])
        continue;
      if (node->op->backward == NULL && (node->op->flags & VANITY_OPERATOR_VIEW) == 0)
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                       "Node “%s” (%s): there is no backward for this operator", node->name,
                       node->op->name);
          return FALSE;
        }
      for (int k = 0; k < node->n_inputs; k++)
        if (node_is_differentiable (node, k))
          reached[node->inputs[k]] = TRUE;
    }
  for (int i = 0; i < n_values; i++)
    {
      self->active[i] = self->active[i] && reached[i];
      any = any || self->active[i];
    }
  if (!any)
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                 "The network “%s” has nothing trainable that reaches a loss",
                 self->graph->name != NULL ? self->graph->name : "");
  return any;
}

/* Leaves: what keeps its gradient. */
gboolean
vanity_learner_add_parameters (VanityLearner *self, GError **error)
{
  for (guint i = 0; i < self->graph->values->len; i++)
    {
      VanityValue *value = vanity_graph_get_value (self->graph, i);
      gint64 count = vanity_shape_get_elements (&value->tensor.shape);
      gsize bytes = count * sizeof (float);
      VanityParameter parameter;
      float *gradient;

      if (!value->trainable || !self->active[i])
        continue;
      gradient = vanity_aligned_alloc (bytes);
      if (gradient == NULL)
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                       "No memory for the gradient of “%s”: it needs %" G_GSIZE_FORMAT " bytes",
                       value->name, bytes);
          return FALSE;
        }
      memset (gradient, 0, bytes);
      self->gradients[i] = gradient;
      parameter = (VanityParameter){ value->name, value->tensor.shape, count, value->tensor.data,
                                     gradient };
      g_array_append_val (self->parameters, parameter);
      self->weight_bytes += bytes;
    }
  return TRUE;
}

void
vanity_learner_add_statistics (VanityLearner *self, const VanityStep *step)
{
  guint32 changed = step->op->backward->changes_inputs;

  for (int k = 0; k < MIN (step->n_inputs, 32); k++)
    {
      VanityValue *value;
      VanityParameter statistic;
      gboolean known = FALSE;

      if ((changed & (1u << k)) == 0 || step->inputs[k] < 0)
        continue;
      value = vanity_graph_get_value (self->graph, self->program->roots[step->inputs[k]]);
      for (guint i = 0; i < self->statistics->len && !known; i++)
        known = g_array_index (self->statistics, VanityParameter, i).values == value->tensor.data;
      if (value->tensor.data == NULL || known)
        continue;
      statistic = (VanityParameter){ value->name, value->tensor.shape,
                                     vanity_shape_get_elements (&value->tensor.shape),
                                     value->tensor.data, NULL };
      g_array_append_val (self->statistics, statistic);
    }
}

int
vanity_learner_get_n_parameters (VanityLearner *self)
{
  return self->parameters->len;
}

const VanityParameter *
vanity_learner_get_parameter (VanityLearner *self, int index)
{
  g_return_val_if_fail (index >= 0 && index < (int)self->parameters->len, NULL);

  return &g_array_index (self->parameters, VanityParameter, index);
}

int
vanity_learner_get_n_statistics (VanityLearner *self)
{
  return self->statistics->len;
}

const VanityParameter *
vanity_learner_get_statistic (VanityLearner *self, int index)
{
  g_return_val_if_fail (index >= 0 && index < (int)self->statistics->len, NULL);

  return &g_array_index (self->statistics, VanityParameter, index);
}

/* The first constant of that name; −1: none. */
static VanityValueId
find_constant (VanityGraph *graph, const char *name)
{
  for (guint i = 0; i < graph->values->len; i++)
    {
      const VanityValue *value = vanity_graph_get_value (graph, i);

      if (value->tensor.data != NULL && value->tensor.type == VANITY_FLOAT32
          && g_strcmp0 (value->name, name) == 0)
        return i;
    }
  return -1;
}

gboolean
vanity_learner_copy_parameters (VanityLearner *self, VanityGraph *graph, GError **error)
{
  for (guint i = 0; i < graph->values->len; i++)
    {
      const VanityValue *value = vanity_graph_get_value (graph, i);
      const VanityTensor *learnt;
      VanityValueId id;

      if (value->tensor.data == NULL || value->tensor.type != VANITY_FLOAT32 || value->name == NULL
          || *value->name == '\0')
        continue;
      id = find_constant (self->graph, value->name);
      if (id < 0 && !value->trainable)
        continue;
      learnt = id < 0 ? NULL : &vanity_graph_get_value (self->graph, id)->tensor;
      if (learnt == NULL || !vanity_shape_equal (&learnt->shape, &value->tensor.shape))
        {
          g_autofree char *shape = vanity_shape_to_string (&value->tensor.shape);

          g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                       "The learner has no constant “%s” of shape %s", value->name, shape);
          return FALSE;
        }
      memcpy (value->tensor.data, learnt->data,
              vanity_shape_get_elements (&learnt->shape) * sizeof (float));
    }
  return TRUE;
}

void
vanity_learner_set_seed (VanityLearner *self, guint64 seed)
{
  self->seed = seed;
  self->run = 0;
}

guint64
vanity_learner_get_seed (VanityLearner *self)
{
  return self->seed;
}

guint64
vanity_learner_get_run (VanityLearner *self)
{
  return self->run;
}

void
vanity_learner_set_run (VanityLearner *self, guint64 run)
{
  self->run = run;
}

#include "nn/program.h"

#include "nn/backward.h"

#include <math.h>

static void
step_clear (gpointer data)
{
  VanityStep *step = data;

  g_free (step->name);
  g_free (step->params);
  g_free (step->inputs);
  g_free (step->outputs);
  g_free (step->activation_params);
}

void
vanity_program_free (VanityProgram *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->steps);
  g_free (self->roots);
  g_free (self);
}

void
vanity_step_fill_call (const VanityStep *step, VanityGraph *graph, VanityCall *call)
{
  VanityTensor *tensors = g_new0 (VanityTensor, step->n_inputs + step->n_outputs + 1);

  *call = (VanityCall){ .op = step->op,
                        .name = step->name,
                        .params = step->params,
                        .n_inputs = step->n_inputs,
                        .inputs = tensors,
                        .n_outputs = step->n_outputs,
                        .outputs = tensors + step->n_inputs };
  for (int i = 0; i < step->n_inputs; i++)
    {
      if (step->inputs[i] < 0)
        call->inputs[i].shape.rank = -1;
      else
        call->inputs[i] = vanity_graph_get_value (graph, step->inputs[i])->tensor;
    }
  for (int i = 0; i < step->n_outputs; i++)
    call->outputs[i] = vanity_graph_get_value (graph, step->outputs[i])->tensor;
  call->epilogue.activation = step->activation;
  if (step->residual >= 0)
    {
      call->epilogue.has_residual = TRUE;
      call->epilogue.residual = vanity_graph_get_value (graph, step->residual)->tensor;
    }
}

void
vanity_call_clear (VanityCall *call)
{
  g_clear_pointer (&call->inputs, g_free);
  call->outputs = NULL;
}

static gboolean
is_view (const VanityStep *step, VanityGraph *graph, gboolean learns)
{
  VanityCall call;
  gboolean view = (step->op->flags & VANITY_OPERATOR_VIEW) != 0;

  if (step->n_outputs != 1
      || (learns && step->op->backward != NULL && step->op->backward->forward != NULL))
    return FALSE;
  if (!view && step->op->is_identity != NULL)
    {
      vanity_step_fill_call (step, graph, &call);
      view = step->op->is_identity (&call);
      vanity_call_clear (&call);
    }
  return view;
}

VanityProgram *
vanity_program_new (VanityGraph *graph, gboolean fuse, gboolean learns)
{
  VanityProgram *self = g_new0 (VanityProgram, 1);

  if (fuse)
    {
      vanity_graph_fold (graph);
      vanity_graph_commute (graph);
    }
  self->steps = g_array_new (FALSE, TRUE, sizeof (VanityStep));
  g_array_set_clear_func (self->steps, step_clear);
  self->roots = g_new (VanityValueId, graph->values->len);
  for (guint i = 0; i < graph->values->len; i++)
    self->roots[i] = i;

  for (guint i = 0; i < graph->nodes->len; i++)
    {
      VanityNode *node = &g_array_index (graph->nodes, VanityNode, i);
      VanityStep step = { .op = node->op,
                          .name = g_steal_pointer (&node->name),
                          .params = g_steal_pointer (&node->params),
                          .n_inputs = node->n_inputs,
                          .inputs = g_steal_pointer (&node->inputs),
                          .n_outputs = node->n_outputs,
                          .outputs = g_steal_pointer (&node->outputs),
                          .activation = VANITY_ACTIVATION_NONE,
                          .residual = -1,
                          .slope = -1 };

      if (is_view (&step, graph, learns))
        {
          self->roots[step.outputs[0]] = self->roots[step.inputs[0]];
          step_clear (&step);
        }
      else
        {
          g_array_append_val (self->steps, step);
        }
    }
  g_array_set_size (graph->nodes, 0);
  if (fuse)
    vanity_program_fuse (self, graph);
  return self;
}

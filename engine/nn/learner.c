#include "nn/learner.h"

#include "base/error.h"
#include "nn/denormals.h"
#include "nn/learner-private.h"

#include <string.h>

static VanityStep *
learner_get_step (VanityLearner *self, int index)
{
  return &g_array_index (self->program->steps, VanityStep, index);
}

static VanityTensor *
learner_get_tensor (VanityLearner *self, VanityValueId value)
{
  return &vanity_graph_get_value (self->graph, value)->tensor;
}

static VanityNode *
learner_get_node (VanityLearner *self, int index)
{
  return &g_array_index (self->graph->nodes, VanityNode, index);
}

static gboolean
learner_check_losses (VanityLearner *self, GError **error)
{
  g_autofree gboolean *computed = g_new0 (gboolean, self->graph->values->len);

  for (guint i = 0; i < self->graph->nodes->len; i++)
    computed[learner_get_node (self, i)->outputs[0]] = TRUE;
  for (int i = 0; i < self->n_losses; i++)
    {
      VanityValueId id = self->losses[i];

      if (id >= 0 && id < (int)self->graph->values->len && computed[id]
          && learner_get_tensor (self, id)->type == VANITY_FLOAT32)
        continue;
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "Loss %d is value %d, which is no number that a node computes", i, id);
      return FALSE;
    }
  return TRUE;
}

static VanityValue *
learner_get_twin (VanityLearner *self, const VanityValue *value)
{
  return value->twin_of > 0 ? vanity_graph_get_value (self->graph, value->twin_of - 1) : NULL;
}

/* Twins of parameters have their memory. */
static void
learner_join_twins (VanityLearner *self)
{
  for (guint i = 0; i < self->graph->values->len; i++)
    {
      VanityValue *value = vanity_graph_get_value (self->graph, i);

      if (value->twin_of == 0)
        continue;
      vanity_aligned_free (value->tensor.data);
      value->tensor.data = learner_get_twin (self, value)->tensor.data;
    }
}

static void
learner_part_twins (VanityLearner *self)
{
  for (guint i = 0; i < self->graph->values->len; i++)
    if (vanity_graph_get_value (self->graph, i)->twin_of > 0)
      vanity_graph_get_value (self->graph, i)->tensor.data = NULL;
}

/* A parameter, or the twin of one. */
static gboolean
learner_changes (VanityLearner *self, VanityValueId id)
{
  const VanityValue *value = vanity_graph_get_value (self->graph, id);

  if (value->twin_of > 0)
    value = learner_get_twin (self, value);
  return value->trainable;
}

/* A step whose operator packs something trainable. */
static gboolean
step_packs (VanityLearner *self, const VanityStep *step)
{
  guint32 packed = step->op->static_inputs | step->op->packed_inputs;

  for (int k = 0; k < MIN (step->n_inputs, 32); k++)
    if (step->inputs[k] >= 0 && (packed & (1u << k)) != 0
        && learner_changes (self, self->program->roots[step->inputs[k]]))
      return TRUE;
  return FALSE;
}

static void
call_release (VanityCall *call)
{
  if (call->op->release != NULL && call->state != NULL)
    call->op->release (call);
  call->state = NULL;
  call->state_bytes = 0;
}

static gboolean
learner_prepare_step (VanityLearner *self, int index, GError **error)
{
  VanityStep *step = learner_get_step (self, index);
  VanityLearnerStep *at = &self->steps[index];
  const VanityBackward *backward = step->op->backward;
  VanityBackwardCall *back = &at->back;

  vanity_step_fill_call (step, self->graph, &at->call);
  at->call.pool = self->pool;
  at->call.kernels = vanity_kernels_get_default (error);
  if (at->call.kernels == NULL)
    return FALSE;
  at->call.packs_anew = step_packs (self, step);
  at->active = self->active[step->outputs[0]];
  at->own_forward = backward != NULL && backward->forward != NULL;
  at->writes = g_new0 (VanityLearnerWrite, step->n_inputs + 1);
  back->input_gradients = g_new0 (VanityTensor, step->n_inputs + 1);
  back->call = &at->call;
  back->output_gradient = at->call.outputs[0];
  for (int k = 0; k < step->n_inputs; k++)
    {
      back->input_gradients[k] = at->call.inputs[k];
      back->input_gradients[k].data = NULL;
      if (step->inputs[k] < 0 || !at->active || !self->active[step->inputs[k]]
          || !vanity_backward_has_bit (backward->differentiable, k))
        back->input_gradients[k].shape.rank = -1;
    }
  if (at->own_forward)
    {
      vanity_learner_add_statistics (self, step);
    }
  else if (!vanity_call_prepare (&at->call, error))
    {
      return FALSE;
    }
  if ((at->active || at->own_forward) && backward->prepare != NULL
      && !backward->prepare (back, error))
    return FALSE;
  self->weight_bytes += at->call.state_bytes + back->state_bytes;
  return TRUE;
}

VanityLearner *
vanity_learner_new (VanityGraph *graph, const VanityValueId *losses, int n_losses, VanityPool *pool,
                    GError **error)
{
  g_autoptr (VanityLearner) self = g_new0 (VanityLearner, 1);
  int n_values = graph->values->len;

  self->graph = graph;
  learner_join_twins (self);
  self->pool = pool != NULL ? pool : vanity_pool_get_default ();
  self->n_losses = n_losses;
  self->losses = g_memdup2 (losses, n_losses * sizeof *losses);
  self->weights = g_new (float, MAX (n_losses, 1));
  for (int i = 0; i < n_losses; i++)
    self->weights[i] = 1.0f;
  self->inputs = g_new0 (float *, graph->inputs->len + 1);
  self->outputs = g_new0 (const float *, graph->outputs->len + 1);
  self->loss_values = g_new0 (const float *, n_losses + 1);
  self->gradients = g_new0 (float *, n_values + 1);
  self->parameters = g_array_new (FALSE, FALSE, sizeof (VanityParameter));
  self->statistics = g_array_new (FALSE, FALSE, sizeof (VanityParameter));
  if (!learner_check_losses (self, error) || !vanity_learner_find_active (self, error))
    return NULL;
  for (int i = 0; i < n_values; i++)
    if (learner_get_tensor (self, i)->data != NULL
        && vanity_graph_get_value (graph, i)->twin_of == 0)
      self->weight_bytes += vanity_shape_get_elements (&learner_get_tensor (self, i)->shape)
                            * vanity_data_type_get_size (learner_get_tensor (self, i)->type);
  if (!vanity_learner_add_parameters (self, error))
    return NULL;
  self->program = vanity_program_new (graph, FALSE, TRUE);
  self->n_steps = self->program->steps->len;
  self->steps = g_new0 (VanityLearnerStep, self->n_steps + 1);
  for (int i = 0; i < self->n_steps; i++)
    if (!learner_prepare_step (self, i, error))
      return NULL;
  if (!vanity_learner_plan (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static void
step_clear (VanityLearnerStep *step)
{
  const VanityBackward *backward = step->call.op != NULL ? step->call.op->backward : NULL;

  if (step->call.op == NULL)
    return;
  if (step->back.state != NULL && backward->release != NULL)
    backward->release (&step->back);
  call_release (&step->call);
  vanity_call_clear (&step->call);
  g_free (step->back.input_gradients);
  g_free (step->writes);
}

void
vanity_learner_free (VanityLearner *self)
{
  if (self == NULL)
    return;
  for (int i = 0; i < self->n_steps; i++)
    step_clear (&self->steps[i]);
  for (guint i = 0; i < self->graph->values->len; i++)
    if (self->active != NULL && self->active[i]
        && vanity_graph_get_value (self->graph, i)->trainable)
      vanity_aligned_free (self->gradients[i]);
  g_array_unref (self->parameters);
  g_array_unref (self->statistics);
  g_free (self->steps);
  g_free (self->losses);
  g_free (self->weights);
  g_free (self->inputs);
  g_free (self->outputs);
  g_free (self->loss_values);
  g_free (self->gradients);
  g_free (self->active);
  vanity_program_free (self->program);
  learner_part_twins (self);
  vanity_graph_free (self->graph);
  vanity_aligned_free (self->arena);
  g_free (self);
}

void
vanity_learner_begin_forward (VanityLearner *self, gboolean training)
{
  self->training = training;
  self->run += training;
}

void
vanity_learner_step_forward (VanityLearner *self, int index)
{
  VanityLearnerStep *step = &self->steps[index];

  if (!step->own_forward)
    {
      step->call.op->forward (&step->call);
      return;
    }
  step->back.training = self->training;
  step->back.seed = (self->seed + self->run) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + index;
  step->back.scratch = step->forward_scratch;
  step->call.op->backward->forward (&step->back);
}

void
vanity_learner_forward (VanityLearner *self, gboolean training)
{
  guint mode = vanity_denormals_flush ();

  vanity_learner_begin_forward (self, training);
  for (int i = 0; i < self->n_steps; i++)
    vanity_learner_step_forward (self, i);
  vanity_denormals_restore (mode);
}

/* The gradients of the losses themselves. */
static void
learner_seed (VanityLearner *self)
{
  for (int i = 0; i < self->n_losses; i++)
    {
      VanityValueId root = self->program->roots[self->losses[i]];
      gint64 count = vanity_shape_get_elements (&learner_get_tensor (self, root)->shape);
      gboolean first = TRUE;

      if (self->gradients[root] == NULL)
        continue;
      for (int k = 0; k < i; k++)
        first = first && self->program->roots[self->losses[k]] != root;
      for (gint64 k = 0; k < count; k++)
        self->gradients[root][k] = (first ? 0.0f : self->gradients[root][k]) + self->weights[i];
    }
}

typedef struct
{
  const VanityKernels *kernels;
  float *sum;
  const float *values;
  gint64 count;
  int parts;
} Addition;

static void
addition_run (gpointer data, int index, int worker)
{
  const Addition *self = data;
  gint64 from = self->count * index / self->parts;
  gint64 to = self->count * (index + 1) / self->parts;

  if (to > from)
    self->kernels->binary (VANITY_BINARY_ADD, self->sum + from, self->sum + from, 1,
                           self->values + from, 1, to - from);
}

static void
learner_add (VanityLearner *self, const VanityCall *call, float *sum, const float *values,
             gint64 count)
{
  int parts = count < 50000 ? 1 : vanity_pool_get_threads (self->pool);
  Addition addition = { call->kernels, sum, values, count, parts };

  vanity_pool_run (self->pool, addition_run, &addition, parts);
}

void
vanity_learner_begin_backward (VanityLearner *self)
{
  learner_seed (self);
}

void
vanity_learner_step_backward (VanityLearner *self, int index, gboolean add)
{
  VanityLearnerStep *step = &self->steps[index];
  VanityTensor *gradients = step->back.input_gradients;

  if (!step->active)
    return;
  step->back.adds = 0;
  for (int k = 0; k < step->call.n_inputs; k++)
    {
      const VanityLearnerWrite *write = &step->writes[k];

      gboolean adds = !write->first || (write->leaf && add);

      if (gradients[k].shape.rank < 0)
        continue;
      gradients[k].data = adds && write->apart != NULL ? write->apart : write->target;
      if (adds && write->apart == NULL)
        step->back.adds |= 1u << k;
    }
  step->back.scratch = step->backward_scratch;
  step->call.op->backward->run (&step->back);
  for (int k = 0; k < step->call.n_inputs; k++)
    if (gradients[k].shape.rank >= 0 && gradients[k].data != step->writes[k].target)
      learner_add (self, &step->call, step->writes[k].target, gradients[k].data,
                   vanity_shape_get_elements (&gradients[k].shape));
}

void
vanity_learner_backward (VanityLearner *self, gboolean add)
{
  guint mode = vanity_denormals_flush ();

  vanity_learner_begin_backward (self);
  for (int i = self->n_steps - 1; i >= 0; i--)
    vanity_learner_step_backward (self, i, add);
  vanity_denormals_restore (mode);
}

float *
vanity_learner_get_input (VanityLearner *self, int index)
{
  g_return_val_if_fail (index >= 0 && index < (int)self->graph->inputs->len, NULL);

  return self->inputs[index];
}

const float *
vanity_learner_get_output (VanityLearner *self, int index)
{
  g_return_val_if_fail (index >= 0 && index < (int)self->graph->outputs->len, NULL);

  return self->outputs[index];
}

const float *
vanity_learner_get_loss (VanityLearner *self, int index)
{
  g_return_val_if_fail (index >= 0 && index < self->n_losses, NULL);

  return self->loss_values[index];
}

double
vanity_learner_get_total (VanityLearner *self)
{
  double total = 0.0;

  for (int i = 0; i < self->n_losses; i++)
    {
      gint64 count = vanity_shape_get_elements (&learner_get_tensor (self, self->losses[i])->shape);
      double sum = 0.0;

      for (gint64 k = 0; k < count; k++)
        sum += self->loss_values[i][k];
      total += self->weights[i] * sum;
    }
  return total;
}

void
vanity_learner_set_loss_weight (VanityLearner *self, int index, float weight)
{
  g_return_if_fail (index >= 0 && index < self->n_losses);

  self->weights[index] = weight;
}

gsize
vanity_learner_get_weight_bytes (VanityLearner *self)
{
  return self->weight_bytes;
}

gsize
vanity_learner_get_arena_bytes (VanityLearner *self)
{
  return self->arena_bytes;
}

#include "nn/executor.h"

#include "base/error.h"
#include "nn/denormals.h"
#include "nn/executor-private.h"
#include "nn/plan.h"
#include "nn/program.h"

#include <string.h>

struct _VanityExecutor
{
  VanityGraph *graph; /* values only: its nodes became the program */
  VanityPool *pool;
  VanityProgram *program;
  VanityCall *calls; /* one for each step */
  char *arena;
  gsize arena_bytes;
  gsize weight_bytes;
  gsize largest_two;
  float **inputs; /* where the graph's inputs and outputs lie */
  gconstpointer *outputs;
};

/* While the arena is planned: value → buffer. */
typedef struct
{
  VanityExecutor *executor;
  GArray *buffers;     /* of VanityBuffer */
  int *buffer_of;      /* of each value, by its root; −1: none yet */
  int *last_read;      /* step of the last reader of each root; n_steps for outputs */
  int *scratch_buffer; /* of each step, −1: none */
} Planning;

static VanityStep *
executor_get_step (VanityExecutor *self, int index)
{
  return &g_array_index (self->program->steps, VanityStep, index);
}

static VanityTensor *
executor_get_tensor (VanityExecutor *self, VanityValueId value)
{
  return &vanity_graph_get_value (self->graph, value)->tensor;
}

static gsize
tensor_get_bytes (const VanityTensor *tensor)
{
  return vanity_shape_get_elements (&tensor->shape) * vanity_data_type_get_size (tensor->type);
}

static int
plan_add (Planning *self, gsize bytes, int first, int last)
{
  VanityBuffer buffer = { .bytes = bytes, .first = first, .last = last };

  g_array_append_val (self->buffers, buffer);
  return self->buffers->len - 1;
}

static void
plan_note_reads (Planning *self)
{
  VanityExecutor *executor = self->executor;
  const VanityValueId *roots = executor->program->roots;
  int n_steps = executor->program->steps->len;

  for (guint i = 0; i < executor->graph->values->len; i++)
    {
      self->buffer_of[i] = -1;
      self->last_read[i] = -1;
    }
  for (int i = 0; i < n_steps; i++)
    {
      VanityStep *step = executor_get_step (executor, i);

      for (int k = 0; k < step->n_inputs; k++)
        if (step->inputs[k] >= 0)
          self->last_read[roots[step->inputs[k]]] = i;
      if (step->residual >= 0)
        self->last_read[roots[step->residual]] = i;
    }
  for (guint i = 0; i < executor->graph->outputs->len; i++)
    self->last_read[roots[g_array_index (executor->graph->outputs, VanityValueId, i)]] = n_steps;
}

/* The buffer that output 0 of step `index` can take over from an input that dies there; −1: none.
 */
static int
plan_find_in_place (Planning *self, int index)
{
  VanityExecutor *executor = self->executor;
  VanityStep *step = executor_get_step (executor, index);
  VanityValueId candidate = step->residual;
  int reads = 0;

  if (candidate < 0 && (step->op->flags & VANITY_OPERATOR_IN_PLACE) != 0)
    candidate = step->inputs[0];
  if (candidate < 0)
    return -1;
  candidate = executor->program->roots[candidate];
  if (self->last_read[candidate] != index || self->buffer_of[candidate] < 0
      || tensor_get_bytes (executor_get_tensor (executor, candidate))
             != tensor_get_bytes (executor_get_tensor (executor, step->outputs[0])))
    return -1;
  /* Another input that is the same memory may be read in another order. */
  for (int k = 0; k < step->n_inputs; k++)
    if (step->inputs[k] >= 0 && executor->program->roots[step->inputs[k]] == candidate)
      reads++;
  return reads + (step->residual >= 0) == 1 ? self->buffer_of[candidate] : -1;
}

static void
plan_values (Planning *self)
{
  VanityExecutor *executor = self->executor;
  int n_steps = executor->program->steps->len;

  for (guint i = 0; i < executor->graph->inputs->len; i++)
    {
      VanityValueId id = g_array_index (executor->graph->inputs, VanityValueId, i);

      self->buffer_of[id] = plan_add (self, tensor_get_bytes (executor_get_tensor (executor, id)),
                                      -1, MAX (self->last_read[id], 0));
    }
  for (int i = 0; i < n_steps; i++)
    {
      VanityStep *step = executor_get_step (executor, i);
      gsize scratch = executor->calls[i].scratch_bytes;

      for (int k = 0; k < step->n_outputs; k++)
        {
          VanityValueId id = step->outputs[k];
          int last = MAX (self->last_read[id], i);
          int shared = k == 0 ? plan_find_in_place (self, i) : -1;

          if (shared >= 0)
            g_array_index (self->buffers, VanityBuffer, shared).last = last;
          else
            shared
                = plan_add (self, tensor_get_bytes (executor_get_tensor (executor, id)), i, last);
          self->buffer_of[id] = shared;
        }
      self->scratch_buffer[i] = scratch > 0 ? plan_add (self, scratch, i, i) : -1;
    }
}

static gpointer
executor_get_data (VanityExecutor *self, const Planning *planning, VanityValueId value)
{
  VanityValueId root = self->program->roots[value];
  int buffer = planning->buffer_of[root];

  if (buffer >= 0)
    return self->arena + g_array_index (planning->buffers, VanityBuffer, buffer).offset;
  return executor_get_tensor (self, root)->data;
}

/* Points all tensors to their places. */
static void
executor_bind (VanityExecutor *self, const Planning *planning)
{
  for (guint i = 0; i < self->program->steps->len; i++)
    {
      VanityStep *step = executor_get_step (self, i);
      VanityCall *call = &self->calls[i];

      for (int k = 0; k < step->n_inputs; k++)
        if (step->inputs[k] >= 0)
          call->inputs[k].data = executor_get_data (self, planning, step->inputs[k]);
      for (int k = 0; k < step->n_outputs; k++)
        call->outputs[k].data = executor_get_data (self, planning, step->outputs[k]);
      if (step->residual >= 0)
        call->epilogue.residual.data = executor_get_data (self, planning, step->residual);
      if (planning->scratch_buffer[i] >= 0)
        call->scratch
            = self->arena
              + g_array_index (planning->buffers, VanityBuffer, planning->scratch_buffer[i]).offset;
    }
  for (guint i = 0; i < self->graph->inputs->len; i++)
    self->inputs[i]
        = executor_get_data (self, planning, g_array_index (self->graph->inputs, VanityValueId, i));
  for (guint i = 0; i < self->graph->outputs->len; i++)
    self->outputs[i] = executor_get_data (self, planning,
                                          g_array_index (self->graph->outputs, VanityValueId, i));
}

/* Of the values of the graph as it was given: inputs and what its nodes compute. */
static void
executor_measure (VanityExecutor *self)
{
  gsize first = 0, second = 0;

  for (guint i = 0; i < self->graph->values->len; i++)
    {
      const VanityTensor *tensor = executor_get_tensor (self, i);
      gsize bytes = tensor_get_bytes (tensor);

      if (tensor->data != NULL || self->program->roots[i] != (int)i)
        continue;
      second = MAX (second, MIN (first, bytes));
      first = MAX (first, bytes);
    }
  self->largest_two = first + second;
}

static gboolean
executor_plan (VanityExecutor *self, GError **error)
{
  g_autoptr (GArray) buffers = g_array_new (FALSE, TRUE, sizeof (VanityBuffer));
  g_autofree int *buffer_of = g_new (int, self->graph->values->len);
  g_autofree int *last_read = g_new (int, self->graph->values->len);
  g_autofree int *scratch_buffer = g_new (int, self->program->steps->len + 1);
  Planning planning = { self, buffers, buffer_of, last_read, scratch_buffer };

  plan_note_reads (&planning);
  plan_values (&planning);
  self->arena_bytes = vanity_plan_buffers ((VanityBuffer *)buffers->data, buffers->len);
  self->arena = vanity_aligned_alloc (self->arena_bytes);
  if (self->arena == NULL)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   "No memory for the network “%s”: it needs %" G_GSIZE_FORMAT " bytes",
                   self->graph->name != NULL ? self->graph->name : "", self->arena_bytes);
      return FALSE;
    }
  memset (self->arena, 0, self->arena_bytes);
  executor_bind (self, &planning);
  return TRUE;
}

/* Frees constants that were packed; counts what stays. */
static void
executor_free_constants (VanityExecutor *self)
{
  const VanityValueId *roots = self->program->roots;
  g_autofree gboolean *needed = g_new0 (gboolean, self->graph->values->len);

  for (guint i = 0; i < self->program->steps->len; i++)
    {
      VanityStep *step = executor_get_step (self, i);

      for (int k = 0; k < step->n_inputs; k++)
        if (step->inputs[k] >= 0
            && !(k < 32 && ((step->op->static_inputs | step->op->packed_inputs) & (1u << k)) != 0))
          needed[roots[step->inputs[k]]] = TRUE;
      if (step->residual >= 0)
        needed[roots[step->residual]] = TRUE;
      if (step->slope >= 0)
        needed[step->slope] = TRUE;
    }
  for (guint i = 0; i < self->graph->outputs->len; i++)
    needed[roots[g_array_index (self->graph->outputs, VanityValueId, i)]] = TRUE;

  for (guint i = 0; i < self->graph->values->len; i++)
    {
      VanityTensor *tensor = executor_get_tensor (self, i);

      if (tensor->data == NULL)
        continue;
      if (needed[i])
        self->weight_bytes += tensor_get_bytes (tensor);
      else
        g_clear_pointer (&tensor->data, vanity_aligned_free);
    }
}

VanityExecutor *
vanity_executor_new_full (VanityGraph *graph, VanityPool *pool, gboolean fuse, GError **error)
{
  g_autoptr (VanityExecutor) self = g_new0 (VanityExecutor, 1);
  const VanityKernels *kernels = vanity_kernels_get_default (error);

  self->graph = graph;
  self->pool = pool != NULL ? pool : vanity_pool_get_default ();
  self->program = vanity_program_new (graph, fuse, FALSE);
  self->calls = g_new0 (VanityCall, self->program->steps->len + 1);
  self->inputs = g_new0 (float *, graph->inputs->len + 1);
  self->outputs = g_new0 (gconstpointer, graph->outputs->len + 1);
  if (kernels == NULL)
    return NULL;
  executor_measure (self);
  for (guint i = 0; i < self->program->steps->len; i++)
    {
      VanityCall *call = &self->calls[i];

      vanity_step_fill_call (executor_get_step (self, i), graph, call);
      call->pool = self->pool;
      call->kernels = kernels;
      if (!vanity_call_prepare (call, error))
        return NULL;
      self->weight_bytes += call->state_bytes;
    }
  executor_free_constants (self);
  if (!executor_plan (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

VanityExecutor *
vanity_executor_new (VanityGraph *graph, VanityPool *pool, GError **error)
{
  return vanity_executor_new_full (graph, pool, TRUE, error);
}

void
vanity_executor_free (VanityExecutor *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->program->steps->len; i++)
    {
      VanityCall *call = &self->calls[i];

      if (call->op != NULL && call->op->release != NULL && call->state != NULL)
        call->op->release (call);
      vanity_call_clear (call);
    }
  g_free (self->calls);
  g_free (self->inputs);
  g_free (self->outputs);
  vanity_program_free (self->program);
  vanity_graph_free (self->graph);
  vanity_aligned_free (self->arena);
  g_free (self);
}

float *
vanity_executor_get_input (VanityExecutor *self, int index)
{
  g_return_val_if_fail (index >= 0 && index < vanity_executor_get_n_inputs (self), NULL);

  return self->inputs[index];
}

gboolean
vanity_executor_run (VanityExecutor *self, GCancellable *cancellable, GError **error)
{
  guint mode = vanity_denormals_flush ();
  gboolean cancelled = FALSE;

  for (guint i = 0; i < self->program->steps->len && !cancelled; i++)
    {
      self->calls[i].op->forward (&self->calls[i]);
      cancelled = g_cancellable_is_cancelled (cancellable);
    }
  vanity_denormals_restore (mode);
  return !cancelled || !g_cancellable_set_error_if_cancelled (cancellable, error);
}

const float *
vanity_executor_get_output (VanityExecutor *self, int index)
{
  g_return_val_if_fail (index >= 0 && index < vanity_executor_get_n_outputs (self), NULL);
  g_return_val_if_fail (vanity_executor_get_output_type (self, index) == VANITY_FLOAT32, NULL);

  return self->outputs[index];
}

const gint64 *
vanity_executor_get_output_integers (VanityExecutor *self, int index)
{
  g_return_val_if_fail (index >= 0 && index < vanity_executor_get_n_outputs (self), NULL);
  g_return_val_if_fail (vanity_executor_get_output_type (self, index) == VANITY_INT64, NULL);

  return self->outputs[index];
}

int
vanity_executor_get_n_inputs (VanityExecutor *self)
{
  return vanity_graph_get_n_inputs (self->graph);
}

int
vanity_executor_get_n_outputs (VanityExecutor *self)
{
  return vanity_graph_get_n_outputs (self->graph);
}

const VanityShape *
vanity_executor_get_input_shape (VanityExecutor *self, int index)
{
  return vanity_graph_get_shape (self->graph, vanity_graph_get_input (self->graph, index));
}

const VanityShape *
vanity_executor_get_output_shape (VanityExecutor *self, int index)
{
  return vanity_graph_get_shape (self->graph, vanity_graph_get_output (self->graph, index));
}

VanityDataType
vanity_executor_get_output_type (VanityExecutor *self, int index)
{
  return vanity_graph_get_type (self->graph, vanity_graph_get_output (self->graph, index));
}

gsize
vanity_executor_get_weight_bytes (VanityExecutor *self)
{
  return self->weight_bytes;
}

gsize
vanity_executor_get_arena_bytes (VanityExecutor *self)
{
  return self->arena_bytes;
}

void
vanity_executor_poison (VanityExecutor *self, float value)
{
  float *values = (gpointer)self->arena;

  for (gsize i = 0; i < self->arena_bytes / sizeof (float); i++)
    values[i] = value;
}

int
vanity_executor_get_n_steps (VanityExecutor *self)
{
  return self->program->steps->len;
}

const VanityCall *
vanity_executor_get_step (VanityExecutor *self, int index)
{
  return &self->calls[index];
}

void
vanity_executor_run_step (VanityExecutor *self, int index)
{
  guint mode = vanity_denormals_flush ();

  self->calls[index].op->forward (&self->calls[index]);
  vanity_denormals_restore (mode);
}

gint64
vanity_executor_get_cost (VanityExecutor *self)
{
  gint64 cost = 0;

  for (guint i = 0; i < self->program->steps->len; i++)
    if (self->calls[i].op->cost != NULL)
      cost += self->calls[i].op->cost (&self->calls[i]);
  return cost;
}

gsize
vanity_executor_get_largest_two (VanityExecutor *self)
{
  return self->largest_two;
}

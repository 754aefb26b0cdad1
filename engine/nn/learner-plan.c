/* One arena for a step of learning. Time runs from step to step forward, 0 to n − 1; at n the
 * losses get their gradients; then back, step i at 2n − i. */
#include "base/error.h"
#include "nn/learner-private.h"
#include "nn/plan.h"

#include <string.h>

typedef struct
{
  VanityLearner *learner;
  const VanityValueId *roots;
  int n_steps;
  GArray *buffers;       /* of VanityBuffer */
  int *producer;         /* step of each root, −1: an input or a constant */
  int *last;             /* time at which each root is read for the last time */
  int *value_buffer;     /* of each root, −1: none */
  int *gradient_buffer;  /* likewise */
  gboolean *seeded;      /* a loss */
  int *forward_scratch;  /* of each step: of its operator's forward or of back's; −1: none */
  int *backward_scratch; /* of each step */
  int *saved;            /* of each step */
  int **apart;           /* of each step, of each input */
} Planning;

static int
get_time_back (const Planning *self, int step)
{
  return 2 * self->n_steps - step;
}

static const VanityStep *
get_step (const Planning *self, int index)
{
  return &g_array_index (self->learner->program->steps, VanityStep, index);
}

static gsize
get_bytes (const Planning *self, VanityValueId value)
{
  const VanityTensor *tensor = &vanity_graph_get_value (self->learner->graph, value)->tensor;

  return vanity_shape_get_elements (&tensor->shape) * vanity_data_type_get_size (tensor->type);
}

static int
add_buffer (Planning *self, gsize bytes, int first, int last)
{
  VanityBuffer buffer = { .bytes = bytes, .first = first, .last = last };

  if (bytes == 0)
    return -1;
  g_array_append_val (self->buffers, buffer);
  return self->buffers->len - 1;
}

static void
note_read (Planning *self, VanityValueId value, int time)
{
  VanityValueId root = self->roots[value];

  self->last[root] = MAX (self->last[root], time);
}

static void
note_reads (Planning *self)
{
  VanityLearner *learner = self->learner;
  int end = 2 * self->n_steps + 1;

  for (guint i = 0; i < learner->graph->values->len; i++)
    self->last[i] = self->producer[i] = self->value_buffer[i] = self->gradient_buffer[i] = -1;
  for (int i = 0; i < self->n_steps; i++)
    {
      const VanityStep *step = get_step (self, i);
      const VanityBackward *backward = step->op->backward;
      gboolean active = learner->steps[i].active;
      guint32 read = active ? backward->reads_inputs | learner->steps[i].back.reads_inputs : 0;

      self->producer[step->outputs[0]] = i;
      for (int k = 0; k < step->n_inputs; k++)
        if (step->inputs[k] >= 0)
          note_read (self, step->inputs[k],
                     vanity_backward_has_bit (read, k) ? get_time_back (self, i) : i);
      note_read (self, step->outputs[0],
                 active && backward->reads_output ? get_time_back (self, i) : i);
    }
  for (guint i = 0; i < learner->graph->inputs->len; i++)
    note_read (self, g_array_index (learner->graph->inputs, VanityValueId, i), end);
  for (guint i = 0; i < learner->graph->outputs->len; i++)
    note_read (self, g_array_index (learner->graph->outputs, VanityValueId, i), end);
  for (int i = 0; i < learner->n_losses; i++)
    note_read (self, learner->losses[i], end);
}

/* The buffer that the output of step `index` can take over from its first input; −1: none. */
static int
find_in_place (const Planning *self, int index)
{
  const VanityStep *step = get_step (self, index);
  VanityValueId root = self->roots[step->inputs[0]];

  if ((step->op->flags & VANITY_OPERATOR_IN_PLACE) == 0 || self->learner->steps[index].own_forward
      || self->last[root] != index || self->value_buffer[root] < 0
      || get_bytes (self, root) != get_bytes (self, step->outputs[0]))
    return -1;
  for (int k = 1; k < step->n_inputs; k++)
    if (step->inputs[k] >= 0 && self->roots[step->inputs[k]] == root)
      return -1;
  return self->value_buffer[root];
}

static void
plan_forward (Planning *self)
{
  VanityLearner *learner = self->learner;

  for (guint i = 0; i < learner->graph->inputs->len; i++)
    {
      VanityValueId id = g_array_index (learner->graph->inputs, VanityValueId, i);

      self->value_buffer[id] = add_buffer (self, get_bytes (self, id), -1, MAX (self->last[id], 0));
    }
  for (int i = 0; i < self->n_steps; i++)
    {
      const VanityStep *step = get_step (self, i);
      const VanityLearnerStep *at = &learner->steps[i];
      VanityValueId id = step->outputs[0];
      int shared = find_in_place (self, i);

      if (shared >= 0)
        g_array_index (self->buffers, VanityBuffer, shared).last = self->last[id];
      else
        shared = add_buffer (self, get_bytes (self, id), i, self->last[id]);
      self->value_buffer[id] = shared;
      self->forward_scratch[i] = add_buffer (
          self, at->own_forward ? at->back.scratch_bytes : at->call.scratch_bytes, i, i);
      self->saved[i]
          = add_buffer (self, at->back.saved_bytes, i, at->active ? get_time_back (self, i) : i);
    }
}

/* The buffer that the gradient of input 0 can take over from the output's; −1: none. */
static int
find_in_place_back (const Planning *self, int index)
{
  const VanityStep *step = get_step (self, index);

  if ((step->op->backward->flags & VANITY_BACKWARD_IN_PLACE) == 0
      || get_bytes (self, step->inputs[0]) != get_bytes (self, step->outputs[0]))
    return -1;
  return self->gradient_buffer[step->outputs[0]];
}

static void
plan_backward (Planning *self)
{
  VanityLearner *learner = self->learner;

  for (int i = 0; i < learner->n_losses; i++)
    {
      VanityValueId root = self->roots[learner->losses[i]];

      if (!learner->active[learner->losses[i]] || self->gradient_buffer[root] >= 0)
        continue;
      self->seeded[root] = TRUE;
      self->gradient_buffer[root] = add_buffer (self, get_bytes (self, root), self->n_steps,
                                                get_time_back (self, self->producer[root]));
    }
  for (int i = self->n_steps - 1; i >= 0; i--)
    {
      const VanityStep *step = get_step (self, i);
      VanityLearnerStep *at = &learner->steps[i];
      int now = get_time_back (self, i);

      self->apart[i] = g_new (int, step->n_inputs + 1);
      self->backward_scratch[i]
          = at->active ? add_buffer (self, at->back.scratch_bytes, now, now) : -1;
      for (int k = 0; k < step->n_inputs; k++)
        {
          VanityLearnerWrite *write = &at->writes[k];
          VanityValueId root = step->inputs[k] >= 0 ? self->roots[step->inputs[k]] : -1;
          int shared;

          self->apart[i][k] = -1;
          if (at->back.input_gradients[k].shape.rank < 0)
            continue;
          write->leaf = learner->gradients[root] != NULL;
          write->first = !self->seeded[root];
          self->seeded[root] = TRUE;
          if ((write->leaf || !write->first)
              && !vanity_backward_has_bit (step->op->backward->adds, k))
            self->apart[i][k] = add_buffer (self, get_bytes (self, root), now, now);
          if (write->leaf || !write->first)
            continue;
          shared = k == 0 ? find_in_place_back (self, i) : -1;
          if (shared >= 0)
            g_array_index (self->buffers, VanityBuffer, shared).last
                = get_time_back (self, self->producer[root]);
          else
            shared = add_buffer (self, get_bytes (self, root), now,
                                 get_time_back (self, self->producer[root]));
          self->gradient_buffer[root] = shared;
        }
    }
}

static gpointer
get_place (const Planning *self, int buffer)
{
  return buffer < 0
             ? NULL
             : self->learner->arena + g_array_index (self->buffers, VanityBuffer, buffer).offset;
}

static gpointer
get_data (const Planning *self, VanityValueId value)
{
  VanityValueId root = self->roots[value];

  return self->value_buffer[root] >= 0
             ? get_place (self, self->value_buffer[root])
             : vanity_graph_get_value (self->learner->graph, root)->tensor.data;
}

static void
bind_step (const Planning *self, int index)
{
  const VanityStep *step = get_step (self, index);
  VanityLearnerStep *at = &self->learner->steps[index];
  float **gradients = self->learner->gradients;

  for (int k = 0; k < step->n_inputs; k++)
    if (step->inputs[k] >= 0)
      at->call.inputs[k].data = get_data (self, step->inputs[k]);
  at->call.outputs[0].data = get_data (self, step->outputs[0]);
  if (at->own_forward)
    at->forward_scratch = get_place (self, self->forward_scratch[index]);
  else
    at->call.scratch = get_place (self, self->forward_scratch[index]);
  at->backward_scratch = get_place (self, self->backward_scratch[index]);
  at->back.saved = get_place (self, self->saved[index]);
  at->back.output_gradient.data = gradients[step->outputs[0]];
  for (int k = 0; k < step->n_inputs; k++)
    if (at->back.input_gradients[k].shape.rank >= 0)
      {
        at->writes[k].target = gradients[self->roots[step->inputs[k]]];
        at->writes[k].apart = get_place (self, self->apart[index][k]);
      }
}

static void
bind (const Planning *self)
{
  VanityLearner *learner = self->learner;

  for (guint i = 0; i < learner->graph->values->len; i++)
    if (self->gradient_buffer[i] >= 0)
      learner->gradients[i] = get_place (self, self->gradient_buffer[i]);
  for (int i = 0; i < self->n_steps; i++)
    bind_step (self, i);
  for (guint i = 0; i < learner->graph->inputs->len; i++)
    learner->inputs[i] = get_data (self, g_array_index (learner->graph->inputs, VanityValueId, i));
  for (guint i = 0; i < learner->graph->outputs->len; i++)
    learner->outputs[i]
        = get_data (self, g_array_index (learner->graph->outputs, VanityValueId, i));
  for (int i = 0; i < learner->n_losses; i++)
    learner->loss_values[i] = get_data (self, learner->losses[i]);
}

gboolean
vanity_learner_plan (VanityLearner *learner, GError **error)
{
  int n_values = learner->graph->values->len, n_steps = learner->n_steps;
  g_autoptr (GArray) buffers = g_array_new (FALSE, TRUE, sizeof (VanityBuffer));
  g_autofree int *of_values = g_new (int, 4 * n_values + 1);
  g_autofree int *of_steps = g_new (int, 3 * n_steps + 1);
  g_autofree gboolean *seeded = g_new0 (gboolean, n_values + 1);
  g_autofree int **apart = g_new0 (int *, n_steps + 1);
  Planning self = {
    .learner = learner,
    .roots = learner->program->roots,
    .n_steps = n_steps,
    .buffers = buffers,
    .producer = of_values,
    .last = of_values + n_values,
    .value_buffer = of_values + 2 * n_values,
    .gradient_buffer = of_values + 3 * n_values,
    .seeded = seeded,
    .forward_scratch = of_steps,
    .backward_scratch = of_steps + n_steps,
    .saved = of_steps + 2 * n_steps,
    .apart = apart,
  };

  note_reads (&self);
  plan_forward (&self);
  plan_backward (&self);
  learner->arena_bytes = vanity_plan_buffers ((VanityBuffer *)buffers->data, buffers->len);
  learner->arena = vanity_aligned_alloc (learner->arena_bytes);
  if (learner->arena == NULL)
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                 "No memory for the network “%s” to learn: it needs %" G_GSIZE_FORMAT " bytes",
                 learner->graph->name != NULL ? learner->graph->name : "", learner->arena_bytes);
  else
    {
      memset (learner->arena, 0, learner->arena_bytes);
      bind (&self);
    }
  for (int i = 0; i < n_steps; i++)
    g_free (apart[i]);
  return learner->arena != NULL;
}

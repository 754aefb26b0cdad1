/* Lets a producer (a convolution, a matrix product, a normalisation) do what would follow it: add a
 * residual, apply an activation; and a Concat enlarge what it reads. */
#include "nn/ops/concat.h"
#include "nn/ops/conv.h"
#include "nn/ops/pad.h"
#include "nn/ops/resize.h"
#include "nn/program.h"

#include <math.h>

typedef struct
{
  VanityProgram *program;
  VanityGraph *graph;
  int *readers;   /* of each root value; outputs of the graph count, too */
  int *producers; /* step of each root value, −1: none */
} Fusion;

static VanityStep *
get_step (Fusion *self, int index)
{
  return &g_array_index (self->program->steps, VanityStep, index);
}

static VanityValueId
get_root (Fusion *self, VanityValueId value)
{
  return value < 0 ? -1 : self->program->roots[value];
}

static void
count (Fusion *self)
{
  for (guint i = 0; i < self->program->steps->len; i++)
    {
      VanityStep *step = get_step (self, i);

      for (int k = 0; k < step->n_inputs; k++)
        if (step->inputs[k] >= 0)
          self->readers[get_root (self, step->inputs[k])]++;
      for (int k = 0; k < step->n_outputs; k++)
        self->producers[step->outputs[k]] = i;
    }
  for (guint i = 0; i < self->graph->outputs->len; i++)
    self->readers[get_root (self, g_array_index (self->graph->outputs, VanityValueId, i))]++;
}

static const VanityShape *
get_shape (Fusion *self, VanityValueId value)
{
  return &vanity_graph_get_value (self->graph, value)->tensor.shape;
}

/* The step that alone makes `value`, for this one reader, and can take more work, as one of `flags`
 * says; −1: none. */
static int
find_producer (Fusion *self, VanityValueId value, VanityOperatorFlags flags)
{
  VanityValueId root = get_root (self, value);
  int index = self->producers[root];

  if (index < 0 || self->readers[root] != 1 || (get_step (self, index)->op->flags & flags) == 0
      || !vanity_shape_equal (get_shape (self, root), get_shape (self, value)))
    return -1;
  return index;
}

/* `reader` now happens inside step `producer`, which writes the reader's output. */
static void
absorb (Fusion *self, int producer, int reader)
{
  VanityStep *from = get_step (self, reader);

  get_step (self, producer)->outputs[0] = from->outputs[0];
  self->producers[from->outputs[0]] = producer;
  from->op = NULL;
}

static void
fuse_activation (Fusion *self, int index)
{
  VanityStep *step = get_step (self, index);
  VanityActivation activation;
  VanityStep *producer;
  VanityCall call;
  gboolean possible;
  int from;

  if (step->op->get_activation == NULL)
    return;
  from = find_producer (self, step->inputs[0], VANITY_OPERATOR_FUSES | VANITY_OPERATOR_ACTIVATES);
  if (from < 0 || !vanity_activation_is_none (&get_step (self, from)->activation))
    return;
  producer = get_step (self, from);
  vanity_step_fill_call (step, self->graph, &call);
  possible = step->op->get_activation (&call, &activation);
  /* One slope for each channel needs the producer's channels to be the reader's, too. */
  if (possible && activation.kind == VANITY_ACTIVATION_SLOPE && activation.n_slopes > 1)
    {
      const VanityShape *shape
          = &vanity_graph_get_value (self->graph, producer->outputs[0])->tensor.shape;

      possible = shape->rank > 0 && shape->dim[shape->rank - 1] == activation.n_slopes
                 && step->n_inputs > 1
                 && vanity_graph_get_value (self->graph, step->inputs[1])->tensor.data != NULL;
    }
  else if (possible && step->n_inputs > 1 && activation.kind == VANITY_ACTIVATION_SLOPE)
    {
      possible = vanity_graph_get_value (self->graph, step->inputs[1])->tensor.data != NULL;
    }
  vanity_call_clear (&call);
  if (!possible)
    return;

  producer->activation = activation;
  if (activation.kind == VANITY_ACTIVATION_SLOPE && step->n_inputs > 1)
    producer->slope = step->inputs[1];
  /* The activation may point into these. */
  producer->activation_params = g_steal_pointer (&step->params);
  absorb (self, from, index);
}

/* A residual that was given more channels, all zero, to fit: the step that pads it, or −1. A
 * convolution can leave the padding out. */
static int
find_padding (Fusion *self, const VanityStep *producer, VanityValueId value)
{
  VanityValueId root = get_root (self, value);
  int index = self->producers[root];
  const VanityPadParams *params;
  VanityStep *step;
  int last;

  if (index < 0 || root != value || self->readers[root] != 1
      || !g_str_has_prefix (producer->op->name, "Conv"))
    return -1;
  step = get_step (self, index);
  if (!g_str_equal (step->op->name, "Pad"))
    return -1;
  params = step->params;
  last = get_shape (self, value)->rank - 1;
  if (params->mode != VANITY_PAD_CONSTANT || params->value != 0.0f || last < 1
      || params->before[last] != 0)
    return -1;
  for (int i = 0; i < last; i++)
    if (params->before[i] != 0 || params->after[i] != 0)
      return -1;
  return index;
}

/* An Add of the producer's output and something of the same shape that is there before it. */
static void
fuse_residual (Fusion *self, int index)
{
  VanityStep *step = get_step (self, index);

  if (!g_str_equal (step->op->name, "Add"))
    return;
  for (int side = 0; side < 2; side++)
    {
      VanityValueId other = step->inputs[1 - side];
      int from = find_producer (self, step->inputs[side], VANITY_OPERATOR_FUSES);
      VanityStep *producer;
      int padding;

      if (from < 0)
        continue;
      producer = get_step (self, from);
      if (!vanity_activation_is_none (&producer->activation) || producer->residual >= 0
          || !vanity_shape_equal (get_shape (self, other), get_shape (self, step->outputs[0]))
          || !vanity_shape_equal (get_shape (self, other), get_shape (self, producer->outputs[0])))
        continue;
      padding = find_padding (self, producer, other);
      if (padding >= 0)
        other = get_step (self, padding)->inputs[0];
      if (self->producers[get_root (self, other)] >= from
          || get_root (self, other) == get_root (self, step->inputs[side]))
        continue;
      producer->residual = other;
      if (padding >= 0)
        get_step (self, padding)->op = NULL;
      absorb (self, from, index);
      return;
    }
}

/* Inputs of a Concat of channels that are enlarged by repeating pixels: it repeats them itself. */
static void
fuse_repetition (Fusion *self, int index)
{
  VanityStep *step = get_step (self, index);
  const VanityConcatParams *params = step->params;

  if (!g_str_equal (step->op->name, "Concat") || params->axis != 3
      || get_shape (self, step->outputs[0])->rank != 4)
    return;
  for (int i = 0; i < step->n_inputs; i++)
    {
      VanityValueId value = step->inputs[i];
      int from = self->producers[get_root (self, value)];
      VanityStep *resize;
      VanityCall call;

      if (from < 0 || get_root (self, value) != value || self->readers[value] != 1)
        continue;
      resize = get_step (self, from);
      if (!g_str_equal (resize->op->name, "Resize"))
        continue;
      vanity_step_fill_call (resize, self->graph, &call);
      if (vanity_resize_is_repetition (&call))
        {
          step->inputs[i] = resize->inputs[0];
          resize->op = NULL;
        }
      vanity_call_clear (&call);
    }
}

void
vanity_program_fuse (VanityProgram *program, VanityGraph *graph)
{
  g_autofree int *readers = g_new0 (int, graph->values->len);
  g_autofree int *producers = g_new (int, graph->values->len);
  Fusion self = { program, graph, readers, producers };
  guint kept = 0;

  for (guint i = 0; i < graph->values->len; i++)
    producers[i] = -1;
  count (&self);
  for (guint i = 0; i < program->steps->len; i++)
    {
      if (get_step (&self, i)->op != NULL)
        fuse_residual (&self, i);
      if (get_step (&self, i)->op != NULL)
        fuse_activation (&self, i);
      if (get_step (&self, i)->op != NULL)
        fuse_repetition (&self, i);
    }

  /* Close the gaps that absorbed steps left. */
  for (guint i = 0; i < program->steps->len; i++)
    {
      VanityStep *step = get_step (&self, i);

      if (step->op == NULL)
        continue;
      if (kept != i)
        {
          VanityStep *gap = get_step (&self, kept);
          VanityStep moved = *step;

          *step = *gap;
          *gap = moved;
        }
      kept++;
    }
  g_array_set_size (program->steps, kept);
}

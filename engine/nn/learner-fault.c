#include "base/error.h"
#include "nn/denormals.h"
#include "nn/learner-private.h"

#include <math.h>
#include <string.h>

/* The first element that is not finite; −1: all are. */
static gint64
find_element (const float *values, gint64 count)
{
  for (gint64 i = 0; i < count; i++)
    if (!isfinite (values[i]))
      return i;
  return -1;
}

/* "element 3 of 2×5 is NaN"; NULL: all are finite. */
static char *
describe (const float *values, const VanityShape *shape)
{
  gint64 at = values == NULL ? -1 : find_element (values, vanity_shape_get_elements (shape));
  g_autofree char *text = NULL;

  if (at < 0)
    return NULL;
  text = vanity_shape_to_string (shape);
  return g_strdup_printf ("element %" G_GINT64_FORMAT " of %s is %s", at, text,
                          isnan (values[at]) ? "NaN" : "infinite");
}

/* "WHAT “NAME”: element …". */
static char *
describe_parameter (const char *what, const VanityParameter *parameter)
{
  g_autofree char *fault = describe (parameter->values, &parameter->shape);

  return fault == NULL ? NULL : g_strdup_printf ("%s “%s”: %s", what, parameter->name, fault);
}

static char *
find_before (VanityLearner *self)
{
  char *fault = NULL;

  for (int i = 0; fault == NULL && i < vanity_learner_get_n_parameters (self); i++)
    fault = describe_parameter ("parameter", vanity_learner_get_parameter (self, i));
  /* While a network learns, nothing depends on these. */
  for (int i = 0; fault == NULL && !self->training && i < vanity_learner_get_n_statistics (self);
       i++)
    fault = describe_parameter ("statistic", vanity_learner_get_statistic (self, i));
  for (guint i = 0; fault == NULL && i < self->graph->inputs->len; i++)
    {
      VanityValueId id = g_array_index (self->graph->inputs, VanityValueId, i);
      const VanityValue *value = vanity_graph_get_value (self->graph, id);
      VanityParameter input
          = { .name = value->name, .shape = value->tensor.shape, .values = self->inputs[i] };

      fault = describe_parameter ("input", &input);
    }
  return fault;
}

static char *
find_forward (VanityLearner *self)
{
  char *fault = NULL;

  vanity_learner_begin_forward (self, self->training);
  for (int i = 0; fault == NULL && i < self->n_steps; i++)
    {
      const VanityCall *call = &self->steps[i].call;
      g_autofree char *found = NULL;

      vanity_learner_step_forward (self, i);
      if (call->outputs[0].type == VANITY_FLOAT32)
        found = describe (call->outputs[0].data, &call->outputs[0].shape);
      if (found != NULL)
        fault = g_strdup_printf ("value of node “%s” (%s): %s", call->name, call->op->name, found);
    }
  return fault;
}

static char *
find_backward (VanityLearner *self)
{
  char *fault = NULL;

  vanity_learner_begin_backward (self);
  for (int i = self->n_steps - 1; fault == NULL && i >= 0; i--)
    {
      const VanityStep *step = &g_array_index (self->program->steps, VanityStep, i);
      const VanityCall *call = &self->steps[i].call;
      const VanityTensor *gradients = self->steps[i].back.input_gradients;

      vanity_learner_step_backward (self, i, FALSE);
      for (int k = 0; self->steps[i].active && fault == NULL && k < call->n_inputs; k++)
        {
          g_autofree char *found = NULL;

          if (gradients[k].shape.rank >= 0)
            found = describe (self->steps[i].writes[k].target, &gradients[k].shape);
          if (found != NULL)
            fault = g_strdup_printf ("gradient of “%s” in node “%s” (%s): %s",
                                     vanity_graph_get_value (self->graph, step->inputs[k])->name,
                                     call->name, call->op->name, found);
        }
    }
  return fault;
}

char *
vanity_learner_find_fault (VanityLearner *self)
{
  guint mode = vanity_denormals_flush ();
  int n_statistics = vanity_learner_get_n_statistics (self);
  float **statistics = g_new (float *, n_statistics + 1);
  char *fault = find_before (self);
  guint64 run = self->run;

  for (int i = 0; i < n_statistics; i++)
    {
      const VanityParameter *statistic = vanity_learner_get_statistic (self, i);

      statistics[i] = g_memdup2 (statistic->values, statistic->count * sizeof (float));
    }
  /* With the random numbers of that run. */
  self->run -= self->training;
  if (fault == NULL)
    fault = find_forward (self);
  if (fault == NULL)
    fault = find_backward (self);
  self->run = run;
  for (int i = 0; i < n_statistics; i++)
    {
      const VanityParameter *statistic = vanity_learner_get_statistic (self, i);

      memcpy (statistic->values, statistics[i], statistic->count * sizeof (float));
      g_free (statistics[i]);
    }
  g_free (statistics);
  vanity_denormals_restore (mode);
  return fault;
}

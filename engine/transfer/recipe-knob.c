#include "transfer/recipe-knob.h"

#include <math.h>
#include <string.h>

/* No number moves by more than this part of its range in a step. */
#define REACH 0.35

static VanityLayer *
get_layer (const VanityLook *look, const VanityKnob *knob)
{
  return g_ptr_array_index (look->layers, knob->layer);
}

void
vanity_knob_get_range (const VanityLook *look, const VanityKnob *knob, double *low, double *high)
{
  const VanityParam *param = &get_layer (look, knob)->kind->params[knob->param];

  *low = param->type == VANITY_PARAM_COLOR ? 0 : param->minimum;
  *high = param->type == VANITY_PARAM_COLOR ? 255 : param->maximum;
}

double
vanity_knob_get (const VanityLook *look, const VanityKnob *knob)
{
  const VanityLayer *layer = get_layer (look, knob);

  if (layer->kind->params[knob->param].type == VANITY_PARAM_COLOR)
    return layer->values[knob->param].color >> (16 - 8 * knob->channel) & 0xff;
  return layer->values[knob->param].number;
}

void
vanity_knob_set (const VanityLook *look, const VanityKnob *knob, double value)
{
  VanityLayer *layer = get_layer (look, knob);
  double low, high;

  vanity_knob_get_range (look, knob, &low, &high);
  value = CLAMP (value, low, high);
  if (layer->kind->params[knob->param].type == VANITY_PARAM_COLOR)
    {
      int shift = 16 - 8 * knob->channel;
      guint32 *color = &layer->values[knob->param].color;

      *color = (*color & ~(0xffu << shift)) | (guint32)lround (value) << shift;
    }
  else
    layer->values[knob->param].number = value;
}

/* Solves matrix · x = right by Cholesky's way, for those that are free; the others get 0. */
static void
solve (const double *matrix, const double *right, const double *diagonal, const gboolean *fixed,
       int n, double *x)
{
  double L[VANITY_MAX_KNOBS][VANITY_MAX_KNOBS] = { { 0 } }, y[VANITY_MAX_KNOBS];

  for (int i = 0; i < n; i++)
    for (int j = 0; j <= i; j++)
      {
        double sum = fixed[i] || fixed[j] ? 0 : matrix[i * n + j];

        if (i == j)
          sum = fixed[i] ? 1 : sum + diagonal[i];
        for (int k = 0; k < j; k++)
          sum -= L[i][k] * L[j][k];
        L[i][j] = i == j ? sqrt (MAX (sum, 1e-12)) : sum / L[j][j];
      }
  for (int i = 0; i < n; i++)
    {
      y[i] = fixed[i] ? 0 : right[i];
      for (int k = 0; k < i; k++)
        y[i] -= L[i][k] * y[k];
      y[i] /= L[i][i];
    }
  for (int i = n - 1; i >= 0; i--)
    {
      x[i] = y[i];
      for (int k = i + 1; k < n; k++)
        x[i] -= L[k][i] * x[k];
      x[i] /= L[i][i];
    }
}

void
vanity_knobs_step (const VanityLook *look, const VanityKnob *knobs, int n, const double *matrix,
                   const double *right, double damping, double *to)
{
  gboolean fixed[VANITY_MAX_KNOBS] = { FALSE };
  double x[VANITY_MAX_KNOBS], rest[VANITY_MAX_KNOBS], diagonal[VANITY_MAX_KNOBS];
  double moved[VANITY_MAX_KNOBS] = { 0 };

  memcpy (rest, right, sizeof (double) * n);
  for (int k = 0; k < n; k++)
    {
      double low, high;

      vanity_knob_get_range (look, &knobs[k], &low, &high);
      diagonal[k] = damping * matrix[k * n + k] + 0.02 / ((high - low) * (high - low));
    }
  for (int round = 0; round < 4; round++)
    {
      gboolean more = FALSE;

      solve (matrix, rest, diagonal, fixed, n, x);
      for (int k = 0; k < n; k++)
        {
          double value = vanity_knob_get (look, &knobs[k]), low, high, reach;

          if (fixed[k])
            continue;
          vanity_knob_get_range (look, &knobs[k], &low, &high);
          reach = REACH * (high - low);
          moved[k] = x[k];
          if (value + x[k] >= low && value + x[k] <= high && fabs (x[k]) <= reach)
            continue;
          moved[k] = CLAMP (CLAMP (x[k], -reach, reach), low - value, high - value);
          fixed[k] = more = TRUE;
          for (int l = 0; l < n; l++)
            rest[l] -= matrix[l * n + k] * moved[k];
        }
      if (!more)
        break;
    }
  for (int k = 0; k < n; k++)
    to[k] = vanity_knob_get (look, &knobs[k]) + moved[k];
}

/* How far scores are from saying the right class: −log of the class's share, the softmax being part
 * of it, so that nothing is lost between the two. */
#include "nn/backward.h"
#include "nn/ops/split.h"

#include <math.h>

typedef enum
{
  REDUCTION_NONE,
  REDUCTION_MEAN,
  REDUCTION_SUM,
} Reduction;

typedef struct
{
  int reduction;
  gboolean ignores;
  gint64 ignored; /* class */
} LossParams;

/* Input 0: scores [N, …, C]. Input 1: labels [N, …], int64 or whole float32 from 0. Input 2, if it
 * is there: weights [C]. */
static gboolean
loss_infer (VanityCall *call, GError **error)
{
  static const char *const reductions[] = { "none", "mean", "sum", NULL };
  LossParams *params = call->params;
  const VanityShape *scores = &call->inputs[0].shape, *labels = &call->inputs[1].shape;
  VanityShape shape = { 0 };

  if (!vanity_call_check_input (call, 0, 2, VANITY_MAX_RANK, error)
      || !vanity_call_get_choice (call, "reduction", REDUCTION_MEAN, reductions, &params->reduction,
                                  error)
      || !vanity_call_get_int (call, "ignore_index", G_MININT64, G_MININT64, G_MAXINT64,
                               &params->ignored, error))
    return FALSE;
  params->ignores = params->ignored != G_MININT64;
  shape = *scores;
  shape.rank--;
  if (!vanity_shape_equal (&shape, labels))
    {
      g_autofree char *one = vanity_shape_to_string (scores);
      g_autofree char *other = vanity_shape_to_string (labels);

      return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                               "scores %s and labels %s do not fit together", one, other);
    }
  if (vanity_call_has_input (call, 2))
    {
      if (!vanity_call_check_input (call, 2, 1, 1, error))
        return FALSE;
      if (call->inputs[2].shape.dim[0] != scores->dim[scores->rank - 1])
        return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                                 "%" G_GINT64_FORMAT " weights for %" G_GINT64_FORMAT " classes",
                                 call->inputs[2].shape.dim[0], scores->dim[scores->rank - 1]);
    }
  if (params->reduction != REDUCTION_NONE)
    shape.rank = 0;
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, &shape, error);
}

static gint64
loss_cost (const VanityCall *call)
{
  return vanity_shape_get_elements (&call->inputs[0].shape) * 3;
}

/* −1: no class, which counts for nothing. */
static gint64
get_label (const VanityCall *call, gint64 row)
{
  const LossParams *params = call->params;
  const VanityShape *scores = &call->inputs[0].shape;
  gint64 label = call->inputs[1].type == VANITY_INT64
                     ? ((const gint64 *)call->inputs[1].data)[row]
                     : (gint64)((const float *)call->inputs[1].data)[row];

  if (label < 0 || label >= scores->dim[scores->rank - 1]
      || (params->ignores && label == params->ignored))
    return -1;
  return label;
}

static float
get_weight (const VanityCall *call, gint64 label)
{
  if (label < 0)
    return 0.0f;
  return vanity_call_has_input (call, 2) ? ((const float *)call->inputs[2].data)[label] : 1.0f;
}

/* The largest score and log Σ exp (score − largest). */
static double
measure (const float *scores, gint64 classes, float *largest)
{
  double sum = 0.0;

  *largest = scores[0];
  for (gint64 c = 1; c < classes; c++)
    *largest = MAX (*largest, scores[c]);
  for (gint64 c = 0; c < classes; c++)
    sum += expf (scores[c] - *largest);
  return log (sum);
}

static gint64
get_rows (const VanityCall *call)
{
  const VanityShape *scores = &call->inputs[0].shape;

  return vanity_shape_get_extent (scores, 0, scores->rank - 1);
}

static void
loss_forward (VanityCall *call)
{
  const LossParams *params = call->params;
  const VanityShape *shape = &call->inputs[0].shape;
  gint64 classes = shape->dim[shape->rank - 1], rows = get_rows (call);
  const float *scores = call->inputs[0].data;
  float *out = call->outputs[0].data;
  double total = 0.0, weights = 0.0;

  for (gint64 row = 0; row < rows; row++, scores += classes)
    {
      gint64 label = get_label (call, row);
      float weight = get_weight (call, label), largest;
      double loss = 0.0;

      if (label >= 0)
        loss = weight * (measure (scores, classes, &largest) - (scores[label] - largest));
      if (params->reduction == REDUCTION_NONE)
        out[row] = loss;
      total += loss;
      weights += weight;
    }
  if (params->reduction == REDUCTION_SUM)
    out[0] = total;
  else if (params->reduction == REDUCTION_MEAN)
    out[0] = weights > 0.0 ? total / weights : 0.0;
}

/* ∂loss ÷ ∂score = share − 1 for the right class, share for the others. */
static void
loss_run (VanityBackwardCall *back)
{
  const VanityCall *call = back->call;
  const LossParams *params = call->params;
  const VanityShape *shape = &call->inputs[0].shape;
  gint64 classes = shape->dim[shape->rank - 1], rows = get_rows (call);
  const float *scores = call->inputs[0].data, *given = back->output_gradient.data;
  float *out = back->input_gradients[0].data;
  double scale = 1.0, weights = 0.0;

  if (params->reduction == REDUCTION_MEAN)
    {
      for (gint64 row = 0; row < rows; row++)
        weights += get_weight (call, get_label (call, row));
      scale = weights > 0.0 ? 1.0 / weights : 0.0;
    }
  for (gint64 row = 0; row < rows; row++, scores += classes, out += classes)
    {
      gint64 label = get_label (call, row);
      float factor
          = given[params->reduction == REDUCTION_NONE ? row : 0] * scale * get_weight (call, label);
      float largest;
      double log_sum = measure (scores, classes, &largest);

      for (gint64 c = 0; c < classes; c++)
        out[c] = factor * ((float)exp (scores[c] - largest - log_sum) - (c == label ? 1.0f : 0.0f));
    }
}

static const VanityBackward loss_backward = {
  .differentiable = 1 << 0,
  .reads_inputs = 1 << 0 | 1 << 1 | 1 << 2,
  .run = loss_run,
};

const VanityOperator vanity_operator_softmax_cross_entropy_loss = {
  .name = "SoftmaxCrossEntropyLoss",
  .min_inputs = 2,
  .max_inputs = 3,
  .max_outputs = 1,
  .params_size = sizeof (LossParams),
  .infer = loss_infer,
  .cost = loss_cost,
  .forward = loss_forward,
  .backward = &loss_backward,
};

/* Normalisations, softmax and the loss made of it. */
#include "reference.h"

#include <math.h>
#include <string.h>

/* Elements that are normalised together have one number: that of their group. */
typedef gint64 (*FindGroup) (const ReferenceCall *call, const gint64 *index);

static gint64
get_channels (const ReferenceCall *call)
{
  const VanityShape *shape = &call->inputs[0].shape;

  return shape->dim[shape->rank - 1];
}

static gint64
get_channel (const ReferenceCall *call, const gint64 *index)
{
  return index[call->inputs[0].shape.rank - 1];
}

/* GroupNormalization has several channels in each; InstanceNormalization one. */
static gint64
get_group_size (const ReferenceCall *call)
{
  return get_channels (call) / reference_get_int (call, "num_groups", get_channels (call));
}

static gint64
find_image_group (const ReferenceCall *call, const gint64 *index)
{
  gint64 size = get_group_size (call);

  return index[0] * (get_channels (call) / size) + get_channel (call, index) / size;
}

static gint64
find_layer (const ReferenceCall *call, const gint64 *index)
{
  VanityShape shape = call->inputs[0].shape;

  shape.rank = reference_get_axis (call, -1);
  return reference_find_place (&shape, index);
}

/* (x − mean) ÷ √(variance + epsilon), by the elements' own mean and variance. */
static void
normalize (ReferenceCall *call, FindGroup find)
{
  const VanityShape *shape = &call->inputs[0].shape;
  gint64 count = vanity_shape_get_elements (shape);
  double epsilon = reference_get_float (call, "epsilon", 1e-5);
  g_autofree double *n = g_new0 (double, count);
  g_autofree double *mean = g_new0 (double, count);
  g_autofree double *variance = g_new0 (double, count);
  g_autofree gint64 *group = g_new (gint64, count);
  gint64 index[VANITY_MAX_RANK] = { 0 }, at = 0;

  do
    group[at++] = find (call, index);
  while (reference_next (shape, index));
  for (gint64 i = 0; i < count; i++)
    {
      n[group[i]]++;
      mean[group[i]] += call->inputs[0].data[i];
    }
  for (gint64 i = 0; i < count; i++)
    variance[group[i]] += pow (call->inputs[0].data[i] - mean[group[i]] / n[group[i]], 2);
  for (gint64 i = 0; i < count; i++)
    {
      double size = n[group[i]];

      call->output.data[i] = (call->inputs[0].data[i] - mean[group[i]] / size)
                             / sqrt (variance[group[i]] / size + epsilon);
    }
}

/* Each element of the output times a scale, plus a bias. `size`: channels that share them. */
static void
scale (ReferenceCall *call, gint64 size)
{
  for (gint64 i = 0; i < vanity_shape_get_elements (&call->output.shape); i++)
    {
      gint64 at = i % get_channels (call) / size;

      call->output.data[i]
          = call->output.data[i] * call->inputs[1].data[at] + call->inputs[2].data[at];
    }
}

static void
run_group (ReferenceCall *call)
{
  gboolean by_channel = call->inputs[1].shape.dim[0] == get_channels (call);

  normalize (call, find_image_group);
  scale (call, by_channel ? 1 : get_group_size (call));
}

/* As it learns, by the batch's own mean and variance; otherwise by those given. */
static void
run_batch (ReferenceCall *call)
{
  double epsilon = reference_get_float (call, "epsilon", 1e-5);

  if (call->training)
    normalize (call, get_channel);
  for (gint64 i = 0; !call->training && i < vanity_shape_get_elements (&call->output.shape); i++)
    {
      gint64 c = i % get_channels (call);

      call->output.data[i] = (call->inputs[0].data[i] - call->inputs[3].data[c])
                             / sqrt (call->inputs[4].data[c] + epsilon);
    }
  scale (call, 1);
}

static void
run_layer (ReferenceCall *call)
{
  gint64 length = vanity_shape_get_elements (&call->inputs[1].shape);

  normalize (call, find_layer);
  for (gint64 i = 0; i < vanity_shape_get_elements (&call->output.shape); i++)
    {
      call->output.data[i] *= call->inputs[1].data[i % length];
      if (reference_has_input (call, 2))
        call->output.data[i] += call->inputs[2].data[i % length];
    }
}

/* By the squares of neighbouring channels: what is odd lies behind. */
static void
run_lrn (ReferenceCall *call)
{
  gint64 size = reference_get_int (call, "size", 1), channels = get_channels (call);
  double alpha = reference_get_float (call, "alpha", 0.0001);
  double beta = reference_get_float (call, "beta", 0.75);
  double bias = reference_get_float (call, "bias", 1);

  for (gint64 i = 0; i < vanity_shape_get_elements (&call->output.shape); i++)
    {
      const double *row = call->inputs[0].data + i / channels * channels;
      double sum = 0;

      for (gint64 k = 0; k < size; k++)
        {
          gint64 c = i % channels - (size - 1) / 2 + k;

          if (c >= 0 && c < channels)
            sum += row[c] * row[c];
        }
      call->output.data[i] = row[i % channels] / pow (bias + alpha / size * sum, beta);
    }
}

/* log (exp x ÷ Σ exp) along an axis of input 0. */
static void
run_log_softmax_along (const ReferenceCall *call, int axis, double *out)
{
  const VanityShape *shape = &call->inputs[0].shape;
  gint64 behind = vanity_shape_get_extent (shape, axis + 1, shape->rank);
  gint64 count = vanity_shape_get_elements (shape), length = shape->dim[axis];
  g_autofree double *sums = g_new0 (double, count / length);

  for (gint64 i = 0; i < count; i++)
    sums[i / (length * behind) * behind + i % behind] += exp (call->inputs[0].data[i]);
  for (gint64 i = 0; i < count; i++)
    out[i] = call->inputs[0].data[i] - log (sums[i / (length * behind) * behind + i % behind]);
}

static void
run_log_softmax (ReferenceCall *call)
{
  run_log_softmax_along (call, reference_get_axis (call, -1), call->output.data);
}

static void
run_softmax (ReferenceCall *call)
{
  run_log_softmax (call);
  for (gint64 i = 0; i < vanity_shape_get_elements (&call->output.shape); i++)
    call->output.data[i] = exp (call->output.data[i]);
}

/* The mean is over the weights of the labels that count. */
static void
run_loss (ReferenceCall *call)
{
  const VanityShape *shape = &call->inputs[0].shape;
  gint64 classes = get_channels (call), rows = vanity_shape_get_elements (&call->inputs[1].shape);
  gint64 ignored = reference_get_int (call, "ignore_index", -1);
  gboolean none = reference_has_word (call, "reduction", "none");
  g_autofree double *logs = g_new (double, rows *classes);
  double total = 0, weights = 0;

  run_log_softmax_along (call, shape->rank - 1, logs);
  for (gint64 row = 0; row < rows; row++)
    {
      gint64 label = call->inputs[1].data[row];
      gboolean counts = label != ignored && label >= 0 && label < classes;
      double weight
          = counts && reference_has_input (call, 2) ? call->inputs[2].data[label] : counts;
      double loss = counts ? -weight * logs[row * classes + label] : 0;

      if (none)
        call->output.data[row] = loss;
      total += loss;
      weights += weight;
    }
  if (!none)
    call->output.data[0] = reference_has_word (call, "reduction", "sum") ? total
                           : weights > 0                                 ? total / weights
                                                                         : 0;
}

const ReferenceEntry reference_normalize[] = {
  { "BatchNormalization", run_batch },
  { "GroupNormalization", run_group },
  { "InstanceNormalization", run_group },
  { "LRN", run_lrn },
  { "LayerNormalization", run_layer },
  { "LogSoftmax", run_log_softmax },
  { "Softmax", run_softmax },
  { "SoftmaxCrossEntropyLoss", run_loss },
  { NULL },
};

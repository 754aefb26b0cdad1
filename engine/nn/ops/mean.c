#include "nn/ops/mean.h"

#include "nn/ops/split.h"

#include <string.h>

/* Parts of an image that are measured apart, and the fewest rows that are worth it. */
#define SLICES 16
#define SLICE_ROWS 64
/* Sums of a row side by side. */
#define SUMS 8

/* The input as [outer, length, inner], of which the middle is gone through: all axes in question
 * follow each other. FALSE when they do not. */
static gboolean
find_middle (const VanityCall *call, gint64 *outer, gint64 *length, gint64 *inner)
{
  const VanityReduceParams *params = call->params;
  const VanityShape *shape = &call->inputs[0].shape;
  int first = 0, end;

  while (first < shape->rank && (params->axes & (1u << first)) == 0)
    first++;
  end = first;
  while (end < shape->rank && (params->axes & (1u << end)) != 0)
    end++;
  *outer = vanity_shape_get_extent (shape, 0, first);
  *length = vanity_shape_get_extent (shape, first, end);
  *inner = vanity_shape_get_extent (shape, end, shape->rank);
  return params->axes >> end == 0;
}

static gint64
get_slices (gint64 length)
{
  return CLAMP (length / SLICE_ROWS, 1, SLICES);
}

void
vanity_mean_prepare (VanityCall *call)
{
  gint64 outer, length, inner;

  vanity_reduce_prepare (call);
  /* For each slice the kernel's two lists. */
  if (find_middle (call, &outer, &length, &inner) && inner > 1)
    call->scratch_bytes = 2 * outer * get_slices (length) * inner * sizeof (double);
}

/* Slices [from, to) of all images. */
static void
slices_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  gint64 outer, length, inner, slices;

  find_middle (call, &outer, &length, &inner);
  slices = get_slices (length);
  for (gint64 i = from; i < to; i++)
    {
      gint64 first = i % slices * length / slices, end = (i % slices + 1) * length / slices;
      double *moments = (double *)call->scratch + i * 2 * inner;

      call->kernels->moments ((const float *)call->inputs[0].data
                                  + (i / slices * length + first) * inner,
                              end - first, inner, moments, moments + inner);
    }
}

/* Rows [from, to), of which each has one mean. */
static void
rows_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  gint64 outer, length, inner;

  find_middle (call, &outer, &length, &inner);
  for (gint64 row = from; row < to; row++)
    {
      const float *in = (const float *)call->inputs[0].data + row * length;
      double sums[SUMS] = { 0 }, sum = 0.0;
      gint64 i = 0;

      for (; i + SUMS <= length; i += SUMS)
        for (int k = 0; k < SUMS; k++)
          sums[k] += in[i + k];
      for (; i < length; i++)
        sum += in[i];
      for (int k = 0; k < SUMS; k++)
        sum += sums[k];
      ((float *)call->outputs[0].data)[row] = sum / length;
    }
}

/* Sums in double: a mean over a large image has so many terms that float loses the later ones. */
static void
mean_of_any_axes (VanityCall *call)
{
  const VanityReduceParams *params = call->params;
  const VanityShape *shape = &call->inputs[0].shape;
  gint64 in_count = vanity_shape_get_elements (shape);
  gint64 out_count = vanity_shape_get_elements (&call->outputs[0].shape);
  gint64 row_length = shape->rank == 0 ? 1 : shape->dim[shape->rank - 1];
  gboolean sum_row = shape->rank > 0 && (params->axes & (1u << (shape->rank - 1))) != 0;
  const float *in = call->inputs[0].data;
  double *sums = call->scratch;
  float *out = call->outputs[0].data;
  double scale = (double)out_count / in_count;

  memset (sums, 0, out_count * sizeof *sums);
  for (gint64 row = 0; row < in_count / row_length; row++, in += row_length)
    {
      double *target
          = sums + vanity_reduce_find_target (shape, params->axes, row, sum_row ? 1 : row_length);

      for (gint64 i = 0; i < row_length; i++)
        target[sum_row ? 0 : i] += in[i];
    }
  for (gint64 i = 0; i < out_count; i++)
    out[i] = sums[i] * scale;
}

void
vanity_mean_forward (VanityCall *call)
{
  gint64 outer, length, inner, slices;

  if (!find_middle (call, &outer, &length, &inner))
    {
      mean_of_any_axes (call);
      return;
    }
  if (inner == 1)
    {
      vanity_call_split (call, rows_run, outer, length * 0.3);
      return;
    }
  slices = get_slices (length);
  vanity_call_split (call, slices_run, outer * slices, (double)length * inner / slices * 0.1);
  for (gint64 image = 0; image < outer; image++)
    {
      const double *moments = (const double *)call->scratch + image * slices * 2 * inner;
      float *out = (float *)call->outputs[0].data + image * inner;

      for (gint64 c = 0; c < inner; c++)
        {
          double sum = 0.0;

          for (gint64 i = 0; i < slices; i++)
            sum += moments[i * 2 * inner + c] * ((i + 1) * length / slices - i * length / slices);
          out[c] = sum / length;
        }
    }
}

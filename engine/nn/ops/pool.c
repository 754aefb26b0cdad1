#include "nn/ops/pool.h"

#include "nn/ops/split.h"

/* With “ceil_mode” a last window begins inside and ends beyond the padding. */
static void
add_last_window (VanityPoolParams *params, int axis)
{
  VanityWindow *window = &params->window;
  int reach = (window->kernel[axis] - 1) * window->dilation[axis] + 1;
  int start = window->out[axis] * window->stride[axis];
  int beyond = start + reach - (window->in[axis] + window->before[axis] + window->after[axis]);

  if (start >= window->in[axis] + window->before[axis] || beyond >= window->stride[axis])
    return;
  window->out[axis]++;
  params->overhang[axis] = (beyond + window->dilation[axis] - 1) / window->dilation[axis];
}

gboolean
vanity_pool_infer (VanityCall *call, GError **error)
{
  VanityPoolParams *params = call->params;
  VanityWindow *window = &params->window;
  const VanityShape *input = &call->inputs[0].shape;
  gint64 ceil_mode, order;
  VanityShape shape;

  if (!vanity_call_check_input (call, 0, 4, 4, error)
      || !vanity_call_get_int (call, "ceil_mode", 0, 0, 1, &ceil_mode, error)
      || !vanity_call_get_int (call, "storage_order", 0, 0, 1, &order, error)
      || !vanity_window_infer (call, input, NULL, window, error))
    return FALSE;
  for (int i = 0; i < 2; i++)
    {
      int reach = (window->kernel[i] - 1) * window->dilation[i] + 1;

      /* A window over padding alone has no maximum and no mean; nor has one whose taps step over
       * all there is. */
      if (window->before[i] >= reach || window->after[i] >= reach)
        return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                                 "its padding of %d and %d must be smaller than its kernel of %d",
                                 window->before[i], window->after[i], reach);
      if (window->kernel[i] > 1 && window->dilation[i] > window->in[i])
        return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                                 "its dilation of %d is larger than the input of %d",
                                 window->dilation[i], window->in[i]);
      if (ceil_mode)
        add_last_window (params, i);
    }
  shape = VANITY_SHAPE (input->dim[0], window->out[0], window->out[1], input->dim[3]);
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, &shape, error);
}

gint64
vanity_pool_cost (const VanityCall *call)
{
  const VanityPoolParams *params = call->params;

  return vanity_shape_get_elements (&call->outputs[0].shape) * params->window.kernel[0]
         * params->window.kernel[1];
}

/* A row where padding counts: its last window may have fewer taps that do. */
static void
run_counted (VanityCall *call, const VanityPoolRow *whole, gboolean last)
{
  const VanityPoolParams *params = call->params;
  const VanityWindow *window = &params->window;
  int taps_y = window->kernel[0] - (last ? params->overhang[0] : 0);
  VanityPoolRow row = *whole;

  row.count = taps_y * window->kernel[1];
  row.pixels -= params->overhang[1] > 0;
  if (row.pixels > 0)
    call->kernels->pool_row (&row);
  if (params->overhang[1] == 0)
    return;
  row.count = taps_y * (window->kernel[1] - params->overhang[1]);
  row.before -= row.pixels * row.stride;
  row.out += (gint64)row.pixels * row.channels;
  row.pixels = 1;
  call->kernels->pool_row (&row);
}

/* Output rows [from, to), of all images. */
static void
pool_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanityPoolParams *params = call->params;
  const VanityWindow *window = &params->window;
  gint64 channels = call->inputs[0].shape.dim[3];
  VanityPoolRow row = {
    .in_row = window->dilation[0] * window->in[1] * channels,
    .in_pixels = window->in[1],
    .before = window->before[1],
    .stride = window->stride[1],
    .dilation = window->dilation[1],
    .taps_x = window->kernel[1],
    .channels = channels,
    .pixels = window->out[1],
    .max = params->max,
  };

  for (gint64 at = from; at < to; at++)
    {
      gint64 image = at / window->out[0];
      int y0, first, last;

      vanity_window_clip (window, 0, at % window->out[0], &y0, &first, &last);
      row.taps_y = last - first;
      row.in
          = (const float *)call->inputs[0].data
            + (image * window->in[0] + y0 + first * window->dilation[0]) * window->in[1] * channels;
      row.out = (float *)call->outputs[0].data + at * window->out[1] * channels;
      if (params->count_padding)
        run_counted (call, &row, at % window->out[0] == window->out[0] - 1);
      else
        call->kernels->pool_row (&row);
    }
}

/* The mean of everything: the sums of SLICES slices, and their sum. */
#define SLICES 8

static gboolean
is_global_mean (const VanityCall *call)
{
  const VanityPoolParams *params = call->params;
  const VanityWindow *window = &params->window;

  return !params->max && window->kernel[0] == window->in[0] && window->kernel[1] == window->in[1]
         && window->out[0] == 1 && window->out[1] == 1 && window->before[0] == 0
         && window->before[1] == 0 && window->dilation[0] == 1 && window->dilation[1] == 1;
}

void
vanity_pool_prepare (VanityCall *call)
{
  if (is_global_mean (call))
    call->scratch_bytes
        = vanity_shape_get_elements (&call->outputs[0].shape) * SLICES * sizeof (float);
}

/* Slices [from, to), of all images. */
static void
global_mean_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanityShape *shape = &call->inputs[0].shape;
  gint64 pixels = shape->dim[1] * shape->dim[2], channels = shape->dim[3];

  for (gint64 at = from; at < to; at++)
    {
      gint64 first = at % SLICES * pixels / SLICES;
      gint64 end = (at % SLICES + 1) * pixels / SLICES;

      call->kernels->sum_rows ((float *)call->scratch + at * channels,
                               (const float *)call->inputs[0].data
                                   + (at / SLICES * pixels + first) * channels,
                               end - first, channels);
    }
}

static void
global_mean_forward (VanityCall *call)
{
  const VanityShape *shape = &call->inputs[0].shape;
  gint64 pixels = shape->dim[1] * shape->dim[2], channels = shape->dim[3];
  float scale = 1.0f / pixels;

  vanity_call_split (call, global_mean_run, shape->dim[0] * SLICES,
                     (double)pixels * channels / SLICES / 8);
  for (gint64 image = 0; image < shape->dim[0]; image++)
    {
      float *out = (float *)call->outputs[0].data + image * channels;

      call->kernels->sum_rows (out, (const float *)call->scratch + image * SLICES * channels,
                               SLICES, channels);
      call->kernels->binary (VANITY_BINARY_MUL, out, out, 1, &scale, 0, channels);
    }
}

void
vanity_pool_forward (VanityCall *call)
{
  const VanityPoolParams *params = call->params;
  gint64 rows = (gint64)call->outputs[0].shape.dim[0] * params->window.out[0];

  if (is_global_mean (call))
    global_mean_forward (call);
  else
    vanity_call_split (call, pool_run, rows, (double)vanity_pool_cost (call) / rows / 12);
}

#include "nn/ops/pool.h"

#include "nn/ops/split.h"

#include <string.h>

gboolean
vanity_pool_infer (VanityCall *call, GError **error)
{
  VanityPoolParams *params = call->params;
  VanityWindow *window = &params->window;
  const VanityShape *input = &call->inputs[0].shape;
  gint64 ceil_mode, order;
  VanityShape shape;

  if (!vanity_call_check_input (call, 0, 4, 4, error)
      || !vanity_call_get_int (call, "ceil_mode", 0, 0, 0, &ceil_mode, error)
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

/* A float that many values were added to one by one has lost the later ones' small ends: rows of a
 * large window are summed apart. */
static gboolean
sums_rows (const VanityPoolParams *params)
{
  return !params->max && params->window.kernel[0] * params->window.kernel[1] > 64;
}

void
vanity_pool_prepare (VanityCall *call)
{
  if (sums_rows (call->params))
    call->scratch_bytes
        = vanity_pool_get_threads (call->pool) * call->inputs[0].shape.dim[3] * sizeof (float);
}

static void
pool_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanityPoolParams *params = call->params;
  const VanityWindow *window = &params->window;
  const VanityKernels *kernels = call->kernels;
  VanityBinary op = params->max ? VANITY_BINARY_MAX : VANITY_BINARY_ADD;
  gint64 channels = call->inputs[0].shape.dim[3];

  for (gint64 at = from; at < to; at++)
    {
      int x = at % window->out[1];
      int y = at / window->out[1] % window->out[0];
      gint64 batch = at / window->out[1] / window->out[0];
      const float *in
          = (const float *)call->inputs[0].data + batch * window->in[0] * window->in[1] * channels;
      float *out = (float *)call->outputs[0].data + at * channels;
      int y0, x0, first_y, last_y, first_x, last_x;
      float *sum = out;
      int taps = 0;

      vanity_window_clip (window, 0, y, &y0, &first_y, &last_y);
      vanity_window_clip (window, 1, x, &x0, &first_x, &last_x);
      for (int ky = first_y; ky < last_y; ky++)
        {
          if (ky > first_y && sums_rows (params))
            sum = (float *)call->scratch + worker * channels;
          for (int kx = first_x; kx < last_x; kx++)
            {
              const float *tap = in
                                 + ((gint64)(y0 + ky * window->dilation[0]) * window->in[1] + x0
                                    + kx * window->dilation[1])
                                       * channels;

              if (taps++ == 0 || (sum != out && kx == first_x))
                memcpy (sum, tap, channels * sizeof (float));
              else
                kernels->binary (op, sum, sum, 1, tap, 1, channels);
            }
          if (sum != out)
            kernels->binary (op, out, out, 1, sum, 1, channels);
        }
      if (!params->max)
        {
          float scale
              = 1.0f / (params->count_padding ? window->kernel[0] * window->kernel[1] : taps);

          kernels->binary (VANITY_BINARY_MUL, out, out, 1, &scale, 0, channels);
        }
    }
}

void
vanity_pool_forward (VanityCall *call)
{
  gint64 pixels = vanity_shape_get_extent (&call->outputs[0].shape, 0, 3);

  vanity_call_split (call, pool_run, pixels, (double)vanity_pool_cost (call) / pixels / 8);
}

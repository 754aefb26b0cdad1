/* Every output pixel gives its gradient back to those it was mixed from. */
#include "nn/backward.h"
#include "nn/ops/move-backward.h"
#include "nn/ops/resize.h"

#include <math.h>
#include <string.h>

static gboolean
resize_prepare (VanityBackwardCall *back, GError **error)
{
  const VanityResizeParams *params = back->call->params;

  if (params->mode == VANITY_RESIZE_CUBIC)
    return vanity_call_fail (back->call, VANITY_ERROR_UNSUPPORTED, error,
                             "there is no backward for cubic interpolation");
  if (params->crop[2] != 0.0 || params->crop[3] != 0.0)
    return vanity_call_fail (back->call, VANITY_ERROR_UNSUPPORTED, error,
                             "there is no backward for a crop");
  return TRUE;
}

static void
find_sources (const VanityCall *call, int axis, gint64 at, gint64 *low, gint64 *high, float *part)
{
  const VanityResizeParams *params = call->params;

  if (params->mode == VANITY_RESIZE_LINEAR)
    {
      vanity_resize_find_linear (call, axis, at, low, high, part);
      return;
    }
  *low = *high = vanity_resize_find_nearest (call, axis, at);
  *part = 0.0f;
}

static void
add (float *out, const float *given, float factor, gint64 count)
{
  for (gint64 i = 0; i < count; i++)
    out[i] += factor * given[i];
}

/* A row of gradients, `weight` times, to one row of the input. */
static void
add_row (const VanityCall *call, float *out, const float *given, float weight)
{
  gint64 channels = call->outputs[0].shape.dim[3];

  for (gint64 x = 0; x < call->outputs[0].shape.dim[2]; x++, given += channels)
    {
      gint64 low, high;
      float part;

      find_sources (call, 1, x, &low, &high, &part);
      add (out + low * channels, given, weight * (1.0f - part), channels);
      if (part != 0.0f)
        add (out + high * channels, given, weight * part, channels);
    }
}

/* Rows [from, to) of the input, of all images. */
static void
resize_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  const VanityCall *call = back->call;
  const VanityShape *in_shape = &call->inputs[0].shape, *shape = &call->outputs[0].shape;
  gint64 in_row = in_shape->dim[2] * in_shape->dim[3], row = shape->dim[2] * shape->dim[3];
  float *out = back->input_gradients[0].data;

  memset (out + from * in_row, 0, (to - from) * in_row * sizeof *out);
  for (gint64 image = from / in_shape->dim[1]; image * in_shape->dim[1] < to; image++)
    for (gint64 y = 0; y < shape->dim[1]; y++)
      {
        const float *given
            = (const float *)back->output_gradient.data + (image * shape->dim[1] + y) * row;
        gint64 low, high;
        float part;

        find_sources (call, 0, y, &low, &high, &part);
        low += image * in_shape->dim[1];
        high += image * in_shape->dim[1];
        if (low >= from && low < to)
          add_row (call, out + low * in_row, given, 1.0f - part);
        if (part != 0.0f && high >= from && high < to)
          add_row (call, out + high * in_row, given, part);
      }
}

static void
resize_run (VanityBackwardCall *back)
{
  const VanityShape *in_shape = &back->call->inputs[0].shape;
  gint64 rows = in_shape->dim[0] * in_shape->dim[1];

  vanity_backward_split (back, resize_part, rows,
                         (double)vanity_shape_get_elements (&back->output_gradient.shape) / rows);
}

const VanityBackward vanity_resize_backward = {
  .differentiable = 1 << 0,
  .prepare = resize_prepare,
  .run = resize_run,
};

/* Every output pixel gives its gradient back to those it was mixed from. */
#include "nn/backward.h"
#include "nn/ops/move-backward.h"
#include "nn/ops/resize.h"

#include <math.h>
#include <string.h>

static gboolean
resize_prepare (VanityBackwardCall *back, GError **error)
{
  back->scratch_bytes = back->output_gradient.shape.dim[2] * sizeof (VanityResizeTaps);
  return TRUE;
}

static void
find_taps (const VanityCall *call, int axis, gint64 at, VanityResizeTaps *taps)
{
  const VanityResizeParams *params = call->params;

  if (params->mode == VANITY_RESIZE_CUBIC)
    vanity_resize_cubic_find_taps (call, axis, at, taps);
  else if (params->mode == VANITY_RESIZE_LINEAR)
    {
      vanity_resize_find_linear (call, axis, at, &taps->index[0], &taps->index[1],
                                 &taps->weight[1]);
      taps->weight[0] = 1.0f - taps->weight[1];
      taps->n = 2;
    }
  else
    {
      taps->index[0] = vanity_resize_find_nearest (call, axis, at);
      taps->weight[0] = 1.0f;
      taps->n = 1;
    }
  if (vanity_resize_is_outside (call, axis, at))
    taps->n = 0;
}

static void
add (float *out, const float *given, float factor, gint64 count)
{
  for (gint64 i = 0; i < count; i++)
    out[i] += factor * given[i];
}

/* A row of gradients, `weight` times, to one row of the input. */
static void
add_row (const VanityBackwardCall *back, float *out, const float *given, float weight)
{
  const VanityShape *shape = &back->output_gradient.shape;
  const VanityResizeTaps *columns = back->scratch;

  for (gint64 x = 0; x < shape->dim[2]; x++, given += shape->dim[3])
    for (int i = 0; i < columns[x].n; i++)
      if (columns[x].weight[i] != 0.0f)
        add (out + columns[x].index[i] * shape->dim[3], given, weight * columns[x].weight[i],
             shape->dim[3]);
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
        VanityResizeTaps taps;

        find_taps (call, 0, y, &taps);
        for (int i = 0; i < taps.n; i++)
          {
            gint64 target = image * in_shape->dim[1] + taps.index[i];

            if (target >= from && target < to && taps.weight[i] != 0.0f)
              add_row (back, out + target * in_row, given, taps.weight[i]);
          }
      }
}

static void
resize_run (VanityBackwardCall *back)
{
  const VanityShape *in_shape = &back->call->inputs[0].shape;
  const VanityShape *shape = &back->output_gradient.shape;
  gint64 rows = in_shape->dim[0] * in_shape->dim[1];

  for (gint64 x = 0; x < shape->dim[2]; x++)
    find_taps (back->call, 1, x, (VanityResizeTaps *)back->scratch + x);
  vanity_backward_split (back, resize_part, rows, (double)vanity_shape_get_elements (shape) / rows);
}

const VanityBackward vanity_resize_backward = {
  .differentiable = 1 << 0,
  .prepare = resize_prepare,
  .run = resize_run,
};

#include "nn/ops/resize.h"

#include "nn/ops/move-backward.h"
#include "nn/ops/split.h"

#include <math.h>
#include <string.h>

enum
{
  COORDINATE_HALF_PIXEL,
  COORDINATE_PYTORCH_HALF_PIXEL,
  COORDINATE_ALIGN_CORNERS,
  COORDINATE_ASYMMETRIC,
  COORDINATE_TF_HALF_PIXEL_FOR_NN,
  COORDINATE_TF_CROP_AND_RESIZE,
  COORDINATE_HALF_PIXEL_SYMMETRIC,
};

enum
{
  NEAREST_ROUND_PREFER_FLOOR,
  NEAREST_ROUND_PREFER_CEIL,
  NEAREST_FLOOR,
  NEAREST_CEIL,
};

/* From “sizes” or “scales”: the output's shape and the exact scales. */
static gboolean
resize_get_sizes (VanityCall *call, VanityShape *shape, GError **error)
{
  VanityResizeParams *params = call->params;
  const VanityShape *input = &call->inputs[0].shape;
  gint64 sizes[VANITY_MAX_RANK];
  float scales[VANITY_MAX_RANK];
  int n_sizes, n_scales;

  if (!vanity_call_get_input_ints (call, 3, "sizes", VANITY_MAX_RANK, sizes, &n_sizes, error)
      || !vanity_call_get_input_floats (call, 2, "scales", VANITY_MAX_RANK, scales, &n_scales,
                                        error))
    return FALSE;
  if ((n_sizes > 0) == (n_scales > 0))
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                             "either “sizes” or “scales” must be given");
  if (MAX (n_sizes, n_scales) != 4)
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                             "“sizes” and “scales” must have 4 values, not %d",
                             MAX (n_sizes, n_scales));

  *shape = *input;
  for (int i = 0; i < 4; i++)
    {
      double scale, size;

      if (n_sizes > 0)
        {
          size = sizes[i];
          scale = size / input->dim[i];
        }
      else
        {
          scale = scales[i];
          size = floor (input->dim[i] * scale);
        }
      if (!(size >= 1 && size <= VANITY_MAX_ELEMENTS && scale > 0))
        return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                                 "size %g along axis %d is not possible", size, i);
      if (i == 0 || i == 3)
        {
          if (size != input->dim[i])
            return vanity_call_fail (call, VANITY_ERROR_UNSUPPORTED, error,
                                     "only height and width can be resized");
          continue;
        }
      shape->dim[i] = size;
      params->scale[i - 1] = scale;
    }
  return TRUE;
}

/* “roi” is [start of each axis, then end of each], and counts in one mode only. */
static gboolean
resize_get_crop (VanityCall *call, GError **error)
{
  VanityResizeParams *params = call->params;
  float roi[8];
  int n_roi;

  if (!vanity_call_get_input_floats (call, 1, "roi", 8, roi, &n_roi, error))
    return FALSE;
  if (params->coordinate != COORDINATE_TF_CROP_AND_RESIZE)
    return TRUE;
  if (n_roi != 8)
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error, "“roi” must have 8 values, not %d",
                             MAX (n_roi, 0));
  for (int i = 0; i < 4; i++)
    {
      params->crop[i] = roi[(const int[]){ 1, 2, 5, 6 }[i]];
      if (!(fabs (params->crop[i]) <= VANITY_MAX_ELEMENTS))
        return vanity_call_fail (call, VANITY_ERROR_VALUE, error, "“roi” has %g", params->crop[i]);
    }
  return TRUE;
}

static gboolean
resize_infer (VanityCall *call, GError **error)
{
  static const char *const modes[] = { "nearest", "linear", "cubic", NULL };
  static const char *const coordinates[]
      = { "half_pixel",           "pytorch_half_pixel", "align_corners",        "asymmetric",
          "tf_half_pixel_for_nn", "tf_crop_and_resize", "half_pixel_symmetric", NULL };
  static const char *const nearest_modes[]
      = { "round_prefer_floor", "round_prefer_ceil", "floor", "ceil", NULL };
  VanityResizeParams *params = call->params;
  gint64 antialias, exclude;
  VanityShape shape;

  if (!vanity_call_get_int (call, "antialias", 0, 0, 0, &antialias, error)
      || !vanity_call_get_int (call, "exclude_outside", 0, 0, 1, &exclude, error)
      || !vanity_call_get_float (call, "cubic_coeff_a", -0.75, &params->cubic_a, error)
      || !vanity_call_get_float (call, "extrapolation_value", 0.0, &params->outside, error))
    return FALSE;
  params->exclude_outside = exclude != 0;
  return vanity_call_check_input (call, 0, 4, 4, error)
         && vanity_call_get_choice (call, "mode", VANITY_RESIZE_NEAREST, modes, &params->mode,
                                    error)
         && vanity_call_get_choice (call, "coordinate_transformation_mode", COORDINATE_HALF_PIXEL,
                                    coordinates, &params->coordinate, error)
         && vanity_call_get_choice (call, "nearest_mode", NEAREST_ROUND_PREFER_FLOOR, nearest_modes,
                                    &params->nearest, error)
         && resize_get_sizes (call, &shape, error) && resize_get_crop (call, error)
         && vanity_call_set_output (call, 0, VANITY_FLOAT32, &shape, error);
}

static gint64
resize_cost (const VanityCall *call)
{
  const VanityResizeParams *params = call->params;

  return vanity_shape_get_elements (&call->outputs[0].shape)
         * (params->mode == VANITY_RESIZE_CUBIC    ? 16
            : params->mode == VANITY_RESIZE_LINEAR ? 3
                                                   : 0);
}

double
vanity_resize_find_source (const VanityCall *call, int axis, gint64 at)
{
  const VanityResizeParams *params = call->params;
  gint64 in = call->inputs[0].shape.dim[1 + axis];
  gint64 out = call->outputs[0].shape.dim[1 + axis];
  double start = params->crop[axis] * (in - 1), end = params->crop[2 + axis] * (in - 1);
  double stretch;

  switch (params->coordinate)
    {
    case COORDINATE_ALIGN_CORNERS:
      return out == 1 ? 0.0 : (double)at * (in - 1) / (out - 1);
    case COORDINATE_ASYMMETRIC:
      return at / params->scale[axis];
    case COORDINATE_TF_HALF_PIXEL_FOR_NN:
      return (at + 0.5) / params->scale[axis];
    case COORDINATE_TF_CROP_AND_RESIZE:
      return out == 1 ? (start + end) / 2 : start + at * (end - start) / (out - 1);
    case COORDINATE_HALF_PIXEL_SYMMETRIC:
      /* What the scale would have made, in the middle of what there is. */
      stretch = out / (params->scale[axis] * in);
      return in / 2.0 * (1 - stretch) + (at + 0.5) / params->scale[axis] - 0.5;
    case COORDINATE_PYTORCH_HALF_PIXEL:
      if (out == 1)
        return 0.0;
      /* fall through */
    case COORDINATE_HALF_PIXEL:
    default:
      return (at + 0.5) / params->scale[axis] - 0.5;
    }
}

gint64
vanity_resize_find_nearest (const VanityCall *call, int axis, gint64 at)
{
  const VanityResizeParams *params = call->params;
  gint64 in = call->inputs[0].shape.dim[1 + axis];
  double source = vanity_resize_find_source (call, axis, at);
  gint64 index;

  switch (params->nearest)
    {
    case NEAREST_FLOOR:
      index = floor (source);
      break;
    case NEAREST_CEIL:
      index = ceil (source);
      break;
    case NEAREST_ROUND_PREFER_CEIL:
      index = floor (source + 0.5);
      break;
    case NEAREST_ROUND_PREFER_FLOOR:
    default:
      index = ceil (source - 0.5);
      break;
    }
  return CLAMP (index, 0, in - 1);
}

void
vanity_resize_find_linear (const VanityCall *call, int axis, gint64 at, gint64 *low, gint64 *high,
                           float *part)
{
  gint64 in = call->inputs[0].shape.dim[1 + axis];
  double source = CLAMP (vanity_resize_find_source (call, axis, at), 0.0, (double)(in - 1));

  *low = floor (source);
  *high = MIN (*low + 1, in - 1);
  *part = source - *low;
}

gboolean
vanity_resize_is_repetition (const VanityCall *call)
{
  const VanityResizeParams *params = call->params;

  if (params->mode != VANITY_RESIZE_NEAREST || params->coordinate == COORDINATE_TF_CROP_AND_RESIZE)
    return FALSE;
  for (int axis = 0; axis < 2; axis++)
    {
      gint64 in = call->inputs[0].shape.dim[1 + axis], out = call->outputs[0].shape.dim[1 + axis];

      if (out % in != 0)
        return FALSE;
      for (gint64 at = 0; at < out; at++)
        if (vanity_resize_find_nearest (call, axis, at) != at / (out / in))
          return FALSE;
    }
  return TRUE;
}

static void
resize_prepare (VanityCall *call)
{
  const VanityResizeParams *params = call->params;

  if (params->mode == VANITY_RESIZE_LINEAR)
    call->scratch_bytes = call->outputs[0].shape.dim[2] * sizeof (VanityMixColumn);
  else if (params->mode == VANITY_RESIZE_CUBIC)
    call->scratch_bytes = vanity_resize_cubic_get_scratch (call);
}

/* The columns of a row are the same for every row, and take longer to find than to mix. */
static void
find_columns (VanityCall *call)
{
  VanityMixColumn *columns = call->scratch;

  for (gint64 x = 0; x < call->outputs[0].shape.dim[2]; x++)
    {
      gint64 low, high;

      vanity_resize_find_linear (call, 1, x, &low, &high, &columns[x].part);
      columns[x].low = low;
      columns[x].high = high;
    }
}

/* Output rows [from, to), of all images. */
static void
resize_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanityResizeParams *params = call->params;
  const VanityShape *in_shape = &call->inputs[0].shape;
  const VanityShape *shape = &call->outputs[0].shape;
  gint64 channels = shape->dim[3];
  gint64 in_row = in_shape->dim[2] * channels;

  for (gint64 row = from; row < to; row++)
    {
      const float *in
          = (const float *)call->inputs[0].data + row / shape->dim[1] * in_shape->dim[1] * in_row;
      float *out = (float *)call->outputs[0].data + row * shape->dim[2] * channels;
      gint64 y = row % shape->dim[1];
      gint64 y0, y1;
      float part;

      if (params->mode == VANITY_RESIZE_NEAREST)
        {
          gint64 source_y = vanity_resize_find_nearest (call, 0, y);
          const float *source = in + source_y * in_row;

          /* What is enlarged has the same row several times. */
          if (row > from && y > 0 && vanity_resize_find_nearest (call, 0, y - 1) == source_y)
            {
              memcpy (out, out - shape->dim[2] * channels, shape->dim[2] * channels * sizeof *out);
              continue;
            }
          for (gint64 x = 0; x < shape->dim[2]; x++, out += channels)
            memcpy (out, source + vanity_resize_find_nearest (call, 1, x) * channels,
                    channels * sizeof *out);
          continue;
        }
      vanity_resize_find_linear (call, 0, y, &y0, &y1, &part);
      call->kernels->mix_row (out, in + y0 * in_row, in + y1 * in_row, part, call->scratch,
                              shape->dim[2], channels);
    }
}

gboolean
vanity_resize_is_outside (const VanityCall *call, int axis, gint64 at)
{
  const VanityResizeParams *params = call->params;
  double source = vanity_resize_find_source (call, axis, at);

  return params->coordinate == COORDINATE_TF_CROP_AND_RESIZE
         && (source < 0 || source > call->inputs[0].shape.dim[1 + axis] - 1);
}

/* Of a crop that reaches over the input's border, what is not there. */
static void
fill_outside (VanityCall *call, gint64 from, gint64 to)
{
  const VanityResizeParams *params = call->params;
  const VanityShape *shape = &call->outputs[0].shape;

  for (gint64 row = from; row < to; row++)
    {
      gboolean whole = vanity_resize_is_outside (call, 0, row % shape->dim[1]);

      for (gint64 x = 0; x < shape->dim[2]; x++)
        {
          float *out = (float *)call->outputs[0].data + (row * shape->dim[2] + x) * shape->dim[3];

          if (whole || vanity_resize_is_outside (call, 1, x))
            for (gint64 c = 0; c < shape->dim[3]; c++)
              out[c] = params->outside;
        }
    }
}

static void
resize_rows (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanityResizeParams *params = call->params;

  if (params->mode == VANITY_RESIZE_CUBIC)
    vanity_resize_cubic_run (call, from, to, worker);
  else
    resize_run (call, from, to, worker);
  if (params->coordinate == COORDINATE_TF_CROP_AND_RESIZE)
    fill_outside (call, from, to);
}

static void
resize_forward (VanityCall *call)
{
  const VanityResizeParams *params = call->params;
  const VanityShape *shape = &call->outputs[0].shape;

  if (params->mode == VANITY_RESIZE_LINEAR)
    find_columns (call);
  else if (params->mode == VANITY_RESIZE_CUBIC)
    vanity_resize_cubic_find_columns (call);
  vanity_call_split (
      call, resize_rows, shape->dim[0] * shape->dim[1],
      shape->dim[2] * (1.0 + shape->dim[3] * (params->mode == VANITY_RESIZE_CUBIC ? 2.0 : 0.1)));
}

const VanityOperator vanity_operator_resize = {
  .name = "Resize",
  .min_inputs = 1,
  .max_inputs = 4,
  .max_outputs = 1,
  .static_inputs = 1 << 1 | 1 << 2 | 1 << 3,
  .params_size = sizeof (VanityResizeParams),
  .infer = resize_infer,
  .cost = resize_cost,
  .prepare = resize_prepare,
  .forward = resize_forward,
  .backward = &vanity_resize_backward,
};

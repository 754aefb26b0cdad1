#include "nn/ops/split.h"

#include <math.h>

enum
{
  MODE_LINEAR,
  MODE_NEAREST,
  MODE_CUBIC,
};

enum
{
  PADDING_ZEROS,
  PADDING_BORDER,
  PADDING_REFLECTION,
};

typedef struct
{
  int mode;
  int padding;
  gboolean align_corners;
} GridSampleParams;

static gboolean
grid_sample_infer (VanityCall *call, GError **error)
{
  /* Version 20 gave them shorter names. */
  static const char *const modes[]
      = { "bilinear", "nearest", "bicubic", "linear", "nearest", "cubic", NULL };
  static const char *const paddings[] = { "zeros", "border", "reflection", NULL };
  GridSampleParams *params = call->params;
  const VanityShape *input = &call->inputs[0].shape;
  const VanityShape *grid = &call->inputs[1].shape;
  gint64 align;

  if (!vanity_call_check_input (call, 0, 4, 4, error)
      || !vanity_call_check_input (call, 1, 4, 4, error)
      || !vanity_call_get_choice (call, "mode", MODE_LINEAR, modes, &params->mode, error)
      || !vanity_call_get_choice (call, "padding_mode", PADDING_ZEROS, paddings, &params->padding,
                                  error)
      || !vanity_call_get_int (call, "align_corners", 0, 0, 1, &align, error))
    return FALSE;
  params->mode %= 3;
  params->align_corners = align != 0;
  if (grid->dim[0] != input->dim[0] || grid->dim[3] != 2)
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                             "its grid must have a place [x, y] for each pixel of each image");
  return vanity_call_set_output (
      call, 0, VANITY_FLOAT32,
      &VANITY_SHAPE (input->dim[0], grid->dim[1], grid->dim[2], input->dim[3]), error);
}

static gint64
grid_sample_cost (const VanityCall *call)
{
  static const int taps[] = { 4, 1, 16 };
  const GridSampleParams *params = call->params;

  return vanity_shape_get_elements (&call->outputs[0].shape) * taps[params->mode];
}

/* From [−1, 1] to pixels, whose centres are whole numbers. */
static double
to_pixels (double at, gint64 length, gboolean align_corners)
{
  return align_corners ? (at + 1) / 2 * (length - 1) : ((at + 1) * length - 1) / 2;
}

/* Back and forth between the centres, or the edges, of the outermost pixels. */
static double
reflect (double at, gint64 length, gboolean align_corners)
{
  double low = align_corners ? 0.0 : -0.5;
  double span = align_corners ? length - 1 : length;
  double away, turn;

  if (span <= 0)
    return 0.0;
  away = fabs (at - low);
  turn = fmod (away, 2 * span);
  return low + (turn < span ? turn : 2 * span - turn);
}

static double
pad (const GridSampleParams *params, double at, gint64 length)
{
  if (isnan (at) || isinf (at))
    at = -1e6;
  if (params->padding == PADDING_REFLECTION)
    at = reflect (at, length, params->align_corners);
  return params->padding == PADDING_ZEROS ? CLAMP (at, -1e6, length + 1e6)
                                          : CLAMP (at, 0.0, length - 1.0);
}

/* Taps along one axis; the weight of what lies outside is 0. Returns how many. */
static int
find_taps (const GridSampleParams *params, double at, gint64 length, gint64 *index, float *weight)
{
  /* Keys' kernel with PyTorch's a. */
  const double a = -0.75;
  int n_taps = params->mode == MODE_LINEAR ? 2 : params->mode == MODE_NEAREST ? 1 : 4;
  double base, part;

  at = to_pixels (at, length, params->align_corners);
  if (params->mode != MODE_CUBIC)
    at = pad (params, at, length);
  else if (!(fabs (at) < 1e6))
    at = -1e6;
  base = params->mode == MODE_NEAREST ? rint (at) : floor (at);
  part = at - base;
  for (int i = 0; i < n_taps; i++)
    {
      double tap = base + i - (n_taps == 4);
      double x = fabs (at - tap);

      weight[i] = n_taps == 1   ? 1.0
                  : n_taps == 2 ? (i == 0 ? 1.0 - part : part)
                  : x <= 1      ? ((a + 2) * x - (a + 3)) * x * x + 1
                                : ((a * x - 5 * a) * x + 8 * a) * x - 4 * a;
      if (params->mode == MODE_CUBIC && params->padding != PADDING_ZEROS)
        tap = rint (pad (params, tap, length));
      index[i] = CLAMP (tap, 0.0, length - 1.0);
      if (tap < 0 || tap > length - 1)
        weight[i] = 0.0f;
    }
  return n_taps;
}

/* Pixels [from, to) of the output, of all images. */
static void
grid_sample_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const GridSampleParams *params = call->params;
  const VanityShape *in_shape = &call->inputs[0].shape;
  const VanityShape *shape = &call->outputs[0].shape;
  gint64 channels = shape->dim[3];

  for (gint64 at = from; at < to; at++)
    {
      const float *place = (const float *)call->inputs[1].data + 2 * at;
      const float *in
          = (const float *)call->inputs[0].data
            + at / (shape->dim[1] * shape->dim[2]) * in_shape->dim[1] * in_shape->dim[2] * channels;
      float *out = (float *)call->outputs[0].data + at * channels;
      gint64 x[4], y[4];
      float wx[4], wy[4];
      int n_x = find_taps (params, place[0], in_shape->dim[2], x, wx);
      int n_y = find_taps (params, place[1], in_shape->dim[1], y, wy);

      for (gint64 c = 0; c < channels; c++)
        out[c] = 0.0f;
      for (int i = 0; i < n_y; i++)
        for (int k = 0; k < n_x; k++)
          {
            const float *tap = in + (y[i] * in_shape->dim[2] + x[k]) * channels;
            float weight = wy[i] * wx[k];

            for (gint64 c = 0; weight != 0.0f && c < channels; c++)
              out[c] += weight * tap[c];
          }
    }
}

static void
grid_sample_forward (VanityCall *call)
{
  gint64 pixels = vanity_shape_get_extent (&call->outputs[0].shape, 0, 3);

  vanity_call_split (call, grid_sample_run, pixels,
                     40.0 + (double)grid_sample_cost (call) / pixels * 0.5);
}

/* Jaderberg et al., Spatial Transformer Networks, 2015. */
const VanityOperator vanity_operator_grid_sample = {
  .name = "GridSample",
  .min_inputs = 2,
  .max_inputs = 2,
  .max_outputs = 1,
  .params_size = sizeof (GridSampleParams),
  .infer = grid_sample_infer,
  .cost = grid_sample_cost,
  .forward = grid_sample_forward,
};

#include "nn/ops/grid-sample.h"

#include "nn/ops/split.h"

#include <math.h>

enum
{
  PADDING_ZEROS,
  PADDING_BORDER,
  PADDING_REFLECTION,
};

static gboolean
grid_sample_infer (VanityCall *call, GError **error)
{
  /* Version 20 gave them shorter names. */
  static const char *const modes[]
      = { "bilinear", "nearest", "bicubic", "linear", "nearest", "cubic", NULL };
  static const char *const paddings[] = { "zeros", "border", "reflection", NULL };
  VanityGridSampleParams *params = call->params;
  const VanityShape *input = &call->inputs[0].shape;
  const VanityShape *grid = &call->inputs[1].shape;
  gint64 align;

  if (!vanity_call_check_input (call, 0, 4, 4, error)
      || !vanity_call_check_input (call, 1, 4, 4, error)
      || !vanity_call_get_choice (call, "mode", VANITY_GRID_SAMPLE_LINEAR, modes, &params->mode,
                                  error)
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

int
vanity_grid_sample_get_n_taps (const VanityGridSampleParams *params)
{
  return params->mode == VANITY_GRID_SAMPLE_LINEAR    ? 2
         : params->mode == VANITY_GRID_SAMPLE_NEAREST ? 1
                                                      : 4;
}

static gint64
grid_sample_cost (const VanityCall *call)
{
  int n_taps = vanity_grid_sample_get_n_taps (call->params);

  return vanity_shape_get_elements (&call->outputs[0].shape) * n_taps * n_taps;
}

/* From [−1, 1] to pixels, whose centres are whole numbers. */
static double
to_pixels (double at, gint64 length, gboolean align_corners)
{
  return align_corners ? (at + 1) / 2 * (length - 1) : ((at + 1) * length - 1) / 2;
}

/* Back and forth between the centres, or the edges, of the outermost pixels. Turns `slope` where it
 * goes back. */
static double
reflect (double at, gint64 length, gboolean align_corners, double *slope)
{
  double low = align_corners ? 0.0 : -0.5;
  double span = align_corners ? length - 1 : length;
  double turn;

  if (span <= 0)
    {
      *slope = 0.0;
      return 0.0;
    }
  turn = fmod (fabs (at - low), 2 * span);
  if ((at < low) != (turn >= span))
    *slope = -*slope;
  return low + (turn < span ? turn : 2 * span - turn);
}

/* Multiplies `slope` by that of what it does. */
static double
pad (const VanityGridSampleParams *params, double at, gint64 length, double *slope)
{
  if (isnan (at) || isinf (at))
    {
      *slope = 0.0;
      at = -1e6;
    }
  if (params->padding == PADDING_REFLECTION)
    at = reflect (at, length, params->align_corners, slope);
  if (params->padding == PADDING_ZEROS)
    return CLAMP (at, -1e6, length + 1e6);
  if (at <= 0.0 || at >= length - 1.0)
    *slope = 0.0;
  return CLAMP (at, 0.0, length - 1.0);
}

/* Keys' kernel with PyTorch's a, and its slope; `away` is from −2 to 2. */
static float
weigh_cubic (double away, double *slope)
{
  const double a = -0.75;
  double x = fabs (away);

  *slope = x <= 1 ? (3 * (a + 2) * x - 2 * (a + 3)) * x : (3 * a * x - 10 * a) * x + 8 * a;
  *slope = copysign (1.0, away) * *slope;
  return x <= 1 ? ((a + 2) * x - (a + 3)) * x * x + 1 : ((a * x - 5 * a) * x + 8 * a) * x - 4 * a;
}

/* `at` is less than 2⁵³; much quicker than floor () without SSE 4.1. */
static gint64
round_down (double at)
{
  gint64 whole = at;

  return whole - (whole > at);
}

static void
find_linear (double at, gint64 length, double stretch, VanityGridTaps *taps)
{
  gint64 base = round_down (at);
  gboolean first = base >= 0 && base < length, second = base >= -1 && base < length - 1;
  float part = at - base;

  taps->index[0] = CLAMP (base, 0, length - 1);
  taps->index[1] = CLAMP (base + 1, 0, length - 1);
  taps->weight[0] = first ? 1.0f - part : 0.0f;
  taps->weight[1] = second ? part : 0.0f;
  taps->slope[0] = first ? -stretch : 0.0;
  taps->slope[1] = second ? stretch : 0.0;
}

/* Between two pixels, as most places are: no padding is asked. */
static void
find_inside (double at, double stretch, VanityGridTaps *taps)
{
  gint32 base = at;
  float part = at - base;

  taps->index[0] = base;
  taps->index[1] = base + 1;
  taps->weight[0] = 1.0f - part;
  taps->weight[1] = part;
  taps->slope[0] = -stretch;
  taps->slope[1] = stretch;
}

static void
find_nearest (double at, gint64 length, VanityGridTaps *taps)
{
  double place = rint (at);

  taps->index[0] = CLAMP (place, 0.0, length - 1.0);
  taps->weight[0] = place == taps->index[0] ? 1.0f : 0.0f;
  taps->slope[0] = 0.0f;
}

static void
find_cubic (const VanityGridSampleParams *params, double at, gint64 length, double stretch,
            VanityGridTaps *taps)
{
  gint64 base;

  if (!(fabs (at) < 1e6))
    {
      stretch = 0.0;
      at = -1e6;
    }
  base = round_down (at);
  for (int i = 0; i < 4; i++)
    {
      double tap = base + i - 1, slope, unused = 1.0;

      taps->weight[i] = weigh_cubic (at - tap, &slope);
      taps->slope[i] = stretch * slope;
      if (params->padding != PADDING_ZEROS)
        tap = rint (pad (params, tap, length, &unused));
      taps->index[i] = CLAMP (tap, 0.0, length - 1.0);
      if (tap != taps->index[i])
        taps->weight[i] = taps->slope[i] = 0.0f;
    }
}

void
vanity_grid_sample_find_taps (const VanityGridSampleParams *params, double at, gint64 length,
                              VanityGridTaps *taps)
{
  double stretch = (params->align_corners ? length - 1 : length) / 2.0;

  taps->n = vanity_grid_sample_get_n_taps (params);
  at = to_pixels (at, length, params->align_corners);
  if (params->mode == VANITY_GRID_SAMPLE_LINEAR && at > 0.0 && at < length - 1.0)
    {
      find_inside (at, stretch, taps);
      return;
    }
  if (params->mode == VANITY_GRID_SAMPLE_CUBIC)
    {
      find_cubic (params, at, length, stretch, taps);
      return;
    }
  at = pad (params, at, length, &stretch);
  if (params->mode == VANITY_GRID_SAMPLE_NEAREST)
    find_nearest (at, length, taps);
  else
    find_linear (at, length, stretch, taps);
}

/* Pixels [from, to) of the output, of all images. */
static void
grid_sample_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanityGridSampleParams *params = call->params;
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
      VanityGridTaps x, y;

      vanity_grid_sample_find_taps (params, place[0], in_shape->dim[2], &x);
      vanity_grid_sample_find_taps (params, place[1], in_shape->dim[1], &y);
      for (gint64 c = 0; c < channels; c++)
        out[c] = 0.0f;
      for (int i = 0; i < y.n; i++)
        for (int k = 0; k < x.n; k++)
          {
            const float *tap = in + (y.index[i] * in_shape->dim[2] + x.index[k]) * channels;
            float weight = y.weight[i] * x.weight[k];

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
  .params_size = sizeof (VanityGridSampleParams),
  .infer = grid_sample_infer,
  .cost = grid_sample_cost,
  .forward = grid_sample_forward,
  .backward = &vanity_grid_sample_backward,
};

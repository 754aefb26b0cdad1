/* What looks up places between pixels: each is a sum over the input's rows and columns, weighted.
 */
#include "reference.h"

#include <math.h>

/* Keys' kernel, by the distance of a tap. */
static double
weigh_cubic (double x, double a)
{
  x = fabs (x);
  if (x < 1)
    return (a + 2) * x * x * x - (a + 3) * x * x + 1;
  return x < 2 ? a * x * x * x - 5 * a * x * x + 8 * a * x - 4 * a : 0;
}

/* Σ row · column · pixel, over image `n`, for each channel. */
static void
sum_up (ReferenceCall *call, gint64 n, const double *rows, const double *columns, double *out)
{
  const VanityShape *shape = &call->inputs[0].shape;
  const double *in = call->inputs[0].data + n * shape->dim[1] * shape->dim[2] * shape->dim[3];

  for (gint64 c = 0; c < shape->dim[3]; c++)
    out[c] = 0;
  for (gint64 y = 0; y < shape->dim[1]; y++)
    for (gint64 x = 0; rows[y] != 0 && x < shape->dim[2]; x++)
      for (gint64 c = 0; columns[x] != 0 && c < shape->dim[3]; c++)
        out[c] += rows[y] * columns[x] * in[(y * shape->dim[2] + x) * shape->dim[3] + c];
}

/* Where output index `at` of an axis lies in the input. */
static double
find_source (const ReferenceCall *call, int axis, gint64 at)
{
  gint64 in = call->inputs[0].shape.dim[axis], out = call->output.shape.dim[axis];
  int n_scales, n_roi;
  const double *scales = vanity_attributes_get_floats (call->attributes, "scales", &n_scales);
  const double *roi = vanity_attributes_get_floats (call->attributes, "roi", &n_roi);
  double scale = scales != NULL ? scales[axis] : (double)out / in;
  const char *mode
      = vanity_attributes_get_string (call->attributes, "coordinate_transformation_mode");

  if (g_strcmp0 (mode, "asymmetric") == 0)
    return at / scale;
  if (g_strcmp0 (mode, "align_corners") == 0)
    return out == 1 ? 0 : at * (in - 1.0) / (out - 1);
  if (g_strcmp0 (mode, "pytorch_half_pixel") == 0 && out == 1)
    return 0;
  if (g_strcmp0 (mode, "tf_half_pixel_for_nn") == 0)
    return (at + 0.5) / scale;
  if (g_strcmp0 (mode, "half_pixel_symmetric") == 0)
    return in / 2.0 * (1 - out / (scale * in)) + (at + 0.5) / scale - 0.5;
  if (g_strcmp0 (mode, "tf_crop_and_resize") == 0)
    return out > 1 ? roi[axis] * (in - 1) + at * (roi[4 + axis] - roi[axis]) * (in - 1) / (out - 1)
                   : (roi[axis] + roi[4 + axis]) * (in - 1) / 2;
  return (at + 0.5) / scale - 0.5;
}

static gint64
round_to (const ReferenceCall *call, double source)
{
  const char *mode = vanity_attributes_get_string (call->attributes, "nearest_mode");

  if (g_strcmp0 (mode, "floor") == 0)
    return floor (source);
  if (g_strcmp0 (mode, "ceil") == 0)
    return ceil (source);
  return g_strcmp0 (mode, "round_prefer_ceil") == 0 ? floor (source + 0.5) : ceil (source - 0.5);
}

/* How much of each input index along `axis` output index `at` has; FALSE: it lies outside. */
static gboolean
weigh_resized (const ReferenceCall *call, int axis, gint64 at, double *weights)
{
  gint64 in = call->inputs[0].shape.dim[axis], last = in - 1;
  double source = find_source (call, axis, at), total = 0;
  double a = reference_get_float (call, "cubic_coeff_a", -0.75);
  gboolean exclude = reference_get_int (call, "exclude_outside", 0) != 0;
  gint64 from = floor (source) - 1;

  for (gint64 i = 0; i < in; i++)
    weights[i] = 0;
  if (reference_has_word (call, "mode", "linear"))
    {
      double inside = CLAMP (source, 0, last);

      for (gint64 i = 0; i < in; i++)
        weights[i] = MAX (1 - fabs (inside - i), 0);
    }
  else if (reference_has_word (call, "mode", "cubic"))
    {
      for (gint64 i = from; i < from + 4; i++)
        {
          double weight = exclude && (i < 0 || i > last) ? 0 : weigh_cubic (source - i, a);

          weights[CLAMP (i, 0, last)] += weight;
          total += weight;
        }
      for (gint64 i = 0; exclude && i < in; i++)
        weights[i] /= total;
    }
  else
    {
      gint64 nearest = round_to (call, source);

      weights[CLAMP (nearest, 0, last)] = 1;
    }
  return !reference_has_word (call, "coordinate_transformation_mode", "tf_crop_and_resize")
         || (source >= 0 && source <= last);
}

static void
run_resize (ReferenceCall *call)
{
  const VanityShape *shape = &call->output.shape;
  g_autofree double *rows = g_new (double, call->inputs[0].shape.dim[1]);
  g_autofree double *columns = g_new (double, call->inputs[0].shape.dim[2]);
  double *out = call->output.data;

  for (gint64 n = 0; n < shape->dim[0]; n++)
    for (gint64 y = 0; y < shape->dim[1]; y++)
      for (gint64 x = 0; x < shape->dim[2]; x++, out += shape->dim[3])
        {
          gboolean inside = weigh_resized (call, 1, y, rows);

          inside = weigh_resized (call, 2, x, columns) && inside;
          sum_up (call, n, rows, columns, out);
          for (gint64 c = 0; !inside && c < shape->dim[3]; c++)
            out[c] = reference_get_float (call, "extrapolation_value", 0);
        }
}

/* To and fro between the outermost pixels: their centres when corners are aligned, their edges
 * otherwise. */
static double
reflect (const ReferenceCall *call, double at, gint64 length)
{
  gboolean corners = reference_get_int (call, "align_corners", 0) != 0;
  double low = corners ? 0 : -0.5, high = corners ? length - 1 : length - 0.5;

  if (low == high)
    return 0;
  while (at < low || at > high)
    at = at < low ? 2 * low - at : 2 * high - at;
  return at;
}

/* A place of the grid that is padded with the image's own pixels; with zeros it stays. */
static double
pull_in (const ReferenceCall *call, double at, gint64 length)
{
  if (reference_has_word (call, "padding_mode", "reflection"))
    at = reflect (call, at, length);
  else if (!reference_has_word (call, "padding_mode", "border"))
    return at;
  return CLAMP (at, 0, length - 1);
}

static void
weigh_sampled (const ReferenceCall *call, double at, gint64 length, double *weights)
{
  gboolean corners = reference_get_int (call, "align_corners", 0) != 0;
  gboolean cubic
      = reference_has_word (call, "mode", "bicubic") || reference_has_word (call, "mode", "cubic");
  double pixel = corners ? (at + 1) * (length - 1) / 2 : ((at + 1) * length - 1) / 2;

  for (gint64 i = 0; i < length; i++)
    weights[i] = 0;
  if (cubic)
    {
      for (double i = floor (pixel) - 1; i <= floor (pixel) + 2; i++)
        {
          double tap = rint (pull_in (call, i, length));

          if (tap >= 0 && tap <= length - 1)
            weights[(gint64)tap] += weigh_cubic (pixel - i, -0.75);
        }
      return;
    }
  pixel = pull_in (call, pixel, length);
  if (reference_has_word (call, "mode", "nearest"))
    pixel = rint (pixel);
  for (gint64 i = 0; i < length; i++)
    weights[i] = MAX (1 - fabs (pixel - i), 0);
}

static void
run_grid_sample (ReferenceCall *call)
{
  const VanityShape *in = &call->inputs[0].shape, *shape = &call->output.shape;
  g_autofree double *rows = g_new (double, in->dim[1]);
  g_autofree double *columns = g_new (double, in->dim[2]);
  gint64 pixels = shape->dim[1] * shape->dim[2];

  for (gint64 at = 0; at < shape->dim[0] * pixels; at++)
    {
      const double *place = call->inputs[1].data + 2 * at;

      weigh_sampled (call, place[0], in->dim[2], columns);
      weigh_sampled (call, place[1], in->dim[1], rows);
      sum_up (call, at / pixels, rows, columns, call->output.data + at * shape->dim[3]);
    }
}

/* Row `row` of the matrix, of a place. */
static double
transform (const double *matrix, int row, double x, double y)
{
  return matrix[4 * row] * x + matrix[4 * row + 1] * y + matrix[4 * row + 3];
}

/* The middle of each pixel comes from where the matrix says; outside of the image all is 0. */
static void
run_transform (ReferenceCall *call)
{
  const VanityShape *in = &call->inputs[0].shape, *shape = &call->output.shape;
  const double *matrix = call->inputs[1].data;
  g_autofree double *rows = g_new (double, in->dim[1]);
  g_autofree double *columns = g_new (double, in->dim[2]);
  double *out = call->output.data;

  for (gint64 y = 0; y < shape->dim[1]; y++)
    for (gint64 x = 0; x < shape->dim[2]; x++, out += shape->dim[3])
      {
        double from_x = transform (matrix, 0, x + 0.5, y + 0.5) - 0.5;
        double from_y = transform (matrix, 1, x + 0.5, y + 0.5) - 0.5;

        for (gint64 i = 0; i < in->dim[2]; i++)
          columns[i] = MAX (1 - fabs (from_x - i), 0);
        for (gint64 i = 0; i < in->dim[1]; i++)
          rows[i] = MAX (1 - fabs (from_y - i), 0);
        sum_up (call, 0, rows, columns, out);
      }
}

static void
run_landmarks (ReferenceCall *call)
{
  const VanityShape *shape = &call->inputs[0].shape;

  for (gint64 i = 0; i < vanity_shape_get_elements (shape); i++)
    {
      const double *point = call->inputs[0].data + i / shape->dim[2] * shape->dim[2];
      int axis = i % shape->dim[2];

      call->output.data[i]
          = axis < 2 ? transform (call->inputs[1].data, axis, point[0], point[1]) : point[2];
    }
}

const ReferenceEntry reference_sample[] = {
  { "GridSample", run_grid_sample },
  { "Resize", run_resize },
  { "TransformLandmarks", run_landmarks },
  { "TransformTensorBilinear", run_transform },
  { NULL },
};

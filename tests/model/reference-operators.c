#include "reference-operators.h"

#include "model/flexbuffer.h"

#include <math.h>
#include <string.h>
#include <time.h>

typedef struct
{
  gint64 left, right, height, width;
  double scale_x, scale_y;
  gint64 *subset;
  int n_subset;
  gint32 words[3]; /* options that are no map: padding and strides */
} Options;

static gpointer
init (TfLiteContext *context, const char *data, gsize size)
{
  Options *options = g_new0 (Options, 1);
  VanityFlexMap map;

  if (size == sizeof options->words)
    memcpy (options->words, data, size);
  else if (vanity_flex_map_init (&map, (const guint8 *)data, size, NULL))
    {
      vanity_flex_map_get_int (&map, "left_rotation_idx", &options->left, NULL);
      vanity_flex_map_get_int (&map, "right_rotation_idx", &options->right, NULL);
      vanity_flex_map_get_int (&map, "output_height", &options->height, NULL);
      vanity_flex_map_get_int (&map, "output_width", &options->width, NULL);
      vanity_flex_map_get_float (&map, "scale_x", &options->scale_x, NULL);
      vanity_flex_map_get_float (&map, "scale_y", &options->scale_y, NULL);
      options->subset = vanity_flex_map_get_ints (&map, "subset_idxs", &options->n_subset, NULL);
    }
  return options;
}

static void
release (TfLiteContext *context, gpointer user_data)
{
  Options *options = user_data;
  g_free (options->subset);
  g_free (options);
}

/* The shapes that the file declares are right already. */
static int
prepare (TfLiteContext *context, TfLiteNode *node)
{
  return 0;
}

static const TfLiteTensor *
input (TfLiteContext *context, TfLiteNode *node, int index)
{
  return &context->tensors[node->inputs->data[index]];
}

static const TfLiteTensor *
output (TfLiteContext *context, TfLiteNode *node)
{
  return &context->tensors[node->outputs->data[0]];
}

static int
transpose_conv (TfLiteContext *context, TfLiteNode *node)
{
  const Options *options = node->user_data;
  const TfLiteTensor *in = input (context, node, 0), *out = output (context, node);
  const TfLiteTensor *weights = input (context, node, 1);
  const float *bias = input (context, node, 2)->data;
  int height = in->dims->data[1], width = in->dims->data[2], n_in = in->dims->data[3];
  int out_height = out->dims->data[1], out_width = out->dims->data[2], n_out = out->dims->data[3];
  int kernel_height = weights->dims->data[1], kernel_width = weights->dims->data[2];
  int stride_width = options->words[1], stride_height = options->words[2];
  int top = MAX ((height - 1) * stride_height + kernel_height - out_height, 0) / 2;
  int left = MAX ((width - 1) * stride_width + kernel_width - out_width, 0) / 2;

  for (int i = 0; i < out_height * out_width * n_out; i++)
    out->data[i] = bias[i % n_out];
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int i = 0; i < kernel_height; i++)
        for (int j = 0; j < kernel_width; j++)
          {
            int row = y * stride_height - top + i, column = x * stride_width - left + j;
            if (row < 0 || row >= out_height || column < 0 || column >= out_width)
              continue;
            for (int o = 0; o < n_out; o++)
              for (int c = 0; c < n_in; c++)
                out->data[(row * out_width + column) * n_out + o]
                    += in->data[(y * width + x) * n_in + c]
                       * weights->data[((o * kernel_height + i) * kernel_width + j) * n_in + c];
          }
  return 0;
}

/* a · b, row by row of 3 × 3 */
static void
multiply (double *product, const double *a, const double *b)
{
  for (int row = 0; row < 3; row++)
    for (int column = 0; column < 3; column++)
      {
        product[3 * row + column] = 0;
        for (int i = 0; i < 3; i++)
          product[3 * row + column] += a[3 * row + i] * b[3 * i + column];
      }
}

/* Shift (centre) · Rotate (−r) · Scale · Shift (−half the output), where turning by r makes the
 * line between the two points of rotation level. */
static int
landmarks_to_matrix (TfLiteContext *context, TfLiteNode *node)
{
  const Options *o = node->user_data;
  const float *points = input (context, node, 0)->data;
  float *m = output (context, node)->data;
  double r = -atan2 (points[3 * o->right + 1] - points[3 * o->left + 1],
                     points[3 * o->right] - points[3 * o->left]);
  double x_min = INFINITY, x_max = -INFINITY, y_min = INFINITY, y_max = -INFINITY;

  for (int i = 0; i < o->n_subset; i++)
    {
      double px = points[3 * o->subset[i]], py = points[3 * o->subset[i] + 1];
      double x = px * cos (r) - py * sin (r), y = px * sin (r) + py * cos (r);
      x_min = MIN (x_min, x);
      x_max = MAX (x_max, x);
      y_min = MIN (y_min, y);
      y_max = MAX (y_max, y);
    }
  double x = (x_min + x_max) / 2, y = (y_min + y_max) / 2;
  double turned_x = x * cos (-r) - y * sin (-r), turned_y = x * sin (-r) + y * cos (-r);
  double shift[] = { 1, 0, turned_x, 0, 1, turned_y, 0, 0, 1 };
  double rotate[] = { cos (-r), -sin (-r), 0, sin (-r), cos (-r), 0, 0, 0, 1 };
  double scale[] = { o->scale_x * (x_max - x_min) / o->width,
                     0,
                     0,
                     0,
                     o->scale_y * (y_max - y_min) / o->height,
                     0,
                     0,
                     0,
                     1 };
  double back[] = { 1, 0, -o->width / 2.0, 0, 1, -o->height / 2.0, 0, 0, 1 };
  double a[9], b[9], c[9];
  multiply (a, shift, rotate);
  multiply (b, a, scale);
  multiply (c, b, back);

  memset (m, 0, 16 * sizeof *m);
  for (int row = 0; row < 2; row++)
    {
      m[4 * row] = (float)c[3 * row];
      m[4 * row + 1] = (float)c[3 * row + 1];
      m[4 * row + 3] = (float)c[3 * row + 2];
    }
  m[10] = m[15] = 1;
  return 0;
}

static int
transform_tensor (TfLiteContext *context, TfLiteNode *node)
{
  const TfLiteTensor *in = input (context, node, 0), *out = output (context, node);
  const float *m = input (context, node, 1)->data;
  int height = in->dims->data[1], width = in->dims->data[2], channels = in->dims->data[3];
  int out_height = out->dims->data[1], out_width = out->dims->data[2];

  for (int y = 0; y < out_height; y++)
    for (int x = 0; x < out_width; x++)
      {
        double u = m[0] * (x + 0.5) + m[1] * (y + 0.5) + m[3] - 0.5;
        double v = m[4] * (x + 0.5) + m[5] * (y + 0.5) + m[7] - 0.5;
        double left = floor (u), top = floor (v);
        for (int c = 0; c < channels; c++)
          {
            double sum = 0;
            for (int corner = 0; corner < 4; corner++)
              {
                double column = left + corner % 2, row = top + corner / 2;
                if (column < 0 || column >= width || row < 0 || row >= height)
                  continue;
                sum += (1 - fabs (u - column)) * (1 - fabs (v - row))
                       * in->data[((int)row * width + (int)column) * channels + c];
              }
            out->data[(y * out_width + x) * channels + c] = (float)sum;
          }
      }
  return 0;
}

static int
transform_landmarks (TfLiteContext *context, TfLiteNode *node)
{
  const TfLiteTensor *in = input (context, node, 0);
  const float *m = input (context, node, 1)->data;
  float *out = output (context, node)->data;
  int n_coordinates = in->dims->data[2];

  for (int i = 0; i < in->dims->data[1] * n_coordinates; i += n_coordinates)
    {
      float x = in->data[i], y = in->data[i + 1];
      memcpy (&out[i], &in->data[i], n_coordinates * sizeof *out);
      out[i] = x * m[0] + y * m[1] + m[3];
      out[i + 1] = x * m[4] + y * m[5] + m[7];
    }
  return 0;
}

gint64 reference_operators_ns;

static gint64
get_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

#define TIMED(function)                                                                            \
  static int timed_##function (TfLiteContext *context, TfLiteNode *node)                           \
  {                                                                                                \
    gint64 since = get_ns ();                                                                      \
    int status = function (context, node);                                                         \
                                                                                                   \
    reference_operators_ns += get_ns () - since;                                                   \
    return status;                                                                                 \
  }

TIMED (transpose_conv)
TIMED (landmarks_to_matrix)
TIMED (transform_tensor)
TIMED (transform_landmarks)

#define OPERATOR(name, function)                                                                   \
  {                                                                                                \
    .init = init, .free = release, .prepare = prepare, .invoke = timed_##function,                 \
    .custom_name = name, .version = 1                                                              \
  }

const TfLiteRegistration reference_operators[] = {
  OPERATOR ("Convolution2DTransposeBias", transpose_conv),
  OPERATOR ("Landmarks2TransformMatrix", landmarks_to_matrix),
  OPERATOR ("TransformTensorBilinear", transform_tensor),
  OPERATOR ("TransformLandmarks", transform_landmarks),
  { 0 },
};

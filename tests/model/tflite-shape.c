/* Operators that move elements. */
#include "base/error.h"
#include "runner.h"

#include <math.h>

/* One operator with `ints` lists of constants as further inputs. */
typedef struct
{
  int code;
  const TfliteField *fields;
  const int *in;  /* ends with −1 */
  const int *out; /* ends with −1 */
  const gint32 *lists[3];
  const int *list_dims[3];
} Case;

static int
count (const int *dim)
{
  int n = 1;
  for (; *dim >= 0; dim++)
    n *= *dim;
  return n;
}

/* Writes the model of `c`; integers as int64 when `wide`. */
static void
write_case (TfliteWriter *writer, const Case *c, gboolean wide)
{
  int inputs[4];
  int n_inputs = 1;

  inputs[0] = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, c->in);
  for (int i = 0; i < 3 && c->lists[i] != NULL; i++)
    {
      int n = count (c->list_dims[i]);
      gint64 wide_list[16];
      gint32 list[16];
      for (int k = 0; k < n; k++)
        {
          wide_list[k] = GINT64_TO_LE ((gint64)c->lists[i][k]);
          list[k] = GINT32_TO_LE (c->lists[i][k]);
        }
      inputs[n_inputs++]
          = wide ? tflite_writer_add_constant (writer, TFLITE_INT64, c->list_dims[i], wide_list,
                                               8 * n)
                 : tflite_writer_add_constant (writer, TFLITE_INT32, c->list_dims[i], list, 4 * n);
    }
  int out = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, c->out);
  tflite_writer_add_input (writer, inputs[0]);
  tflite_writer_add_output (writer, out);
  tflite_writer_add_operator (writer, c->code, c->fields, inputs, n_inputs, out);
}

/* Runs on 0, 1, 2, … and compares with the positions that the output's elements come from; −1 is
 * zero. */
static void
check_moves (const Case *c, const int *from)
{
  int n_in = count (c->in);
  int n_out = count (c->out);
  g_autofree float *input = g_new (float, n_in);
  g_autofree float *expected = g_new (float, n_out);

  for (int i = 0; i < n_in; i++)
    input[i] = (float)i + 1;
  for (int i = 0; i < n_out; i++)
    expected[i] = from[i] < 0 ? 0 : input[from[i]];
  for (int wide = 0; wide <= 1; wide++)
    {
      g_autoptr (TfliteWriter) writer = tflite_writer_new ();
      write_case (writer, c, wide);
      g_autofree float *values = run_model (writer, input, n_out);
      assert_near (values, expected, n_out, 0);
    }
}

#define INTS(...) ((const gint32[]){ __VA_ARGS__ })
#define FROM(...) ((const int[]){ __VA_ARGS__ })
#define UP_TO_12 FROM (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)

static void
test_reshape (void)
{
  check_moves (
      &(Case){ TFLITE_RESHAPE, NULL, DIM (1, 3, 4), DIM (2, 6), { INTS (2, -1) }, { DIM (2) } },
      UP_TO_12);
  check_moves (&(Case){ TFLITE_RESHAPE, FIELDS ({ 0, 0, INTS (1, 2, 2, 3), 4 }), DIM (1, 3, 4),
                        DIM (1, 2, 2, 3) },
               UP_TO_12);
  check_moves (&(Case){ TFLITE_SQUEEZE, FIELDS ({ 0, 0, INTS (0), 1 }), DIM (1, 3, 4), DIM (3, 4) },
               UP_TO_12);
  check_moves (
      &(Case){ TFLITE_EXPAND_DIMS, NULL, DIM (3, 4), DIM (3, 1, 4), { INTS (1) }, { DIM (1) } },
      UP_TO_12);
}

static void
test_pad (void)
{
  check_moves (&(Case){ TFLITE_PAD,
                        NULL,
                        DIM (1, 2, 2, 1),
                        DIM (1, 3, 4, 1),
                        { INTS (0, 0, 1, 0, 1, 1, 0, 0) },
                        { DIM (4, 2) } },
               FROM (-1, -1, -1, -1, -1, 0, 1, -1, -1, 2, 3, -1));
  /* Channels, as the detectors do. */
  check_moves (&(Case){ TFLITE_PAD,
                        NULL,
                        DIM (1, 1, 2, 2),
                        DIM (1, 1, 2, 3),
                        { INTS (0, 0, 0, 0, 0, 0, 0, 1) },
                        { DIM (4, 2) } },
               FROM (0, 1, -1, 2, 3, -1));
}

static void
test_pad_value (void)
{
  g_autoptr (TfliteWriter) writer = tflite_writer_new ();
  const gint32 pads[] = { GINT32_TO_LE (1), GINT32_TO_LE (1) };
  const float fill = -7;
  const float input[] = { 1, 2 };
  const float expected[] = { -7, 1, 2, -7 };
  int inputs[] = {
    tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (2)),
    tflite_writer_add_constant (writer, TFLITE_INT32, DIM (1, 2), pads, sizeof pads),
    tflite_writer_add_constant (writer, TFLITE_FLOAT32, DIM (1), &fill, sizeof fill),
  };
  int out = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (4));
  tflite_writer_add_input (writer, inputs[0]);
  tflite_writer_add_output (writer, out);
  tflite_writer_add_operator (writer, TFLITE_PADV2, NULL, inputs, 3, out);
  g_autofree float *values = run_model (writer, input, 4);
  assert_near (values, expected, 4, 0);
}

static void
test_slice (void)
{
  const int *three[] = { DIM (2), DIM (2), DIM (2) };

  check_moves (&(Case){ TFLITE_SLICE,
                        NULL,
                        DIM (3, 4),
                        DIM (2, 2),
                        { INTS (1, 1), INTS (-1, 2) },
                        { DIM (2), DIM (2) } },
               FROM (5, 6, 9, 10));
  check_moves (&(Case){ TFLITE_STRIDED_SLICE,
                        NULL,
                        DIM (3, 4),
                        DIM (2, 2),
                        { INTS (0, 1), INTS (2, 4), INTS (1, 2) },
                        { three[0], three[1], three[2] } },
               FROM (1, 3, 5, 7));
  /* Everything, by the masks; the numbers are not looked at. */
  check_moves (&(Case){ TFLITE_STRIDED_SLICE,
                        FIELDS ({ 0, 3 }, { 1, 3 }),
                        DIM (3, 4),
                        DIM (3, 4),
                        { INTS (2, 2), INTS (1, 1), INTS (1, 1) },
                        { three[0], three[1], three[2] } },
               UP_TO_12);
  /* One row, counted from the end, which leaves a dimension out. */
  check_moves (&(Case){ TFLITE_STRIDED_SLICE,
                        FIELDS ({ 1, 2 }, { 4, 1 }),
                        DIM (3, 4),
                        DIM (4),
                        { INTS (-1, 0), INTS (0, 0), INTS (1, 1) },
                        { three[0], three[1], three[2] } },
               FROM (8, 9, 10, 11));
  /* Backwards, to the first. */
  check_moves (&(Case){ TFLITE_STRIDED_SLICE,
                        FIELDS ({ 0, 2 }, { 1, 2 }),
                        DIM (2, 3),
                        DIM (2, 3),
                        { INTS (0, 0), INTS (2, 0), INTS (1, -1) },
                        { three[0], three[1], three[2] } },
               FROM (2, 1, 0, 5, 4, 3));
}

static void
test_transpose (void)
{
  check_moves (
      &(Case){
          TFLITE_TRANSPOSE, NULL, DIM (1, 2, 3), DIM (3, 1, 2), { INTS (2, 0, 1) }, { DIM (3) } },
      FROM (0, 3, 1, 4, 2, 5));
}

static void
test_mean (void)
{
  g_autofree float *input = random_floats (1, 24);
  float expected[4] = { 0 };

  for (int i = 0; i < 24; i++)
    expected[i % 4] += input[i] / 6;
  for (int keeps = 0; keeps <= 1; keeps++)
    {
      g_autoptr (TfliteWriter) writer = tflite_writer_new ();
      write_case (writer,
                  &(Case){ TFLITE_MEAN,
                           FIELDS ({ 0, keeps }),
                           DIM (1, 2, 3, 4),
                           keeps ? DIM (1, 1, 1, 4) : DIM (1, 4),
                           { INTS (1, 2) },
                           { DIM (2) } },
                  FALSE);
      g_autofree float *values = run_model (writer, input, 4);
      assert_near (values, expected, 4, 1e-6f);
    }
}

static void
test_concatenation (void)
{
  static const int axes[] = { 1, -1 };
  const float input[] = { 1, 2, 3, 4 };
  const float constant[] = { 5, 6, 7, 8 };
  static const float expected[][8] = { { 1, 2, 3, 4, 5, 6, 7, 8 }, { 1, 2, 5, 6, 3, 4, 7, 8 } };

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (TfliteWriter) writer = tflite_writer_new ();
      int inputs[] = {
        tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 2, 2)),
        tflite_writer_add_constant (writer, TFLITE_FLOAT32, DIM (1, 2, 2), constant,
                                    sizeof constant),
      };
      int out = tflite_writer_add_tensor (writer, TFLITE_FLOAT32,
                                          i == 0 ? DIM (1, 4, 2) : DIM (1, 2, 4));
      tflite_writer_add_input (writer, inputs[0]);
      tflite_writer_add_output (writer, out);
      tflite_writer_add_operator (writer, TFLITE_CONCATENATION, FIELDS ({ 0, axes[i] }), inputs, 2,
                                  out);
      g_autofree float *values = run_model (writer, input, 8);
      assert_near (values, expected[i], 8, 0);
    }
}

/* TensorFlow's three ways to lay pixels of two sizes over each other. */
enum
{
  ASYMMETRIC,
  ALIGN_CORNERS,
  HALF_PIXEL
};

static double
locate (int to, int n_in, int n_out, int mode)
{
  switch (mode)
    {
    case ALIGN_CORNERS:
      return n_out > 1 ? (double)to * (n_in - 1) / (n_out - 1) : 0;
    case HALF_PIXEL:
      return (to + 0.5) * n_in / n_out - 0.5;
    default:
      return (double)to * n_in / n_out;
    }
}

static void
check_resize (int height, int width, int mode, gboolean nearest)
{
  enum
  {
    H = 3,
    W = 4,
    C = 2
  };
  g_autofree float *input = random_floats (2, H * W * C);
  g_autofree float *expected = g_new (float, height *width *C);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        double v = locate (y, H, height, mode), u = locate (x, W, width, mode);
        if (nearest)
          {
            v = mode == ASYMMETRIC ? floor (v) : floor (v + 0.5);
            u = mode == ASYMMETRIC ? floor (u) : floor (u + 0.5);
          }
        int top = (int)floor (v), left = (int)floor (u);
        double down = v - top, right = u - left;
        for (int c = 0; c < C; c++)
          {
            double sum = 0;
            for (int corner = 0; corner < 4; corner++)
              {
                int row = CLAMP (top + corner / 2, 0, H - 1);
                int column = CLAMP (left + corner % 2, 0, W - 1);
                sum += (corner / 2 ? down : 1 - down) * (corner % 2 ? right : 1 - right)
                       * input[(row * W + column) * C + c];
              }
            expected[(y * width + x) * C + c] = (float)sum;
          }
      }

  int align = nearest ? 0 : 2, half = nearest ? 1 : 3;
  g_autoptr (TfliteWriter) writer = tflite_writer_new ();
  write_case (writer,
              &(Case){ nearest ? TFLITE_RESIZE_NEAREST_NEIGHBOR : TFLITE_RESIZE_BILINEAR,
                       FIELDS ({ align, mode == ALIGN_CORNERS }, { half, mode == HALF_PIXEL }),
                       DIM (1, H, W, C),
                       DIM (1, height, width, C),
                       { INTS (height, width) },
                       { DIM (2) } },
              FALSE);
  g_autofree float *values = run_model (writer, input, height * width * C);
  assert_near (values, expected, height * width * C, 1e-5f);
}

static void
test_resize (void)
{
  for (int nearest = 0; nearest <= 1; nearest++)
    for (int mode = ASYMMETRIC; mode <= HALF_PIXEL; mode++)
      {
        check_resize (6, 8, mode, nearest);
        check_resize (5, 7, mode, nearest);
        check_resize (2, 2, mode, nearest);
      }
}

static void
assert_case_refused (const Case *c, int code, const char *part)
{
  g_autoptr (TfliteWriter) writer = tflite_writer_new ();
  write_case (writer, c, FALSE);
  assert_refused (writer, code, part);
}

static void
test_broken (void)
{
  /* The output that the file declares is not what comes out. */
  assert_case_refused (
      &(Case){ TFLITE_PAD, NULL, DIM (2), DIM (3), { INTS (1, 1) }, { DIM (1, 2) } },
      VANITY_ERROR_FORMAT, "(PAD): the output is 4, but the file declares 3");
  /* Gigabytes from eight bytes. */
  assert_case_refused (
      &(Case){
          TFLITE_PAD, NULL, DIM (2), DIM (400000002), { INTS (0, 400000000) }, { DIM (1, 2) } },
      VANITY_ERROR_LIMIT, "(PAD)");
  assert_case_refused (
      &(Case){ TFLITE_PAD, NULL, DIM (2), DIM (1), { INTS (0, -1) }, { DIM (1, 2) } },
      VANITY_ERROR_VALUE, "negative");
  assert_case_refused (
      &(Case){ TFLITE_SLICE, NULL, DIM (4), DIM (3), { INTS (2), INTS (3) }, { DIM (1), DIM (1) } },
      VANITY_ERROR_VALUE, "leaves dimension 0");
  assert_case_refused (&(Case){ TFLITE_STRIDED_SLICE,
                                NULL,
                                DIM (4),
                                DIM (4),
                                { INTS (0), INTS (4), INTS (0) },
                                { DIM (1), DIM (1), DIM (1) } },
                       VANITY_ERROR_VALUE, "step");
  assert_case_refused (&(Case){ TFLITE_STRIDED_SLICE,
                                FIELDS ({ 2, 1 }),
                                DIM (4),
                                DIM (4),
                                { INTS (0), INTS (4), INTS (1) },
                                { DIM (1), DIM (1), DIM (1) } },
                       VANITY_ERROR_UNSUPPORTED, "ellipsis");
  assert_case_refused (&(Case){ TFLITE_RESHAPE, NULL, DIM (4), DIM (4) }, VANITY_ERROR_UNSUPPORTED,
                       "(RESHAPE)");
  assert_case_refused (
      &(Case){ TFLITE_TRANSPOSE, NULL, DIM (2, 2), DIM (2, 2), { INTS (1) }, { DIM (1) } },
      VANITY_ERROR_FORMAT, "1 integers for 2 dimensions");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/tflite/reshape", test_reshape);
  g_test_add_func ("/model/tflite/pad", test_pad);
  g_test_add_func ("/model/tflite/pad-value", test_pad_value);
  g_test_add_func ("/model/tflite/slice", test_slice);
  g_test_add_func ("/model/tflite/transpose", test_transpose);
  g_test_add_func ("/model/tflite/mean", test_mean);
  g_test_add_func ("/model/tflite/concatenation", test_concatenation);
  g_test_add_func ("/model/tflite/resize", test_resize);
  g_test_add_func ("/model/tflite/shape-broken", test_broken);
  return g_test_run ();
}

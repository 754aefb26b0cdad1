/* The gradient of an operand is the output's times a factor, added up along what was broadcast. */
#include "nn/ops/binary-backward.h"

#include "nn/ops/binary.h"

#include <string.h>

/* ∂a = ∂y · factor, of one element. */
typedef float (*Factor) (float given, float a, float b);

static float
factor_one (float given, float a, float b)
{
  return given;
}

static float
factor_minus_one (float given, float a, float b)
{
  return -given;
}

static float
factor_other (float given, float a, float b)
{
  return given * b;
}

static float
factor_first (float given, float a, float b)
{
  return given * a;
}

static float
factor_quotient (float given, float a, float b)
{
  return given / b;
}

static float
factor_divisor (float given, float a, float b)
{
  return -given * a / (b * b);
}

/* Loops over an operand and, for each of its elements, over what it was broadcast to. Strides of
 * the output and of both operands. */
typedef struct
{
  int kept, summed; /* dimensions */
  gint64 dim[2][VANITY_MAX_RANK];
  gint64 stride[2][3][VANITY_MAX_RANK];
} Loop;

static void
fill_loop (const VanityCall *call, int operand, Loop *loop)
{
  const VanityShape *shape = &call->outputs[0].shape;
  gint64 run[3] = { 1, 1, 1 };
  int at[2] = { 0, 0 };

  for (int i = shape->rank - 1; i >= 0; i--)
    {
      gint64 strides[3] = { run[0] }, dims[2];
      int which;

      for (int k = 0; k < 2; k++)
        {
          const VanityShape *input = &call->inputs[k].shape;
          int axis = i - (shape->rank - input->rank);

          dims[k] = axis < 0 ? 1 : input->dim[axis];
          strides[k + 1] = dims[k] == 1 ? 0 : run[k + 1];
          run[k + 1] *= dims[k];
        }
      run[0] *= shape->dim[i];
      if (shape->dim[i] == 1)
        continue;
      which = dims[operand] == 1;
      loop->dim[which][at[which]] = shape->dim[i];
      for (int k = 0; k < 3; k++)
        loop->stride[which][k][at[which]] = strides[k];
      at[which]++;
    }
  loop->kept = at[0];
  loop->summed = at[1];
}

/* Elements [from, to) of an operand that was broadcast. */
static inline __attribute__ ((always_inline)) void
sum_up (VanityBackwardCall *back, int operand, gint64 from, gint64 to, Factor factor)
{
  const VanityCall *call = back->call;
  const float *given = back->output_gradient.data;
  const float *a = call->inputs[0].data, *b = call->inputs[1].data;
  float *out = back->input_gradients[operand].data;
  gint64 total = 1;
  Loop loop;

  fill_loop (call, operand, &loop);
  for (int i = 0; i < loop.summed; i++)
    total *= loop.dim[1][i];
  for (gint64 e = from; e < to; e++)
    {
      gint64 at[3] = { 0 }, rest = e, index[VANITY_MAX_RANK] = { 0 };
      double sum = 0.0;

      for (int i = 0; i < loop.kept; i++)
        {
          for (int k = 0; k < 3; k++)
            at[k] += rest % loop.dim[0][i] * loop.stride[0][k][i];
          rest /= loop.dim[0][i];
        }
      for (gint64 n = 0; n < total; n++)
        {
          sum += factor (given[at[0]], a[at[1]], b[at[2]]);
          for (int i = 0; i < loop.summed; i++)
            {
              for (int k = 0; k < 3; k++)
                at[k] += loop.stride[1][k][i];
              if (++index[i] < loop.dim[1][i])
                break;
              for (int k = 0; k < 3; k++)
                at[k] -= loop.stride[1][k][i] * loop.dim[1][i];
              index[i] = 0;
            }
        }
      out[e] = sum;
    }
}

static gboolean
is_whole (const VanityBackwardCall *back, int input)
{
  return vanity_shape_get_elements (&back->call->inputs[input].shape)
         == vanity_shape_get_elements (&back->output_gradient.shape);
}

static inline __attribute__ ((always_inline)) void
run_operand (VanityBackwardCall *back, int operand, gint64 from, gint64 to, Factor factor)
{
  const float *given = back->output_gradient.data;
  const float *a = back->call->inputs[0].data, *b = back->call->inputs[1].data;
  float *out = back->input_gradients[operand].data;

  if (is_whole (back, 0) && is_whole (back, 1))
    for (gint64 i = from; i < to; i++)
      out[i] = factor (given[i], a[i], b[i]);
  else
    sum_up (back, operand, from, to, factor);
}

static void
split (VanityBackwardCall *back, int operand, VanityBackwardSplitFunc func)
{
  gint64 count = vanity_shape_get_elements (&back->input_gradients[operand].shape);
  gint64 all = vanity_shape_get_elements (&back->output_gradient.shape);

  vanity_backward_split (back, func, count,
                         (double)all / count
                             * (is_whole (back, 0) && is_whole (back, 1) ? 0.3 : 3.0));
}

/* The second operand's first: the first one's may be the memory of the output's. */
#define DEFINE(name, first, second, inputs)                                                        \
  static void name##_part_first (VanityBackwardCall *back, gint64 from, gint64 to, int worker)     \
  {                                                                                                \
    run_operand (back, 0, from, to, first);                                                        \
  }                                                                                                \
                                                                                                   \
  static void name##_part_second (VanityBackwardCall *back, gint64 from, gint64 to, int worker)    \
  {                                                                                                \
    run_operand (back, 1, from, to, second);                                                       \
  }                                                                                                \
                                                                                                   \
  static void name##_run (VanityBackwardCall *back)                                                \
  {                                                                                                \
    if (vanity_backward_wants (back, 1))                                                           \
      split (back, 1, name##_part_second);                                                         \
    if (vanity_backward_wants (back, 0))                                                           \
      split (back, 0, name##_part_first);                                                          \
  }                                                                                                \
                                                                                                   \
  const VanityBackward vanity_##name##_backward = {                                                \
    .flags = VANITY_BACKWARD_IN_PLACE,                                                             \
    .differentiable = VANITY_BACKWARD_ALL,                                                         \
    .reads_inputs = inputs,                                                                        \
    .prepare = binary_prepare,                                                                     \
    .run = name##_run,                                                                             \
  };

static gboolean
binary_prepare (VanityBackwardCall *back, GError **error)
{
  return back->call->n_inputs == 2
         || vanity_call_fail (back->call, VANITY_ERROR_UNSUPPORTED, error,
                              "there is a backward for two inputs only, and it has %d",
                              back->call->n_inputs);
}

DEFINE (add, factor_one, factor_one, 0)
DEFINE (sub, factor_one, factor_minus_one, 0)
DEFINE (mul, factor_other, factor_first, 1 << 0 | 1 << 1)
DEFINE (div, factor_quotient, factor_divisor, 1 << 0 | 1 << 1)

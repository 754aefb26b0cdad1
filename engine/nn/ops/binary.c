#include "nn/ops/binary.h"

#include "nn/ops/broadcast.h"

#include <string.h>

/* One operand pair against the output, adjacent dimensions merged where neither is broadcast in a
 * different way. Strides are elements; the innermost dimension is last. */
typedef struct
{
  int rank;
  gint64 dim[VANITY_MAX_RANK];
  gint64 a_stride[VANITY_MAX_RANK];
  gint64 b_stride[VANITY_MAX_RANK];
} BinaryLoop;

gboolean
vanity_binary_infer (VanityCall *call, VanityBinary op, GError **error)
{
  VanityBinaryParams *params = call->params;
  VanityShape shape;

  params->op = op;
  return vanity_broadcast_find_shape (call, &shape, error)
         && vanity_call_set_output (call, 0, VANITY_FLOAT32, &shape, error);
}

gint64
vanity_binary_cost (const VanityCall *call)
{
  return vanity_shape_get_elements (&call->outputs[0].shape) * MAX (call->n_inputs - 1, 1);
}

static void
binary_loop_init (BinaryLoop *loop, const VanityShape *a, const VanityShape *b,
                  const VanityShape *out)
{
  gint64 a_strides[VANITY_MAX_RANK], b_strides[VANITY_MAX_RANK];

  vanity_broadcast_fill_strides (a, out, a_strides);
  vanity_broadcast_fill_strides (b, out, b_strides);
  loop->rank = 0;
  for (int i = 0; i < out->rank; i++)
    {
      int last = loop->rank - 1;

      if (out->dim[i] == 1)
        continue;
      if (last >= 0 && loop->a_stride[last] == a_strides[i] * out->dim[i]
          && loop->b_stride[last] == b_strides[i] * out->dim[i])
        {
          loop->dim[last] *= out->dim[i];
          loop->a_stride[last] = a_strides[i];
          loop->b_stride[last] = b_strides[i];
          continue;
        }
      loop->dim[loop->rank] = out->dim[i];
      loop->a_stride[loop->rank] = a_strides[i];
      loop->b_stride[loop->rank] = b_strides[i];
      loop->rank++;
    }
  if (loop->rank == 0)
    {
      loop->rank = 1;
      loop->dim[0] = 1;
      loop->a_stride[0] = loop->b_stride[0] = 0;
    }
}

/* Short runs of an operand that begins anew at each are laid out several times over, so that the
 * kernel has more to do at once: a factor for each channel, for one. */
#define REPEATED 1024

/* What of `values`, `length` long, the elements from `at` on see; fills REPEATED or, if that is
 * less, the largest multiple of `length`, which it returns. */
static int
repeat (const float *values, int length, gint64 at, float *repeated)
{
  int count = REPEATED / length * length;

  for (int i = 0; i < count; i++)
    repeated[i] = values[(at + i) % length];
  return count;
}

/* Elements [from, to) of the output, when one operand is repeated and the other is as the output.
 */
static void
binary_loop_run_repeated (const BinaryLoop *loop, const VanityKernels *kernels, VanityBinary op,
                          float *out, const float *a, const float *b, gint64 from, gint64 to)
{
  gboolean repeat_a = loop->a_stride[0] == 0;
  float repeated[REPEATED];
  int count = repeat (repeat_a ? a : b, loop->dim[1], from, repeated);

  for (gint64 at = from; at < to; at += count)
    kernels->binary (op, out + at, repeat_a ? repeated : a + at, 1, repeat_a ? b + at : repeated, 1,
                     MIN (count, to - at));
}

static gboolean
binary_loop_is_repeated (const BinaryLoop *loop)
{
  return loop->rank == 2 && loop->a_stride[1] == 1 && loop->b_stride[1] == 1
         && loop->dim[1] <= REPEATED / 8 && MIN (loop->a_stride[0], loop->b_stride[0]) == 0
         && MAX (loop->a_stride[0], loop->b_stride[0]) == loop->dim[1];
}

/* Elements [from, to) of the output. */
static void
binary_loop_run (const BinaryLoop *loop, const VanityKernels *kernels, VanityBinary op, float *out,
                 const float *a, const float *b, gint64 from, gint64 to)
{
  int inner = loop->rank - 1;

  if (binary_loop_is_repeated (loop))
    {
      binary_loop_run_repeated (loop, kernels, op, out, a, b, from, to);
      return;
    }
  for (gint64 at = from; at < to;)
    {
      gint64 a_at = 0, b_at = 0, rest = at, count;

      for (int i = inner; i >= 0; i--)
        {
          a_at += rest % loop->dim[i] * loop->a_stride[i];
          b_at += rest % loop->dim[i] * loop->b_stride[i];
          rest /= loop->dim[i];
        }
      count = MIN (loop->dim[inner] - at % loop->dim[inner], to - at);
      kernels->binary (op, out + at, a + a_at, loop->a_stride[inner], b + b_at,
                       loop->b_stride[inner], count);
      at += count;
    }
}

static void
binary_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanityBinaryParams *params = call->params;
  const VanityTensor *out = &call->outputs[0];
  BinaryLoop loop;

  if (call->n_inputs == 1)
    {
      if (out->data != call->inputs[0].data)
        memcpy ((float *)out->data + from, (const float *)call->inputs[0].data + from,
                (to - from) * sizeof (float));
      return;
    }
  binary_loop_init (&loop, &call->inputs[0].shape, &call->inputs[1].shape, &out->shape);
  binary_loop_run (&loop, call->kernels, params->op, out->data, call->inputs[0].data,
                   call->inputs[1].data, from, to);
  for (int i = 2; i < call->n_inputs; i++)
    {
      binary_loop_init (&loop, &out->shape, &call->inputs[i].shape, &out->shape);
      binary_loop_run (&loop, call->kernels, params->op, out->data, out->data, call->inputs[i].data,
                       from, to);
    }
}

void
vanity_binary_forward (VanityCall *call)
{
  vanity_call_split (call, binary_run, vanity_shape_get_elements (&call->outputs[0].shape), 0.12);
}

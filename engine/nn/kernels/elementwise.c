#include "nn/kernels/elementwise.h"

/* One run of elements that all see the same parameters, or channel i's at element i. */
static void
activate_run (float *out, const float *in, gint64 count, const VanityActivation *activation)
{
  gint64 i = 0;

  for (; i + LANES <= count; i += LANES)
    vec_store (out + i, vec_activate (vec_load (in + i), activation, i, LANES));
  if (i < count)
    vec_store_part (out + i,
                    vec_activate (vec_load_part (in + i, count - i), activation, i, count - i),
                    count - i);
}

void
KERNEL (activate) (float *out, const float *in, gint64 rows, int channels,
                   const VanityActivation *activation)
{
  if (activation->kind != VANITY_ACTIVATION_SLOPE || activation->n_slopes == 1)
    activate_run (out, in, rows * channels, activation);
  else
    for (gint64 row = 0; row < rows; row++)
      activate_run (out + row * channels, in + row * channels, channels, activation);
}

ALWAYS_INLINE vec
apply_binary (VanityBinary op, vec a, vec b)
{
  switch (op)
    {
    case VANITY_BINARY_ADD:
      return a + b;
    case VANITY_BINARY_SUB:
      return a - b;
    case VANITY_BINARY_MUL:
      return a * b;
    case VANITY_BINARY_DIV:
      return a / b;
    case VANITY_BINARY_MAX:
      return vec_max (a, b);
    case VANITY_BINARY_MIN:
    default:
      return vec_min (a, b);
    }
}

/* `op` is a constant where this is inlined, so the switch is gone from the loop. */
ALWAYS_INLINE void
binary_loop (VanityBinary op, float *out, const float *a, int a_step, const float *b, int b_step,
             gint64 count)
{
  gint64 i = 0;
  vec x = vec_set1 (a[0]);
  vec y = vec_set1 (b[0]);

  for (; i + LANES <= count; i += LANES)
    {
      if (a_step != 0)
        x = vec_load (a + i);
      if (b_step != 0)
        y = vec_load (b + i);
      vec_store (out + i, apply_binary (op, x, y));
    }
  if (i < count)
    {
      int rest = count - i;

      if (a_step != 0)
        x = vec_load_part (a + i, rest);
      if (b_step != 0)
        y = vec_load_part (b + i, rest);
      vec_store_part (out + i, apply_binary (op, x, y), rest);
    }
}

void
KERNEL (binary) (VanityBinary op, float *out, const float *a, int a_step, const float *b,
                 int b_step, gint64 count)
{
  switch (op)
    {
    case VANITY_BINARY_ADD:
      binary_loop (VANITY_BINARY_ADD, out, a, a_step, b, b_step, count);
      break;
    case VANITY_BINARY_SUB:
      binary_loop (VANITY_BINARY_SUB, out, a, a_step, b, b_step, count);
      break;
    case VANITY_BINARY_MUL:
      binary_loop (VANITY_BINARY_MUL, out, a, a_step, b, b_step, count);
      break;
    case VANITY_BINARY_DIV:
      binary_loop (VANITY_BINARY_DIV, out, a, a_step, b, b_step, count);
      break;
    case VANITY_BINARY_MAX:
      binary_loop (VANITY_BINARY_MAX, out, a, a_step, b, b_step, count);
      break;
    case VANITY_BINARY_MIN:
      binary_loop (VANITY_BINARY_MIN, out, a, a_step, b, b_step, count);
      break;
    }
}

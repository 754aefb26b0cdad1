#include "nn/kernels/resize.h"

ALWAYS_INLINE void
mix_channels (float *out, const float *in0, const float *in1, float part,
              const VanityMixColumn *columns, int pixels, int channels, const int n)
{
  for (int x = 0; x < pixels; x++)
    {
      const VanityMixColumn *column = &columns[x];
      vec right = vec_set1 (column->part), left = vec_set1 (1.0f - column->part);
      gint64 low = (gint64)column->low * channels, high = (gint64)column->high * channels;
      vec above = vec_fma (vec_load_n (in0 + high, n), right, vec_load_n (in0 + low, n) * left);
      vec below = vec_fma (vec_load_n (in1 + high, n), right, vec_load_n (in1 + low, n) * left);

      vec_store_n (out + (gint64)x * channels,
                   vec_fma (below, vec_set1 (part), above * vec_set1 (1.0f - part)), n);
    }
}

void
KERNEL (mix_row) (float *out, const float *in0, const float *in1, float part,
                  const VanityMixColumn *columns, int pixels, int channels)
{
  for (int c = 0; c < channels; c += LANES)
    {
      if (channels - c >= LANES)
        mix_channels (out + c, in0 + c, in1 + c, part, columns, pixels, channels, LANES);
      else
        mix_channels (out + c, in0 + c, in1 + c, part, columns, pixels, channels, channels - c);
    }
}

#include "image/color.h"

#include "image/clones.h"
#include "image/root.h"

#include <math.h>

static float
to_linear (float encoded)
{
  if (encoded <= 0.04045f)
    return encoded / 12.92f;
  return (float)pow ((encoded + 0.055) / 1.055, 2.4);
}

static float
from_linear (float linear)
{
  if (linear <= 0.0031308f)
    return linear * 12.92f;
  return (float)(1.055 * pow (linear, 1.0 / 2.4) - 0.055);
}

float
vanity_srgb_to_linear (float encoded)
{
  return encoded < 0 ? -to_linear (-encoded) : to_linear (encoded);
}

float
vanity_srgb_from_linear (float linear)
{
  return linear < 0 ? -from_linear (-linear) : from_linear (linear);
}

guint32
vanity_rgb_pack (VanityRgb linear)
{
  const float channels[3] = { linear.r, linear.g, linear.b };
  guint32 packed = 0;

  for (int k = 0; k < 3; k++)
    packed = packed << 8
             | (guint32)lroundf (255 * vanity_srgb_from_linear (CLAMP (channels[k], 0.0f, 1.0f)));
  return packed;
}

VanityRgb
vanity_rgb_unpack (guint32 srgb)
{
  return (VanityRgb){ vanity_srgb_to_linear ((float)(srgb >> 16 & 0xff) / 255.0f),
                      vanity_srgb_to_linear ((float)(srgb >> 8 & 0xff) / 255.0f),
                      vanity_srgb_to_linear ((float)(srgb & 0xff) / 255.0f) };
}

/* x^2.4 = x² · (x^⅕)². */
VANITY_CLONES void
vanity_srgb_to_linear_row (const float *encoded, float *out, int n)
{
  for (int i = 0; i < n; i++)
    {
      float value = fabsf (encoded[i]), x = (value + 0.055f) * (1 / 1.055f);
      float root = vanity_fifth_root (x);
      float linear = value <= 0.04045f ? value * (1 / 12.92f) : x * x * root * root;

      out[i] = copysignf (linear, encoded[i]);
    }
}

/* x^(1 ÷ 2.4) = √√x · ∛√x. */
VANITY_CLONES void
vanity_srgb_from_linear_row (const float *linear, float *out, int n)
{
  for (int i = 0; i < n; i++)
    {
      float value = fabsf (linear[i]), half = sqrtf (value > 0.0031308f ? value : 0.0031308f);
      float power = sqrtf (half) * vanity_cube_root (half);
      float encoded = value <= 0.0031308f ? value * 12.92f : 1.055f * power - 0.055f;

      out[i] = copysignf (encoded, linear[i]);
    }
}

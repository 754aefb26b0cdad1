#include "image/color.h"

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

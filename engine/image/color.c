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

gboolean
vanity_rgb_parse (const char *hex, VanityRgb *rgb)
{
  int digits[6];

  if (hex == NULL || hex[0] != '#')
    return FALSE;
  for (int i = 0; i < 6; i++)
    {
      digits[i] = g_ascii_xdigit_value (hex[1 + i]);
      if (digits[i] < 0)
        return FALSE;
    }
  if (hex[7] != '\0')
    return FALSE;

  rgb->r = vanity_srgb_to_linear ((digits[0] * 16 + digits[1]) / 255.0f);
  rgb->g = vanity_srgb_to_linear ((digits[2] * 16 + digits[3]) / 255.0f);
  rgb->b = vanity_srgb_to_linear ((digits[4] * 16 + digits[5]) / 255.0f);
  return TRUE;
}

static int
to_code (float linear)
{
  float encoded = vanity_srgb_from_linear (linear);

  /* Written so that a NaN becomes black. */
  if (!(encoded > 0))
    return 0;
  return encoded >= 1 ? 255 : (int)(encoded * 255 + 0.5f);
}

char *
vanity_rgb_to_hex (VanityRgb rgb)
{
  return g_strdup_printf ("#%02x%02x%02x", to_code (rgb.r), to_code (rgb.g), to_code (rgb.b));
}

#include "image/heat.h"

#include <math.h>

/* The ends of the scale, CIE LCh. */
#define L_LOW 22.0F
#define L_HIGH 91.0F
#define HUE_LOW 305.0F
#define HUE_HIGH 98.0F
/* Below this share nothing is drawn, and from it on more and more, up to the largest cover. */
#define COVER_FROM 0.08F
#define COVER_LARGEST 0.78F

/* What sRGB can show of the hue at that lightness, found by halving. */
static VanityRgb
find_rgb (float L, float hue)
{
  float low = 0, high = 90;
  VanityRgb rgb = { 0 };

  for (int i = 0; i < 12; i++)
    {
      float chroma = (low + high) / 2;
      VanityRgb tried
          = vanity_lab_to_linear ((VanityLab){ L, chroma * cosf (hue), chroma * sinf (hue) });

      if (fminf (fminf (tried.r, tried.g), tried.b) < 0
          || fmaxf (fmaxf (tried.r, tried.g), tried.b) > 1)
        high = chroma;
      else
        {
          low = chroma;
          rgb = tried;
        }
    }

  return rgb;
}

void
vanity_heat_get_color (float value, guint8 rgba[4])
{
  float v = value > 0 ? fminf (value, 1) : 0; /* NAN is nothing, too */
  float hue = (HUE_LOW + v * (HUE_HIGH - HUE_LOW)) * (float)G_PI / 180;
  VanityRgb rgb = find_rgb (L_LOW + v * (L_HIGH - L_LOW), hue);
  float cover = COVER_LARGEST * fminf (1, fmaxf (0, (v - COVER_FROM) / 0.3F));

  rgba[0] = (guint8)(255 * vanity_srgb_from_linear (rgb.r) + 0.5F);
  rgba[1] = (guint8)(255 * vanity_srgb_from_linear (rgb.g) + 0.5F);
  rgba[2] = (guint8)(255 * vanity_srgb_from_linear (rgb.b) + 0.5F);
  rgba[3] = (guint8)(255 * cover + 0.5F);
}

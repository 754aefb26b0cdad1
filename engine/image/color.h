/* Colour arithmetic: sRGB transfer, CIE 1976 L*a*b* (D65), CIEDE2000. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  float r, g, b;
} VanityRgb; /* linear light unless a name says otherwise */

typedef struct
{
  float L, a, b;
} VanityLab; /* D65; L in [0, 100] */

/* IEC 61966-2-1, [0, 1] ↔ [0, 1]; odd-symmetric outside. */
float vanity_srgb_to_linear (float encoded);
float vanity_srgb_from_linear (float linear);

/* Of 0xRRGGBB as files have it. */
VanityRgb vanity_rgb_unpack (guint32 srgb);

/* The same on rows of `n` values, right to 10⁻⁶; `out` may be the input. Vectorised. */
void vanity_srgb_to_linear_row (const float *encoded, float *out, int n);
void vanity_srgb_from_linear_row (const float *linear, float *out, int n);

/* Linear light as 0xRRGGBB, sRGB; what is outside is cut off. */
guint32 vanity_rgb_pack (VanityRgb linear);

VanityLab vanity_lab_from_linear (VanityRgb rgb);
VanityRgb vanity_lab_to_linear (VanityLab lab);

/* The same on planes of `n` values; a result may overwrite its own input plane. Vectorised. */
void vanity_lab_from_linear_planes (const float *r, const float *g, const float *b, float *L,
                                    float *A, float *B, int n);
void vanity_lab_to_linear_planes (const float *L, const float *A, const float *B, float *r,
                                  float *g, float *b, int n);

/* CIEDE2000 (Sharma, Wu & Dalal 2005), kL = kC = kH = 1. */
double vanity_lab_delta_e2000 (VanityLab one, VanityLab other);

/* Relative luminance of linear sRGB: ITU-R BT.709. */
static inline float
vanity_luminance (float r, float g, float b)
{
  return 0.2126f * r + 0.7152f * g + 0.0722f * b;
}

G_END_DECLS

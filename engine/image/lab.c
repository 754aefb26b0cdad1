/* CIE 1976 L*a*b* under D65 (CIE 15:2004).
 *
 * The matrices are those of IEC 61966-2-1 with each row divided by the white point's X, Y or Z, so
 * that white is (1, 1, 1) on both sides and every grey has a* = b* = 0. */
#include "image/clones.h"
#include "image/color.h"
#include "image/root.h"

#include <math.h>
#include <string.h>

#define LINEAR_BELOW (216.0f / 24389.0f) /* (6/29)³ */
#define LINEAR_SLOPE (841.0f / 108.0f)   /* (29/6)² / 3 */
#define LINEAR_OFFSET (4.0f / 29.0f)

static inline float
lab_f (float t)
{
  float root = vanity_cube_root (t > LINEAR_BELOW ? t : LINEAR_BELOW);
  return t > LINEAR_BELOW ? root : LINEAR_SLOPE * t + LINEAR_OFFSET;
}

static inline float
lab_f_inverse (float f)
{
  return f > 6.0f / 29.0f ? f * f * f : (f - LINEAR_OFFSET) / LINEAR_SLOPE;
}

static inline void
from_linear (float r, float g, float b, float *L, float *A, float *B)
{
  float x = lab_f (0.433949941f * r + 0.376209770f * g + 0.189840290f * b);
  float y = lab_f (0.212672879f * r + 0.715152128f * g + 0.072174993f * b);
  float z = lab_f (0.017756583f * r + 0.109467961f * g + 0.872775456f * b);

  *L = 116 * y - 16;
  *A = 500 * (x - y);
  *B = 200 * (y - z);
}

static inline void
to_linear (float L, float A, float B, float *r, float *g, float *b)
{
  float fy = (L + 16) / 116;
  float x = lab_f_inverse (fy + A / 500);
  float y = lab_f_inverse (fy);
  float z = lab_f_inverse (fy - B / 200);

  *r = 3.079955108f * x - 1.537139004f * y - 0.542816104f * z;
  *g = -0.921258626f * x + 1.876011116f * y + 0.045247509f * z;
  *b = 0.052887401f * x - 0.204025875f * y + 1.151138474f * z;
}

VanityLab
vanity_lab_from_linear (VanityRgb rgb)
{
  VanityLab lab;

  from_linear (rgb.r, rgb.g, rgb.b, &lab.L, &lab.a, &lab.b);
  return lab;
}

VanityRgb
vanity_lab_to_linear (VanityLab lab)
{
  VanityRgb rgb;

  to_linear (lab.L, lab.a, lab.b, &rgb.r, &rgb.g, &rgb.b);
  return rgb;
}

/* Results are gathered beside their inputs first: planes may be one and the same, which otherwise
 * keeps the compiler from using vectors. */
#define RUN 128

VANITY_CLONES void
vanity_lab_from_linear_planes (const float *r, const float *g, const float *b, float *L, float *A,
                               float *B, int n)
{
  float results[3][RUN];

  for (int start = 0; start < n; start += RUN)
    {
      int run = MIN (RUN, n - start);
      for (int i = 0; i < run; i++)
        from_linear (r[start + i], g[start + i], b[start + i], &results[0][i], &results[1][i],
                     &results[2][i]);
      memcpy (L + start, results[0], (gsize)run * sizeof (float));
      memcpy (A + start, results[1], (gsize)run * sizeof (float));
      memcpy (B + start, results[2], (gsize)run * sizeof (float));
    }
}

VANITY_CLONES void
vanity_lab_to_linear_planes (const float *L, const float *A, const float *B, float *r, float *g,
                             float *b, int n)
{
  float results[3][RUN];

  for (int start = 0; start < n; start += RUN)
    {
      int run = MIN (RUN, n - start);
      for (int i = 0; i < run; i++)
        to_linear (L[start + i], A[start + i], B[start + i], &results[0][i], &results[1][i],
                   &results[2][i]);
      memcpy (r + start, results[0], (gsize)run * sizeof (float));
      memcpy (g + start, results[1], (gsize)run * sizeof (float));
      memcpy (b + start, results[2], (gsize)run * sizeof (float));
    }
}

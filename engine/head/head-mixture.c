#include "head/head-mixture.h"

#include <math.h>
#include <string.h>

#define LEAST_VARIANCE 2.0 /* ΔE², so that no Gaussian becomes a point */
#define FARTHEST -30.0f
#define ROUNDS 6

typedef struct
{
  double weight, mean[3], square[6];
} Sum;

static const int pairs[6][2] = { { 0, 0 }, { 1, 1 }, { 2, 2 }, { 0, 1 }, { 0, 2 }, { 1, 2 } };

static void
add (Sum *sum, const float color[3], double weight)
{
  sum->weight += weight;
  for (int k = 0; k < 3; k++)
    sum->mean[k] += weight * (double)color[k];
  for (int k = 0; k < 6; k++)
    sum->square[k] += weight * (double)color[pairs[k][0]] * (double)color[pairs[k][1]];
}

static void
set_gaussian (VanityHeadMixture *mixture, int g, const Sum *sum, double total)
{
  double m[3], c[6], a, b, d, det;

  for (int k = 0; k < 3; k++)
    mixture->mean[g][k] = (float)(m[k] = sum->mean[k] / sum->weight);
  for (int k = 0; k < 6; k++)
    c[k] = sum->square[k] / sum->weight - m[pairs[k][0]] * m[pairs[k][1]]
           + (k < 3 ? LEAST_VARIANCE : 0);
  a = c[1] * c[2] - c[5] * c[5];
  b = c[4] * c[5] - c[3] * c[2];
  d = c[3] * c[5] - c[4] * c[1];
  det = MAX (c[0] * a + c[3] * b + c[4] * d, 1e-6);
  mixture->inverse[g][0] = (float)(a / det);
  mixture->inverse[g][1] = (float)((c[0] * c[2] - c[4] * c[4]) / det);
  mixture->inverse[g][2] = (float)((c[0] * c[1] - c[3] * c[3]) / det);
  mixture->inverse[g][3] = (float)(b / det);
  mixture->inverse[g][4] = (float)(d / det);
  mixture->inverse[g][5] = (float)((c[3] * c[4] - c[0] * c[5]) / det);
  mixture->constant[g]
      = (float)(log (sum->weight / total) - 0.5 * log (det) - 1.5 * log (2 * G_PI));
}

static float
get_one (const VanityHeadMixture *mixture, int g, const float color[3])
{
  const float *s = mixture->inverse[g];
  float x = color[0] - mixture->mean[g][0], y = color[1] - mixture->mean[g][1],
        z = color[2] - mixture->mean[g][2];

  return mixture->constant[g] - 0.5f * (s[0] * x * x + s[1] * y * y + s[2] * z * z)
         - (s[3] * x * y + s[4] * x * z + s[5] * y * z);
}

float
vanity_head_mixture_get (const VanityHeadMixture *mixture, const float color[3])
{
  float best = FARTHEST, sum = 0, each[VANITY_HEAD_MIXTURE_MOST];

  for (int g = 0; g < mixture->count; g++)
    {
      each[g] = get_one (mixture, g, color);
      best = MAX (best, each[g]);
    }
  if (best <= FARTHEST)
    return FARTHEST;
  for (int g = 0; g < mixture->count; g++)
    sum += expf (each[g] - best);
  return best + logf (MAX (sum, 1e-6f));
}

/* How much of a colour each Gaussian has. */
static void
share (const VanityHeadMixture *mixture, const float color[3], gboolean hard, double *shares)
{
  float each[VANITY_HEAD_MIXTURE_MOST], best = -INFINITY, sum = 0;
  int nearest = 0;

  for (int g = 0; g < mixture->count; g++)
    {
      float d = 0;

      for (int k = 0; k < 3; k++)
        d -= (color[k] - mixture->mean[g][k]) * (color[k] - mixture->mean[g][k]);
      each[g] = hard ? d : get_one (mixture, g, color);
      if (each[g] > best)
        {
          best = each[g];
          nearest = g;
        }
    }
  for (int g = 0; g < mixture->count; g++)
    sum += each[g] = hard ? g == nearest : expf (each[g] - best);
  for (int g = 0; g < mixture->count; g++)
    shares[g] = (double)(each[g] / sum);
}

gboolean
vanity_head_mixture_fit (VanityHeadMixture *mixture, const float *planes, gsize stride,
                         const float *weight, int n, int count, float least)
{
  Sum whole = { 0 };

  count = MIN (count, VANITY_HEAD_MIXTURE_MOST);
  mixture->count = 0;
  for (int i = 0; i < n; i++)
    if (weight[i] > 0)
      add (&whole, (float[]){ planes[i], planes[stride + i], planes[2 * stride + i] },
           (double)weight[i]);
  if (!(whole.weight >= (double)least))
    return FALSE;
  /* The first means lie along the lightness, which tells most things apart. */
  set_gaussian (mixture, 0, &whole, whole.weight);
  for (int g = count - 1; g >= 0; g--)
    {
      double spread = sqrt (whole.square[0] / whole.weight
                            - (double)mixture->mean[0][0] * (double)mixture->mean[0][0] + 1);

      memcpy (mixture->mean[g], mixture->mean[0], sizeof mixture->mean[g]);
      mixture->mean[g][0] += (float)(count > 1 ? spread * (2.4 * g / (count - 1) - 1.2) : 0);
    }
  mixture->count = count;
  for (int round = 0; round < ROUNDS; round++)
    {
      Sum sums[VANITY_HEAD_MIXTURE_MOST] = { { 0 } };
      double shares[VANITY_HEAD_MIXTURE_MOST];
      int kept = 0;

      for (int i = 0; i < n; i++)
        {
          float color[3] = { planes[i], planes[stride + i], planes[2 * stride + i] };

          if (!(weight[i] > 0))
            continue;
          share (mixture, color, round < ROUNDS / 2, shares);
          for (int g = 0; g < mixture->count; g++)
            if (shares[g] > 1e-3)
              add (&sums[g], color, shares[g] * (double)weight[i]);
        }
      for (int g = 0; g < mixture->count; g++)
        if (sums[g].weight > 0.02 * whole.weight)
          set_gaussian (mixture, kept++, &sums[g], whole.weight);
      mixture->count = kept;
    }
  return mixture->count > 0;
}

#include "skin/undertone.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Hue (degrees) and chroma usual of a skin of this lightness: 1 and l = (L* − 60) ÷ 20. Fitted to
 * 123 portraits of all tones whose light was told by eyes or teeth; they lie 9° and 5 about it.
 * Foundation is yellower and stronger than skin, so its own trend (59.8 + 6.4 l − 0.7 l², 33.8 −
 * 2.8 l − 6.3 l²) is taken off shades, and this off skin. */
static const double usual_hue[2] = { 47.9, -2.2 };
static const double usual_chroma[2] = { 20.7, 1.0 };

/* How far a deviation counts, degrees or units of chroma, before it is taken for something else. */
#define SATURATION 8.0
#define UNIT 6.0

/* What shades of foundation are called, by hue and chroma against what is usual of their lightness:
 * multinomial logistic fit to 4,277 shades whose description says cool, neutral, warm or olive
 * (901, 1,687, 1,384, 305). Weights of 1, hue, chroma and |hue|. Over five parts, product lines
 * kept whole: cool against warm has a balanced accuracy of 0.64, of the four 0.35 (chance 0.25);
 * the log loss is 1.212, that of the bare frequencies 1.248. Probabilities up to 0.5 come true as
 * often as they say; there are hardly any above. */
static const double weights[VANITY_N_UNDERTONES][4] = {
  [VANITY_UNDERTONE_COOL] = { 0.000, -0.519, -0.201, 0.019 },
  [VANITY_UNDERTONE_NEUTRAL] = { 0.731, -0.150, -0.215, -0.052 },
  [VANITY_UNDERTONE_WARM] = { 0.564, 0.175, 0.219, -0.164 },
  [VANITY_UNDERTONE_OLIVE] = { -1.295, 0.494, 0.196, 0.196 },
};

/* Points and weights of the Gauss-Hermite rule of five points, for a deviation of 1. */
static const double nodes[5] = { -2.856970, -1.355626, 0, 1.355626, 2.856970 };
static const double node_weights[5] = { 0.011257, 0.222076, 0.533333, 0.222076, 0.011257 };

/* Of shades with a name. */
static const double frequencies[VANITY_N_UNDERTONES] = { 0.211, 0.394, 0.324, 0.071 };

static const char *const ids[VANITY_N_UNDERTONES] = {
  [VANITY_UNDERTONE_COOL] = "cool",
  [VANITY_UNDERTONE_NEUTRAL] = "neutral",
  [VANITY_UNDERTONE_WARM] = "warm",
  [VANITY_UNDERTONE_OLIVE] = "olive",
};

static const char *const labels[VANITY_N_UNDERTONES] = {
  [VANITY_UNDERTONE_COOL] = N_ ("Cool"),
  [VANITY_UNDERTONE_NEUTRAL] = N_ ("Neutral"),
  [VANITY_UNDERTONE_WARM] = N_ ("Warm"),
  [VANITY_UNDERTONE_OLIVE] = N_ ("Olive"),
};

const char *
vanity_undertone_get_id (VanityUndertone undertone)
{
  g_return_val_if_fail ((int)undertone >= 0 && undertone < VANITY_N_UNDERTONES, NULL);
  return ids[undertone];
}

const char *
vanity_undertone_get_label (VanityUndertone undertone)
{
  g_return_val_if_fail ((int)undertone >= 0 && undertone < VANITY_N_UNDERTONES, NULL);
  return _ (labels[undertone]);
}

void
vanity_undertone_get_deviation (VanityLab lab, double *hue, double *chroma)
{
  double l = CLAMP (((double)lab.L - 60) / 20, -2, 2);
  double a = (double)lab.a, b = (double)lab.b;

  *hue = atan2 (b, a) * 180 / G_PI - (usual_hue[0] + usual_hue[1] * l);
  *chroma = hypot (a, b) - (usual_chroma[0] + usual_chroma[1] * l);
}

static void
judge_one (double a, double b, float L, double probability[VANITY_N_UNDERTONES])
{
  double hue, chroma, x[4] = { 1 }, sum = 0, most = -INFINITY, score[VANITY_N_UNDERTONES];

  vanity_undertone_get_deviation ((VanityLab){ L, (float)a, (float)b }, &hue, &chroma);
  x[1] = SATURATION / UNIT * tanh (hue / SATURATION);
  x[2] = SATURATION / UNIT * tanh (chroma / SATURATION);
  x[3] = fabs (x[1]);
  for (int k = 0; k < VANITY_N_UNDERTONES; k++)
    {
      score[k] = 0;
      for (int j = 0; j < 4; j++)
        score[k] += weights[k][j] * x[j];
      most = MAX (most, score[k]);
    }
  for (int k = 0; k < VANITY_N_UNDERTONES; k++)
    sum += probability[k] = exp (score[k] - most);
  for (int k = 0; k < VANITY_N_UNDERTONES; k++)
    probability[k] /= sum;
}

void
vanity_undertone_judge (VanityLab lab, const double covariance[3][3],
                        float probability[VANITY_N_UNDERTONES])
{
  double sum[VANITY_N_UNDERTONES] = { 0 };
  /* Cholesky's factor of the covariance of a* and b*. */
  double aa = sqrt (MAX (covariance[1][1], 0)), ba = aa > 0 ? covariance[1][2] / aa : 0;
  double bb = sqrt (MAX (covariance[2][2] - ba * ba, 0));

  for (int i = 0; i < 5; i++)
    for (int j = 0; j < 5; j++)
      {
        double here[VANITY_N_UNDERTONES];

        judge_one ((double)lab.a + aa * nodes[i], (double)lab.b + ba * nodes[i] + bb * nodes[j],
                   lab.L, here);
        for (int k = 0; k < VANITY_N_UNDERTONES; k++)
          sum[k] += node_weights[i] * node_weights[j] * here[k];
      }
  for (int k = 0; k < VANITY_N_UNDERTONES; k++)
    probability[k] = (float)sum[k];
}

float
vanity_undertone_get_sureness (const float probability[VANITY_N_UNDERTONES])
{
  double gain = 0;

  for (int k = 0; k < VANITY_N_UNDERTONES; k++)
    if (probability[k] > 0)
      gain += (double)probability[k] * log ((double)probability[k] / frequencies[k]);
  return (float)CLAMP (gain / -log (frequencies[VANITY_UNDERTONE_COOL]), 0, 1);
}

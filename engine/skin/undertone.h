/* Undertone: whether a skin is rather pink, rather golden or neither, for its lightness. A word of
 * shops, not of science: hue tells it weakly, so it is always a distribution. */
#pragma once

#include "image/color.h"

G_BEGIN_DECLS

typedef enum
{
  VANITY_UNDERTONE_COOL,
  VANITY_UNDERTONE_NEUTRAL,
  VANITY_UNDERTONE_WARM,
  VANITY_UNDERTONE_OLIVE,
  VANITY_N_UNDERTONES
} VanityUndertone;

/* How likely each undertone is, sum 1, for a skin of colour `lab` known as well as `covariance`
 * says: with much uncertainty the probabilities become those with which shades carry the names. */
void vanity_undertone_judge (VanityLab lab, const double covariance[3][3],
                             float probability[VANITY_N_UNDERTONES]);

/* How far probabilities tell more than those with which the names are given anyway, [0, 1]: their
 * divergence (Kullback & Leibler) from those, against that of a sure "cool". */
float vanity_undertone_get_sureness (const float probability[VANITY_N_UNDERTONES]);

/* Hue, degrees, and chroma minus what is usual of a skin as light: what undertone is judged by. */
void vanity_undertone_get_deviation (VanityLab lab, double *hue, double *chroma);

/* "cool" …, and for people. */
const char *vanity_undertone_get_id (VanityUndertone undertone);
const char *vanity_undertone_get_label (VanityUndertone undertone);

G_END_DECLS

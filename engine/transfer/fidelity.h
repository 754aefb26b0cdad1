/* How near a face that was made up came to the makeup of a reference.
 *
 * Makeup is told by the colours of regions beside the same face's own bare skin (texture/tint.h),
 * so that neither skin nor light count as makeup. Two of them are as far apart as CIE 1976 L*a*b*
 * says (ΔE*ab, since what is compared are differences already); of skin the change is CIEDE2000. */
#pragma once

#include "texture/tint.h"

G_BEGIN_DECLS

/* Where source and reference are nearer than this, there is little to be faithful to: such pairs
 * are left out of means. */
#define VANITY_FIDELITY_START 8

typedef struct
{
  gboolean seen[VANITY_N_TINTS];   /* in all three; the three below are 0 where FALSE */
  double start[VANITY_N_TINTS];    /* distance of source and reference */
  double left[VANITY_N_TINTS];     /* distance of result and reference */
  double fidelity[VANITY_N_TINTS]; /* 1 − left / start: 1 the same makeup, 0 as far as before, below
                                      that farther; 0 where start is 0 */
  double skin_shift; /* CIEDE2000 between the bare skin of source and result; NaN: not known */
} VanityFidelity;

/* Euclidean distance in L*a*b*. */
double vanity_tint_get_distance (VanityLab one, VanityLab other);

void vanity_fidelity_compare (const VanityTints *source, const VanityTints *reference,
                              const VanityTints *result, VanityFidelity *fidelity);

/* The same of one face as networks have it (transfer/generator.h): size² × 3 encoded sRGB values
 * each, channels last, which may go beyond [0, 1] and are clipped; and size² × 2 of visibility, of
 * the source, which is the result's as well, and of the reference. */
void vanity_fidelity_measure (const VanityAtlas *atlas, const float *source, const float *reference,
                              const float *result, const float *seen, VanityFidelity *fidelity);

G_END_DECLS

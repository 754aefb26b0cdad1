/* A change fitted to who wears it.
 *
 * A network sees pigments; what people compare is colour beside the own skin (texture/tint.h): the
 * lips of the reference minus its skin, the lips of the wearer minus theirs. After the network,
 * each region's gain and offset are moved in a few closed steps until that difference is what
 * it is on the reference, as far as makeup is what makes it:
 *
 *   - only where the change covers anything: texels move by their share of the region's coverage,
 *     which fades to 0 at its soft edge and on bare skin, so there is no seam and skin stays;
 *   - where the reference is bare, nothing; where there is little makeup, little;
 *   - towards no more than a pigment could do: bounded in lightness and in chroma;
 *   - in hue as a part of what the own skin sends: light falls on skin and makeup alike;
 *   - brows only darker, and in their own hue: they are hair;
 *   - left and right together, so that side light is not copied.
 *
 * Detail is kept: numbers of the change move, never pixels. The same in, the same out. */
#pragma once

#include "transfer/change.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean known;   /* seen on both, and made up on the reference; else the rest is 0 */
  float makeup;     /* how much of the region is made up on the reference, [0, 1] */
  VanityLab before; /* the wearer's region minus their bare skin */
  VanityLab wanted; /* the same of the reference, as far as makeup makes it */
  VanityLab copied; /* by the change as it came */
  VanityLab reached;
  float fidelity; /* 1 − distance (reached, reference) ÷ distance (before, reference), of L*a*b* */
} VanityTintFit;

/* What a region is to look like. */
typedef struct
{
  gboolean known;
  VanityLab skin; /* bare skin of the reference */
  VanityLab tint; /* the region minus that */
} VanityTintAim;

/* What a reference shows of each region. */
void vanity_tint_get_aims (const VanityTexture *reference, VanityTintAim aims[VANITY_N_TINTS]);

/* How much of each region a layer covers, [0, 1], of `wearer` in full view: the mean of the half
 * that has more, 0 where nothing of it is seen. `layer` as below. FALSE as below. */
gboolean vanity_tint_fit_measure_coverage (const VanityTexture *wearer, const float *layer,
                                           float coverage[VANITY_N_TINTS], GError **error);

/* Moves `change`, made for `wearer`, towards `aims`. `layer`: what it lays, VANITY_PAINT_PLANES
 * planes (paint.h). `fits` (may be NULL) gets one for each region. With `amount` 0 the change stays
 * as it is, to the bit, and is measured; 1 is all the way. FALSE without the canonical mesh
 * (VANITY_ERROR_MISSING). */
gboolean vanity_tint_fit_change (VanityChange *change, const VanityTexture *wearer,
                                 const VanityTintAim aims[VANITY_N_TINTS], const float *layer,
                                 double amount, VanityTintFit fits[VANITY_N_TINTS], GError **error);

G_END_DECLS

/* What is measured of a skin before any network sees it: its colour next to the person's own skin,
 * as the density of pigments, and its relief, as contrast on three scales.
 *
 * Densities are −ln (light ÷ own skin), so that exposure, the colour of the light and the tone of
 * the skin drop out. They are split into melanin, haemoglobin and shading by the directions of
 * Tsumura et al., Image-based skin color and texture analysis/synthesis by extracting hemoglobin
 * and melanin information in the skin, 2003. */
#pragma once

#include "face/atlas.h"

G_BEGIN_DECLS

typedef enum
{
  VANITY_SIGNAL_RED, /* encoded sRGB − ½, own skin brought to a middling grey */
  VANITY_SIGNAL_GREEN,
  VANITY_SIGNAL_BLUE,
  VANITY_SIGNAL_MELANIN, /* ½ of density beyond the own skin's, ±1 */
  VANITY_SIGNAL_HAEMOGLOBIN,
  VANITY_SIGNAL_SHADING, /* ±1, + is darker */
  VANITY_SIGNAL_FINE,   /* 4 × ln of light against its surroundings, ±1, + is brighter: of 1 texel
                           of 256, */
  VANITY_SIGNAL_MIDDLE, /* of 2, */
  VANITY_SIGNAL_COARSE, /* of 5 */
  VANITY_SIGNAL_SEEN,   /* visibility, [0, 1] */
  VANITY_N_SIGNALS
} VanitySignal;

typedef struct
{
  int size;
  gboolean known;     /* FALSE: hardly any bare skin is seen; all planes are 0 */
  float reference[3]; /* the own skin, linear light: median of what is bare and seen */
  float *planes;      /* VANITY_N_SIGNALS planes of size² */
} VanitySignals;

/* Of three planes of linear light and how surely each texel is seen, size² values each. Numbers
 * that are none are black. */
VanitySignals *vanity_signals_new (const VanityAtlas *atlas, const float *rgb,
                                   const float *visibility);
void vanity_signals_free (VanitySignals *signals);

/* As networks are given them, channels last: size² × VANITY_N_SIGNALS values. */
void vanity_signals_write (const VanitySignals *signals, float *values);

/* By how much a density of 1 of the pigment darkens each channel: its direction. */
extern const float vanity_melanin[3];
extern const float vanity_haemoglobin[3];

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanitySignals, vanity_signals_free)

G_END_DECLS

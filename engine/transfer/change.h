/* A change of a face in the makeup atlas: how each texel becomes another one, whatever the photo's
 * resolution, so that pores and lashes stay. Copying a style and taking makeup off both give one.
 *
 *   worn    = (1 − coverage) · s + texture · film      linear light
 *   result  = encode (worn) · (1 + gain) + offset      encoded sRGB, per channel
 *
 * s is the face in linear light; texture is the luminance of s over its own smoothed one, 1 where
 * the skin is even. film is the light that a film on even skin adds: α · light · swatch + shine ·
 * light of a layer that is laid on (coverage α). Where all planes are 0 nothing changes, to the
 * bit. Of makeup that is taken off coverage and film are negative. */
#pragma once

#include "texture/texture.h"

G_BEGIN_DECLS

#define VANITY_WEAR_MAX_STRENGTH 1.5

/* What a person can dose by itself. */
typedef enum
{
  VANITY_CHANGE_LIPS,
  VANITY_CHANGE_EYES, /* lids, lashes, liner */
  VANITY_CHANGE_CHEEKS,
  VANITY_CHANGE_BROWS,
  VANITY_CHANGE_SKIN, /* all else: foundation, only when asked for */
  VANITY_N_CHANGES
} VanityChangePart;

typedef struct
{
  int size;         /* of the atlas */
  float *coverage;  /* size² */
  float *film;      /* three planes of size² */
  float *gain;      /* three */
  float *offset;    /* three */
  gboolean removes; /* takes makeup off: of the lips also what lies over their border */
} VanityChange;

/* Of nothing: all 0. */
VanityChange *vanity_change_new (int size);
VanityChange *vanity_change_copy (const VanityChange *change);
void vanity_change_free (VanityChange *change);

/* How much of each texel belongs to `part`, [0, 1]: together they are 1 wherever there is face.
 * size² values, made on first use and owned by the library. */
const float *vanity_change_get_part (const VanityAtlas *atlas, VanityChangePart part);

/* The face in the atlas after it, three planes of linear light, from `rgb` (as VanityTexture's):
 * for looking at and measuring; photos are changed at their own resolution (transfer/wear.h).
 * `strength` (NULL: all 1) of each part is in [0, VANITY_WEAR_MAX_STRENGTH]; beyond 1 it works
 * as in wear.h. `out` may be `rgb`. */
void vanity_change_apply (const VanityChange *change, const float *rgb,
                          const double strength[VANITY_N_CHANGES], float *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityChange, vanity_change_free)

G_END_DECLS

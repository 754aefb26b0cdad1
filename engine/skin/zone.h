/* The parts of the face that a skin is judged by, on the makeup atlas. */
#pragma once

#include "face/atlas.h"

G_BEGIN_DECLS

typedef enum
{
  VANITY_ZONE_FOREHEAD,   /* between brows and hair, the root of the nose included */
  VANITY_ZONE_NOSE,       /* bridge, tip and wings */
  VANITY_ZONE_CHEEKS,     /* both, from under the eyes to the jaw */
  VANITY_ZONE_CHIN,       /* below the lower lip */
  VANITY_ZONE_UNDER_EYES, /* both, from the lower lashes to the rim of the eye socket */
  VANITY_N_ZONES
} VanityZone;

/* Zones do not overlap; lips, eyes and brows are in none. How much of each texel is in the zone,
 * [0, 1], soft by about a texel; size² values, made on first use and owned by the library. Safe to
 * call from several threads. NULL without memory. */
const float *vanity_zone_get_mask (const VanityAtlas *atlas, VanityZone zone);

/* "forehead", "nose", "cheeks", "chin", "under-eyes"; and for people, translated. */
const char *vanity_zone_get_id (VanityZone zone);
const char *vanity_zone_get_label (VanityZone zone);

G_END_DECLS

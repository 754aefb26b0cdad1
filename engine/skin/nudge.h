/* What a person changes of the colours that were measured: nobody else sees how their skin looks in
 * daylight. */
#pragma once

#include "image/color.h"

G_BEGIN_DECLS

/* Each in [−1, 1], 0 changes nothing. */
typedef struct
{
  float lighter; /* − is darker; 1 is 6 of L* */
  float warmer;  /* − is cooler; 1 is 4 of b* and 1 of a* */
  float muted;   /* − is brighter; 1 takes off a quarter of the chroma */
} VanityColorNudge;

/* Values out of range count as the nearest in it, those that are no numbers as 0. NULL changes
 * nothing. */
VanityLab vanity_color_nudge_apply (const VanityColorNudge *nudge, VanityLab lab);

G_END_DECLS

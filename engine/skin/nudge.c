#include "skin/nudge.h"

#include <math.h>

#define LIGHTER 6
#define WARMER_A 1
#define WARMER_B 4
#define MUTED 0.25f

static float
get_step (float value)
{
  return isnan (value) ? 0 : CLAMP (value, -1, 1);
}

VanityLab
vanity_color_nudge_apply (const VanityColorNudge *nudge, VanityLab lab)
{
  if (nudge == NULL)
    return lab;

  float warmer = get_step (nudge->warmer), chroma = 1 - MUTED * get_step (nudge->muted);
  float L = lab.L + LIGHTER * get_step (nudge->lighter);

  return (VanityLab){ CLAMP (L, 0, 100), (lab.a + WARMER_A * warmer) * chroma,
                      (lab.b + WARMER_B * warmer) * chroma };
}

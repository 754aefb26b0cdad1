/* Whether two photos were taken alike. */
#include "analysis/gate.h"

#include <math.h>

/* Differences up to which scores of the same skin move by less than what is worth telling. */
#define LIGHT_STOPS 0.3f /* of red against green and blue against green */
#define LIGHT_SURE 0.2f  /* confidence in both lights; else the skin as photographed tells */
#define SKIN_COLOR 6     /* a*, b* of the skin as photographed */
#define LIGHTNESS 8      /* mean L* of the skin */
#define SIZE_RATIO 1.6f
#define TURN 12 /* degrees */
#define TILT 20 /* degrees */
#define SHARPNESS 0.15f
#define MAKEUP 0.4f    /* probability of clear makeup */
#define SMOOTHING 0.5f /* probability of a filter */

static float
get_difference (const VanityGate *one, const VanityGate *other, VanityGateMeasure measure)
{
  float difference = fabsf (one->value[measure] - other->value[measure]);

  return isnan (difference) ? 0 : difference;
}

static gboolean
is_other_light (const VanityGate *one, const VanityGate *other)
{
  if (one->light_confidence < LIGHT_SURE || other->light_confidence < LIGHT_SURE)
    return hypotf (one->skin_seen.a - other->skin_seen.a, one->skin_seen.b - other->skin_seen.b)
           > SKIN_COLOR;
  for (int c = 0; c < 3; c += 2)
    {
      float stops = log2f ((one->light[c] / one->light[1]) / (other->light[c] / other->light[1]));

      if (!(fabsf (stops) <= LIGHT_STOPS))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_other_size (const VanityGate *one, const VanityGate *other)
{
  float ratio = one->value[VANITY_GATE_SIZE] / other->value[VANITY_GATE_SIZE];

  return !(ratio <= SIZE_RATIO && ratio >= 1 / SIZE_RATIO);
}

static gboolean
is_withheld (const VanityGate *gate)
{
  for (int zone = 0; zone < VANITY_N_ZONES; zone++)
    if (gate->skin[zone] == 0)
      return FALSE;
  return TRUE;
}

gboolean
vanity_gate_compare (const VanityGate *one, const VanityGate *other, unsigned *differences)
{
  unsigned found = 0;

  if (is_other_light (one, other))
    found |= VANITY_GATE_DIFFERENT_LIGHT;
  if (get_difference (one, other, VANITY_GATE_LIGHTNESS) > LIGHTNESS)
    found |= VANITY_GATE_DIFFERENT_EXPOSURE;
  if (is_other_size (one, other))
    found |= VANITY_GATE_DIFFERENT_SIZE;
  if (get_difference (one, other, VANITY_GATE_YAW) > TURN
      || get_difference (one, other, VANITY_GATE_PITCH) > TURN
      || fabsf (one->roll - other->roll) > TILT)
    found |= VANITY_GATE_DIFFERENT_POSE;
  if (get_difference (one, other, VANITY_GATE_SHARPNESS) > SHARPNESS)
    found |= VANITY_GATE_DIFFERENT_SHARPNESS;
  if (get_difference (one, other, VANITY_GATE_MAKEUP) > MAKEUP)
    found |= VANITY_GATE_DIFFERENT_MAKEUP;
  if (get_difference (one, other, VANITY_GATE_SMOOTHING) > SMOOTHING)
    found |= VANITY_GATE_DIFFERENT_FILTER;
  if (is_withheld (one) || is_withheld (other))
    found |= VANITY_GATE_WITHHELD;
  if (differences != NULL)
    *differences = found;
  return found == 0;
}

#include "recommend/habit-wrong.h"

#include "recommend/habit-likeness.h"

#include <math.h>

/* CIE 1976: what counts as another colour, in L* and b*; how far somebody who said “too light”
 * goes; and how far off the other coordinates may be before it says nothing. */
#define STEP 2.0f
#define WAY 6.0f
#define WIDTH 15.0f

static float
bell (float distance, float width)
{
  return expf (-distance * distance / (2 * width * width));
}

/* `off`: how far the shade lies beyond the wrong one, on the side it should not. */
static float
judge (float off)
{
  return 0.5f * bell (off + WAY, WAY / 2) - 1 / (1 + expf (-(off + STEP) / (STEP / 2)));
}

float
vanity_wrong_compare (const VanityShade *wrong, unsigned how, const VanityShade *shade)
{
  float L, a, b, sum = 0;
  int ways = 0;

  if (!wrong->has_color || !shade->has_color || !vanity_likeness_same_place (wrong, shade))
    return 0;
  L = shade->lab.L - wrong->lab.L;
  a = shade->lab.a - wrong->lab.a;
  b = shade->lab.b - wrong->lab.b;
  if (how & (VANITY_WRONG_TOO_LIGHT | VANITY_WRONG_TOO_DARK))
    {
      sum += judge (how & VANITY_WRONG_TOO_LIGHT ? L : -L) * bell (hypotf (a, b), WIDTH);
      ways++;
    }
  if (how & (VANITY_WRONG_TOO_WARM | VANITY_WRONG_TOO_COOL))
    {
      sum += judge (how & VANITY_WRONG_TOO_WARM ? b : -b) * bell (hypotf (L, a), WIDTH);
      ways++;
    }
  if (ways == 0)
    return -bell (sqrtf (L * L + a * a + b * b), STEP);
  return sum / (float)ways;
}

#include "recommend/diversity.h"

#include <math.h>
#include <string.h>

/* At this ΔE two colours count as half alike. */
#define ALIKE 4.0

double
vanity_shade_compare (const VanityShade *one, const VanityShade *other, gboolean by_color)
{
  gboolean brand = strcmp (one->brand, other->brand) == 0;
  gboolean line = brand && strcmp (one->line, other->line) == 0;
  double color = 0, x;

  if (by_color && one->has_color && other->has_color)
    {
      x = vanity_lab_delta_e2000 (one->lab, other->lab) / ALIKE;
      color = exp2 (-x * x);
    }
  return by_color ? 0.8 * color + 0.08 * brand + 0.12 * line : 0.3 * brand + 0.7 * line;
}

int
vanity_diversify (const VanityShade *const *shades, const double *scores, int count, int n,
                  double relevance, gboolean by_color, int *picked)
{
  g_autofree double *repeats = g_new0 (double, MAX (count, 1));
  g_autofree gboolean *taken = g_new0 (gboolean, MAX (count, 1));
  int k;

  for (k = 0; k < MIN (n, count); k++)
    {
      int best = -1;
      double most = -INFINITY;

      for (int i = 0; i < count; i++)
        {
          double worth = scores[i] * (1 - (1 - relevance) * repeats[i]);

          if (!taken[i] && worth > most)
            {
              most = worth;
              best = i;
            }
        }
      if (best < 0)
        break;
      taken[best] = TRUE;
      picked[k] = best;
      for (int i = 0; i < count; i++)
        if (!taken[i])
          repeats[i] = MAX (repeats[i], vanity_shade_compare (shades[i], shades[best], by_color));
    }
  return k;
}

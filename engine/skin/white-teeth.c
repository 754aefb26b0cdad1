#include "skin/white.h"

#include "face/atlas-region.h"

#include <math.h>
#include <string.h>

#define INSIDE 0.99f
#define SEEN 0.5f
/* Teeth are so much less red than lips, stops of red ÷ green, and reach so much of their
 * luminance. */
#define LESS_RED 0.25
#define AS_BRIGHT 0.7
/* Of those by luminance: below lies the shade of the lips, above are glints. */
#define DIM 0.4
#define GLINT 0.95
/* Texels at 256². */
#define LEAST 40

void
vanity_white_measure_teeth (const VanityTexture *texture, VanityWhite *white)
{
  const VanityAtlas *atlas = vanity_atlas_get (texture->size, NULL);
  const float *mouth, *lips, *rgb = texture->rgb;
  int n = texture->size * texture->size, count = 0, n_lips = 0;
  int least = MAX (LEAST * texture->size / 256 * texture->size / 256, 4);
  g_autofree int *texels = g_new (int, n);
  g_autofree float *lip = g_new (float, 2 * (gsize)n);
  double lip_red, lip_level;

  memset (white, 0, sizeof *white);
  if (atlas == NULL)
    return;
  mouth = vanity_atlas_get_region (atlas, VANITY_ATLAS_MOUTH);
  lips = vanity_atlas_get_region (atlas, VANITY_ATLAS_LIPS);
  for (int i = 0; i < n; i++)
    if (lips[i] > INSIDE && texture->visibility[i] > SEEN && vanity_white_is_usable (rgb, n, i))
      {
        lip[n_lips] = log2f (vanity_white_get_redness (rgb, n, i));
        lip[n + n_lips++] = vanity_white_get_luminance (rgb, n, i);
      }
  lip_red = vanity_median (lip, n_lips);
  lip_level = vanity_median (lip + n, n_lips);
  for (int i = 0; i < n; i++)
    if (mouth[i] > INSIDE && texture->visibility[i] > SEEN && vanity_white_is_usable (rgb, n, i)
        && (double)log2f (vanity_white_get_redness (rgb, n, i)) < lip_red - LESS_RED
        && (double)vanity_white_get_luminance (rgb, n, i) > AS_BRIGHT * lip_level)
      texels[count++] = i;
  if (n_lips < least || count < least)
    return;
  count = vanity_white_keep (rgb, n, texels, count, vanity_white_get_luminance, DIM, GLINT);
  if (count > 0)
    vanity_white_summarize (rgb, n, texels, count, white);
}

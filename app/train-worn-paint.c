#include "train-worn-paint.h"

#include "face/atlas-region.h"
#include "image/color.h"
#include "transfer/paint.h"
#include "transfer/style.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SEEN 0.5f
#define PART 0.5f
#define ENOUGH 0.3f /* of a part's texels are seen */
#define MOST 3      /* one in so many of the texels that are seen: those that change most */
#define BROWS 2     /* how much brows count */

static const float thresholds[VANITY_WORN_N_LEVELS - 1] = { 3, 9, 18 };

static int
compare_descending (gconstpointer one, gconstpointer other)
{
  float a = *(const float *)one, b = *(const float *)other;

  return a > b ? -1 : a < b;
}

static float
get_part (const VanityAtlas *atlas, VanityWornPart part, int i)
{
  switch (part)
    {
    case VANITY_WORN_LIPS:
      return vanity_atlas_get_region (atlas, VANITY_ATLAS_LIPS)[i];
    case VANITY_WORN_EYES:
      return vanity_atlas_get_region (atlas, VANITY_ATLAS_LIDS)[i];
    case VANITY_WORN_CHEEKS:
      return vanity_atlas_get_region (atlas, VANITY_ATLAS_CHEEKS)[i];
    case VANITY_WORN_BROWS:
      return vanity_atlas_get_region (atlas, VANITY_ATLAS_BROWS)[i];
    case VANITY_WORN_WHOLE:
    case VANITY_WORN_N_PARTS:
      break;
    }
  return 0;
}

void
vanity_worn_measure_paint (const VanityAtlas *atlas, const float *bare, const float *painted,
                           const float *visibility, float change[VANITY_WORN_WHOLE])
{
  int size = vanity_atlas_get_size (atlas), n = size * size;
  g_autofree float *buffer = g_new (float, 8 * (gsize)n);
  float *one = buffer, *other = buffer + 3 * n, *difference = buffer + 6 * n,
        *values = buffer + 7 * n;

  vanity_lab_from_linear_planes (bare, bare + n, bare + 2 * n, one, one + n, one + 2 * n, n);
  vanity_lab_from_linear_planes (painted, painted + n, painted + 2 * n, other, other + n,
                                 other + 2 * n, n);
  for (int i = 0; i < n; i++)
    difference[i] = hypotf (one[i] - other[i],
                            hypotf (one[n + i] - other[n + i], one[2 * n + i] - other[2 * n + i]));
  for (int part = 0; part < VANITY_WORN_WHOLE; part++)
    {
      int count = 0, all = 0;
      float sum = 0;

      for (int i = 0; i < n; i++)
        {
          if (get_part (atlas, (VanityWornPart)part, i) < PART)
            continue;
          all++;
          if (visibility[i] >= SEEN)
            values[count++] = difference[i];
        }
      change[part] = NAN;
      if (count < MOST || (float)count < ENOUGH * (float)all)
        continue;
      qsort (values, (gsize)count, sizeof *values, compare_descending);
      count /= MOST;
      for (int i = 0; i < count; i++)
        sum += values[i];
      change[part] = sum / (float)count;
    }
}

static int
find_level (float change)
{
  int level = 0;

  if (isnan (change))
    return -1;
  while (level < VANITY_WORN_N_LEVELS - 1 && change >= thresholds[level])
    level++;
  return level;
}

static int
judge_whole (const int *levels)
{
  int lips = levels[VANITY_WORN_LIPS], eyes = levels[VANITY_WORN_EYES];
  int stronger = MAX (lips, eyes), weaker = MIN (lips, eyes);
  gboolean much
      = weaker >= VANITY_WORN_CLEAR
        || MIN (levels[VANITY_WORN_CHEEKS], levels[VANITY_WORN_BROWS]) >= VANITY_WORN_CLEAR;

  if (weaker < 0)
    return -1;
  return stronger == VANITY_WORN_STRONG && !much ? VANITY_WORN_CLEAR : stronger;
}

gboolean
vanity_worn_paint_style (const VanityAtlas *atlas, float *rgb, const float *visibility,
                         VanityRandom *random, int levels[VANITY_WORN_N_PARTS], GError **error)
{
  gsize n = (gsize)vanity_atlas_get_size (atlas) * (gsize)vanity_atlas_get_size (atlas);
  g_autofree float *painted = g_new (float, 3 * n);
  g_autoptr (VanityLook) look = vanity_style_new (random, FALSE);
  float change[VANITY_WORN_WHOLE];

  if (!vanity_paint_texture (atlas, rgb, visibility, look, painted, NULL, error))
    return FALSE;
  vanity_worn_measure_paint (atlas, rgb, painted, visibility, change);
  for (int part = 0; part < VANITY_WORN_WHOLE; part++)
    levels[part] = find_level (part == VANITY_WORN_BROWS ? BROWS * change[part] : change[part]);
  levels[VANITY_WORN_WHOLE] = judge_whole (levels);
  memcpy (rgb, painted, sizeof (float) * 3 * n);
  return TRUE;
}

/* ---- Dark glasses ---- */

typedef struct
{
  double x, y;          /* of a lens' middle, mm of the canonical head, on its left */
  double width, height; /* half of each */
  double square;        /* exponent of a superellipse: 2 round … 5 square */
  double frame;         /* mm */
  float lens[2][3];     /* colour above and below, linear */
  float rim[3];
  float through; /* share of what is behind that comes through */
} Shades;

static double
draw_between (VanityRandom *random, double low, double high)
{
  return low + (high - low) * vanity_random_uniform (random);
}

static void
draw_shades (Shades *shades, VanityRandom *random)
{
  double dark = draw_between (random, 0.002, 0.05), rim = draw_between (random, 0.005, 0.25);
  double fade = vanity_random_uniform (random) < 0.3 ? draw_between (random, 1, 3) : 1;

  shades->x = draw_between (random, 29, 36);
  shades->y = draw_between (random, 15, 25);
  shades->width = draw_between (random, 21, 31);
  shades->height = draw_between (random, 14, 25);
  shades->square = draw_between (random, 2, 5);
  shades->frame = draw_between (random, 0.8, 5);
  shades->through = (float)draw_between (random, 0, 0.12);
  for (int c = 0; c < 3; c++)
    {
      double tint = draw_between (random, 0.6, 1.4);

      shades->lens[0][c] = (float)(dark * tint);
      shades->lens[1][c] = (float)(dark * tint * fade);
      shades->rim[c] = (float)(rim * draw_between (random, 0.7, 1.3));
    }
}

/* How far from the middle of the lens, 1 at its edge; and with its frame. */
static double
measure_reach (const Shades *shades, const double *place, double frame)
{
  double x = (fabs (place[0]) - shades->x) / (shades->width + frame);
  double y = (place[1] - shades->y) / (shades->height + frame);

  return pow (pow (fabs (x), shades->square) + pow (fabs (y), shades->square), 1 / shades->square);
}

void
vanity_worn_paint_shades (const VanityAtlas *atlas, float *rgb, float *visibility,
                          VanityRandom *random)
{
  int size = vanity_atlas_get_size (atlas), n = size * size;
  gboolean hidden = vanity_random_uniform (random) < 0.5;
  Shades shades;

  draw_shades (&shades, random);
  for (int i = 0; i < n; i++)
    {
      double place[3];
      gboolean lens, frame;

      if (!vanity_atlas_get_place (atlas, i, place))
        continue;
      lens = measure_reach (&shades, place, 0) <= 1;
      frame = measure_reach (&shades, place, shades.frame) <= 1
              || (fabs (place[1] - shades.y - shades.height / 2) < shades.frame
                  && (fabs (place[0]) < shades.x || fabs (place[0]) > shades.x + shades.width));
      if (!lens && !frame)
        continue;
      for (int c = 0; c < 3; c++)
        {
          float down = (float)CLAMP ((shades.y - place[1]) / shades.height / 2 + 0.5, 0, 1);
          float own = lens ? shades.lens[0][c] + down * (shades.lens[1][c] - shades.lens[0][c])
                           : shades.rim[c];

          rgb[c * n + i] = own + (lens ? shades.through : 0) * rgb[c * n + i];
        }
      if (hidden)
        visibility[i] = 0;
    }
}

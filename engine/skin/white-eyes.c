#include "skin/white.h"

#include "face/atlas-region.h"

#include <math.h>
#include <string.h>

/* A texel is an eye's alone. */
#define INSIDE 0.99f
#define SEEN 0.5f
/* What keeps clear of an iris, in its radii. */
#define IRIS_REACH 1.2
/* What is left of the opening from the outer corner to the inner, where the caruncle is pink. */
#define OUTER_CORNER 0.06
#define INNER_CORNER 0.84
/* Of each eye's candidates by luminance: below lie lashes and their shade, above glints. */
#define DIM 0.45
#define GLINT 0.94
/* And of those by red ÷ green: the redder ones are mixed with lids and vessels. */
#define PALE 0.04
#define PINK 0.5
/* Lids shade all but the brightest texels; the very brightest are blown out first, and lost first
 * in a small photo. In one light this quantile differs by a third of a stop from one person to the
 * next; 0.97 by 0.30, 0.75 by 0.50. */
#define LIT 0.90
/* Of an eye's texels, at 256². */
#define LEAST 12

typedef struct
{
  const VanityFace *face;
  const VanityTexture *texture;
  const float *openings;
  float *x, *y;
  int *texels;
  int count;
  double level, middle; /* luminances of the brighter eye */
} Eyes;

static int
get_least (const VanityTexture *texture)
{
  return MAX (LEAST * texture->size / 256 * texture->size / 256, 3);
}

/* Gathers what may be white in one eye into `texels`; returns how many. */
static int
gather (const Eyes *eyes, gboolean left, int *texels)
{
  const VanityPoint *points = eyes->face->points;
  const VanityPoint *iris = &points[VANITY_FACE_MESH_POINTS + (left ? 5 : 0)];
  const VanityPoint *outer = &points[left ? 263 : 33], *inner = &points[left ? 362 : 133];
  double ax = (double)(inner->x - outer->x), ay = (double)(inner->y - outer->y);
  double length = ax * ax + ay * ay, radius = 0;
  int size = eyes->texture->size, n = size * size, count = 0;

  for (int k = 1; k <= 4; k++)
    radius += hypot ((double)(iris[k].x - iris->x), (double)(iris[k].y - iris->y)) / 4;
  if (!(length > 0) || !(radius > 0))
    return 0;
  for (int i = 0; i < n; i++)
    {
      double along;

      /* Glasses are taken for a cover by the texture, but whites are seen through them. */
      if (eyes->openings[i] < INSIDE || (i % size >= size / 2) != left
          || (!eyes->texture->glasses && eyes->texture->visibility[i] < SEEN)
          || !isfinite (eyes->x[i]) || !isfinite (eyes->y[i]))
        continue;
      along = (((double)eyes->x[i] - (double)outer->x) * ax
               + ((double)eyes->y[i] - (double)outer->y) * ay)
              / length;
      if (along < OUTER_CORNER || along > INNER_CORNER
          || hypot ((double)(eyes->x[i] - iris->x), (double)(eyes->y[i] - iris->y))
                 < IRIS_REACH * radius)
        continue;
      texels[count++] = i;
    }
  return count;
}

static void
add_eye (Eyes *eyes, gboolean left)
{
  const float *rgb = eyes->texture->rgb;
  int n = eyes->texture->size * eyes->texture->size, all, usable = 0;
  int *texels = eyes->texels + eyes->count;
  g_autofree float *Y = NULL;

  all = gather (eyes, left, texels);
  if (all < get_least (eyes->texture))
    return;
  Y = g_new (float, all);
  for (int k = 0; k < all; k++)
    {
      Y[k] = vanity_white_get_luminance (rgb, n, texels[k]);
      if (vanity_white_is_usable (rgb, n, texels[k]))
        texels[usable++] = texels[k];
    }
  if (usable < get_least (eyes->texture))
    return;
  vanity_median (Y, all);
  if ((double)Y[(int)(LIT * (all - 1))] > eyes->level)
    {
      eyes->level = (double)Y[(int)(LIT * (all - 1))];
      eyes->middle = MAX ((double)Y[all / 2], 1e-4);
    }
  usable = vanity_white_keep (rgb, n, texels, usable, vanity_white_get_luminance, DIM, GLINT);
  eyes->count += vanity_white_keep (rgb, n, texels, usable, vanity_white_get_redness, PALE, PINK);
}

void
vanity_white_measure_eyes (const VanityFace *face, const VanityTexture *texture, VanityWhite *white)
{
  const VanityAtlas *atlas = vanity_atlas_get (texture->size, NULL);
  gsize n = (gsize)texture->size * texture->size;
  g_autofree float *place = g_new (float, 2 * n);
  g_autofree int *texels = g_new (int, n);
  Eyes eyes = { .face = face, .texture = texture, .x = place, .y = place + n, .texels = texels };

  memset (white, 0, sizeof *white);
  if (atlas == NULL)
    return;
  eyes.openings = vanity_atlas_get_region (atlas, VANITY_ATLAS_EYES);
  vanity_atlas_locate (atlas, face->points, eyes.x, eyes.y);
  add_eye (&eyes, FALSE);
  add_eye (&eyes, TRUE);
  if (eyes.count == 0 || !(eyes.level > 0))
    return;
  vanity_white_summarize (texture->rgb, (int)n, texels, eyes.count, white);
  white->level = log2 (eyes.level);
  white->depth = log2 (eyes.level / eyes.middle);
}

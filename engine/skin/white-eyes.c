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
/* Of an eye's texels, at 256². */
#define LEAST 12

static int
get_least (const VanityTexture *texture)
{
  return MAX (LEAST * texture->size / 256 * texture->size / 256, 3);
}

int
vanity_white_find_eye (const VanityFace *face, const VanityTexture *texture, gboolean left,
                       int *texels)
{
  const VanityAtlas *atlas = vanity_atlas_get (texture->size, NULL);
  const VanityPoint *points = face->points;
  const VanityPoint *iris = &points[VANITY_FACE_MESH_POINTS + (left ? 5 : 0)];
  const VanityPoint *outer = &points[left ? 263 : 33], *inner = &points[left ? 362 : 133];
  double ax = (double)(inner->x - outer->x), ay = (double)(inner->y - outer->y);
  double length = ax * ax + ay * ay, radius = 0;
  int size = texture->size, n = size * size, count = 0;
  g_autofree float *place = NULL;
  const float *x, *y, *openings;

  for (int k = 1; k <= 4; k++)
    radius += hypot ((double)(iris[k].x - iris->x), (double)(iris[k].y - iris->y)) / 4;
  if (atlas == NULL || !(length > 0) || !(radius > 0))
    return 0;
  openings = vanity_atlas_get_region (atlas, VANITY_ATLAS_EYES);
  place = g_new (float, 2 * (gsize)n);
  x = place;
  y = place + n;
  vanity_atlas_locate (atlas, points, place, place + n);
  for (int i = 0; i < n; i++)
    {
      double along;

      /* Glasses are taken for a cover by the texture, but whites are seen through them. */
      if (openings[i] < INSIDE || (i % size >= size / 2) != left
          || (!texture->glasses && texture->visibility[i] < SEEN) || !isfinite (x[i])
          || !isfinite (y[i]))
        continue;
      along = (((double)x[i] - (double)outer->x) * ax + ((double)y[i] - (double)outer->y) * ay)
              / length;
      if (along < OUTER_CORNER || along > INNER_CORNER
          || hypot ((double)(x[i] - iris->x), (double)(y[i] - iris->y)) < IRIS_REACH * radius)
        continue;
      texels[count++] = i;
    }
  return count < get_least (texture) ? 0 : count;
}

/* Adds what is white in one eye to the `count` texels that there are; returns how many then. */
static int
add_eye (const VanityFace *face, const VanityTexture *texture, gboolean left, int *texels,
         int count)
{
  const float *rgb = texture->rgb;
  int n = texture->size * texture->size, all, usable = 0;

  texels += count;
  all = vanity_white_find_eye (face, texture, left, texels);
  for (int k = 0; k < all; k++)
    if (vanity_white_is_usable (rgb, n, texels[k]))
      texels[usable++] = texels[k];
  if (usable < get_least (texture))
    return count;
  usable = vanity_white_keep (rgb, n, texels, usable, vanity_white_get_luminance, DIM, GLINT);
  return count + vanity_white_keep (rgb, n, texels, usable, vanity_white_get_redness, PALE, PINK);
}

void
vanity_white_measure_eyes (const VanityFace *face, const VanityTexture *texture, VanityWhite *white)
{
  gsize n = (gsize)texture->size * texture->size;
  g_autofree int *texels = g_new (int, 2 * n);
  int count;

  memset (white, 0, sizeof *white);
  count = add_eye (face, texture, FALSE, texels, 0);
  count = add_eye (face, texture, TRUE, texels, count);
  if (count > 0)
    vanity_white_summarize (texture->rgb, (int)n, texels, count, white);
}

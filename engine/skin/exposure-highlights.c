#include "skin/exposure.h"

#include "face/atlas-region.h"
#include "skin/white.h"

#include <math.h>
#include <string.h>

#define SEEN 0.5f
#define ALL_SKIN 0.99f
/* What is looked at about the face: a square this many times as wide as the longer side of its
 * mesh. */
#define AROUND 1.7
/* Of all that is there by luminance, and of the skin. Higher ones are blown out first. */
#define BRIGHT 0.90
#define LEAST 64
/* Usual log₂ of the mean of both in photos that people keep, how it changes with the skin, and by
 * how much such photos differ. In one light it follows the skin's luminance by 0.37: what is left
 * says the same of dark skin and of light. */
#define LEVEL (-0.21)
#define BY_SKIN 0.40
#define SPREAD 0.50

/* What is looked at, in pixels of the copy: left, top, right and bottom. */
static void
find_square (const VanityImage *copy, double scale, const VanityFace *face, int square[4])
{
  double low[2] = { INFINITY, INFINITY }, high[2] = { -INFINITY, -INFINITY }, half;
  int sides[2] = { copy->width, copy->height };

  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    for (int k = 0; k < 2; k++)
      {
        double at = (double)(k == 0 ? face->points[i].x : face->points[i].y);

        low[k] = MIN (low[k], at);
        high[k] = MAX (high[k], at);
      }
  half = AROUND / 2 * MAX (high[0] - low[0], high[1] - low[1]);
  for (int k = 0; k < 2; k++)
    {
      double middle = (low[k] + high[k]) / 2;

      square[k] = (int)CLAMP (floor ((middle - half) * scale), 0, sides[k]);
      square[2 + k] = (int)CLAMP (ceil ((middle + half) * scale), 0, sides[k]);
    }
}

/* log₂ of the luminance of what is bright about the face; FALSE where the photo is too small. */
static gboolean
measure_around (const VanityImage *copy, double scale, const VanityFace *face, double *level)
{
  int width = copy->width, count = 0;
  g_autofree float *row = g_new (float, 3 * (gsize)width);
  g_autofree float *levels = NULL;
  int square[4];

  find_square (copy, scale, face, square);
  if ((square[2] - square[0]) * (square[3] - square[1]) < LEAST)
    return FALSE;
  levels = g_new (float, (gsize)(square[2] - square[0]) * (square[3] - square[1]));
  for (int j = square[1]; j < square[3]; j++)
    {
      vanity_color_space_decode (copy->space, 8, vanity_image_row (copy, j), row, row + width,
                                 row + 2 * (gsize)width, width);
      for (int i = square[0]; i < square[2]; i++)
        if (vanity_image_row (copy, j)[4 * i + 3] == 255)
          levels[count++] = vanity_white_get_luminance (row, width, i);
    }
  if (count < LEAST)
    return FALSE;
  *level = log2 (MAX (vanity_quantile (levels, count, BRIGHT), 1e-5));
  return TRUE;
}

static gboolean
measure_skin (const VanityTexture *texture, double *level)
{
  const VanityAtlas *atlas = vanity_atlas_get (texture->size, NULL);
  int n = texture->size * texture->size, count = 0;
  g_autofree float *levels = g_new (float, n);
  const float *skin;

  if (atlas == NULL)
    return FALSE;
  skin = vanity_atlas_get_region (atlas, VANITY_ATLAS_SKIN);
  for (int i = 0; i < n; i++)
    if (skin[i] > ALL_SKIN && texture->visibility[i] > SEEN)
      levels[count++] = vanity_white_get_luminance (texture->rgb, n, i);
  if (count < LEAST)
    return FALSE;
  *level = log2 (MAX (vanity_quantile (levels, count, BRIGHT), 1e-5));
  return TRUE;
}

void
vanity_exposure_measure_highlights (const VanityImage *copy, double scale, const VanityFace *face,
                                    const VanityTexture *texture, double skin,
                                    VanityExposure *exposure)
{
  double around, own;

  *exposure = (VanityExposure){ 0 };
  if (!texture->skin_known || !measure_around (copy, scale, face, &around)
      || !measure_skin (texture, &own))
    return;
  exposure->known = TRUE;
  exposure->stops = ((around + own) / 2 - LEVEL - BY_SKIN * skin) / (1 - BY_SKIN);
  exposure->spread = SPREAD;
}

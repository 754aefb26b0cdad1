#include "transfer/bare.h"

#include "makeup/canvas.h"
#include "transfer/bare-table.h"

#include <math.h>
#include <string.h>

#define LEAST_LIGHT 1e-3f
/* Logarithms beyond these are no skin's. */
#define DARKEST (-5.0f)
#define BRIGHTEST 0.3f

static const VanityAtlasRegion regions[VANITY_N_BARE] = {
  [VANITY_BARE_LIPS] = VANITY_ATLAS_LIPS,
  [VANITY_BARE_LIDS] = VANITY_ATLAS_LIDS,
  [VANITY_BARE_CHEEKS] = VANITY_ATLAS_CHEEKS,
  [VANITY_BARE_BROWS] = VANITY_ATLAS_BROWS,
};

/* Where the regions lie in the chart: off the middle, and down. */
static const float boxes[VANITY_N_BARE][4] = {
  [VANITY_BARE_LIPS] = { 0, 0.23f, 0.62f, 0.795f },
  [VANITY_BARE_LIDS] = { 0.03f, 0.385f, 0.155f, 0.41f },
  [VANITY_BARE_CHEEKS] = { 0.13f, 0.41f, 0.415f, 0.61f },
  [VANITY_BARE_BROWS] = { 0.04f, 0.39f, 0.13f, 0.215f },
};

VanityAtlasRegion
vanity_bare_get_region (VanityBareRegion region)
{
  return regions[region];
}

const VanityBareSpread *
vanity_bare_get_spread (VanityBareRegion region)
{
  return &vanity_bare_spreads[region];
}

const VanityBareSpread *
vanity_bare_get_persons (VanityBareRegion region)
{
  return &vanity_bare_persons[region];
}

gboolean
vanity_bare_measure (const VanityAtlas *atlas, const float *rgb, const float *visibility,
                     float *light, VanityRgb *skin, gboolean *known, GError **error)
{
  int size = vanity_atlas_get_size (atlas);
  g_autoptr (VanityCanvas) canvas = vanity_canvas_new_atlas (atlas, rgb, visibility, error);
  const VanityComplexion *complexion;

  if (canvas == NULL)
    return FALSE;
  complexion = &canvas->complexion;
  *known = complexion->known;
  skin->r = complexion->skin.r / MAX (complexion->light.r, LEAST_LIGHT);
  skin->g = complexion->skin.g / MAX (complexion->light.g, LEAST_LIGHT);
  skin->b = complexion->skin.b / MAX (complexion->light.b, LEAST_LIGHT);
  for (int k = 0; k < 3; k++)
    for (int y = 0; y < size; y++)
      {
        float *row = light + (k * size + y) * size;

        vanity_mask_get_field_row (canvas->light[k], y, 0, size, row);
        for (int x = 0; x < size; x++)
          row[x] = MAX (row[x], LEAST_LIGHT);
      }
  return TRUE;
}

/* Lightness, and how much redder and bluer than green; within what people had that were learnt
 * from. */
static void
get_skin_terms (VanityRgb skin, float terms[VANITY_BARE_SKIN_TERMS])
{
  float r = logf (MAX (skin.r, LEAST_LIGHT)), g = logf (MAX (skin.g, LEAST_LIGHT));
  float b = logf (MAX (skin.b, LEAST_LIGHT));

  terms[0] = 1;
  terms[1] = CLAMP (g + 0.9f, -1.3f, 0.5f);
  terms[2] = CLAMP (r - g - 0.6f, -0.4f, 0.6f);
  terms[3] = CLAMP (b - g + 0.4f, -0.9f, 0.4f);
}

static void
get_place_terms (VanityBareRegion region, float u, float v, float terms[VANITY_BARE_PLACE_TERMS])
{
  const float *box = boxes[region];
  float left = box[0] * box[0], right = box[1] * box[1];
  float x = 2 * ((u - 0.5f) * (u - 0.5f) - left) / (right - left) - 1;
  float y = 2 * (v - box[2]) / (box[3] - box[2]) - 1;

  terms[0] = 1;
  terms[1] = x;
  terms[2] = y;
  terms[3] = x * x;
  terms[4] = x * y;
  terms[5] = y * y;
}

void
vanity_bare_get_terms (VanityBareRegion region, VanityRgb skin, float u, float v,
                       float terms[VANITY_BARE_TERMS])
{
  float of_skin[VANITY_BARE_SKIN_TERMS], of_place[VANITY_BARE_PLACE_TERMS];

  get_skin_terms (skin, of_skin);
  get_place_terms (region, u, v, of_place);
  for (int i = 0; i < VANITY_BARE_SKIN_TERMS; i++)
    for (int j = 0; j < VANITY_BARE_PLACE_TERMS; j++)
      terms[i * VANITY_BARE_PLACE_TERMS + j] = of_skin[i] * of_place[j];
}

/* The coefficients of the place, of somebody with that skin. */
static void
get_coefficients (VanityBareRegion region, const float of_skin[VANITY_BARE_SKIN_TERMS],
                  float coefficients[3][VANITY_BARE_PLACE_TERMS])
{
  for (int k = 0; k < 3; k++)
    for (int j = 0; j < VANITY_BARE_PLACE_TERMS; j++)
      {
        coefficients[k][j] = 0;
        for (int i = 0; i < VANITY_BARE_SKIN_TERMS; i++)
          coefficients[k][j]
              += of_skin[i] * vanity_bare_table[region][k][i * VANITY_BARE_PLACE_TERMS + j];
      }
}

/* Raises the logarithms by what the region adds to those of the skin. */
static void
add_region (const VanityAtlas *atlas, VanityBareRegion region,
            const float of_skin[VANITY_BARE_SKIN_TERMS], const float plain[3], float *planes)
{
  const float *share = vanity_atlas_get_region (atlas, regions[region]);
  int size = vanity_atlas_get_size (atlas), n = size * size;
  float coefficients[3][VANITY_BARE_PLACE_TERMS], terms[VANITY_BARE_PLACE_TERMS];

  get_coefficients (region, of_skin, coefficients);
  for (int i = 0; i < n; i++)
    {
      if (share[i] <= 0)
        continue;
      get_place_terms (region, ((float)(i % size) + 0.5f) / (float)size,
                       ((float)(i / size) + 0.5f) / (float)size, terms);
      for (int k = 0; k < 3; k++)
        {
          float value = 0;

          for (int j = 0; j < VANITY_BARE_PLACE_TERMS; j++)
            value += coefficients[k][j] * terms[j];
          planes[k * n + i] += share[i] * (CLAMP (value, DARKEST, BRIGHTEST) - plain[k]);
        }
    }
}

void
vanity_bare_expect (const VanityAtlas *atlas, VanityRgb skin, float *reflectance)
{
  int n = vanity_atlas_get_size (atlas) * vanity_atlas_get_size (atlas);
  const float plain[3] = { logf (MAX (skin.r, LEAST_LIGHT)), logf (MAX (skin.g, LEAST_LIGHT)),
                           logf (MAX (skin.b, LEAST_LIGHT)) };
  float of_skin[VANITY_BARE_SKIN_TERMS];

  get_skin_terms (skin, of_skin);
  for (int i = 0; i < 3 * n; i++)
    reflectance[i] = plain[i / n];
  for (int region = 0; region < VANITY_N_BARE; region++)
    add_region (atlas, (VanityBareRegion)region, of_skin, plain, reflectance);
  for (int i = 0; i < 3 * n; i++)
    reflectance[i] = expf (reflectance[i]);
}

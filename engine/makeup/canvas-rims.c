/* Glasses: their rims are no skin. */
#include "makeup/canvas-private.h"

#include "face/cover.h"

#include <math.h>

#define SURELY 0.5f
/* The skin that a rim is held against; wide against a rim, narrow against the light's changes. */
#define AROUND_MM 4.0
/* How far skin strays from the skin beside it, in logarithms of ratios of channels. */
#define RED 0.14f
#define BLUE 0.22f

/* Whether the face wears glasses; only then are rims looked for. */
static gboolean
wears_glasses (const VanityCanvas *canvas, const VanityImage *image)
{
  const int n = VANITY_COVER_SIZE * VANITY_COVER_SIZE;
  const VanityAtlas *atlas = vanity_atlas_get (VANITY_COVER_SIZE, NULL);
  g_autofree float *rgb = g_new (float, (gsize)n * 4);
  float *visibility = rgb + 3 * n, features[VANITY_GLASSES_FEATURES];

  /* The finder has looked already; it does not say whether at hair, a hand or glasses. */
  if (!(canvas->face.quality.flags & VANITY_QUALITY_COVERED) || atlas == NULL
      || !vanity_atlas_unwrap (atlas, canvas->face.points, image, rgb, visibility, NULL))
    return FALSE;
  vanity_cover_measure_glasses (rgb, visibility, features);
  return vanity_cover_judge_glasses (features) > SURELY;
}

static gboolean
is_near_eyes (float x, float y)
{
  return fabsf (x) < 68 && y > -16 && y < 48;
}

/* How like a rim a sample is, 0 not at all: greyer or yellower than the skin beside it. Redder is a
 * blemish, which makeup covers; whiter and brighter is a highlight. */
static float
get_strangeness (const VanityCanvas *canvas, VanityMask *const around[3], int i)
{
  float ratio[3], light, red, blue;

  for (int k = 0; k < 3; k++)
    ratio[k] = logf ((canvas->mean[k]->data[i] + 2e-3f) / (around[k]->data[i] + 2e-3f));
  light = CLAMP (0.21f * ratio[0] + 0.72f * ratio[1] + 0.07f * ratio[2], -0.8f, 0.8f);
  red = MIN (ratio[0] - ratio[1], 0.0f) / RED;
  blue = (ratio[2] - ratio[1]) / BLUE;
  if (light > 0)
    {
      red /= 1 + 3 * light;
      blue /= blue > 0 ? 1 + 3 * light : 1;
    }
  return red * red + blue * blue;
}

void
vanity_canvas_take_rims (VanityCanvas *canvas, const VanityImage *image)
{
  g_autoptr (VanityMask) rims = NULL;
  VanityMask *around[3];

  if (!wears_glasses (canvas, image))
    return;
  rims = vanity_canvas_new_field (canvas);
  for (int k = 0; k < 3; k++)
    around[k] = vanity_mask_copy (canvas->mean[k]);
  vanity_mask_blur_weighted (around, 3, canvas->skin, AROUND_MM * canvas->unit);
  for (int i = 0; i < rims->width * rims->height; i++)
    if (canvas->skin->data[i] > 0
        && is_near_eyes (canvas->chart[0]->data[i], canvas->chart[1]->data[i]))
      rims->data[i] = 1 - expf (-0.5f * MAX (get_strangeness (canvas, around, i) - 0.8f, 0.0f));
  rims = vanity_mask_trim (g_steal_pointer (&rims));
  vanity_mask_subtract (canvas->allow, rims);
  for (int k = 0; k < 3; k++)
    vanity_mask_free (around[k]);
}

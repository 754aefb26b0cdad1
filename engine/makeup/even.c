#include "makeup/even.h"

#include "makeup/canvas-private.h"

#include <math.h>

#define NEAR_MM 9.0
/* Of the pull of hue, how much goes to the face's own mean, the rest to the surroundings. */
#define WHOLE_FACE 0.3f

static void
even_free (gpointer data)
{
  VanityEven *even = data;

  for (int k = 0; k < 3; k++)
    vanity_mask_free (even->pigment[k]);
  g_free (even);
}

/* Scales the field so that the skin's mean lightness stays what it is: `log_change` is the summed
 * change of log luminance, weighted. */
static void
keep_mean (VanityEven *even, double log_change, double weight)
{
  float factor = weight > 0 ? (float)exp (-log_change / weight) : 1;

  for (int k = 0; k < 3; k++)
    vanity_mask_scale (even->pigment[k], factor);
}

/* What hue the whole face has, by how light it is there: photos show shade redder than light. */
typedef struct
{
  double light;    /* logarithm of the plain skin's luminance */
  double log[3];   /* logarithm of its channels' ratio to luminance */
  double slope[3]; /* how that changes with each unit of log luminance */
} Hue;

/* A line through the colour of the skin's plain parts (highlights are whiter), its slope by least
 * squares over all likely skin of `smooth`. */
static Hue
measure_hue (const VanityCanvas *canvas, VanityMask *const smooth[3])
{
  VanityRgb skin = canvas->complexion.skin;
  float plain[3] = { skin.r, skin.g, skin.b }, bright;
  double weight = 1e-6, sum = 0, square = 0, ratios[3] = { 0, 0, 0 }, products[3] = { 0, 0, 0 };
  Hue hue;

  for (int i = 0; i < canvas->skin->width * canvas->skin->height; i++)
    {
      double w = (double)canvas->skin->data[i], light;
      float y = vanity_luminance (smooth[0]->data[i], smooth[1]->data[i], smooth[2]->data[i]);

      if (w < 0.5)
        continue;
      y = MAX (y, 1e-4f);
      light = log ((double)y);
      weight += w;
      sum += w * light;
      square += w * light * light;
      for (int k = 0; k < 3; k++)
        {
          double ratio = log ((double)(MAX (smooth[k]->data[i], 1e-4f) / y));

          ratios[k] += w * ratio;
          products[k] += w * light * ratio;
        }
    }
  bright = MAX (vanity_luminance (skin.r, skin.g, skin.b), 1e-4f);
  hue.light = log ((double)bright);
  for (int k = 0; k < 3; k++)
    {
      double along = products[k] - sum * ratios[k] / weight;

      hue.log[k] = log ((double)(MAX (plain[k], 1e-4f) / bright));
      hue.slope[k] = CLAMP (along / (square - sum * sum / weight + 0.01 * weight), -0.8, 0.8);
    }
  return hue;
}

static VanityEven *
measure (VanityCanvas *canvas, float blotches, float redness)
{
  VanityEven *even = g_new0 (VanityEven, 1);
  VanityMask *near[3], *fine[3];
  Hue hue;
  double log_change = 0, weight = 0;
  int n = canvas->base->width * canvas->base->height;

  for (int k = 0; k < 3; k++)
    {
      near[k] = vanity_mask_copy (canvas->mean[k]);
      fine[k] = vanity_mask_copy (canvas->mean[k]);
      even->pigment[k] = vanity_canvas_new_field (canvas);
    }
  vanity_mask_blur_weighted (near, 3, canvas->skin, NEAR_MM * canvas->unit);
  vanity_mask_blur_weighted (fine, 3, canvas->skin, 1.2 * canvas->unit);
  hue = measure_hue (canvas, fine);
  for (int i = 0; i < n; i++)
    {
      float base = canvas->base->data[i], around, own, target, rgb[3], y;

      around = MAX (vanity_luminance (near[0]->data[i], near[1]->data[i], near[2]->data[i]), 1e-4f);
      own = MAX (vanity_luminance (fine[0]->data[i], fine[1]->data[i], fine[2]->data[i]), 1e-4f);
      target = base * powf (CLAMP (around / base, 0.5f, 2.0f), blotches);
      for (int k = 0; k < 3; k++)
        {
          /* Ratios to luminance: hue and chroma without lightness. */
          float here = fine[k]->data[i] / own, wide = near[k]->data[i] / around;
          float whole = (float)exp (
              hue.log[k] + hue.slope[k] * CLAMP (log ((double)own) - hue.light, -1.5, 1.5));

          wide += WHOLE_FACE * (whole - wide);
          rgb[k] = MAX (here + redness * (wide - here), 0.0f);
        }
      y = MAX (vanity_luminance (rgb[0], rgb[1], rgb[2]), 1e-4f);
      for (int k = 0; k < 3; k++)
        even->pigment[k]->data[i] = target * rgb[k] / y / MAX (canvas->light[k]->data[i], 1e-4f);
      if (canvas->skin->data[i] > 0.5f)
        {
          log_change += (double)canvas->skin->data[i] * log ((double)(target / base));
          weight += (double)canvas->skin->data[i];
        }
    }
  keep_mean (even, log_change, weight);
  for (int k = 0; k < 3; k++)
    {
      vanity_mask_free (near[k]);
      vanity_mask_free (fine[k]);
    }
  return even;
}

const VanityEven *
vanity_even_get (VanityCanvas *canvas, double blotches, double redness)
{
  g_autofree char *key = g_strdup_printf ("even/%.3f/%.3f", blotches, redness);
  VanityEven *even = vanity_canvas_recall (canvas, key);

  if (even == NULL)
    {
      even = measure (canvas, (float)blotches, (float)redness);
      vanity_canvas_remember (canvas, key, even, even_free);
    }
  return even;
}

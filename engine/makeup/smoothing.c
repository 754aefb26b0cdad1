/* Skin made even, its pores kept.
 *
 * Frequency separation: the photo is thought of as bands, each the difference of two blurs. What
 * is finer than a pore's surroundings is not touched at all: the correction is a gain that changes
 * more slowly than that. The band of blotches, some millimetres wide, is reduced; what is wider is
 * the face's form and the light on it, and stays. Strong steps of the middle band are edges and
 * folds, not blotches, and are left as well. The mean colour of the skin stays what it is. */
#include "makeup/layer-kinds.h"
#include "makeup/params.h"
#include "makeup/retouch.h"

#include <math.h>

/* Standard deviation of what is finer than blotches. */
#define FINE_MM 1.1
/* A step of log luminance that is as likely a fold as a blotch. */
#define FOLD 0.32f
/* Of the blotches' lightness and of their hue, how much goes at full strength. */
#define LIGHT_SHARE 0.95f
#define HUE_SHARE 1.0f
/* What is still taken for skin when the surroundings are averaged, as FOLD. */
#define ALIKE 0.36f

static const VanityParam params[] = {
  VANITY_PARAM_SHARE ("opacity", N_ ("Strength"), 0.7),
  VANITY_PARAM_LENGTH ("size", N_ ("Size of blotches"), 2, 10, 6),
};

/* The surroundings, without what is unlike them: two rounds of weights. */
static void
blur_alike (VanityMask *wide[3], VanityMask *const log_rgb[3], const VanityMask *skin, double sigma)
{
  g_autoptr (VanityMask) weight = vanity_mask_copy (skin);
  int n = skin->width * skin->height;

  vanity_mask_blur_weighted (wide, 3, skin, sigma);
  for (int i = 0; i < n; i++)
    {
      float here[3], around[3], step;

      for (int k = 0; k < 3; k++)
        {
          here[k] = log_rgb[k]->data[i];
          around[k] = wide[k]->data[i];
          wide[k]->data[i] = here[k];
        }
      if (!(weight->data[i] > 0))
        continue;
      step = (vanity_retouch_get_light (here) - vanity_retouch_get_light (around)) / ALIKE;
      weight->data[i] *= expf (-0.5f * step * step);
    }
  vanity_mask_blur_weighted (wide, 3, weight, sigma);
}

/* Turns `fine` into the gain that takes it towards `wide`. */
static void
make_gain (VanityMask *fine[3], VanityMask *const wide[3], const VanityMask *skin)
{
  double before[3] = { 0, 0, 0 }, after[3] = { 0, 0, 0 };
  int n = skin->width * skin->height;

  for (int i = 0; i < n; i++)
    {
      float own[3], step[3], light, keep;

      for (int k = 0; k < 3; k++)
        {
          own[k] = fine[k]->data[i];
          step[k] = wide[k]->data[i];
        }
      light = vanity_retouch_get_light (step) - vanity_retouch_get_light (own);
      keep = expf (-light * light / (FOLD * FOLD));
      for (int k = 0; k < 3; k++)
        {
          float hue = CLAMP (step[k] - own[k] - light, -0.3f, 0.3f);
          float gain = expf (keep * (LIGHT_SHARE * light + HUE_SHARE * hue)), worn;
          double weight = (double)skin->data[i];

          worn = expf (own[k]);
          fine[k]->data[i] = gain;
          before[k] += weight * (double)cbrtf (worn);
          after[k] += weight * (double)cbrtf (worn * (1 + skin->data[i] * (gain - 1)));
        }
    }
  /* Lab is made of cube roots: their means stay. */
  for (int k = 0; k < 3; k++)
    if (after[k] > 0)
      vanity_mask_scale (fine[k], (float)pow (before[k] / after[k], 3));
}

static void
draw (const VanityLayer *layer, VanityCanvas *canvas)
{
  double size = vanity_layer_get_number (layer, "size");
  const VanityMask *skin = vanity_retouch_get_skin (canvas);
  VanityMask *log_rgb[3], *fine[3], *wide[3];

  if (!vanity_retouch_read (canvas, canvas->field_step, log_rgb))
    return;
  for (int k = 0; k < 3; k++)
    {
      fine[k] = vanity_mask_copy (log_rgb[k]);
      wide[k] = vanity_mask_copy (log_rgb[k]);
    }
  vanity_mask_blur_weighted (fine, 3, skin, FINE_MM * canvas->unit);
  blur_alike (wide, log_rgb, skin, size * canvas->unit);
  make_gain (fine, wide, skin);
  vanity_retouch_lay (canvas, skin, canvas->allow, vanity_layer_get_number (layer, "opacity"),
                      VANITY_BLEND_GAIN, fine);
  vanity_retouch_free (log_rgb);
  vanity_retouch_free (wide);
}

const VanityLayerKind vanity_smoothing_kind = {
  .id = "smoothing",
  .label = N_ ("Smooth skin"),
  .group = VANITY_LAYER_GROUP_RETOUCH,
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .draw = draw,
};

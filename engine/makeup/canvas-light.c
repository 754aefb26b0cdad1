/* The light on every part of the face, told apart from the skin's texture. */
#include "makeup/canvas-private.h"

#include <math.h>

#define LIGHT_MM 9.0 /* light changes slowly over a face … */
#define BASE_MM 2.6  /* … its form faster; finer than this is texture */
/* How much of the light's change of colour over the face is believed: the rest is the skin's own
 * (red cheeks, a shadow of beard). */
#define TINT_SHARE 0.4f

/* Skin again, now against the skin around it, so that a shaded cheek stays skin and a lock of hair
 * on a bright one does not. */
static void
refine_skin (VanityCanvas *canvas)
{
  VanityMask *around[3];

  for (int k = 0; k < 3; k++)
    {
      around[k] = vanity_mask_copy (canvas->mean[k]);
      vanity_mask_blur_weighted (around[k], canvas->skin, 8 * canvas->unit);
    }
  for (int i = 0; i < canvas->skin->width * canvas->skin->height; i++)
    {
      float rgb[3], mean[3], dr, db, dy, x = canvas->chart[0]->data[i];
      float y = canvas->chart[1]->data[i], loose = 1;

      for (int k = 0; k < 3; k++)
        {
          rgb[k] = canvas->mean[k]->data[i] + 2e-3f;
          mean[k] = around[k]->data[i] + 2e-3f;
        }
      /* Lids are darker, redder and often made up already, yet skin. */
      if (fabsf (x) > 12 && fabsf (x) < 56 && y > 12 && y < 46)
        loose = 2.2f;
      dr = (logf (rgb[0] / rgb[1]) - logf (mean[0] / mean[1])) / (0.20f * loose);
      db = (logf (rgb[2] / rgb[1]) - logf (mean[2] / mean[1])) / (0.32f * loose);
      dy = logf (vanity_luminance (rgb[0], rgb[1], rgb[2])
                 / vanity_luminance (mean[0], mean[1], mean[2]));
      /* Highlights are white and bright, and lie on skin. */
      if (dy > 0)
        {
          dr *= 1 / (1 + 3 * dy);
          db *= 1 / (1 + 3 * dy);
          dy *= 0.8f;
        }
      else
        dy /= 0.42f * loose;
      canvas->skin->data[i] = canvas->visible->data[i]
                              * expf (-0.5f * MAX (dr * dr + db * db + dy * dy - 0.6f, 0.0f));
    }
  for (int k = 0; k < 3; k++)
    vanity_mask_free (around[k]);
}

void
vanity_canvas_measure_light (VanityCanvas *canvas)
{
  const VanityComplexion *complexion = &canvas->complexion;
  float skin[3] = { complexion->skin.r, complexion->skin.g, complexion->skin.b };
  float light[3] = { complexion->light.r, complexion->light.g, complexion->light.b };
  float plain = MAX (vanity_luminance (skin[0], skin[1], skin[2]), 1e-4f);

  refine_skin (canvas);
  for (int k = 0; k < 3; k++)
    {
      canvas->light[k] = vanity_mask_copy (canvas->mean[k]);
      vanity_mask_blur_weighted (canvas->light[k], canvas->skin, LIGHT_MM * canvas->unit);
    }
  canvas->base = vanity_canvas_new_field (canvas);
  for (int i = 0; i < canvas->base->width * canvas->base->height; i++)
    canvas->base->data[i] = vanity_canvas_mean_luminance (canvas, i);
  vanity_mask_blur_weighted (canvas->base, canvas->skin, BASE_MM * canvas->unit);

  for (int i = 0; i < canvas->base->width * canvas->base->height; i++)
    {
      float rgb[3], y, shade;

      for (int k = 0; k < 3; k++)
        rgb[k] = canvas->light[k]->data[i];
      y = vanity_luminance (rgb[0], rgb[1], rgb[2]);
      shade = CLAMP (y / plain, 0.08f, 4.0f);
      for (int k = 0; k < 3; k++)
        {
          float tint = rgb[k] / MAX (skin[k], 1e-4f) / MAX (y / plain, 1e-4f);

          tint = 1 + TINT_SHARE * (CLAMP (tint, 0.6f, 1.6f) - 1);
          canvas->light[k]->data[i] = light[k] * shade * tint;
        }
      canvas->base->data[i] = MAX (canvas->base->data[i], 1e-4f);
    }
}

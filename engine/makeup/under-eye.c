/* Dark circles made lighter, and their hue that of the cheek below: never lighter than the cheek,
 * and nothing where they are not darker. Bags, lines and pores stay: the correction is a gain that
 * changes slowly. */
#include "makeup/eye-frame.h"
#include "makeup/layer-kinds.h"
#include "makeup/params.h"
#include "makeup/retouch.h"
#include "makeup/zone.h"

#include <math.h>

#define FINE_MM 1.4
#define CHEEK_MM 9.0
/* The most that anything gets lighter or another hue, as a logarithm. */
#define MOST_LIGHT 0.45f
#define MOST_HUE 0.20f
/* From the lashes on, v in mm. */
#define LASHES_MM 1.2
#define CLEAR_MM 2.6

static const VanityParam params[] = {
  VANITY_PARAM_SHARE ("opacity", N_ ("Strength"), 0.6),
  VANITY_PARAM_SHARE ("lightening", N_ ("Lightening"), 0.7),
  VANITY_PARAM_SHARE ("evening", N_ ("Evening of hue"), 0.7),
};

static float
circle (float x, float y, gconstpointer data)
{
  static const VanityBrush hollow = { 18, 15, 4.2f, 42, 12, 5.0f };
  static const VanityBrush trough = { 17, 13, 3.2f, 30, 5, 3.6f };
  float most = MAX (vanity_brush_at (&hollow, x, y), 0.8f * vanity_brush_at (&trough, x, y));

  return vanity_ramp (0.04f, 0.75f, most);
}

/* Where the cheek's own colour is taken from. */
static float
cheek (float x, float y, gconstpointer data)
{
  float side = fabsf (x);

  return vanity_ramp (4, 0, y) * vanity_ramp (-24, -14, y) * vanity_ramp (20, 26, side)
         * vanity_ramp (60, 50, side);
}

/* The circle of both eyes, away from the lashes and where the photo shows the eyes. */
static const VanityMask *
get_area (VanityCanvas *canvas)
{
  VanityMask *mask = vanity_canvas_recall (canvas, "under-eye");
  const VanityEyeFrame *eyes[2]
      = { vanity_eye_frame_get (canvas, FALSE), vanity_eye_frame_get (canvas, TRUE) };

  if (mask != NULL)
    return mask;
  mask = vanity_zone_new_field (canvas, circle, NULL);
  for (int i = 0; i < mask->width * mask->height; i++)
    {
      double x = mask->rect.x + (i % mask->width + 0.5) * mask->step, u, v, below;
      double y = mask->rect.y + (i / mask->width + 0.5) * mask->step;
      const VanityEyeFrame *eye = eyes[canvas->chart[0]->data[i] > 0];

      if (!(mask->data[i] > 0))
        continue;
      mask->data[i] *= canvas->skin->data[i];
      if (eye == NULL)
        {
          mask->data[i] = 0;
          continue;
        }
      vanity_eye_frame_from_photo (eye, x, y, &u, &v);
      below = (vanity_eye_curve_get (eye, &eye->lower, u) - v) / eye->mm;
      mask->data[i] *= (float)(vanity_eye_fade (LASHES_MM, CLEAR_MM, below) * eye->sight);
    }
  mask = vanity_mask_trim (mask);
  if (mask != NULL)
    vanity_canvas_remember (canvas, "under-eye", mask, (GDestroyNotify)vanity_mask_free);
  return mask;
}

/* The mean lightness of each cheek, a logarithm: right, left. */
static void
measure_cheeks (const VanityCanvas *canvas, VanityMask *const log_rgb[3], const VanityMask *weight,
                float means[2])
{
  double sum[2] = { 0, 0 }, n[2] = { 1e-9, 1e-9 };

  for (int i = 0; i < weight->width * weight->height; i++)
    {
      const float rgb[3] = { log_rgb[0]->data[i], log_rgb[1]->data[i], log_rgb[2]->data[i] };
      int left = canvas->chart[0]->data[i] > 0;

      if (!(weight->data[i] > 0))
        continue;
      sum[left] += (double)(weight->data[i] * vanity_retouch_get_light (rgb));
      n[left] += (double)weight->data[i];
    }
  means[0] = (float)(sum[0] / n[0]);
  means[1] = (float)(sum[1] / n[1]);
}

/* Turns `fine` into the gain. `means`: above them nothing gets. */
static void
make_gain (const VanityCanvas *canvas, VanityMask *fine[3], VanityMask *const cheeks[3],
           const float means[2], float lightening, float evening)
{
  for (int i = 0; i < fine[0]->width * fine[0]->height; i++)
    {
      float own[3], below[3], gain[3], light, toward, lighter, excess;

      for (int k = 0; k < 3; k++)
        {
          own[k] = fine[k]->data[i];
          below[k] = cheeks[k]->data[i];
        }
      light = vanity_retouch_get_light (own);
      toward = MIN (vanity_retouch_get_light (below), means[canvas->chart[0]->data[i] > 0]) - light;
      lighter = lightening * CLAMP (toward, 0.0f, MOST_LIGHT);
      for (int k = 0; k < 3; k++)
        {
          float hue = below[k] - own[k] - (vanity_retouch_get_light (below) - light);

          hue = evening * CLAMP (hue, -MOST_HUE, MOST_HUE);

          /* No shade, no circle: a hue of its own alone is none. */
          gain[k] = lighter + hue * vanity_ramp (0, 0.12f, toward);
          own[k] += gain[k];
        }
      /* The hue is to change no lightness. */
      excess = vanity_retouch_get_light (own) - light - lighter;
      for (int k = 0; k < 3; k++)
        fine[k]->data[i] = expf (gain[k] - excess);
    }
}

static void
draw (const VanityLayer *layer, VanityCanvas *canvas)
{
  const VanityMask *area = get_area (canvas);
  g_autoptr (VanityMask) weight = vanity_zone_new_field (canvas, cheek, NULL);
  VanityMask *fine[3], *cheeks[3];
  double known = 0;
  float means[2];

  if (area == NULL)
    return;
  vanity_mask_multiply (weight, canvas->skin);
  for (int i = 0; i < weight->width * weight->height; i++)
    known += (double)weight->data[i];
  /* A cheek of some 10 mm by 10. */
  if (known * weight->step * weight->step < 100 * canvas->unit * canvas->unit
      || !vanity_retouch_read (canvas, canvas->field_step, fine))
    return;
  for (int k = 0; k < 3; k++)
    cheeks[k] = vanity_mask_copy (fine[k]);
  measure_cheeks (canvas, fine, weight, means);
  vanity_mask_blur_weighted (cheeks, 3, weight, CHEEK_MM * canvas->unit);
  vanity_mask_blur_weighted (fine, 3, canvas->skin, FINE_MM * canvas->unit);
  make_gain (canvas, fine, cheeks, means, (float)vanity_layer_get_number (layer, "lightening"),
             (float)vanity_layer_get_number (layer, "evening"));
  vanity_retouch_lay (canvas, area, canvas->allow, vanity_layer_get_number (layer, "opacity"),
                      VANITY_BLEND_GAIN, fine);
  vanity_retouch_free (cheeks);
}

const VanityLayerKind vanity_under_eye_kind = {
  .id = "under-eye",
  .label = N_ ("Under-eye brightening"),
  .group = VANITY_LAYER_GROUP_RETOUCH,
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .draw = draw,
};

#include "makeup/film.h"
#include "makeup/layer-kinds.h"
#include "makeup/params.h"
#include "makeup/zone.h"

#include <math.h>

static const char *const finishes[] = { "satin", "shimmer", "gloss", NULL };
static const char *const finish_labels[] = { N_ ("Satin"), N_ ("Shimmer"), N_ ("Wet"), NULL };

static const VanityParam params[] = {
  VANITY_PARAM_SHARE ("opacity", N_ ("Strength"), 0.5),
  VANITY_PARAM_SWATCH ("color", N_ ("Colour"), "#f4dcc2"),
  VANITY_PARAM_ONE_OF ("finish", N_ ("Finish"), finishes, finish_labels),
  VANITY_PARAM_SHARE ("cheek", N_ ("Cheekbones"), 0.8),
  VANITY_PARAM_SHARE ("brow", N_ ("Under the brows"), 0.3),
  VANITY_PARAM_SHARE ("nose", N_ ("Nose"), 0.4),
  VANITY_PARAM_SHARE ("lip", N_ ("Above the lips"), 0.3),
  VANITY_PARAM_SHARE ("inner-eye", N_ ("Inner corners of the eyes"), 0.2),
  VANITY_PARAM_SHARE ("forehead", N_ ("Forehead and chin"), 0.0),
};

typedef struct
{
  float cheek, brow, nose, lip, inner_eye, forehead;
} Zones;

static float
zone (float x, float y, gconstpointer data)
{
  static const VanityBrush cheek = { 47, 4, 4.5f, 67, 17, 6 };
  static const VanityBrush brow = { 42, 40, 2.5f, 54, 37, 2.5f };
  static const VanityBrush bridge = { 0, 36, 2.3f, 0, 2, 2.0f };
  static const VanityBrush tip = { 0, -7, 3, 0, -9, 3 };
  static const VanityBrush cupid = { 0, -30.5f, 2.0f, 5.5f, -31, 1.6f };
  static const VanityBrush corner = { 15.5f, 25, 2.2f, 17, 24, 2.2f };
  static const VanityBrush forehead = { 0, 60, 9, 12, 62, 9 };
  static const VanityBrush chin = { 0, -74, 5.5f, 3, -74, 5.5f };
  const Zones *zones = data;
  float light = zones->cheek * vanity_brush_at (&cheek, x, y);

  light = MAX (light, zones->brow * vanity_brush_at (&brow, x, y));
  light = MAX (light, zones->nose * 0.8f * vanity_brush_at (&bridge, x, y));
  light = MAX (light, zones->nose * vanity_brush_at (&tip, x, y));
  light = MAX (light, zones->lip * vanity_brush_at (&cupid, x, y));
  light = MAX (light, zones->inner_eye * vanity_brush_at (&corner, x, y));
  light = MAX (light, zones->forehead * 0.7f * vanity_brush_at (&forehead, x, y));
  return MAX (light, zones->forehead * 0.6f * vanity_brush_at (&chin, x, y));
}

/* Reflects where the surface leads the light to the eye (Blinn 1977, a broad lobe), and hardly
 * where the face lies in shade. */
static void
light_zone (const VanityCanvas *canvas, VanityMask *mask)
{
  const double *toward = canvas->complexion.toward;
  double half[3] = { toward[0], toward[1], toward[2] + 1 };
  double length = sqrt (half[0] * half[0] + half[1] * half[1] + half[2] * half[2]);
  VanityRgb light = canvas->complexion.light;
  float plain = MAX (light.g, 1e-3f);

  for (int i = 0; i < mask->width * mask->height; i++)
    {
      double x = mask->rect.x + (i % mask->width + 0.5) * mask->step, facing = 0;
      double y = mask->rect.y + (i / mask->width + 0.5) * mask->step;
      float lit;

      if (mask->data[i] <= 0)
        continue;
      for (int k = 0; k < 3; k++)
        facing += half[k] / length * (double)vanity_canvas_sample (canvas->normal[k], x, y);
      lit = vanity_canvas_sample (canvas->light[1], x, y) / plain;
      mask->data[i] *= 0.55f + 0.45f * powf (CLAMP ((float)facing, 0.0f, 1.0f), 4);
      mask->data[i] *= CLAMP (lit, 0.15f, 1.1f);
    }
}

static VanityMask *
get_zone (VanityCanvas *canvas, const Zones *zones)
{
  g_autofree char *key = g_strdup_printf (
      "highlight/%.3f/%.3f/%.3f/%.3f/%.3f/%.3f", (double)zones->cheek, (double)zones->brow,
      (double)zones->nose, (double)zones->lip, (double)zones->inner_eye, (double)zones->forehead);
  VanityMask *mask = vanity_canvas_recall (canvas, key);

  if (mask == NULL)
    {
      mask = vanity_zone_new (canvas, zone, zones);
      if (mask == NULL)
        return NULL;
      light_zone (canvas, mask);
      vanity_canvas_remember (canvas, key, mask, (GDestroyNotify)vanity_mask_free);
    }
  return mask;
}

static void
draw (const VanityLayer *layer, VanityCanvas *canvas)
{
  Zones zones = { (float)vanity_layer_get_number (layer, "cheek"),
                  (float)vanity_layer_get_number (layer, "brow"),
                  (float)vanity_layer_get_number (layer, "nose"),
                  (float)vanity_layer_get_number (layer, "lip"),
                  (float)vanity_layer_get_number (layer, "inner-eye"),
                  (float)vanity_layer_get_number (layer, "forehead") };
  const VanityComplexion *complexion = &canvas->complexion;
  VanityFilm film = VANITY_FILM_INIT (NULL, vanity_layer_get_color (layer, "color"));
  double albedo;

  /* The same powder stands out more on deep skin: it is used with a lighter hand there. */
  albedo = (double)(complexion->skin.g / MAX (complexion->light.g, 1e-3f));
  film.coverage = get_zone (canvas, &zones);
  film.within = canvas->allow;
  film.opacity
      = vanity_layer_get_number (layer, "opacity") * CLAMP (0.30 + 0.9 * albedo, 0.3, 0.62);
  film.blend = VANITY_BLEND_GLOW;
  film.finish = vanity_film_finish_parse (vanity_layer_get_choice (layer, "finish"));
  film.shine = 1;
  vanity_canvas_lay (canvas, &film);
}

const VanityLayerKind vanity_highlight_kind = {
  .id = "highlight",
  .label = N_ ("Highlight"),
  .group = VANITY_LAYER_GROUP_CHEEKS,
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .paints = TRUE,
  .draw = draw,
};

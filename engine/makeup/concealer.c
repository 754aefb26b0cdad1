#include "makeup/even.h"
#include "makeup/film.h"
#include "makeup/layer-kinds.h"
#include "makeup/params.h"
#include "makeup/zone.h"

#include <math.h>

static const VanityParam params[] = {
  VANITY_PARAM_SHARE ("opacity", N_ ("Strength"), 0.6),
  VANITY_PARAM_SHARE ("under-eye", N_ ("Under the eyes"), 0.8),
  VANITY_PARAM_SHARE ("nose", N_ ("Beside the nose"), 0.4),
  VANITY_PARAM_SHARE ("lift", N_ ("Lightening"), 0.3),
};

typedef struct
{
  float under_eye, nose;
} Zones;

static float
zone (float x, float y, gconstpointer data)
{
  static const VanityBrush hollow = { 19, 14, 4.5f, 41, 11, 5.5f };
  static const VanityBrush wing = { 20, -9, 3.5f, 20, -17, 3.5f };
  const Zones *zones = data;

  return MAX (zones->under_eye * vanity_brush_at (&hollow, x, y),
              zones->nose * vanity_brush_at (&wing, x, y));
}

static void
draw (const VanityLayer *layer, VanityCanvas *canvas)
{
  Zones zones = { (float)vanity_layer_get_number (layer, "under-eye"),
                  (float)vanity_layer_get_number (layer, "nose") };
  double lift = vanity_layer_get_number (layer, "lift");
  g_autofree char *key
      = g_strdup_printf ("concealer/%.3f/%.3f", (double)zones.under_eye, (double)zones.nose);
  const VanityEven *even = vanity_even_get (canvas, 0.75, 0.9);
  VanityFilm film = VANITY_FILM_INIT (NULL, ((VanityRgb){ 1, 1, 1 }));
  float lighter = (float)(1 + 0.22 * lift);

  film.coverage = vanity_zone_get (canvas, key, zone, &zones);
  film.within = canvas->allow;
  film.opacity = vanity_layer_get_number (layer, "opacity");
  film.texture = 0.85;
  for (int k = 0; k < 3; k++)
    film.pigments[k] = even->pigment[k];
  vanity_canvas_lay (canvas, &film);
  film.blend = VANITY_BLEND_GAIN;
  film.added = VANITY_ADDED_ALSO;
  film.pigment = (VanityRgb){ lighter, lighter, lighter };
  film.pigments[0] = film.pigments[1] = film.pigments[2] = NULL;
  vanity_canvas_lay (canvas, &film);
}

const VanityLayerKind vanity_concealer_kind = {
  .id = "concealer",
  .label = N_ ("Concealer"),
  .group = VANITY_LAYER_GROUP_SKIN,
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .paints = TRUE,
  .draw = draw,
};

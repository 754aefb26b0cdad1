#include "makeup/film.h"
#include "makeup/layer-kinds.h"
#include "makeup/params.h"
#include "makeup/zone.h"

#include <math.h>

static const char *const tones[] = { "auto", "chosen", NULL };
static const char *const tone_labels[]
    = { N_ ("Made for this skin"), N_ ("The chosen colour"), NULL };

static const VanityParam params[] = {
  VANITY_PARAM_SHARE ("opacity", N_ ("Strength"), 0.5),
  VANITY_PARAM_ONE_OF ("tone", N_ ("Tone"), tones, tone_labels),
  VANITY_PARAM_SWATCH ("color", N_ ("Colour"), "#8a6248"),
  VANITY_PARAM_SHARE ("cheek", N_ ("Under the cheekbones"), 0.7),
  VANITY_PARAM_SHARE ("jaw", N_ ("Jaw"), 0.4),
  VANITY_PARAM_SHARE ("nose", N_ ("Nose"), 0.25),
  VANITY_PARAM_SHARE ("forehead", N_ ("Temples"), 0.3),
};

typedef struct
{
  float cheek, jaw, nose, forehead;
} Zones;

static float
zone (float x, float y, gconstpointer data)
{
  static const VanityBrush hollow = { 74, 0, 7.5f, 47, -19, 5 };
  static const VanityBrush jaw[] = { { 68, -50, 8, 50, -74, 7 }, { 50, -74, 7, 26, -91, 5 } };
  static const VanityBrush bridge = { 9.5f, 34, 2.4f, 9, 0, 2.4f };
  static const VanityBrush temple = { 76, 40, 9, 56, 68, 7 };
  const Zones *zones = data;
  float dark = zones->cheek * vanity_brush_at (&hollow, x, y);

  for (gsize i = 0; i < G_N_ELEMENTS (jaw); i++)
    dark = MAX (dark, zones->jaw * vanity_brush_at (&jaw[i], x, y));
  dark = MAX (dark, zones->nose * vanity_brush_at (&bridge, x, y));
  /* Where the mesh ends the forehead often goes on: nothing is to show its edge. */
  return MAX (dark, zones->forehead * vanity_brush_at (&temple, x, y) * vanity_ramp (76, 60, y));
}

/* What the shade makes of this skin's light: a shadow is cooler than the skin, and as deep in
 * proportion on every skin. A chosen colour is taken relative to the skin. */
static VanityRgb
get_shadow (const VanityLayer *layer, const VanityCanvas *canvas)
{
  const VanityComplexion *complexion = &canvas->complexion;
  VanityRgb color;

  if (g_strcmp0 (vanity_layer_get_choice (layer, "tone"), "auto") == 0)
    return (VanityRgb){ 0.50f, 0.44f, 0.42f };
  color = vanity_canvas_adapt (canvas, vanity_layer_get_color (layer, "color"), -6, 30);
  color.r *= complexion->light.r / MAX (complexion->skin.r, 1e-3f);
  color.g *= complexion->light.g / MAX (complexion->skin.g, 1e-3f);
  color.b *= complexion->light.b / MAX (complexion->skin.b, 1e-3f);
  return (VanityRgb){ CLAMP (color.r, 0.2f, 1.0f), CLAMP (color.g, 0.2f, 1.0f),
                      CLAMP (color.b, 0.2f, 1.0f) };
}

static void
draw (const VanityLayer *layer, VanityCanvas *canvas)
{
  Zones zones = { (float)vanity_layer_get_number (layer, "cheek"),
                  (float)vanity_layer_get_number (layer, "jaw"),
                  (float)vanity_layer_get_number (layer, "nose"),
                  (float)vanity_layer_get_number (layer, "forehead") };
  g_autofree char *key
      = g_strdup_printf ("contour/%.3f/%.3f/%.3f/%.3f", (double)zones.cheek, (double)zones.jaw,
                         (double)zones.nose, (double)zones.forehead);
  VanityFilm film = VANITY_FILM_INIT (NULL, get_shadow (layer, canvas));

  film.coverage = vanity_zone_get (canvas, key, zone, &zones);
  film.within = canvas->allow;
  film.opacity = 0.8 * vanity_layer_get_number (layer, "opacity");
  film.blend = VANITY_BLEND_GAIN;
  vanity_canvas_lay (canvas, &film);
}

const VanityLayerKind vanity_contour_kind = {
  .id = "contour",
  .label = N_ ("Contour"),
  .group = VANITY_LAYER_GROUP_CHEEKS,
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .paints = TRUE,
  .draw = draw,
};

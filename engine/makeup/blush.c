#include "makeup/film.h"
#include "makeup/layer-kinds.h"
#include "makeup/params.h"
#include "makeup/zone.h"

#include <math.h>

static const char *const placements[] = { "apples", "lifted", "draped", "sunkissed", NULL };
static const char *const placement_labels[]
    = { N_ ("On the apples"), N_ ("Lifted"), N_ ("Draped to the temples"), N_ ("Sun-kissed"),
        NULL };
static const char *const finishes[] = { "satin", "matte", "shimmer", NULL };
static const char *const finish_labels[] = { N_ ("Satin"), N_ ("Matte"), N_ ("Shimmer"), NULL };

static const VanityParam params[] = {
  VANITY_PARAM_SHARE ("opacity", N_ ("Strength"), 0.5),
  VANITY_PARAM_SWATCH ("color", N_ ("Colour"), "#d8707a"),
  VANITY_PARAM_ONE_OF ("placement", N_ ("Placement"), placements, placement_labels),
  VANITY_PARAM_ONE_OF ("finish", N_ ("Finish"), finishes, finish_labels),
  VANITY_PARAM_SHARE ("spread", N_ ("Spread"), 0.5),
};

typedef struct
{
  VanityBrush brush;
  float nose; /* how much reaches over the nose's bridge */
} Placement;

static const Placement placement_brushes[] = {
  { { 39, -4, 12, 50, 3, 11 }, 0 },
  { { 43, -2, 10, 66, 14, 10 }, 0 },
  { { 44, 0, 10, 72, 34, 9 }, 0 },
  { { 26, 5, 9.5f, 54, 3, 11 }, 0.75f },
};

static float
zone (float x, float y, gconstpointer data)
{
  const Placement *placement = data;
  float side = fabsf (x), amount = vanity_brush_at (&placement->brush, x, y);

  if (placement->nose > 0)
    {
      float bridge = (y - 8) / 11;

      amount = MAX (amount, placement->nose * expf (-0.5f * bridge * bridge)
                                * (1 - vanity_ramp (14, 30, side)));
    }
  /* Kept away from the lower lids and the sides of the mouth. */
  amount *= 1 - vanity_ramp (9, 17, y) * (1 - vanity_ramp (48, 58, side));
  return amount * vanity_ramp (-34, -20, y);
}

static void
draw (const VanityLayer *layer, VanityCanvas *canvas)
{
  const char *choice = vanity_layer_get_choice (layer, "placement");
  double spread = vanity_layer_get_number (layer, "spread");
  g_autofree char *key = g_strdup_printf ("blush/%s/%.3f", choice, spread);
  VanityFilm film = VANITY_FILM_INIT (
      NULL, vanity_canvas_adapt (canvas, vanity_layer_get_color (layer, "color"), 5, 26));
  int which = 0;
  Placement placement;

  while (placements[which + 1] != NULL && g_strcmp0 (placements[which], choice) != 0)
    which++;
  placement = placement_brushes[which];
  placement.brush.radius0 *= (float)(0.7 + 0.6 * spread);
  placement.brush.radius1 *= (float)(0.7 + 0.6 * spread);
  film.coverage = vanity_zone_get (canvas, key, zone, &placement);
  film.within = canvas->allow;
  film.opacity = 0.85 * vanity_layer_get_number (layer, "opacity");
  film.body = 0.6;
  film.finish = vanity_film_finish_parse (vanity_layer_get_choice (layer, "finish"));
  film.shine = 0.6;
  vanity_canvas_lay (canvas, &film);
}

const VanityLayerKind vanity_blush_kind = {
  .id = "blush",
  .label = N_ ("Blush"),
  .group = VANITY_LAYER_GROUP_CHEEKS,
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .paints = TRUE,
  .draw = draw,
};

#include "makeup/film.h"
#include "makeup/layer-kinds.h"
#include "makeup/lips.h"
#include "makeup/params.h"

static const VanityParam params[] = {
  VANITY_PARAM_SHARE ("opacity", N_ ("Strength"), 0.7),
  VANITY_PARAM_SWATCH ("color", N_ ("Colour"), "#8a3b3e"),
  VANITY_PARAM_LENGTH ("width", N_ ("Width"), 0.4, 4.0, 1.4),
  VANITY_PARAM_SHARE ("softness", N_ ("Blended inwards"), 0.5),
  VANITY_PARAM_LENGTH ("overline", N_ ("Beyond the border"), -1.0, 1.5, 0.0),
};

/* A pencil line just within the border; its inner side blends into the lips. */
static void
draw (const VanityLayer *layer, VanityCanvas *canvas)
{
  const VanityLips *lips = vanity_lips_get (canvas);
  double width = vanity_layer_get_number (layer, "width");
  double softness = vanity_layer_get_number (layer, "softness");
  double overline = vanity_layer_get_number (layer, "overline");
  const VanityMask *area = vanity_lips_get_area (canvas, overline, 0.2);
  g_autoptr (VanityPath) inner = NULL;
  g_autoptr (VanityMask) line = NULL;
  g_autoptr (VanityMask) filled = NULL;
  VanityRgb color
      = vanity_canvas_deepen (canvas, vanity_layer_get_color (layer, "color"), lips->color);
  VanityFilm film = VANITY_FILM_INIT (NULL, vanity_canvas_adapt (canvas, color, 14, 100));

  if (area == NULL)
    return;
  inner = vanity_lips_new_border (canvas, lips, overline - width);
  filled = vanity_path_mask (inner, MAX ((0.15 + 1.2 * softness) * canvas->lip_unit, 0.4),
                             &canvas->rect);
  line = vanity_mask_copy (area);
  vanity_mask_subtract (line, filled);
  film.coverage = line;
  film.opacity = vanity_layer_get_number (layer, "opacity");
  film.base = lips->base;
  film.form = lips->form;
  film.finish = VANITY_FILM_FINISH_MATTE;
  film.body = 0.8;
  vanity_canvas_lay (canvas, &film);
}

const VanityLayerKind vanity_lip_liner_kind = {
  .id = "lip-liner",
  .label = N_ ("Lip liner"),
  .group = VANITY_LAYER_GROUP_LIPS,
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .paints = TRUE,
  .draw = draw,
};

#include "makeup/film.h"
#include "makeup/layer-kinds.h"
#include "makeup/lips.h"
#include "makeup/params.h"

#include <math.h>

static const char *const finishes[] = { "satin", "matte", "gloss", "shimmer", "metallic", NULL };
static const char *const finish_labels[]
    = { N_ ("Satin"), N_ ("Matte"), N_ ("Gloss"), N_ ("Shimmer"), N_ ("Metallic"), NULL };

static const VanityParam params[] = {
  VANITY_PARAM_SHARE ("opacity", N_ ("Strength"), 0.9),
  VANITY_PARAM_SWATCH ("color", N_ ("Colour"), "#b23a4a"),
  VANITY_PARAM_ONE_OF ("finish", N_ ("Finish"), finishes, finish_labels),
  VANITY_PARAM_SHARE ("coverage", N_ ("Coverage, sheer to opaque"), 0.8),
  VANITY_PARAM_SHARE ("shine", N_ ("How much the finish shows"), 0.7),
  VANITY_PARAM_SHARE ("gradient", N_ ("Fading towards the edge"), 0.0),
  VANITY_PARAM_SHARE ("softness", N_ ("Soft edge"), 0.2),
  VANITY_PARAM_LENGTH ("overline", N_ ("Beyond the border"), -1.0, 1.5, 0.0),
};

/* Colour that sits in the middle of the lips and fades outwards: 1 round the opening. */
static VanityMask *
new_gradient (const VanityCanvas *canvas, const VanityLips *lips, const VanityMask *area,
              double gradient)
{
  VanityMask *mask = vanity_mask_new (&area->rect, NULL, MAX (1, (int)(0.5 * canvas->lip_unit)));
  double thick = 0.26 * lips->height * canvas->lip_unit;
  g_autoptr (VanityPath) line
      = vanity_path_new_polyline (lips->opening->points, lips->opening->n, TRUE);

  for (int i = 0; i < line->n; i++)
    line->points[i].width = 2 * thick;
  vanity_path_fill (line, mask);
  vanity_path_stroke (line, 0.5 * thick, mask);
  vanity_mask_blur (mask, 0.7 * thick);
  for (int i = 0; i < mask->width * mask->height; i++)
    mask->data[i] = 1 - (float)gradient * (1 - MIN (1.25f * mask->data[i], 1.0f));
  return mask;
}

/* A wet highlight in the fullest part of the lower lip and on the peaks of the upper one, for
 * when the photo shows none of its own. */
static VanityMask *
new_reflection (VanityCanvas *canvas, const VanityMask *area)
{
  static const struct
  {
    int point, inner;
    double inward, width, height, amount;
  } spots[] = {
    { 17, 14, 0.52, 6.5, 1.0, 0.8 },    { 314, 317, 0.5, 3.5, 0.9, 0.35 },
    { 84, 87, 0.5, 3.5, 0.9, 0.5 },     { 37, 82, 0.3, 2.6, 0.55, 0.45 },
    { 267, 312, 0.3, 2.6, 0.55, 0.35 },
  };
  VanityMask *mask = vanity_mask_new (&area->rect, NULL, 1);
  const VanityPoint *left = vanity_canvas_point (canvas, 291);
  const VanityPoint *right = vanity_canvas_point (canvas, 61);
  double ux = (double)(left->x - right->x), uy = (double)(left->y - right->y);
  double length = hypot (ux, uy);

  if (!(length > 1e-6))
    return mask;
  ux /= length;
  uy /= length;
  for (gsize k = 0; k < G_N_ELEMENTS (spots); k++)
    {
      const VanityPoint *outer = vanity_canvas_point (canvas, spots[k].point);
      const VanityPoint *inner = vanity_canvas_point (canvas, spots[k].inner);
      double x = (double)outer->x + spots[k].inward * (double)(inner->x - outer->x);
      double y = (double)outer->y + spots[k].inward * (double)(inner->y - outer->y);
      double w = spots[k].width * canvas->lip_unit, h = spots[k].height * canvas->lip_unit;
      VanityRect rect = vanity_rect_around (x, y, x, y, 2.5 * w);
      VanityRect both;

      if (!vanity_rect_intersect (&rect, &mask->rect, &both))
        continue;
      for (int j = both.y; j < both.y + both.height; j++)
        for (int i = both.x; i < both.x + both.width; i++)
          {
            double dx = i + 0.5 - x, dy = j + 0.5 - y;
            double u = (dx * ux + dy * uy) / w, v = (dy * ux - dx * uy) / h;
            float *sample = &mask->data[(j - mask->rect.y) * mask->width + (i - mask->rect.x)];

            *sample += (float)(spots[k].amount * exp (-0.5 * (u * u + v * v)));
          }
    }
  return mask;
}

/* Adds the reflection, broken up by the lips' own fine lines. */
static void
lay_reflection (VanityCanvas *canvas, const VanityLips *lips, const VanityMask *area,
                double opacity, double shine)
{
  g_autoptr (VanityMask) reflection = NULL;
  VanityFilm film = VANITY_FILM_INIT (NULL, ((VanityRgb){ 1, 1, 1 }));
  double front = CLAMP (0.5 + 0.5 * canvas->complexion.toward[2], 0, 1);

  reflection = new_reflection (canvas, area);
  film.coverage = reflection;
  film.within = area;
  film.opacity = CLAMP (0.30 * shine * opacity * front, 0, 1);
  film.blend = VANITY_BLEND_GLOW;
  film.added = VANITY_ADDED_NONE;
  film.base = lips->base;
  vanity_canvas_lay (canvas, &film);
}

static void
draw (const VanityLayer *layer, VanityCanvas *canvas)
{
  const VanityLips *lips = vanity_lips_get (canvas);
  double softness = vanity_layer_get_number (layer, "softness");
  double coverage = vanity_layer_get_number (layer, "coverage");
  double gradient = vanity_layer_get_number (layer, "gradient");
  const VanityMask *area = vanity_lips_get_area (
      canvas, vanity_layer_get_number (layer, "overline"), 0.15 + 1.6 * softness * softness);
  g_autoptr (VanityMask) fade = NULL;
  VanityRgb color
      = vanity_canvas_deepen (canvas, vanity_layer_get_color (layer, "color"), lips->color);
  VanityFilm film = VANITY_FILM_INIT (area, vanity_canvas_adapt (canvas, color, 12, 100));

  if (area == NULL)
    return;
  if (gradient > 0)
    fade = new_gradient (canvas, lips, area, gradient);
  film.within = fade;
  film.opacity = vanity_layer_get_number (layer, "opacity") * (0.6 + 0.4 * coverage);
  film.body = 0.25 + 0.75 * coverage;
  film.base = lips->base;
  film.form = lips->form;
  film.finish = vanity_film_finish_parse (vanity_layer_get_choice (layer, "finish"));
  film.shine = vanity_layer_get_number (layer, "shine");
  vanity_canvas_lay (canvas, &film);
  if (film.finish == VANITY_FILM_FINISH_GLOSS || film.finish == VANITY_FILM_FINISH_METALLIC)
    lay_reflection (canvas, lips, area, vanity_layer_get_number (layer, "opacity"),
                    film.finish == VANITY_FILM_FINISH_GLOSS ? film.shine : 0.4 * film.shine);
}

const VanityLayerKind vanity_lipstick_kind = {
  .id = "lipstick",
  .label = N_ ("Lipstick"),
  .group = VANITY_LAYER_GROUP_LIPS,
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .paints = TRUE,
  .draw = draw,
};

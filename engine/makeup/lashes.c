#include "makeup/eye-lash.h"
#include "makeup/film.h"
#include "makeup/layer-kinds.h"
#include "makeup/params.h"

#include <math.h>

static const char *const styles[] = { "natural", "open", "cat", NULL };
static const char *const style_labels[]
    = { N_ ("Natural"), N_ ("Open, longest in the middle"), N_ ("Cat, longest outside"), NULL };

static const VanityParam params[] = {
  VANITY_PARAM_SHARE ("opacity", N_ ("Strength"), 0.9),
  VANITY_PARAM_SWATCH ("color", N_ ("Colour"), "#15100e"),
  VANITY_PARAM_SHARE ("upper", N_ ("Upper lashes"), 1.0),
  VANITY_PARAM_SHARE ("lower", N_ ("Lower lashes"), 0.4),
  VANITY_PARAM_LENGTH ("length", N_ ("Length"), 2, 16, 8),
  VANITY_PARAM_SHARE ("density", N_ ("Density"), 0.5),
  VANITY_PARAM_SHARE ("curl", N_ ("Curl"), 0.5),
  VANITY_PARAM_ONE_OF ("style", N_ ("Shape"), styles, style_labels),
};

/* Where lashes stand close, their roots and the mascara on them run into one dark line. */
static void
darken_roots (const VanityEyeFrame *frame, gboolean upper, double strength, VanityMask *mask)
{
  const VanityEyeCurve *line = upper ? &frame->upper : &frame->lower;
  double true_height = (upper ? 0.45 : 0.5) * frame->mm, root = upper ? 0 : -0.8 * frame->mm;
  /* Never thinner than a pixel can show; fainter instead. */
  double height = hypot (true_height, 0.5);

  for (int j = 0; j < mask->height; j++)
    for (int i = 0; i < mask->width; i++)
      {
        float *pixel = &mask->data[(gsize)j * (gsize)mask->width + (gsize)i];
        double u, v, away, ends;

        vanity_eye_frame_from_photo (frame, mask->rect.x + i + 0.5, mask->rect.y + j + 0.5, &u, &v);
        ends = MIN (u - (upper ? 0.08 : 0.3) * frame->length, 1.02 * frame->length - u)
               / (0.2 * frame->length);
        if (ends <= 0)
          continue;
        away = (v - vanity_eye_curve_get (frame, line, u) - root) / height;
        if (fabs (away) > 3)
          continue;
        *pixel = MAX (
            *pixel, (float)(strength * true_height / height * MIN (1, ends) * exp (-away * away)));
      }
}

static void
draw_lid (const VanityLayer *layer, VanityCanvas *canvas, const VanityEyeFrame *frame,
          gboolean upper)
{
  double amount = vanity_layer_get_number (layer, upper ? "upper" : "lower");
  double length = vanity_layer_get_number (layer, "length");
  double density = vanity_layer_get_number (layer, "density");
  const char *style = vanity_layer_get_choice (layer, "style");
  VanityLashShape shape = g_str_equal (style, "cat")    ? VANITY_LASHES_CAT
                          : g_str_equal (style, "open") ? VANITY_LASHES_OPEN
                                                        : VANITY_LASHES_NATURAL;
  g_autoptr (GArray) hairs = NULL;
  g_autoptr (VanityMask) mask = NULL;
  g_autoptr (VanityMask) guard = NULL;
  VanityFilm film;
  VanityRect rect;
  double reach = (upper ? length + 2 : 0.5 * length + 3) * frame->mm;
  double opening = frame->openness * frame->length;

  if (amount <= 0)
    return;
  /* Upper lashes hang over the lower lid only when the eye is shut. */
  rect = vanity_eye_frame_get_rect (frame, -reach, frame->length + reach,
                                    upper ? -MAX (frame->shut, 0.4) * reach - opening
                                          : -reach - opening,
                                    upper ? reach + opening : opening);
  mask = vanity_mask_new (&rect, &canvas->rect, 1);
  if (mask == NULL)
    return;
  darken_roots (frame, upper, (upper ? 0.25 : 0.12) + (upper ? 0.35 : 0.15) * density, mask);
  hairs = vanity_eye_lashes_grow (canvas, frame, upper, length, density,
                                  vanity_layer_get_number (layer, "curl"), shape);
  for (guint i = 0; i < hairs->len; i++)
    vanity_stroke_draw (&g_array_index (hairs, VanityStroke, i), mask);
  /* A pixel's own area is in the strokes; the rest of the lens's softness is not. */
  vanity_mask_blur (mask, sqrt (MAX (0.04, frame->blur * frame->blur - 0.1)));
  guard = vanity_eye_frame_new_guard (frame, canvas, &rect, FALSE);
  vanity_mask_multiply (mask, guard);

  film = (VanityFilm)VANITY_FILM_INIT (mask, vanity_layer_get_color (layer, "color"));
  film.opacity = vanity_layer_get_number (layer, "opacity") * amount;
  film.texture = 0.2;
  film.finish = VANITY_FILM_FINISH_MATTE;
  film.shine = 1.3;
  vanity_canvas_lay (canvas, &film);
}

static void
draw (const VanityLayer *layer, VanityCanvas *canvas)
{
  for (int left = 0; left < 2; left++)
    {
      const VanityEyeFrame *frame = vanity_eye_frame_get (canvas, left);

      if (frame == NULL || frame->sight <= 0 || !vanity_canvas_wants_side (canvas, left))
        continue;
      draw_lid (layer, canvas, frame, FALSE);
      draw_lid (layer, canvas, frame, TRUE);
    }
}

const VanityLayerKind vanity_lashes_kind = {
  .id = "lashes",
  .label = N_ ("Lashes"),
  .group = VANITY_LAYER_GROUP_EYES,
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .draw = draw,
};

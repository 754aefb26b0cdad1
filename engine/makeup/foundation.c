#include "makeup/even.h"
#include "makeup/film.h"
#include "makeup/layer-kinds.h"
#include "makeup/lips.h"
#include "makeup/params.h"
#include "makeup/zone.h"

#include <math.h>

static const char *const shades[] = { "own", "chosen", NULL };
static const char *const shade_labels[]
    = { N_ ("The colour of your own skin"), N_ ("The chosen colour"), NULL };
static const char *const finishes[] = { "natural", "matte", "dewy", NULL };
static const char *const finish_labels[] = { N_ ("Natural"), N_ ("Matte"), N_ ("Dewy"), NULL };

static const VanityParam params[] = {
  VANITY_PARAM_SHARE ("opacity", N_ ("Strength"), 0.7),
  VANITY_PARAM_ONE_OF ("shade", N_ ("Shade"), shades, shade_labels),
  VANITY_PARAM_SWATCH ("color", N_ ("Colour"), "#d2a583"),
  VANITY_PARAM_SHARE ("coverage", N_ ("Coverage"), 0.5),
  VANITY_PARAM_ONE_OF ("finish", N_ ("Finish"), finishes, finish_labels),
};

/* Thin towards the hairline and the jaw, where it is blended out. */
static float
zone (float x, float y, gconstpointer data)
{
  float jaw = sqrtf (x * x / (74.0f * 74.0f) + (y < 0 ? y * y / (95.0f * 95.0f) : 0));
  float top = vanity_ramp (88, 74, y);

  return top * vanity_ramp (1.04f, 0.88f, jaw);
}

/* The face without lips and eyes' openings (those are not allowed anyway). */
static const VanityMask *
get_zone (VanityCanvas *canvas)
{
  VanityMask *mask = vanity_canvas_recall (canvas, "foundation");
  const VanityLips *lips = vanity_lips_get (canvas);

  if (mask != NULL)
    return mask;
  mask = vanity_zone_new (canvas, zone, NULL);
  if (mask == NULL)
    return NULL;
  if (lips->usable)
    {
      g_autoptr (VanityPath) border = vanity_lips_new_border (canvas, lips, 0.2);
      g_autoptr (VanityMask) area = vanity_path_mask (border, 0.6 * canvas->unit, &canvas->rect);

      vanity_mask_subtract (mask, area);
    }
  vanity_canvas_remember (canvas, "foundation", mask, (GDestroyNotify)vanity_mask_free);
  return mask;
}

/* The chosen shade in this face's light and shade. */
static void
lay_chosen (const VanityLayer *layer, VanityCanvas *canvas, VanityFilm *film)
{
  const VanityEven *even = vanity_even_get (canvas, 0.5, 1);
  VanityRgb color = vanity_layer_get_color (layer, "color"), skin = canvas->complexion.skin;
  float shade[3] = { color.r, color.g, color.b };
  float light[3]
      = { canvas->complexion.light.r, canvas->complexion.light.g, canvas->complexion.light.b };
  float own[3] = { skin.r, skin.g, skin.b };
  VanityMask *pigments[3];

  for (int k = 0; k < 3; k++)
    {
      pigments[k] = vanity_mask_copy (even->pigment[k]);
      vanity_mask_scale (pigments[k], shade[k] * light[k] / MAX (own[k], 1e-3f));
      film->pigments[k] = pigments[k];
    }
  vanity_canvas_lay (canvas, film);
  for (int k = 0; k < 3; k++)
    vanity_mask_free (pigments[k]);
}

static void
draw (const VanityLayer *layer, VanityCanvas *canvas)
{
  double coverage = vanity_layer_get_number (layer, "coverage");
  const char *finish = vanity_layer_get_choice (layer, "finish");
  const VanityEven *even;
  VanityFilm film = VANITY_FILM_INIT (get_zone (canvas), ((VanityRgb){ 1, 1, 1 }));

  film.within = canvas->allow;
  film.opacity = vanity_layer_get_number (layer, "opacity") * (0.45 + 0.5 * coverage);
  /* The more there is of it, the more of the finest texture it fills. */
  film.texture = 1 - 0.3 * coverage;
  film.shine = 1;
  if (g_strcmp0 (finish, "matte") == 0)
    film.finish = VANITY_FILM_FINISH_MATTE;
  else if (g_strcmp0 (finish, "dewy") == 0)
    {
      film.finish = VANITY_FILM_FINISH_GLOSS;
      film.shine = 0.8;
    }
  if (g_strcmp0 (vanity_layer_get_choice (layer, "shade"), "chosen") == 0)
    {
      lay_chosen (layer, canvas, &film);
      return;
    }
  even = vanity_even_get (canvas, 0.25 + 0.25 * coverage, 0.6 + 0.4 * coverage);
  for (int k = 0; k < 3; k++)
    film.pigments[k] = even->pigment[k];
  vanity_canvas_lay (canvas, &film);
}

const VanityLayerKind vanity_foundation_kind = {
  .id = "foundation",
  .label = N_ ("Foundation"),
  .group = VANITY_LAYER_GROUP_SKIN,
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .paints = TRUE,
  .draw = draw,
};

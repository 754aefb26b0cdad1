/* Teeth made less yellow and a bit lighter, where the photo shows teeth.
 *
 * Teeth are what is lighter and far less red than these lips, inside the opening between them:
 * gums, tongue and the dark of the mouth are redder or darker and stay. White is the white of the
 * light in the photo, not of the screen, and teeth stay short of it: the lightest shade that
 * dentists' guides call natural is still a little yellow (ISO/TR 28642; Paravina et al., shade
 * guides, 2007). */
#include "makeup/layer-kinds.h"
#include "makeup/lips.h"
#include "makeup/params.h"
#include "makeup/retouch.h"
#include "makeup/zone.h"

#include <math.h>

/* What is judged is this soft: noise makes no teeth. */
#define SOFT_MM 0.25
/* The least that is seen of teeth, mm², before any is believed; and of the opening's height, mm. */
#define LEAST_MM2 6.0
#define LEAST_GAP_MM 1.0
/* Natural teeth of L* 80 are never less yellow than this, against white. */
#define LEAST_YELLOW 4.0f
#define LEAST_RED (-1.5f)
#define MOST_LIGHTER 9.0f
/* Never lighter than this share of a white surface in the same light, L*. */
#define WHITEST 0.94f
#define MOST_LESS_YELLOW 0.75f

static const VanityParam params[] = {
  VANITY_PARAM_SHARE ("opacity", N_ ("Strength"), 0.6),
  VANITY_PARAM_SHARE ("whitening", N_ ("Less yellow"), 0.6),
  VANITY_PARAM_SHARE ("lightening", N_ ("Lightening"), 0.4),
};

static VanityLab
get_lab (VanityMask *const rgb[3], int i)
{
  return vanity_lab_from_linear ((VanityRgb){ rgb[0]->data[i], rgb[1]->data[i], rgb[2]->data[i] });
}

/* How sure it is that colours are teeth's: against these lips, whose redness is taken at the
 * place's own lightness. */
static float
judge (VanityLab lab, const VanityLips *lips)
{
  float red = MAX (lips->color.a, 8.0f) * (lab.L + 16) / (lips->color.L + 16);

  return vanity_ramp (1, 8, lab.L - lips->color.L) * vanity_ramp (0.62f, 0.40f, lab.a / red)
         * vanity_ramp (28, 38, lab.L);
}

/* The photo within `rect`. */
static void
read_photo (const VanityCanvas *canvas, const VanityRect *rect, VanityMask *rgb[3])
{
  for (int k = 0; k < 3; k++)
    {
      rgb[k] = vanity_mask_new (rect, &canvas->rect, 1);
      for (int j = 0; j < rgb[k]->height; j++)
        memcpy (rgb[k]->data + (gsize)j * (gsize)rgb[k]->width,
                canvas->worn[k]
                    + (gsize)(rgb[k]->rect.y + j - canvas->rect.y) * (gsize)canvas->rect.width
                    + (rgb[k]->rect.x - canvas->rect.x),
                sizeof (float) * (gsize)rgb[k]->width);
    }
}

/* Where teeth are; NULL where none are seen. */
static VanityMask *
find_teeth (VanityCanvas *canvas)
{
  const VanityLips *lips = vanity_lips_get (canvas);
  g_autoptr (VanityMask) area = NULL;
  VanityMask *rgb[3];
  VanityRect rect;
  double seen = 0;

  if (!lips->usable || lips->gap < LEAST_GAP_MM
      || !vanity_path_get_bounds (lips->opening, 2, &rect))
    return NULL;
  area = vanity_mask_new (&rect, &canvas->rect, 1);
  if (area == NULL)
    return NULL;
  vanity_path_fill (lips->opening, area);
  vanity_mask_blur (area, 0.15 * canvas->lip_unit);
  if (lips->cover != NULL)
    vanity_mask_subtract (area, lips->cover);
  read_photo (canvas, &area->rect, rgb);
  for (int k = 0; k < 3; k++)
    vanity_mask_blur (rgb[k], SOFT_MM * canvas->lip_unit);
  for (int i = 0; i < area->width * area->height; i++)
    if (area->data[i] > 0)
      {
        area->data[i] *= judge (get_lab (rgb, i), lips);
        seen += (double)area->data[i];
      }
  vanity_retouch_free (rgb);
  if (seen < LEAST_MM2 * canvas->lip_unit * canvas->lip_unit)
    return NULL;
  return vanity_mask_trim (g_steal_pointer (&area));
}

/* Turns a tooth's colour into that of a whiter one. `light`: a white surface's. */
static VanityLab
whiten (VanityLab lab, VanityLab light, float less_yellow, float lighter)
{
  float shade = (lab.L + 16) / (light.L + 16), white_a = light.a * shade, white_b = light.b * shade;
  float least = white_b + LEAST_YELLOW * lab.L / 80, red = white_a + LEAST_RED * lab.L / 80;
  float top = WHITEST * light.L;

  if (lab.b > least)
    lab.b -= less_yellow * (lab.b - least);
  if (lab.a > red)
    lab.a -= 0.5f * less_yellow * (lab.a - red);
  /* The lightest, which are glints, and the darkest, which lie deep, least. */
  if (lab.L < top)
    lab.L += MIN (lighter * vanity_ramp (30, 55, lab.L), 0.5f * (top - lab.L));
  return lab;
}

static void
draw (const VanityLayer *layer, VanityCanvas *canvas)
{
  float whitening = MOST_LESS_YELLOW * (float)vanity_layer_get_number (layer, "whitening");
  float lightening = MOST_LIGHTER * (float)vanity_layer_get_number (layer, "lightening");
  VanityMask *teeth = find_teeth (canvas), *rgb[3];
  VanityLab light = vanity_lab_from_linear (canvas->complexion.light);

  if (teeth == NULL)
    return;
  read_photo (canvas, &teeth->rect, rgb);
  for (int i = 0; i < teeth->width * teeth->height; i++)
    if (teeth->data[i] > 0)
      {
        VanityRgb whiter
            = vanity_lab_to_linear (whiten (get_lab (rgb, i), light, whitening, lightening));

        rgb[0]->data[i] = whiter.r;
        rgb[1]->data[i] = whiter.g;
        rgb[2]->data[i] = whiter.b;
      }
  vanity_retouch_lay (canvas, teeth, NULL, vanity_layer_get_number (layer, "opacity"),
                      VANITY_BLEND_PUT, rgb);
  vanity_mask_free (teeth);
}

const VanityLayerKind vanity_teeth_kind = {
  .id = "teeth",
  .label = N_ ("Whiter teeth"),
  .group = VANITY_LAYER_GROUP_RETOUCH,
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .draw = draw,
};

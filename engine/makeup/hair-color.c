/* Hair in another colour, where a network is sure of hair: strands, shade and highlights stay.
 *
 * The map of the hair is coarse; the photo's own edges make a matte of it (guided filter). Each
 * pixel keeps how light it is next to the rest of the hair, and takes the hue of the colour. What
 * dye does without bleach is the limit: hair gets much darker, but only a little lighter. */
#include "makeup/canvas-hand.h"
#include "makeup/canvas.h"
#include "makeup/guided.h"
#include "makeup/layer-kinds.h"
#include "makeup/params.h"
#include "makeup/zone.h"

#include "base/parallel.h"

#include <math.h>

#define GUIDE_MM 3.0
#define EPSILON 5e-4f
/* The most that hair gets lighter (luminance) at full lightening, and darker. */
#define MOST_LIGHTER 2.4
#define MOST_DARKER 0.10
#define MOST_DEPTH 0.5f
/* A colour this much lighter than the hair, L*, will not be reached. */
#define OUT_OF_REACH 12.0f
/* Of the swatch's hue, how much; the rest is the hair's own variety. */
#define HUE_SHARE 0.88f
/* From so many times the hair's luminance on, a strand shines; it does so in white. */
#define SHINE_FROM 2.2f
#define SHINE_TO 6.0f
#define SHINE_WHITE 0.55f

/* Distances of a and b from the hair's, up to which something passes for hair, and from which
 * nothing does. */
#define ALIKE 15.0f
#define UNLIKE 30.0f
/* And how much lighter a strand may be, L*. */
#define STILL_LIGHT 40.0f
#define TOO_LIGHT 56.0f

static const VanityParam params[] = {
  VANITY_PARAM_SHARE ("opacity", N_ ("Strength"), 0.8),
  VANITY_PARAM_SWATCH ("color", N_ ("Colour"), "#6b3a2a"),
  VANITY_PARAM_SHARE ("lightening", N_ ("Lightening"), 0.5),
};

typedef struct
{
  const VanityCanvas *canvas; /* the face's */
  VanityCanvas *head;
  const VanityMask *hair;
  VanityMask *slope, *offset;
  float opacity;
  float gain;     /* of luminance */
  float depth;    /* more contrast, as a power: of hair that gets darker */
  float ratio[3]; /* the colour's channels to its luminance, in this light */
  float plain;    /* luminance of the hair */
  VanityLab own;  /* its colour */
} Dye;

/* How little of the hair's colour a pixel may have to be hair: shades of one hue, lighter or
 * darker, and those near it. */
static float
get_likeness (const Dye *dye, const float source[3])
{
  VanityLab lab = vanity_lab_from_linear ((VanityRgb){ source[0], source[1], source[2] });
  float shade = CLAMP ((lab.L + 16) / (dye->own.L + 16), 0.5f, 1.5f);

  return vanity_ramp (TOO_LIGHT, STILL_LIGHT, lab.L - dye->own.L)
         * vanity_ramp (UNLIKE, ALIKE,
                        hypotf (lab.a - shade * dye->own.a, lab.b - shade * dye->own.b));
}

/* Where skin is bare it is not hair, whatever the map says. */
static void
take_skin (const VanityCanvas *canvas, int y, int x, int n, float *matte)
{
  g_autofree float *skin = g_new (float, (gsize)n);

  vanity_mask_get_row (canvas->allow, y, x, n, skin);
  for (int i = 0; i < n; i++)
    matte[i] *= 1 - vanity_ramp (0.6f, 0.95f, skin[i]);
}

/* What was erased by hand, where hair hangs into the face. */
static void
take_erased (const VanityCanvas *canvas, int y, int x, int n, float *matte)
{
  const VanityFilm film = VANITY_FILM_INIT (NULL, ((VanityRgb){ 1, 1, 1 }));
  g_autofree float *own = g_new (float, (gsize)n);

  if (canvas->hand != NULL)
    vanity_canvas_hand_row (canvas, &film, NULL, y, x, n, matte, own);
}

static void
dye_pixel (const Dye *dye, float matte, const float source[3], float *worn[3], gsize at)
{
  float light = MAX (vanity_luminance (source[0], source[1], source[2]), 1e-5f);
  float shine = SHINE_WHITE * vanity_ramp (SHINE_FROM, SHINE_TO, light / dye->plain);
  float lit = light * dye->gain, sum = 0, rgb[3];

  /* Lighter, but never blown out; darker, with the deeper shade between strands that dark hair has.
   */
  if (dye->gain > 1)
    lit = light * dye->gain / (1 + (dye->gain - 1) * MIN (light, 1.0f));
  else
    lit *= powf (CLAMP (light / dye->plain, 0.1f, 4.0f), dye->depth);
  for (int k = 0; k < 3; k++)
    {
      float own = MAX (source[k], 1e-6f) / light;
      float share = HUE_SHARE * (1 - shine);

      rgb[k] = powf (own, 1 - share) * powf (dye->ratio[k], share);
    }
  sum = MAX (vanity_luminance (rgb[0], rgb[1], rgb[2]), 1e-5f);
  /* Dye filters light: halfway is the root of both, not their mean, or fair hair looks chalky. */
  for (int k = 0; k < 3; k++)
    worn[k][at] = source[k] > 0
                      ? source[k] * powf (MAX (rgb[k] / sum * lit, 1e-6f) / source[k], matte)
                      : source[k];
}

static void
dye_row (gpointer data, int j, int worker)
{
  const Dye *dye = data;
  VanityCanvas *head = dye->head;
  int n = head->rect.width, y = head->rect.y + j;
  gsize start = (gsize)j * (gsize)n;
  g_autofree float *rows = g_new (float, (gsize)n * 3);
  float *slope = rows, *offset = rows + n, *coarse = rows + 2 * n;

  vanity_mask_get_row (dye->hair, y, head->rect.x, n, coarse);
  vanity_mask_get_field_row (dye->slope, y, head->rect.x, n, slope);
  vanity_mask_get_field_row (dye->offset, y, head->rect.x, n, offset);
  for (int i = 0; i < n; i++)
    {
      gsize at = start + (gsize)i;
      float light
          = vanity_luminance (head->source[0][at], head->source[1][at], head->source[2][at]);
      float fine = slope[i] * sqrtf (MAX (light, 0.0f)) + offset[i];

      /* The photo says where the edge is; what the network is sure of stays. */
      fine = CLAMP (fine, coarse[i] - 0.45f, coarse[i] + 0.35f);
      coarse[i] = coarse[i] > 0.02f ? vanity_ramp (0.25f, 0.85f, fine) : 0;
    }
  take_skin (dye->canvas, y, head->rect.x, n, coarse);
  take_erased (dye->canvas, y, head->rect.x, n, coarse);
  for (int i = 0; i < n; i++)
    if (coarse[i] * dye->opacity > 1e-3f)
      {
        gsize at = start + (gsize)i;
        const float source[3] = { head->source[0][at], head->source[1][at], head->source[2][at] };

        coarse[i] *= get_likeness (dye, source);
        if (coarse[i] > 0)
          dye_pixel (dye, coarse[i] * dye->opacity, source, head->worn, at);
      }
}

/* The matte's filter, at the map's own steps. */
static void
find_matte (Dye *dye)
{
  const VanityCanvas *head = dye->head;
  const VanityMask *hair = dye->hair;
  g_autoptr (VanityMask) guide = vanity_mask_copy (hair);
  int radius = MAX (2, (int)lround (GUIDE_MM * head->unit / hair->step));

  for (int j = 0; j < hair->height; j++)
    for (int i = 0; i < hair->width; i++)
      {
        float sum = 0;
        int n = 0;

        for (int y = 0; y < hair->step; y++)
          for (int x = 0; x < hair->step; x++)
            {
              int column = hair->rect.x + i * hair->step + x - head->rect.x;
              int row = hair->rect.y + j * hair->step + y - head->rect.y;
              gsize at;

              if (column < 0 || row < 0 || column >= head->rect.width || row >= head->rect.height)
                continue;
              at = (gsize)row * (gsize)head->rect.width + (gsize)column;
              sum += vanity_luminance (head->source[0][at], head->source[1][at],
                                       head->source[2][at]);
              n++;
            }
        guide->data[j * hair->width + i] = sqrtf (MAX (sum / (float)MAX (n, 1), 0.0f));
      }
  vanity_mask_guide (hair, guide, radius, EPSILON, &dye->slope, &dye->offset);
}

/* What the colour makes of this hair in this light. */
static void
mix_dye (Dye *dye, const VanityLayer *layer)
{
  VanityRgb color = vanity_layer_get_color (layer, "color");
  VanityRgb light = dye->canvas->complexion.light;
  VanityRgb own;
  double lightening = vanity_layer_get_number (layer, "lightening"), gain;
  float lit = MAX (vanity_luminance (light.r, light.g, light.b), 1e-3f), sum;
  float swatch[3] = { color.r, color.g, color.b };
  float white[3] = { light.r / lit, light.g / lit, light.b / lit };

  dye->own = vanity_hints_get_hair_color (dye->head->hints);
  own = vanity_lab_to_linear (dye->own);
  dye->plain = MAX (vanity_luminance (own.r, own.g, own.b), 1e-4f);
  gain = (double)(vanity_luminance (color.r, color.g, color.b) * lit / dye->plain);
  if (gain > 1)
    gain = pow (MIN (gain, MOST_LIGHTER), lightening);
  dye->gain = (float)MAX (gain, MOST_DARKER);
  dye->depth = dye->gain < 1 ? MOST_DEPTH * logf (dye->gain) / logf ((float)MOST_DARKER) : 0;
  for (int k = 0; k < 3; k++)
    dye->ratio[k] = MAX (swatch[k], 2e-3f) * white[k];
  sum = vanity_luminance (dye->ratio[0], dye->ratio[1], dye->ratio[2]);
  for (int k = 0; k < 3; k++)
    dye->ratio[k] /= sum;
}

static void
draw (const VanityLayer *layer, VanityCanvas *canvas)
{
  VanityCanvas *head = canvas->head;
  Dye dye = { .canvas = canvas,
              .head = head,
              .opacity = (float)vanity_layer_get_number (layer, "opacity") };

  if (head == NULL)
    return;
  dye.hair = vanity_hints_get_hair (head->hints);
  mix_dye (&dye, layer);
  find_matte (&dye);
  vanity_pool_run (vanity_pool_get_default (), dye_row, &dye, head->rect.height);
  head->laid = head->rect;
  vanity_mask_free (dye.slope);
  vanity_mask_free (dye.offset);
}

static char *
get_note (const VanityLayer *layer, const VanityHints *hints)
{
  VanityLab color = vanity_lab_from_linear (vanity_layer_get_color (layer, "color"));

  if (hints == NULL || !vanity_hints_have (hints, VANITY_HINT_HAIR))
    return NULL;
  if (vanity_hints_get_hair (hints) == NULL)
    return g_strdup (vanity_hints_get_hair_why (hints));
  if (color.L - vanity_hints_get_hair_color (hints).L > OUT_OF_REACH)
    return g_strdup (_ ("This hair is darker than the colour chosen: it takes on the tone and gets "
                        "a little lighter, as far as dye goes without bleach."));
  return NULL;
}

const VanityLayerKind vanity_hair_color_kind = {
  .id = "hair-color",
  .label = N_ ("Hair colour"),
  .group = VANITY_LAYER_GROUP_HAIR,
  .hints = VANITY_HINT_HAIR,
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .draw = draw,
  .get_note = get_note,
};

/* Coloured lenses: the iris in another colour, with a pattern; pupil, glints, the shade under the
 * lid and lashes stay, and so does the size of everything. */
#include "makeup/iris.h"
#include "makeup/layer-kinds.h"
#include "makeup/params.h"
#include "makeup/retouch.h"
#include "makeup/zone.h"

#include <math.h>

/* What a white of the eye sends back of the light that falls on it, about. */
#define SCLERA 0.62f
/* An iris is never lighter than this share of the white beside it; nor is an eye in deeper shade
 * than this share of the light on the face. */
#define LIGHTEST 0.72f
#define DIMMEST 0.12f
/* Shade under the upper lid: how deep, and how far it reaches in radii. */
#define LID_SHADE 0.45
#define LID_REACH 0.55

static const char *const patterns[] = { "natural", "starry", "plain", NULL };
static const char *const pattern_labels[] = { N_ ("Natural"), N_ ("Starry"), N_ ("Plain"), NULL };

static const VanityParam params[] = {
  VANITY_PARAM_SHARE ("opacity", N_ ("Strength"), 0.75),
  VANITY_PARAM_SWATCH ("color", N_ ("Colour"), "#7f99a8"),
  VANITY_PARAM_ONE_OF ("pattern", N_ ("Pattern"), patterns, pattern_labels),
  VANITY_PARAM_SHARE ("ring", N_ ("Dark ring"), 0.5),
};

typedef struct
{
  const VanityEyeFrame *eye;
  const VanityIris *iris;
  VanityRgb color, own; /* the swatch; the iris's own colour for the inner edge */
  float light[3];       /* what a white surface sends from this eye */
  float plain;          /* luminance of the swatch in that light */
  gboolean natural, starry;
  float ring, texture;
} Lens;

/* A number in [0, 1] for each of the angle's `n` fibres, the same every time. */
static float
hash (int i, int n, guint seed)
{
  guint x = (guint)(((i % n) + n) % n) * 2654435761u + seed * 40503u;

  x ^= x >> 15;
  x *= 2246822519u;
  x ^= x >> 13;
  return (float)(x & 0xffff) / 65535.0f;
}

/* Smooth noise round the circle, mean about 0.5. */
static float
get_fibre (double angle, int n, guint seed)
{
  double at = (angle / (2 * G_PI) + 1) * n;
  int i = (int)floor (at);
  float t = (float)(at - i);

  t = t * t * (3 - 2 * t);
  return hash (i, n, seed) + t * (hash (i + 1, n, seed) - hash (i, n, seed));
}

/* How light the pattern is there, about 1; `inner`: how much of the iris's own colour shows. */
static float
get_pattern (const Lens *lens, float share, double angle, float *inner)
{
  float width = 1 - (float)lens->iris->pupil, depth = (share - (float)lens->iris->pupil) / width;
  float value = 1;

  *inner = 0;
  if (lens->natural || lens->starry)
    {
      /* Fibres run outwards and waver a little. */
      double bent = angle + 0.10 * sin (9 * (double)share + 5 * (double)get_fibre (angle, 7, 3));
      float fine = get_fibre (bent, 61, 1) - 0.5f, coarse = get_fibre (bent, 23, 2) - 0.5f;
      float deep = lens->starry ? 1.5f : 1;

      value += deep * (0.34f * fine + 0.30f * coarse) * vanity_ramp (-0.1f, 0.35f, depth);
    }
  if (lens->natural)
    {
      /* The collarette: an uneven edge about a third of the way, lighter within. */
      float edge = 0.30f + 0.14f * (get_fibre (angle, 17, 5) - 0.5f);

      value += 0.16f * vanity_ramp (edge + 0.14f, edge - 0.10f, depth);
      *inner = 0.15f + 0.5f * vanity_ramp (edge + 0.06f, edge - 0.20f, depth);
    }
  if (lens->starry)
    value += 0.40f * vanity_ramp (0.35f, 0.0f, depth - 0.35f * (get_fibre (angle, 29, 7) - 0.3f));
  return value * (1 - 0.72f * lens->ring * vanity_ramp (0.74f, 0.97f, share));
}

/* Coverage and colour of one pixel; 0 where the lens does not show. */
static float
paint (const Lens *lens, double x, double y, float source, float rgb[3])
{
  const VanityIris *iris = lens->iris;
  const VanityEyeFrame *eye = lens->eye;
  double u = ((x - iris->x) * eye->ux + (y - iris->y) * eye->uy) / iris->squeeze;
  double v = (x - iris->x) * eye->vx + (y - iris->y) * eye->vy, at_u, at_v, below;
  double soft = MAX (eye->blur, 0.5) / iris->radius, opening;
  float share = (float)(hypot (u, v) / iris->radius), cover, pattern, inner, shade, relative;
  const float color[3] = { lens->color.r, lens->color.g, lens->color.b };
  const float own[3] = { lens->own.r, lens->own.g, lens->own.b };

  if (share > 1.2f)
    return 0;
  vanity_eye_frame_from_photo (eye, x, y, &at_u, &at_v);
  opening = vanity_eye_frame_get_opening (eye, at_u, at_v);
  if (opening <= 0)
    return 0;
  below = vanity_eye_curve_get (eye, &eye->upper, at_u) - at_v;
  cover = vanity_ramp (1.0f + (float)soft, 1.0f - (float)(soft + 0.03), share);
  cover *= vanity_ramp ((float)(iris->pupil - soft), (float)(iris->pupil + soft + 0.06), share);
  cover *= (float)opening * (float)vanity_eye_fade (0, 1 + eye->blur, below);
  cover *= (float)vanity_eye_fade (0, 1 + 0.5 * eye->blur,
                                   at_v - vanity_eye_curve_get (eye, &eye->lower, at_u));
  /* Reflections lie on the lens; lashes, darker than anything of the iris, before it. */
  cover *= 1 - vanity_ramp (0.75f * iris->glint, 1.15f * iris->glint, source);
  cover *= vanity_ramp (0.12f, 0.40f, source / iris->plain);
  if (!(cover > 0))
    return 0;
  pattern = get_pattern (lens, share, atan2 (v, u), &inner);
  shade = 1 - (float)(LID_SHADE * (1 - vanity_eye_fade (0, LID_REACH * iris->radius, below)));
  /* The iris's own light and shade, in part. */
  relative = CLAMP (source / iris->plain, 0.4f, 1.9f);
  shade *= 1 + lens->texture * (relative - 1);
  pattern *= shade;
  if (iris->white > 0)
    pattern = MIN (pattern, LIGHTEST * iris->white / MAX (lens->plain, 1e-4f));
  for (int k = 0; k < 3; k++)
    {
      float lit = color[k] * lens->light[k] * pattern;

      rgb[k] = lit + inner * (own[k] * relative - lit);
    }
  return cover;
}

/* The median is not needed: the mean of what is neither glint nor lash. */
static VanityRgb
measure_own (const VanityCanvas *canvas, const VanityIris *iris)
{
  double sum[3] = { 0, 0, 0 }, n = 1e-6;
  int r = (int)ceil (iris->radius);

  for (int j = -r; j <= r; j++)
    for (int i = -r; i <= r; i++)
      {
        double share = hypot (i, j) / iris->radius;
        VanityRgb rgb;
        float light;

        if (share < iris->pupil + 0.1 || share > 0.85)
          continue;
        rgb = vanity_canvas_get_source (canvas, iris->x + i, iris->y + j);
        light = vanity_luminance (rgb.r, rgb.g, rgb.b);
        if (light < 0.5f * iris->plain || light > 1.8f * iris->plain)
          continue;
        sum[0] += (double)rgb.r;
        sum[1] += (double)rgb.g;
        sum[2] += (double)rgb.b;
        n++;
      }
  return (VanityRgb){ (float)(sum[0] / n), (float)(sum[1] / n), (float)(sum[2] / n) };
}

/* What a white surface sends from the eye: as the white beside the iris says, within what the
 * light on the face allows. */
static void
measure_light (const VanityCanvas *canvas, Lens *lens)
{
  VanityRgb face = canvas->complexion.light,
            here = vanity_canvas_get_light (canvas, lens->iris->x, lens->iris->y);
  float lit = MAX (vanity_luminance (face.r, face.g, face.b), 1e-3f);
  float local = MAX (vanity_luminance (here.r, here.g, here.b), 0.3f * lit);
  float white = lens->iris->white > 0 ? lens->iris->white / SCLERA : 0.6f * local;
  float scale = CLAMP (white, DIMMEST * local, 1.0f * local) / lit;

  lens->light[0] = face.r * scale;
  lens->light[1] = face.g * scale;
  lens->light[2] = face.b * scale;
  lens->plain = vanity_luminance (lens->color.r * lens->light[0], lens->color.g * lens->light[1],
                                  lens->color.b * lens->light[2]);
}

static void
draw_eye (const VanityLayer *layer, VanityCanvas *canvas, gboolean left)
{
  const char *pattern = vanity_layer_get_choice (layer, "pattern");
  Lens lens = { .eye = vanity_eye_frame_get (canvas, left),
                .iris = vanity_iris_get (canvas, left),
                .color = vanity_layer_get_color (layer, "color"),
                .ring = (float)vanity_layer_get_number (layer, "ring"),
                .natural = g_strcmp0 (pattern, "natural") == 0,
                .starry = g_strcmp0 (pattern, "starry") == 0 };
  const VanityIris *iris = lens.iris, *other = vanity_iris_get (canvas, !left);
  double reach = 1.25 * iris->radius + 2;
  VanityRect rect = vanity_rect_around (iris->x, iris->y, iris->x, iris->y, reach);
  g_autoptr (VanityMask) coverage = NULL;
  VanityMask *put[3];

  /* One eye alone would be odd, where both are seen. */
  if (!iris->usable || !(other->usable || other->hidden)
      || !vanity_canvas_wants_side (canvas, left))
    return;
  coverage = vanity_mask_new (&rect, &canvas->rect, 1);
  if (coverage == NULL)
    return;
  /* A plain lens hides more of the eye's own structure. */
  lens.texture = lens.natural ? 0.75f : lens.starry ? 0.5f : 0.6f;
  lens.own = measure_own (canvas, iris);
  measure_light (canvas, &lens);
  for (int k = 0; k < 3; k++)
    put[k] = vanity_mask_new (&rect, &canvas->rect, 1);
  for (int i = 0; i < coverage->width * coverage->height; i++)
    {
      int x = coverage->rect.x + i % coverage->width, y = coverage->rect.y + i / coverage->width;
      gsize at
          = (gsize)(y - canvas->rect.y) * (gsize)canvas->rect.width + (gsize)(x - canvas->rect.x);
      float rgb[3] = { 0, 0, 0 };

      coverage->data[i] = paint (
          &lens, x + 0.5, y + 0.5,
          vanity_luminance (canvas->source[0][at], canvas->source[1][at], canvas->source[2][at]),
          rgb);
      for (int k = 0; k < 3; k++)
        put[k]->data[i] = rgb[k];
    }
  vanity_retouch_lay (canvas, coverage, NULL,
                      vanity_layer_get_number (layer, "opacity") * lens.eye->sight,
                      VANITY_BLEND_PUT, put);
}

static void
draw (const VanityLayer *layer, VanityCanvas *canvas)
{
  draw_eye (layer, canvas, FALSE);
  draw_eye (layer, canvas, TRUE);
}

const VanityLayerKind vanity_lenses_kind = {
  .id = "lenses",
  .label = N_ ("Coloured lenses"),
  .group = VANITY_LAYER_GROUP_RETOUCH,
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .draw = draw,
};

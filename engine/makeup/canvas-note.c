/* What all films laid on a canvas are together. */
#include "makeup/canvas-private.h"
#include "makeup/pigment.h"

/* Lays a swatch of coverage `a` over what is noted at `i`. */
static void
note_swatch (VanityCanvas *canvas, gsize i, float a, const float swatch[3])
{
  float *coverage = canvas->layer[VANITY_CANVAS_COVERAGE] + i;
  float under = *coverage * (1 - a), total = under + a;

  for (int k = 0; k < 3; k++)
    {
      float *color = canvas->layer[VANITY_CANVAS_RED + k] + i;

      *color = (under * *color + a * swatch[k]) / total;
    }
  *coverage = total;
}

/* The skin as a swatch: what it reflects of the light on it. */
static void
measure_ground (const VanityCanvas *canvas, float ground[3])
{
  const VanityComplexion *complexion = &canvas->complexion;

  ground[0] = complexion->skin.r / MAX (complexion->light.r, 1e-3f);
  ground[1] = complexion->skin.g / MAX (complexion->light.g, 1e-3f);
  ground[2] = complexion->skin.b / MAX (complexion->light.b, 1e-3f);
}

/* How much darker than plain skin the ground of a film is: lips are. */
static float
get_depth (float plain, const float *const light[3], int i, const float *base)
{
  float lit = vanity_luminance (light[0][i], light[1][i], light[2][i]);

  return CLAMP (base[i] / MAX (lit * plain, 1e-4f), 0.1f, 2.0f);
}

void
vanity_canvas_note (VanityCanvas *canvas, const VanityFilm *film, gsize start, int n,
                    const float *coverage, const float *const pigment[3],
                    const float *const light[3], const float *base)
{
  float ground[3], plain, body = film->blend == VANITY_BLEND_COVER ? (float)film->body : 0;

  measure_ground (canvas, ground);
  plain = MAX (vanity_luminance (ground[0], ground[1], ground[2]), 1e-3f);
  for (int i = 0; i < n; i++)
    {
      const float p[3] = { pigment[0][i], pigment[1][i], pigment[2][i] };
      float highest = MAX (MAX (p[0], p[1]), p[2]), swatch[3], depth;

      if (!(coverage[i] > 0))
        continue;
      if (film->blend == VANITY_BLEND_GLOW)
        {
          float *shine = canvas->layer[VANITY_CANVAS_SHINE] + start + i;
          float more = CLAMP (coverage[i] * vanity_luminance (p[0], p[1], p[2]), 0.0f, 1.0f);

          *shine = 1 - (1 - *shine) * (1 - more);
          continue;
        }
      depth = film->blend == VANITY_BLEND_COVER ? get_depth (plain, light, i, base) : 1;
      for (int k = 0; k < 3; k++)
        {
          float clear
              = film->blend == VANITY_BLEND_GAIN ? p[k] : vanity_pigment_transmit (p[k], highest);
          float through = depth * ground[k] * clear;

          swatch[k] = CLAMP (through + body * (p[k] - through), 0.0f, 1.0f);
        }
      note_swatch (canvas, start + (gsize)i, coverage[i], swatch);
    }
}

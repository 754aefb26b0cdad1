/* What colour this skin is, and what light falls on it. */
#include "makeup/canvas-private.h"

#include "makeup/path.h"

#include <math.h>

#define MIN_SAMPLES 24

/* Exposed as cameras do, a white surface on the cheek comes out about here. */
#define USUAL_LIGHT 0.85
/* The white of an eye, shaded by lids and lashes, against a white surface on the cheek. */
#define SCLERA_SHARE 0.42
/* How much that says against what is usual: squinting eyes are shaded as dim light shades all. */
#define SCLERA_SAY 0.4
/* What skin reflects of the light, from the deepest to the fairest with its sheen. */
#define DEEPEST 0.03
#define FAIREST 0.58
/* Of a skin's odd hue, how much is put down to the light (as a power), the rest to the skin. */
#define TINT_FOLLOWED 0.6f

/* Whether a place of the canonical face (mm) is bare skin on everybody: cheeks, nose, middle of the
 * forehead. */
static gboolean
is_plain (float x, float y)
{
  float side = fabsf (x);
  gboolean cheek = side > 22 && side < 60 && y > -24 && y < 8;
  gboolean forehead = side < 38 && y > 56 && y < 72;
  gboolean nose = side < 12 && y > -4 && y < 40;

  return cheek || forehead || nose;
}

static int
compare_floats (gconstpointer a, gconstpointer b)
{
  float one = *(const float *)a, other = *(const float *)b;

  return one < other ? -1 : one > other;
}

static float
get_quantile (GArray *values, double share)
{
  if (values->len == 0)
    return 0;
  return g_array_index (values, float, MIN ((guint)(share * values->len), values->len - 1));
}

/* The median of each of `n` arrays, which get sorted. */
static void
sort_all (GArray **values, int n)
{
  for (int k = 0; k < n; k++)
    g_array_sort (values[k], compare_floats);
}

/* Samples of plain skin that face the viewer, as Lab; two rounds, the second without those far
 * from the first's median (hair, frames, glare). */
static void
measure_skin (VanityCanvas *canvas)
{
  VanityComplexion *complexion = &canvas->complexion;
  const VanityMask *visible = canvas->visible;

  complexion->skin_lab = (VanityLab){ 62, 14, 19 };
  complexion->spread = 8;
  complexion->known = FALSE;
  for (int round = 0; round < 3; round++)
    {
      GArray *values[3];
      VanityLab middle = complexion->skin_lab;
      double reach = round == 0 ? INFINITY : 2.5 * complexion->spread + 4;

      for (int k = 0; k < 3; k++)
        values[k] = g_array_new (FALSE, FALSE, sizeof (float));
      for (int i = 0; i < visible->width * visible->height; i++)
        {
          VanityLab lab;

          if (visible->data[i] < 0.9f || canvas->normal[2]->data[i] < 0.45f
              || !is_plain (canvas->chart[0]->data[i], canvas->chart[1]->data[i]))
            continue;
          lab = vanity_lab_from_linear ((VanityRgb){
              canvas->mean[0]->data[i], canvas->mean[1]->data[i], canvas->mean[2]->data[i] });
          if (fabs ((double)(lab.L - middle.L)) > reach
              || hypot ((double)(lab.a - middle.a), (double)(lab.b - middle.b)) > 0.8 * reach)
            continue;
          g_array_append_val (values[0], lab.L);
          g_array_append_val (values[1], lab.a);
          g_array_append_val (values[2], lab.b);
        }
      sort_all (values, 3);
      if (values[0]->len >= MIN_SAMPLES)
        {
          complexion->known = TRUE;
          complexion->skin_lab
              = (VanityLab){ get_quantile (values[0], 0.5), get_quantile (values[1], 0.5),
                             get_quantile (values[2], 0.5) };
          complexion->spread = MAX (
              0.74 * (double)(get_quantile (values[0], 0.75) - get_quantile (values[0], 0.25)), 2);
        }
      for (int k = 0; k < 3; k++)
        g_array_unref (values[k]);
    }
  complexion->skin = vanity_lab_to_linear (complexion->skin_lab);
}

/* Adds the luminances of one eye's white: inside the opening, off the iris, hardly coloured. */
static void
add_sclera (const VanityCanvas *canvas, VanityContourId opening, int iris, GArray *values)
{
  const VanityPoint *centre = vanity_canvas_point (canvas, iris);
  g_autoptr (VanityPath) path = vanity_path_new_contour (&canvas->face, opening);
  g_autoptr (VanityMask) mask = vanity_path_mask (path, 0, &canvas->rect);
  double radius = 0;

  for (int i = 1; i <= 4; i++)
    radius += hypot ((double)(vanity_canvas_point (canvas, iris + i)->x - centre->x),
                     (double)(vanity_canvas_point (canvas, iris + i)->y - centre->y))
              / 4;
  for (int j = 0; mask != NULL && j < mask->height; j++)
    for (int i = 0; i < mask->width; i++)
      {
        double x = mask->rect.x + i + 0.5, y = mask->rect.y + j + 0.5;
        VanityRgb rgb;
        float luminance;

        if (mask->data[j * mask->width + i] < 0.99f
            || hypot (x - (double)centre->x, y - (double)centre->y) < 1.15 * radius)
          continue;
        rgb = vanity_canvas_get_source (canvas, x, y);
        luminance = vanity_luminance (rgb.r, rgb.g, rgb.b);
        g_array_append_val (values, luminance);
      }
}

/* Brightness of the light: between what the eyes' whites say and what is usual, and such that the
 * skin reflects no less and no more than skin can. */
static double
measure_brightness (const VanityCanvas *canvas)
{
  g_autoptr (GArray) sclera = g_array_new (FALSE, FALSE, sizeof (float));
  VanityRgb skin = canvas->complexion.skin;
  double luminance = (double)vanity_luminance (skin.r, skin.g, skin.b), light = USUAL_LIGHT;

  add_sclera (canvas, VANITY_CONTOUR_EYE_RIGHT, 468, sclera);
  add_sclera (canvas, VANITY_CONTOUR_EYE_LEFT, 473, sclera);
  g_array_sort (sclera, compare_floats);
  if (sclera->len >= 16)
    {
      double white = (double)get_quantile (sclera, 0.8) / SCLERA_SHARE;

      light = pow (light, 1 - SCLERA_SAY) * pow (CLAMP (white, 0.1, 2.0), SCLERA_SAY);
    }
  return CLAMP (light, luminance / FAIREST, MAX (luminance / DEEPEST, luminance / FAIREST));
}

/* Colour of the light, luminance 1: part of the way from white to what would give this skin the hue
 * that skin of its lightness has, within reason. */
static VanityRgb
measure_tint (const VanityComplexion *complexion)
{
  VanityLab lab = complexion->skin_lab;
  double depth = CLAMP ((double)lab.L, 15, 90), chroma;
  VanityRgb usual, tint;
  float scale;

  /* Chroma of skin by lightness: rises to the middle tones and falls again. */
  chroma = 9 + 14 * exp (-(depth - 58) * (depth - 58) / (2 * 20 * 20));
  usual
      = vanity_lab_to_linear ((VanityLab){ lab.L, (float)(chroma * 0.55), (float)(chroma * 0.83) });
  tint.r = powf (CLAMP (complexion->skin.r / MAX (usual.r, 1e-4f), 0.6f, 1.6f), TINT_FOLLOWED);
  tint.g = powf (CLAMP (complexion->skin.g / MAX (usual.g, 1e-4f), 0.6f, 1.6f), TINT_FOLLOWED);
  tint.b = powf (CLAMP (complexion->skin.b / MAX (usual.b, 1e-4f), 0.6f, 1.6f), TINT_FOLLOWED);
  scale = 1.0f / vanity_luminance (tint.r, tint.g, tint.b);
  return (VanityRgb){ tint.r * scale, tint.g * scale, tint.b * scale };
}

/* Lambert's law backwards: the skin's luminance as a linear function of the normal, by least
 * squares; the slope points to the light. */
static void
measure_direction (VanityCanvas *canvas)
{
  VanityComplexion *complexion = &canvas->complexion;
  double m[3][4] = { { 0 } }, mean[4] = { 0 }, n = 0, variance = 0, explained = 0, length;
  double slope[3] = { 0, 0, 0 };

  for (int round = 0; round < 2; round++)
    for (int i = 0; i < canvas->visible->width * canvas->visible->height; i++)
      {
        double v[4], x = (double)canvas->chart[0]->data[i], y = (double)canvas->chart[1]->data[i];

        if (canvas->visible->data[i] < 0.9f || canvas->skin->data[i] < 0.6f
            || (fabs (x) > 12 && fabs (x) < 52 && y > 12 && y < 56))
          continue;
        for (int k = 0; k < 3; k++)
          v[k] = (double)canvas->normal[k]->data[i];
        v[3] = (double)vanity_canvas_mean_luminance (canvas, i);
        if (round == 0)
          {
            n++;
            for (int k = 0; k < 4; k++)
              mean[k] += v[k];
            continue;
          }
        for (int k = 0; k < 4; k++)
          v[k] -= mean[k] / n;
        variance += v[3] * v[3];
        for (int k = 0; k < 3; k++)
          for (int l = 0; l < 4; l++)
            m[k][l] += v[k] * v[l];
      }
  complexion->toward[0] = 0;
  complexion->toward[1] = -0.45;
  complexion->toward[2] = 0.893;
  complexion->contrast = 0;
  if (n < MIN_SAMPLES || variance <= 0)
    return;
  for (int k = 0; k < 3; k++)
    m[k][k] += 0.02 * n; /* keeps what the normals do not show small */
  for (int k = 0; k < 3; k++)
    for (int row = 0; row < 3; row++)
      if (row != k)
        {
          double factor = m[row][k] / m[k][k];

          for (int l = 0; l < 4; l++)
            m[row][l] -= factor * m[k][l];
        }
  for (int k = 0; k < 3; k++)
    slope[k] = m[k][3] / m[k][k];
  for (int i = 0; i < canvas->visible->width * canvas->visible->height; i++)
    if (canvas->visible->data[i] >= 0.9f && canvas->skin->data[i] >= 0.6f)
      {
        double fit = 0;

        for (int k = 0; k < 3; k++)
          fit += slope[k] * ((double)canvas->normal[k]->data[i] - mean[k] / n);
        explained += fit * fit;
      }
  complexion->contrast = CLAMP (explained / variance, 0, 1);
  /* A lamp above and before the face is the prior; what is seen bends it. */
  slope[1] -= 0.12 * mean[3] / n;
  slope[2] = MAX (slope[2], 0) + 0.3 * mean[3] / n;
  length = sqrt (slope[0] * slope[0] + slope[1] * slope[1] + slope[2] * slope[2]);
  for (int k = 0; length > 0 && k < 3; k++)
    complexion->toward[k] = slope[k] / length;
}

/* How likely each sample is skin by its colour alone: shading scales all channels, so ratios of
 * channels are compared. */
static void
guess_skin (VanityCanvas *canvas)
{
  VanityRgb skin = canvas->complexion.skin;
  float red = logf (MAX (skin.r, 1e-3f) / MAX (skin.g, 1e-3f));
  float blue = logf (MAX (skin.b, 1e-3f) / MAX (skin.g, 1e-3f));
  float luminance = logf (MAX (vanity_luminance (skin.r, skin.g, skin.b), 1e-3f));

  for (int i = 0; i < canvas->skin->width * canvas->skin->height; i++)
    {
      float r = canvas->mean[0]->data[i] + 2e-3f, g = canvas->mean[1]->data[i] + 2e-3f;
      float b = canvas->mean[2]->data[i] + 2e-3f;
      float dr = (logf (r / g) - red) / 0.28f, db = (logf (b / g) - blue) / 0.40f;
      float dy = logf (vanity_luminance (r, g, b)) - luminance;

      dy /= dy < 0 ? 0.9f : 0.7f;
      canvas->skin->data[i]
          = canvas->visible->data[i] * expf (-0.5f * (dr * dr + db * db + dy * dy));
    }
}

void
vanity_canvas_measure_complexion (VanityCanvas *canvas)
{
  VanityComplexion *complexion = &canvas->complexion;
  VanityRgb tint;
  float brightness;

  measure_skin (canvas);
  guess_skin (canvas);
  measure_direction (canvas);
  brightness = (float)measure_brightness (canvas);
  tint = measure_tint (complexion);
  complexion->light = (VanityRgb){ tint.r * brightness, tint.g * brightness, tint.b * brightness };
}

#include "makeup/lips.h"

#include "face/mesh.h"
#include "makeup/canvas-private.h"
#include "makeup/lips-border.h"

#include <math.h>
#include <string.h>

enum
{
  INNER_TOP = 13,
  INNER_BOTTOM = 14,
  OUTER_TOP = 0,
  OUTER_BOTTOM = 17,
};

static double
distance_mm (const VanityCanvas *canvas, int one, int other)
{
  const VanityPoint *a = vanity_canvas_point (canvas, one);
  const VanityPoint *b = vanity_canvas_point (canvas, other);

  return hypot ((double)(a->x - b->x), (double)(a->y - b->y)) / canvas->lip_unit;
}

/* The lips' mean luminance over that of light, and their colour. */
static void
measure_color (const VanityCanvas *canvas, VanityLips *lips, const VanityMask *area)
{
  double sum[3] = { 0, 0, 0 }, lit = 0, weight = 0, ratio;

  for (int j = 0; area != NULL && j < area->height; j++)
    for (int i = 0; i < area->width; i++)
      {
        double x = area->rect.x + (i + 0.5) * area->step, w;
        double y = area->rect.y + (j + 0.5) * area->step;
        VanityRgb rgb, light;

        w = (double)area->data[j * area->width + i];
        if (w < 0.5)
          continue;
        rgb = vanity_canvas_get_source (canvas, x, y);
        light = vanity_canvas_get_light (canvas, x, y);
        weight += w;
        sum[0] += w * (double)rgb.r;
        sum[1] += w * (double)rgb.g;
        sum[2] += w * (double)rgb.b;
        lit += w * (0.2126 * (double)light.r + 0.7152 * (double)light.g + 0.0722 * (double)light.b);
      }
  lips->color = vanity_lab_from_linear (canvas->complexion.skin);
  ratio = 0.3;
  if (weight > 4 && lit > 0)
    {
      lips->color = vanity_lab_from_linear ((VanityRgb){
          (float)(sum[0] / weight), (float)(sum[1] / weight), (float)(sum[2] / weight) });
      ratio = (0.2126 * sum[0] + 0.7152 * sum[1] + 0.0722 * sum[2]) / lit;
    }
  lips->base = vanity_mask_copy (canvas->light[0]);
  for (int i = 0; i < lips->base->width * lips->base->height; i++)
    lips->base->data[i] = (float)MAX (ratio
                                          * (0.2126 * (double)canvas->light[0]->data[i]
                                             + 0.7152 * (double)canvas->light[1]->data[i]
                                             + 0.0722 * (double)canvas->light[2]->data[i]),
                                      1e-4);
}

#define FORM_MM 1.8

/* Shading by the lips' curve, from the lips alone; highlights count for little. */
static void
measure_form (const VanityCanvas *canvas, VanityLips *lips, const VanityMask *area)
{
  VanityMask *form = vanity_canvas_new_field (canvas);
  g_autoptr (VanityMask) weight = vanity_canvas_new_field (canvas);

  for (int i = 0; i < form->width * form->height; i++)
    {
      double x = form->rect.x + (i % form->width + 0.5) * form->step;
      double y = form->rect.y + (i / form->width + 0.5) * form->step;
      float plain = lips->base->data[i];

      form->data[i] = vanity_canvas_mean_luminance (canvas, i);
      form->data[i] = CLAMP (form->data[i], 0.25f * plain, 1.7f * plain);
      if (area != NULL && x >= area->rect.x && y >= area->rect.y
          && x < area->rect.x + area->rect.width && y < area->rect.y + area->rect.height)
        weight->data[i] = vanity_canvas_sample (area, x, y);
    }
  vanity_mask_blur_weighted (&form, 1, weight, FORM_MM * canvas->lip_unit);
  lips->form = form;
}

/* At the rim lies skin, lighter than lips: that is no highlight, and colour that reaches over it
 * must not look milky. There, plain is what the photo shows. */
static void
level_rim (const VanityCanvas *canvas, VanityLips *lips)
{
  g_autoptr (VanityPath) inner = vanity_lips_new_border (canvas, lips, -1.3);
  g_autoptr (VanityMask) within = vanity_path_mask (inner, 0.6 * canvas->lip_unit, &canvas->rect);
  g_autoptr (VanityMask) around = vanity_canvas_new_field (canvas);
  int n = around->width * around->height;

  for (int i = 0; i < n; i++)
    around->data[i] = vanity_canvas_mean_luminance (canvas, i);
  vanity_mask_blur (around, 0.6 * canvas->lip_unit);
  for (int i = 0; i < n; i++)
    {
      double x = around->rect.x + (i % around->width + 0.5) * around->step;
      double y = around->rect.y + (i / around->width + 0.5) * around->step;
      float lighter = around->data[i] / MAX (lips->form->data[i], 1e-4f), rim = 1;

      if (within != NULL && x >= within->rect.x && y >= within->rect.y
          && x < within->rect.x + within->rect.width && y < within->rect.y + within->rect.height)
        rim -= vanity_canvas_sample (within, x, y);
      lighter = 1 + rim * (CLAMP (lighter, 1.0f, 4.0f) - 1);
      lips->form->data[i] *= lighter;
      lips->base->data[i] *= lighter;
    }
}

static void
lips_free (gpointer data)
{
  VanityLips *lips = data;

  vanity_path_free (lips->opening);
  vanity_mask_free (lips->base);
  vanity_mask_free (lips->form);
  vanity_mask_free (lips->cover);
  g_free (lips);
}

static void
refine_opening (const VanityCanvas *canvas, VanityLips *lips)
{
  double gap;
  VanityPath *opening = vanity_lips_find_opening (canvas, lips, &gap);

  if (opening == NULL)
    return;
  vanity_path_free (lips->opening);
  lips->opening = opening;
  lips->gap = gap;
}

const VanityLips *
vanity_lips_get (VanityCanvas *canvas)
{
  VanityLips *lips = vanity_canvas_recall (canvas, "lips");
  g_autoptr (VanityPath) border = NULL;
  g_autoptr (VanityMask) area = NULL;
  g_autoptr (VanityMask) opening = NULL;

  if (lips != NULL)
    return lips;
  lips = g_new0 (VanityLips, 1);
  lips->gap = distance_mm (canvas, INNER_TOP, INNER_BOTTOM);
  lips->height = MAX (distance_mm (canvas, OUTER_TOP, OUTER_BOTTOM) - lips->gap, 1);
  lips->opening = vanity_path_new_contour (&canvas->face, VANITY_CONTOUR_LIPS_INNER);
  lips->usable = vanity_lips_border_find (canvas, lips);
  if (lips->usable)
    {
      lips->cover = vanity_lips_find_cover (canvas, lips);
      refine_opening (canvas, lips);
    }
  border = vanity_lips_new_border (canvas, lips, -0.8);
  area = vanity_path_mask (border, 0, &canvas->rect);
  opening = vanity_path_mask (lips->opening, 0, &canvas->rect);
  vanity_mask_subtract (area, opening);
  if (lips->cover != NULL)
    vanity_mask_subtract (area, lips->cover);
  measure_color (canvas, lips, area);
  measure_form (canvas, lips, area);
  level_rim (canvas, lips);
  vanity_canvas_remember (canvas, "lips", lips, lips_free);
  return lips;
}

VanityPath *
vanity_lips_new_border (const VanityCanvas *canvas, const VanityLips *lips, double grow)
{
  VanityKnot knots[VANITY_LIPS_POINTS];

  for (int i = 0; i < VANITY_LIPS_POINTS; i++)
    {
      /* Overlining the corners would widen the mouth. */
      double round = 2 * G_PI * i / VANITY_LIPS_POINTS, taper = fabs (sin (round));
      double away = grow * canvas->lip_unit * (grow > 0 ? MIN (1.3 * taper, 1) : 1);

      knots[i] = (VanityKnot){ lips->border[i].x + away * lips->border[i].nx,
                               lips->border[i].y + away * lips->border[i].ny, 0 };
    }
  return vanity_path_new (knots, VANITY_LIPS_POINTS, TRUE);
}

static float
ramp (float from, float to, float x)
{
  float t = CLAMP ((x - from) / (to - from), 0.0f, 1.0f);

  return t * t * (3 - 2 * t);
}

/* Noise must not make single pixels of a highlight teeth: what is judged is this soft, mm. */
#define TEETH_SOFT_MM 0.2

/* The photo within `rect` in three masks. */
static void
read_softly (const VanityCanvas *canvas, const VanityRect *rect, VanityMask *seen[3])
{
  for (int k = 0; k < 3; k++)
    {
      VanityMask *mask = seen[k] = vanity_mask_new (rect, &canvas->rect, 1);

      for (int j = 0; j < mask->height; j++)
        memcpy (mask->data + (gsize)j * (gsize)mask->width,
                canvas->source[k]
                    + (gsize)(mask->rect.y + j - canvas->rect.y) * (gsize)canvas->rect.width
                    + (mask->rect.x - canvas->rect.x),
                sizeof (float) * (gsize)mask->width);
      vanity_mask_blur (mask, TEETH_SOFT_MM * canvas->lip_unit);
    }
}

/* Near the opening of a parted mouth: takes teeth (lighter and less red than these lips) and the
 * dark behind them off. */
static void
keep_mouth_clean (const VanityCanvas *canvas, const VanityLips *lips, VanityMask *area)
{
  g_autoptr (VanityMask) near_opening
      = vanity_path_mask (lips->opening, 1.1 * canvas->lip_unit, &canvas->rect);
  VanityMask *seen[3];
  float open = ramp (0.6f, 1.6f, (float)lips->gap);
  VanityRect both;

  if (near_opening == NULL || open <= 0
      || !vanity_rect_intersect (&near_opening->rect, &area->rect, &both))
    return;
  read_softly (canvas, &both, seen);
  for (int y = both.y; y < both.y + both.height; y++)
    for (int x = both.x; x < both.x + both.width; x++)
      {
        float inside = vanity_canvas_sample (near_opening, x + 0.5, y + 0.5), teeth, dark;
        float *sample = &area->data[(y - area->rect.y) * area->width + (x - area->rect.x)];
        int at = (y - both.y) * both.width + (x - both.x);
        VanityLab lab;

        if (inside < 0.03f || *sample <= 0)
          continue;
        lab = vanity_lab_from_linear (
            (VanityRgb){ seen[0]->data[at], seen[1]->data[at], seen[2]->data[at] });
        teeth = ramp (3, 14, lab.L - lips->color.L)
                * ramp (0.25f, 0.55f, (lips->color.a - lab.a) / MAX (lips->color.a, 6.0f));
        dark = ramp (16, 34, lips->color.L - lab.L) * ramp (0.25f, 0.5f, inside);
        *sample *= 1 - open * MAX (teeth * ramp (0.03f, 0.12f, inside), dark);
      }
  for (int k = 0; k < 3; k++)
    vanity_mask_free (seen[k]);
}

const VanityMask *
vanity_lips_get_area (VanityCanvas *canvas, double overline, double softness)
{
  const VanityLips *lips = vanity_lips_get (canvas);
  g_autofree char *key = g_strdup_printf ("lips/%.3f/%.3f", overline, softness);
  VanityMask *area = vanity_canvas_recall (canvas, key);
  g_autoptr (VanityPath) border = NULL;
  g_autoptr (VanityMask) opening = NULL;
  g_autoptr (VanityMask) person = NULL;
  double blur = MAX (softness * canvas->lip_unit, 0.6);
  VanityRect rect;

  if (area != NULL || !lips->usable)
    return area;
  /* A blurred edge is drawn a little inside, so that its outer half does not stain the skin. */
  border = vanity_lips_new_border (canvas, lips, overline - 0.6 * softness);
  if (!vanity_path_get_bounds (border, 3 * blur + 2, &rect))
    return NULL;
  area = vanity_mask_new (&rect, &canvas->rect, 1);
  if (area == NULL)
    return NULL;
  vanity_path_fill (border, area);
  vanity_mask_blur (area, blur);
  opening = vanity_path_mask (lips->opening, MAX (0.12 * canvas->lip_unit, 0.4), &canvas->rect);
  if (opening != NULL)
    {
      vanity_mask_scale (opening, ramp (0.5f, 1.3f, (float)lips->gap));
      vanity_mask_subtract (area, opening);
    }
  keep_mouth_clean (canvas, lips, area);
  if (lips->cover != NULL)
    vanity_mask_subtract (area, lips->cover);
  person = vanity_canvas_cut_out (canvas, &area->rect);
  if (person != NULL)
    vanity_mask_multiply (area, person);
  vanity_canvas_remember (canvas, key, area, (GDestroyNotify)vanity_mask_free);
  return area;
}

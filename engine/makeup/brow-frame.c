#include "makeup/brow-frame.h"

#include <math.h>

#define COLUMNS VANITY_BROW_COLUMNS
#define ROWS 40
/* Looked at beyond the mesh's brow, mm. */
#define MARGIN_MM 4.0
/* Hair this much darker than skin shows its shape; L*. */
#define CLEAR_CONTRAST 7.0

/* Mesh points from the brow's head to its tail, right then left. */
static const guint16 upper_points[2][5] = {
  { 107, 66, 105, 63, 70 },
  { 336, 296, 334, 293, 300 },
};
static const guint16 lower_points[2][5] = {
  { 55, 65, 52, 53, 46 },
  { 285, 295, 282, 283, 276 },
};

typedef struct
{
  double u, middle, half;
} MeshPoint;

static double
column_u (const VanityBrowFrame *brow, int column)
{
  return brow->first + (brow->last - brow->first) * column / (COLUMNS - 1);
}

double
vanity_brow_frame_at (const VanityBrowFrame *brow, const double column[COLUMNS], double u)
{
  double at = (u - brow->first) / (brow->last - brow->first) * (COLUMNS - 1);
  int i;

  at = CLAMP (at, 0, COLUMNS - 1);
  i = MIN ((int)at, COLUMNS - 2);
  return column[i] + (at - i) * (column[i + 1] - column[i]);
}

/* The mesh's brow: its five places along the brow, middle and half height. */
static gboolean
read_mesh (const VanityEyeFrame *eye, const VanityCanvas *canvas, MeshPoint mesh[5])
{
  for (int i = 0; i < 5; i++)
    {
      const VanityPoint *upper = vanity_canvas_point (canvas, upper_points[eye->left][i]);
      const VanityPoint *lower = vanity_canvas_point (canvas, lower_points[eye->left][i]);
      double upper_u, upper_v, lower_u, lower_v;

      vanity_eye_frame_from_photo (eye, (double)upper->x, (double)upper->y, &upper_u, &upper_v);
      vanity_eye_frame_from_photo (eye, (double)lower->x, (double)lower->y, &lower_u, &lower_v);
      mesh[i].u = 0.5 * (upper_u + lower_u);
      mesh[i].middle = 0.5 * (upper_v + lower_v);
      mesh[i].half = MAX (0.5 * (upper_v - lower_v), 1.2 * eye->mm);
      if (i > 0 && mesh[i].u < mesh[i - 1].u + 0.5 * eye->mm)
        return FALSE;
    }
  return TRUE;
}

static void
interpolate_mesh (const MeshPoint mesh[5], double u, double *middle, double *half)
{
  int i = 0;
  double t, slope;

  while (i < 3 && u > mesh[i + 1].u)
    i++;
  t = (u - mesh[i].u) / (mesh[i + 1].u - mesh[i].u);
  slope = mesh[i + 1].middle - mesh[i].middle;
  *middle = mesh[i].middle + CLAMP (t, -0.6, 1.6) * slope;
  t = CLAMP (t, 0, 1);
  *half = mesh[i].half + t * (mesh[i + 1].half - mesh[i].half);
}

/* Skin above and below the brow at one column. */
static double
measure_skin (const VanityEyeFrame *eye, const VanityCanvas *canvas, double u, double middle,
              double half, double *sight)
{
  double sum = 0, allowed = 0;

  for (int side = -1; side <= 1; side += 2)
    for (double away = 2; away <= 3.6; away += 0.8)
      {
        double x, y;

        vanity_eye_frame_to_photo (eye, u, middle + side * (half + away * eye->mm), &x, &y);
        sum += (double)vanity_canvas_get_lightness (canvas, x, y);
        allowed += (double)vanity_canvas_sample (canvas->allow, x, y);
      }
  *sight = vanity_eye_fade (0.25, 0.7, allowed / 6);
  return sum / 6;
}

static void
smooth (double values[COLUMNS], int passes)
{
  for (int pass = 0; pass < passes; pass++)
    {
      double before = values[0];

      for (int i = 0; i < COLUMNS; i++)
        {
          double here = values[i];

          values[i] = 0.25 * before + 0.5 * here + 0.25 * values[MIN (i + 1, COLUMNS - 1)];
          before = here;
        }
    }
}

/* Moves middle and height onto the hair, each column as far as its hair is to be believed. */
static void
follow_hair (VanityBrowFrame *brow, const VanityEyeFrame *eye, const VanityCanvas *canvas)
{
  double mass[COLUMNS], middle[COLUMNS], half[COLUMNS], most = 0;

  for (int c = 0; c < COLUMNS; c++)
    {
      double u = column_u (brow, c), reach = brow->half[c] + MARGIN_MM * eye->mm;
      double sum = 0, first = 0, second = 0;

      for (int r = 0; r < ROWS; r++)
        {
          double away = ((r + 0.5) / ROWS * 2 - 1) * reach, x, y, dark;
          /* What lies far from the mesh's brow is more likely an eye or a fringe. */
          double likely = exp (-0.5 * pow (away / (0.6 * reach), 2));

          vanity_eye_frame_to_photo (eye, u, brow->middle[c] + away, &x, &y);
          dark = brow->skin[c] - (double)vanity_canvas_get_lightness (canvas, x, y) - 3;
          dark = CLAMP (dark, 0, 30) * likely;
          sum += dark;
          first += dark * away;
          second += dark * away * away;
        }
      mass[c] = sum * brow->sight[c];
      middle[c] = sum > 0 ? first / sum : 0;
      half[c] = sum > 0 ? 1.7 * sqrt (MAX (second / sum - middle[c] * middle[c], 0)) : 0;
      most = MAX (most, mass[c]);
    }

  for (int c = 0; c < COLUMNS; c++)
    {
      double trust = most > 0 ? MIN (1, mass[c] / (0.4 * most)) : 0;

      trust *= vanity_eye_fade (0.3 * CLEAR_CONTRAST, CLEAR_CONTRAST, brow->contrast);
      brow->middle[c] += trust * middle[c];
      brow->half[c] += 0.8 * trust * (CLAMP (half[c], 1.3 * eye->mm, 6 * eye->mm) - brow->half[c]);
    }
  smooth (brow->middle, 8);
  smooth (brow->half, 8);
}

static int
compare_floats (gconstpointer a, gconstpointer b)
{
  float one = *(const float *)a, other = *(const float *)b;

  return (one > other) - (one < other);
}

/* Contrast and colour of the hair: those of the darkest quarter between head and tail. */
static void
measure_hair (VanityBrowFrame *brow, const VanityEyeFrame *eye, const VanityCanvas *canvas)
{
  g_autoptr (GArray) dark = g_array_new (FALSE, FALSE, sizeof (float));
  double rgb[3] = { 0, 0, 0 }, weight = 0, limit;

  for (int pass = 0; pass < 2; pass++)
    {
      if (pass == 1)
        {
          if (dark->len == 0)
            break;
          g_array_sort (dark, compare_floats);
          limit = (double)g_array_index (dark, float, dark->len * 3 / 4);
          brow->contrast = MAX (0, (double)g_array_index (dark, float, dark->len * 5 / 6));
        }
      for (int c = COLUMNS / 8; c < COLUMNS * 7 / 8; c++)
        for (int r = -6; r <= 6; r++)
          {
            double u = column_u (brow, c), x, y;
            float darkness;

            if (brow->sight[c] < 0.5)
              continue;
            vanity_eye_frame_to_photo (eye, u, brow->middle[c] + r / 7.0 * brow->half[c], &x, &y);
            darkness = (float)brow->skin[c] - vanity_canvas_get_lightness (canvas, x, y);
            if (pass == 0)
              g_array_append_val (dark, darkness);
            else if ((double)darkness >= limit)
              {
                VanityRgb source = vanity_canvas_get_source (canvas, x, y);
                VanityRgb light = vanity_canvas_get_light (canvas, x, y);

                rgb[0] += (double)(source.r / MAX (light.r, 1e-3f));
                rgb[1] += (double)(source.g / MAX (light.g, 1e-3f));
                rgb[2] += (double)(source.b / MAX (light.b, 1e-3f));
                weight += 1;
              }
          }
    }
  if (weight > 0)
    brow->hair = (VanityRgb){ (float)CLAMP (rgb[0] / weight, 0.003, 0.6),
                              (float)CLAMP (rgb[1] / weight, 0.003, 0.6),
                              (float)CLAMP (rgb[2] / weight, 0.003, 0.6) };
}

static gboolean
measure (VanityBrowFrame *brow, VanityCanvas *canvas, gboolean left)
{
  const VanityEyeFrame *eye = vanity_eye_frame_get (canvas, left);
  MeshPoint mesh[5];

  if (eye == NULL || !read_mesh (eye, canvas, mesh))
    return FALSE;
  brow->first = mesh[0].u - 0.5 * eye->mm;
  brow->last = mesh[4].u + 2.0 * eye->mm;
  for (int c = 0; c < COLUMNS; c++)
    {
      interpolate_mesh (mesh, column_u (brow, c), &brow->middle[c], &brow->half[c]);
      brow->skin[c] = measure_skin (eye, canvas, column_u (brow, c), brow->middle[c], brow->half[c],
                                    &brow->sight[c]);
    }
  smooth (brow->middle, 4);
  smooth (brow->half, 4);
  smooth (brow->skin, 6);
  smooth (brow->sight, 3);
  measure_hair (brow, eye, canvas);
  follow_hair (brow, eye, canvas);
  /* Once more where the hair is now known to be. */
  measure_hair (brow, eye, canvas);
  if (brow->contrast < 0.5 * CLEAR_CONTRAST)
    {
      /* Hardly there: what would grow on this skin. */
      const VanityRgb *skin = &canvas->complexion.skin;
      const VanityRgb *light = &canvas->complexion.light;

      brow->hair = (VanityRgb){ 0.35f * skin->r / MAX (light->r, 1e-3f),
                                0.33f * skin->g / MAX (light->g, 1e-3f),
                                0.33f * skin->b / MAX (light->b, 1e-3f) };
    }
  return TRUE;
}

const VanityBrowFrame *
vanity_brow_frame_get (VanityCanvas *canvas, gboolean left)
{
  const char *key = left ? "brow-left" : "brow-right";
  VanityBrowFrame *brow = vanity_canvas_recall (canvas, key);

  if (brow == NULL)
    {
      brow = g_new0 (VanityBrowFrame, 1);
      brow->usable = measure (brow, canvas, left);
      vanity_canvas_remember (canvas, key, brow, g_free);
    }
  return brow->usable ? brow : NULL;
}

double
vanity_brow_frame_get_hair (const VanityBrowFrame *brow, const VanityCanvas *canvas, double u,
                            double x, double y)
{
  double dark = vanity_brow_frame_at (brow, brow->skin, u)
                - (double)vanity_canvas_get_lightness (canvas, x, y);

  return CLAMP ((dark - 3) / MAX (brow->contrast, CLEAR_CONTRAST), 0, 1);
}

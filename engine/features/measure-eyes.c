#include "features/measure.h"

#include "face/mesh.h"

#include <math.h>

#define DEGREES (180 / G_PI)

typedef struct
{
  VanityContourId opening;
  int outer, inner, outline; /* corners; the face's outline beside it */
  int upper[3], lower[3];    /* lash lines, above each other */
  int fold[3], brow[3];      /* above `upper` */
} Eye;

static const Eye eyes[2] = {
  { VANITY_CONTOUR_EYE_RIGHT,
    33,
    133,
    234,
    { 160, 159, 158 },
    { 144, 145, 153 },
    { 29, 27, 28 },
    { 53, 52, 65 } },
  { VANITY_CONTOUR_EYE_LEFT,
    263,
    362,
    454,
    { 387, 386, 385 },
    { 373, 374, 380 },
    { 259, 257, 258 },
    { 283, 282, 295 } },
};

static double
get_area (const VanityFrontal *f, const VanityContour *contour)
{
  double area = 0;

  for (int i = 0; i < contour->n; i++)
    {
      const VanityFrontalPoint *a = &f->point[contour->index[i]];
      const VanityFrontalPoint *b = &f->point[contour->index[(i + 1) % contour->n]];

      area += (a->x * b->y - b->x * a->y) / 2;
    }
  return fabs (area);
}

static double
get_mean_rise (const VanityFrontal *f, const int from[3], const int to[3])
{
  double sum = 0;

  for (int i = 0; i < 3; i++)
    sum += f->point[to[i]].y - f->point[from[i]].y;
  return sum / 3;
}

void
vanity_measure_eyes (const VanityFrontal *f, VanityMeasured *m)
{
  double between = vanity_frontal_get_distance (f, 133, 362), widths = 0;

  for (int s = 0; s < 2; s++)
    {
      const Eye *eye = &eyes[s];
      const VanityFrontalPoint *outer = &f->point[eye->outer], *inner = &f->point[eye->inner];
      double width = vanity_frontal_get_distance (f, eye->outer, eye->inner);

      widths += width / 2;
      m->value[VANITY_MEASURE_EYE_FIFTH][s] = 100 * width;
      m->value[VANITY_MEASURE_OUTER_FIFTH][s] = 100 * fabs (outer->x - f->point[eye->outline].x);
      m->value[VANITY_MEASURE_EYE_SIZE][s]
          = 100 * get_area (f, vanity_mesh_get_contour (eye->opening));
      m->value[VANITY_MEASURE_EYE_OPENNESS][s]
          = vanity_measure_ratio (get_mean_rise (f, eye->lower, eye->upper), width);
      m->value[VANITY_MEASURE_EYE_TILT][s]
          = atan2 (outer->y - inner->y, fabs (outer->x - inner->x)) * DEGREES;
      m->value[VANITY_MEASURE_EYE_LID][s]
          = vanity_measure_ratio (get_mean_rise (f, eye->upper, eye->fold), width);
      m->value[VANITY_MEASURE_BROW_HEIGHT][s]
          = vanity_measure_ratio (get_mean_rise (f, eye->upper, eye->brow), width);
    }
  vanity_measured_set (m, VANITY_MEASURE_PUPILS, vanity_frontal_get_distance (f, 468, 473));
  vanity_measured_set (m, VANITY_MEASURE_MIDDLE_FIFTH, 100 * between);
  vanity_measured_set (m, VANITY_MEASURE_EYE_SPACING, vanity_measure_ratio (between, widths));
}

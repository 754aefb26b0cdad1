#include "features/measure.h"

#include <math.h>

#define DEGREES (180 / G_PI)

static const int chin[] = { 150, 149, 176, 148, 152, 377, 400, 378, 379 };

/* Degrees between the lines from `corner` to `one` and to `other`. */
static double
get_angle (const VanityFrontal *f, int one, int corner, int other)
{
  const VanityFrontalPoint *a = &f->point[one], *b = &f->point[corner], *c = &f->point[other];
  double x1 = a->x - b->x, y1 = a->y - b->y, x2 = c->x - b->x, y2 = c->y - b->y;

  return fabs (atan2 (x1 * y2 - y1 * x2, x1 * x2 + y1 * y2)) * DEGREES;
}

/* Of the circle through the chin's outline, least squares of its equation x² + y² = a·x + b·y + c
 * (Kåsa, "A circle fitting procedure and its error analysis", 1976), which is symmetric enough
 * for a = 0 about the chin's own middle. */
static double
get_chin_radius (const VanityFrontal *f)
{
  int n = G_N_ELEMENTS (chin);
  double x = 0, y = 0, yy = 0, s = 0, ys = 0;

  for (int i = 0; i < n; i++)
    x += f->point[chin[i]].x / n;
  for (int i = 0; i < n; i++)
    {
      double dx = f->point[chin[i]].x - x, dy = f->point[chin[i]].y - f->point[152].y;
      double square = dx * dx + dy * dy;

      y += dy / n;
      yy += dy * dy / n;
      s += square / n;
      ys += dy * square / n;
    }
  double spread = yy - y * y;
  double b = spread > 1e-12 ? (ys - y * s) / spread : 0;
  double c = s - b * y;
  return sqrt (MAX (c + b * b / 4, 0));
}

void
vanity_measure_outline (const VanityFrontal *f, VanityMeasured *m)
{
  double length = vanity_frontal_get_distance (f, 10, 152);
  double brows = f->point[9].y, base = f->point[2].y;
  double top = f->point[10].y, bottom = f->point[152].y;

  vanity_measured_set (m, VANITY_MEASURE_FACE_LENGTH, length);
  vanity_measured_set (
      m, VANITY_MEASURE_FOREHEAD_WIDTH,
      (vanity_frontal_get_distance (f, 54, 284) + vanity_frontal_get_distance (f, 103, 332)) / 2);
  vanity_measured_set (
      m, VANITY_MEASURE_JAW_WIDTH,
      (vanity_frontal_get_distance (f, 58, 288) + vanity_frontal_get_distance (f, 172, 397)) / 2);
  vanity_measured_set (m, VANITY_MEASURE_CHIN_WIDTH, vanity_frontal_get_distance (f, 149, 378));
  m->value[VANITY_MEASURE_JAW_ANGLE][0] = get_angle (f, 132, 172, 150);
  m->value[VANITY_MEASURE_JAW_ANGLE][1] = get_angle (f, 361, 397, 379);
  vanity_measured_set (m, VANITY_MEASURE_CHIN_ROUNDNESS, get_chin_radius (f));
  vanity_measured_set (m, VANITY_MEASURE_UPPER_THIRD,
                       100 * vanity_measure_ratio (top - brows, top - bottom));
  vanity_measured_set (m, VANITY_MEASURE_MIDDLE_THIRD,
                       100 * vanity_measure_ratio (brows - base, top - bottom));
  vanity_measured_set (m, VANITY_MEASURE_LOWER_THIRD,
                       100 * vanity_measure_ratio (base - bottom, top - bottom));
}

void
vanity_measure_nose (const VanityFrontal *f, VanityMeasured *m)
{
  double length = vanity_frontal_get_distance (f, 10, 152);

  vanity_measured_set (m, VANITY_MEASURE_NOSE_WIDTH, vanity_frontal_get_distance (f, 129, 358));
  vanity_measured_set (m, VANITY_MEASURE_NOSE_LENGTH,
                       vanity_measure_ratio (vanity_frontal_get_distance (f, 168, 2), length));
}

void
vanity_measure_all (const VanityFrontal *f, VanityMeasured *m)
{
  vanity_measure_outline (f, m);
  vanity_measure_eyes (f, m);
  vanity_measure_brows (f, m);
  vanity_measure_nose (f, m);
  vanity_measure_lips (f, m);
}

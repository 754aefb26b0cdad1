#include "live/smoother.h"

#include "face/mesh.h"
#include "live/one-euro.h"

#include <math.h>
#include <string.h>

/* The parts of the face that move by themselves. */
typedef enum
{
  GROUP_REST,
  GROUP_LIPS,
  GROUP_EYE_RIGHT,
  GROUP_EYE_LEFT,
  GROUP_BROW_RIGHT,
  GROUP_BROW_LEFT,
  N_GROUPS
} Group;

/* Of the head as a whole, and of its shape. */
static const VanityOneEuro head_filter = { .rest = 1.2, .speed = 30, .speed_cutoff = 4 };
static const VanityOneEuro shape_filter = { .rest = 0.8, .speed = 40, .speed_cutoff = 4 };

/* Where the head is: its points are scale · turn (angle) · shape + (x, y). */
typedef struct
{
  double x, y; /* pixels */
  double size; /* log of pixels to a face width */
  double angle;
} Place;

struct _VanitySmoother
{
  gboolean started;
  guint8 group[VANITY_FACE_POINTS];
  int n_points[N_GROUPS];
  Place place, place_speed;
  float reference[VANITY_FACE_POINTS][2]; /* the first shape, which tilt and size are told from */
  /* In face widths about the head's middle, upright. */
  float shape[VANITY_FACE_POINTS][3], last[VANITY_FACE_POINTS][3], speed[VANITY_FACE_POINTS][3];
  Place last_place;
};

static void
add_group (VanitySmoother *smoother, VanityContourId id, Group group)
{
  const VanityContour *contour = vanity_mesh_get_contour (id);

  for (int i = 0; i < contour->n; i++)
    smoother->group[contour->index[i]] = group;
}

VanitySmoother *
vanity_smoother_new (void)
{
  VanitySmoother *smoother = g_new0 (VanitySmoother, 1);

  add_group (smoother, VANITY_CONTOUR_LIPS_OUTER, GROUP_LIPS);
  add_group (smoother, VANITY_CONTOUR_LIPS_INNER, GROUP_LIPS);
  add_group (smoother, VANITY_CONTOUR_EYE_RIGHT, GROUP_EYE_RIGHT);
  add_group (smoother, VANITY_CONTOUR_EYE_LEFT, GROUP_EYE_LEFT);
  add_group (smoother, VANITY_CONTOUR_BROW_RIGHT, GROUP_BROW_RIGHT);
  add_group (smoother, VANITY_CONTOUR_BROW_LEFT, GROUP_BROW_LEFT);
  for (int i = VANITY_FACE_MESH_POINTS; i < VANITY_FACE_POINTS; i++)
    smoother->group[i] = i < VANITY_FACE_MESH_POINTS + 5 ? GROUP_EYE_RIGHT : GROUP_EYE_LEFT;
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    smoother->n_points[smoother->group[i]]++;
  return smoother;
}

void
vanity_smoother_free (VanitySmoother *smoother)
{
  g_free (smoother);
}

void
vanity_smoother_reset (VanitySmoother *smoother)
{
  smoother->started = FALSE;
}

/* Where the reference lies among the points that move little by themselves: the similarity of least
 * squares. */
static Place
find_place (const VanitySmoother *smoother, const VanityPoint *points)
{
  Place place = { 0 };
  double along = 0, across = 0, own = 0;
  int n = smoother->n_points[GROUP_REST];

  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    if (smoother->group[i] == GROUP_REST)
      {
        place.x += (double)points[i].x / n;
        place.y += (double)points[i].y / n;
      }
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    if (smoother->group[i] == GROUP_REST)
      {
        const float *to = smoother->reference[i];
        double x = points[i].x - place.x, y = points[i].y - place.y;

        along += to[0] * x + to[1] * y;
        across += to[0] * y - to[1] * x;
        own += to[0] * to[0] + to[1] * to[1];
      }
  place.size = log (MAX (hypot (along, across) / own, 1e-3));
  place.angle = atan2 (across, along);
  return place;
}

/* Takes the points for the reference: upright on the eyes, some face width wide. */
static void
set_reference (VanitySmoother *smoother, const VanityPoint *points)
{
  double angle = atan2 (points[263].y - points[33].y, points[263].x - points[33].x);
  double x = 0, y = 0, square = 0;
  int n = smoother->n_points[GROUP_REST];

  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    if (smoother->group[i] == GROUP_REST)
      {
        x += (double)points[i].x / n;
        y += (double)points[i].y / n;
      }
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    if (smoother->group[i] == GROUP_REST)
      square += (pow (points[i].x - x, 2) + pow (points[i].y - y, 2)) / n;
  /* Points lie a third of the face's width from its middle, in quadratic mean. */
  double scale = 1 / MAX (3 * sqrt (square), 1);
  double c = cos (angle) * scale, s = sin (angle) * scale;
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    {
      smoother->reference[i][0] = c * (points[i].x - x) + s * (points[i].y - y);
      smoother->reference[i][1] = c * (points[i].y - y) - s * (points[i].x - x);
    }
}

static void
to_shape (const VanityPoint *points, const Place *place, float (*shape)[3])
{
  double scale = exp (-place->size), c = cos (place->angle) * scale, s = sin (place->angle) * scale;

  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    {
      double x = points[i].x - place->x, y = points[i].y - place->y;

      shape[i][0] = c * x + s * y;
      shape[i][1] = c * y - s * x;
      shape[i][2] = points[i].z * scale;
    }
}

static void
from_shape (float (*shape)[3], const Place *place, VanityPoint *points)
{
  double scale = exp (place->size), c = cos (place->angle) * scale, s = sin (place->angle) * scale;

  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    points[i] = (VanityPoint){ place->x + c * shape[i][0] - s * shape[i][1],
                               place->y + s * shape[i][0] + c * shape[i][1], shape[i][2] * scale };
}

/* The nearest of the angles that point the same way. */
static double
near_angle (double angle, double to)
{
  return to + remainder (angle - to, 2 * G_PI);
}

static void
smooth_place (VanitySmoother *smoother, Place *place, double seconds)
{
  double now[4]
      = { place->x, place->y, place->size, near_angle (place->angle, smoother->place.angle) };
  double *kept[4]
      = { &smoother->place.x, &smoother->place.y, &smoother->place.size, &smoother->place.angle };
  double *last[4] = { &smoother->last_place.x, &smoother->last_place.y, &smoother->last_place.size,
                      &smoother->last_place.angle };
  double *speed[4] = { &smoother->place_speed.x, &smoother->place_speed.y,
                       &smoother->place_speed.size, &smoother->place_speed.angle };
  double unit[4] = { exp (-place->size), exp (-place->size), 0.5, 0.5 };
  double part = vanity_low_pass (head_filter.speed_cutoff, seconds), total = 0;

  for (int i = 0; i < 4; i++)
    {
      *speed[i] += part * ((now[i] - *last[i]) / seconds - *speed[i]);
      *last[i] = now[i];
      total += *speed[i] * unit[i] * *speed[i] * unit[i];
    }
  part = vanity_one_euro_pass (&head_filter, sqrt (total), seconds);
  for (int i = 0; i < 4; i++)
    *kept[i] += part * (now[i] - *kept[i]);
  *place = smoother->place;
}

static void
smooth_shape (VanitySmoother *smoother, float (*shape)[3], double seconds)
{
  double part = vanity_low_pass (shape_filter.speed_cutoff, seconds), square[N_GROUPS] = { 0 };
  double pass[N_GROUPS];

  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    for (int c = 0; c < 3; c++)
      {
        smoother->speed[i][c]
            += part * ((shape[i][c] - smoother->last[i][c]) / seconds - smoother->speed[i][c]);
        smoother->last[i][c] = shape[i][c];
        if (c < 2)
          square[smoother->group[i]] += smoother->speed[i][c] * smoother->speed[i][c];
      }
  for (int g = 0; g < N_GROUPS; g++)
    pass[g]
        = vanity_one_euro_pass (&shape_filter, sqrt (square[g] / smoother->n_points[g]), seconds);
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    for (int c = 0; c < 3; c++)
      smoother->shape[i][c] += pass[smoother->group[i]] * (shape[i][c] - smoother->shape[i][c]);
}

void
vanity_smoother_smooth (VanitySmoother *smoother, VanityPoint *points, double seconds)
{
  Place place;
  float shape[VANITY_FACE_POINTS][3];

  if (!smoother->started)
    set_reference (smoother, points);
  place = find_place (smoother, points);
  to_shape (points, &place, shape);
  if (!smoother->started)
    {
      smoother->started = TRUE;
      smoother->place = smoother->last_place = place;
      smoother->place_speed = (Place){ 0 };
      memcpy (smoother->shape, shape, sizeof shape);
      memcpy (smoother->last, shape, sizeof shape);
      memset (smoother->speed, 0, sizeof smoother->speed);
      return;
    }
  smooth_place (smoother, &place, seconds);
  smooth_shape (smoother, shape, seconds);
  from_shape (smoother->shape, &place, points);
}

#include "live/smoother.h"

#include "face/canonical.h"
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
  GROUP_JAW,
  N_GROUPS
} Group;

/* Of the head as a whole, and of its shape; Hz, and face widths per second. */
static const VanityOneEuro head_filter
    = { .rest = 0.9, .quiet = 0.04, .speed = 100, .speed_cutoff = 8 };
static const VanityOneEuro shape_filter
    = { .rest = 0.7, .quiet = 0.02, .speed = 60, .speed_cutoff = 4 };
/* Of what moves by itself: lids shut within a tenth of a second. */
static const VanityOneEuro part_filter
    = { .rest = 0.6, .quiet = 0.05, .speed = 200, .speed_cutoff = 8 };

/* What is around lips and lids moves with them, and below the mouth with the jaw: cm on the
 * canonical head. */
#define LIPS 0.7f
#define LIDS 1.2f
#define JAW 4.5f

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

/* Takes the contour, and what of the rest lies within `reach` cm of it on the canonical head, for a
 * group. */
static void
add_group (VanitySmoother *smoother, VanityContourId id, Group group, float reach)
{
  const VanityContour *contour = vanity_mesh_get_contour (id);
  const VanityCanonicalMesh *mesh = vanity_canonical_mesh_get (NULL);

  for (int i = 0; i < contour->n; i++)
    smoother->group[contour->index[i]] = group;
  for (int k = 0; mesh != NULL && k < VANITY_FACE_MESH_POINTS; k++)
    for (int i = 0; smoother->group[k] == GROUP_REST && i < contour->n; i++)
      {
        const float *a = mesh->vertex[k], *b = mesh->vertex[contour->index[i]];
        float x = a[0] - b[0], y = a[1] - b[1], z = a[2] - b[2];

        if (x * x + y * y + z * z < reach * reach)
          smoother->group[k] = group;
      }
}

/* What is left below the mouth's corners and not far beside them. */
static void
add_jaw (VanitySmoother *smoother)
{
  const VanityCanonicalMesh *mesh = vanity_canonical_mesh_get (NULL);

  for (int k = 0; mesh != NULL && k < VANITY_FACE_MESH_POINTS; k++)
    if (smoother->group[k] == GROUP_REST && mesh->vertex[k][1] < mesh->vertex[61][1]
        && fabsf (mesh->vertex[k][0]) < JAW)
      smoother->group[k] = GROUP_JAW;
}

VanitySmoother *
vanity_smoother_new (void)
{
  VanitySmoother *smoother = g_new0 (VanitySmoother, 1);

  add_group (smoother, VANITY_CONTOUR_LIPS_INNER, GROUP_LIPS, 0);
  add_group (smoother, VANITY_CONTOUR_LIPS_OUTER, GROUP_LIPS, LIPS);
  add_group (smoother, VANITY_CONTOUR_BROW_RIGHT, GROUP_BROW_RIGHT, 0);
  add_group (smoother, VANITY_CONTOUR_BROW_LEFT, GROUP_BROW_LEFT, 0);
  add_group (smoother, VANITY_CONTOUR_EYE_RIGHT, GROUP_EYE_RIGHT, LIDS);
  add_group (smoother, VANITY_CONTOUR_EYE_LEFT, GROUP_EYE_LEFT, LIDS);
  add_jaw (smoother);
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

static const VanityOneEuro *
get_filter (Group group)
{
  return group == GROUP_REST ? &shape_filter : &part_filter;
}

static void
smooth_shape (VanitySmoother *smoother, float (*shape)[3], double seconds)
{
  double square[N_GROUPS] = { 0 };
  double pass[N_GROUPS];

  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    for (int c = 0; c < 3; c++)
      {
        double part = vanity_low_pass (get_filter (smoother->group[i])->speed_cutoff, seconds);

        smoother->speed[i][c]
            += part * ((shape[i][c] - smoother->last[i][c]) / seconds - smoother->speed[i][c]);
        smoother->last[i][c] = shape[i][c];
        if (c < 2)
          square[smoother->group[i]] += smoother->speed[i][c] * smoother->speed[i][c];
      }
  for (int g = 0; g < N_GROUPS; g++)
    pass[g]
        = vanity_one_euro_pass (get_filter (g), sqrt (square[g] / smoother->n_points[g]), seconds);
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

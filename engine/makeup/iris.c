#include "makeup/iris.h"

#include <math.h>
#include <stdlib.h>

/* An iris narrower than this many pixels shows no pattern, and its edge is a guess. */
#define LEAST_RADIUS 3.0
/* How far the photo's circle may be from the mesh's, of its radius. */
#define REACH 0.16
#define LEAST_SIZE 0.84
#define MOST_SIZE 1.16
#define STEPS 5
#define RAYS 32
/* A shut or narrow eye shows too little of it. */
#define LEAST_OPENNESS 0.12
/* Of the ring, what lids must leave free. */
#define LEAST_SEEN 0.3
#define USUAL_PUPIL 0.40

static int
compare_floats (gconstpointer a, gconstpointer b)
{
  float one = *(const float *)a, other = *(const float *)b;

  return one < other ? -1 : one > other;
}

static float
get_light (const VanityCanvas *canvas, double x, double y)
{
  VanityRgb rgb = vanity_canvas_get_source (canvas, x, y);

  return vanity_luminance (rgb.r, rgb.g, rgb.b);
}

/* The photo place at `share` of the radius along angle `a` of the eye's own axes. */
static void
go (const VanityEyeFrame *eye, const VanityIris *iris, double share, double a, double *x, double *y)
{
  double u = share * iris->radius * iris->squeeze * cos (a), v = share * iris->radius * sin (a);

  *x = iris->x + u * eye->ux + v * eye->vx;
  *y = iris->y + u * eye->uy + v * eye->vy;
}

static double
get_opening (const VanityEyeFrame *eye, double x, double y)
{
  double u, v;

  vanity_eye_frame_from_photo (eye, x, y, &u, &v);
  return vanity_eye_frame_get_opening (eye, u, v);
}

/* How much lighter, as the eye sees, it is beyond the circle than within, on the free part. */
static double
measure_edge (const VanityCanvas *canvas, const VanityEyeFrame *eye, const VanityIris *iris)
{
  double sum = 0, n = 0;

  for (int i = 0; i < RAYS; i++)
    {
      double a = 2 * G_PI * (i + 0.5) / RAYS, in[2], out[2], step;

      /* Lids cross it above and below. */
      if (fabs (sin (a)) > 0.75)
        continue;
      go (eye, iris, 0.86, a, &in[0], &in[1]);
      go (eye, iris, 1.14, a, &out[0], &out[1]);
      if (get_opening (eye, in[0], in[1]) < 0.9 || get_opening (eye, out[0], out[1]) < 0.9)
        continue;
      step = sqrt ((double)MAX (get_light (canvas, out[0], out[1]), 0.0f))
             - sqrt ((double)MAX (get_light (canvas, in[0], in[1]), 0.0f));
      sum += CLAMP (step, -0.1, 0.35);
      n++;
    }
  return n >= 4 ? sum / n : -1;
}

static void
refine (const VanityCanvas *canvas, const VanityEyeFrame *eye, VanityIris *iris)
{
  VanityIris best = *iris;
  /* The mesh is right where the photo does not say otherwise clearly. */
  double edge = measure_edge (canvas, eye, iris) + 0.01;

  for (int s = 0; s < STEPS; s++)
    for (int j = -2; j <= 2; j++)
      for (int i = -3; i <= 3; i++)
        {
          VanityIris other = *iris;
          double here, along = REACH * i / 3 * iris->radius, up = REACH * j / 2 * iris->radius;

          other.radius *= LEAST_SIZE + (MOST_SIZE - LEAST_SIZE) * s / (STEPS - 1);
          other.x += along * eye->ux + up * eye->vx;
          other.y += along * eye->uy + up * eye->vy;
          here = measure_edge (canvas, eye, &other)
                 - 0.02
                       * (hypot (along, up) / iris->radius / REACH
                          + fabs (other.radius / iris->radius - 1) / 0.16);
          if (here > edge)
            {
              edge = here;
              best = other;
            }
        }
  *iris = best;
}

static float
get_quantile (GArray *values, double share)
{
  if (values->len == 0)
    return 0;
  g_array_sort (values, compare_floats);
  return g_array_index (values, float, MIN ((guint)(share * values->len), values->len - 1));
}

/* What the ring between `from` and `to` of the radius sends, in the free part. */
static GArray *
collect (const VanityCanvas *canvas, const VanityEyeFrame *eye, const VanityIris *iris, double from,
         double to)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (float));

  for (int k = 0; k < 6; k++)
    for (int i = 0; i < RAYS; i++)
      {
        double a = 2 * G_PI * (i + 0.5 * (k & 1)) / RAYS, x, y;
        float light;

        go (eye, iris, from + (to - from) * k / 5, a, &x, &y);
        if (get_opening (eye, x, y) < 0.9)
          continue;
        light = get_light (canvas, x, y);
        g_array_append_val (values, light);
      }
  return values;
}

/* The pupil's edge: where the rings' medians rise most from the middle outwards, if they do. */
static double
find_pupil (const VanityCanvas *canvas, const VanityEyeFrame *eye, const VanityIris *iris)
{
  double pupil = USUAL_PUPIL, most = 0.18;

  for (double share = 0.24; share <= 0.6; share += 0.04)
    {
      g_autoptr (GArray) inside = collect (canvas, eye, iris, 0.05, share - 0.06);
      g_autoptr (GArray) outside = collect (canvas, eye, iris, share + 0.04, share + 0.16);
      float dark = get_quantile (inside, 0.5), light = get_quantile (outside, 0.5);
      double rise = (double)((light - dark) / MAX (light + dark, 1e-3f));

      if (rise > most)
        {
          most = rise;
          pupil = share;
        }
    }
  return pupil;
}

static void
measure (VanityIris *iris, VanityCanvas *canvas, gboolean left)
{
  const VanityEyeFrame *eye = vanity_eye_frame_get (canvas, left);
  const VanityPoint *p = &canvas->face.points[VANITY_FACE_MESH_POINTS + (left ? 5 : 0)];
  double across = hypot ((double)(p[1].x - p[3].x), (double)(p[1].y - p[3].y)) / 2;
  double down = hypot ((double)(p[2].x - p[4].x), (double)(p[2].y - p[4].y)) / 2;

  iris->hidden
      = eye == NULL || eye->openness < LEAST_OPENNESS || eye->shut > 0.3 || eye->sight < 0.5;
  if (iris->hidden)
    return;
  /* A turned eye's iris is narrower, never wider than high. */
  iris->x = (double)p[0].x;
  iris->y = (double)p[0].y;
  iris->radius = MAX (across, down);
  iris->squeeze = CLAMP (across / MAX (down, 1e-3), 0.75, 1);
  if (!(iris->radius >= LEAST_RADIUS) || iris->radius > 0.4 * eye->length)
    return;
  if (get_opening (eye, iris->x, iris->y) < 0.5)
    return;
  refine (canvas, eye, iris);
  iris->pupil = find_pupil (canvas, eye, iris);
  {
    g_autoptr (GArray) ring = collect (canvas, eye, iris, iris->pupil + 0.1, 0.85);
    g_autoptr (GArray) beside = collect (canvas, eye, iris, 1.2, 1.7);

    if (ring->len < LEAST_SEEN * 6 * RAYS)
      return;
    iris->plain = MAX (get_quantile (ring, 0.5), 1e-3f);
    iris->white = beside->len >= 8 ? get_quantile (beside, 0.7) : 0;
    /* A reflection is as light as the white, or far lighter than the ring. */
    iris->glint = MAX (MAX (2.5f * get_quantile (ring, 0.75), 0.75f * iris->white), 0.05f);
  }
  iris->usable = TRUE;
}

const VanityIris *
vanity_iris_get (VanityCanvas *canvas, gboolean left)
{
  const char *key = left ? "iris-left" : "iris-right";
  VanityIris *iris = vanity_canvas_recall (canvas, key);

  if (iris == NULL)
    {
      iris = g_new0 (VanityIris, 1);
      measure (iris, canvas, left);
      vanity_canvas_remember (canvas, key, iris, g_free);
    }
  return iris;
}

/* The smoother on a made-up face that shakes, moves, tilts and blinks. */
#include "live/smoother.h"

#include "face/mesh.h"

#include <math.h>

#define RATE 30
#define SHAKE 0.3 /* pixels, standard deviation */
#define WIDTH 280 /* of the face, pixels */

/* Anything of a face's size that is no single point. */
static void
make_face (VanityPoint *points, double scale)
{
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    points[i] = (VanityPoint){ (float)(scale * WIDTH / 2 * cos (i * 2.4) * sqrt (i / 478.0)),
                               (float)(scale * WIDTH / 2 * sin (i * 2.4) * sqrt (i / 478.0)),
                               (float)(scale * (i % 40)) };
}

static double
gauss (GRand *rand)
{
  return sqrt (-2 * log (g_rand_double_range (rand, 1e-12, 1)))
         * cos (2 * G_PI * g_rand_double (rand));
}

typedef struct
{
  double shake; /* standard deviation of the points about where they belong, pixels */
  double lag;   /* mean of where they belong minus where they are along the motion, pixels */
} Seen;

/* Two seconds of a face that moves `speed` pixels a second to the right, everything `scale` times
 * as large; what is seen of the second one. */
static Seen
watch (double speed, double shake, double scale, gboolean smoothed)
{
  g_autoptr (VanitySmoother) smoother = vanity_smoother_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  VanityPoint still[VANITY_FACE_POINTS], points[VANITY_FACE_POINTS];
  double square = 0, sum = 0;
  int n = 0;

  make_face (still, scale);
  for (int frame = 0; frame < 2 * RATE; frame++)
    {
      double moved = scale * speed * frame / RATE;

      for (int i = 0; i < VANITY_FACE_POINTS; i++)
        points[i] = (VanityPoint){ (float)(still[i].x + moved + scale * shake * gauss (rand)),
                                   (float)(still[i].y + scale * shake * gauss (rand)), still[i].z };
      if (smoothed)
        vanity_smoother_smooth (smoother, points, 1.0 / RATE);
      for (int i = 0; frame >= RATE && i < VANITY_FACE_POINTS; i++, n++)
        {
          square += pow (points[i].y - still[i].y, 2);
          sum += still[i].x + moved - points[i].x;
        }
    }
  return (Seen){ sqrt (square / n), sum / n };
}

static void
test_rest (void)
{
  Seen raw = watch (0, SHAKE, 1, FALSE), smooth = watch (0, SHAKE, 1, TRUE);

  g_assert_cmpfloat_with_epsilon (raw.shake, SHAKE, 0.02);
  g_assert_cmpfloat (smooth.shake, <, 0.5 * raw.shake);
}

static void
test_motion (void)
{
  /* A face width a second, which nobody holds still for a look: not 15 ms behind. */
  Seen seen = watch (WIDTH, SHAKE, 1, TRUE);

  g_assert_cmpfloat (fabs (seen.lag) / WIDTH * 1000, <, 15);
  g_assert_cmpfloat (seen.shake, <, SHAKE);
}

/* The constants hold at any resolution. */
static void
test_scale (void)
{
  for (double speed = 0; speed < WIDTH; speed += 100)
    {
      Seen small = watch (speed, SHAKE, 1, TRUE), large = watch (speed, SHAKE, 3, TRUE);

      g_assert_cmpfloat_with_epsilon (large.shake, 3 * small.shake, 0.003);
      g_assert_cmpfloat_with_epsilon (large.lag, 3 * small.lag, 0.01);
    }
}

/* A blink of a head at rest is followed by the lids, and shakes nothing else. */
static void
test_blink (void)
{
  g_autoptr (VanitySmoother) smoother = vanity_smoother_new ();
  const VanityContour *lid = vanity_mesh_get_contour (VANITY_CONTOUR_LID_RIGHT);
  VanityPoint still[VANITY_FACE_POINTS], points[VANITY_FACE_POINTS];
  const double depth = 0.07 * WIDTH;
  double worst = 0;

  make_face (still, 1);
  for (int frame = 0; frame < RATE; frame++)
    {
      /* Shut within a tenth of a second. */
      double shut = CLAMP ((frame - 10) / 3.0, 0, 1);

      for (int i = 0; i < VANITY_FACE_POINTS; i++)
        points[i] = still[i];
      for (int i = 0; i < lid->n; i++)
        points[lid->index[i]].y += (float)(depth * shut);
      vanity_smoother_smooth (smoother, points, 1.0 / RATE);
      for (int i = 0; i < lid->n; i++)
        worst = MAX (worst, still[lid->index[i]].y + depth * shut - points[lid->index[i]].y);
      g_assert_cmpfloat (fabs (points[200].y - still[200].y), <, 0.1);
    }
  g_assert_cmpfloat (worst, <, 0.35 * depth);
}

/* Around a full turn the angle has no seam. */
static void
test_tilt (void)
{
  g_autoptr (VanitySmoother) smoother = vanity_smoother_new ();
  VanityPoint still[VANITY_FACE_POINTS], points[VANITY_FACE_POINTS];

  make_face (still, 1);
  for (int frame = 0; frame < 8 * RATE; frame++)
    {
      double c = cos (frame / (double)RATE), s = sin (frame / (double)RATE), worst = 0;

      for (int i = 0; i < VANITY_FACE_POINTS; i++)
        points[i] = (VanityPoint){ (float)(c * still[i].x - s * still[i].y),
                                   (float)(s * still[i].x + c * still[i].y), still[i].z };
      vanity_smoother_smooth (smoother, points, 1.0 / RATE);
      for (int i = 0; i < VANITY_FACE_POINTS; i++)
        worst = MAX (worst, hypot (points[i].x - (c * still[i].x - s * still[i].y),
                                   points[i].y - (s * still[i].x + c * still[i].y)));
      g_assert_cmpfloat (worst, <, 0.03 * WIDTH);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/live/smoother/rest", test_rest);
  g_test_add_func ("/live/smoother/motion", test_motion);
  g_test_add_func ("/live/smoother/scale", test_scale);
  g_test_add_func ("/live/smoother/blink", test_blink);
  g_test_add_func ("/live/smoother/tilt", test_tilt);
  return g_test_run ();
}

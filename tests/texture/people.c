#include "texture/people.h"

#include "base/random.h"

#include <math.h>
#include <string.h>

#define SIZE 64
#define VALUES VANITY_LIKENESS_VALUES

/* A picture of its own for every seed, `light` times as bright, with noise of its own. */
static void
draw (guint64 seed, double light, guint64 noise_seed, guint8 *rgba)
{
  VanityRandom random, noise;
  double wave[6][4];

  vanity_random_init (&random, seed);
  vanity_random_init (&noise, noise_seed);
  for (int k = 0; k < 6; k++)
    for (int c = 0; c < 4; c++)
      wave[k][c] = vanity_random_uniform (&random);
  for (int i = 0; i < SIZE * SIZE; i++)
    {
      double value = 90;

      for (int k = 0; k < 6; k++)
        value += 12
                 * sin (0.4 * wave[k][0] * (i % SIZE) + 0.4 * wave[k][1] * (i / SIZE)
                        + 7 * wave[k][2]);
      value = light * value + 2 * vanity_random_normal (&noise);
      memset (rgba + 4 * i, (int)CLAMP (value, 0, 255), 3);
      rgba[4 * i + 3] = 255;
    }
}

static void
test_compare (void)
{
  guint8 rgba[4 * SIZE * SIZE];
  float one[VALUES], same[VALUES], other[VALUES], flat[VALUES];

  draw (1, 1, 1, rgba);
  vanity_likeness_measure (rgba, SIZE, one);
  draw (1, 1.3, 2, rgba);
  vanity_likeness_measure (rgba, SIZE, same);
  draw (2, 1, 3, rgba);
  vanity_likeness_measure (rgba, SIZE, other);
  memset (rgba, 90, sizeof rgba);
  vanity_likeness_measure (rgba, SIZE, flat);
  g_assert_cmpfloat_with_epsilon (vanity_likeness_compare (one, one), 1, 1e-5);
  g_assert_cmpfloat (vanity_likeness_compare (one, same), >, 0.99);
  g_assert_cmpfloat (vanity_likeness_compare (one, other), <, 0.8);
  g_assert_cmpfloat (vanity_likeness_compare (one, flat), ==, 0);
}

/* Pictures 0, 3 and 6 are one, 1 and 4 another; 6 goes by the name that 7 has, whom nobody is like:
 * so 0, 3, 6 and 7 are one person. */
static void
test_join (void)
{
  enum
  {
    N = 8
  };
  static const guint64 picture[N] = { 10, 11, 12, 10, 11, 13, 10, 14 };
  static const guint64 name[N] = { 900, 800, 700, 500, 600, 400, 300, 300 };
  static const guint64 wanted[N] = { 300, 600, 700, 300, 600, 400, 300, 300 };
  VanityDatasetFace faces[N] = { { { 0 } } };
  guint8 rgba[4 * SIZE * SIZE];
  float likenesses[N * VALUES];

  for (int i = 0; i < N; i++)
    {
      faces[i].person = name[i];
      draw (picture[i], 1, i, rgba);
      vanity_likeness_measure (rgba, SIZE, likenesses + i * VALUES);
    }
  g_assert_cmpint (vanity_people_join (faces, N, likenesses), ==, 3);
  for (int i = 0; i < N; i++)
    g_assert_cmpint (faces[i].person, ==, wanted[i]);
  /* Nothing is left to do. */
  g_assert_cmpint (vanity_people_join (faces, N, likenesses), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/people/compare", test_compare);
  g_test_add_func ("/people/join", test_join);
  return g_test_run ();
}

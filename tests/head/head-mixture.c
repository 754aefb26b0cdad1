#include "head/head-mixture.h"

#include "base/random.h"

#include <math.h>

#define COUNT 4000

/* Two clouds of colours. */
static void
draw (float *planes, VanityRandom *random)
{
  static const double mean[2][3] = { { 20, 3, 6 }, { 60, 14, 20 } };

  for (int i = 0; i < COUNT; i++)
    for (int k = 0; k < 3; k++)
      planes[k * COUNT + i] = (float)(mean[i % 2][k] + (k + 1) * vanity_random_normal (random));
}

/* Log of the density that the colours were drawn of. */
static double
expect (const float color[3])
{
  static const double mean[2][3] = { { 20, 3, 6 }, { 60, 14, 20 } };
  double sum = 0;

  for (int g = 0; g < 2; g++)
    {
      double density = 0.5;

      for (int k = 0; k < 3; k++)
        {
          /* What the model adds to every variance is in it. */
          double variance = (k + 1) * (k + 1) + 2, d = (double)color[k] - mean[g][k];

          density *= exp (-0.5 * d * d / variance) / sqrt (2 * G_PI * variance);
        }
      sum += density;
    }
  return log (sum);
}

static void
test_density (void)
{
  g_autofree float *planes = g_new (float, 3 * COUNT), *weight = g_new (float, COUNT);
  VanityHeadMixture mixture;
  VanityRandom random;

  vanity_random_init (&random, 1);
  draw (planes, &random);
  for (int i = 0; i < COUNT; i++)
    weight[i] = 1;
  g_assert_true (vanity_head_mixture_fit (&mixture, planes, COUNT, weight, COUNT, 2, 10));
  g_assert_cmpint (mixture.count, ==, 2);
  for (int i = 0; i < 40; i++)
    {
      float color[3] = { planes[i], planes[COUNT + i], planes[2 * COUNT + i] };

      g_assert_cmpfloat_with_epsilon (vanity_head_mixture_get (&mixture, color), expect (color),
                                      0.15);
    }
}

/* What has no weight is not looked at. */
static void
test_weight (void)
{
  g_autofree float *planes = g_new (float, 3 * COUNT), *weight = g_new (float, COUNT);
  VanityHeadMixture mixture;
  VanityRandom random;

  vanity_random_init (&random, 2);
  draw (planes, &random);
  for (int i = 0; i < COUNT; i++)
    weight[i] = i % 2;
  g_assert_true (vanity_head_mixture_fit (&mixture, planes, COUNT, weight, COUNT, 3, 10));
  g_assert_cmpfloat (vanity_head_mixture_get (&mixture, (float[]){ 60, 14, 20 }), >, -8);
  g_assert_cmpfloat (vanity_head_mixture_get (&mixture, (float[]){ 20, 3, 6 }), <, -20);
}

static void
test_few (void)
{
  g_autofree float *planes = g_new0 (float, 3 * COUNT), *weight = g_new0 (float, COUNT);
  VanityHeadMixture mixture;

  weight[0] = weight[1] = 1;
  g_assert_false (vanity_head_mixture_fit (&mixture, planes, COUNT, weight, COUNT, 3, 10));
  g_assert_cmpfloat (vanity_head_mixture_get (&mixture, (float[]){ 0, 0, 0 }), ==, -30);
  /* All of one colour is no point. */
  for (int i = 0; i < COUNT; i++)
    weight[i] = 1;
  g_assert_true (vanity_head_mixture_fit (&mixture, planes, COUNT, weight, COUNT, 3, 10));
  g_assert_true (isfinite (vanity_head_mixture_get (&mixture, (float[]){ 0, 0, 0 })));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/head/mixture/density", test_density);
  g_test_add_func ("/head/mixture/weight", test_weight);
  g_test_add_func ("/head/mixture/few", test_few);
  return g_test_run ();
}

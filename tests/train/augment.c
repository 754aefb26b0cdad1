/* Images that are moved about, against where each pixel should come from. */
#include "train/augment.h"

#include "../nn/support.h"

#include <math.h>
#include <string.h>

#define HEIGHT 7
#define WIDTH 9
#define CHANNELS 3
#define COUNT (HEIGHT * WIDTH * CHANNELS)

static void
test_nothing (void)
{
  const VanityAugmentOptions options = { .middle = 0.5f };
  g_autofree float *image = test_random_floats (COUNT, -1, 1);
  float moved[COUNT], nearest[COUNT];
  VanityAugment augment;
  VanityRandom random;

  vanity_random_init (&random, 1);
  vanity_augment_draw (&augment, &options, HEIGHT, WIDTH, &random);
  vanity_augment_warp (&augment, image, moved, HEIGHT, WIDTH, CHANNELS, FALSE);
  vanity_augment_warp (&augment, image, nearest, HEIGHT, WIDTH, CHANNELS, TRUE);
  vanity_augment_light (&augment, moved, COUNT);
  g_assert_cmpmem (moved, sizeof moved, image, sizeof moved);
  g_assert_cmpmem (nearest, sizeof nearest, image, sizeof nearest);
}

static void
test_mirror (void)
{
  const VanityAugmentOptions options = { .mirror = TRUE };
  g_autofree float *image = test_random_floats (COUNT, -1, 1);
  float moved[COUNT], mirrored[COUNT];
  int n_mirrored = 0;
  VanityRandom random;

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      memcpy (mirrored + (y * WIDTH + x) * CHANNELS, image + (y * WIDTH + WIDTH - 1 - x) * CHANNELS,
              CHANNELS * sizeof (float));
  vanity_random_init (&random, 1);
  for (int i = 0; i < 400; i++)
    {
      VanityAugment augment;
      gboolean turned;

      vanity_augment_draw (&augment, &options, HEIGHT, WIDTH, &random);
      vanity_augment_warp (&augment, image, moved, HEIGHT, WIDTH, CHANNELS, FALSE);
      turned = memcmp (moved, mirrored, sizeof moved) == 0;
      g_assert_true (turned || memcmp (moved, image, sizeof moved) == 0);
      n_mirrored += turned;
    }
  g_assert_cmpint (ABS (n_mirrored - 200), <, 50);
}

/* A slope keeps being one wherever its pixels come from: x · 10 + y, at the edge the last. */
static void
test_warp (void)
{
  const VanityAugmentOptions options
      = { .shift = 0.2f, .angle = 30, .scale = 0.5f, .mirror = TRUE };
  float image[HEIGHT * WIDTH], moved[HEIGHT * WIDTH], nearest[HEIGHT * WIDTH];
  VanityRandom random;

  for (int i = 0; i < HEIGHT * WIDTH; i++)
    image[i] = i % WIDTH * 10 + i / WIDTH;
  vanity_random_init (&random, 1);
  for (int i = 0; i < 50; i++)
    {
      VanityAugment augment;
      double *m = augment.matrix, area;

      vanity_augment_draw (&augment, &options, HEIGHT, WIDTH, &random);
      area = fabs (m[0] * m[4] - m[1] * m[3]);
      g_assert_cmpfloat (area, >, 1 / (1.5 * 1.5) - 1e-6);
      g_assert_cmpfloat (area, <, 1.5 * 1.5 + 1e-6);
      g_assert_cmpfloat (fabs (atan2 (m[3], m[4])), <=, G_PI / 6 + 1e-9);
      vanity_augment_warp (&augment, image, moved, HEIGHT, WIDTH, 1, FALSE);
      vanity_augment_warp (&augment, image, nearest, HEIGHT, WIDTH, 1, TRUE);
      for (int k = 0; k < HEIGHT * WIDTH; k++)
        {
          int x = k % WIDTH, y = k / WIDTH;
          double from_x = CLAMP (m[0] * x + m[1] * y + m[2], 0, WIDTH - 1);
          double from_y = CLAMP (m[3] * x + m[4] * y + m[5], 0, HEIGHT - 1);

          g_assert_cmpfloat_with_epsilon (moved[k], 10 * from_x + from_y, 1e-4);
          g_assert_cmpfloat_with_epsilon (nearest[k], 10 * round (from_x) + round (from_y), 1e-4);
        }
    }
}

/* What is moved by whole pixels is where the middle of the shift says. */
static void
test_shift (void)
{
  const VanityAugmentOptions options = { .shift = 0.4f };
  VanityRandom random;
  double low = 0, high = 0;

  vanity_random_init (&random, 3);
  for (int i = 0; i < 300; i++)
    {
      VanityAugment augment;

      vanity_augment_draw (&augment, &options, HEIGHT, WIDTH, &random);
      g_assert_cmpfloat (augment.matrix[0], ==, 1);
      g_assert_cmpfloat (augment.matrix[1], ==, 0);
      low = MIN (low, augment.matrix[2]);
      high = MAX (high, augment.matrix[2]);
      g_assert_cmpfloat (fabs (augment.matrix[5]), <=, 0.4 * HEIGHT + 1e-6);
    }
  g_assert_cmpfloat (low, >=, -0.4 * WIDTH - 1e-6);
  g_assert_cmpfloat (low, <, -0.35 * WIDTH);
  g_assert_cmpfloat (high, <=, 0.4 * WIDTH + 1e-6);
  g_assert_cmpfloat (high, >, 0.35 * WIDTH);
}

static void
test_light (void)
{
  const VanityAugmentOptions options = { .brightness = 0.1f, .contrast = 0.25f, .middle = 0.5f };
  VanityRandom random;
  gboolean darker = FALSE, lighter = FALSE, flatter = FALSE, steeper = FALSE;

  vanity_random_init (&random, 1);
  for (int i = 0; i < 100; i++)
    {
      float values[] = { 0.0f, 0.5f, 1.0f };
      VanityAugment augment;

      vanity_augment_draw (&augment, &options, HEIGHT, WIDTH, &random);
      vanity_augment_light (&augment, values, 3);
      g_assert_cmpfloat (fabsf (values[1] - 0.5f), <=, 0.1f + 1e-6f);
      g_assert_cmpfloat_with_epsilon (values[0] + values[2], 2 * values[1], 1e-6);
      g_assert_cmpfloat (values[2] - values[0], >=, 0.8f - 1e-6f);
      g_assert_cmpfloat (values[2] - values[0], <=, 1.25f + 1e-6f);
      darker = darker || values[1] < 0.42f;
      lighter = lighter || values[1] > 0.58f;
      flatter = flatter || values[2] - values[0] < 0.84f;
      steeper = steeper || values[2] - values[0] > 1.2f;
    }
  g_assert_true (darker && lighter && flatter && steeper);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/augment/nothing", test_nothing);
  test_add ("/train/augment/mirror", test_mirror);
  test_add ("/train/augment/warp", test_warp);
  test_add ("/train/augment/shift", test_shift);
  test_add ("/train/augment/light", test_light);
  return g_test_run ();
}

#include "transfer/light.h"

#include "image/color-space.h"

#include <math.h>

#define GAIN_LOW (-0.7)
#define GAIN_HIGH 0.5
#define TINT 0.14
#define GREEN 0.04
#define GRADIENT 0.35
#define GAMMA_LOW 0.85
#define GAMMA_HIGH 1.18

static double
uniform (VanityRandom *random, double low, double high)
{
  return low + (high - low) * vanity_random_uniform (random);
}

void
vanity_light_draw (VanityLight *light, double amount, VanityRandom *random)
{
  double gain = exp2 (uniform (random, GAIN_LOW, GAIN_HIGH));
  double tint = uniform (random, -TINT, TINT), green = uniform (random, -GREEN, GREEN);
  double slope = uniform (random, 0, GRADIENT), way = uniform (random, 0, 2 * G_PI);
  double gamma = exp (uniform (random, log (GAMMA_LOW), log (GAMMA_HIGH)));

  gain = pow (gain, amount);
  gamma = pow (gamma, amount);
  tint *= amount;
  green *= amount;
  slope *= amount;
  light->gain[0] = (float)(gain * (1 + 0.5 * tint));
  light->gain[1] = (float)(gain * (1 + green));
  light->gain[2] = (float)(gain * (1 - 0.5 * tint));
  light->across = (float)(slope * cos (way));
  light->down = (float)(slope * sin (way));
  for (int i = 0; i < 256; i++)
    light->gamma[i] = gamma == 1 ? (float)i / 255 : (float)pow (i / 255.0, gamma);
}

void
vanity_light_write (const VanityLight *light, const float *planes, int size, float *pixels)
{
  g_autofree float *row = g_new (float, 3 * (gsize)size);
  g_autofree guint8 *encoded = g_new (guint8, 4 * (gsize)size);

  for (int y = 0; y < size; y++)
    {
      float shade = 1 + light->down * ((float)(2 * y + 1) / (float)size - 1);

      for (int k = 0; k < 3; k++)
        {
          const float *from = planes + (k * size + y) * size;
          float gain = light->gain[k], step = light->across * 2 / (float)size;
          float first = shade - light->across + 0.5f * step;

          for (int x = 0; x < size; x++)
            row[k * size + x] = gain * (first + step * (float)x) * from[x];
        }
      vanity_color_space_encode (vanity_color_space_get_srgb (), 8, row, row + size, row + 2 * size,
                                 encoded, size);
      for (int x = 0; x < size; x++)
        for (int k = 0; k < 3; k++)
          pixels[3 * (y * size + x) + k] = light->gamma[encoded[4 * x + k]];
    }
}

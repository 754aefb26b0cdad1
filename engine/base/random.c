#include "base/random.h"

#include <math.h>

static guint64
rotate (guint64 x, int bits)
{
  return x << bits | x >> (64 - bits);
}

void
vanity_random_init (VanityRandom *self, guint64 seed)
{
  /* Neighbouring seeds must not give alike states: SplitMix64 between them. */
  for (int i = 0; i < 4; i++)
    {
      guint64 x = seed += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

      x = (x ^ x >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
      x = (x ^ x >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
      self->state[i] = x ^ x >> 31;
    }
}

guint64
vanity_random_next (VanityRandom *self)
{
  guint64 *s = self->state;
  guint64 result = rotate (s[1] * 5, 7) * 9, shifted = s[1] << 17;

  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= shifted;
  s[3] = rotate (s[3], 45);
  return result;
}

double
vanity_random_uniform (VanityRandom *self)
{
  return (vanity_random_next (self) >> 11) * 0x1p-53;
}

guint64
vanity_random_index (VanityRandom *self, guint64 count)
{
  /* The last numbers, which do not fill a whole round, are not used. */
  guint64 limit = G_MAXUINT64 - G_MAXUINT64 % count, x;

  do
    x = vanity_random_next (self);
  while (x >= limit);
  return x % count;
}

double
vanity_random_normal (VanityRandom *self)
{
  double radius = sqrt (-2.0 * log (1.0 - vanity_random_uniform (self)));

  return radius * cos (2.0 * G_PI * vanity_random_uniform (self));
}

void
vanity_random_shuffle (VanityRandom *self, int *indices, int count)
{
  for (int i = count - 1; i > 0; i--)
    {
      int other = vanity_random_index (self, i + 1), kept = indices[i];

      indices[i] = indices[other];
      indices[other] = kept;
    }
}

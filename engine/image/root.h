/* Roots of positive, normal numbers, without a call, so that loops over planes become vectors.
 * Internal to engine/image. */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* A third of the exponent is a first guess good to 5 %; each step of Halley's method triples the
 * number of right digits. */
static inline float
vanity_cube_root (float t)
{
  guint32 bits;
  float y;

  memcpy (&bits, &t, sizeof bits);
  bits = bits / 3 + 0x2a512ce3u;
  memcpy (&y, &bits, sizeof y);
  for (int step = 0; step < 2; step++)
    {
      float cube = y * y * y;
      y = y * (cube + 2 * t) / (2 * cube + t);
    }
  return y;
}

/* The same for the fifth root. */
static inline float
vanity_fifth_root (float t)
{
  guint32 bits;
  float y;

  memcpy (&bits, &t, sizeof bits);
  bits = bits / 5 + 0x32c82feau;
  memcpy (&y, &bits, sizeof y);
  for (int step = 0; step < 2; step++)
    {
      float power = y * y * y * y * y;
      y = y * (2 * power + 3 * t) / (3 * power + 2 * t);
    }
  return y;
}

G_END_DECLS

/* Random numbers that repeat: the state is all there is to keep. xoshiro256** of Blackman and
 * Vigna, Scrambled Linear Pseudorandom Number Generators, 2018; not for secrets. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint64 state[4];
} VanityRandom;

/* The same seed gives the same numbers, on every machine. */
void vanity_random_init (VanityRandom *random, guint64 seed);
guint64 vanity_random_next (VanityRandom *random);
/* In [0, 1); in [0, count), count > 0. */
double vanity_random_uniform (VanityRandom *random);
guint64 vanity_random_index (VanityRandom *random, guint64 count);
/* Of mean 0 and deviation 1. */
double vanity_random_normal (VanityRandom *random);
/* Puts `count` indices into another order, all orders being alike. */
void vanity_random_shuffle (VanityRandom *random, int *indices, int count);

G_END_DECLS

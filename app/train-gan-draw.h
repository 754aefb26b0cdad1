/* What a generator draws while it learns. */
#pragma once

#include "train-gan-judge.h"
#include "train/average.h"

G_BEGIN_DECLS

typedef struct
{
  VanityLearner *learner; /* of vanity_gan_new_learner (), for so many images: */
  int batch;
  VanityAverage *average; /* of the generator */
  VanityJudge *judge;     /* or NULL */
} VanityGanDrawing;

/* The numbers that `count` images are made of: of mean 0 and deviation 1. */
void vanity_gan_fill_noise (VanityRandom *random, float *noise, int count);

/* The averaged generator, for `count` images at once, with statistics of its own: those of the
 * learner are of its last steps. The learner's inputs are written to; otherwise it is afterwards as
 * it was. */
VanityGraph *vanity_gan_new_drawing (const VanityGanDrawing *drawing, int count, GError **error);

/* Draws at least `count` images, always of the same noise, and prints what the judge says of them.
 * The first hundred are saved to `path`, a PNG, if it is not NULL: ten rows of ten. Without a judge
 * those are all. */
gboolean vanity_gan_draw (const VanityGanDrawing *drawing, int count, const char *path,
                          GError **error);

G_END_DECLS

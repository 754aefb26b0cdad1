/* How weights begin. */
#pragma once

#include "base/random.h"
#include "nn/tensor.h"

G_BEGIN_DECLS

typedef enum
{
  /* Uniform in ±√(6 / (fan in + fan out)): for sigmoids, softmax, and Keras's layers. Glorot and
   * Bengio, Understanding the difficulty of training deep feedforward neural networks, 2010. */
  VANITY_INIT_GLOROT,
  /* Normal of variance 2 / fan in: for what goes through Relu. He et al., Delving Deep into
   * Rectifiers, 2015. */
  VANITY_INIT_HE,
  /* The first axis by all others together is a matrix whose rows, or columns where there are fewer,
   * are orthonormal; all such matrices being alike. Saxe et al., Exact solutions to the nonlinear
   * dynamics of learning in deep linear neural networks, 2013. */
  VANITY_INIT_ORTHOGONAL,
  /* Normal of deviation 0.02: for generators and discriminators. Radford et al., Unsupervised
   * Representation Learning with Deep Convolutional Generative Adversarial Networks, 2015. */
  VANITY_INIT_NORMAL,
  VANITY_INIT_ZEROS,
  VANITY_INIT_ONES,
} VanityInit;

/* Sets `values`, which has the shape's elements. An output is the sum of `fan_in` inputs, an input
 * goes into `fan_out` outputs, both positive. The same random numbers give the same weights. */
void vanity_init_fill (VanityInit init, const VanityShape *shape, gint64 fan_in, gint64 fan_out,
                       VanityRandom *random, float *values);

G_END_DECLS

/* The operators there are: one line each, in alphabetical order. */
#include "nn/operator.h"

#include <string.h>

#define OPERATORS(X)                                                                               \
  X (add)                                                                                          \
  X (average_pool)                                                                                 \
  X (clip)                                                                                         \
  X (concat)                                                                                       \
  X (conv)                                                                                         \
  X (conv_transpose)                                                                               \
  X (div)                                                                                          \
  X (dropout)                                                                                      \
  X (exp)                                                                                          \
  X (flatten)                                                                                      \
  X (gemm)                                                                                         \
  X (global_average_pool)                                                                          \
  X (hard_sigmoid)                                                                                 \
  X (hard_swish)                                                                                   \
  X (identity)                                                                                     \
  X (landmarks_to_transform_matrix)                                                                \
  X (leaky_relu)                                                                                   \
  X (mat_mul)                                                                                      \
  X (max)                                                                                          \
  X (max_pool)                                                                                     \
  X (min)                                                                                          \
  X (mul)                                                                                          \
  X (prelu)                                                                                        \
  X (pad)                                                                                          \
  X (reduce_mean)                                                                                  \
  X (relu)                                                                                         \
  X (reshape)                                                                                      \
  X (resize)                                                                                       \
  X (sigmoid)                                                                                      \
  X (slice)                                                                                        \
  X (softmax)                                                                                      \
  X (squeeze)                                                                                      \
  X (sub)                                                                                          \
  X (tanh)                                                                                         \
  X (transform_landmarks)                                                                          \
  X (transform_tensor_bilinear)                                                                    \
  X (transpose)                                                                                    \
  X (unsqueeze)

#define DECLARE(symbol) extern const VanityOperator vanity_operator_##symbol;
#define POINT(symbol) &vanity_operator_##symbol,

OPERATORS (DECLARE)

static const VanityOperator *const operators[] = { OPERATORS (POINT) };

const VanityOperator *
vanity_operator_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (strcmp (operators[i]->name, name) == 0)
      return operators[i];
  return NULL;
}

int
vanity_operator_get_count (void)
{
  return G_N_ELEMENTS (operators);
}

const VanityOperator *
vanity_operator_get (int index)
{
  return operators[index];
}

/* The operators there are: one line each, in the order of ASCII, by ONNX's name. */
#include "nn/operator.h"

#include <string.h>

#define OPERATORS(X)                                                                               \
  X (abs)                                                                                          \
  X (add)                                                                                          \
  X (and)                                                                                          \
  X (arg_max)                                                                                      \
  X (arg_min)                                                                                      \
  X (average_pool)                                                                                 \
  X (batch_normalization)                                                                          \
  X (cast)                                                                                         \
  X (ceil)                                                                                         \
  X (clip)                                                                                         \
  X (concat)                                                                                       \
  X (conv)                                                                                         \
  X (conv_transpose)                                                                               \
  X (depth_to_space)                                                                               \
  X (div)                                                                                          \
  X (dropout)                                                                                      \
  X (elu)                                                                                          \
  X (equal)                                                                                        \
  X (erf)                                                                                          \
  X (exp)                                                                                          \
  X (expand)                                                                                       \
  X (flatten)                                                                                      \
  X (floor)                                                                                        \
  X (gather)                                                                                       \
  X (gelu)                                                                                         \
  X (gemm)                                                                                         \
  X (global_average_pool)                                                                          \
  X (global_max_pool)                                                                              \
  X (greater)                                                                                      \
  X (greater_or_equal)                                                                             \
  X (grid_sample)                                                                                  \
  X (group_normalization)                                                                          \
  X (hard_sigmoid)                                                                                 \
  X (hard_swish)                                                                                   \
  X (identity)                                                                                     \
  X (instance_normalization)                                                                       \
  X (lrn)                                                                                          \
  X (landmarks_to_transform_matrix)                                                                \
  X (layer_normalization)                                                                          \
  X (leaky_relu)                                                                                   \
  X (less)                                                                                         \
  X (less_or_equal)                                                                                \
  X (log)                                                                                          \
  X (log_softmax)                                                                                  \
  X (mat_mul)                                                                                      \
  X (max)                                                                                          \
  X (max_pool)                                                                                     \
  X (min)                                                                                          \
  X (mul)                                                                                          \
  X (neg)                                                                                          \
  X (not )                                                                                         \
  X (or)                                                                                           \
  X (prelu)                                                                                        \
  X (pad)                                                                                          \
  X (pow)                                                                                          \
  X (reciprocal)                                                                                   \
  X (reduce_l1)                                                                                    \
  X (reduce_l2)                                                                                    \
  X (reduce_log_sum)                                                                               \
  X (reduce_log_sum_exp)                                                                           \
  X (reduce_max)                                                                                   \
  X (reduce_mean)                                                                                  \
  X (reduce_min)                                                                                   \
  X (reduce_prod)                                                                                  \
  X (reduce_sum)                                                                                   \
  X (reduce_sum_square)                                                                            \
  X (relu)                                                                                         \
  X (reshape)                                                                                      \
  X (resize)                                                                                       \
  X (round)                                                                                        \
  X (selu)                                                                                         \
  X (sigmoid)                                                                                      \
  X (sign)                                                                                         \
  X (slice)                                                                                        \
  X (softmax)                                                                                      \
  X (softmax_cross_entropy_loss)                                                                   \
  X (softplus)                                                                                     \
  X (space_to_depth)                                                                               \
  X (sqrt)                                                                                         \
  X (squeeze)                                                                                      \
  X (sub)                                                                                          \
  X (tanh)                                                                                         \
  X (tile)                                                                                         \
  X (transform_landmarks)                                                                          \
  X (transform_tensor_bilinear)                                                                    \
  X (transpose)                                                                                    \
  X (unsqueeze)                                                                                    \
  X (where)                                                                                        \
  X (xor)

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

/* ∂x = ∂y · factor, y being what x went into. Some factors take a look at everything that went into
 * y first: that is kept for each y. */
#include "nn/ops/reduce-backward.h"

#include "nn/ops/reduce.h"

#include <math.h>

typedef struct
{
  double value;
  gint64 zeros;
} Kept;

/* How an operator learns; the compiler sees all three. `start` and `visit`, which goes through the
 * elements in their order, may be NULL: nothing is kept then, or not of the elements. */
typedef struct
{
  Kept (*start) (float y);
  void (*visit) (Kept *kept, float x, float y);
  float (*share) (float given, float x, float y, const Kept *kept);
} Rule;

static gint64
get_length (const VanityBackwardCall *back)
{
  const VanityShape *shape = &back->call->inputs[0].shape;

  return shape->rank == 0 ? 1 : shape->dim[shape->rank - 1];
}

static gboolean
takes_whole_rows (const VanityBackwardCall *back)
{
  const VanityReduceParams *params = back->call->params;
  const VanityShape *shape = &back->call->inputs[0].shape;

  return shape->rank > 0 && (params->axes & (1u << (shape->rank - 1))) != 0;
}

static gint64
find_target (const VanityBackwardCall *back, gint64 row)
{
  const VanityReduceParams *params = back->call->params;

  return vanity_reduce_find_target (&back->call->inputs[0].shape, params->axes, row,
                                    takes_whole_rows (back) ? 1 : get_length (back));
}

static gboolean
reduce_prepare (VanityBackwardCall *back, GError **error)
{
  back->scratch_bytes = vanity_shape_get_elements (&back->output_gradient.shape) * sizeof (Kept);
  return TRUE;
}

static inline __attribute__ ((always_inline)) void
look_through (VanityBackwardCall *back, const Rule *rule)
{
  gint64 out_count = vanity_shape_get_elements (&back->output_gradient.shape);
  gint64 length = get_length (back);
  gint64 rows = vanity_shape_get_elements (&back->call->inputs[0].shape) / length;
  gboolean whole_row = takes_whole_rows (back);
  const float *in = back->call->inputs[0].data, *y = back->call->outputs[0].data;
  Kept *kept = back->scratch;

  for (gint64 i = 0; i < out_count; i++)
    kept[i] = rule->start (y[i]);
  for (gint64 row = 0; rule->visit != NULL && row < rows; row++, in += length)
    {
      gint64 target = find_target (back, row);

      for (gint64 i = 0; i < length; i++)
        {
          gint64 k = target + (whole_row ? 0 : i);

          rule->visit (&kept[k], in[i], y[k]);
        }
    }
}

/* Rows [from, to) of what went in, a row being the last dimension. */
static inline __attribute__ ((always_inline)) void
spread (VanityBackwardCall *back, gint64 from, gint64 to, float scale, const Rule *rule)
{
  gint64 length = get_length (back);
  gboolean whole_row = takes_whole_rows (back);

  for (gint64 row = from; row < to; row++)
    {
      gint64 target = find_target (back, row);
      const float *in = (const float *)back->call->inputs[0].data + row * length;
      const float *y = (const float *)back->call->outputs[0].data + target;
      const float *given = (const float *)back->output_gradient.data + target;
      const Kept *kept = rule->start != NULL ? (const Kept *)back->scratch + target : NULL;
      float *out = (float *)back->input_gradients[0].data + row * length;

      for (gint64 i = 0; i < length; i++)
        {
          gint64 k = whole_row ? 0 : i;

          out[i] = scale * rule->share (given[k], in[i], y[k], kept != NULL ? kept + k : NULL);
        }
    }
}

static void
split (VanityBackwardCall *back, VanityBackwardSplitFunc func)
{
  gint64 length = get_length (back);

  vanity_backward_split (back, func,
                         vanity_shape_get_elements (&back->call->inputs[0].shape) / length,
                         5.0 + length * 0.2);
}

static float
share_all (float given, float x, float y, const Kept *kept)
{
  return given;
}

static float
share_square (float given, float x, float y, const Kept *kept)
{
  return given * x;
}

static float
share_absolute (float given, float x, float y, const Kept *kept)
{
  return x > 0.0f ? given : x < 0.0f ? -given : 0.0f;
}

/* At 0 the root has no slope, and learns nothing. */
static Kept
start_root (float y)
{
  return (Kept){ .value = y > 0.0f ? 1.0 / y : 0.0 };
}

static float
share_root (float given, float x, float y, const Kept *kept)
{
  return given * x * (float)kept->value;
}

/* The sum whose logarithm y is. */
static Kept
start_logarithm (float y)
{
  return (Kept){ .value = exp (-y) };
}

static float
share_logarithm (float given, float x, float y, const Kept *kept)
{
  return given * (float)kept->value;
}

static float
share_exponential (float given, float x, float y, const Kept *kept)
{
  return given * expf (x - y);
}

/* How many are the largest, or the smallest. */
static Kept
start_extreme (float y)
{
  return (Kept){ 0 };
}

static void
visit_extreme (Kept *kept, float x, float y)
{
  kept->value += x == y;
}

static float
share_extreme (float given, float x, float y, const Kept *kept)
{
  return x == y ? given / (float)kept->value : 0.0f;
}

/* The product of all that are not 0. */
static Kept
start_product (float y)
{
  return (Kept){ .value = 1.0 };
}

static void
visit_product (Kept *kept, float x, float y)
{
  kept->zeros += x == 0.0f;
  kept->value *= x == 0.0f ? 1.0 : x;
}

static float
share_product (float given, float x, float y, const Kept *kept)
{
  if (kept->zeros > (x == 0.0f))
    return 0.0f;
  return given * (float)(x == 0.0f ? kept->value : kept->value / x);
}

/* The mean is a sum of so many. */
static float
get_share (const VanityBackwardCall *back)
{
  return (double)vanity_shape_get_elements (&back->call->outputs[0].shape)
         / vanity_shape_get_elements (&back->call->inputs[0].shape);
}

#define DEFINE(name, reads_in, reads_out, scale, ...)                                              \
  static void name##_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)           \
  {                                                                                                \
    const Rule rule = { __VA_ARGS__ };                                                             \
                                                                                                   \
    spread (back, from, to, scale, &rule);                                                         \
  }                                                                                                \
                                                                                                   \
  static void name##_run (VanityBackwardCall *back)                                                \
  {                                                                                                \
    const Rule rule = { __VA_ARGS__ };                                                             \
                                                                                                   \
    if (rule.start != NULL)                                                                        \
      look_through (back, &rule);                                                                  \
    split (back, name##_part);                                                                     \
  }                                                                                                \
                                                                                                   \
  static gboolean name##_prepare (VanityBackwardCall *back, GError **error)                        \
  {                                                                                                \
    const Rule rule = { __VA_ARGS__ };                                                             \
                                                                                                   \
    return rule.start == NULL || reduce_prepare (back, error);                                     \
  }                                                                                                \
                                                                                                   \
  const VanityBackward vanity_##name##_backward = {                                                \
    .differentiable = 1 << 0,                                                                      \
    .reads_inputs = reads_in,                                                                      \
    .reads_output = reads_out,                                                                     \
    .prepare = name##_prepare,                                                                     \
    .run = name##_run,                                                                             \
  };

DEFINE (reduce_sum, 0, FALSE, 1.0f, NULL, NULL, share_all)
DEFINE (reduce_mean, 0, FALSE, get_share (back), NULL, NULL, share_all)
DEFINE (reduce_sum_square, 1, FALSE, 2.0f, NULL, NULL, share_square)
DEFINE (reduce_l1, 1, FALSE, 1.0f, NULL, NULL, share_absolute)
DEFINE (reduce_l2, 1, TRUE, 1.0f, start_root, NULL, share_root)
DEFINE (reduce_log_sum, 0, TRUE, 1.0f, start_logarithm, NULL, share_logarithm)
DEFINE (reduce_log_sum_exp, 1, TRUE, 1.0f, NULL, NULL, share_exponential)
DEFINE (reduce_extreme, 1, TRUE, 1.0f, start_extreme, visit_extreme, share_extreme)
DEFINE (reduce_prod, 1, FALSE, 1.0f, start_product, visit_product, share_product)

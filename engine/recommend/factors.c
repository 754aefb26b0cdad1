#include "recommend/factors.h"

#include <math.h>
#include <string.h>

void
vanity_factors_free (VanityFactors *factors)
{
  g_free (factors->sources);
  g_free (factors->targets);
  g_free (factors->biases);
  g_free (factors);
}

void
vanity_factors_query (const VanityFactors *factors, const guint32 *history, int length,
                      float *query)
{
  int size = factors->options.size, count = MIN (length, factors->options.length);
  double weight = 1, squares = 0;

  memset (query, 0, sizeof *query * size);
  for (int age = 0; age < count; age++, weight *= factors->options.decay)
    {
      const float *source = factors->sources + (gsize)history[length - 1 - age] * size;

      for (int i = 0; i < size; i++)
        query[i] += (float)weight * source[i];
      squares += weight * weight;
    }
  for (int i = 0; i < size && count > 0; i++)
    query[i] /= (float)sqrt (squares);
}

void
vanity_factors_score (const VanityFactors *factors, const float *query, float *logits)
{
  int size = factors->options.size;

  for (int item = 0; item < factors->n_items; item++)
    {
      const float *target = factors->targets + (gsize)item * size;
      float parts[8] = { 0 }, sum = factors->biases[item];
      int i = 0;

      /* Several sums at once, which the compiler may not make of one. */
      for (; i + 8 <= size; i += 8)
        for (int k = 0; k < 8; k++)
          parts[k] += query[i + k] * target[i + k];
      for (; i < size; i++)
        sum += query[i] * target[i];
      for (int k = 0; k < 8; k++)
        sum += parts[k];
      logits[item] = sum;
    }
}

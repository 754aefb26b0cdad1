#include "train/init.h"

#include <math.h>

/* Terms go into eight sums in turn, which can be added to at the same time. */
static double
multiply (const double *a, const double *b, gint64 count)
{
  double sums[8] = { 0 };
  gint64 i = 0;

  for (; i + 8 <= count; i += 8)
    for (int k = 0; k < 8; k++)
      sums[k] += a[i + k] * b[i + k];
  for (; i < count; i++)
    sums[0] += a[i] * b[i];
  for (int k = 1; k < 8; k++)
    sums[0] += sums[k];
  return sums[0];
}

/* Makes `count` ≤ `length` random vectors orthonormal, one after the other: modified Gram-Schmidt.
 * Their directions stay evenly spread, as those of normal numbers are. */
static double *
make_orthonormal (gint64 count, gint64 length, VanityRandom *random)
{
  double *all = g_new (double, count *length);

  for (gint64 i = 0; i < count * length; i++)
    all[i] = vanity_random_normal (random);
  for (gint64 i = 0; i < count; i++)
    {
      double *vector = all + i * length;
      double scale = 1.0 / sqrt (multiply (vector, vector, length));

      for (gint64 k = 0; k < length; k++)
        vector[k] *= scale;
      for (gint64 j = i + 1; j < count; j++)
        {
          double *later = all + j * length;
          double part = multiply (vector, later, length);

          for (gint64 k = 0; k < length; k++)
            later[k] -= part * vector[k];
        }
    }
  return all;
}

static void
fill_orthogonal (const VanityShape *shape, VanityRandom *random, float *values)
{
  gint64 rows = shape->rank > 0 ? shape->dim[0] : 1;
  gint64 columns = vanity_shape_get_elements (shape) / rows;
  gint64 count = MIN (rows, columns), length = MAX (rows, columns);
  g_autofree double *vectors = make_orthonormal (count, length, random);

  for (gint64 i = 0; i < count; i++)
    for (gint64 k = 0; k < length; k++)
      values[rows <= columns ? i * columns + k : k * columns + i] = vectors[i * length + k];
}

void
vanity_init_fill (VanityInit init, const VanityShape *shape, gint64 fan_in, gint64 fan_out,
                  VanityRandom *random, float *values)
{
  gint64 count = vanity_shape_get_elements (shape);
  double reach = sqrt (6.0 / (fan_in + fan_out)), deviation = sqrt (2.0 / fan_in);

  if (count <= 0)
    return;
  if (init == VANITY_INIT_ORTHOGONAL)
    {
      fill_orthogonal (shape, random, values);
      return;
    }
  for (gint64 i = 0; i < count; i++)
    switch (init)
      {
      case VANITY_INIT_GLOROT:
        values[i] = (2.0 * vanity_random_uniform (random) - 1.0) * reach;
        break;
      case VANITY_INIT_HE:
        values[i] = vanity_random_normal (random) * deviation;
        break;
      case VANITY_INIT_NORMAL:
        values[i] = vanity_random_normal (random) * 0.02;
        break;
      default:
        values[i] = init == VANITY_INIT_ONES;
        break;
      }
}

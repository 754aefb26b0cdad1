#include "train/spectral.h"

#include <math.h>
#include <string.h>

/* At the beginning, as in PyTorch. */
#define FIRST_ITERATIONS 15
#define TINY 1e-12

enum
{
  LEFT,
  RIGHT,
};

typedef struct
{
  float *values, *gradient;
  float *raw; /* W, while the values are W / σ */
  gint64 rows, columns;
  char *names[2];
  float *vectors[2];
  double *scratch; /* the larger one of both */
  double sigma;
} Matrix;

struct _VanitySpectral
{
  VanityLearner *learner;
  VanityPool *pool;
  GArray *matrices; /* of Matrix */
  gboolean applied;
  /* Of the present call. */
  gboolean advance, gradients;
};

static void
matrix_clear (gpointer data)
{
  Matrix *self = data;

  for (int i = 0; i < 2; i++)
    {
      g_free (self->names[i]);
      g_free (self->vectors[i]);
    }
  g_free (self->raw);
  g_free (self->scratch);
}

static gint64
matrix_get_length (const Matrix *self, int side)
{
  return side == LEFT ? self->rows : self->columns;
}

/* Puts the scratch memory, normalised, into that vector. */
static void
matrix_set_vector (Matrix *self, int side)
{
  gint64 length = matrix_get_length (self, side);
  double sum = 0.0, scale;

  for (gint64 i = 0; i < length; i++)
    sum += self->scratch[i] * self->scratch[i];
  scale = 1.0 / MAX (sqrt (sum), TINY);
  for (gint64 i = 0; i < length; i++)
    self->vectors[side][i] = self->scratch[i] * scale;
}

/* In a fixed order that can go side by side. */
static double
multiply (const float *a, const float *b, gint64 count)
{
  double sums[8] = { 0 };
  gint64 i = 0;

  for (; i + 8 <= count; i += 8)
    for (int k = 0; k < 8; k++)
      sums[k] += (double)a[i + k] * b[i + k];
  for (; i < count; i++)
    sums[0] += (double)a[i] * b[i];
  for (int k = 1; k < 8; k++)
    sums[0] += sums[k];
  return sums[0];
}

/* Wv into the scratch memory; returns uᵀWv. */
static double
matrix_multiply_right (Matrix *self)
{
  double sum = 0.0;

  for (gint64 row = 0; row < self->rows; row++)
    {
      self->scratch[row]
          = multiply (self->values + row * self->columns, self->vectors[RIGHT], self->columns);
      sum += self->vectors[LEFT][row] * self->scratch[row];
    }
  return sum;
}

static void
matrix_multiply_left (Matrix *self)
{
  memset (self->scratch, 0, self->columns * sizeof *self->scratch);
  for (gint64 row = 0; row < self->rows; row++)
    {
      const float *restrict values = self->values + row * self->columns;
      double *restrict sums = self->scratch, factor = self->vectors[LEFT][row];

      for (gint64 i = 0; i < self->columns; i++)
        sums[i] += factor * values[i];
    }
}

/* One power iteration. */
static void
matrix_advance (Matrix *self)
{
  matrix_multiply_left (self);
  matrix_set_vector (self, RIGHT);
  matrix_multiply_right (self);
  matrix_set_vector (self, LEFT);
}

static void
spectral_add (VanitySpectral *self, const VanityParameter *parameter, VanityRandom *random)
{
  Matrix matrix = { .values = parameter->values,
                    .gradient = parameter->gradient,
                    .raw = g_new (float, parameter->count),
                    .rows = parameter->shape.dim[0],
                    .columns = parameter->count / parameter->shape.dim[0] };

  matrix.scratch = g_new (double, MAX (matrix.rows, matrix.columns));
  for (int side = 0; side < 2; side++)
    {
      gint64 length = matrix_get_length (&matrix, side);

      matrix.names[side] = g_strdup_printf ("%s.%c", parameter->name, side == LEFT ? 'u' : 'v');
      matrix.vectors[side] = g_new (float, length);
      for (gint64 i = 0; i < length; i++)
        matrix.scratch[i] = vanity_random_normal (random);
      matrix_set_vector (&matrix, side);
    }
  for (int i = 0; i < FIRST_ITERATIONS; i++)
    matrix_advance (&matrix);
  g_array_append_val (self->matrices, matrix);
}

VanitySpectral *
vanity_spectral_new (VanityLearner *learner, const char *prefix, VanityRandom *random,
                     VanityPool *pool)
{
  VanitySpectral *self = g_new0 (VanitySpectral, 1);

  self->learner = learner;
  self->pool = pool != NULL ? pool : vanity_pool_get_default ();
  self->matrices = g_array_new (FALSE, FALSE, sizeof (Matrix));
  g_array_set_clear_func (self->matrices, matrix_clear);
  for (int i = 0; i < vanity_learner_get_n_parameters (learner); i++)
    {
      const VanityParameter *parameter = vanity_learner_get_parameter (learner, i);

      if (parameter->values != NULL && parameter->shape.rank >= 2 && parameter->count > 0
          && (prefix == NULL || g_str_has_prefix (parameter->name, prefix)))
        spectral_add (self, parameter, random);
    }
  return self;
}

void
vanity_spectral_free (VanitySpectral *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->matrices);
  g_free (self);
}

static void
apply (gpointer data, int index, int worker)
{
  VanitySpectral *self = data;
  Matrix *matrix = &g_array_index (self->matrices, Matrix, index);
  gint64 count = matrix->rows * matrix->columns;
  float scale;

  if (self->advance)
    matrix_advance (matrix);
  matrix->sigma = matrix_multiply_right (matrix);
  /* A matrix of zeros stays one. */
  if (!(ABS (matrix->sigma) > TINY))
    matrix->sigma = 1.0;
  scale = 1.0 / matrix->sigma;
  memcpy (matrix->raw, matrix->values, count * sizeof (float));
  for (gint64 i = 0; i < count; i++)
    matrix->values[i] *= scale;
}

void
vanity_spectral_apply (VanitySpectral *self, gboolean advance)
{
  g_return_if_fail (!self->applied);

  self->applied = TRUE;
  self->advance = advance;
  vanity_pool_run (self->pool, apply, self, self->matrices->len);
}

static void
release (gpointer data, int index, int worker)
{
  VanitySpectral *self = data;
  Matrix *matrix = &g_array_index (self->matrices, Matrix, index);
  gint64 columns = matrix->columns, count = matrix->rows * columns;
  float scale = 1.0 / matrix->sigma;

  if (self->gradients)
    {
      double common = multiply (matrix->gradient, matrix->values, count);

      for (gint64 row = 0; row < matrix->rows; row++)
        {
          float *restrict gradient = matrix->gradient + row * columns;
          const float *restrict right = matrix->vectors[RIGHT];
          float factor = common * matrix->vectors[LEFT][row];

          for (gint64 i = 0; i < columns; i++)
            gradient[i] = (gradient[i] - factor * right[i]) * scale;
        }
    }
  memcpy (matrix->values, matrix->raw, count * sizeof (float));
}

void
vanity_spectral_release (VanitySpectral *self, gboolean gradients)
{
  g_return_if_fail (self->applied);

  self->applied = FALSE;
  self->gradients = gradients;
  vanity_pool_run (self->pool, release, self, self->matrices->len);
}

gboolean
vanity_spectral_copy (VanitySpectral *self, VanityGraph *graph, GError **error)
{
  gboolean good;

  vanity_spectral_apply (self, FALSE);
  good = vanity_learner_copy_parameters (self->learner, graph, error);
  vanity_spectral_release (self, FALSE);
  return good;
}

int
vanity_spectral_get_n_vectors (VanitySpectral *self)
{
  return 2 * self->matrices->len;
}

float *
vanity_spectral_get_vector (VanitySpectral *self, int index, const char **name, gint64 *count)
{
  const Matrix *matrix;

  g_return_val_if_fail (index >= 0 && index < 2 * (int)self->matrices->len, NULL);

  matrix = &g_array_index (self->matrices, Matrix, index / 2);
  *name = matrix->names[index % 2];
  *count = matrix_get_length (matrix, index % 2);
  return matrix->vectors[index % 2];
}

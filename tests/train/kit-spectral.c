/* Spectral normalisation: singular values against power iterations in double that go on until they
 * stand still, gradients against differences. */
#include "train/builder.h"
#include "train/spectral.h"

#include "gradient.h"
#include "kit-torch.h"

#include <math.h>
#include <string.h>

#define IN_COUNT (2 * 6 * 5 * 3)

/* Two convolutions and a dense layer, named so that some are meant and some are not. */
static VanityLearner *
make_learner (void)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new ("spectral");
  g_autofree float *in = test_random_floats (IN_COUNT, -1, 1);
  VanityBuilder builder;
  VanityRandom random;
  VanityLearner *learner;
  VanityValueId x, losses[2];

  vanity_random_init (&random, 4);
  vanity_builder_init (&builder, graph, &random);
  x = vanity_builder_add_input (&builder, "x", &VANITY_SHAPE (2, 6, 5, 3));
  x = vanity_builder_add_conv (&builder, "d.conv", x, 7, 3, 1, 1, VANITY_INIT_HE);
  x = vanity_builder_add_map (&builder, "Tanh", "tanh", x);
  x = vanity_builder_add_conv_transpose (&builder, "d.up", x, 4, 4, 2, 1, VANITY_INIT_HE);
  x = vanity_builder_add_map (&builder, "Sigmoid", "sigmoid", x);
  x = vanity_builder_add_map (&builder, "Flatten", "flat", x);
  x = vanity_builder_add_dense (&builder, "d.dense", x, 5, VANITY_INIT_GLOROT);
  losses[0] = vanity_builder_add_map (&builder, "Tanh", "first", x);
  x = vanity_builder_add_dense (&builder, "other", x, 1, VANITY_INIT_GLOROT);
  losses[1] = vanity_builder_add_map (&builder, "Tanh", "second", x);
  g_assert_true (vanity_builder_finish (&builder, &error));
  learner = vanity_learner_new (graph, losses, 2, test_get_pool (2), &error);
  g_assert_no_error (error);
  memcpy (vanity_learner_get_input (learner, 0), in, sizeof (float) * IN_COUNT);
  return learner;
}

/* The largest singular value of [rows, columns]. */
static double
find_sigma (const float *values, gint64 rows, gint64 columns)
{
  g_autofree double *u = g_new (double, rows), *v = g_new (double, columns);
  double sigma = 0.0, before = -1.0;

  for (gint64 i = 0; i < rows; i++)
    u[i] = 1.0 + i % 3;
  for (int step = 0; step < 100000 && ABS (sigma - before) > 1e-13 * sigma; step++)
    {
      double sum = 0.0;

      before = sigma;
      for (gint64 k = 0; k < columns; k++)
        {
          v[k] = 0.0;
          for (gint64 i = 0; i < rows; i++)
            v[k] += u[i] * values[i * columns + k];
          sum += v[k] * v[k];
        }
      for (gint64 k = 0; k < columns; k++)
        v[k] /= sqrt (sum);
      sigma = 0.0;
      for (gint64 i = 0; i < rows; i++)
        {
          u[i] = 0.0;
          for (gint64 k = 0; k < columns; k++)
            u[i] += v[k] * values[i * columns + k];
          sigma += u[i] * u[i];
        }
      sigma = sqrt (sigma);
      for (gint64 i = 0; i < rows; i++)
        u[i] /= sigma;
    }
  return sigma;
}

static double
find_parameter_sigma (const VanityParameter *parameter)
{
  return find_sigma (parameter->values, parameter->shape.dim[0],
                     parameter->count / parameter->shape.dim[0]);
}

static gboolean
is_meant (const VanityParameter *parameter)
{
  return g_str_has_prefix (parameter->name, "d.") && parameter->shape.rank >= 2;
}

static void
test_sigma (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityLearner) learner = make_learner ();
  g_autoptr (VanityGraph) graph = vanity_graph_new ("saved");
  g_autoptr (VanitySpectral) spectral = NULL;
  VanityRandom random;
  int n_parameters = vanity_learner_get_n_parameters (learner), n_meant = 0;
  float *raw[8];
  VanityValueId ids[8];

  g_assert_cmpint (n_parameters, ==, 8);
  vanity_random_init (&random, 1);
  for (int i = 0; i < n_parameters; i++)
    {
      const VanityParameter *parameter = vanity_learner_get_parameter (learner, i);

      raw[i] = g_memdup2 (parameter->values, parameter->count * sizeof (float));
      ids[i] = vanity_graph_add_constant (graph, parameter->name, VANITY_FLOAT32, &parameter->shape,
                                          raw[i], &error);
      n_meant += is_meant (parameter);
    }
  spectral = vanity_spectral_new (learner, "d.", &random, test_get_pool (2));
  g_assert_cmpint (n_meant, ==, 3);
  g_assert_cmpint (vanity_spectral_get_n_vectors (spectral), ==, 6);
  for (int step = 0; step < 300; step++)
    {
      vanity_spectral_apply (spectral, TRUE);
      vanity_spectral_release (spectral, FALSE);
    }
  vanity_spectral_apply (spectral, FALSE);
  for (int i = 0; i < n_parameters; i++)
    {
      const VanityParameter *parameter = vanity_learner_get_parameter (learner, i);
      gint64 columns = parameter->count / parameter->shape.dim[0];
      double sigma = find_sigma (raw[i], parameter->shape.dim[0], columns);

      if (!is_meant (parameter))
        {
          g_assert_cmpmem (parameter->values, parameter->count * sizeof (float), raw[i],
                           parameter->count * sizeof (float));
          continue;
        }
      g_assert_cmpfloat (ABS (sigma - 1), >, 0.01);
      g_assert_cmpfloat_with_epsilon (find_parameter_sigma (parameter), 1, 1e-5);
      for (gint64 k = 0; k < parameter->count; k++)
        g_assert_cmpfloat_with_epsilon (parameter->values[k], raw[i][k] / sigma, 1e-5);
    }
  vanity_spectral_release (spectral, FALSE);

  /* Released, the weights are what they were; what is saved is not. */
  g_assert_true (vanity_spectral_copy (spectral, graph, &error));
  g_assert_no_error (error);
  for (int i = 0; i < n_parameters; i++)
    {
      const VanityParameter *parameter = vanity_learner_get_parameter (learner, i);
      gint64 rows = parameter->shape.dim[0];

      g_assert_cmpmem (parameter->values, parameter->count * sizeof (float), raw[i],
                       parameter->count * sizeof (float));
      if (is_meant (parameter))
        g_assert_cmpfloat_with_epsilon (
            find_sigma (vanity_graph_get_constant (graph, ids[i]), rows, parameter->count / rows),
            1, 1e-5);
      g_free (raw[i]);
    }
}

/* From the start, u and v are near; they are named, and can be carried over. */
static void
test_vectors (void)
{
  VanityLearner *learners[2];
  VanitySpectral *spectrals[2];
  VanityRandom random;

  for (int i = 0; i < 2; i++)
    {
      vanity_random_init (&random, 1 + i);
      learners[i] = make_learner ();
      spectrals[i] = vanity_spectral_new (learners[i], "d.", &random, NULL);
    }
  for (int i = 0; i < 6; i++)
    {
      const char *names[2];
      gint64 counts[2];
      float *vectors[2];
      double square = 0.0;

      for (int k = 0; k < 2; k++)
        vectors[k] = vanity_spectral_get_vector (spectrals[k], i, &names[k], &counts[k]);
      g_assert_cmpstr (names[0], ==, names[1]);
      g_assert_cmpstr (
          names[0], ==,
          ((const char *[]){ "d.conv.weights.u", "d.conv.weights.v", "d.up.weights.u",
                             "d.up.weights.v", "d.dense.weights.u", "d.dense.weights.v" })[i]);
      for (gint64 k = 0; k < counts[0]; k++)
        square += vectors[0][k] * vectors[0][k];
      g_assert_cmpfloat_with_epsilon (square, 1, 1e-5);
      g_assert_true (memcmp (vectors[0], vectors[1], counts[0] * sizeof (float)) != 0);
      memcpy (vectors[1], vectors[0], counts[0] * sizeof (float));
    }
  for (int i = 0; i < 2; i++)
    {
      vanity_spectral_apply (spectrals[i], TRUE);
      vanity_spectral_release (spectrals[i], FALSE);
      vanity_spectral_apply (spectrals[i], TRUE);
    }
  for (int i = 0; i < 8; i++)
    {
      const VanityParameter *one = vanity_learner_get_parameter (learners[0], i);
      gsize bytes = one->count * sizeof (float);

      g_assert_cmpmem (one->values, bytes, vanity_learner_get_parameter (learners[1], i)->values,
                       bytes);
      if (is_meant (one))
        g_assert_cmpfloat_with_epsilon (find_parameter_sigma (one), 1, 0.05);
    }
  for (int i = 0; i < 2; i++)
    {
      vanity_spectral_free (spectrals[i]);
      vanity_learner_free (learners[i]);
    }
}

static double
run_forward (VanityLearner *learner, VanitySpectral *spectral)
{
  double loss = 0.0;

  vanity_spectral_apply (spectral, FALSE);
  vanity_learner_forward (learner, TRUE);
  for (int i = 0; i < 10; i++)
    loss += vanity_learner_get_loss (learner, 0)[i];
  for (int i = 0; i < 2; i++)
    loss += vanity_learner_get_loss (learner, 1)[i];
  vanity_spectral_release (spectral, FALSE);
  return loss;
}

/* Also of a step in two parts. */
static void
test_gradient (void)
{
  g_autoptr (VanityLearner) learner = make_learner ();
  g_autoptr (VanitySpectral) spectral = NULL;
  VanityRandom random;
  float *gradients[8];
  int n_large = 0;

  vanity_random_init (&random, 1);
  spectral = vanity_spectral_new (learner, "d.", &random, test_get_pool (2));
  for (int parts = 2; parts >= 1; parts--)
    {
      vanity_spectral_apply (spectral, TRUE);
      for (int part = 0; part < parts; part++)
        {
          vanity_learner_forward (learner, TRUE);
          vanity_learner_backward (learner, part > 0);
        }
      vanity_spectral_release (spectral, TRUE);
      for (int i = 0; parts == 2 && i < 8; i++)
        {
          const VanityParameter *parameter = vanity_learner_get_parameter (learner, i);

          gradients[i] = g_memdup2 (parameter->gradient, parameter->count * sizeof (float));
        }
      /* u and v have moved a little in between. */
      for (int i = 0; parts == 1 && i < 8; i++)
        {
          const VanityParameter *parameter = vanity_learner_get_parameter (learner, i);

          for (gint64 k = 0; k < parameter->count; k++)
            g_assert_cmpfloat_with_epsilon (gradients[i][k], 2 * parameter->gradient[k], 0.02);
          memcpy (gradients[i], parameter->gradient, parameter->count * sizeof (float));
        }
    }
  for (int i = 0; i < 8; i++)
    {
      const VanityParameter *parameter = vanity_learner_get_parameter (learner, i);

      for (gint64 k = 0; k < parameter->count; k += 1 + parameter->count / 40)
        {
          float value = parameter->values[k];
          double up, down, difference;

          parameter->values[k] = value + 5e-3f;
          up = run_forward (learner, spectral);
          parameter->values[k] = value - 5e-3f;
          down = run_forward (learner, spectral);
          parameter->values[k] = value;
          difference = (up - down) / 1e-2;
          g_assert_cmpfloat_with_epsilon (gradients[i][k], difference, 1e-3);
          n_large += ABS (difference) > 0.05;
        }
      g_free (gradients[i]);
    }
  g_assert_cmpint (n_large, >, 20);
}

/* A convolution beside PyTorch's torch.nn.utils.spectral_norm (). */
static void
test_torch (void)
{
  g_autoptr (VanityLearner) learner = make_learner ();
  g_autoptr (VanitySpectral) spectral = NULL;
  g_autoptr (GString) lines = g_string_new (NULL);
  const VanityParameter *parameter = vanity_learner_get_parameter (learner, 0);
  const char *name;
  VanityRandom random;
  VanityShape shape;
  float *u;

  vanity_random_init (&random, 1);
  spectral = vanity_spectral_new (learner, parameter->name, &random, NULL);
  u = vanity_spectral_get_vector (spectral, 0, &name, &shape.dim[0]);
  shape.rank = 1;
  kit_torch_begin (lines, "spectral");
  kit_torch_add (lines, "w", &parameter->shape, parameter->values);
  kit_torch_add (lines, "u", &shape, u);
  vanity_spectral_apply (spectral, TRUE);
  kit_torch_add (lines, "divided", &parameter->shape, parameter->values);
  vanity_learner_forward (learner, TRUE);
  vanity_learner_backward (learner, FALSE);
  kit_torch_add (lines, "g", &parameter->shape, parameter->gradient);
  vanity_spectral_release (spectral, TRUE);
  kit_torch_add (lines, "dw", &parameter->shape, parameter->gradient);
  kit_torch_end (lines);
  kit_torch_run ("kit-torch.py", NULL, lines->str);
}

/* A matrix of zeros has nothing to be divided by. */
static void
test_zeros (void)
{
  g_autoptr (VanityLearner) learner = make_learner ();
  g_autoptr (VanitySpectral) spectral = NULL;
  const VanityParameter *parameter = vanity_learner_get_parameter (learner, 0);
  VanityRandom random;

  memset (parameter->values, 0, parameter->count * sizeof (float));
  vanity_random_init (&random, 1);
  spectral = vanity_spectral_new (learner, NULL, &random, NULL);
  g_assert_cmpint (vanity_spectral_get_n_vectors (spectral), ==, 8);
  vanity_spectral_apply (spectral, TRUE);
  vanity_learner_forward (learner, TRUE);
  vanity_learner_backward (learner, FALSE);
  vanity_spectral_release (spectral, TRUE);
  for (gint64 k = 0; k < parameter->count; k++)
    g_assert_true (parameter->values[k] == 0 && isfinite (parameter->gradient[k]));
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/kit/spectral/sigma", test_sigma);
  test_add ("/train/kit/spectral/vectors", test_vectors);
  test_add ("/train/kit/spectral/gradient", test_gradient);
  test_add ("/train/kit/spectral/zeros", test_zeros);
  test_add ("/train/kit/spectral/torch", test_torch);
  return g_test_run ();
}

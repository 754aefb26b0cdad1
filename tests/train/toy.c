#include "toy.h"

#include "train/augment.h"

#include <math.h>
#include <string.h>

static VanityValueId
add_parameter (VanityGraph *graph, const char *name, const VanityShape *shape, gboolean learnt)
{
  g_autofree float *values = test_random_floats (vanity_shape_get_elements (shape), 0.1, 0.6);
  VanityValueId id = vanity_graph_add_constant (graph, name, VANITY_FLOAT32, shape, values, NULL);

  vanity_graph_set_trainable (graph, id, learnt);
  return id;
}

static VanityLearner *
make_learner (int channels, int threads)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new ("toy");
  VanityValueId image
      = test_graph_add_input (graph, &VANITY_SHAPE (TOY_BATCH, TOY_SIDE, TOY_SIDE, 2));
  VanityValueId label = test_graph_add_input (graph, &VANITY_SHAPE (TOY_BATCH)), ids[5], loss;
  VanityLearner *learner;

  ids[0] = image;
  ids[1] = add_parameter (graph, "conv.weights", &VANITY_SHAPE (channels, 3, 3, 2), TRUE);
  ids[2] = add_parameter (graph, "conv.bias", &VANITY_SHAPE (channels), TRUE);
  ids[0] = test_graph_add (graph, "Conv", "conv", ids, 3, "strides=[2,2] pads=[1,1,1,1]");
  ids[1] = add_parameter (graph, "norm.scale", &VANITY_SHAPE (channels), TRUE);
  ids[2] = add_parameter (graph, "norm.bias", &VANITY_SHAPE (channels), TRUE);
  ids[3] = add_parameter (graph, "norm.mean", &VANITY_SHAPE (channels), FALSE);
  ids[4] = add_parameter (graph, "norm.variance", &VANITY_SHAPE (channels), FALSE);
  ids[0] = test_graph_add (graph, "BatchNormalization", "norm", ids, 5, "");
  ids[0] = test_graph_add (graph, "Relu", "relu", ids, 1, "");
  ids[0] = test_graph_add (graph, "Dropout", "drop", ids, 1, "ratio=0.25");
  ids[0] = test_graph_add (graph, "Flatten", "flatten", ids, 1, "");
  ids[1] = add_parameter (graph, "dense.weights", &VANITY_SHAPE (16 * channels, TOY_CLASSES), TRUE);
  ids[0] = test_graph_add (graph, "Gemm", "dense", ids, 2, "");
  ids[1] = label;
  loss = test_graph_add (graph, "SoftmaxCrossEntropyLoss", "loss", ids, 2, "");
  learner = vanity_learner_new (graph, &loss, 1, test_get_pool (threads), &error);
  g_assert_no_error (error);
  return learner;
}

/* Stripes of a direction for each class. */
static gboolean
write_sample (gpointer data, int index, VanityRandom *random, float *const *places, GError **error)
{
  const VanityAugmentOptions options = { .shift = 0.1f, .angle = 10, .contrast = 0.2f };
  float image[TOY_SIDE * TOY_SIDE * 2];
  VanityAugment augment;

  for (int y = 0; y < TOY_SIDE; y++)
    for (int x = 0; x < TOY_SIDE; x++)
      for (int c = 0; c < 2; c++)
        image[(y * TOY_SIDE + x) * 2 + c] = sinf (index + c + (index % TOY_CLASSES == 0 ? x : 0)
                                                  + (index % TOY_CLASSES == 1   ? y
                                                     : index % TOY_CLASSES == 2 ? x + y
                                                                                : 0));
  vanity_augment_draw (&augment, &options, TOY_SIDE, TOY_SIDE, random);
  vanity_augment_warp (&augment, image, places[0], TOY_SIDE, TOY_SIDE, 2, FALSE);
  vanity_augment_light (&augment, places[0], G_N_ELEMENTS (image));
  places[1][0] = index % TOY_CLASSES;
  return TRUE;
}

Toy *
toy_new (int channels, int threads, int batch_threads, guint64 seed)
{
  g_autoptr (GError) error = NULL;
  Toy *self = g_new0 (Toy, 1);
  VanityOptimizerOptions adam = VANITY_OPTIMIZER_ADAM, sgd = VANITY_OPTIMIZER_SGD;
  VanitySource source = { .count = TOY_SAMPLES,
                          .n_places = 2,
                          .sizes = { TOY_SIDE * TOY_SIDE * 2, 1 },
                          .write = write_sample };
  VanityBatchOptions options = { .size = TOY_BATCH, .seed = seed, .threads = batch_threads };

  self->learner = make_learner (channels, threads);
  vanity_learner_set_seed (self->learner, seed);
  adam.prefix = "conv";
  adam.clip = 0.5f;
  sgd.prefix = "dense";
  self->optimizers[0] = vanity_optimizer_new (self->learner, &adam, test_get_pool (threads));
  self->optimizers[1] = vanity_optimizer_new (self->learner, &sgd, test_get_pool (threads));
  self->batches = vanity_batches_new (&source, &options, NULL, &error);
  g_assert_no_error (error);
  vanity_random_init (&self->noise, seed);
  self->spectral
      = vanity_spectral_new (self->learner, "conv", &self->noise, test_get_pool (threads));
  self->average = vanity_average_new (self->learner, NULL, 0.9, TRUE, test_get_pool (threads));
  self->checkpoint = vanity_checkpoint_new ();
  vanity_checkpoint_add_learner (self->checkpoint, "toy", self->learner);
  vanity_checkpoint_add_optimizer (self->checkpoint, "adam", self->optimizers[0]);
  vanity_checkpoint_add_optimizer (self->checkpoint, "sgd", self->optimizers[1]);
  vanity_checkpoint_add_spectral (self->checkpoint, "spectral", self->spectral);
  vanity_checkpoint_add_average (self->checkpoint, "average", self->average);
  vanity_checkpoint_add_random (self->checkpoint, "noise", &self->noise);
  return self;
}

void
toy_free (Toy *self)
{
  if (self == NULL)
    return;
  vanity_checkpoint_free (self->checkpoint);
  vanity_batches_free (self->batches);
  for (int i = 0; i < 2; i++)
    vanity_optimizer_free (self->optimizers[i]);
  vanity_spectral_free (self->spectral);
  vanity_average_free (self->average);
  vanity_learner_free (self->learner);
  g_free (self);
}

gboolean
toy_step (Toy *self, const VanityBatch *batch, double *loss, GError **error)
{
  float *image = vanity_learner_get_input (self->learner, 0);
  gboolean fine;

  vanity_batch_fill (batch, self->learner, 0);
  for (int i = 0; i < TOY_BATCH * TOY_SIDE * TOY_SIDE * 2; i++)
    image[i] += 0.05 * vanity_random_normal (&self->noise);
  vanity_spectral_apply (self->spectral, TRUE);
  fine = vanity_trainer_learn (self->learner, NULL, 0, loss, error);
  vanity_spectral_release (self->spectral, fine);
  for (int i = 0; fine && i < 2; i++)
    {
      double norm;

      vanity_optimizer_step (self->optimizers[i], &norm);
      fine = vanity_trainer_check (self->learner, "the gradient", norm, error);
    }
  if (fine)
    vanity_average_update (self->average);
  return fine;
}

void
toy_learn (Toy *self, int count)
{
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < count; i++)
    {
      const VanityBatch *batch = vanity_batches_next (self->batches, &error);

      g_assert_no_error (error);
      g_assert_true (toy_step (self, batch, NULL, &error));
      g_assert_no_error (error);
    }
}

static void
assert_same_parameter (const VanityParameter *one, const VanityParameter *other)
{
  g_assert_cmpstr (one->name, ==, other->name);
  g_assert_cmpmem (one->values, one->count * sizeof (float), other->values,
                   other->count * sizeof (float));
}

typedef float *(*GetNumbers) (gpointer object, int index, const char **name, gint64 *count);

static void
assert_same_numbers (gpointer one, gpointer other, int n_lists, GetNumbers get)
{
  g_assert_cmpint (n_lists, >, 0);
  for (int i = 0; i < n_lists; i++)
    {
      const char *name;
      gint64 count[2];
      float *of_one = get (one, i, &name, &count[0]), *of_other = get (other, i, &name, &count[1]);

      g_assert_cmpmem (of_one, count[0] * sizeof (float), of_other, count[1] * sizeof (float));
    }
}

void
toy_assert_same (Toy *one, Toy *other)
{
  for (int i = 0; i < vanity_learner_get_n_parameters (one->learner); i++)
    assert_same_parameter (vanity_learner_get_parameter (one->learner, i),
                           vanity_learner_get_parameter (other->learner, i));
  g_assert_cmpint (vanity_learner_get_n_statistics (one->learner), ==, 2);
  for (int i = 0; i < 2; i++)
    assert_same_parameter (vanity_learner_get_statistic (one->learner, i),
                           vanity_learner_get_statistic (other->learner, i));
  for (int i = 0; i < 2; i++)
    assert_same_numbers (one->optimizers[i], other->optimizers[i],
                         vanity_optimizer_get_n_moments (one->optimizers[i]),
                         (GetNumbers)vanity_optimizer_get_moment);
  assert_same_numbers (one->average, other->average, vanity_average_get_n_averages (one->average),
                       (GetNumbers)vanity_average_get_average);
  assert_same_numbers (one->spectral, other->spectral,
                       vanity_spectral_get_n_vectors (one->spectral),
                       (GetNumbers)vanity_spectral_get_vector);
  g_assert_cmpint (vanity_average_get_updates (one->average), ==,
                   vanity_average_get_updates (other->average));
}

TestFolder *
test_folder_new (void)
{
  TestFolder *self = g_new (TestFolder, 1);

  self->folder = fixture_folder ();
  return self;
}

void
test_folder_free (TestFolder *self)
{
  fixture_remove (self->folder);
  g_free (self);
}

char *
test_folder_path (TestFolder *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

int
test_folder_count (TestFolder *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  int count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

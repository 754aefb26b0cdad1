#include "training.h"

#include <string.h>

/* MNIST's. An epoch is so many batches, some of which are timed together. */
#define DIGITS 60000
#define DIGIT_PIXELS (28 * 28)
#define DIGIT_BATCH 32
#define DIGIT_BATCHES 25

static void
run_back_and_forth (Training *self)
{
  memcpy (vanity_learner_get_input (self->learner, 0), self->images[0],
          self->n_values * sizeof (float));
  memcpy (vanity_learner_get_input (self->learner, 1), self->target,
          self->n_targets * sizeof (float));
  vanity_learner_forward (self->learner, TRUE);
  vanity_learner_backward (self->learner, FALSE);
}

static void
run_discriminator (Training *self)
{
  for (int made = 0; made < 2; made++)
    {
      float *target = vanity_learner_get_input (self->learner, 1);

      memcpy (vanity_learner_get_input (self->learner, 0), self->images[made],
              self->n_values * sizeof (float));
      for (gsize i = 0; i < self->n_targets; i++)
        target[i] = made ? 0.0f : 1.0f;
      vanity_learner_forward (self->learner, TRUE);
      vanity_learner_backward (self->learner, made == 1);
    }
  vanity_optimizer_step (self->optimizer, NULL);
}

static void
run_digits (Training *self)
{
  float *images = vanity_learner_get_input (self->learner, 0);
  float *labels = vanity_learner_get_input (self->learner, 1);

  for (int batch = 0; batch < DIGIT_BATCHES; batch++)
    {
      for (int i = 0; i < DIGIT_BATCH; i++)
        {
          int index = self->order[batch * DIGIT_BATCH + i];

          for (int p = 0; p < DIGIT_PIXELS; p++)
            images[i * DIGIT_PIXELS + p]
                = (float)self->digits[(gsize)index * DIGIT_PIXELS + p] / 255.0f;
          labels[i] = self->labels[index];
        }
      vanity_learner_forward (self->learner, TRUE);
      vanity_learner_backward (self->learner, FALSE);
      vanity_optimizer_step (self->optimizer, NULL);
    }
}

const TrainingTask training_tasks[] = {
  { "unet-1", "unet", "U-Net of 256², forward and back, batch 1", networks_add_unet, 1, "Abs",
    run_back_and_forth, 1, 1.5, TRUE, TRUE },
  { "unet-4", "unet", "U-Net of 256², forward and back, batch 4", networks_add_unet, 4, "Abs",
    run_back_and_forth, 1, 1.5 },
  { "mnist-epoch", "classifier", "60,000 digits in batches of 32, with Adam",
    networks_add_classifier, DIGIT_BATCH, "SoftmaxCrossEntropyLoss", run_digits,
    (double)DIGITS / DIGIT_BATCH / DIGIT_BATCHES, 2.0, TRUE },
  { "patch-gan-step", "patch-gan", "a discriminator of 256² on an image of each kind, with Adam",
    networks_add_patch_gan, 1, "Mul", run_discriminator, 1, 1.3 },
};
const int training_n_tasks = G_N_ELEMENTS (training_tasks);

static VanityLearner *
make_learner (const TrainingTask *task, VanityPool *pool)
{
  g_autoptr (Net) net = net_new (task->name, TRUE);
  g_autoptr (GError) error = NULL;
  VanityLearner *learner;
  VanityValueId output, target, loss;
  VanityShape shape;

  net->batch = task->batch;
  net->learns = TRUE;
  task->add (net);
  output = vanity_graph_get_output (net->graph, 0);
  shape = *vanity_graph_get_shape (net->graph, output);
  if (shape.rank == 2)
    shape = VANITY_SHAPE (task->batch);
  target = vanity_graph_add_input (net->graph, "target", &shape, &error);
  if (target < 0)
    g_error ("%s", error->message);
  if (shape.rank == 1)
    {
      loss = net_add_pair (net, task->loss, output, target);
    }
  else
    {
      VanityValueId difference = net_add_pair (net, "Sub", output, target);

      loss = g_str_equal (task->loss, "Abs") ? net_add (net, "Abs", difference)
                                             : net_add_pair (net, "Mul", difference, difference);
      loss = net_add (net, "ReduceMean", loss);
    }
  learner = vanity_learner_new (g_steal_pointer (&net->graph), &loss, 1, pool, &error);
  if (learner == NULL)
    g_error ("%s", error->message);
  return learner;
}

static float *
make_values (Training *self, gsize count)
{
  float *values = g_new (float, count);

  for (gsize i = 0; i < count; i++)
    values[i] = (float)g_rand_double_range (self->random, -1, 1);
  return values;
}

void
training_init (Training *self, const TrainingTask *task, int threads)
{
  VanityOptimizerOptions options = VANITY_OPTIMIZER_ADAM;

  *self = (Training){ .task = task, .threads = threads };
  self->pool = vanity_pool_new (threads);
  self->learner = make_learner (task, self->pool);
  self->optimizer = vanity_optimizer_new (self->learner, &options, self->pool);
  self->random = g_rand_new_with_seed (2);
  if (task->run == run_digits)
    {
      self->digits = g_new (guint8, (gsize)DIGITS * DIGIT_PIXELS);
      self->labels = g_new (guint8, DIGITS);
      self->order = g_new (int, DIGITS);
      for (gsize i = 0; i < (gsize)DIGITS * DIGIT_PIXELS; i++)
        self->digits[i] = g_rand_int (self->random) & 255;
      for (int i = 0; i < DIGITS; i++)
        {
          int k = g_rand_int_range (self->random, 0, i + 1);

          self->labels[i] = g_rand_int_range (self->random, 0, 10);
          self->order[i] = self->order[k];
          self->order[k] = i;
        }
      return;
    }
  self->n_values = (gsize)task->batch * 256 * 256 * (task->run == run_discriminator ? 6 : 3);
  self->n_targets = (gsize)task->batch * (task->run == run_discriminator ? 30 * 30 : 256 * 256 * 3);
  for (int i = 0; i < 1 + (task->run == run_discriminator); i++)
    self->images[i] = make_values (self, self->n_values);
  self->target = make_values (self, self->n_targets);
}

void
training_clear (Training *self)
{
  vanity_optimizer_free (self->optimizer);
  vanity_learner_free (self->learner);
  vanity_pool_free (self->pool);
  g_rand_free (self->random);
  g_free (self->images[0]);
  g_free (self->images[1]);
  g_free (self->target);
  g_free (self->digits);
  g_free (self->labels);
  g_free (self->order);
}

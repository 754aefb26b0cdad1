/* What the kit builds, written as ONNX and read again, gives the same numbers. */
#include "model/model.h"
#include "model/onnx-write.h"
#include "nn/executor.h"
#include "train/average.h"
#include "train/loss.h"
#include "train/optimizer.h"
#include "train/spectral.h"

#include "gradient.h"

#include <string.h>

/* An executor of the graph, and one of what was written of it; takes `graph`. */
static void
make_executors (VanityGraph *graph, VanityExecutor *executors[2])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = vanity_onnx_write (graph, &error);
  VanityGraph *read;

  g_assert_no_error (error);
  read = vanity_model_load_bytes (bytes, "written", &error);
  g_assert_no_error (error);
  executors[0] = vanity_executor_new (graph, test_get_pool (2), &error);
  g_assert_no_error (error);
  executors[1] = vanity_executor_new (read, test_get_pool (2), &error);
  g_assert_no_error (error);
}

/* Both get the same input, which is returned: a run may write over it. */
static float *
fill_input (VanityExecutor *executors[2], int index, double low, double high)
{
  gint64 count = vanity_shape_get_elements (vanity_executor_get_input_shape (executors[0], index));
  float *values = test_random_floats (count, low, high);

  for (int i = 0; i < 2; i++)
    memcpy (vanity_executor_get_input (executors[i], index), values, count * sizeof (float));
  return values;
}

static void
run_both (VanityExecutor *executors[2])
{
  g_assert_cmpint (vanity_executor_get_n_outputs (executors[0]), ==,
                   vanity_executor_get_n_outputs (executors[1]));
  for (int i = 0; i < 2; i++)
    g_assert_true (vanity_executor_run (executors[i], NULL, NULL));
  for (int i = 0; i < vanity_executor_get_n_outputs (executors[0]); i++)
    test_assert_near (
        "written", vanity_executor_get_output (executors[1], i),
        vanity_executor_get_output (executors[0], i),
        vanity_shape_get_elements (vanity_executor_get_output_shape (executors[0], i)), 2e-5);
}

/* All but the cross-entropy of classes, which is for learning alone. */
static void
test_losses (void)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new ("losses");
  VanityExecutor *executors[2];
  VanityBuilder builder;
  VanityRandom random;
  VanityValueId x[2], scores[2], losses[14];
  int n = 0;

  vanity_random_init (&random, 1);
  vanity_builder_init (&builder, graph, &random);
  x[0] = vanity_builder_add_input (&builder, "made", &VANITY_SHAPE (2, 12, 13, 3));
  x[1] = vanity_builder_add_input (&builder, "wanted", &VANITY_SHAPE (2, 12, 13, 3));
  scores[0] = vanity_builder_add_input (&builder, "real", &VANITY_SHAPE (2, 5, 5, 1));
  scores[1] = vanity_builder_add_input (&builder, "fake", &VANITY_SHAPE (2, 5, 5, 1));
  losses[n++] = vanity_loss_add_binary_cross_entropy (&builder, "entropy", x[0], x[1]);
  losses[n++] = vanity_loss_add_l1 (&builder, "l1", x[0], x[1]);
  losses[n++] = vanity_loss_add_l2 (&builder, "l2", x[0], x[1]);
  losses[n++] = vanity_loss_add_huber (&builder, "huber", x[0], x[1], 0.3);
  for (int kind = VANITY_GAN_CROSS_ENTROPY; kind <= VANITY_GAN_HINGE; kind++)
    {
      losses[n++] = vanity_loss_add_discriminator (&builder, "judge", kind, scores[0], scores[1]);
      losses[n++] = vanity_loss_add_generator (&builder, "make", kind, scores[1]);
    }
  losses[n++] = vanity_loss_add_feature_matching (&builder, "match", x, scores, 1);
  g_assert_nonnull (builder.error); /* shapes differ */
  g_clear_error (&builder.error);
  losses[n - 1]
      = vanity_loss_add_feature_matching (&builder, "match", (VanityValueId[]){ x[0], scores[0] },
                                          (VanityValueId[]){ x[1], scores[1] }, 2);
  losses[n++] = vanity_loss_add_ssim (&builder, "ssim", x[0], x[1], 1.0);
  losses[n++] = vanity_loss_add_total_variation (&builder, "variation", x[0]);
  g_assert_true (vanity_builder_finish (&builder, &error));
  g_assert_no_error (error);
  for (int i = 0; i < n; i++)
    vanity_graph_add_output (graph, losses[i]);
  make_executors (graph, executors);
  for (int i = 0; i < 4; i++)
    g_free (fill_input (executors, i, i < 2 ? 0 : -2, i < 2 ? 1 : 2));
  run_both (executors);
  for (int i = 0; i < n; i++)
    g_assert_true (*vanity_executor_get_output (executors[1], i) != 0.0f);
  for (int i = 0; i < 2; i++)
    vanity_executor_free (executors[i]);
}

#define CODES 6

/* [N, codes] → images [N, 12, 12, 3], as in Radford et al., DCGAN, 2015. */
static VanityValueId
add_generator (VanityBuilder *builder, VanityValueId x)
{
  x = vanity_builder_add_dense (builder, "g.dense", x, 3 * 3 * 16, VANITY_INIT_NORMAL);
  x = vanity_builder_add_node (builder, "Reshape", "g.map", &x, 1, "shape=[0,3,3,16]");
  x = vanity_builder_add_normalization (builder, "BatchNormalization", "g.norm1", x);
  x = vanity_builder_add_map (builder, "Relu", "g.relu1", x);
  x = vanity_builder_add_conv_transpose (builder, "g.up", x, 8, 4, 2, 1, VANITY_INIT_NORMAL);
  x = vanity_builder_add_normalization (builder, "BatchNormalization", "g.norm2", x);
  x = vanity_builder_add_map (builder, "Relu", "g.relu2", x);
  x = vanity_builder_add_node (builder, "Resize", "g.wide", &x, 1,
                               "scales=[1.0,2.0,2.0,1.0] mode=linear");
  x = vanity_builder_add_conv (builder, "g.out", x, 3, 3, 1, 1, VANITY_INIT_NORMAL);
  return vanity_builder_add_map (builder, "Tanh", "g.image", x);
}

/* Images → scores of patches, as in Isola et al., pix2pix, 2016. */
static VanityValueId
add_discriminator (VanityBuilder *builder, VanityValueId x)
{
  x = vanity_builder_add_conv (builder, "d.conv1", x, 8, 4, 2, 1, VANITY_INIT_NORMAL);
  x = vanity_builder_add_node (builder, "LeakyRelu", "d.relu1", &x, 1, "alpha=0.2");
  x = vanity_builder_add_node (builder, "Dropout", "d.drop", &x, 1, "ratio=0.3");
  x = vanity_builder_add_conv (builder, "d.conv2", x, 16, 4, 2, 1, VANITY_INIT_NORMAL);
  x = vanity_builder_add_normalization (builder, "InstanceNormalization", "d.norm", x);
  x = vanity_builder_add_node (builder, "LeakyRelu", "d.relu2", &x, 1, "alpha=0.2");
  return vanity_builder_add_conv (builder, "d.out", x, 1, 3, 1, 1, VANITY_INIT_NORMAL);
}

/* Both learn in one pass: the discriminator of real images and of made ones that it cannot teach,
 * the generator through a discriminator that it cannot teach. Outputs are image and scores. */
static VanityLearner *
make_learner (void)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new ("gan");
  VanityBuilder builder;
  VanityRandom random;
  VanityLearner *learner;
  VanityValueId codes, real, made, judged, losses[2];

  vanity_random_init (&random, 5);
  vanity_builder_init (&builder, graph, &random);
  codes = vanity_builder_add_input (&builder, "codes", &VANITY_SHAPE (4, CODES));
  real = vanity_builder_add_input (&builder, "real", &VANITY_SHAPE (4, 12, 12, 3));
  made = add_generator (&builder, codes);
  judged = add_discriminator (&builder, vanity_builder_add_stopped (&builder, "kept", made));
  losses[0] = vanity_loss_add_discriminator (&builder, "judge", VANITY_GAN_HINGE,
                                             add_discriminator (&builder, real), judged);
  builder.frozen = TRUE;
  losses[1] = vanity_loss_add_generator (&builder, "make", VANITY_GAN_HINGE,
                                         add_discriminator (&builder, made));
  g_assert_true (vanity_builder_finish (&builder, &error));
  g_assert_no_error (error);
  vanity_graph_add_output (graph, made);
  vanity_graph_add_output (graph, judged);
  learner = vanity_learner_new (graph, losses, 2, test_get_pool (2), &error);
  g_assert_no_error (error);
  return learner;
}

/* Only what is asked for of the network, for the executor. */
static VanityGraph *
make_graph (void)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new ("gan");
  VanityBuilder builder;
  VanityRandom random;
  VanityValueId made, scores;

  vanity_random_init (&random, 6);
  vanity_builder_init (&builder, graph, &random);
  made = add_generator (&builder,
                        vanity_builder_add_input (&builder, "codes", &VANITY_SHAPE (4, CODES)));
  scores = add_discriminator (&builder, made);
  g_assert_true (vanity_builder_finish (&builder, &error));
  vanity_graph_add_output (graph, made);
  vanity_graph_add_output (graph, scores);
  return graph;
}

/* Learns some steps, then saves what was learnt: averages of the generator, and the discriminator
 * with its weights divided. */
static void
test_gan (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityLearner) learner = make_learner ();
  VanityOptimizerOptions options = VANITY_OPTIMIZER_ADAM;
  g_autoptr (VanityOptimizer) makes = NULL, judges = NULL;
  g_autoptr (VanitySpectral) spectral = NULL;
  g_autoptr (VanityAverage) average = vanity_average_new (learner, "g.", 0.9, TRUE, NULL);
  VanityGraph *graph = make_graph ();
  VanityExecutor *executors[2];
  g_autofree float *codes = NULL;
  VanityRandom random;
  double judge[2], first;

  vanity_random_init (&random, 7);
  options.rate = 0.002f;
  options.momentum = 0.5f;
  options.prefix = "g.";
  makes = vanity_optimizer_new (learner, &options, NULL);
  options.prefix = "d.";
  judges = vanity_optimizer_new (learner, &options, NULL);
  spectral = vanity_spectral_new (learner, "d.", &random, NULL);
  for (int step = 0; step < 30; step++)
    {
      for (int i = 0; i < 4 * CODES; i++)
        vanity_learner_get_input (learner, 0)[i] = vanity_random_normal (&random);
      for (int i = 0; i < 4 * 12 * 12 * 3; i++)
        vanity_learner_get_input (learner, 1)[i] = i / 36 % 2 == 0 ? 0.8f : -0.8f;
      vanity_spectral_apply (spectral, TRUE);
      vanity_learner_forward (learner, TRUE);
      judge[step > 0] = *vanity_learner_get_loss (learner, 0);
      vanity_learner_backward (learner, FALSE);
      vanity_spectral_release (spectral, TRUE);
      g_assert_true (vanity_optimizer_step (makes, NULL));
      g_assert_true (vanity_optimizer_step (judges, NULL));
      vanity_average_update (average);
    }
  g_assert_cmpfloat (judge[1], <, 0.8 * judge[0]);

  /* Each saves its own; the other's follows. */
  vanity_average_swap (average);
  g_assert_true (vanity_spectral_copy (spectral, graph, &error));
  g_assert_no_error (error);
  make_executors (graph, executors);
  codes = fill_input (executors, 0, -1, 1);
  run_both (executors);

  vanity_spectral_apply (spectral, FALSE);
  memcpy (vanity_learner_get_input (learner, 0), codes, 4 * CODES * sizeof (float));
  vanity_learner_forward (learner, FALSE);
  test_assert_near ("images", vanity_executor_get_output (executors[1], 0),
                    vanity_learner_get_output (learner, 0), 4 * 12 * 12 * 3, 2e-5);
  test_assert_near ("scores", vanity_executor_get_output (executors[1], 1),
                    vanity_learner_get_output (learner, 1), 4 * 3 * 3, 1e-4);
  /* Without the averages, it is another network. */
  first = vanity_learner_get_output (learner, 0)[0];
  vanity_spectral_release (spectral, FALSE);
  vanity_average_swap (average);
  vanity_learner_forward (learner, FALSE);
  g_assert_cmpfloat (first, !=, vanity_learner_get_output (learner, 0)[0]);
  for (int i = 0; i < 2; i++)
    vanity_executor_free (executors[i]);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/kit/export/losses", test_losses);
  test_add ("/train/kit/export/gan", test_gan);
  return g_test_run ();
}

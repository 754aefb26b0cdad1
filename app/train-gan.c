#include "train-gan.h"

#include "train-digits.h"
#include "train/loss.h"

#define SLOPE "alpha=0.2"
#define DROPOUT "ratio=0.3"
#define HIDDEN 256  /* units of the dense layer in the middle of each */
#define SIDE 7      /* of the smallest images in both */
#define CHANNELS 64 /* of them; half as many in those of twice the size */

static VanityValueId
add_leaky_relu (VanityBuilder *builder, const char *name, VanityValueId x)
{
  return vanity_builder_add_node (builder, "LeakyRelu", name, &x, 1, SLOPE);
}

/* [N, inputs] → [N, units], without the bias that a normalisation would take away. */
static VanityValueId
add_product (VanityBuilder *builder, const char *name, VanityValueId x, int inputs, int units)
{
  VanityValueId weights = vanity_builder_add_parameter (
      builder, name, "weights", &VANITY_SHAPE (inputs, units), VANITY_INIT_NORMAL, inputs, units);

  return vanity_builder_add_pair (builder, "Gemm", name, x, weights);
}

static VanityValueId
add_normalized (VanityBuilder *builder, const char *norm, const char *relu, VanityValueId x)
{
  x = vanity_builder_add_normalization (builder, "BatchNormalization", norm, x);
  return add_leaky_relu (builder, relu, x);
}

/* [N, 100] → [N, 28, 28, 1], from −1 to 1. */
static VanityValueId
add_generator (VanityBuilder *builder, VanityValueId noise)
{
  VanityValueId x;

  x = add_product (builder, "generator.dense1", noise, VANITY_GAN_NOISE, HIDDEN);
  x = add_normalized (builder, "generator.norm1", "generator.relu1", x);
  x = add_product (builder, "generator.dense2", x, HIDDEN, SIDE * SIDE * CHANNELS);
  x = add_normalized (builder, "generator.norm2", "generator.relu2", x);
  x = vanity_builder_add_node (builder, "Reshape", "generator.image", &x, 1, "shape=[-1,%d,%d,%d]",
                               SIDE, SIDE, CHANNELS);
  x = vanity_builder_add_conv_transpose (builder, "generator.up1", x, CHANNELS / 2, 4, 2, 1,
                                         VANITY_INIT_NORMAL);
  x = add_normalized (builder, "generator.norm3", "generator.relu3", x);
  x = vanity_builder_add_conv_transpose (builder, "generator.up2", x, 1, 4, 2, 1,
                                         VANITY_INIT_NORMAL);
  return vanity_builder_add_map (builder, "Tanh", "generator.tanh", x);
}

/* [N, 28, 28, 1] → [N, 1]. */
static VanityValueId
add_discriminator (VanityBuilder *builder, VanityValueId image)
{
  VanityValueId x = image;

  x = vanity_builder_add_conv (builder, "discriminator.conv1", x, CHANNELS / 2, 5, 2, 2,
                               VANITY_INIT_NORMAL);
  x = add_leaky_relu (builder, "discriminator.relu1", x);
  x = vanity_builder_add_node (builder, "Dropout", "discriminator.drop1", &x, 1, DROPOUT);
  x = vanity_builder_add_conv (builder, "discriminator.conv2", x, CHANNELS, 5, 2, 2,
                               VANITY_INIT_NORMAL);
  x = add_leaky_relu (builder, "discriminator.relu2", x);
  x = vanity_builder_add_node (builder, "Dropout", "discriminator.drop2", &x, 1, DROPOUT);
  x = vanity_builder_add_map (builder, "Flatten", "discriminator.flatten", x);
  x = vanity_builder_add_dense (builder, "discriminator.dense1", x, HIDDEN, VANITY_INIT_NORMAL);
  x = add_leaky_relu (builder, "discriminator.relu3", x);
  return vanity_builder_add_dense (builder, "discriminator.dense2", x, 1, VANITY_INIT_NORMAL);
}

VanityLearner *
vanity_gan_new_learner (int batch, VanityRandom *random, GError **error)
{
  g_autoptr (VanityGraph) graph = vanity_graph_new ("mnist-gan");
  VanityValueId real, noise, drawn, stopped, scores[2], losses[2];
  VanityBuilder builder;

  vanity_builder_init (&builder, graph, random);
  real = vanity_builder_add_input (&builder, "real",
                                   &VANITY_SHAPE (batch, VANITY_DIGIT_SIDE, VANITY_DIGIT_SIDE, 1));
  noise = vanity_builder_add_input (&builder, "noise", &VANITY_SHAPE (batch, VANITY_GAN_NOISE));
  drawn = add_generator (&builder, noise);
  stopped = vanity_builder_add_stopped (&builder, "stopped", drawn);
  scores[0] = add_discriminator (&builder, real);
  scores[1] = add_discriminator (&builder, stopped);
  losses[0] = vanity_loss_add_discriminator (&builder, "discriminator loss",
                                             VANITY_GAN_CROSS_ENTROPY, scores[0], scores[1]);
  builder.frozen = TRUE;
  losses[1] = vanity_loss_add_generator (&builder, "generator loss", VANITY_GAN_CROSS_ENTROPY,
                                         add_discriminator (&builder, drawn));
  if (!vanity_builder_finish (&builder, error))
    return NULL;
  return vanity_learner_new (g_steal_pointer (&graph), losses, 2, NULL, error);
}

VanityGraph *
vanity_gan_new_generator (int count, GError **error)
{
  g_autoptr (VanityGraph) graph = vanity_graph_new ("mnist-generator");
  VanityBuilder builder;
  VanityRandom random;
  VanityValueId x, half;

  vanity_random_init (&random, 0);
  vanity_builder_init (&builder, graph, &random);
  x = vanity_builder_add_input (&builder, "noise", &VANITY_SHAPE (count, VANITY_GAN_NOISE));
  x = add_generator (&builder, x);
  half = vanity_builder_add_number (&builder, 0.5f);
  x = vanity_builder_add_pair (&builder, "Mul", "halved", x, half);
  x = vanity_builder_add_pair (&builder, "Add", "image", x, half);
  if (!vanity_builder_finish (&builder, error))
    return NULL;
  vanity_graph_add_output (graph, x);
  return g_steal_pointer (&graph);
}

#include "train-classifier.h"

#include "train-digits.h"
#include "train/loss.h"

/* [N, 28, 28, 1] → scores [N, 10]. */
static VanityValueId
add_network (VanityBuilder *builder, VanityValueId image)
{
  static const int channels[] = { 32, 64, 64 };
  VanityValueId x = image;

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *conv = g_strdup_printf ("conv%d", i + 1);
      g_autofree char *relu = g_strdup_printf ("relu%d", i + 1);
      g_autofree char *pool = g_strdup_printf ("pool%d", i + 1);

      x = vanity_builder_add_conv (builder, conv, x, channels[i], 3, 1, 1, VANITY_INIT_GLOROT);
      x = vanity_builder_add_map (builder, "Relu", relu, x);
      x = vanity_builder_add_pool (builder, "MaxPool", pool, x, 2);
    }
  x = vanity_builder_add_map (builder, "Flatten", "flatten", x);
  x = vanity_builder_add_dense (builder, "dense1", x, 512, VANITY_INIT_GLOROT);
  x = vanity_builder_add_map (builder, "Relu", "relu4", x);
  return vanity_builder_add_dense (builder, "dense2", x, VANITY_DIGIT_CLASSES, VANITY_INIT_GLOROT);
}

VanityLearner *
vanity_classifier_new_learner (int batch, VanityRandom *random, GError **error)
{
  g_autoptr (VanityGraph) graph = vanity_graph_new ("mnist");
  VanityBuilder builder;
  VanityValueId image, label, scores, loss;

  vanity_builder_init (&builder, graph, random);
  image = vanity_builder_add_input (&builder, "image",
                                    &VANITY_SHAPE (batch, VANITY_DIGIT_SIDE, VANITY_DIGIT_SIDE, 1));
  label = vanity_builder_add_input (&builder, "label", &VANITY_SHAPE (batch));
  scores = add_network (&builder, image);
  loss = vanity_loss_add_cross_entropy (&builder, "loss", scores, label);
  if (!vanity_builder_finish (&builder, error))
    return NULL;
  vanity_graph_add_output (graph, scores);
  return vanity_learner_new (g_steal_pointer (&graph), &loss, 1, NULL, error);
}

VanityGraph *
vanity_classifier_new_graph (VanityLearner *learner, GError **error)
{
  g_autoptr (VanityGraph) graph = vanity_graph_new ("mnist");
  VanityBuilder builder;
  VanityRandom random;
  VanityValueId x;

  vanity_random_init (&random, 0);
  vanity_builder_init (&builder, graph, &random);
  x = vanity_builder_add_input (&builder, "image",
                                &VANITY_SHAPE (1, VANITY_DIGIT_SIDE, VANITY_DIGIT_SIDE, 1));
  x = add_network (&builder, x);
  x = vanity_builder_add_map (&builder, "Softmax", "shares", x);
  if (!vanity_builder_finish (&builder, error))
    return NULL;
  vanity_graph_add_output (graph, x);
  return vanity_learner_copy_parameters (learner, graph, error) ? g_steal_pointer (&graph) : NULL;
}

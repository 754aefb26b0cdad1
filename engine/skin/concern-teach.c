#include "skin/concern-teach.h"

#include "skin/concern-lesson.h"
#include "skin/concern-network.h"
#include "skin/signals.h"
#include "train/parts.h"

#include <string.h>

/* How much more a texel counts where a concern was painted: small ones are rare. */
static const float rare[VANITY_N_CONCERNS] = {
  [VANITY_CONCERN_REDNESS] = 8, [VANITY_CONCERN_SPOTS] = 25,        [VANITY_CONCERN_WRINKLES] = 12,
  [VANITY_CONCERN_PORES] = 5,   [VANITY_CONCERN_DARK_CIRCLES] = 10, [VANITY_CONCERN_EYE_BAGS] = 14,
  [VANITY_CONCERN_SHINE] = 12,  [VANITY_CONCERN_PIGMENT] = 3
};

/* The same for each face, and never changed. */
static VanityValueId
add_place (VanityBuilder *b, const VanityAtlas *atlas, int count)
{
  int half = vanity_atlas_get_size (atlas) / 2;
  gsize n = (gsize)half * half * VANITY_CONCERN_PLACES;
  g_autofree float *values = g_new (float, n *(gsize)count);

  vanity_concern_network_write_place (atlas, values);
  for (int i = 1; i < count; i++)
    memcpy (values + (gsize)i * n, values, n * sizeof (float));
  return vanity_graph_add_constant (b->graph, "place", VANITY_FLOAT32,
                                    &VANITY_SHAPE (count, half, half, VANITY_CONCERN_PLACES),
                                    values, &b->error);
}

/* softplus (x) − x · z overflows nowhere. */
static VanityValueId
add_loss (VanityBuilder *b, VanityValueId logits, VanityValueId truth, VanityValueId weights)
{
  VanityValueId loss, count;

  loss = vanity_builder_add_map (b, "Softplus", "loss.softplus", logits);
  loss = vanity_builder_add_pair (b, "Sub", "loss.entropy", loss,
                                  vanity_builder_add_pair (b, "Mul", "loss.told", logits, truth));
  count = vanity_part_add_vector (b, "Mul", "loss.rare", truth, rare, VANITY_N_CONCERNS);
  count = vanity_part_add_scalar (b, "Add", "loss.counts", count, 1);
  count = vanity_builder_add_pair (b, "Mul", "loss.weights", count, weights);
  loss = vanity_builder_add_pair (b, "Mul", "loss.weighted", loss, count);
  loss = vanity_part_add_scalar (b, "Mul", "loss.scaled", loss, VANITY_N_CONCERNS);
  return vanity_builder_add_node (b, "ReduceMean", "loss", &loss, 1, "keepdims=0");
}

VanityLearner *
vanity_concern_teach_new_learner (int size, int count, VanityRandom *random, GError **error)
{
  g_autoptr (VanityGraph) graph = vanity_graph_new ("concerns");
  const VanityAtlas *atlas = vanity_atlas_get (size, error);
  static const char *const names[] = { "face", "truth", "weights" };
  VanityValueId inputs[VANITY_CONCERN_LESSON_PLACES], logits, maps, loss;
  VanityBuilder builder;

  if (atlas == NULL)
    return NULL;
  vanity_builder_init (&builder, graph, random);
  for (int i = 0; i < VANITY_CONCERN_LESSON_PLACES; i++)
    inputs[i] = vanity_builder_add_input (
        &builder, names[i],
        &VANITY_SHAPE (count, size, size, i == 0 ? VANITY_N_SIGNALS : (int)VANITY_N_CONCERNS));
  logits = vanity_concern_network_add (&builder, inputs[VANITY_CONCERN_LESSON_FACE],
                                       add_place (&builder, atlas, count));
  maps = vanity_builder_add_map (&builder, "Sigmoid", "maps", logits);
  loss = add_loss (&builder, logits, inputs[VANITY_CONCERN_LESSON_TRUTH],
                   inputs[VANITY_CONCERN_LESSON_WEIGHTS]);
  if (!vanity_builder_finish (&builder, error))
    return NULL;
  vanity_graph_add_output (graph, maps);
  return vanity_learner_new (g_steal_pointer (&graph), &loss, 1, NULL, error);
}

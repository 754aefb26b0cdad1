#include "head/head-network.h"

#include "base/error.h"
#include "head/head-view.h"
#include "train/parts.h"

#define WIDTH 12
#define LEVELS 4
#define SLOPE 0.1

/* Channels of each level, in multiples of WIDTH. */
static const int widths[LEVELS + 1] = { 1, 2, 4, 6, 8 };

static VanityValueId
add_block (VanityBuilder *b, const char *part, int index, VanityValueId input, int channels,
           int stride)
{
  g_autofree char *name = g_strdup_printf ("head.%s%d", part, index);
  g_autofree char *relu = g_strdup_printf ("%s.relu", name);
  VanityValueId x
      = vanity_builder_add_conv (b, name, input, channels, 3, stride, 1, VANITY_INIT_HE);

  return vanity_builder_add_node (b, "LeakyRelu", relu, &x, 1, "alpha=%g", SLOPE);
}

static VanityValueId
add_whole (VanityBuilder *b, VanityValueId input, int channels)
{
  VanityValueId x = vanity_part_add_mean (b, "head.whole.mean", input);

  x = vanity_builder_add_dense (b, "head.whole", x, channels, VANITY_INIT_GLOROT);
  x = vanity_part_add_everywhere (b, "head.whole.everywhere", x);
  return vanity_builder_add_pair (b, "Add", "head.whole.sum", input, x);
}

/* [N, S, S, 9] → scores [N, S, S, 6]. */
static VanityValueId
add_network (VanityBuilder *b, VanityValueId view)
{
  VanityValueId skips[LEVELS + 1];
  VanityValueId x = vanity_part_add_scalar (b, "Sub", "head.centre", view, 0.5f);

  for (int i = 0; i <= LEVELS; i++)
    x = skips[i] = add_block (b, "down", i, x, WIDTH * widths[i], i > 0 ? 2 : 1);
  x = add_block (b, "middle", 0, x, WIDTH * widths[LEVELS], 1);
  x = add_whole (b, x, WIDTH * widths[LEVELS]);
  for (int i = LEVELS - 1; i >= 0; i--)
    {
      g_autofree char *grown = g_strdup_printf ("head.grown%d", i);
      g_autofree char *joined = g_strdup_printf ("head.joined%d", i);

      x = vanity_builder_add_node (b, "Resize", grown, &x, 1,
                                   "scales=[1.0,2.0,2.0,1.0] mode=nearest");
      x = vanity_part_add_concat (b, joined, (VanityValueId[]){ x, skips[i] }, 2);
      x = add_block (b, "up", i, x, WIDTH * widths[i], 1);
    }
  return vanity_builder_add_conv (b, "head.last", x, VANITY_HEAD_N_CLASSES, 3, 1, 1,
                                  VANITY_INIT_GLOROT);
}

static gboolean
check (int side, int count, GError **error)
{
  if (side >= VANITY_HEAD_MIN_SIDE && side <= VANITY_HEAD_MAX_SIDE && side % (1 << LEVELS) == 0
      && count >= 1)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               "Network of %d heads at %d cells: one head or more, and a multiple of %d from %d to "
               "%d",
               count, side, 1 << LEVELS, VANITY_HEAD_MIN_SIDE, VANITY_HEAD_MAX_SIDE);
  return FALSE;
}

VanityGraph *
vanity_head_network_new_graph (int side, VanityRandom *random, GError **error)
{
  g_autoptr (VanityGraph) graph = vanity_graph_new ("head");
  VanityBuilder b;
  VanityValueId x;

  if (!check (side, 1, error))
    return NULL;
  vanity_builder_init (&b, graph, random);
  x = vanity_builder_add_input (&b, "view",
                                &VANITY_SHAPE (1, side, side, VANITY_HEAD_VIEW_CHANNELS));
  x = add_network (&b, x);
  x = vanity_builder_add_node (&b, "Softmax", "probability", &x, 1, "axis=3");
  if (!vanity_builder_finish (&b, error))
    return NULL;
  vanity_graph_add_output (graph, x);
  return g_steal_pointer (&graph);
}

VanityLearner *
vanity_head_network_new_learner (int side, int count, VanityRandom *random, GError **error)
{
  g_autoptr (VanityGraph) graph = vanity_graph_new ("head");
  VanityBuilder b;
  VanityValueId x, wanted, loss, probability;

  if (!check (side, count, error))
    return NULL;
  vanity_builder_init (&b, graph, random);
  x = vanity_builder_add_input (&b, "view",
                                &VANITY_SHAPE (count, side, side, VANITY_HEAD_VIEW_CHANNELS));
  wanted = vanity_builder_add_input (&b, "wanted",
                                     &VANITY_SHAPE (count, side, side, VANITY_HEAD_N_CLASSES));
  x = add_network (&b, x);
  probability = vanity_builder_add_node (&b, "Softmax", "probability", &x, 1, "axis=3");
  loss = vanity_builder_add_node (&b, "LogSoftmax", "loss.log", &x, 1, "axis=3");
  loss = vanity_builder_add_pair (&b, "Mul", "loss.wanted", loss, wanted);
  loss = vanity_builder_add_node (&b, "ReduceMean", "loss.mean", &loss, 1,
                                  "axes=[0,1,2,3] keepdims=0");
  loss = vanity_part_add_scalar (&b, "Mul", "loss", loss, -VANITY_HEAD_N_CLASSES);
  if (!vanity_builder_finish (&b, error))
    return NULL;
  vanity_graph_add_output (graph, probability);
  return vanity_learner_new (g_steal_pointer (&graph), &loss, 1, NULL, error);
}

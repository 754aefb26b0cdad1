#include "transfer/generator.h"

#include "base/error.h"
#include "model/model.h"
#include "model/onnx-write.h"
#include "nn/executor.h"
#include "train/loss.h"
#include "train/optimizer.h"
#include "train/spectral.h"
#include "transfer/discriminator.h"
#include "transfer/paint.h"

#include "../nn/support.h"

#include <math.h>
#include <string.h>

#define SIZE 64
#define TEXELS (SIZE * SIZE)
#define STEPS 30

/* A face of one skin with some grain; and what is drawn on it: two lids, lips, a cheek and a brow,
 * within bare skin; nothing at the rim. */
typedef struct
{
  float source[TEXELS * 3], reference[TEXELS * 3], truth[TEXELS * 3];
  float regions[TEXELS * VANITY_ATLAS_N_REGIONS], seen[TEXELS * 2], coverage[TEXELS];
} Pair;

static const struct
{
  VanityAtlasRegion region;
  int x, y, width, height;
} places[] = {
  { VANITY_ATLAS_LIDS, 8, 14, 20, 10 },  { VANITY_ATLAS_LIDS, 36, 14, 20, 10 },
  { VANITY_ATLAS_LIPS, 18, 42, 28, 12 }, { VANITY_ATLAS_CHEEKS, 6, 28, 12, 12 },
  { VANITY_ATLAS_BROWS, 8, 6, 48, 4 },   { VANITY_ATLAS_MOUTH, 24, 46, 16, 3 },
};

static VanityAtlasRegion
get_region (int x, int y)
{
  VanityAtlasRegion region = VANITY_ATLAS_BARE;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (x >= places[i].x && x < places[i].x + places[i].width && y >= places[i].y
        && y < places[i].y + places[i].height)
      region = places[i].region;
  return region;
}

/* Whether lids or cheeks are so near that their makeup may reach here. */
static gboolean
is_near (int x, int y)
{
  const int reach = 6;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if ((places[i].region == VANITY_ATLAS_LIDS || places[i].region == VANITY_ATLAS_CHEEKS)
        && x >= places[i].x - reach && x < places[i].x + places[i].width + reach
        && y >= places[i].y - reach && y < places[i].y + places[i].height + reach)
      return TRUE;
  return FALSE;
}

static Pair *
make_pair (void)
{
  static const float skins[2][3] = { { 0.78f, 0.6f, 0.52f }, { 0.55f, 0.4f, 0.33f } };
  static const float lipstick[3] = { 0.6f, 0.1f, 0.2f };
  g_autofree float *grain = test_random_floats (TEXELS, -0.03, 0.03);
  Pair *pair = g_new0 (Pair, 1);

  for (int i = 0; i < TEXELS; i++)
    {
      int x = i % SIZE, y = i / SIZE;
      VanityAtlasRegion region = get_region (x, y);
      float *regions = pair->regions + (gsize)i * VANITY_ATLAS_N_REGIONS;
      gboolean painted = region == VANITY_ATLAS_LIPS || region == VANITY_ATLAS_LIDS;

      if (x < 2 || y < 2 || x >= SIZE - 2 || y >= SIZE - 2)
        continue; /* off the face */
      regions[region] = 1;
      regions[VANITY_ATLAS_SKIN] = region >= VANITY_ATLAS_N_SHARES;
      pair->seen[2 * i] = x < SIZE - 6;
      pair->seen[2 * i + 1] = 1;
      pair->coverage[i] = painted ? 0.7f : 0.0f;
      for (int k = 0; k < 3; k++)
        {
          float source = skins[0][k] + grain[i], reference = skins[1][k] - grain[i];

          pair->source[3 * i + k] = source;
          pair->truth[3 * i + k] = source + pair->coverage[i] * (lipstick[k] - source);
          pair->reference[3 * i + k] = reference + pair->coverage[i] * (lipstick[k] - reference);
        }
    }
  return pair;
}

static gint64
count_parameters (VanityGraph *graph)
{
  g_autoptr (GHashTable) counted = g_hash_table_new (NULL, NULL);
  gint64 count = 0;

  for (int node = 0; node < vanity_graph_get_n_nodes (graph); node++)
    for (int i = 0; i < vanity_graph_get_node_n_inputs (graph, node); i++)
      {
        VanityValueId id = vanity_graph_get_node_input (graph, node, i);

        if (id >= 0 && vanity_graph_get_constant (graph, id)
            && g_hash_table_add (counted, GINT_TO_POINTER (id)))
          count += vanity_shape_get_elements (vanity_graph_get_shape (graph, id));
      }
  return count;
}

static double
count_cost (VanityGraph *graph)
{
  double cost = 0;

  for (int node = 0; node < vanity_graph_get_n_nodes (graph); node++)
    cost += (double)vanity_graph_get_node_cost (graph, node);
  return cost;
}

/* As small as was asked for: at most 2 M parameters and 6 G multiply-adds. */
static void
test_costs (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityGraph) graph = NULL;
  VanityRandom random;

  vanity_random_init (&random, 1);
  graph = vanity_generator_new_graph (256, 1, &random, &error);
  g_assert_no_error (error);
  g_test_message ("%.3f M parameters, %.3f GMAC", count_parameters (graph) / 1e6,
                  count_cost (graph) / 1e9);
  g_assert_cmpint (count_parameters (graph), >, 500000);
  g_assert_cmpint (count_parameters (graph), <=, 2000000);
  g_assert_cmpfloat (count_cost (graph), >, 1e9);
  g_assert_cmpfloat (count_cost (graph), <=, 6e9);
}

static void
test_refused (void)
{
  static const int wrong[][2] = { { 0, 1 }, { 16, 1 }, { 72, 1 }, { 2048, 1 }, { 64, 0 } };
  VanityRandom random;

  vanity_random_init (&random, 1);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (vanity_generator_new_graph (wrong[i][0], wrong[i][1], &random, &error));
      test_assert_error (&error, VANITY_ERROR_VALUE, "a multiple of 16 from 32 to 1024");
    }
}

/* Learns one pair: what it gives, and what was painted. */
static VanityLearner *
make_learner (const Pair *pair)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new ("pair");
  VanityLearner *learner;
  VanityGenerator generator;
  VanityBuilder builder;
  VanityRandom random;
  VanityValueId truth, coverage, made, losses[2];

  vanity_random_init (&random, 3);
  vanity_builder_init (&builder, graph, &random);
  vanity_generator_add_inputs (&builder, SIZE, 1, &generator);
  truth = vanity_builder_add_input (&builder, "truth", &VANITY_SHAPE (1, SIZE, SIZE, 3));
  coverage = vanity_builder_add_input (&builder, "coverage", &VANITY_SHAPE (1, SIZE, SIZE, 1));
  vanity_generator_add (&builder, &generator);
  made = vanity_builder_add_node (&builder, "Slice", "made", &generator.layer, 1,
                                  "starts=[0] ends=[1] axes=[3]");
  losses[0] = vanity_loss_add_l1 (&builder, "pixels", generator.result, truth);
  losses[1] = vanity_loss_add_l2 (&builder, "taught", made, coverage);
  g_assert_true (vanity_builder_finish (&builder, &error));
  vanity_graph_add_output (graph, generator.result);
  vanity_graph_add_output (graph, made);
  learner = vanity_learner_new (graph, losses, 2, test_get_pool (2), &error);
  g_assert_no_error (error);
  memcpy (vanity_learner_get_input (learner, 0), pair->source, sizeof pair->source);
  memcpy (vanity_learner_get_input (learner, 1), pair->reference, sizeof pair->reference);
  memcpy (vanity_learner_get_input (learner, 2), pair->regions, sizeof pair->regions);
  memcpy (vanity_learner_get_input (learner, 3), pair->seen, sizeof pair->seen);
  memcpy (vanity_learner_get_input (learner, 4), pair->truth, sizeof pair->truth);
  memcpy (vanity_learner_get_input (learner, 5), pair->coverage, sizeof pair->coverage);
  return learner;
}

static double
get_gradient (VanityLearner *learner, const char *name)
{
  for (int i = 0; i < vanity_learner_get_n_parameters (learner); i++)
    {
      const VanityParameter *parameter = vanity_learner_get_parameter (learner, i);
      double sum = 0;

      if (!g_str_equal (parameter->name, name))
        continue;
      for (gint64 j = 0; j < parameter->count; j++)
        sum += fabs (parameter->gradient[j]);
      return sum;
    }
  g_error ("There is no parameter %s", name);
}

static void
learn (VanityLearner *learner, double first[2], double last[2])
{
  VanityOptimizerOptions options = VANITY_OPTIMIZER_ADAM;
  g_autoptr (VanityOptimizer) optimizer = NULL;

  options.rate = 0.001f;
  options.clip = 1;
  optimizer = vanity_optimizer_new (learner, &options, test_get_pool (2));
  for (int step = 0; step <= STEPS; step++)
    {
      vanity_learner_forward (learner, TRUE);
      for (int i = 0; i < 2; i++)
        {
          last[i] = *vanity_learner_get_loss (learner, i);
          first[i] = step == 0 ? last[i] : first[i];
        }
      if (step == STEPS)
        break;
      vanity_learner_backward (learner, FALSE);
      g_assert_true (vanity_optimizer_step (optimizer, NULL));
    }
}

/* The pixels alone teach coverage, light and correction; with coverage taught, 30 steps come a good
 * way. Where nothing may lie, the source stays to the bit, whatever was learnt. */
static void
test_learns (void)
{
  g_autofree Pair *pair = make_pair ();
  g_autoptr (VanityLearner) learner = make_learner (pair);
  double first[2], last[2];
  double covered[2] = { 0 };
  const float *result, *coverage;
  int locked = 0, changed = 0, texels[2] = { 0 };

  vanity_learner_set_loss_weight (learner, 1, 0);
  vanity_learner_forward (learner, TRUE);
  vanity_learner_backward (learner, FALSE);
  g_assert_cmpfloat (get_gradient (learner, "generator.reader.last.weights"), >, 1e-4);
  g_assert_cmpfloat (get_gradient (learner, "generator.reader.down0.weights"), >, 1e-4);
  g_assert_cmpfloat (get_gradient (learner, "generator.reader.whole.weights"), >, 1e-6);
  g_assert_cmpfloat (get_gradient (learner, "generator.light.last.weights"), >, 1e-6);
  g_assert_cmpfloat (get_gradient (learner, "generator.corrector.last.weights"), >, 1e-4);
  vanity_learner_set_loss_weight (learner, 1, 1);

  learn (learner, first, last);
  g_test_message ("pixels %.4f to %.4f, coverage %.4f to %.4f", first[0], last[0], first[1],
                  last[1]);
  g_assert_cmpfloat (last[0], <, 0.2 * first[0]);
  g_assert_cmpfloat (last[1], <, 0.3 * first[1]);
  g_assert_cmpfloat (get_gradient (learner, "generator.corrector.down0.weights"), >, 1e-6);

  result = vanity_learner_get_output (learner, 0);
  coverage = vanity_learner_get_output (learner, 1);
  for (int i = 0; i < TEXELS; i++)
    {
      VanityAtlasRegion region = get_region (i % SIZE, i / SIZE);
      gboolean off = pair->seen[2 * i] == 0;
      gboolean same = memcmp (result + 3 * i, pair->source + 3 * i, 3 * sizeof (float)) == 0;

      texels[pair->coverage[i] > 0]++;
      covered[pair->coverage[i] > 0] += coverage[i];
      if (off || region == VANITY_ATLAS_MOUTH
          || (region == VANITY_ATLAS_BARE && !is_near (i % SIZE, i / SIZE)))
        {
          g_assert_true (same);
          locked++;
        }
      else
        changed += !same;
    }
  g_test_message ("coverage %.3f of what is bare, %.3f of what is painted", covered[0] / texels[0],
                  covered[1] / texels[1]);
  g_assert_cmpfloat (covered[1] / texels[1], >, 2 * covered[0] / texels[0]);
  g_assert_cmpfloat (covered[1] / texels[1], >, 0.3);
  g_assert_cmpint (locked, >, 1000);
  g_assert_cmpint (changed, >, 500);
}

/* What was learnt, written as ONNX and read again, gives the same numbers, and numbers in range. */
static void
test_export (void)
{
  static const char *const names[] = { "layer", "laid", "correction", "result" };
  g_autofree Pair *pair = make_pair ();
  g_autoptr (VanityLearner) learner = make_learner (pair);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const float *inputs[4] = { pair->source, pair->reference, pair->regions, pair->seen };
  const gsize sizes[4]
      = { sizeof pair->source, sizeof pair->reference, sizeof pair->regions, sizeof pair->seen };
  VanityExecutor *executors[2];
  VanityGraph *graphs[2];
  VanityRandom random;
  double first[2], last[2];
  const float *layer, *correction;

  learn (learner, first, last);
  vanity_random_init (&random, 9);
  graphs[0] = vanity_generator_new_graph (SIZE, 1, &random, &error);
  g_assert_true (vanity_learner_copy_parameters (learner, graphs[0], &error));
  bytes = vanity_onnx_write (graphs[0], &error);
  g_assert_no_error (error);
  graphs[1] = vanity_model_load_bytes (bytes, "written", &error);
  g_assert_no_error (error);
  for (int i = 0; i < 2; i++)
    {
      g_assert_cmpstr (
          vanity_graph_get_value_name (graphs[i], vanity_graph_get_input (graphs[i], 3)), ==,
          "seen");
      for (int k = 0; k < 4; k++)
        g_assert_cmpstr (
            vanity_graph_get_value_name (graphs[i], vanity_graph_get_output (graphs[i], k)), ==,
            names[k]);
      executors[i] = vanity_executor_new (graphs[i], test_get_pool (2), &error);
      g_assert_no_error (error);
      for (int k = 0; k < 4; k++)
        memcpy (vanity_executor_get_input (executors[i], k), inputs[k], sizes[k]);
      g_assert_true (vanity_executor_run (executors[i], NULL, NULL));
    }
  for (int k = 0; k < 4; k++)
    {
      const VanityShape *shape = vanity_executor_get_output_shape (executors[0], k);

      g_assert_true (
          vanity_shape_equal (shape, vanity_executor_get_output_shape (executors[1], k)));
      test_assert_near (names[k], vanity_executor_get_output (executors[1], k),
                        vanity_executor_get_output (executors[0], k),
                        vanity_shape_get_elements (shape), 1e-4);
    }
  test_assert_near ("learnt", vanity_executor_get_output (executors[0], 3),
                    vanity_learner_get_output (learner, 0), TEXELS * 3, 1e-4);
  layer = vanity_executor_get_output (executors[0], 0);
  for (int i = 0; i < TEXELS * VANITY_PAINT_PLANES; i++)
    g_assert_true (layer[i] >= 0 && layer[i] <= 1);
  correction = vanity_executor_get_output (executors[0], 2);
  for (int i = 0; i < TEXELS * VANITY_GENERATOR_CORRECTION; i++)
    g_assert_true (fabsf (correction[i]) <= 0.5f);
  for (int i = 0; i < 2; i++)
    vanity_executor_free (executors[i]);
}

/* Tells a made-up face from a bare one, with its weights' singular values held; hidden texels say
 * nothing. */
static void
test_discriminator (void)
{
  g_autofree Pair *pair = make_pair ();
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityLearner) learner = NULL;
  g_autoptr (VanitySpectral) spectral = NULL;
  g_autoptr (VanityOptimizer) optimizer = NULL;
  g_autofree float *seen = g_new (float, TEXELS);
  VanityOptimizerOptions options = VANITY_OPTIMIZER_ADAM;
  VanityGraph *graph = vanity_graph_new ("discriminator");
  VanityValueId faces[2], regions, visible, scores[2], features[VANITY_DISCRIMINATOR_FEATURES],
      loss;
  VanityBuilder builder;
  VanityRandom random;
  double first = 0;
  float hidden;

  vanity_random_init (&random, 4);
  vanity_builder_init (&builder, graph, &random);
  faces[0] = vanity_builder_add_input (&builder, "real", &VANITY_SHAPE (1, SIZE, SIZE, 3));
  faces[1] = vanity_builder_add_input (&builder, "fake", &VANITY_SHAPE (1, SIZE, SIZE, 3));
  regions = vanity_builder_add_input (&builder, "regions",
                                      &VANITY_SHAPE (1, SIZE, SIZE, VANITY_ATLAS_N_REGIONS));
  visible = vanity_builder_add_input (&builder, "seen", &VANITY_SHAPE (1, SIZE, SIZE, 1));
  for (int i = 0; i < 2; i++)
    scores[i] = vanity_discriminator_add (&builder, faces[i], regions, visible, features);
  loss = vanity_loss_add_discriminator (&builder, "loss", VANITY_GAN_HINGE, scores[0], scores[1]);
  g_assert_true (vanity_builder_finish (&builder, &error));
  g_assert_cmpint (vanity_graph_get_shape (graph, scores[0])->dim[1], ==, SIZE / 16);
  g_assert_cmpint (vanity_graph_get_shape (graph, features[3])->dim[3], ==, 128);
  vanity_graph_add_output (graph, scores[0]);
  learner = vanity_learner_new (graph, &loss, 1, test_get_pool (2), &error);
  g_assert_no_error (error);
  for (int i = 0; i < TEXELS; i++)
    seen[i] = pair->seen[2 * i];
  memcpy (vanity_learner_get_input (learner, 0), pair->truth, sizeof pair->truth);
  memcpy (vanity_learner_get_input (learner, 1), pair->source, sizeof pair->source);
  memcpy (vanity_learner_get_input (learner, 2), pair->regions, sizeof pair->regions);
  memcpy (vanity_learner_get_input (learner, 3), seen, sizeof (float) * TEXELS);
  spectral = vanity_spectral_new (learner, "discriminator.", &random, test_get_pool (2));
  g_assert_cmpint (vanity_spectral_get_n_vectors (spectral), ==, 2 * 5);
  optimizer = vanity_optimizer_new (learner, &options, test_get_pool (2));
  for (int step = 0; step < STEPS; step++)
    {
      vanity_spectral_apply (spectral, TRUE);
      vanity_learner_forward (learner, TRUE);
      first = step == 0 ? *vanity_learner_get_loss (learner, 0) : first;
      vanity_learner_backward (learner, FALSE);
      vanity_spectral_release (spectral, TRUE);
      g_assert_true (vanity_optimizer_step (optimizer, NULL));
    }
  g_test_message ("loss %.3f to %.3f", first, *vanity_learner_get_loss (learner, 0));
  g_assert_cmpfloat (*vanity_learner_get_loss (learner, 0), <, 0.7 * first);

  vanity_learner_forward (learner, FALSE);
  hidden = vanity_learner_get_output (learner, 0)[SIZE / 16 - 1];
  for (int i = 0; i < TEXELS; i++)
    if (seen[i] == 0)
      vanity_learner_get_input (learner, 0)[3 * i] = 1;
  vanity_learner_forward (learner, FALSE);
  g_assert_cmpfloat (vanity_learner_get_output (learner, 0)[SIZE / 16 - 1], ==, hidden);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/transfer/generator/costs", test_costs);
  test_add ("/transfer/generator/refused", test_refused);
  test_add ("/transfer/generator/learns", test_learns);
  test_add ("/transfer/generator/export", test_export);
  test_add ("/transfer/generator/discriminator", test_discriminator);
  return g_test_run ();
}

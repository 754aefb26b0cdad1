#include "skin/concern-network.h"

#include "base/error.h"
#include "drawn-skin.h"
#include "model/model.h"
#include "model/onnx-write.h"
#include "skin/concern-lesson.h"
#include "skin/concern-model.h"
#include "skin/concern-teach.h"
#include "train/optimizer.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define SIZE 64
#define BATCH 2

static gint64
get_cost (VanityGraph *graph)
{
  gint64 cost = 0;

  for (int i = 0; i < vanity_graph_get_n_nodes (graph); i++)
    cost += vanity_graph_get_node_cost (graph, i);
  return cost;
}

/* Small and quick: at most 0.3 M parameters and 1.5 thousand million multiply-adds. */
static void
test_size (void)
{
  g_autoptr (GError) error = NULL;
  VanityRandom random;
  gint64 parameters = 0;

  vanity_random_init (&random, 1);
  g_autoptr (VanityGraph) graph
      = vanity_concern_network_new_graph (VANITY_CONCERN_SIZE, 1, &random, &error);
  g_assert_no_error (error);
  g_assert_true (vanity_concern_network_check (graph, "made", VANITY_CONCERN_SIZE, &error));
  g_assert_cmpint (get_cost (graph), >, 100000000);
  g_assert_cmpint (get_cost (graph), <, 1500000000);
  for (VanityValueId id = 0; vanity_graph_get_shape (graph, id) != NULL && id < 1000; id++)
    {
      const char *name = vanity_graph_get_value_name (graph, id);

      if (g_str_has_suffix (name != NULL ? name : "", ".weights"))
        parameters += vanity_shape_get_elements (vanity_graph_get_shape (graph, id));
      if (id + 1 >= vanity_graph_get_output (graph, 0))
        break;
    }
  g_assert_cmpint (parameters, >, 50000);
  g_assert_cmpint (parameters, <, 300000);
}

/* What is written is what is read, and a network of another kind is refused with words. */
static void
test_contract (void)
{
  g_autofree char *folder = g_dir_make_tmp ("vanity-concern-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "skin.onnx", NULL);
  g_autoptr (VanityTexture) texture = drawn_skin_new (SIZE, 0.5);
  g_autoptr (GError) error = NULL;
  VanityRandom random;

  vanity_random_init (&random, 1);
  g_autoptr (VanityGraph) graph = vanity_concern_network_new_graph (SIZE, 1, &random, &error);
  g_assert_no_error (error);
  vanity_onnx_save (graph, path, &error);
  g_assert_no_error (error);
  g_autoptr (VanityGraph) again = vanity_model_load (path, &error);
  g_assert_no_error (error);
  g_assert_true (vanity_concern_network_check (again, path, SIZE, &error));
  g_assert_false (vanity_concern_network_check (again, path, 2 * SIZE, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "face"));
  g_clear_error (&error);
  if (texture != NULL)
    {
      g_autoptr (VanityConcernModel) made
          = vanity_concern_model_new (g_steal_pointer (&graph), "made", SIZE, &error);
      g_autoptr (VanityConcernModel) read
          = vanity_concern_model_new (g_steal_pointer (&again), path, SIZE, &error);
      g_autoptr (VanitySignals) signals
          = vanity_signals_new (vanity_atlas_get (SIZE, NULL), texture->rgb, texture->visibility);
      g_autofree float *maps = g_new (float, 2 * VANITY_N_CONCERNS * SIZE * SIZE);
      float *others = maps + VANITY_N_CONCERNS * SIZE * SIZE;

      g_assert_no_error (error);
      g_assert_true (vanity_concern_model_run (made, signals, maps, NULL, &error));
      g_assert_true (vanity_concern_model_run (read, signals, others, NULL, &error));
      for (int i = 0; i < VANITY_N_CONCERNS * SIZE * SIZE; i++)
        g_assert_cmpfloat_with_epsilon (maps[i], others[i], 1e-4);
    }
  g_unlink (path);
  g_rmdir (folder);
}

/* A few steps on one batch of painted faces: the loss falls by a third. */
static void
test_learns (void)
{
  g_autofree char *folder = g_dir_make_tmp ("vanity-concern-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "made.faces", NULL);
  g_autoptr (GError) error = NULL;
  VanityRandom random;

  if (drawn_skins_write (path, SIZE, 8))
    {
      VanityOptimizerOptions adam = VANITY_OPTIMIZER_ADAM;
      VanityBatchOptions options = { .size = BATCH, .seed = 3 };
      g_autoptr (VanityDataset) set = vanity_dataset_open (path, &error);
      g_autoptr (VanityConcernLessons) lessons
          = vanity_concern_lessons_new (set, VANITY_DATASET_TRAIN, &error);
      VanitySource source;
      double first = 0, last = 0;

      g_assert_no_error (error);
      vanity_concern_lessons_get_source (lessons, &source);
      vanity_random_init (&random, 1);
      g_autoptr (VanityBatches) batches = vanity_batches_new (&source, &options, NULL, &error);
      g_autoptr (VanityLearner) learner
          = vanity_concern_teach_new_learner (SIZE, BATCH, &random, &error);
      g_assert_no_error (error);
      g_autoptr (VanityOptimizer) optimizer = vanity_optimizer_new (learner, &adam, NULL);
      vanity_batch_fill (vanity_batches_next (batches, &error), learner, 0);
      for (int i = 0; i < 25; i++)
        {
          vanity_learner_forward (learner, TRUE);
          vanity_learner_backward (learner, FALSE);
          last = vanity_learner_get_total (learner);
          first = i == 0 ? last : first;
          g_assert_true (vanity_optimizer_step (optimizer, NULL));
        }
      g_assert_true (isfinite (first) && first > 0);
      g_assert_cmpfloat (last, <, 0.67 * first);
    }
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/skin/concern-network/size", test_size);
  g_test_add_func ("/skin/concern-network/contract", test_contract);
  g_test_add_func ("/skin/concern-network/learns", test_learns);
  return g_test_run ();
}

#include "train-skin.h"

#include "model/onnx-write.h"
#include "skin/concern-network.h"
#include "skin/concern-teach.h"
#include "train-single.h"
#include "train-skin-judge.h"

#define EPOCHS 10
#define BATCH 4
#define RATE 3e-3
#define CLIP 1.0f
#define WARM_UP 100 /* steps */
#define JUDGED 8    /* faces, after each epoch */

typedef struct
{
  VanityTrainOptions options;
  char *batch_text, *rate_text, *judge_text, *start;
  double batch, rate, judged;
  gboolean judge_only;
  VanityDataset *dataset;
  VanityConcernLessons *validation;
  VanityLearner *learner;
} Training;

/* What was learnt, as the network that is used. */
static VanityGraph *
new_network (Training *self, GError **error)
{
  VanityRandom random;
  g_autoptr (VanityGraph) graph = NULL;

  vanity_random_init (&random, 1);
  graph = vanity_concern_network_new_graph (vanity_dataset_get_size (self->dataset), 1, &random,
                                            error);
  return graph && vanity_learner_copy_parameters (self->learner, graph, error)
             ? g_steal_pointer (&graph)
             : NULL;
}

static gboolean
end_epoch (gpointer data, int epoch, GError **error)
{
  Training *self = data;
  g_autoptr (VanityGraph) graph = new_network (self, error);

  if (!graph || (self->options.out && !vanity_onnx_save (graph, self->options.out, error)))
    return FALSE;
  return self->judged < 1
         || vanity_skin_judge (g_steal_pointer (&graph), self->validation, (int)self->judged,
                               error);
}

static VanityTrainerResult
train (Training *self, GError **error)
{
  int size = vanity_dataset_get_size (self->dataset);
  VanityTrainSingle single = { .options = &self->options,
                               .name = "concerns",
                               .fixed = (guint64)size,
                               .start = self->start,
                               .prefix = "concerns.",
                               .batch = (int)self->batch,
                               .adam = VANITY_OPTIMIZER_ADAM,
                               .rate = self->rate,
                               .warm_up = WARM_UP,
                               .every = 100,
                               .epoch = end_epoch,
                               .data = self };
  g_autoptr (VanityConcernLessons) lessons
      = vanity_concern_lessons_new (self->dataset, VANITY_DATASET_TRAIN, error);
  g_autoptr (VanityConcernLessons) validation
      = lessons ? vanity_concern_lessons_new (self->dataset, VANITY_DATASET_VALIDATION, error)
                : NULL;
  g_autoptr (VanityLearner) learner = NULL;
  VanitySource source;
  VanityRandom random;

  if (!validation)
    return VANITY_TRAINER_FAILED;
  vanity_random_init (&random, self->options.seeds[0]);
  learner = vanity_concern_teach_new_learner (size, (int)self->batch, &random, error);
  if (!learner)
    return VANITY_TRAINER_FAILED;
  single.adam.clip = CLIP;
  self->validation = validation;
  self->learner = learner;
  vanity_concern_lessons_get_source (lessons, &source);
  return vanity_train_single (&single, learner, &source, NULL, error);
}

static void
training_clear (Training *self)
{
  vanity_train_options_clear (&self->options);
  g_free (self->batch_text);
  g_free (self->rate_text);
  g_free (self->judge_text);
  g_free (self->start);
  g_clear_pointer (&self->dataset, vanity_dataset_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Training, training_clear)

static VanityTrainerResult
train_skin (Training *self, const char *faces, GError **error)
{
  self->dataset = vanity_dataset_open (faces, error);
  if (!self->dataset)
    return VANITY_TRAINER_FAILED;
  if (!self->judge_only)
    return train (self, error);
  return vanity_skin_judge_file (self->start, self->dataset, (int)self->judged, error)
             ? VANITY_TRAINER_DONE
             : VANITY_TRAINER_FAILED;
}

static gboolean
parse_numbers (Training *self)
{
  if ((self->batch_text
       && !vanity_cli_parse_number ("--batch", self->batch_text, 1, 256, TRUE, &self->batch))
      || (self->rate_text
          && !vanity_cli_parse_number ("--rate", self->rate_text, 1e-7, 1, FALSE, &self->rate))
      || (self->judge_text
          && !vanity_cli_parse_number ("--judged", self->judge_text, 0, 10000, TRUE,
                                       &self->judged)))
    return FALSE;
  if (!self->judge_only || self->start)
    return TRUE;
  vanity_cli_usage ("--judge-only needs --start: the network to judge");
  return FALSE;
}

int
vanity_train_skin (int argc, char **argv)
{
  g_auto (Training) self = { .batch = BATCH, .rate = RATE, .judged = JUDGED };
  g_autofree char *faces = NULL;
  const GOptionEntry entries[] = {
    VANITY_TRAIN_ENTRIES (&self.options, "How often all bare faces are gone through (10)",
                          "Where random numbers begin (1)"),
    { "batch", 'b', 0, G_OPTION_ARG_STRING, &self.batch_text, "Faces of a step (4)", "N" },
    { "rate", 0, 0, G_OPTION_ARG_STRING, &self.rate_text, "How far a step goes (0.003)", "X" },
    { "judged", 0, 0, G_OPTION_ARG_STRING, &self.judge_text,
      "Faces kept apart that are painted and judged after each epoch (8)", "N" },
    { "start", 0, 0, G_OPTION_ARG_FILENAME, &self.start,
      "Begin with what another training learnt, at any size", "FILE.onnx" },
    { "judge-only", 0, 0, G_OPTION_ARG_NONE, &self.judge_only,
      "Learn nothing: judge the network of --start, by groups of skin tones, and print the "
      "population that scores are scaled by",
      NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  VanityTrainerResult result;
  VanityExit status;

  if (!vanity_train_parse (&self.options, argc, argv, "FACES",
                           "name one file of faces, that vanity-train faces wrote",
                           "Trains a network that sees concerns in skins, on bare faces that they "
                           "are painted on. FACES is what vanity-train faces wrote.",
                           entries, EPOCHS, FALSE, &faces, &status))
    return status;
  if (!parse_numbers (&self))
    return VANITY_EXIT_USAGE;
  result = train_skin (&self, faces, &error);
  return vanity_train_end (result, error);
}

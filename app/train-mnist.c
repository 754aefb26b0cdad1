#include "train-mnist.h"

#include "base/error.h"
#include "model/onnx-write.h"
#include "nn/learner.h"
#include "train/builder.h"
#include "train/confusion.h"
#include "train/idx.h"
#include "train/optimizer.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define SIDE 28
#define PIXELS (SIDE * SIDE)
#define CLASSES 10
#define BATCH 32
#define EPOCHS 10

typedef struct
{
  int count;
  guint8 *images; /* [count, 28, 28], from 0 to 255 */
  guint8 *labels; /* [count], from 0 to 9 */
} Digits;

static void
digits_clear (Digits *self)
{
  g_free (self->images);
  g_free (self->labels);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Digits, digits_clear)

static gboolean
digits_load (Digits *self, const char *folder, const char *name, GError **error)
{
  g_autofree char *images_name = g_strdup_printf ("%s-images-idx3-ubyte", name);
  g_autofree char *labels_name = g_strdup_printf ("%s-labels-idx1-ubyte", name);
  g_autofree char *images_path = g_build_filename (folder, images_name, NULL);
  g_autofree char *labels_path = g_build_filename (folder, labels_name, NULL);
  VanityShape images, labels;

  self->images = vanity_idx_load (images_path, &images, error);
  if (!self->images)
    return FALSE;
  self->labels = vanity_idx_load (labels_path, &labels, error);
  if (!self->labels)
    return FALSE;
  if (!vanity_shape_equal (&images, &VANITY_SHAPE (images.dim[0], SIDE, SIDE)))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "%s does not hold images of 28 × 28 pixels", images_path);
      return FALSE;
    }
  if (!vanity_shape_equal (&labels, &VANITY_SHAPE (images.dim[0])))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "%s does not hold a label for each image of %s", labels_path, images_path);
      return FALSE;
    }
  self->count = images.dim[0];
  for (int i = 0; i < self->count; i++)
    if (self->labels[i] >= CLASSES)
      {
        g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, "%s has the label %d, not 0 to 9",
                     labels_path, self->labels[i]);
        return FALSE;
      }
  return TRUE;
}

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
  return vanity_builder_add_dense (builder, "dense2", x, CLASSES, VANITY_INIT_GLOROT);
}

static VanityLearner *
make_learner (VanityRandom *random, GError **error)
{
  g_autoptr (VanityGraph) graph = vanity_graph_new ("mnist");
  VanityBuilder builder;
  VanityValueId image, label, scores, loss;

  vanity_builder_init (&builder, graph, random);
  image = vanity_builder_add_input (&builder, "image", &VANITY_SHAPE (BATCH, SIDE, SIDE, 1));
  label = vanity_builder_add_input (&builder, "label", &VANITY_SHAPE (BATCH));
  scores = add_network (&builder, image);
  loss = vanity_builder_add_pair (&builder, "SoftmaxCrossEntropyLoss", "loss", scores, label);
  if (!vanity_builder_finish (&builder, error))
    return NULL;
  vanity_graph_add_output (graph, scores);
  return vanity_learner_new (g_steal_pointer (&graph), &loss, 1, NULL, error);
}

/* The network for one image, which gives each class's share. */
static gboolean
save (VanityLearner *learner, const char *path, GError **error)
{
  g_autoptr (VanityGraph) graph = vanity_graph_new ("mnist");
  VanityBuilder builder;
  VanityRandom random;
  VanityValueId x;

  vanity_random_init (&random, 0);
  vanity_builder_init (&builder, graph, &random);
  x = vanity_builder_add_input (&builder, "image", &VANITY_SHAPE (1, SIDE, SIDE, 1));
  x = add_network (&builder, x);
  x = vanity_builder_add_map (&builder, "Softmax", "shares", x);
  if (!vanity_builder_finish (&builder, error))
    return FALSE;
  vanity_graph_add_output (graph, x);
  return vanity_learner_copy_parameters (learner, graph, error)
         && vanity_onnx_save (graph, path, error);
}

/* The `count` digits that `order` names, and past them the last one again. */
static void
fill_batch (VanityLearner *learner, const Digits *digits, const int *order, int count)
{
  float *images = vanity_learner_get_input (learner, 0);
  float *labels = vanity_learner_get_input (learner, 1);

  for (int i = 0; i < BATCH; i++)
    {
      int index = order[MIN (i, count - 1)];
      const guint8 *pixels = digits->images + (gsize)index * PIXELS;

      for (int k = 0; k < PIXELS; k++)
        images[i * PIXELS + k] = pixels[k] / 255.0f;
      labels[i] = digits->labels[index];
    }
}

static int
find_largest (const float *scores)
{
  int largest = 0;

  for (int i = 1; i < CLASSES; i++)
    if (scores[i] > scores[largest])
      largest = i;
  return largest;
}

/* −log of the share that the right class has. */
static double
get_loss (const float *scores, int label)
{
  double sum = 0.0, largest = scores[find_largest (scores)];

  for (int i = 0; i < CLASSES; i++)
    sum += exp (scores[i] - largest);
  return log (sum) + largest - scores[label];
}

/* What the learner's scores say of the first `count` digits of a batch; returns their losses' sum.
 */
static double
count_batch (VanityLearner *learner, const Digits *digits, const int *order, int count,
             VanityConfusion *confusion)
{
  const float *scores = vanity_learner_get_output (learner, 0);
  double loss = 0.0;

  for (int i = 0; i < count; i++, scores += CLASSES)
    {
      vanity_confusion_add (confusion, digits->labels[order[i]], find_largest (scores));
      loss += get_loss (scores, digits->labels[order[i]]);
    }
  return loss;
}

/* Mean loss over all digits. */
static double
evaluate (VanityLearner *learner, const Digits *digits, VanityConfusion *confusion)
{
  g_autofree int *order = g_new (int, digits->count);
  double loss = 0.0;

  for (int i = 0; i < digits->count; i++)
    order[i] = i;
  for (int at = 0; at < digits->count; at += BATCH)
    {
      int count = MIN (BATCH, digits->count - at);

      fill_batch (learner, digits, order + at, count);
      vanity_learner_forward (learner, FALSE);
      loss += count_batch (learner, digits, order + at, count, confusion);
    }
  return loss / digits->count;
}

/* One epoch; FALSE when the loss is no number any more. */
static gboolean
train_epoch (VanityLearner *learner, VanityOptimizer *optimizer, const Digits *digits,
             const int *order, double *loss, double *accuracy, GError **error)
{
  VanityConfusion confusion;
  int steps = digits->count / BATCH;

  vanity_confusion_init (&confusion, CLASSES);
  *loss = 0.0;
  for (int step = 0; step < steps; step++)
    {
      fill_batch (learner, digits, order + step * BATCH, BATCH);
      vanity_learner_forward (learner, TRUE);
      vanity_learner_backward (learner, FALSE);
      if (!vanity_optimizer_step (optimizer, NULL))
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                       "the gradients of step %d are not finite", step);
          vanity_confusion_clear (&confusion);
          return FALSE;
        }
      *loss += count_batch (learner, digits, order + step * BATCH, BATCH, &confusion);
    }
  *loss /= steps * BATCH;
  *accuracy = vanity_confusion_get_accuracy (&confusion);
  vanity_confusion_clear (&confusion);
  return TRUE;
}

static char *
describe (const VanityConfusion *confusion, double loss)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "test: loss %.4f, accuracy %.2f %%, macro F1 %.4f\n\n", loss,
                          100 * vanity_confusion_get_accuracy (confusion),
                          vanity_confusion_get_macro_f1 (confusion));
  g_string_append (text, "digit  precision  recall  F1\n");
  for (int i = 0; i < CLASSES; i++)
    g_string_append_printf (
        text, "%5d  %9.4f  %6.4f  %6.4f\n", i, vanity_confusion_get_precision (confusion, i),
        vanity_confusion_get_recall (confusion, i), vanity_confusion_get_f1 (confusion, i));
  g_string_append (text, "\nrows: what it is; columns: what was said\n     ");
  for (int i = 0; i < CLASSES; i++)
    g_string_append_printf (text, "%6d", i);
  for (int i = 0; i < CLASSES; i++)
    {
      g_string_append_printf (text, "\n%5d", i);
      for (int k = 0; k < CLASSES; k++)
        g_string_append_printf (text, "%6u", confusion->counts[i * CLASSES + k]);
    }
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}

static gboolean
train (const char *folder, int epochs, guint64 seed, const char *out, GError **error)
{
  g_auto (Digits) digits = { 0 };
  g_auto (Digits) tests = { 0 };
  VanityOptimizerOptions options = VANITY_OPTIMIZER_ADAM;
  g_autoptr (VanityLearner) learner = NULL;
  g_autoptr (VanityOptimizer) optimizer = NULL;
  g_autofree int *order = NULL;
  g_autofree char *text = NULL;
  VanityConfusion confusion;
  VanityRandom random;
  double loss;

  if (!digits_load (&digits, folder, "train", error)
      || !digits_load (&tests, folder, "t10k", error))
    return FALSE;
  vanity_random_init (&random, seed);
  learner = make_learner (&random, error);
  if (!learner)
    return FALSE;
  optimizer = vanity_optimizer_new (learner, &options, NULL);
  order = g_new (int, digits.count);
  for (int i = 0; i < digits.count; i++)
    order[i] = i;
  for (int epoch = 0; epoch < epochs; epoch++)
    {
      gint64 start = g_get_monotonic_time ();
      double accuracy;

      vanity_random_shuffle (&random, order, digits.count);
      if (!train_epoch (learner, optimizer, &digits, order, &loss, &accuracy, error))
        return FALSE;
      printf ("epoch %d of %d: loss %.4f, accuracy %.2f %%, %.1f s\n", epoch + 1, epochs, loss,
              100 * accuracy, (g_get_monotonic_time () - start) / 1e6);
      fflush (stdout);
    }
  vanity_confusion_init (&confusion, CLASSES);
  loss = evaluate (learner, &tests, &confusion);
  text = describe (&confusion, loss);
  vanity_confusion_clear (&confusion);
  fputs (text, stdout);
  return !out || save (learner, out, error);
}

/* `text` as a whole number in [low, high], or the default when it is NULL. */
static gboolean
parse_whole (const char *option, const char *text, gint64 low, gint64 high, gint64 *number)
{
  g_autoptr (GError) error = NULL;

  if (!text || g_ascii_string_to_signed (text, 10, low, high, number, &error))
    return TRUE;
  g_printerr ("vanity-train mnist: %s: %s (see --help)\n", option, error->message);
  return FALSE;
}

int
vanity_train_mnist (int argc, char **argv)
{
  g_autofree char *epochs_text = NULL, *seed_text = NULL, *out = NULL;
  g_auto (GStrv) names = NULL;
  const GOptionEntry entries[] = {
    { "epochs", 'e', 0, G_OPTION_ARG_STRING, &epochs_text,
      "How often all digits are gone through (10)", "N" },
    { "seed", 's', 0, G_OPTION_ARG_STRING, &seed_text, "Where random numbers begin (1)", "S" },
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &out, "Where to save the network", "FILE.onnx" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &names, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("FOLDER");
  g_autoptr (GError) error = NULL;
  gint64 epochs = EPOCHS, seed = 1;

  g_set_prgname ("vanity-train mnist");
  g_option_context_set_summary (context,
                                "Trains a network to tell handwritten digits apart. FOLDER "
                                "holds the four files of MNIST.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("vanity-train mnist: %s (see --help)\n", error->message);
      return 2;
    }
  if (!names || names[1])
    {
      g_printerr ("vanity-train mnist: name one folder, that of the digits (see --help)\n");
      return 2;
    }
  if (!parse_whole ("--epochs", epochs_text, 1, 1000, &epochs)
      || !parse_whole ("--seed", seed_text, 0, G_MAXINT64, &seed))
    return 2;
  if (!train (names[0], epochs, seed, out, &error))
    {
      g_printerr ("vanity-train: %s\n", error->message);
      return 1;
    }
  return 0;
}

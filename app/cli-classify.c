/* vanity-cli classify: what a picture shows, by a network that knows classes. */
#include "cli.h"

#include "base/error.h"
#include "base/open-file.h"
#include "cli-model.h"
#include "fit.h"
#include "image/photo.h"
#include "nn/executor.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

/* Labels of ImageNet are 20 KiB. */
#define MAX_LABEL_BYTES (1 << 20)

typedef struct
{
  VanityExecutor *executor;
  VanityFit fit;
  int n_classes;
  char **labels; /* n_classes, or NULL: classes are called by their number */
  int top;       /* of them, so many are told */
  gboolean json;
} Classifier;

static void
classifier_clear (Classifier *self)
{
  vanity_executor_free (self->executor);
  g_strfreev (self->labels);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Classifier, classifier_clear)

static gboolean
is_channels (gint64 size)
{
  return size == 1 || size == 3;
}

/* [1, C, H, W] or [1, H, W, C]. */
static gboolean
read_input (Classifier *self, const VanityShape *shape)
{
  VanityFit *fit = &self->fit;

  if (shape->rank != 4 || shape->dim[0] != 1)
    return FALSE;
  fit->channels_first = is_channels (shape->dim[1]);
  if (!fit->channels_first && !is_channels (shape->dim[3]))
    return FALSE;
  fit->channels = (int)shape->dim[fit->channels_first ? 1 : 3];
  fit->height = (int)shape->dim[fit->channels_first ? 2 : 1];
  fit->width = (int)shape->dim[fit->channels_first ? 3 : 2];
  return fit->height <= VANITY_IMAGE_MAX_SIDE && fit->width <= VANITY_IMAGE_MAX_SIDE;
}

static gboolean
load_classifier (Classifier *self, const char *name, GError **error)
{
  g_autoptr (VanityGraph) graph = vanity_cli_load_model (name, NULL, 0, error);
  g_autofree char *shape = NULL;
  VanityValueId input, output;

  if (!graph)
    return FALSE;
  if (vanity_graph_get_n_inputs (graph) != 1 || vanity_graph_get_n_outputs (graph) != 1)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("%s tells no pictures apart: it has %d inputs and %d outputs, not one of "
                      "each"),
                   name, vanity_graph_get_n_inputs (graph), vanity_graph_get_n_outputs (graph));
      return FALSE;
    }
  input = vanity_graph_get_input (graph, 0);
  output = vanity_graph_get_output (graph, 0);
  if (!read_input (self, vanity_graph_get_shape (graph, input)))
    {
      shape = vanity_shape_to_string (vanity_graph_get_shape (graph, input));
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("%s takes no picture, grey or RGB: its input is %s"), name, shape);
      return FALSE;
    }
  self->n_classes = (int)vanity_shape_get_elements (vanity_graph_get_shape (graph, output));
  if (self->n_classes < 2 || vanity_graph_get_type (graph, output) != VANITY_FLOAT32
      || vanity_graph_get_shape (graph, output)
                 ->dim[vanity_graph_get_shape (graph, output)->rank - 1]
             != self->n_classes)
    {
      shape = vanity_shape_to_string (vanity_graph_get_shape (graph, output));
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("%s gives no number for each of two or more classes: its output is %s"), name,
                   shape);
      return FALSE;
    }
  self->executor = vanity_executor_new (g_steal_pointer (&graph), NULL, error);
  return self->executor != NULL;
}

/* A label a line. */
static gboolean
load_labels (Classifier *self, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = vanity_open_file (file, path, NULL, error);
  g_autofree char *text = NULL;
  g_autofree char *sound = NULL;
  GError *cause = NULL;
  gsize length;
  guint n_labels;

  if (!stream)
    return FALSE;
  text = g_malloc (MAX_LABEL_BYTES + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), text, MAX_LABEL_BYTES + 1, &length, NULL,
                                &cause))
    {
      vanity_set_read_error (error, path, cause);
      return FALSE;
    }
  if (length > MAX_LABEL_BYTES)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT, _ ("%s is larger than 1 MiB"), path);
      return FALSE;
    }
  sound = g_utf8_make_valid (text, (gssize)length);
  self->labels = g_strsplit (g_strchomp (sound), "\n", -1);
  n_labels = g_strv_length (self->labels);
  for (guint i = 0; i < n_labels; i++)
    g_strstrip (self->labels[i]);
  if (n_labels == (guint)self->n_classes)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               _ ("%s has %u lines, and the network %d classes"), path, n_labels, self->n_classes);
  return FALSE;
}

/* What the network gives, as shares: it may give them itself, or scores before a softmax. */
static void
get_shares (const Classifier *self, double *shares)
{
  const float *scores = vanity_executor_get_output (self->executor, 0);
  double largest = -G_MAXDOUBLE, sum = 0;
  gboolean are_shares = TRUE;

  for (int i = 0; i < self->n_classes; i++)
    {
      largest = MAX (largest, scores[i]);
      sum += scores[i];
      are_shares = are_shares && scores[i] >= 0;
    }
  are_shares = are_shares && fabs (sum - 1) < 1e-3;
  for (int i = 0; i < self->n_classes; i++)
    shares[i] = are_shares ? scores[i] : exp (scores[i] - largest);
  sum = 0;
  for (int i = 0; i < self->n_classes; i++)
    sum += shares[i];
  for (int i = 0; i < self->n_classes; i++)
    shares[i] /= sum;
}

static int
compare_shares (gconstpointer one, gconstpointer other, gpointer data)
{
  const double *shares = data;
  int a = *(const int *)one, b = *(const int *)other;

  return shares[a] != shares[b] ? (shares[a] < shares[b] ? 1 : -1) : a - b;
}

static char *
dup_label (const Classifier *self, int class)
{
  return self->labels ? g_strdup (self->labels[class]) : g_strdup_printf ("%d", class);
}

static char *
describe_as_json (const Classifier *self, const char *name, gboolean negative, const int *order,
                  const double *shares)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *line = NULL;

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "image");
  json_builder_add_string_value (json, name);
  json_builder_set_member_name (json, "negative");
  json_builder_add_boolean_value (json, negative);
  json_builder_set_member_name (json, "classes");
  json_builder_begin_array (json);
  for (int i = 0; i < self->top; i++)
    {
      g_autofree char *label = dup_label (self, order[i]);

      json_builder_begin_object (json);
      json_builder_set_member_name (json, "class");
      json_builder_add_int_value (json, order[i]);
      json_builder_set_member_name (json, "label");
      json_builder_add_string_value (json, label);
      json_builder_set_member_name (json, "share");
      json_builder_add_double_value (json, round (shares[order[i]] * 1e6) / 1e6);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  line = json_to_string (root, FALSE);
  return g_strconcat (line, "\n", NULL);
}

static char *
describe_as_text (const Classifier *self, const char *name, gboolean negative, const int *order,
                  const double *shares)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, negative ? _ ("%s, as a negative:") : "%s:", name);
  for (int i = 0; i < self->top; i++)
    {
      g_autofree char *label = dup_label (self, order[i]);

      g_string_append_printf (text, "%s %s %.2f %%", i ? "," : "", label, 100 * shares[order[i]]);
    }
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}

static gboolean
classify (Classifier *self, const char *path, char **text, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (VanityPhoto) photo = vanity_photo_load (file, NULL, error);
  g_autofree char *name = g_filename_display_name (path);
  g_autofree double *shares = g_new (double, self->n_classes);
  g_autofree int *order = g_new (int, self->n_classes);
  gboolean negative;

  if (!photo
      || !vanity_fit_image (&self->fit, vanity_photo_get_image (photo),
                            vanity_executor_get_input (self->executor, 0), &negative, error)
      || !vanity_executor_run (self->executor, NULL, error))
    return FALSE;
  get_shares (self, shares);
  for (int i = 0; i < self->n_classes; i++)
    {
      if (!isfinite (shares[i]))
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                       _ ("%s: the network's number for class %d is none"), path, i);
          return FALSE;
        }
      order[i] = i;
    }
  g_qsort_with_data (order, self->n_classes, sizeof *order, compare_shares, shares);
  *text = (self->json ? describe_as_json : describe_as_text) (self, name, negative, order, shares);
  return TRUE;
}

static gboolean
parse_tone (const char *text, VanityFitTone *tone)
{
  static const char *const words[] = { "auto", "no", "yes" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (!text || g_str_equal (text, words[i]))
      {
        *tone = (VanityFitTone)i;
        return TRUE;
      }
  vanity_cli_usage (_ ("--invert is “%s”; it must be auto, no or yes"), text);
  return FALSE;
}

VanityExit
vanity_cli_classify (int argc, char **argv)
{
  g_auto (Classifier) classifier = { .top = 1 };
  g_autofree char *model = NULL, *labels = NULL, *top = NULL, *invert = NULL;
  const GOptionEntry entries[] = {
    { "model", 'm', 0, G_OPTION_ARG_FILENAME, &model,
      N_ ("The network: a file or the name of an installed model"), N_ ("MODEL") },
    { "labels", 'l', 0, G_OPTION_ARG_FILENAME, &labels,
      N_ ("What the classes are called, one a line; otherwise they are numbers from 0"),
      N_ ("FILE") },
    { "top", 't', 0, G_OPTION_ARG_STRING, &top, N_ ("How many classes to tell (1)"), N_ ("K") },
    { "invert", 'i', 0, G_OPTION_ARG_STRING, &invert,
      N_ ("Whether the network sees the negative: auto, no or yes. auto (the default) says yes "
          "where it takes grey and the picture's border is lighter than middle grey: ink on paper"),
      N_ ("WHEN") },
    { "center", 'c', 0, G_OPTION_ARG_NONE, &classifier.fit.center,
      N_ ("See what stands out from the border, as large and as much in the middle as MNIST's "
          "digits, and not the whole picture"),
      NULL },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &classifier.json,
      N_ ("One JSON object a picture and line"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) names = NULL;
  g_autoptr (GError) error = NULL;
  VanityExit status;
  double number = 1;

  if (!vanity_cli_parse (
          &argc, &argv, _ ("IMAGE… --model MODEL"),
          _ ("Tells what pictures show. The network takes one picture, 1×C×H×W or 1×H×W×C, "
             "grey or RGB from 0 to 1, and gives a number for each class: its share, or a "
             "score, of which a softmax makes shares. A picture keeps its shape; around it "
             "is its border's colour."),
          entries, &names, &status))
    return status;
  if (!names[0])
    return vanity_cli_usage (_ ("no picture is named"));
  if (!model || !*model)
    return vanity_cli_usage (_ ("--model is missing: it names the network"));
  if ((top && !vanity_cli_parse_number ("--top", top, 1, 1000000, TRUE, &number))
      || !parse_tone (invert, &classifier.fit.tone))
    return VANITY_EXIT_USAGE;
  if (!load_classifier (&classifier, model, &error)
      || (labels && !load_labels (&classifier, labels, &error)))
    return vanity_cli_fail (error);
  classifier.top = MIN ((int)number, classifier.n_classes);
  status = VANITY_EXIT_DONE;
  for (char **name = names; *name; name++)
    {
      g_autofree char *text = NULL;
      VanityExit printed;

      if (!classify (&classifier, *name, &text, &error))
        {
          status = vanity_cli_fail (error);
          g_clear_error (&error);
          continue;
        }
      printed = vanity_cli_print (text);
      if (printed != VANITY_EXIT_DONE)
        return printed;
    }
  return status;
}

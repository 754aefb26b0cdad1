/* vanity-cli classify: what a picture shows, by a network that knows classes. */
#include "cli.h"

#include "image-classifier.h"
#include "image/photo.h"
#include "json-line.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>

typedef struct
{
  VanityImageClassifier *classifier;
  int top; /* of the classes, so many are told */
  gboolean json;
} Task;

static int
compare_shares (gconstpointer one, gconstpointer other, gpointer data)
{
  const double *shares = data;
  int a = *(const int *)one, b = *(const int *)other;

  return shares[a] != shares[b] ? (shares[a] < shares[b] ? 1 : -1) : a - b;
}

static char *
dup_label (const Task *self, int class)
{
  return self->classifier->labels ? g_strdup (self->classifier->labels[class])
                                  : g_strdup_printf ("%d", class);
}

static char *
describe_as_json (const Task *self, const char *name, gboolean negative, const int *order,
                  const double *shares)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

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
  return vanity_json_dup_line (json);
}

static char *
describe_as_text (const Task *self, const char *name, gboolean negative, const int *order,
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
classify (const Task *self, const char *path, char **text, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (VanityPhoto) photo = vanity_photo_load (file, NULL, error);
  g_autofree char *name = g_filename_display_name (path);
  int n_classes = self->classifier->n_classes;
  g_autofree double *shares = g_new (double, n_classes);
  g_autofree int *order = g_new (int, n_classes);
  gboolean negative;

  if (!photo)
    return FALSE;
  if (!vanity_image_classifier_run (self->classifier, vanity_photo_get_image (photo), shares,
                                    &negative, error))
    {
      g_prefix_error (error, "%s: ", name);
      return FALSE;
    }
  for (int i = 0; i < n_classes; i++)
    order[i] = i;
  g_qsort_with_data (order, n_classes, sizeof *order, compare_shares, shares);
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
  g_auto (VanityImageClassifier) classifier = { 0 };
  Task task = { .classifier = &classifier };
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
    { "json", 'j', 0, G_OPTION_ARG_NONE, &task.json, N_ ("One JSON object a picture and line"),
      NULL },
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
  if (!vanity_image_classifier_load (&classifier, model, &error)
      || (labels && !vanity_image_classifier_load_labels (&classifier, labels, &error)))
    return vanity_cli_fail (error);
  task.top = MIN ((int)number, classifier.n_classes);
  status = VANITY_EXIT_DONE;
  for (char **name = names; *name; name++)
    {
      g_autofree char *text = NULL;
      VanityExit printed;

      if (!classify (&task, *name, &text, &error))
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

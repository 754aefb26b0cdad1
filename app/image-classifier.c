#include "image-classifier.h"

#include "base/error.h"
#include "base/open-file.h"
#include "cli-model.h"

#include <glib/gi18n.h>
#include <math.h>

/* Labels of ImageNet are 20 KiB. */
#define MAX_LABEL_BYTES (1 << 20)

void
vanity_image_classifier_clear (VanityImageClassifier *self)
{
  g_clear_pointer (&self->executor, vanity_executor_free);
  g_clear_pointer (&self->labels, g_strfreev);
}

static gboolean
is_channels (gint64 size)
{
  return size == 1 || size == 3;
}

/* [1, C, H, W] or [1, H, W, C]. */
static gboolean
read_input (VanityImageClassifier *self, const VanityShape *shape)
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

gboolean
vanity_image_classifier_load (VanityImageClassifier *self, const char *name, GError **error)
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

gboolean
vanity_image_classifier_load_labels (VanityImageClassifier *self, const char *path, GError **error)
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

/* It may give them itself, or scores before a softmax. */
static void
get_shares (const VanityImageClassifier *self, double *shares)
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

gboolean
vanity_image_classifier_run (VanityImageClassifier *self, const VanityImage *image, double *shares,
                             gboolean *negative, GError **error)
{
  if (!vanity_fit_image (&self->fit, image, vanity_executor_get_input (self->executor, 0), negative,
                         error)
      || !vanity_executor_run (self->executor, NULL, error))
    return FALSE;
  get_shares (self, shares);
  for (int i = 0; i < self->n_classes; i++)
    if (!isfinite (shares[i]))
      {
        g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                     _ ("the network's number for class %d is none"), i);
        return FALSE;
      }
  return TRUE;
}

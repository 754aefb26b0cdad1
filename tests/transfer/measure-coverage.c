/* Tells how much of each region a generator says is covered on portraits, by how people called
 * their makeup: measure-coverage SET [--model FILE]. The table at the top of engine/transfer/fit.c
 * stands on it. Not installed. */
#include "texture/dataset.h"
#include "transfer/fit.h"
#include "transfer/model.h"
#include "transfer/paint.h"

#define LABELS 4

static const double parts[] = { 0.1, 0.25, 0.5, 0.75, 0.9 };

static char *model_path;

static const GOptionEntry entries[] = {
  { "model", 0, 0, G_OPTION_ARG_FILENAME, &model_path, "The generator that reads", "FILE" },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

static int
compare (gconstpointer one, gconstpointer other)
{
  float a = *(const float *)one, b = *(const float *)other;

  return (a > b) - (a < b);
}

static void
print_row (GArray *values)
{
  g_array_sort (values, compare);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_print (" %5.2f",
             (double)g_array_index (values, float, (guint)(parts[i] * (values->len - 1) + 0.5)));
}

static gboolean
run (const char *path, GError **error)
{
  g_autoptr (VanityTransferModel) model = vanity_transfer_model_load (model_path, error);
  g_autoptr (VanityDataset) set = model ? vanity_dataset_open (path, error) : NULL;
  GArray *found[LABELS][VANITY_N_TINTS];
  g_autofree float *planes = NULL;
  gsize n;
  int size;

  if (set == NULL)
    return FALSE;
  size = vanity_dataset_get_size (set);
  if (size != vanity_transfer_model_get_size (model))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "“%s” has %d texels each way, the generator %d", path, size,
                   vanity_transfer_model_get_size (model));
      return FALSE;
    }
  n = (gsize)size * (gsize)size;
  planes = g_new (float, (4 + VANITY_PAINT_PLANES) * n);
  for (int i = 0; i < LABELS * VANITY_N_TINTS; i++)
    found[i / VANITY_N_TINTS][i % VANITY_N_TINTS] = g_array_new (FALSE, FALSE, sizeof (float));
  for (int i = 0; i < vanity_dataset_get_count (set); i++)
    {
      const VanityDatasetFace *entry = vanity_dataset_get_face (set, i);
      VanityTransferFace face = { planes, planes + 3 * n };
      VanityTexture texture = { .size = size, .rgb = planes, .visibility = planes + 3 * n };
      g_autoptr (VanityChange) change = NULL;
      float coverage[VANITY_N_TINTS];

      if (entry->split != VANITY_DATASET_TRAIN || entry->makeup < 0
          || (entry->flags & VANITY_DATASET_GLASSES) != 0)
        continue;
      vanity_dataset_decode (set, i, NULL, planes, planes + 3 * n);
      change = vanity_transfer_model_run (model, &face, &face, planes + 4 * n, NULL, error);
      if (change == NULL
          || !vanity_tint_fit_measure_coverage (&texture, planes + 4 * n, coverage, error))
        return FALSE;
      for (int k = 0; k < VANITY_N_TINTS; k++)
        g_array_append_val (found[entry->makeup][k], coverage[k]);
    }
  g_print ("coverage by label: one face in ten, quarter, middle, three quarters, nine in ten\n");
  for (int k = 0; k < VANITY_N_TINTS; k++)
    for (int label = 0; label < LABELS; label++)
      {
        GArray *values = found[label][k];

        g_print ("  %-6s %d (%3u)", vanity_tint_get_id ((VanityTint)k), label, values->len);
        if (values->len > 0)
          print_row (values);
        g_print ("\n");
        g_array_free (values, TRUE);
      }
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("SET");
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("measure-coverage: %s\n", error->message);
      return 2;
    }
  if (argc != 2)
    {
      g_printerr ("Usage: measure-coverage SET [--model FILE]\n");
      return 2;
    }
  if (run (argv[1], &error))
    return 0;
  g_printerr ("measure-coverage: %s\n", error->message);
  return 1;
}

#include "train-transfer-judge.h"

#include "base/error.h"
#include "image/photo.h"
#include "nn/executor.h"
#include "train/metric.h"
#include "transfer/fidelity.h"
#include "transfer/generator.h"
#include "transfer/light.h"
#include "transfer/pair.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define AT_ONCE 4 /* faces that the network looks at together */
#define CLEARLY 2 /* label from which a reference wears makeup */
#define MOSTLY_SEEN 0.6f
#define SEED 20 /* of what is drawn */
#define SHEET_ROWS 10
#define COLUMNS 6

/* A pair, painted or not. */
typedef struct
{
  gboolean real;
  float *source, *reference, *truth, *seen;
} Case;

struct _VanityTransferJudge
{
  const VanityAtlas *atlas;
  int size;
  GArray *cases; /* of Case */
};

/* Sums over cases. */
typedef struct
{
  double psnr, plain; /* of the results and of the sources */
  int pairs;
  double left[VANITY_N_TINTS], start[VANITY_N_TINTS]; /* |error| in the regions of pairs */
  double fidelity[VANITY_N_TINTS], skin;
  int count[VANITY_N_TINTS], skins;
} Sums;

static void
clear_case (gpointer data)
{
  Case *self = data;

  g_free (self->source);
  g_free (self->reference);
  g_free (self->truth);
  g_free (self->seen);
}

void
vanity_transfer_judge_free (VanityTransferJudge *self)
{
  if (!self)
    return;
  g_array_unref (self->cases);
  g_free (self);
}

static gboolean
draw_pairs (VanityTransferJudge *self, VanityPairs *pairs, int count, GError **error)
{
  VanitySource source;
  VanityBatchOptions options = { .size = 1, .seed = SEED };
  g_autoptr (VanityBatches) batches = NULL;

  vanity_pairs_get_source (pairs, &source);
  batches = vanity_batches_new (&source, &options, NULL, error);
  if (!batches)
    return FALSE;
  for (int i = 0; i < count; i++)
    {
      const VanityBatch *batch = vanity_batches_next (batches, error);
      Case drawn = { .real = FALSE };

      if (!batch)
        return FALSE;
      drawn.source = g_memdup2 (batch->places[VANITY_PAIR_SOURCE],
                                sizeof (float) * batch->sizes[VANITY_PAIR_SOURCE]);
      drawn.reference = g_memdup2 (batch->places[VANITY_PAIR_REFERENCE],
                                   sizeof (float) * batch->sizes[VANITY_PAIR_REFERENCE]);
      drawn.truth = g_memdup2 (batch->places[VANITY_PAIR_TRUTH],
                               sizeof (float) * batch->sizes[VANITY_PAIR_TRUTH]);
      drawn.seen = g_memdup2 (batch->places[VANITY_PAIR_SEEN],
                              sizeof (float) * batch->sizes[VANITY_PAIR_SEEN]);
      g_array_append_val (self->cases, drawn);
    }
  return TRUE;
}

/* A face as photographed, to `pixels` and every other number of `seen`. */
static void
read_face (const VanityDataset *dataset, int index, float *pixels, float *seen)
{
  int size = vanity_dataset_get_size (dataset), n = size * size;
  g_autofree float *planes = g_new (float, 4 * (gsize)n);
  VanityLight light;
  VanityRandom random;

  vanity_random_init (&random, 0);
  vanity_light_draw (&light, 0, &random);
  vanity_dataset_decode (dataset, index, NULL, planes, planes + 3 * n);
  vanity_light_write (&light, planes, size, pixels);
  for (int i = 0; i < n; i++)
    seen[2 * i] = planes[3 * n + i];
}

static void
draw_real (VanityTransferJudge *self, const VanityDataset *dataset, VanityPairs *pairs, int count)
{
  gsize n = (gsize)self->size * self->size;
  g_autoptr (GArray) worn = g_array_new (FALSE, FALSE, sizeof (int));
  VanityRandom random;

  for (int i = 0; i < vanity_dataset_get_count (dataset); i++)
    {
      const VanityDatasetFace *face = vanity_dataset_get_face (dataset, i);

      if (face->split == VANITY_DATASET_VALIDATION && face->makeup >= CLEARLY
          && face->shown >= MOSTLY_SEEN && !(face->flags & VANITY_DATASET_GLASSES))
        g_array_append_val (worn, i);
    }
  vanity_random_init (&random, SEED);
  for (int i = 0; i < count && worn->len > 0; i++)
    {
      Case drawn = { TRUE, g_new (float, 3 * n), g_new (float, 3 * n), NULL, g_new (float, 2 * n) };
      int source = vanity_pairs_get_face (
          pairs, (int)vanity_random_index (&random, (guint64)vanity_pairs_get_count (pairs)));

      read_face (dataset, source, drawn.source, drawn.seen);
      read_face (dataset, g_array_index (worn, int, (guint)i % worn->len), drawn.reference,
                 drawn.seen + 1);
      g_array_append_val (self->cases, drawn);
    }
}

VanityTransferJudge *
vanity_transfer_judge_new (const VanityDataset *dataset, int count, GError **error)
{
  VanityPairOptions options = { .split = VANITY_DATASET_VALIDATION };
  g_autoptr (VanityTransferJudge) self = g_new0 (VanityTransferJudge, 1);
  g_autoptr (VanityPairs) pairs = vanity_pairs_new (dataset, &options, error);

  self->cases = g_array_new (FALSE, FALSE, sizeof (Case));
  g_array_set_clear_func (self->cases, clear_case);
  self->size = vanity_dataset_get_size (dataset);
  self->atlas = vanity_atlas_get (self->size, error);
  if (!self->atlas || !pairs || !draw_pairs (self, pairs, count, error))
    return NULL;
  draw_real (self, dataset, pairs, count);
  return g_steal_pointer (&self);
}

static double
clip (float value)
{
  return CLAMP (value, 0, 1);
}

static void
add_pair (VanityTransferJudge *self, const Case *pair, const float *result, Sums *sums)
{
  const gint16 *triangle = vanity_atlas_get_triangle (self->atlas);
  double square[2] = { 0, 0 };
  gint64 count = 0;

  for (int i = 0; i < 3 * self->size * self->size; i++)
    {
      double truth = pair->truth[i], left = fabs (clip (result[i]) - truth);
      double start = fabs (pair->source[i] - truth), seen = pair->seen[i / 3 * 2];

      if (triangle[i / 3] < 0)
        continue;
      square[0] += left * left;
      square[1] += start * start;
      count++;
      for (int k = 0; k < VANITY_N_TINTS; k++)
        {
          double part
              = seen * vanity_atlas_get_region (self->atlas, vanity_tint_get_region (k))[i / 3];

          sums->left[k] += part * left;
          sums->start[k] += part * start;
        }
    }
  sums->psnr += 10 * log10 ((double)count / MAX (square[0], 1e-9));
  sums->plain += 10 * log10 ((double)count / MAX (square[1], 1e-9));
  sums->pairs++;
}

static void
add_real (VanityTransferJudge *self, const Case *real, const float *result, Sums *sums)
{
  VanityFidelity fidelity;

  vanity_fidelity_measure (self->atlas, real->source, real->reference, result, real->seen,
                           &fidelity);
  for (int k = 0; k < VANITY_N_TINTS; k++)
    if (fidelity.seen[k] && fidelity.start[k] >= VANITY_FIDELITY_START)
      {
        sums->fidelity[k] += fidelity.fidelity[k];
        sums->count[k]++;
      }
  if (!isnan (fidelity.skin_shift))
    {
      sums->skin += fidelity.skin_shift;
      sums->skins++;
    }
}

static void
draw_texture (VanityImage *sheet, int row, int column, int size, const float *pixels, int stride)
{
  for (int y = 0; y < size; y++)
    {
      guint8 *rgba = vanity_image_row (sheet, row * size + y) + 4 * (gsize)(column * size);

      for (int x = 0; x < size; x++)
        for (int k = 0; k < 4; k++)
          rgba[4 * x + k]
              = k == 3 ? 255
                       : (guint8)(255 * clip (pixels[(y * size + x) * stride + MIN (k, stride - 1)])
                                  + 0.5);
    }
}

static void
draw_row (VanityTransferJudge *self, VanityImage *sheet, int row, const Case *shown,
          const float *layer, const float *result)
{
  int n = self->size * self->size;
  g_autofree float *coverage = g_new (float, n);
  g_autofree float *swatch = g_new (float, 3 * (gsize)n);

  for (int i = 0; i < n; i++)
    {
      coverage[i] = layer[5 * i];
      for (int k = 0; k < 3; k++)
        swatch[3 * i + k] = (float)(0.5 + layer[5 * i] * (pow (layer[5 * i + 1 + k], 1 / 2.2) - 0.5)
                                    + layer[5 * i + 4]);
    }
  draw_texture (sheet, row, 0, self->size, shown->source, 3);
  draw_texture (sheet, row, 1, self->size, shown->reference, 3);
  draw_texture (sheet, row, 2, self->size, result, 3);
  if (shown->truth)
    draw_texture (sheet, row, 3, self->size, shown->truth, 3);
  draw_texture (sheet, row, 4, self->size, coverage, 1);
  draw_texture (sheet, row, 5, self->size, swatch, 3);
}

static void
print_sums (const Sums *sums)
{
  printf ("  %d pairs: %.2f dB (%.2f as they were); error left:", sums->pairs,
          sums->psnr / sums->pairs, sums->plain / sums->pairs);
  for (int k = 0; k < VANITY_N_TINTS; k++)
    printf (" %s %.2f", vanity_tint_get_id (k), sums->left[k] / sums->start[k]);
  printf ("\n  %d strangers: skin moved %.2f; fidelity:", sums->skins,
          sums->skin / MAX (sums->skins, 1));
  for (int k = 0; k < VANITY_N_TINTS; k++)
    printf (" %s %.2f (%d)", vanity_tint_get_id (k), sums->fidelity[k] / MAX (sums->count[k], 1),
            sums->count[k]);
  printf ("\n");
  fflush (stdout);
}

static void
fill_inputs (VanityTransferJudge *self, VanityExecutor *executor, guint first)
{
  gsize n = (gsize)self->size * self->size;

  for (guint i = 0; i < AT_ONCE; i++)
    {
      const Case *next = &g_array_index (self->cases, Case, MIN (first + i, self->cases->len - 1));

      memcpy (vanity_executor_get_input (executor, 0) + i * 3 * n, next->source,
              3 * n * sizeof (float));
      memcpy (vanity_executor_get_input (executor, 1) + i * 3 * n, next->reference,
              3 * n * sizeof (float));
      memcpy (vanity_executor_get_input (executor, 3) + i * 2 * n, next->seen,
              2 * n * sizeof (float));
      vanity_atlas_copy_regions (self->atlas, vanity_executor_get_input (executor, 2)
                                                  + i * n * VANITY_ATLAS_N_REGIONS);
    }
}

/* Every other row of the sheet has a painted pair. */
static int
get_row (const VanityTransferJudge *self, guint index)
{
  guint pairs = self->cases->len / 2, row = index < pairs ? 2 * index : 2 * (index - pairs) + 1;

  return row < SHEET_ROWS ? (int)row : -1;
}

gboolean
vanity_transfer_judge_look (VanityTransferJudge *self, VanityAverage *average, const char *path,
                            GError **error)
{
  VanityRandom random;
  g_autoptr (VanityGraph) graph = NULL;
  g_autoptr (VanityExecutor) executor = NULL;
  g_autoptr (VanityImage) sheet = NULL;
  gsize n = (gsize)self->size * self->size;
  Sums sums = { 0 };

  vanity_random_init (&random, 1);
  graph = vanity_generator_new_graph (self->size, AT_ONCE, &random, error);
  if (!graph || !vanity_average_copy (average, graph, error))
    return FALSE;
  executor = vanity_executor_new (g_steal_pointer (&graph), NULL, error);
  if (!executor)
    return FALSE;
  if (path)
    sheet = vanity_image_new (COLUMNS * self->size, SHEET_ROWS * self->size, 8,
                              vanity_color_space_get_srgb (), error);
  if (path && !sheet)
    return FALSE;
  for (guint first = 0; first < self->cases->len; first += AT_ONCE)
    {
      fill_inputs (self, executor, first);
      if (!vanity_executor_run (executor, NULL, error))
        return FALSE;
      for (guint i = first; i < MIN (first + AT_ONCE, self->cases->len); i++)
        {
          const Case *shown = &g_array_index (self->cases, Case, i);
          const float *layer = vanity_executor_get_output (executor, 0) + (i - first) * 5 * n;
          const float *result = vanity_executor_get_output (executor, 3) + (i - first) * 3 * n;

          (shown->real ? add_real : add_pair) (self, shown, result, &sums);
          if (sheet && get_row (self, i) >= 0)
            draw_row (self, sheet, get_row (self, i), shown, layer, result);
        }
    }
  print_sums (&sums);
  if (sheet)
    {
      g_autoptr (VanityPhoto) photo = vanity_photo_new_from_image (sheet, path);
      g_autoptr (GFile) file = g_file_new_for_path (path);

      return vanity_photo_save (photo, sheet, file, NULL, NULL, error);
    }
  return TRUE;
}

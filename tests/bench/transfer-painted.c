#include "transfer-painted.h"

#include "transfer/pair.h"

#include <math.h>

#define SEEN 0.5f

typedef struct
{
  const VanityAtlas *atlas;
  int n; /* texels */
  float *places[VANITY_PAIR_PLACES];
  float *planes; /* of source, reference and result, and both visibilities */
} Sample;

static void
sample_clear (Sample *sample)
{
  for (int i = 0; i < VANITY_PAIR_PLACES; i++)
    g_free (sample->places[i]);
  g_free (sample->planes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sample, sample_clear)

static void
sample_init (Sample *sample, const VanityAtlas *atlas, const VanitySource *source)
{
  sample->atlas = atlas;
  sample->n = vanity_atlas_get_size (atlas) * vanity_atlas_get_size (atlas);
  for (int i = 0; i < VANITY_PAIR_PLACES; i++)
    sample->places[i] = g_new (float, source->sizes[i]);
  sample->planes = g_new (float, 11 * (gsize)sample->n);
}

/* Channels last and encoded → planes of linear light. */
static void
get_planes (const float *pixels, int n, float *planes)
{
  for (int i = 0; i < 3 * n; i++)
    planes[i % 3 * n + i / 3] = vanity_srgb_to_linear (pixels[i]);
}

/* Sums of squares over what is seen of the face, before and after. */
static gboolean
add_sample (VanityTransferModel *model, Sample *self, double squares[2], double *count,
            GError **error)
{
  int n = self->n;
  const gint16 *triangle = vanity_atlas_get_triangle (self->atlas);
  const float *truth = self->places[VANITY_PAIR_TRUTH];
  const float *source = self->places[VANITY_PAIR_SOURCE];
  const float *seen = self->places[VANITY_PAIR_SEEN];
  float *rgb[3] = { self->planes, self->planes + 3 * n, self->planes + 6 * n };
  float *visibility[2] = { self->planes + 9 * n, self->planes + 10 * n };
  g_autoptr (VanityChange) change = NULL;

  get_planes (source, n, rgb[0]);
  get_planes (self->places[VANITY_PAIR_REFERENCE], n, rgb[1]);
  for (int i = 0; i < 2 * n; i++)
    visibility[i % 2][i / 2] = seen[i];
  change = vanity_transfer_model_run (model, &(VanityTransferFace){ rgb[0], visibility[0] },
                                      &(VanityTransferFace){ rgb[1], visibility[1] }, NULL, NULL,
                                      error);
  if (change == NULL)
    return FALSE;
  vanity_change_apply (change, rgb[0], NULL, rgb[2]);
  for (int i = 0; i < 3 * n; i++)
    {
      float result = vanity_srgb_from_linear (CLAMP (rgb[2][i % 3 * n + i / 3], 0, 1));

      if (triangle[i / 3] < 0 || visibility[0][i / 3] < SEEN)
        continue;
      squares[0] += pow ((double)source[i] - truth[i], 2);
      squares[1] += pow ((double)result - truth[i], 2);
      (*count)++;
    }
  return TRUE;
}

gboolean
painted_measure (VanityTransferModel *model, const VanityDataset *set, guint64 seed, int count,
                 PaintedScore *score, GError **error)
{
  const VanityPairOptions options = { .split = VANITY_DATASET_VALIDATION };
  const VanityAtlas *atlas = vanity_atlas_get (vanity_transfer_model_get_size (model), error);
  g_autoptr (VanityPairs) pairs = atlas ? vanity_pairs_new (set, &options, error) : NULL;
  g_auto (Sample) sample = { 0 };
  VanitySource source;
  double squares[2] = { 0 }, texels = 0;

  if (pairs == NULL)
    return FALSE;
  vanity_pairs_get_source (pairs, &source);
  sample_init (&sample, atlas, &source);
  for (int i = 0; i < count; i++)
    {
      VanityRandom random;

      vanity_random_init (&random, seed * 1000003 + i);
      if (!source.write (source.data, i % source.count, &random, sample.places, error)
          || !add_sample (model, &sample, squares, &texels, error))
        return FALSE;
    }
  score->n = count;
  score->nothing_db = 10 * log10 (texels / squares[0]);
  score->result_db = 10 * log10 (texels / squares[1]);
  return TRUE;
}

#include "transfer-painted.h"

#include "base/error.h"
#include "transfer/pair.h"

#include <math.h>

#define SEEN 0.5f

typedef struct
{
  const VanityAtlas *atlas;
  int n;    /* its texels */
  int size; /* of the set's atlas, each way */
  float *places[VANITY_PAIR_PLACES];
  float *planes; /* of source, reference, truth and result, and both visibilities */
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
sample_init (Sample *sample, const VanityAtlas *atlas, int size, const VanitySource *source)
{
  sample->atlas = atlas;
  sample->size = size;
  sample->n = vanity_atlas_get_size (atlas) * vanity_atlas_get_size (atlas);
  for (int i = 0; i < VANITY_PAIR_PLACES; i++)
    sample->places[i] = g_new (float, source->sizes[i]);
  sample->planes = g_new (float, 14 * (gsize)sample->n);
}

/* `channels` of square texels, last, averaged over cells of `step` each way into planes; those of
 * colours in linear light. */
static void
get_planes (const float *pixels, int channels, int size, int step, float *planes)
{
  int side = size / step, n = side * side;

  for (int i = 0; i < channels * n; i++)
    {
      int texel = i / channels, channel = i % channels;
      double sum = 0;

      for (int k = 0; k < step * step; k++)
        {
          int x = texel % side * step + k % step, y = texel / side * step + k / step;
          float value = pixels[channels * (y * size + x) + channel];

          sum += channels == 3 ? vanity_srgb_to_linear (value) : value;
        }
      planes[channel * n + texel] = (float)(sum / (step * step));
    }
}

/* Sums of squares over what is seen of the face, before and after. */
static gboolean
add_sample (VanityTransferModel *model, Sample *self, double squares[2], double *count,
            GError **error)
{
  int n = self->n, step = self->size / vanity_atlas_get_size (self->atlas);
  const gint16 *triangle = vanity_atlas_get_triangle (self->atlas);
  float *source = self->planes, *reference = source + 3 * n, *truth = source + 6 * n;
  float *result = source + 9 * n, *seen = source + 12 * n;
  g_autoptr (VanityChange) change = NULL;

  get_planes (self->places[VANITY_PAIR_SOURCE], 3, self->size, step, source);
  get_planes (self->places[VANITY_PAIR_REFERENCE], 3, self->size, step, reference);
  get_planes (self->places[VANITY_PAIR_TRUTH], 3, self->size, step, truth);
  get_planes (self->places[VANITY_PAIR_SEEN], 2, self->size, step, seen);
  change
      = vanity_transfer_model_run (model, &(VanityTransferFace){ source, seen },
                                   &(VanityTransferFace){ reference, seen + n }, NULL, NULL, error);
  if (change == NULL)
    return FALSE;
  vanity_change_apply (change, source, NULL, result);
  for (int i = 0; i < 3 * n; i++)
    {
      double wanted = vanity_srgb_from_linear (truth[i]);

      if (triangle[i % n] < 0 || seen[i % n] < SEEN)
        continue;
      squares[0] += pow (vanity_srgb_from_linear (source[i]) - wanted, 2);
      squares[1] += pow (vanity_srgb_from_linear (CLAMP (result[i], 0, 1)) - wanted, 2);
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
  int size = vanity_dataset_get_size (set);

  if (pairs == NULL)
    return FALSE;
  if (size < vanity_atlas_get_size (atlas))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "A model of %d texels is judged by faces of %d: they must have as many",
                   vanity_atlas_get_size (atlas), size);
      return FALSE;
    }
  vanity_pairs_get_source (pairs, &source);
  sample_init (&sample, atlas, size, &source);
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

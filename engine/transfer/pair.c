#include "transfer/pair.h"

#include "base/error.h"
#include "face/atlas-region.h"
#include "image/color-space.h"
#include "transfer/light.h"
#include "transfer/style.h"

#include <math.h>

#define LIGHTLY 1        /* the makeup label up to which a face counts as bare */
#define GREY 3           /* chroma below which a face's skin is that of a photo without colour */
#define MOSTLY_SEEN 0.6f /* of the face */
/* How often another face is drawn where the first is the same person. */
#define TRIES 16

struct _VanityPairs
{
  const VanityDataset *dataset;
  const VanityAtlas *atlas;
  const gint32 *mirror;
  VanityPairOptions options;
  GArray *faces; /* int, indices in the data set */
};

static gboolean
is_bare (const VanityDatasetFace *face, VanityDatasetSplit split)
{
  const guint32 unfit = VANITY_DATASET_GLASSES | VANITY_DATASET_BLURRED | VANITY_DATASET_TURNED;
  float makeup = face->makeup >= 0 ? (float)face->makeup : face->score;

  /* Where skin is not known it is 0. */
  if (face->skin[0] > 0 && hypot ((double)face->skin[1], (double)face->skin[2]) < GREY)
    return FALSE;
  return face->split == split && !(face->flags & unfit) && face->shown >= MOSTLY_SEEN
         && makeup <= LIGHTLY;
}

static gboolean
has_two_people (const VanityPairs *pairs)
{
  for (int i = 1; i < vanity_pairs_get_count (pairs); i++)
    if (vanity_dataset_get_face (pairs->dataset, vanity_pairs_get_face (pairs, i))->person
        != vanity_dataset_get_face (pairs->dataset, vanity_pairs_get_face (pairs, 0))->person)
      return TRUE;
  return FALSE;
}

VanityPairs *
vanity_pairs_new (const VanityDataset *dataset, const VanityPairOptions *options, GError **error)
{
  const VanityAtlas *atlas = vanity_atlas_get (vanity_dataset_get_size (dataset), error);
  g_autoptr (VanityPairs) pairs = NULL;

  if (atlas == NULL)
    return NULL;
  pairs = g_new0 (VanityPairs, 1);
  pairs->dataset = dataset;
  pairs->atlas = atlas;
  pairs->mirror = vanity_atlas_get_mirror (atlas);
  pairs->options = *options;
  pairs->faces = g_array_new (FALSE, FALSE, sizeof (int));
  for (int i = 0; i < vanity_dataset_get_count (dataset); i++)
    if (is_bare (vanity_dataset_get_face (dataset, i), options->split))
      g_array_append_val (pairs->faces, i);
  if (!has_two_people (pairs))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "pairs need bare faces of two people; of the data set's %d faces %d are bare",
                   vanity_dataset_get_count (dataset), vanity_pairs_get_count (pairs));
      return NULL;
    }
  return g_steal_pointer (&pairs);
}

void
vanity_pairs_free (VanityPairs *pairs)
{
  if (pairs == NULL)
    return;
  g_array_unref (pairs->faces);
  g_free (pairs);
}

int
vanity_pairs_get_count (const VanityPairs *pairs)
{
  return (int)pairs->faces->len;
}

int
vanity_pairs_get_face (const VanityPairs *pairs, int index)
{
  return g_array_index (pairs->faces, int, index);
}

/* A face by chance, of somebody else wherever that can be had. */
static int
choose_other (const VanityPairs *pairs, int index, VanityRandom *random)
{
  const VanityDataset *dataset = pairs->dataset;
  guint64 person = vanity_dataset_get_face (dataset, vanity_pairs_get_face (pairs, index))->person;
  int n = vanity_pairs_get_count (pairs), other = index;

  for (int i = 0; i < TRIES; i++)
    {
      other = (int)vanity_random_index (random, (guint64)n);
      if (vanity_dataset_get_face (dataset, vanity_pairs_get_face (pairs, other))->person != person)
        return other;
    }
  return other;
}

/* A face while it is made up. */
typedef struct
{
  float *bare, *painted; /* three planes of linear light */
  float *visibility;
  VanityLight light;
} Face;

static void
read_face (const VanityPairs *pairs, int index, gboolean mirror, Face *face)
{
  vanity_dataset_decode (pairs->dataset, vanity_pairs_get_face (pairs, index),
                         mirror ? pairs->mirror : NULL, face->bare, face->visibility);
}

static void
write_layer (const float *layer, int size, float *pixels)
{
  g_autofree guint8 *encoded = g_new (guint8, 4 * (gsize)size);
  int n = size * size;

  for (int y = 0; y < size; y++)
    {
      const float *row = layer + y * size;

      vanity_color_space_encode (vanity_color_space_get_srgb (), 8, row + n, row + 2 * n,
                                 row + 3 * n, encoded, size);
      for (int x = 0; x < size; x++)
        {
          float *pixel = pixels + VANITY_PAINT_PLANES * (y * size + x);

          pixel[0] = row[x];
          for (int k = 0; k < 3; k++)
            pixel[1 + k] = (float)encoded[4 * x + k] / 255;
          pixel[4] = row[4 * n + x];
        }
    }
}

static gboolean
write_sample (gpointer data, int index, VanityRandom *random, float *const *places, GError **error)
{
  const VanityPairs *pairs = data;
  const VanityPairOptions *options = &pairs->options;
  int size = vanity_dataset_get_size (pairs->dataset), n = size * size;
  g_autofree float *planes = g_new (float, (14 + VANITY_PAINT_PLANES) * (gsize)n);
  float *layer = planes + 14 * n;
  Face a = { planes, planes + 3 * n, planes + 6 * n, { { 0 }, 0, 0, { 0 } } };
  Face b = { planes + 7 * n, planes + 10 * n, planes + 13 * n, { { 0 }, 0, 0, { 0 } } };
  int other = choose_other (pairs, index, random);
  gboolean mirror_a = vanity_random_uniform (random) < 0.5 && !options->plain;
  gboolean mirror_b = vanity_random_uniform (random) < 0.5 && !options->plain;
  gboolean bare = vanity_random_uniform (random) < options->bare;
  g_autoptr (VanityLook) look = NULL;

  vanity_light_draw (&a.light, options->plain ? 0 : 1, random);
  vanity_light_draw (&b.light, options->plain ? 0 : 1, random);
  look = bare ? vanity_look_new ("bare", "Bare") : vanity_style_new (random, options->foundation);
  read_face (pairs, index, mirror_a, &a);
  read_face (pairs, other, mirror_b, &b);
  if (!vanity_paint_texture (pairs->atlas, a.bare, a.visibility, look, a.painted, layer, error)
      || !vanity_paint_texture (pairs->atlas, b.bare, b.visibility, look, b.painted, NULL, error))
    return FALSE;
  vanity_light_write (&a.light, a.bare, size, places[VANITY_PAIR_SOURCE]);
  vanity_light_write (&a.light, a.painted, size, places[VANITY_PAIR_TRUTH]);
  vanity_light_write (&b.light, b.painted, size, places[VANITY_PAIR_REFERENCE]);
  write_layer (layer, size, places[VANITY_PAIR_LAYER]);
  for (int i = 0; i < n; i++)
    {
      places[VANITY_PAIR_SEEN][2 * i] = a.visibility[i];
      places[VANITY_PAIR_SEEN][2 * i + 1] = b.visibility[i];
    }
  return TRUE;
}

void
vanity_pairs_get_source (VanityPairs *pairs, VanitySource *source)
{
  static const int channels[VANITY_PAIR_PLACES] = { 3, 3, 3, VANITY_PAINT_PLANES, 2 };
  gint64 size = vanity_dataset_get_size (pairs->dataset);

  *source = (VanitySource){ .count = vanity_pairs_get_count (pairs),
                            .n_places = VANITY_PAIR_PLACES,
                            .write = write_sample,
                            .data = pairs };
  for (int i = 0; i < VANITY_PAIR_PLACES; i++)
    source->sizes[i] = size * size * channels[i];
}

#include "transfer/pair.h"

#include "base/error.h"
#include "face/atlas-region.h"
#include "image/color-space.h"
#include "transfer/style.h"

#include <math.h>

#define LIGHTLY 1        /* the makeup label up to which a face counts as bare */
#define GREY 3           /* chroma below which a face's skin is that of a photo without colour */
#define MOSTLY_SEEN 0.6f /* of the face */
/* How often another face is drawn where the first is the same person. */
#define TRIES 16

#define GAIN_LOW (-0.7)
#define GAIN_HIGH 0.5
#define TINT 0.14
#define GREEN 0.04
#define GRADIENT 0.35
#define GAMMA_LOW 0.85
#define GAMMA_HIGH 1.18

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

/* The light that a face is put in. */
typedef struct
{
  float gain[3];
  float across, down; /* change from the middle of the chart to its edge */
  float gamma[256];   /* encoded → encoded */
} Light;

static double
uniform (VanityRandom *random, double low, double high)
{
  return low + (high - low) * vanity_random_uniform (random);
}

static void
draw_light (Light *light, gboolean plain, VanityRandom *random)
{
  double gain = exp2 (uniform (random, GAIN_LOW, GAIN_HIGH));
  double tint = uniform (random, -TINT, TINT), green = uniform (random, -GREEN, GREEN);
  double slope = uniform (random, 0, GRADIENT), way = uniform (random, 0, 2 * G_PI);
  double gamma = exp (uniform (random, log (GAMMA_LOW), log (GAMMA_HIGH)));

  if (plain)
    {
      gain = gamma = 1;
      tint = green = slope = 0;
    }
  light->gain[0] = (float)(gain * (1 + 0.5 * tint));
  light->gain[1] = (float)(gain * (1 + green));
  light->gain[2] = (float)(gain * (1 - 0.5 * tint));
  light->across = (float)(slope * cos (way));
  light->down = (float)(slope * sin (way));
  for (int i = 0; i < 256; i++)
    light->gamma[i] = plain ? (float)i / 255 : (float)pow (i / 255.0, gamma);
}

/* A face while it is made up. */
typedef struct
{
  float *bare, *painted; /* three planes of linear light */
  float *visibility;
  Light light;
} Face;

static void
read_face (const VanityPairs *pairs, int index, gboolean mirror, Face *face)
{
  int n = vanity_dataset_get_size (pairs->dataset);
  const guint8 *rgba
      = vanity_dataset_get_texture (pairs->dataset, vanity_pairs_get_face (pairs, index));
  g_autofree guint8 *turned = NULL;

  n *= n;
  if (mirror)
    {
      turned = g_new (guint8, 4 * (gsize)n);
      for (int i = 0; i < n; i++)
        for (int k = 0; k < 4; k++)
          turned[4 * i + k] = rgba[4 * pairs->mirror[i] + k];
      rgba = turned;
    }
  vanity_color_space_decode (vanity_color_space_get_srgb (), 8, rgba, face->bare, face->bare + n,
                             face->bare + 2 * n, n);
  for (int i = 0; i < n; i++)
    face->visibility[i] = (float)rgba[4 * i + 3] / 255;
}

/* Planes of linear light → encoded pixels under that light. */
static void
write_lit (const float *planes, const Light *light, int size, float *pixels)
{
  g_autofree float *row = g_new (float, 3 * (gsize)size);
  g_autofree guint8 *encoded = g_new (guint8, 4 * (gsize)size);

  for (int y = 0; y < size; y++)
    {
      float shade = 1 + light->down * ((float)(2 * y + 1) / (float)size - 1);

      for (int k = 0; k < 3; k++)
        {
          const float *from = planes + (k * size + y) * size;
          float gain = light->gain[k], step = light->across * 2 / (float)size;
          float first = shade - light->across + 0.5f * step;

          for (int x = 0; x < size; x++)
            row[k * size + x] = gain * (first + step * (float)x) * from[x];
        }
      vanity_color_space_encode (vanity_color_space_get_srgb (), 8, row, row + size, row + 2 * size,
                                 encoded, size);
      for (int x = 0; x < size; x++)
        for (int k = 0; k < 3; k++)
          pixels[3 * (y * size + x) + k] = light->gamma[encoded[4 * x + k]];
    }
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

  draw_light (&a.light, options->plain, random);
  draw_light (&b.light, options->plain, random);
  look = bare ? vanity_look_new ("bare", "Bare") : vanity_style_new (random, options->foundation);
  read_face (pairs, index, mirror_a, &a);
  read_face (pairs, other, mirror_b, &b);
  if (!vanity_paint_texture (pairs->atlas, a.bare, a.visibility, look, a.painted, layer, error)
      || !vanity_paint_texture (pairs->atlas, b.bare, b.visibility, look, b.painted, NULL, error))
    return FALSE;
  write_lit (a.bare, &a.light, size, places[VANITY_PAIR_SOURCE]);
  write_lit (a.painted, &a.light, size, places[VANITY_PAIR_TRUTH]);
  write_lit (b.painted, &b.light, size, places[VANITY_PAIR_REFERENCE]);
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

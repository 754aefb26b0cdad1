#include "transfer/pair.h"

#include "base/error.h"
#include "folder.h"
#include "portrait.h"
#include "transfer/texture.h"

#include <math.h>
#include <string.h>

#define SIZE 128
#define TEXELS (SIZE * SIZE)
#define PEOPLE 7

static const guint32 skins[PEOPLE]
    = { 0xe8c0a8, 0xc8967a, 0x6b4530, 0xd8a888, 0x8a5c42, 0xf0d0bc, 0xb0b0b0 };

typedef struct
{
  char *folder;
  VanityDatasetFace faces[PEOPLE];
  VanityDataset *set; /* NULL where the canonical mesh is not installed */
} Fixture;

static gboolean
get_texture (int index, guint8 *rgba, gpointer data, GError **error)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;

  portrait.skin = skins[index];
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);
  g_autoptr (VanityTexture) texture
      = image ? vanity_texture_new (image, &face, SIZE, VANITY_GLASSES_NONE, error) : NULL;
  if (texture == NULL)
    return FALSE;
  vanity_texture_encode (texture, rgba);
  return TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  memset (fixture, 0, sizeof *fixture);
  fixture->folder = fixture_folder ();
  path = g_build_filename (fixture->folder, "set.faces", NULL);
  for (int i = 0; i < PEOPLE; i++)
    {
      VanityDatasetFace *face = &fixture->faces[i];

      g_snprintf (face->name, sizeof face->name, "%d.jpg", i);
      face->person = vanity_dataset_hash (face->name);
      face->shown = 1;
      face->makeup = i % 2;
    }
  /* These must not be learnt from. */
  fixture->faces[1].split = VANITY_DATASET_VALIDATION;
  fixture->faces[3].makeup = 2;
  fixture->faces[6].skin[0] = 60;
  /* Nobody has said how this one is made up. */
  fixture->faces[5].makeup = -1;
  if (vanity_dataset_write (path, SIZE, fixture->faces, PEOPLE, get_texture, NULL, NULL, &error))
    fixture->set = vanity_dataset_open (path, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  vanity_dataset_free (fixture->set);
  fixture_remove (fixture->folder);
}

typedef struct
{
  VanitySource source;
  float *places[VANITY_PAIR_PLACES];
} Sample;

static void
sample_clear (Sample *sample)
{
  for (int i = 0; i < VANITY_PAIR_PLACES; i++)
    g_free (sample->places[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sample, sample_clear)

static void
draw_sample (VanityPairs *pairs, int index, guint64 seed, Sample *sample)
{
  g_autoptr (GError) error = NULL;
  VanityRandom random;

  vanity_random_init (&random, seed);
  vanity_pairs_get_source (pairs, &sample->source);
  for (int i = 0; i < VANITY_PAIR_PLACES; i++)
    sample->places[i] = g_new (float, sample->source.sizes[i]);
  sample->source.write (sample->source.data, index, &random, sample->places, &error);
  g_assert_no_error (error);
}

static VanityPairs *
new_pairs (Fixture *fixture, const VanityPairOptions *options)
{
  g_autoptr (GError) error = NULL;
  VanityPairs *pairs = vanity_pairs_new (fixture->set, options, &error);

  g_assert_no_error (error);
  return pairs;
}

static void
test_faces (Fixture *fixture, gconstpointer data)
{
  VanityPairOptions options = { .split = VANITY_DATASET_TRAIN };
  g_autoptr (GError) error = NULL;

  if (fixture->set == NULL)
    return;
  g_autoptr (VanityPairs) pairs = new_pairs (fixture, &options);
  static const int bare[] = { 0, 2, 4, 5 };
  g_assert_cmpint (vanity_pairs_get_count (pairs), ==, G_N_ELEMENTS (bare));
  for (gsize i = 0; i < G_N_ELEMENTS (bare); i++)
    g_assert_cmpint (vanity_pairs_get_face (pairs, (int)i), ==, bare[i]);
  /* One face makes no pair. */
  options.split = VANITY_DATASET_VALIDATION;
  g_assert_null (vanity_pairs_new (fixture->set, &options, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
}

/* The same generator, the same sample to the bit, on any thread; another, another. */
static gpointer
draw_in_thread (gpointer data)
{
  Sample *sample = g_new0 (Sample, 1);

  draw_sample (data, 1, 7, sample);
  return sample;
}

static void
test_repeat (Fixture *fixture, gconstpointer data)
{
  VanityPairOptions options = { .split = VANITY_DATASET_TRAIN };
  GThread *threads[2];
  g_auto (Sample) one = { .source.count = 0 }, other = { .source.count = 0 };

  if (fixture->set == NULL)
    return;
  g_autoptr (VanityPairs) pairs = new_pairs (fixture, &options);
  for (int i = 0; i < 2; i++)
    threads[i] = g_thread_new ("pairs", draw_in_thread, pairs);
  draw_sample (pairs, 1, 7, &one);
  draw_sample (pairs, 1, 8, &other);
  for (int i = 0; i < 2; i++)
    {
      Sample *again = g_thread_join (threads[i]);

      for (int k = 0; k < VANITY_PAIR_PLACES; k++)
        g_assert_cmpmem (one.places[k], sizeof (float) * one.source.sizes[k], again->places[k],
                         sizeof (float) * one.source.sizes[k]);
      sample_clear (again);
      g_free (again);
    }
  g_assert_cmpint (memcmp (one.places[VANITY_PAIR_TRUTH], other.places[VANITY_PAIR_TRUTH],
                           sizeof (float) * 3 * TEXELS),
                   !=, 0);
}

/* Truth and layer tell of the same makeup: where nothing lies the truth is the source, where much
 * lies it is not; and every number is in its range. */
static void
test_truth (Fixture *fixture, gconstpointer data)
{
  VanityPairOptions options = { .split = VANITY_DATASET_TRAIN };
  int covered = 0, changed = 0;

  if (fixture->set == NULL)
    return;
  g_autoptr (VanityPairs) pairs = new_pairs (fixture, &options);
  for (int s = 0; s < 8; s++)
    {
      g_auto (Sample) sample = { .source.count = 0 };

      draw_sample (pairs, s % 4, 100 + s, &sample);
      for (int k = 0; k < VANITY_PAIR_PLACES; k++)
        for (gint64 i = 0; i < sample.source.sizes[k]; i++)
          {
            g_assert_cmpfloat (sample.places[k][i], >=, 0);
            g_assert_cmpfloat (sample.places[k][i], <=, 1);
          }
      for (int i = 0; i < TEXELS; i++)
        {
          const float *layer = sample.places[VANITY_PAIR_LAYER] + VANITY_PAINT_PLANES * i;
          const float *bare = sample.places[VANITY_PAIR_SOURCE] + 3 * i;
          const float *worn = sample.places[VANITY_PAIR_TRUTH] + 3 * i;
          float apart = 0;

          for (int c = 0; c < 3; c++)
            apart = MAX (apart, fabsf (worn[c] - bare[c]));
          if (layer[0] == 0 && layer[4] == 0)
            g_assert_cmpfloat (apart, ==, 0);
          covered += layer[0] > 0.5f;
          changed += layer[0] > 0.5f && apart > 2.5f / 255;
        }
    }
  g_test_message ("%d texels well covered, %d of them changed", covered, changed);
  g_assert_cmpint (covered, >, 2000);
  g_assert_cmpint (changed, >, 0.85 * covered);
}

/* Laid by the header's formula on an evenly lit face, the layer gives the truth. */
static void
test_layer (Fixture *fixture, gconstpointer data)
{
  VanityPairOptions options = { .split = VANITY_DATASET_TRAIN, .plain = TRUE };
  double sum = 0, undone = 0, n = 0;

  if (fixture->set == NULL)
    return;
  g_autoptr (VanityPairs) pairs = new_pairs (fixture, &options);
  for (int s = 0; s < 8; s++)
    {
      g_auto (Sample) sample = { .source.count = 0 };

      draw_sample (pairs, s % 4, 300 + s, &sample);
      for (int i = 0; i < TEXELS; i++)
        {
          const float *layer = sample.places[VANITY_PAIR_LAYER] + VANITY_PAINT_PLANES * i;
          const float *bare = sample.places[VANITY_PAIR_SOURCE] + 3 * i;
          const float *worn = sample.places[VANITY_PAIR_TRUTH] + 3 * i;

          if (layer[0] < 0.1f || layer[4] > 0.02f)
            continue;
          for (int c = 0; c < 3; c++)
            {
              double from = vanity_srgb_to_linear (bare[c]), a = layer[0];
              double laid = from + a * (0.85 * vanity_srgb_to_linear (layer[1 + c]) - from);

              sum += fabs (vanity_srgb_from_linear (laid) - worn[c]);
              undone += fabs (bare[c] - worn[c]);
              n++;
            }
        }
    }
  g_test_message ("mean difference %.4f, bare %.4f", sum / n, undone / n);
  g_assert_cmpfloat (sum, <, 0.6 * undone);
}

/* No makeup asked for, none there. */
static void
test_bare (Fixture *fixture, gconstpointer data)
{
  VanityPairOptions options = { .split = VANITY_DATASET_TRAIN, .bare = 1 };
  g_auto (Sample) sample = { .source.count = 0 };

  if (fixture->set == NULL)
    return;
  g_autoptr (VanityPairs) pairs = new_pairs (fixture, &options);
  draw_sample (pairs, 0, 1, &sample);
  g_assert_cmpmem (sample.places[VANITY_PAIR_SOURCE], sizeof (float) * 3 * TEXELS,
                   sample.places[VANITY_PAIR_TRUTH], sizeof (float) * 3 * TEXELS);
  for (int i = 0; i < VANITY_PAINT_PLANES * TEXELS; i++)
    g_assert_cmpfloat (sample.places[VANITY_PAIR_LAYER][i], ==, 0);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/pair/faces", test_faces);
  ADD ("/pair/repeat", test_repeat);
  ADD ("/pair/truth", test_truth);
  ADD ("/pair/layer", test_layer);
  ADD ("/pair/bare", test_bare);
  return g_test_run ();
}

#include "transfer/pair.h"

#include "base/error.h"
#include "made-faces.h"

#include <math.h>
#include <string.h>

#define SIZE 128
#define TEXELS (SIZE * SIZE)

static void
draw_sample (VanityPairs *pairs, int index, guint64 seed, MadeSample *sample)
{
  VanitySource source;

  vanity_pairs_get_source (pairs, &source);
  made_sample_draw (sample, &source, index, seed);
}

static VanityPairs *
new_pairs (MadeFaces *fixture, const VanityPairOptions *options)
{
  g_autoptr (GError) error = NULL;
  VanityPairs *pairs = vanity_pairs_new (fixture->set, options, &error);

  g_assert_no_error (error);
  return pairs;
}

static void
test_faces (MadeFaces *fixture, gconstpointer data)
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
  MadeSample *sample = g_new0 (MadeSample, 1);

  draw_sample (data, 1, 7, sample);
  return sample;
}

static void
test_repeat (MadeFaces *fixture, gconstpointer data)
{
  VanityPairOptions options = { .split = VANITY_DATASET_TRAIN };
  GThread *threads[2];
  g_auto (MadeSample) one = { .source.count = 0 }, other = { .source.count = 0 };

  if (fixture->set == NULL)
    return;
  g_autoptr (VanityPairs) pairs = new_pairs (fixture, &options);
  for (int i = 0; i < 2; i++)
    threads[i] = g_thread_new ("pairs", draw_in_thread, pairs);
  draw_sample (pairs, 1, 7, &one);
  draw_sample (pairs, 1, 8, &other);
  for (int i = 0; i < 2; i++)
    {
      MadeSample *again = g_thread_join (threads[i]);

      for (int k = 0; k < VANITY_PAIR_PLACES; k++)
        g_assert_cmpmem (one.places[k], sizeof (float) * one.source.sizes[k], again->places[k],
                         sizeof (float) * one.source.sizes[k]);
      made_sample_clear (again);
      g_free (again);
    }
  g_assert_cmpint (memcmp (one.places[VANITY_PAIR_TRUTH], other.places[VANITY_PAIR_TRUTH],
                           sizeof (float) * 3 * TEXELS),
                   !=, 0);
}

/* Truth and layer tell of the same makeup: where nothing lies the truth is the source, where much
 * lies it is not; and every number is in its range. */
static void
test_truth (MadeFaces *fixture, gconstpointer data)
{
  VanityPairOptions options = { .split = VANITY_DATASET_TRAIN };
  int covered = 0, changed = 0;

  if (fixture->set == NULL)
    return;
  g_autoptr (VanityPairs) pairs = new_pairs (fixture, &options);
  for (int s = 0; s < 8; s++)
    {
      g_auto (MadeSample) sample = { .source.count = 0 };

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
test_layer (MadeFaces *fixture, gconstpointer data)
{
  VanityPairOptions options = { .split = VANITY_DATASET_TRAIN, .plain = TRUE };
  double sum = 0, undone = 0, n = 0;

  if (fixture->set == NULL)
    return;
  g_autoptr (VanityPairs) pairs = new_pairs (fixture, &options);
  for (int s = 0; s < 8; s++)
    {
      g_auto (MadeSample) sample = { .source.count = 0 };

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
test_bare (MadeFaces *fixture, gconstpointer data)
{
  VanityPairOptions options = { .split = VANITY_DATASET_TRAIN, .bare = 1 };
  g_auto (MadeSample) sample = { .source.count = 0 };

  if (fixture->set == NULL)
    return;
  g_autoptr (VanityPairs) pairs = new_pairs (fixture, &options);
  draw_sample (pairs, 0, 1, &sample);
  g_assert_cmpmem (sample.places[VANITY_PAIR_SOURCE], sizeof (float) * 3 * TEXELS,
                   sample.places[VANITY_PAIR_TRUTH], sizeof (float) * 3 * TEXELS);
  for (int i = 0; i < VANITY_PAINT_PLANES * TEXELS; i++)
    g_assert_cmpfloat (sample.places[VANITY_PAIR_LAYER][i], ==, 0);
}

#define ADD(path, function)                                                                        \
  g_test_add (path, MadeFaces, GINT_TO_POINTER (SIZE), made_faces_set_up, function,                \
              made_faces_tear_down)

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

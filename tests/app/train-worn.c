/* vanity-train worn: what it learns from, and how it is called. */
#include "cli-fixture.h"
#include "train-worn-judge.h"
#include "train-worn-paint.h"

#include "../texture/made-faces.h"
#include "base/error.h"
#include "face/atlas-region.h"

#include <math.h>
#include <string.h>

#define SIDE VANITY_WORN_SIDE
#define TEXELS (SIDE * SIDE)

static gboolean
copy_texture (int index, guint8 *rgba, gpointer data, GError **error)
{
  gsize size = (gsize)vanity_dataset_get_size (data);

  memcpy (rgba, vanity_dataset_get_texture (data, index), 4 * size * size);
  return TRUE;
}

/* Those who are bare are called so, for a set of their own. FALSE where the canonical mesh is not
 * installed. */
static gboolean
write_faces (Cli *cli, int size, const char *name)
{
  g_autofree char *path = cli_path (cli, name);
  g_autoptr (GError) error = NULL;
  gboolean known;
  MadeFaces made;

  made_faces_set_up (&made, GINT_TO_POINTER (size));
  known = made.set != NULL;
  for (int i = 0; known && i < MADE_PEOPLE; i++)
    if (made.faces[i].makeup < 0)
      made.faces[i].makeup = 0;
  made.faces[2].split = VANITY_DATASET_VALIDATION;
  if (known)
    vanity_dataset_write (path, size, made.faces, MADE_PEOPLE, copy_texture, made.set, NULL,
                          &error);
  g_assert_no_error (error);
  made_faces_tear_down (&made, NULL);
  return known;
}

/* ---- Paint ---- */

/* What is changed by as much as it says has the level that is said; who is not changed wears
 * nothing. */
static void
test_measure (void)
{
  const VanityAtlas *atlas = vanity_atlas_get (SIDE, NULL);
  g_autofree float *planes = g_new (float, 7 * TEXELS);
  float *bare = planes, *painted = planes + 3 * TEXELS, *visibility = planes + 6 * TEXELS;
  float change[VANITY_WORN_WHOLE];
  const float *lips;

  if (atlas == NULL)
    {
      g_test_skip ("the canonical mesh is not installed");
      return;
    }
  lips = vanity_atlas_get_region (atlas, VANITY_ATLAS_LIPS);
  for (int i = 0; i < TEXELS; i++)
    {
      VanityRgb skin = vanity_lab_to_linear ((VanityLab){ 60, 15, 18 });
      VanityRgb red = vanity_lab_to_linear ((VanityLab){ 60, 15 + 12 * lips[i], 18 });

      for (int c = 0; c < 3; c++)
        {
          bare[c * TEXELS + i] = (&skin.r)[c];
          painted[c * TEXELS + i] = (&red.r)[c];
        }
      visibility[i] = 1;
    }
  vanity_worn_measure_paint (atlas, bare, bare, visibility, change);
  for (int part = 0; part < VANITY_WORN_WHOLE; part++)
    g_assert_cmpfloat (change[part], ==, 0);
  vanity_worn_measure_paint (atlas, bare, painted, visibility, change);
  g_assert_cmpfloat_with_epsilon (change[VANITY_WORN_LIPS], 12, 0.1);
  g_assert_cmpfloat (change[VANITY_WORN_BROWS], ==, 0);
  memset (visibility, 0, sizeof (float) * TEXELS);
  vanity_worn_measure_paint (atlas, bare, painted, visibility, change);
  g_assert_true (isnan (change[VANITY_WORN_LIPS]));
}

/* Lenses are dark, over the eyes, and nowhere near the mouth. */
static void
test_shades (void)
{
  const VanityAtlas *atlas = vanity_atlas_get (SIDE, NULL);
  g_autofree float *planes = g_new (float, 4 * TEXELS);
  float *visibility = planes + 3 * TEXELS;
  const float *eyes, *lips;
  VanityRandom random;

  if (atlas == NULL)
    {
      g_test_skip ("the canonical mesh is not installed");
      return;
    }
  eyes = vanity_atlas_get_region (atlas, VANITY_ATLAS_EYES);
  lips = vanity_atlas_get_region (atlas, VANITY_ATLAS_LIPS);
  vanity_random_init (&random, 1);
  for (int round = 0; round < 20; round++)
    {
      double light = 0, area = 0;

      for (int i = 0; i < 4 * TEXELS; i++)
        planes[i] = i < 3 * TEXELS ? 0.4f : 1;
      vanity_worn_paint_shades (atlas, planes, visibility, &random);
      for (int i = 0; i < TEXELS; i++)
        {
          if (lips[i] > 0)
            g_assert_cmpfloat (planes[i], ==, 0.4f);
          light += (double)(planes[i] * eyes[i]);
          area += (double)eyes[i];
        }
      g_assert_cmpfloat (light / area, <, 0.25);
    }
}

/* ---- Samples ---- */

static void
check_sample (const VanitySource *source, int index)
{
  g_auto (MadeSample) sample = { 0 };
  const float *wanted, *known;

  made_sample_draw (&sample, source, index, 7);
  wanted = sample.places[VANITY_WORN_SAMPLE_WANTED];
  known = sample.places[VANITY_WORN_SAMPLE_KNOWN];
  for (gint64 i = 0; i < source->sizes[VANITY_WORN_SAMPLE_VIEW]; i++)
    g_assert_true (isfinite (sample.places[VANITY_WORN_SAMPLE_VIEW][i]));
  for (int i = 0; i < VANITY_WORN_N_ANSWERS; i++)
    {
      g_assert_true (wanted[i] == 0 || wanted[i] == 1);
      g_assert_true (known[i] == 0 || known[i] == 1);
    }
  /* More than clear is more than light. */
  for (int i = 0; i < VANITY_WORN_GLASSES; i++)
    if (i % VANITY_WORN_STEPS > 0 && known[i] > 0)
      g_assert_cmpfloat (wanted[i], <=, wanted[i - 1]);
  /* Who is said to wear sunglasses wears glasses. */
  if (known[VANITY_WORN_SUNGLASSES] > 0)
    g_assert_cmpfloat (wanted[VANITY_WORN_SUNGLASSES], <=, wanted[VANITY_WORN_GLASSES]);
}

static void
test_samples (Cli *cli, gconstpointer data)
{
  g_autofree char *path = cli_path (cli, "made.faces");
  g_autofree char *beards = cli_path (cli, "beards.tsv");
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityDataset) set = NULL;
  g_autoptr (VanityWornSamples) samples = NULL;
  VanitySource source;
  g_autofree char *line = NULL;

  if (!write_faces (cli, SIDE, "made.faces"))
    {
      g_test_skip ("the canonical mesh is not installed");
      return;
    }
  set = vanity_dataset_open (path, &error);
  g_assert_no_error (error);
  line = g_strdup_printf ("# who\n%s\tbeard\n", vanity_dataset_get_face (set, 0)->name);
  g_assert_true (g_file_set_contents (beards, line, -1, NULL));
  samples = vanity_worn_samples_new (set, VANITY_DATASET_TRAIN, beards, &error);
  g_assert_no_error (error);
  vanity_worn_samples_get_source (samples, 16, &source);
  for (int i = 0; i < 16; i++)
    check_sample (&source, i);

  g_assert_true (g_file_set_contents (beards, "one.jpg\tperhaps\n", -1, NULL));
  g_assert_null (vanity_worn_samples_new (set, VANITY_DATASET_TRAIN, beards, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "line 1"));
}

/* ---- Numbers ---- */

/* Who says the right level always, and who always says “light”: within one is not enough. */
static void
test_within_one (void)
{
  VanityConfusion right, light;

  vanity_confusion_init (&right, VANITY_WORN_N_LEVELS);
  vanity_confusion_init (&light, VANITY_WORN_N_LEVELS);
  for (int i = 0; i < 100; i++)
    {
      int is = i < 90 ? 0 : i < 96 ? 1 : i < 98 ? 2 : 3;

      vanity_confusion_add (&right, is, is);
      vanity_confusion_add (&light, is, 1);
    }
  g_assert_cmpfloat (vanity_worn_get_within_one (&right), ==, 1);
  g_assert_cmpfloat (vanity_worn_get_macro_within_one (&right), ==, 1);
  g_assert_cmpfloat_with_epsilon (vanity_worn_get_within_one (&light), 0.98, 1e-9);
  g_assert_cmpfloat_with_epsilon (vanity_worn_get_macro_within_one (&light), 0.75, 1e-9);
  vanity_confusion_clear (&right);
  vanity_confusion_clear (&light);
}

/* ---- The command ---- */

static void
test_learns (Cli *cli, gconstpointer data)
{
  if (!write_faces (cli, SIDE, "made.faces"))
    {
      g_test_skip ("the canonical mesh is not installed");
      return;
    }
  cli_run (cli, "worn", "made.faces", "--epochs", "1", "--samples", "64", "--out", "worn.onnx",
           NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_nonnull (strstr (cli->out, "epoch 1 of 1"));
  g_assert_nonnull (strstr (cli->out, "painted lips"));
  g_assert_true (cli_has_file (cli, "worn.onnx"));
}

static void
test_refused (Cli *cli, gconstpointer data)
{
  cli_run (cli, "worn", NULL);
  cli_assert_ended (cli, 2, "name one", NULL);
  cli_run (cli, "worn", "made.faces", "--samples", "3", NULL);
  cli_assert_ended (cli, 2, "--samples", "3", NULL);
  cli_run (cli, "worn", "made.faces", NULL);
  cli_assert_ended (cli, 1, "made.faces", NULL);
  if (!write_faces (cli, 64, "small.faces"))
    return;
  cli_run (cli, "worn", "small.faces", NULL);
  cli_assert_ended (cli, 1, "64", "128", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/train/worn/measure", test_measure);
  g_test_add_func ("/train/worn/shades", test_shades);
  g_test_add_func ("/train/worn/within-one", test_within_one);
  cli_add_test ("/train/worn/samples", test_samples);
  cli_add_test ("/train/worn/learns", test_learns);
  cli_add_test ("/train/worn/refused", test_refused);
  return g_test_run ();
}

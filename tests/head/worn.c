#include "base/error.h"
#include "face/atlas-region.h"
#include "head/worn-lens.h"
#include "head/worn-network.h"
#include "portrait.h"
#include "texture/texture.h"
#include "train/builder.h"

#include <math.h>
#include <string.h>

static VanityTexture *
new_texture (int size, const VanityLook *look)
{
  Portrait portrait = PORTRAIT_INIT;
  g_autoptr (VanityFace) face = g_new0 (VanityFace, 1);
  g_autoptr (VanityImage) image = portrait_new (&portrait, face);
  g_autoptr (GError) error = NULL;
  VanityTexture *texture;

  if (image == NULL)
    return NULL;
  if (look != NULL)
    {
      VanityImage *worn = portrait_wear (image, face, look, 1);

      vanity_image_unref (image);
      image = worn;
    }
  texture = vanity_texture_new (image, face, size, VANITY_GLASSES_NONE, &error);
  g_assert_no_error (error);
  return texture;
}

static void
check_sums (const VanityWorn *worn)
{
  for (int part = 0; part < VANITY_WORN_N_PARTS; part++)
    {
      float sum = 0;

      for (int k = 0; k < VANITY_WORN_N_LEVELS; k++)
        {
          g_assert_true (worn->makeup[part][k] >= 0 && worn->makeup[part][k] <= 1);
          sum += worn->makeup[part][k];
        }
      g_assert_cmpfloat_with_epsilon (sum, 1, 1e-4);
    }
}

/* Steps that contradict one another still give levels that sum to 1. */
static void
test_answers (void)
{
  float answers[VANITY_WORN_N_ANSWERS];
  VanityWorn worn;

  for (int i = 0; i < VANITY_WORN_N_ANSWERS; i++)
    answers[i] = (float)(i % 3) / 3 + 0.1f;
  vanity_worn_read_answers (answers, &worn);
  check_sums (&worn);
  g_assert_true (worn.sunglasses <= worn.glasses);

  memset (answers, 0, sizeof answers);
  answers[VANITY_WORN_STEPS * VANITY_WORN_LIPS] = 0.9f;
  answers[VANITY_WORN_STEPS * VANITY_WORN_LIPS + 1] = 0.7f;
  answers[VANITY_WORN_STEPS * VANITY_WORN_LIPS + 2] = 0.2f;
  vanity_worn_read_answers (answers, &worn);
  g_assert_cmpfloat_with_epsilon (worn.makeup[VANITY_WORN_LIPS][VANITY_WORN_NONE], 0.1, 1e-5);
  g_assert_cmpfloat_with_epsilon (worn.makeup[VANITY_WORN_LIPS][VANITY_WORN_CLEAR], 0.5, 1e-5);
  g_assert_cmpint (vanity_worn_get_level (&worn, VANITY_WORN_LIPS), ==, VANITY_WORN_CLEAR);
  g_assert_cmpint (vanity_worn_get_level (&worn, VANITY_WORN_EYES), ==, VANITY_WORN_NONE);
}

/* What the network sees: the skin's own colour is 0. */
static void
test_view (void)
{
  const int n = VANITY_WORN_SIDE * VANITY_WORN_SIDE;
  g_autoptr (VanityTexture) texture = new_texture (VANITY_WORN_SIDE, NULL);
  g_autofree float *view = g_new (float, VANITY_WORN_CHANNELS *n);
  double sum = 0, count = 0;

  if (texture == NULL)
    return;
  const VanityAtlas *atlas = vanity_atlas_get (VANITY_WORN_SIDE, NULL);
  const float *bare = vanity_atlas_get_region (atlas, VANITY_ATLAS_BARE);
  vanity_worn_write_view (atlas, texture->rgb, texture->visibility, view);
  for (int i = 0; i < n; i++)
    {
      const float *texel = view + VANITY_WORN_CHANNELS * i;

      g_assert_true (texel[0] >= -0.5f && texel[0] <= 0.5f);
      g_assert_cmpfloat (texel[6], ==, texture->visibility[i]);
      if (bare[i] > 0.9f && texel[6] > 0.9f)
        {
          sum += (double)texel[4];
          count++;
        }
    }
  g_assert_cmpfloat (count, >, 100);
  g_assert_cmpfloat (fabs (sum / count), <, 0.1);
}

/* The untrained network keeps to its contract, and has few parameters. */
static void
test_network (void)
{
  g_autoptr (GError) error = NULL;
  VanityRandom random;
  gint64 count = 0;

  vanity_random_init (&random, 1);
  g_autoptr (VanityLearner) learner = vanity_worn_network_new_learner (2, &random, &error);
  g_assert_no_error (error);
  for (int i = 0; i < vanity_learner_get_n_parameters (learner); i++)
    count += vanity_learner_get_parameter (learner, i)->count;
  g_assert_cmpint (count, <, 150000);

  g_autoptr (VanityGraph) graph = vanity_worn_network_new_graph (&random, &error);
  g_assert_no_error (error);
  g_assert_true (vanity_learner_copy_parameters (learner, graph, &error));
}

/* An answer that nobody knows teaches nothing. */
static void
test_unknown (void)
{
  g_autoptr (GError) error = NULL;
  VanityRandom random;
  double loss[2];

  vanity_random_init (&random, 1);
  g_autoptr (VanityLearner) learner = vanity_worn_network_new_learner (1, &random, &error);
  g_assert_no_error (error);
  for (int i = 0; i < VANITY_WORN_CHANNELS * VANITY_WORN_SIDE * VANITY_WORN_SIDE; i++)
    vanity_learner_get_input (learner, 0)[i] = (float)(i % 13) / 13;
  for (int k = 0; k < 2; k++)
    {
      for (int i = 0; i < VANITY_WORN_N_ANSWERS; i++)
        {
          vanity_learner_get_input (learner, 1)[i] = 0;
          vanity_learner_get_input (learner, 2)[i] = (float)k;
        }
      vanity_learner_forward (learner, FALSE);
      loss[k] = vanity_learner_get_total (learner);
    }
  g_assert_cmpfloat_with_epsilon (loss[0], log (2), 1e-5);
  g_assert_cmpfloat (fabs (loss[1] - loss[0]), >, 1e-6);
}

/* Red lips are told, and more of them more surely; at any size of the texture. */
static void
test_judge (void)
{
  g_autoptr (VanityLook) look = portrait_look (
      "\"kind\": \"lipstick\", \"color\": \"#a00818\", \"opacity\": 1, \"coverage\": 1");
  float clear[2][2] = { { 0 } };

  for (int size = 0; size < 2; size++)
    for (int red = 0; red < 2; red++)
      {
        g_autoptr (VanityTexture) texture = new_texture (128 << size, red ? look : NULL);
        g_autoptr (GError) error = NULL;
        VanityWorn worn;

        if (texture == NULL)
          return;
        if (!vanity_worn_judge (texture, &worn, &error))
          {
            g_assert_error (error, VANITY_ERROR, VANITY_ERROR_MISSING);
            g_test_skip ("Built without the network");
            return;
          }
        check_sums (&worn);
        clear[size][red] = worn.makeup[VANITY_WORN_LIPS][VANITY_WORN_CLEAR]
                           + worn.makeup[VANITY_WORN_LIPS][VANITY_WORN_STRONG];
      }
  for (int size = 0; size < 2; size++)
    {
      g_test_message ("bare %.3f, red %.3f", (double)clear[size][0], (double)clear[size][1]);
      g_assert_cmpfloat (clear[size][1], >, clear[size][0] + 0.2f);
      g_assert_cmpfloat_with_epsilon (clear[size][1], clear[0][1], 0.2);
    }
}

/* What cannot be seen is not judged; what is not a number is refused. */
static void
test_bad (void)
{
  g_autoptr (VanityTexture) texture = new_texture (128, NULL);
  g_autoptr (GError) error = NULL;
  VanityWorn worn;

  if (texture == NULL)
    return;
  memset (texture->visibility, 0, sizeof (float) * 128 * 128);
  if (vanity_worn_judge (texture, &worn, &error))
    for (int k = 0; k < VANITY_WORN_N_LEVELS; k++)
      g_assert_cmpfloat (worn.makeup[VANITY_WORN_LIPS][k], ==, 0.25f);
  else
    g_assert_error (error, VANITY_ERROR, VANITY_ERROR_MISSING);
  g_clear_error (&error);
  texture->rgb[5] = NAN;
  g_assert_false (vanity_worn_judge (texture, &worn, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
}

/* Behind dark lenses neither lids nor whites of the eyes are bright. */
static void
test_lens (void)
{
  const int n = VANITY_WORN_SIDE * VANITY_WORN_SIDE;
  g_autoptr (VanityTexture) texture = new_texture (VANITY_WORN_SIDE, NULL);
  const VanityAtlas *atlas;
  float bare, dark;

  if (texture == NULL)
    return;
  atlas = vanity_atlas_get (VANITY_WORN_SIDE, NULL);
  bare = vanity_worn_measure_lens (atlas, texture->rgb, texture->visibility);
  for (int i = 0; i < n; i++)
    if (vanity_atlas_get_region (atlas, VANITY_ATLAS_LIDS)[i] > 0
        || vanity_atlas_get_region (atlas, VANITY_ATLAS_EYES)[i] > 0)
      for (int c = 0; c < 3; c++)
        texture->rgb[c * n + i] *= 0.05f;
  dark = vanity_worn_measure_lens (atlas, texture->rgb, texture->visibility);
  g_assert_cmpfloat_with_epsilon (dark, 0.05f * bare, 0.01);
  g_assert_cmpfloat (vanity_worn_judge_lens (bare), <, 0.01);
  g_assert_cmpfloat (vanity_worn_judge_lens (dark), >, 0.9);
  memset (texture->visibility, 0, sizeof (float) * (gsize)n);
  g_assert_true (isnan (vanity_worn_measure_lens (atlas, texture->rgb, texture->visibility)));
  g_assert_cmpfloat (vanity_worn_judge_lens (NAN), ==, 0);
}

static void
test_words (void)
{
  for (int i = 0; i < VANITY_WORN_N_PARTS; i++)
    {
      g_assert_nonnull (vanity_worn_part_get_id ((VanityWornPart)i));
      g_assert_cmpstr (vanity_worn_part_get_label ((VanityWornPart)i), !=, "");
    }
  for (int i = 0; i < VANITY_WORN_N_LEVELS; i++)
    {
      g_assert_nonnull (vanity_worn_level_get_id ((VanityWornLevel)i));
      g_assert_cmpstr (vanity_worn_level_get_label ((VanityWornLevel)i), !=, "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/head/worn/answers", test_answers);
  g_test_add_func ("/head/worn/view", test_view);
  g_test_add_func ("/head/worn/network", test_network);
  g_test_add_func ("/head/worn/unknown", test_unknown);
  g_test_add_func ("/head/worn/judge", test_judge);
  g_test_add_func ("/head/worn/bad", test_bad);
  g_test_add_func ("/head/worn/lens", test_lens);
  g_test_add_func ("/head/worn/words", test_words);
  return g_test_run ();
}

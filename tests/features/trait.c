#include "features/trait.h"

#include "features/usual.h"

#include <math.h>
#include <string.h>

/* Everything usual, with the errors of a frontal photo. */
static void
make_usual (VanityMeasure measures[VANITY_N_MEASURES])
{
  for (int i = 0; i < VANITY_N_MEASURES; i++)
    {
      const VanityUsual *usual = vanity_usual_get ((VanityMeasureId)i);

      measures[i]
          = (VanityMeasure){ TRUE, usual->mean, usual->noise, { usual->mean, usual->mean }, 0 };
    }
}

static void
set_z (VanityMeasure *measures, VanityMeasureId id, float z)
{
  const VanityUsual *usual = vanity_usual_get (id);

  measures[id].value = usual->mean + z * usual->deviation;
}

static void
assert_is_probability (VanityTraitId id, const VanityTrait *trait)
{
  int n = vanity_trait_get_n_classes (id);
  float sum = 0;

  g_assert_true (trait->known);
  for (int c = 0; c < VANITY_TRAIT_MAX_CLASSES; c++)
    {
      g_assert_true (trait->probability[c] >= 0 && trait->probability[c] <= 1);
      g_assert_true (c < n || trait->probability[c] == 0);
      g_assert_true (c >= n || trait->probability[trait->top] >= trait->probability[c]);
      sum += trait->probability[c];
    }
  g_assert_cmpfloat_with_epsilon (sum, 1, 1e-5);
}

/* The middle of the portraits is the middle class. */
static void
test_degrees (void)
{
  VanityMeasure measures[VANITY_N_MEASURES];
  VanityTrait trait;

  for (int t = 0; t < VANITY_N_TRAITS; t++)
    {
      const VanityTraitModel *model = &vanity_trait_models[t];
      float low = 2, high = -1;

      if (!model->is_degree)
        continue;
      for (int step = -6; step <= 6; step++)
        {
          make_usual (measures);
          for (int k = 0; k < model->n_measures; k++)
            set_z (measures, model->measures[k].id, (float)step / 2);
          vanity_trait_judge ((VanityTraitId)t, measures, &trait);
          assert_is_probability ((VanityTraitId)t, &trait);
          g_assert_cmpint (trait.top, ==,
                           step <= -3       ? 0
                           : step >= 3      ? 2
                           : abs (step) < 2 ? 1
                                            : trait.top);
          g_assert_cmpfloat (trait.probability[0], <=, low);
          g_assert_cmpfloat (trait.probability[2], >=, high);
          low = trait.probability[0];
          high = trait.probability[2];
        }
    }
}

/* A face that is a prototype gets its name; one that is told vaguely is told less surely. */
static void
test_kinds (void)
{
  VanityMeasure measures[VANITY_N_MEASURES];
  VanityTrait trait, vague;

  for (int t = 0; t < VANITY_N_TRAITS; t++)
    {
      const VanityTraitModel *model = &vanity_trait_models[t];

      for (int c = 0; !model->is_degree && c < model->n_classes; c++)
        {
          /* What is told of lids counts for less, and comes out on top only beyond the prototype.
           */
          float far = t == VANITY_TRAIT_EYE_SHAPE && c >= VANITY_EYE_HOODED ? 2 : 1;

          make_usual (measures);
          for (int k = 0; k < model->n_measures; k++)
            set_z (measures, model->measures[k].id, far * model->measures[k].prototype[c]);
          vanity_trait_judge ((VanityTraitId)t, measures, &trait);
          assert_is_probability ((VanityTraitId)t, &trait);
          g_assert_cmpint (trait.top, ==, c);
          for (int k = 0; k < model->n_measures; k++)
            measures[model->measures[k].id].error
                = 2 * vanity_usual_get (model->measures[k].id)->deviation;
          vanity_trait_judge ((VanityTraitId)t, measures, &vague);
          assert_is_probability ((VanityTraitId)t, &vague);
          if (t != VANITY_TRAIT_EYE_SHAPE || c < VANITY_EYE_HOODED)
            g_assert_cmpfloat (vague.probability[c], <, trait.probability[c]);
        }
    }
}

/* The fold of a lid is never sure. */
static void
test_lids (void)
{
  VanityMeasure measures[VANITY_N_MEASURES];
  VanityTrait trait;

  make_usual (measures);
  set_z (measures, VANITY_MEASURE_EYE_LID, -9);
  set_z (measures, VANITY_MEASURE_BROW_HEIGHT, -9);
  vanity_trait_judge (VANITY_TRAIT_EYE_SHAPE, measures, &trait);
  g_assert_cmpint (trait.top, ==, VANITY_EYE_HOODED);
  g_assert_cmpfloat (trait.probability[VANITY_EYE_HOODED], <=, 0.71f);
  set_z (measures, VANITY_MEASURE_EYE_LID, 9);
  set_z (measures, VANITY_MEASURE_BROW_HEIGHT, 9);
  set_z (measures, VANITY_MEASURE_EYE_OPENNESS, -9);
  vanity_trait_judge (VANITY_TRAIT_EYE_SHAPE, measures, &trait);
  g_assert_cmpfloat (trait.probability[VANITY_EYE_MONOLID], <=, 0.56f);
  g_assert_cmpfloat (trait.probability[VANITY_EYE_MONOLID], >, 0.4f);
}

/* What is not measured is not told. */
static void
test_unknown (void)
{
  VanityMeasure measures[VANITY_N_MEASURES];
  VanityTrait trait;

  for (int t = 0; t < VANITY_N_TRAITS; t++)
    {
      int n;
      const VanityMeasureId *ids = vanity_trait_get_measures ((VanityTraitId)t, &n);

      make_usual (measures);
      for (int k = 0; k < n; k++)
        measures[ids[k]].known = FALSE;
      vanity_trait_judge ((VanityTraitId)t, measures, &trait);
      g_assert_false (trait.known);
      for (int c = 0; c < VANITY_TRAIT_MAX_CLASSES; c++)
        g_assert_cmpfloat (trait.probability[c], ==, 0);
    }
  make_usual (measures);
  measures[VANITY_MEASURE_CHIN_ROUNDNESS].known = FALSE;
  vanity_trait_judge (VANITY_TRAIT_FACE_SHAPE, measures, &trait);
  assert_is_probability (VANITY_TRAIT_FACE_SHAPE, &trait);
}

static void
test_words (void)
{
  for (int t = 0; t < VANITY_N_TRAITS; t++)
    {
      g_assert_cmpuint (strlen (vanity_trait_get_id (t)), >, 0);
      g_assert_cmpuint (strlen (vanity_trait_get_label (t)), >, 0);
      g_assert_cmpint (vanity_trait_get_n_classes (t), <=, VANITY_TRAIT_MAX_CLASSES);
      for (int c = 0; c < vanity_trait_get_n_classes (t); c++)
        {
          g_assert_cmpuint (strlen (vanity_trait_get_class_id (t, c)), >, 0);
          g_assert_cmpuint (strlen (vanity_trait_get_class_label (t, c)), >, 0);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trait/degrees", test_degrees);
  g_test_add_func ("/trait/kinds", test_kinds);
  g_test_add_func ("/trait/lids", test_lids);
  g_test_add_func ("/trait/unknown", test_unknown);
  g_test_add_func ("/trait/words", test_words);
  return g_test_run ();
}

#include "features/features.h"

#include "base/error.h"
#include "made-face.h"

#include <math.h>
#include <string.h>

static gboolean
measure (const MadeFace *made, VanityFeatures *features)
{
  VanityFace face;
  g_autoptr (GError) error = NULL;

  if (!made_face (made, &face))
    return FALSE;
  g_assert_true (vanity_features_measure (&face, MADE_WIDTH, MADE_HEIGHT, features, &error));
  g_assert_no_error (error);
  return TRUE;
}

/* Heads of which somebody would say so. */
static void
test_shapes (void)
{
  static const struct
  {
    MadeFace made;
    VanityFaceShape shape;
  } heads[] = {
    { { .length = 1.02 }, VANITY_FACE_OVAL },
    { { .length = 0.93, .jaw = 0.98, .chin = 0.99 }, VANITY_FACE_ROUND },
    { { .length = 0.97, .jaw = 1.06, .chin = 1.12 }, VANITY_FACE_SQUARE },
    { { .forehead = 1.03, .jaw = 0.97, .chin = 0.92 }, VANITY_FACE_HEART },
    { { .length = 1.1 }, VANITY_FACE_OBLONG },
    { { .forehead = 0.96, .jaw = 0.98, .chin = 0.97 }, VANITY_FACE_DIAMOND },
  };
  VanityFeatures features;

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      const VanityTrait *trait = &features.traits[VANITY_TRAIT_FACE_SHAPE];

      if (!measure (&heads[i].made, &features))
        return;
      g_test_message ("%s: oval %.2f round %.2f square %.2f heart %.2f oblong %.2f diamond %.2f",
                      vanity_trait_get_class_id (VANITY_TRAIT_FACE_SHAPE, heads[i].shape),
                      (double)trait->probability[0], (double)trait->probability[1],
                      (double)trait->probability[2], (double)trait->probability[3],
                      (double)trait->probability[4], (double)trait->probability[5]);
      g_assert_true (trait->known);
      g_assert_cmpint (trait->top, ==, heads[i].shape);
    }
}

/* A turn leaves the values within their errors, and widens these. */
static void
test_turned (void)
{
  VanityFeatures front, turned, far;

  if (!measure (&(MadeFace){ 0 }, &front))
    return;
  measure (&(MadeFace){ .yaw = 14, .pitch = 5 }, &turned);
  g_assert_cmpuint (front.doubts, ==, VANITY_DOUBT_NONE);
  g_assert_cmpuint (turned.doubts & VANITY_DOUBT_TURNED, !=, 0);
  g_assert_cmpfloat (turned.trust, <, front.trust);
  for (int i = 0; i < VANITY_N_MEASURES; i++)
    {
      const VanityMeasure *a = &front.measures[i], *b = &turned.measures[i];

      g_assert_true (a->known);
      if (!b->known)
        continue;
      g_assert_cmpfloat (b->error, >=, a->error);
      g_assert_cmpfloat (fabsf (a->value - b->value), <, 2.5f * b->error);
    }
  measure (&(MadeFace){ .yaw = 40 }, &far);
  g_assert_cmpfloat (far.trust, ==, 0);
  for (int i = 0; i < VANITY_N_MEASURES; i++)
    g_assert_false (far.measures[i].known);
  for (int i = 0; i < VANITY_N_TRAITS; i++)
    g_assert_false (far.traits[i].known);
  g_assert_cmpint (far.n_advice, ==, 0);
}

/* Lips that are open change the face, and it is said. */
static void
test_open_mouth (void)
{
  VanityFeatures closed, open;

  if (!measure (&(MadeFace){ 0 }, &closed))
    return;
  measure (&(MadeFace){ .gap = 1.4 }, &open);
  g_assert_cmpuint (open.doubts & VANITY_DOUBT_MOUTH, !=, 0);
  g_assert_cmpuint (closed.doubts & VANITY_DOUBT_MOUTH, ==, 0);
  g_assert_cmpfloat (open.trust, <, closed.trust);
}

static void
test_closed_eyes (void)
{
  VanityFeatures features;

  if (!measure (&(MadeFace){ .eye_height = 0.3 }, &features))
    return;
  g_assert_cmpuint (features.doubts & VANITY_DOUBT_EYES, !=, 0);
  g_assert_false (features.measures[VANITY_MEASURE_EYE_OPENNESS].known);
  g_assert_false (features.traits[VANITY_TRAIT_EYE_SHAPE].known);
  g_assert_true (features.traits[VANITY_TRAIT_FACE_SHAPE].known);
}

/* The photo's edge runs through the chin. */
static void
test_cut (void)
{
  VanityFace face;
  VanityFeatures features;
  g_autoptr (GError) error = NULL;

  if (!made_face (&(MadeFace){ 0 }, &face))
    return;
  g_assert_true (
      vanity_features_measure (&face, MADE_WIDTH, (int)face.points[17].y + 20, &features, &error));
  g_assert_cmpuint (features.doubts & VANITY_DOUBT_CUT, !=, 0);
  g_assert_false (features.traits[VANITY_TRAIT_FACE_SHAPE].known);
  g_assert_cmpfloat (features.asymmetry[VANITY_PART_FACE], <, 0);
  g_assert_true (features.traits[VANITY_TRAIT_EYE_SET].known);
}

/* Left and right change places, all else stays. */
static void
test_mirror (void)
{
  VanityFace face, mirrored;
  VanityFeatures one, other;
  g_autoptr (GError) error = NULL;

  if (!made_face (&(MadeFace){ .shifted_eye = 0.2, .jaw = 1.04, .yaw = 6 }, &face))
    return;
  made_mirror (&face, &mirrored);
  g_assert_true (vanity_features_measure (&face, MADE_WIDTH, MADE_HEIGHT, &one, &error));
  g_assert_true (vanity_features_measure (&mirrored, MADE_WIDTH, MADE_HEIGHT, &other, &error));
  g_assert_cmpfloat (fabsf (one.measures[VANITY_MEASURE_BROW_HEIGHT].side[0]
                            - one.measures[VANITY_MEASURE_BROW_HEIGHT].side[1]),
                     >, 0.05f);
  for (int i = 0; i < VANITY_N_MEASURES; i++)
    for (int s = 0; s < 2; s++)
      g_assert_cmpfloat_with_epsilon (one.measures[i].side[s], other.measures[i].side[1 - s],
                                      1e-3f * MAX (fabsf (one.measures[i].side[s]), 1));
  for (int t = 0; t < VANITY_N_TRAITS; t++)
    for (int c = 0; c < VANITY_TRAIT_MAX_CLASSES; c++)
      g_assert_cmpfloat_with_epsilon (one.traits[t].probability[c], other.traits[t].probability[c],
                                      0.02f);
  for (int p = 0; p < VANITY_N_PARTS; p++)
    g_assert_cmpfloat_with_epsilon (one.asymmetry[p], other.asymmetry[p], 0.02f);
}

static void
test_refused (void)
{
  VanityFace face;
  VanityFeatures features;
  GError *error = NULL;

  if (!made_face (&(MadeFace){ 0 }, &face))
    return;
  g_assert_false (vanity_features_measure (&face, 0, 10, &features, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_clear_error (&error);
  face.points[4].y = NAN;
  g_assert_false (vanity_features_measure (&face, MADE_WIDTH, MADE_HEIGHT, &features, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_clear_error (&error);
}

/* Advice goes with what is told, and names what it follows from. */
static void
test_advice (void)
{
  VanityFeatures features;
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  if (!measure (&(MadeFace){ .length = 1.12, .eyes_apart = 1.3, .lips_height = 2 }, &features))
    return;
  g_assert_cmpint (features.n_advice, >, 3);
  for (int i = 0; i < features.n_advice; i++)
    {
      const VanityFeatureAdvice *advice = &features.advice[i];
      const VanityTrait *trait = &features.traits[advice->trait];

      g_assert_true (g_hash_table_add (ids, (gpointer)advice->id));
      g_assert_true (trait->known);
      g_assert_cmpfloat (advice->probability, ==, trait->probability[advice->class]);
      g_assert_cmpuint (strlen (advice->text), >, 20);
      g_assert_cmpint (advice->n_measures, >, 0);
      for (int k = 0; k < advice->n_measures; k++)
        g_assert_true (features.measures[advice->measures[k]].known);
    }
  g_assert_true (g_hash_table_contains (ids, "face-oblong"));
  g_assert_true (g_hash_table_contains (ids, "eyes-wide"));
  g_assert_true (g_hash_table_contains (ids, "lips-full"));
  g_assert_false (g_hash_table_contains (ids, "face-round"));
  g_assert_false (g_hash_table_contains (ids, "lips-thin"));
}

static void
test_words (void)
{
  for (int bit = 0; bit < 6; bit++)
    g_assert_cmpuint (strlen (vanity_doubt_get_label (1 << bit)), >, 0);
  for (int p = 0; p < VANITY_N_PARTS; p++)
    g_assert_cmpuint (strlen (vanity_part_get_label (p)), >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/features/shapes", test_shapes);
  g_test_add_func ("/features/turned", test_turned);
  g_test_add_func ("/features/open-mouth", test_open_mouth);
  g_test_add_func ("/features/closed-eyes", test_closed_eyes);
  g_test_add_func ("/features/cut", test_cut);
  g_test_add_func ("/features/mirror", test_mirror);
  g_test_add_func ("/features/refused", test_refused);
  g_test_add_func ("/features/advice", test_advice);
  g_test_add_func ("/features/words", test_words);
  return g_test_run ();
}

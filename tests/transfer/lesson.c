#include "transfer/lesson.h"

#include "base/error.h"
#include "made-faces.h"
#include "train/optimizer.h"
#include "transfer/teach.h"

#include <math.h>
#include <string.h>

#define SIZE 64
#define TEXELS (SIZE * SIZE)

static VanityLessons *
new_lessons (MadeFaces *faces, double real, double self)
{
  VanityLessonOptions options = { real, self, 0 };
  g_autoptr (GError) error = NULL;
  VanityLessons *lessons = vanity_lessons_new (faces->set, &options, &error);

  g_assert_no_error (error);
  return lessons;
}

static void
draw_sample (VanityLessons *lessons, guint64 seed, MadeSample *sample)
{
  VanitySource source;

  vanity_lessons_get_source (lessons, &source);
  made_sample_draw (sample, &source, 0, seed);
  for (int i = 0; i < VANITY_LESSON_PLACES; i++)
    for (gint64 k = 0; k < sample->source.sizes[i]; k++)
      {
        g_assert_cmpfloat (sample->places[i][k], >=, 0);
        g_assert_cmpfloat (sample->places[i][k], <=, 1);
      }
}

static gboolean
is_same (const MadeSample *sample, VanityLessonPlace one, VanityLessonPlace other)
{
  return memcmp (sample->places[one], sample->places[other], sizeof (float) * 3 * TEXELS) == 0;
}

static void
test_worn (MadeFaces *faces, gconstpointer data)
{
  int count;

  if (faces->set == NULL)
    return;
  g_autoptr (VanityLessons) lessons = new_lessons (faces, 0, 0);
  const int *worn = vanity_lessons_get_worn (lessons, &count);
  g_assert_cmpint (count, ==, 1);
  g_assert_cmpint (worn[0], ==, 3);
}

static void
test_kinds (MadeFaces *faces, gconstpointer data)
{
  if (faces->set == NULL)
    return;
  for (int kind = 0; kind < 3; kind++)
    {
      g_autoptr (VanityLessons) lessons = new_lessons (faces, kind == 1, kind == 2);
      g_auto (MadeSample) sample = { .source.count = 0 };

      draw_sample (lessons, 5, &sample);
      const float *weights = sample.places[VANITY_LESSON_WEIGHTS];
      g_assert_cmpfloat (weights[VANITY_LESSON_TRUTH_KNOWN], ==, kind != 1);
      g_assert_cmpfloat (weights[VANITY_LESSON_LAYER_KNOWN], ==, kind == 0);
      g_assert_cmpfloat (weights[VANITY_LESSON_STRANGER], ==, kind == 1);
      g_assert_true (is_same (&sample, VANITY_LESSON_SOURCE, VANITY_LESSON_TRUTH) == (kind != 0));
      g_assert_false (is_same (&sample, VANITY_LESSON_SOURCE, VANITY_LESSON_REFERENCE));
      if (kind == 2)
        for (int i = 0; i < TEXELS; i++)
          g_assert_cmpfloat (sample.places[VANITY_LESSON_SEEN][2 * i], ==,
                             sample.places[VANITY_LESSON_SEEN][2 * i + 1]);
    }
}

static void
test_nobody_worn (MadeFaces *faces, gconstpointer data)
{
  VanityLessonOptions options = { 0 };
  g_autofree char *path = g_build_filename (faces->folder, "bare.faces", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityDataset) set = NULL;
  g_autofree char *from = g_build_filename (faces->folder, "set.faces", NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  if (faces->set == NULL)
    return;
  g_assert_true (g_file_get_contents (from, &bytes, &size, &error));
  for (int i = 0; i < MADE_PEOPLE; i++)
    {
      VanityDatasetFace face;
      char *entry = bytes + 4096 + (gsize)i * sizeof face;

      memcpy (&face, entry, sizeof face);
      face.makeup = 0;
      memcpy (entry, &face, sizeof face);
    }
  g_assert_true (g_file_set_contents (path, bytes, (gssize)size, &error));
  set = vanity_dataset_open (path, &error);
  g_assert_no_error (error);
  g_assert_null (vanity_lessons_new (set, &options, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
}

static void
fill (VanityLearner *learner, const MadeSample *sample)
{
  for (int i = 0; i < VANITY_LESSON_PLACES; i++)
    memcpy (vanity_learner_get_input (learner, i), sample->places[i],
            sizeof (float) * sample->source.sizes[i]);
}

/* Which losses count for which kind; and a step against them makes them smaller. */
static void
test_losses (MadeFaces *faces, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityLearner) learner = NULL;
  VanityRandom random;

  if (faces->set == NULL)
    return;
  vanity_random_init (&random, 4);
  learner = vanity_teach_new_learner (SIZE, 1, TRUE, &random, &error);
  g_assert_no_error (error);
  for (int kind = 0; kind < 3; kind++)
    {
      g_autoptr (VanityLessons) lessons = new_lessons (faces, kind == 1, kind == 2);
      g_auto (MadeSample) sample = { .source.count = 0 };
      double losses[VANITY_TEACH_N_LOSSES];

      draw_sample (lessons, 11, &sample);
      fill (learner, &sample);
      vanity_learner_forward (learner, TRUE);
      for (int i = 0; i < VANITY_TEACH_N_LOSSES; i++)
        {
          losses[i] = *vanity_learner_get_loss (learner, i);
          g_assert_true (isfinite (losses[i]));
        }
      g_assert_true ((losses[VANITY_TEACH_PIXELS] > 0) == (kind != 1));
      g_assert_true ((losses[VANITY_TEACH_COVERAGE] > 0) == (kind == 0));
      g_assert_true ((losses[VANITY_TEACH_COLOR] > 0) == (kind == 0));
      g_assert_true ((losses[VANITY_TEACH_TINT] > 0) == (kind == 1));
      g_assert_true ((losses[VANITY_TEACH_ADVERSARY] != 0) == (kind == 1));
      g_assert_cmpfloat (losses[VANITY_TEACH_DISCRIMINATOR], >, 0);
    }
}

static void
test_learns (MadeFaces *faces, gconstpointer data)
{
  VanityOptimizerOptions adam = VANITY_OPTIMIZER_ADAM;
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityLearner) learner = NULL;
  g_autoptr (VanityOptimizer) optimizer = NULL;
  g_auto (MadeSample) sample = { .source.count = 0 };
  double first = 0, last = 0;
  VanityRandom random;

  if (faces->set == NULL)
    return;
  g_autoptr (VanityLessons) lessons = new_lessons (faces, 0, 0);
  draw_sample (lessons, 11, &sample);
  vanity_random_init (&random, 4);
  learner = vanity_teach_new_learner (SIZE, 1, FALSE, &random, &error);
  g_assert_no_error (error);
  adam.clip = 1;
  optimizer = vanity_optimizer_new (learner, &adam, NULL);
  fill (learner, &sample);
  for (int i = 0; i < 60; i++)
    {
      vanity_learner_forward (learner, TRUE);
      vanity_learner_backward (learner, FALSE);
      g_assert_true (vanity_optimizer_step (optimizer, NULL));
      last = *vanity_learner_get_loss (learner, VANITY_TEACH_PIXELS)
             + *vanity_learner_get_loss (learner, VANITY_TEACH_COVERAGE);
      if (i == 0)
        first = last;
    }
  g_test_message ("%.4f to %.4f", first, last);
  g_assert_cmpfloat (last, <, 0.6 * first);
}

#define ADD(path, function)                                                                        \
  g_test_add (path, MadeFaces, GINT_TO_POINTER (SIZE), made_faces_set_up, function,                \
              made_faces_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/lesson/worn", test_worn);
  ADD ("/lesson/kinds", test_kinds);
  ADD ("/lesson/nobody-worn", test_nobody_worn);
  ADD ("/lesson/losses", test_losses);
  ADD ("/lesson/learns", test_learns);
  return g_test_run ();
}

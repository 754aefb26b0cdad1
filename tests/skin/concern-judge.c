#include "skin/concern-judge.h"

#include "drawn-skin.h"

#include <glib/gstdio.h>
#include <string.h>

#define SIZE 64

static void
test_ranks (void)
{
  static const double up[] = { 1, 2, 3, 4, 5 }, down[] = { 9, 7, 5, 0, -1 },
                      flat[] = { 2, 2, 2, 2, 2 };
  /* Of the sum of squared differences of ranks, 4: 1 − 6 · 4 / (5 · 24). */
  static const double mixed[] = { 20, 10, 30, 50, 40 };
  static const double ties[] = { 1, 1, 2, 2, 3 };

  g_assert_cmpfloat (vanity_rank_correlation (up, up, 5), ==, 1);
  g_assert_cmpfloat (vanity_rank_correlation (up, down, 5), ==, -1);
  g_assert_cmpfloat (vanity_rank_correlation (up, flat, 5), ==, 0);
  g_assert_cmpfloat_with_epsilon (vanity_rank_correlation (up, mixed, 5), 0.8, 1e-9);
  g_assert_cmpfloat_with_epsilon (vanity_rank_correlation (up, ties, 5), 0.9487, 1e-3);
}

/* What is asked to see the faces; it knows the truth, the opposite, or nothing. */
typedef struct
{
  const VanityConcernLessons *lessons;
  int looks, kind;
} Seer;

/* Tells how much each texel differs from a skin of the median colour: of redness, nearly the truth.
 */
static gboolean
see (gpointer data, const float *rgb, const float *visibility, float *maps, GError **error)
{
  Seer *seer = data;
  int n = SIZE * SIZE;

  seer->looks++;
  memset (maps, 0, sizeof (float) * VANITY_N_CONCERNS * (gsize)n);
  for (int i = 0; i < n && seer->kind > 0; i++)
    {
      float red = rgb[i] / MAX (rgb[n + i], 1e-3f) / (0.55f / 0.32f) - 1;

      maps[VANITY_CONCERN_REDNESS * n + i] = CLAMP (3 * red - 0.1f, 0, 1);
    }
  return TRUE;
}

/* Who sees redness gets credit for it and for nothing else; who sees nothing gets none. */
static void
test_verdict (void)
{
  g_autofree char *folder = g_dir_make_tmp ("vanity-judge-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "made.faces", NULL);
  g_autoptr (GError) error = NULL;

  if (drawn_skins_write (path, SIZE, 8))
    {
      g_autoptr (VanityDataset) set = vanity_dataset_open (path, &error);
      g_autoptr (VanityConcernLessons) lessons
          = vanity_concern_lessons_new (set, VANITY_DATASET_VALIDATION, &error);
      VanityConcernVerdict verdict;
      Seer seer = { lessons, 0, 1 };
      gboolean judged;

      g_assert_no_error (error);
      g_assert_cmpint (vanity_concern_lessons_get_count (lessons), ==, 2);
      judged = vanity_concern_judge (lessons, 5, 1, see, &seer, &verdict, &error);
      g_assert_true (judged);
      g_assert_no_error (error);
      g_assert_cmpint (verdict.faces, ==, 2);
      g_assert_cmpint (seer.looks, ==, 2 * VANITY_N_CONCERNS * VANITY_CONCERN_STEPS);
      g_assert_cmpfloat (verdict.within[VANITY_CONCERN_REDNESS], >, 0.9);
      g_assert_cmpfloat (verdict.best[VANITY_CONCERN_REDNESS][1], >, 0.5);
      g_assert_cmpfloat (verdict.overlap[VANITY_CONCERN_WRINKLES], ==, 0);
      g_assert_cmpfloat (verdict.rank[VANITY_CONCERN_WRINKLES], ==, 0);
      for (int k = 0; k < VANITY_N_CONCERNS; k++)
        g_assert_cmpfloat (verdict.area[k][0], >, 0);
      seer.kind = 0;
      judged = vanity_concern_judge (lessons, 5, 1, see, &seer, &verdict, &error);
      g_assert_true (judged);
      g_assert_cmpfloat (verdict.overlap[VANITY_CONCERN_REDNESS], ==, 0);
      g_assert_cmpfloat (verdict.rank[VANITY_CONCERN_REDNESS], ==, 0);
    }
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/skin/concern-judge/ranks", test_ranks);
  g_test_add_func ("/skin/concern-judge/verdict", test_verdict);
  return g_test_run ();
}

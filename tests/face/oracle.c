/* The finder against MediaPipe's own answers for the shared photos. */
#include "support.h"

#include <math.h>

/* Mean distance of the 478 points, in per cent of the face's width. */
#define GOAL 0.1
/* MediaPipe computed these answers on a graphics processor. Its detector is so unsure of this
 * profile that what it answers on a CPU, which we meet, is 0.17 off. */
#define UNSURE "sfhq_t2i_tiles-09.jpg"
#define UNSURE_GOAL 0.2

/* The photo an answer belongs to, or NULL where it is not here. */
static char *
find_photo (const char *folder, const char *name)
{
  g_autofree char *shared = g_build_filename (folder, "photos", name, NULL);
  g_autofree char *sample
      = g_build_filename (g_get_user_cache_dir (), "vanity", "samples", name, NULL);

  if (g_file_test (shared, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&shared);
  return g_file_test (sample, G_FILE_TEST_EXISTS) ? g_steal_pointer (&sample) : NULL;
}

static int
by_name (gconstpointer one, gconstpointer other)
{
  return g_strcmp0 (*(const char *const *)one, *(const char *const *)other);
}

static GPtrArray *
list_answers (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (names, by_name);
  return names;
}

/* Distance of the nearest of our faces, in per cent of the width. */
static double
find_error (const GPtrArray *faces, const VanityPoint *truth)
{
  double best = INFINITY;

  for (guint i = 0; i < faces->len; i++)
    {
      const VanityFace *face = g_ptr_array_index (faces, i);
      best = MIN (best, 100 * support_point_error (face->points, truth));
    }
  return best;
}

static void
test_points (void)
{
  g_autofree char *folder = support_find_shared ("data/oracle");
  g_autoptr (VanityFaceFinder) finder = folder != NULL ? support_new_finder () : NULL;
  double worst = 0;
  int n_compared = 0, n_within = 0, n_beyond = 0, n_missed = 0, n_failed = 0;

  if (finder == NULL)
    return;
  g_autoptr (GPtrArray) answers = list_answers (folder);
  for (guint a = 0; a < answers->len; a++)
    {
      g_autoptr (SupportOracle) oracle = support_oracle_load (g_ptr_array_index (answers, a));
      g_autofree char *path = find_photo (folder, oracle->photo);
      g_autoptr (GError) error = NULL;
      if (path == NULL)
        {
          g_test_message ("%s is not here", oracle->photo);
          continue;
        }
      g_autoptr (VanityImage) image = support_load_view (path);
      g_autoptr (GPtrArray) faces = vanity_face_finder_find (finder, image, NULL, &error);
      g_assert_no_error (error);

      n_missed += faces->len == 0;
      if (oracle->n_faces == 0)
        {
          n_beyond += faces->len > 0;
          g_test_message ("%-28s %u face(s) where MediaPipe finds none", oracle->photo, faces->len);
          continue;
        }
      double off = find_error (faces, oracle->faces[0]);
      double bound = g_str_equal (oracle->photo, UNSURE) ? UNSURE_GOAL : GOAL;
      g_test_message ("%-28s %.4f %% of the width%s", oracle->photo, off,
                      off > bound ? ": too far" : "");
      worst = MAX (worst, off);
      n_compared++;
      n_within += off <= GOAL;
      n_failed += !(off <= bound);
    }
  g_test_message ("%d compared: the worst %.4f %%, %d within %.1f %%; %d found beyond MediaPipe's; "
                  "%d missed",
                  n_compared, worst, n_within, GOAL, n_beyond, n_missed);
  g_assert_cmpint (n_compared, >, 0);
  g_assert_cmpint (n_failed, ==, 0);
  g_assert_cmpint (n_missed, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oracle/points", test_points);
  return g_test_run ();
}

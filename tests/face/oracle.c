/* The finder against what MediaPipe itself answers for the same photos. */
#include "support.h"

#include <math.h>

/* Mean distance of the 478 points, in face widths. */
#define MAX_ERROR 0.001

/* The photo an answer belongs to, or NULL where it is not here. */
static char *
find_photo (const char *folder, const char *name)
{
  g_autofree char *here = g_build_filename (folder, "photos", name, NULL);
  g_autofree char *sample
      = g_build_filename (g_get_user_cache_dir (), "vanity", "samples", name, NULL);

  if (g_file_test (here, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&here);
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

static void
test_points (void)
{
  g_autofree char *folder = support_find_shared ("data/oracle");
  g_autoptr (VanityFaceFinder) finder = folder != NULL ? support_new_finder () : NULL;
  double worst = 0;
  int n_compared = 0, n_beyond = 0, n_missed = 0;

  if (finder == NULL)
    return;
  g_autoptr (GPtrArray) answers = list_answers (folder);
  for (guint i = 0; i < answers->len; i++)
    {
      g_autoptr (SupportOracle) oracle = support_oracle_load (g_ptr_array_index (answers, i));
      g_autofree char *path = find_photo (folder, oracle->photo);
      if (path == NULL)
        {
          g_test_message ("%-28s not here", oracle->photo);
          continue;
        }

      g_autoptr (VanityImage) image = support_load (path);
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GPtrArray) faces = vanity_face_finder_find (finder, image, NULL, &error);
      double ms = (g_get_monotonic_time () - start) / 1000.0;
      g_assert_no_error (error);

      if (faces->len == 0)
        {
          g_test_message ("%-28s NO FACE (%.0f ms)", oracle->photo, ms);
          n_missed++;
          continue;
        }
      const VanityFace *face = g_ptr_array_index (faces, 0);
      if (oracle->n_faces == 0)
        {
          g_test_message ("%-28s %u face(s), MediaPipe none; presence %.3f, \"%s\" (%.0f ms)",
                          oracle->photo, faces->len, face->presence,
                          vanity_quality_get_word (face->quality.flags), ms);
          n_beyond++;
          continue;
        }
      double best = INFINITY;
      for (guint f = 0; f < faces->len; f++)
        {
          const VanityFace *other = g_ptr_array_index (faces, f);
          best = MIN (best, support_point_error (other->points, oracle->faces[0]));
        }
      g_test_message ("%-28s %.4f %% of the width; %u face(s), %s (%.0f ms)", oracle->photo,
                      100 * best, faces->len, vanity_quality_get_word (face->quality.flags), ms);
      worst = MAX (worst, best);
      n_compared++;
    }
  g_test_message ("%d compared, the worst %.4f %%; %d more found than MediaPipe does; %d missed",
                  n_compared, 100 * worst, n_beyond, n_missed);
  g_assert_cmpint (n_compared, >, 0);
  g_assert_cmpfloat (worst, <=, MAX_ERROR);
  g_assert_cmpint (n_missed, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oracle/points", test_points);
  return g_test_run ();
}

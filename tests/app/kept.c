/* What lies on the device because of Vanity: measured, erased, cleaned up after a crash. */
#include "app/kept.h"

#include <glib/gstdio.h>
#include <unistd.h>

static void
put (const char *base, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (base, "vanity", folder, NULL);
  g_autofree char *file = g_build_filename (path, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "0123456789", 10, NULL));
}

static void
test_words (void)
{
  for (VanityKept kept = 0; kept < VANITY_N_KEPT; kept++)
    {
      g_assert_cmpstr (vanity_kept_get_title (kept), !=, "");
      g_assert_cmpstr (vanity_kept_get_description (kept), !=, "");
      g_assert_cmpuint (vanity_kept_measure (kept), ==, 0);
    }
}

/* Every store alone; what a symbolic link points to is not ours. */
static void
test_erase (void)
{
  g_autofree char *outside = g_build_filename (g_get_user_data_dir (), "outside", NULL);
  g_autofree char *link
      = g_build_filename (g_get_user_cache_dir (), "vanity", "moment", "deep", "link", NULL);

  put (g_get_user_data_dir (), "analyses", "20260314T150926Z.json");
  put (g_get_user_data_dir (), "looks", "mine.json");
  put (g_get_user_cache_dir (), "moment/deep/down", "a.png");
  g_assert_true (g_file_set_contents (outside, "x", 1, NULL));
  g_assert_cmpint (symlink (outside, link), ==, 0);

  g_assert_cmpuint (vanity_kept_measure (VANITY_KEPT_ANALYSES), ==, 10);
  g_assert_cmpuint (vanity_kept_measure (VANITY_KEPT_CACHE), >=, 10);
  g_assert_true (vanity_kept_erase (VANITY_KEPT_CACHE, NULL, NULL));
  g_assert_cmpuint (vanity_kept_measure (VANITY_KEPT_CACHE), ==, 0);
  g_assert_true (g_file_test (outside, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (vanity_kept_measure (VANITY_KEPT_ANALYSES), ==, 10);
  g_assert_true (vanity_kept_erase (VANITY_KEPT_ANALYSES, NULL, NULL));
  g_assert_true (vanity_kept_erase (VANITY_KEPT_LOOKS, NULL, NULL));
  g_assert_cmpuint (vanity_kept_measure (VANITY_KEPT_LOOKS), ==, 0);
  g_assert_true (vanity_kept_erase (VANITY_KEPT_LOOKS, NULL, NULL));
  put (g_get_user_state_dir (), "autosave/left-by-a-crash", "document.vanity");
  g_assert_cmpuint (vanity_kept_measure (VANITY_KEPT_WORK), ==, 10);
  g_assert_true (vanity_kept_erase (VANITY_KEPT_WORK, NULL, NULL));
  g_assert_cmpuint (vanity_kept_measure (VANITY_KEPT_WORK), ==, 0);
  g_assert_false (vanity_kept_can_erase (VANITY_KEPT_PRODUCTS));
  g_unlink (outside);
}

/* What a program left that is gone is erased; what one keeps that runs is not. */
static void
test_moments (void)
{
  g_autofree char *mine = NULL;
  g_autofree char *alive = g_strdup_printf ("moment/%d", (int)getppid ());
  GStatBuf info;

  put (g_get_user_cache_dir (), "moment/999999999", "face.png");
  put (g_get_user_cache_dir (), "moment/rubbish", "face.png");
  put (g_get_user_cache_dir (), alive, "face.png");
  mine = vanity_kept_make_moment (NULL);
  g_assert_cmpint (g_stat (mine, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  g_assert_cmpuint (vanity_kept_measure (VANITY_KEPT_CACHE), ==, 30);

  vanity_kept_clean_moments ();
  g_assert_cmpuint (vanity_kept_measure (VANITY_KEPT_CACHE), ==, 10);
  g_assert_false (g_file_test (mine, G_FILE_TEST_EXISTS));
  g_assert_true (vanity_kept_erase (VANITY_KEPT_CACHE, NULL, NULL));
}

static void
test_fails (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "vanity", "looks", NULL);
  g_autoptr (GError) error = NULL;

  if (getuid () == 0)
    {
      g_test_skip ("nothing is forbidden to root");
      return;
    }

  put (g_get_user_data_dir (), "looks", "mine.json");
  g_assert_cmpint (g_chmod (folder, 0500), ==, 0);
  g_assert_false (vanity_kept_erase (VANITY_KEPT_LOOKS, NULL, &error));
  g_assert_nonnull (strstr (error->message, "mine.json"));
  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
  g_assert_true (vanity_kept_erase (VANITY_KEPT_LOOKS, NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("vanity-kept-XXXXXX", NULL);
  g_autofree char *data = g_build_filename (home, "data", NULL);
  g_autofree char *cache = g_build_filename (home, "cache", NULL);
  g_autofree char *state = g_build_filename (home, "state", NULL);
  int status;

  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_assert_cmpint (g_mkdir_with_parents (data, 0700), ==, 0);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/kept/words", test_words);
  g_test_add_func ("/app/kept/erase", test_erase);
  g_test_add_func ("/app/kept/moments", test_moments);
  g_test_add_func ("/app/kept/fails", test_fails);
  status = g_test_run ();
  for (guint i = 0; i < 3; i++)
    {
      const char *base = i == 0 ? data : i == 1 ? cache : state;
      g_autofree char *own = g_build_filename (base, "vanity", NULL);
      g_autofree char *work = g_build_filename (own, "autosave", NULL);
      g_autofree char *left = g_build_filename (work, "left-by-a-crash", NULL);

      g_rmdir (left);
      g_rmdir (work);
      g_rmdir (own);
      g_rmdir (base);
    }
  g_assert_cmpint (g_rmdir (home), ==, 0);

  return status;
}

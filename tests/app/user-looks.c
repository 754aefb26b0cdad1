/* Looks that a person saved: found again, in order, deleted and brought back. */
#include "app/user-looks.h"

#include "base/error.h"

#include <glib/gstdio.h>
#include <string.h>

static int warnings; /* that name own-99.json */

static GLogWriterOutput
count_warnings (GLogLevelFlags level, const GLogField *fields, gsize n, gpointer data)
{
  for (gsize i = 0; (level & G_LOG_LEVEL_WARNING) && i < n; i++)
    if (strcmp (fields[i].key, "MESSAGE") == 0)
      warnings += strstr (fields[i].value, "own-99.json") != NULL;

  return G_LOG_WRITER_HANDLED;
}

static char *
get_path (const char *name)
{
  return g_build_filename (g_get_user_data_dir (), "vanity", "looks", name, NULL);
}

static VanityLook *
save (const char *name)
{
  g_autoptr (VanityLook) look = vanity_look_find ("red-lip", NULL);
  g_autoptr (GError) error = NULL;
  VanityLook *own = vanity_user_looks_save (look, name, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (own->name, ==, name);
  g_assert_cmpuint (own->layers->len, ==, look->layers->len);
  g_assert_true (vanity_user_looks_has (own));
  g_assert_false (vanity_user_looks_has (look));

  return own;
}

static void
test_round (void)
{
  g_autoptr (GPtrArray) none = vanity_user_looks_list ();
  g_autoptr (VanityLook) one = save ("Wedding");
  g_autoptr (VanityLook) two = save ("Wedding");
  g_autofree char *broken = get_path ("own-99.json");
  g_autofree char *other = get_path ("notes.txt");
  g_autoptr (GPtrArray) both = NULL;
  g_autoptr (GPtrArray) rest = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpstr (one->id, !=, two->id);

  /* Files that are no looks are nobody's. */
  g_assert_true (g_file_set_contents (broken, "{", -1, NULL));
  g_assert_true (g_file_set_contents (other, "", -1, NULL));
  both = vanity_user_looks_list ();
  g_assert_cmpint (warnings, ==, 1);
  g_assert_cmpuint (both->len, ==, 2);
  g_assert_cmpstr (((VanityLook *)both->pdata[0])->id, ==, two->id);
  g_assert_cmpstr (((VanityLook *)both->pdata[1])->id, ==, one->id);
  g_unlink (broken);
  g_unlink (other);

  g_assert_true (vanity_user_looks_remove (one, NULL));
  g_assert_false (vanity_user_looks_remove (one, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FILE);
  g_assert_true (vanity_user_looks_restore (one, NULL));
  rest = vanity_user_looks_list ();
  g_assert_cmpuint (rest->len, ==, 2);
  g_assert_true (vanity_user_looks_remove (one, NULL));
  g_assert_true (vanity_user_looks_remove (two, NULL));
}

/* Something else is where the folder should be. */
static void
test_no_folder (void)
{
  g_autofree char *folder = get_path (NULL);
  g_autoptr (VanityLook) look = vanity_look_find ("red-lip", NULL);
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_assert_true (g_file_set_contents (folder, "", -1, NULL));
  none = vanity_user_looks_list ();
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_null (vanity_user_looks_save (look, "Wedding", &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FILE);
  g_unlink (folder);
}

int
main (int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("vanity-looks-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (home, "vanity", NULL);
  int status;

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (count_warnings, NULL, NULL);
  g_test_add_func ("/app/user-looks/round", test_round);
  g_test_add_func ("/app/user-looks/no-folder", test_no_folder);
  status = g_test_run ();
  g_rmdir (folder);
  g_rmdir (home);
  return status;
}

/* Looks found by words, renamed and tagged, taken in from files and given out. */
#include "app/look-library.h"

#include "app/user-looks.h"
#include "base/error.h"

#include <glib/gstdio.h>
#include <string.h>

static char *folder;

static char *
get_path (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static VanityLook *
save (const char *id, const char *name)
{
  g_autoptr (VanityLook) look = vanity_look_find (id, NULL);
  g_autoptr (GError) error = NULL;
  VanityLook *own = vanity_user_looks_save (look, name, &error);

  g_assert_no_error (error);
  return own;
}

static void
remove_own (void)
{
  g_autoptr (GPtrArray) own = vanity_user_looks_list ();

  for (guint i = 0; i < own->len; i++)
    g_assert_true (vanity_user_looks_remove (own->pdata[i], NULL));
}

static guint
count (const char *words)
{
  g_autoptr (GPtrArray) looks = vanity_look_library_list (VANITY_LOOK_ORDER_USUAL, words);

  return looks->len;
}

static void
test_search (void)
{
  g_autoptr (GPtrArray) shipped = vanity_look_list_shipped ();
  g_autoptr (VanityLook) one = save ("rosy", "Fête d’été");
  g_autoptr (VanityLook) two = save ("glam", "婚礼");
  g_autoptr (VanityLook) tagged = vanity_look_library_edit (two, "婚礼", "For the big day",
                                                            "Abend, evening  soft-light", NULL);

  g_assert_nonnull (tagged);
  g_assert_cmpuint (count (NULL), ==, shipped->len + 2);
  g_assert_cmpuint (count ("  "), ==, shipped->len + 2);
  /* Case and accents do not count, words may stand in any order. */
  g_assert_cmpuint (count ("FETE"), ==, 1);
  g_assert_cmpuint (count ("ete fete"), ==, 1);
  g_assert_cmpuint (count ("婚"), ==, 1);
  g_assert_cmpuint (count ("soft-light"), ==, 1);
  g_assert_cmpuint (count ("abend big"), ==, 1);
  g_assert_cmpuint (count ("abend fete"), ==, 0);
  g_assert_cmpuint (count ("red lip"), >=, 1);
  g_assert_cmpuint (count ("no such look anywhere"), ==, 0);
  remove_own ();
}

static void
test_order (void)
{
  g_autoptr (VanityLook) first = save ("rosy", "Zebra");
  g_autoptr (VanityLook) second = save ("rosy", "Aardvark");
  g_autoptr (GPtrArray) usual = vanity_look_library_list (VANITY_LOOK_ORDER_USUAL, NULL);
  g_autoptr (GPtrArray) oldest = vanity_look_library_list (VANITY_LOOK_ORDER_OLDEST, NULL);
  g_autoptr (GPtrArray) named = vanity_look_library_list (VANITY_LOOK_ORDER_NAME, NULL);

  g_assert_cmpstr (((VanityLook *)usual->pdata[0])->name, ==, "Aardvark");
  g_assert_cmpstr (((VanityLook *)oldest->pdata[0])->name, ==, "Zebra");
  for (guint i = 1; i < named->len; i++)
    g_assert_cmpint (g_utf8_collate (vanity_look_get_label (named->pdata[i - 1]),
                                     vanity_look_get_label (named->pdata[i])),
                     <=, 0);
  remove_own ();
}

static void
check_refused (VanityLook *look, const char *name, const char *summary, const char *tags,
               VanityError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (vanity_look_library_edit (look, name, summary, tags, &error));
  g_assert_error (error, VANITY_ERROR, (int)code);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_edit (void)
{
  g_autoptr (VanityLook) own = save ("rosy", "Rose");
  g_autoptr (VanityLook) edited
      = vanity_look_library_edit (own, "  गुलाबी ", " Nice ", "Día, día, दिन, ゆうがた", NULL);
  g_autofree char *tags = NULL;
  g_autofree char *lengthy = g_strnfill (VANITY_LOOK_NAME_MAX + 1, 'a');
  g_autofree char *summary = g_strnfill (VANITY_LOOK_SUMMARY_MAX + 1, 'a');
  g_autoptr (GPtrArray) list = NULL;

  g_assert_nonnull (edited);
  list = vanity_user_looks_list ();
  g_assert_cmpuint (list->len, ==, 1);
  edited = (vanity_look_unref (edited), vanity_look_ref (list->pdata[0]));
  g_assert_cmpstr (edited->id, ==, own->id);
  g_assert_cmpstr (edited->name, ==, "गुलाबी");
  g_assert_cmpstr (edited->summary, ==, "Nice");
  tags = vanity_look_library_dup_tags (edited);
  g_assert_cmpstr (tags, ==, "día, दिन, ゆうがた");

  check_refused (own, " ", "", "", VANITY_ERROR_VALUE);
  check_refused (own, lengthy, "", "", VANITY_ERROR_LIMIT);
  check_refused (own, "a", summary, "", VANITY_ERROR_LIMIT);
  check_refused (own, "a", "", "<b>", VANITY_ERROR_VALUE);
  check_refused (own, "a", "", "a--b", VANITY_ERROR_VALUE);
  check_refused (own, "a", "", "a b c d e f g h i j k l m n o p q", VANITY_ERROR_LIMIT);
  remove_own ();
}

static void
test_duplicate (void)
{
  g_autoptr (VanityLook) shipped = vanity_look_find ("rosy", NULL);
  g_autoptr (VanityLook) copy = vanity_look_library_duplicate (shipped, NULL);

  g_assert_true (vanity_user_looks_has (copy));
  g_assert_cmpstr (copy->name, ==, "Rosy (copy)");
  g_assert_cmpuint (copy->layers->len, ==, shipped->layers->len);
  remove_own ();
}

static void
test_files (void)
{
  g_autoptr (VanityLook) own = save ("rosy", "../a/b: \"c\"? 漢字");
  g_autoptr (GPtrArray) looks = g_ptr_array_new ();
  g_autoptr (GFile) target = g_file_new_for_path (folder);
  g_autofree char *name = vanity_look_library_suggest_file (own);
  g_autofree char *path = get_path ("ab c 漢字.json");
  g_autofree char *second = get_path ("ab c 漢字 2.json");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (VanityLook) again = NULL;
  g_autoptr (GFile) shared = NULL;
  g_autoptr (GError) error = NULL;
  int n;

  g_assert_cmpstr (name, ==, "ab c 漢字.json");
  g_ptr_array_add (looks, own);
  g_ptr_array_add (looks, own);
  g_assert_true (vanity_look_library_export (looks, target, &n, &error));
  g_assert_cmpint (n, ==, 2);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  g_assert_true (g_file_test (second, G_FILE_TEST_IS_REGULAR));

  again = vanity_look_library_import (file, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->name, ==, own->name);
  g_assert_cmpstr (again->id, !=, own->id);
  shared = vanity_look_library_share (own, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_query_exists (shared, NULL));
  g_unlink (g_file_peek_path (shared));
  g_unlink (path);
  g_unlink (second);
  remove_own ();
}

/* What cannot be read is told with file, value and rule, and nothing is kept of it. */
static void
test_hostile (void)
{
  static const char *const texts[][2] = {
    { "", "not a look" },
    { "{ \"vanity-look\": 1, \"id\": \"a\", \"name\": \"A\", \"layers\": [ { \"kind\": "
      "\"lipstick\", \"opacity\": 7 } ] }",
      "between 0 and 1" },
    { "{ \"vanity-look\": 99, \"id\": \"a\", \"name\": \"A\", \"layers\": [] }", "newer" },
    { "\xff\xfe", "UTF-8" },
  };
  g_autofree char *path = get_path ("evil.json");
  g_autoptr (GFile) file = g_file_new_for_path (path);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, texts[i][0], -1, NULL));
      g_assert_null (vanity_look_library_import (file, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, "evil.json"));
      g_assert_nonnull (strstr (error->message, texts[i][1]));
    }
  g_assert_cmpuint (count (NULL), ==, count (""));
  g_unlink (path);
  g_assert_null (vanity_look_library_import_text ("<html>", "Clipboard", NULL));
}

int
main (int argc, char *argv[])
{
  g_autofree char *home = g_dir_make_tmp ("vanity-library-XXXXXX", NULL);
  g_autofree char *data = g_build_filename (home, "vanity", "looks", NULL);
  g_autofree char *parent = g_path_get_dirname (data);
  g_autofree char *run = g_build_filename (home, "run", NULL);
  g_autofree char *rest = g_strdup_printf ("rm -rf -- '%s'", home);
  int status;

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", run, TRUE);
  folder = g_build_filename (home, "out", NULL);
  g_mkdir (folder, 0700);
  g_mkdir (run, 0700);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/look-library/search", test_search);
  g_test_add_func ("/look-library/order", test_order);
  g_test_add_func ("/look-library/edit", test_edit);
  g_test_add_func ("/look-library/duplicate", test_duplicate);
  g_test_add_func ("/look-library/files", test_files);
  g_test_add_func ("/look-library/hostile", test_hostile);
  status = g_test_run ();
  g_free (folder);
  g_assert_true (g_spawn_command_line_sync (rest, NULL, NULL, NULL, NULL));
  return status;
}

/* Work that is saved by itself, and what a crash leaves of it. */
#include "app/autosave.h"
#include "app/vanity-file.h"
#include "app/zip.h"
#include "document-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>

/* Until the folder of one document is there and complete; gives its path. */
static char *
wait_for_autosave (void)
{
  g_autofree char *path = vanity_autosave_get_path (NULL, NULL);
  gint64 end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < end)
    {
      g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
      const char *name = folder != NULL ? g_dir_read_name (folder) : NULL;
      g_autofree char *document
          = name != NULL ? vanity_autosave_get_path (name, VANITY_AUTOSAVE_DOCUMENT) : NULL;

      if (document != NULL && g_file_test (document, G_FILE_TEST_EXISTS))
        return vanity_autosave_get_path (name, NULL);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (5000);
    }

  return NULL;
}

static gboolean
has_mode (const char *path, mode_t mode)
{
  GStatBuf state;

  return g_stat (path, &state) == 0 && (state.st_mode & 0777) == mode;
}

static void
test_kept (DocumentFixture *fixture, gconstpointer data)
{
  g_autoptr (VanityDocument) document = document_open_photo (fixture);
  g_autoptr (VanityDocument) pasted = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  const char *name;
  int n_files = 0;

  if (document == NULL)
    return;

  vanity_document_set_autosaved (document, TRUE);
  document_wear (document, "rosy", 0.5);
  first = wait_for_autosave ();
  g_assert_nonnull (first);
  g_assert_true (has_mode (first, 0700));
  {
    g_autoptr (GDir) folder = g_dir_open (first, 0, NULL);

    /* The photo has a file, which is enough. */
    while ((name = g_dir_read_name (folder)) != NULL)
      {
        g_autofree char *path = g_build_filename (first, name, NULL);

        g_assert_true (has_mode (path, 0600));
        n_files++;
      }
    g_assert_cmpint (n_files, ==, 2);
  }
  /* It is in hand, so nobody else is offered it. */
  {
    g_autoptr (GPtrArray) rescues = vanity_rescue_list ();

    g_assert_cmpint (rescues->len, ==, 0);
  }

  /* Back where it began there is nothing to keep. */
  vanity_document_undo (document);
  vanity_document_undo (document);
  g_assert_false (g_file_test (first, G_FILE_TEST_EXISTS));
  document_wear (document, "rosy", 0.5);
  g_free (first);
  first = wait_for_autosave ();
  g_assert_nonnull (first);
  g_clear_object (&document);
  g_assert_false (g_file_test (first, G_FILE_TEST_EXISTS));

  pasted = document_open_pasted (fixture);
  vanity_document_set_autosaved (pasted, TRUE);
  document_wear (pasted, "rosy", 0.5);
  second = wait_for_autosave ();
  g_assert_nonnull (second);
  {
    g_autoptr (GDir) folder = g_dir_open (second, 0, NULL);

    for (n_files = 0; (name = g_dir_read_name (folder)) != NULL; n_files++)
      {
        g_autofree char *path = g_build_filename (second, name, NULL);

        g_assert_true (has_mode (path, 0600));
      }
    g_assert_cmpint (n_files, ==, 3);
  }
  g_clear_object (&pasted);
  g_assert_false (g_file_test (second, G_FILE_TEST_EXISTS));
}

/* In the process that crashes. */
static void
crash (DocumentFixture *fixture)
{
  g_autoptr (VanityDocument) document = document_open_pasted (fixture);

  if (document == NULL)
    return;
  vanity_document_set_autosaved (document, TRUE);
  document_wear (document, "red-lip", 0.25);
  g_free (wait_for_autosave ());
  raise (SIGKILL);
}

static void
test_crash (DocumentFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rescues = NULL;
  g_autoptr (VanityDocument) document = NULL;
  g_autofree char *folder = NULL;
  VanityRescue *rescue;

  if (g_test_subprocess ())
    {
      if (fixture->photo != NULL)
        crash (fixture);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  rescues = vanity_rescue_list ();
  if (rescues->len == 0 && g_test_trap_has_passed ())
    {
      g_test_skip ("the portrait or the models are not there");
      return;
    }
  g_assert_cmpint (rescues->len, ==, 1);
  /* Nobody else finds it while it is in hand. */
  {
    g_autoptr (GPtrArray) none = vanity_rescue_list ();

    g_assert_cmpint (none->len, ==, 0);
  }

  rescue = g_ptr_array_steal_index (rescues, 0);
  g_assert_cmpstr (rescue->name, ==, "Pasted photo");
  folder = vanity_autosave_get_path (rescue->id, NULL);
  document = vanity_document_new_for_rescued (rescue);
  g_assert_true (document_wait (document));
  g_assert_cmpint (vanity_document_get_state (document), ==, VANITY_DOCUMENT_READY);
  document_assert_worn (document, "red-lip", 0.25);
  g_assert_true (vanity_document_get_modified (document));
  g_assert_true (vanity_document_has_work (document));
  g_assert_null (vanity_document_get_file (document));
  g_assert_null (vanity_photo_get_file (vanity_document_get_photo (document)));
  g_assert_true (g_file_test (folder, G_FILE_TEST_EXISTS));

  /* Saved, it needs no keeping. */
  {
    g_autoptr (GFile) place = document_get_file (fixture, "rescued.vanity");

    g_assert_no_error (document_save (document, place, (VanityKeep){ 0 }, FALSE));
  }
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_assert_false (vanity_document_has_work (document));
}

/* What a newer Vanity wrote is left to it. */
static void
test_newer (DocumentFixture *fixture, gconstpointer data)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *folder = vanity_autosave_get_path (id, NULL);
  g_autofree char *path = vanity_autosave_get_path (id, VANITY_AUTOSAVE_DOCUMENT);
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_zip_entry_free);
  g_autoptr (GBytes) type = g_bytes_new_static (VANITY_FILE_TYPE, strlen (VANITY_FILE_TYPE));
  g_autoptr (GBytes) json = g_bytes_new_static ("{ \"vanity-document\": 2 }", 24);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) rescues = NULL;

  g_ptr_array_add (entries, vanity_zip_entry_new ("mimetype", type, TRUE));
  g_ptr_array_add (entries, vanity_zip_entry_new ("document.json", json, FALSE));
  bytes = vanity_zip_write (entries, NULL);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                      (gssize)g_bytes_get_size (bytes), NULL));
  rescues = vanity_rescue_list ();
  g_assert_cmpint (rescues->len, ==, 0);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  vanity_autosave_erase (id);
}

/* A rescued document whose photo is not there now is kept for the time when it is. */
static void
test_away (DocumentFixture *fixture, gconstpointer data)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *folder = vanity_autosave_get_path (id, NULL);
  g_autofree char *path = vanity_autosave_get_path (id, VANITY_AUTOSAVE_DOCUMENT);
  g_autoptr (GFile) place = g_file_new_for_path (path);
  g_autoptr (VanityFile) file = vanity_file_new ();
  g_autoptr (GPtrArray) rescues = NULL;
  VanityDocument *document;

  file->photo.name = g_strdup ("away.png");
  file->photo.path = g_strdup ("/nowhere/away.png");
  file->photo.sha256 = g_strnfill (64, '0');
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (vanity_file_write (file, place, TRUE, NULL, NULL));
  rescues = vanity_rescue_list ();
  g_assert_cmpint (rescues->len, ==, 1);

  document = vanity_document_new_for_rescued (g_ptr_array_steal_index (rescues, 0));
  document_wait (document);
  g_assert_cmpint (vanity_document_get_state (document), ==, VANITY_DOCUMENT_NO_PHOTO);
  g_assert_finalize_object (document);
  g_assert_true (g_file_query_exists (place, NULL));

  g_clear_pointer (&rescues, g_ptr_array_unref);
  rescues = vanity_rescue_list ();
  g_assert_cmpint (rescues->len, ==, 1);
  vanity_rescue_discard (g_ptr_array_steal_index (rescues, 0));
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
on_failed (VanityDocument *document, const char *message, char **said)
{
  g_assert_null (*said);
  *said = g_strdup (message);
}

/* Where nothing can be written that is said, once. */
static void
test_refused (DocumentFixture *fixture, gconstpointer data)
{
  g_autoptr (VanityDocument) document = document_open_photo (fixture);
  g_autofree char *folder = vanity_autosave_get_path (NULL, NULL);
  g_autofree char *said = NULL;
  gint64 end;

  if (document == NULL)
    return;

  /* A file where the folder should be. */
  g_rmdir (folder);
  g_assert_true (g_file_set_contents (folder, "", 0, NULL));
  g_signal_connect (document, "failed", G_CALLBACK (on_failed), &said);
  vanity_document_set_autosaved (document, TRUE);
  for (int i = 1; i <= 2; i++)
    {
      document_wear (document, "rosy", 0.25 * i);
      end = g_get_monotonic_time () + (VANITY_AUTOSAVE_MS + 300) * 1000;
      while (g_get_monotonic_time () < end)
        {
          g_main_context_iteration (NULL, FALSE);
          g_usleep (5000);
        }
    }
  g_assert_nonnull (said);
  g_unlink (folder);
}

/* What a crash in the middle of writing left, and what no document is, is cleared away. */
static void
test_leftover (DocumentFixture *fixture, gconstpointer data)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *folder = vanity_autosave_get_path (id, NULL);
  g_autofree char *temporary = vanity_autosave_get_path (id, ".vanity-AbCdEf");
  g_autofree char *document = vanity_autosave_get_path (id, VANITY_AUTOSAVE_DOCUMENT);
  g_autoptr (GPtrArray) rescues = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (temporary, "half a photo", -1, NULL));
  g_assert_true (g_file_set_contents (document, "half a document", -1, NULL));
  rescues = vanity_rescue_list ();
  g_assert_cmpint (rescues->len, ==, 0);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
add (void)
{
  document_add_test ("/app/autosave/kept", test_kept);
  document_add_test ("/app/autosave/crash", test_crash);
  document_add_test ("/app/autosave/newer", test_newer);
  document_add_test ("/app/autosave/away", test_away);
  document_add_test ("/app/autosave/refused", test_refused);
  document_add_test ("/app/autosave/leftover", test_leftover);
}

int
main (int argc, char **argv)
{
  return document_run_tests (add, argc, argv);
}

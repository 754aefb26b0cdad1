/* Documents in files: they come back as they were, nobody overwrites what another wrote, and a
 * crash leaves what was not saved. On the portrait that the tests use; without it they are skipped.
 */
#include "app/document-file.h"
#include "app/autosave.h"
#include "app/vanity-file.h"
#include "transfer/model.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>

#define PATIENCE_S 120
#define HOME "VANITY_TEST_DOCUMENT_HOME"

typedef struct
{
  char *folder;
  GFile *photo; /* NULL: the test was skipped */
} Fixture;

static GFile *
get_portrait (void)
{
  g_autofree char *path
      = g_build_filename (g_get_user_cache_dir (), "vanity", "samples", "astronaut.png", NULL);

  return g_file_new_for_path (path);
}

static GFile *
get_file (Fixture *fixture, const char *name)
{
  return g_file_new_build_filename (fixture->folder, name, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) portrait = get_portrait ();

  fixture->folder = g_dir_make_tmp ("vanity-file-XXXXXX", NULL);
  if (!g_file_query_exists (portrait, NULL))
    {
      g_test_skip ("the sample portraits are not there");
      return;
    }
  fixture->photo = get_file (fixture, "me.png");
  g_assert_true (g_file_copy (portrait, fixture->photo, 0, NULL, NULL, NULL, NULL));
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_clear_object (&fixture->photo);
}

static gboolean
give_up (gpointer user_data)
{
  g_error ("this takes longer than %d s", PATIENCE_S);

  return G_SOURCE_REMOVE;
}

/* FALSE, with the test skipped, where the models are missing. */
static gboolean
wait_for_end (VanityDocument *document)
{
  guint timeout = g_timeout_add_seconds (PATIENCE_S, give_up, NULL);

  while (vanity_document_get_state (document) < VANITY_DOCUMENT_READY)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
  if (vanity_document_get_state (document) != VANITY_DOCUMENT_NO_MODELS)
    return TRUE;

  g_test_skip ("the models are not installed");

  return FALSE;
}

static VanityDocument *
open_photo (Fixture *fixture)
{
  VanityDocument *document;

  if (fixture->photo == NULL)
    return NULL;
  document = vanity_document_new_for_file (fixture->photo, NULL);
  if (!wait_for_end (document))
    {
      g_object_unref (document);
      return NULL;
    }
  g_assert_cmpint (vanity_document_get_state (document), ==, VANITY_DOCUMENT_READY);

  return document;
}

static VanityDocument *
open_document (GFile *place)
{
  VanityDocument *document = vanity_document_new_for_document (place);

  g_assert_true (wait_for_end (document));

  return document;
}

typedef struct
{
  gboolean done;
  VanitySaved *saved;
  GError *error;
} Answer;

static void
on_saved (gpointer result, const GError *error, gpointer user_data)
{
  Answer *answer = user_data;

  answer->done = TRUE;
  answer->saved = result;
  answer->error = error != NULL ? g_error_copy (error) : NULL;
}

/* NULL where it was saved. */
static GError *
save (VanityDocument *document, GFile *place, VanityKeep keep, gboolean overwrite)
{
  VanityJobSlot slot = { 0 };
  Answer answer = { 0 };
  guint timeout = g_timeout_add_seconds (PATIENCE_S, give_up, NULL);

  vanity_document_start_save (&slot, document, place, keep, overwrite, on_saved, &answer);
  while (!answer.done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
  if (answer.saved != NULL)
    g_assert_true (g_file_equal (vanity_document_take_saved (document, answer.saved), place));

  return answer.error;
}

static void
wear (VanityDocument *document, const char *id, double strength)
{
  g_autoptr (VanityLook) look = vanity_look_find (id, NULL);

  vanity_document_set_look (document, look);
  vanity_document_set_strength (document, strength);
}

static void
assert_worn (VanityDocument *document, const char *id, double strength)
{
  VanityWear worn = vanity_outfit_get_wear (vanity_document_get_outfit (document));

  g_assert_nonnull (worn.look);
  g_assert_cmpstr (worn.look->id, ==, id);
  g_assert_cmpfloat (worn.strength, ==, strength);
}

/* The photo's bytes are in the document, which needs no other file then. */
static void
test_inside (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VanityDocument) document = open_photo (fixture);
  g_autoptr (VanityDocument) back = NULL;
  g_autoptr (GFile) place = get_file (fixture, "me.vanity");
  g_autoptr (GBytes) bytes = NULL;
  VanityAnalysisOptions options = { .has_white = TRUE, .white_x = 3, .white_y = 4 };

  if (document == NULL)
    return;

  g_assert_false (vanity_document_get_modified (document));
  wear (document, "red-lip", 0.75);
  g_assert_true (vanity_document_get_modified (document));
  /* To try a look on is no work; what is made by hand is. */
  g_assert_false (vanity_document_has_work (document));
  vanity_document_set_options (document, &options);
  {
    g_autoptr (VanityLook) look = vanity_look_find ("red-lip", NULL);

    vanity_document_edit_look (document, look, "Lipstick: opacity", NULL);
    vanity_document_set_strength (document, 0.75);
    g_assert_true (vanity_document_has_work (document));
  }

  g_assert_no_error (save (document, place, (VanityKeep){ 0 }, FALSE));
  g_assert_false (vanity_document_get_modified (document));
  g_assert_false (vanity_document_has_work (document));
  g_assert_cmpstr (vanity_document_get_title (document), ==, "me.vanity");
  /* The way back goes on past it. */
  g_assert_true (vanity_document_can_undo (document));
  vanity_document_undo (document);
  g_assert_true (vanity_document_get_modified (document));
  g_assert_true (vanity_document_has_work (document));
  vanity_document_redo (document);
  g_assert_false (vanity_document_get_modified (document));

  bytes = g_bytes_ref (vanity_photo_get_bytes (vanity_document_get_photo (document)));
  g_clear_object (&document);
  g_assert_true (g_file_delete (fixture->photo, NULL, NULL));
  back = open_document (place);
  g_assert_cmpint (vanity_document_get_state (back), ==, VANITY_DOCUMENT_READY);
  assert_worn (back, "red-lip", 0.75);
  g_assert_true (vanity_options_equal (&vanity_document_get_outfit (back)->options[0], &options));
  g_assert_true (g_bytes_equal (vanity_photo_get_bytes (vanity_document_get_photo (back)), bytes));
  g_assert_cmpstr (vanity_document_get_name (back), ==, "me.png");
  g_assert_false (vanity_document_get_modified (back));
  g_assert_false (vanity_document_get_keep (back).link);
}

/* A link leads there after both were moved, is asked for when the photo is gone, and does not take
 * another photo for it. */
static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VanityDocument) document = open_photo (fixture);
  g_autoptr (GFile) place = get_file (fixture, "me.vanity");
  g_autoptr (GFile) folder = get_file (fixture, "moved");
  g_autoptr (GFile) place_moved = get_file (fixture, "moved/me.vanity");
  g_autoptr (GFile) photo_moved = get_file (fixture, "moved/me.png");
  g_autoptr (GFile) elsewhere = get_file (fixture, "elsewhere.png");
  g_autofree char *small = NULL;
  gsize size;

  if (document == NULL)
    return;

  wear (document, "rosy", 0.5);
  {
    g_autoptr (GFile) pictured = get_file (fixture, "pictured.vanity");
    g_autoptr (VanityFile) file = NULL;

    g_assert_no_error (save (document, pictured, (VanityKeep){ TRUE, TRUE }, FALSE));
    file = vanity_file_read (pictured, NULL, NULL);
    g_assert_nonnull (file->thumbnail);
    g_assert_cmpmem (g_bytes_get_data (file->thumbnail, NULL), 4, "\x89PNG", 4);
  }
  g_assert_no_error (save (document, place, (VanityKeep){ .link = TRUE }, FALSE));
  g_clear_object (&document);
  g_assert_true (g_file_load_contents (place, NULL, &small, &size, NULL, NULL));
  g_assert_cmpint (size, <, 20000);

  g_assert_true (g_file_make_directory (folder, NULL, NULL));
  g_assert_true (g_file_move (place, place_moved, 0, NULL, NULL, NULL, NULL));
  g_assert_true (g_file_move (fixture->photo, photo_moved, 0, NULL, NULL, NULL, NULL));
  document = open_document (place_moved);
  g_assert_cmpint (vanity_document_get_state (document), ==, VANITY_DOCUMENT_READY);
  g_assert_true (vanity_document_get_keep (document).link);
  assert_worn (document, "rosy", 0.5);
  g_clear_object (&document);

  g_assert_true (g_file_move (photo_moved, elsewhere, 0, NULL, NULL, NULL, NULL));
  document = open_document (place_moved);
  g_assert_cmpint (vanity_document_get_state (document), ==, VANITY_DOCUMENT_NO_PHOTO);
  g_assert_nonnull (strstr (vanity_document_get_error (document)->message, "me.png"));
  vanity_document_use_photo (document, elsewhere);
  g_assert_true (wait_for_end (document));
  g_assert_cmpint (vanity_document_get_state (document), ==, VANITY_DOCUMENT_READY);
  assert_worn (document, "rosy", 0.5);
  g_clear_object (&document);

  /* Of the right size, and another photo. */
  {
    g_autofree char *bytes = NULL;

    g_assert_true (g_file_load_contents (elsewhere, NULL, &bytes, &size, NULL, NULL));
    bytes[size / 2] ^= 1;
    g_assert_true (
        g_file_replace_contents (photo_moved, bytes, size, NULL, FALSE, 0, NULL, NULL, NULL));
  }
  document = open_document (place_moved);
  g_assert_cmpint (vanity_document_get_state (document), ==, VANITY_DOCUMENT_NO_PHOTO);
}

static void
on_read (gpointer result, const GError *error, gpointer user_data)
{
  *(VanitySource **)user_data = result;
  g_assert_no_error (error);
}

/* NULL, with the test skipped, where there is no model to copy by. */
static VanitySource *
read_source (VanityDocument *document)
{
  VanityJobSlot slot = { 0 };
  VanitySource *source = NULL;
  g_autoptr (VanityTransferModel) model = vanity_transfer_model_load (NULL, NULL);

  if (model == NULL)
    {
      g_test_skip ("there is no model to copy makeup by");
      return NULL;
    }
  vanity_source_read (&slot, vanity_document_get_photo (document),
                      vanity_document_get_faces (document), 0, "friend.png", VANITY_SOURCE_SIDE,
                      on_read, &source);
  while (vanity_job_slot_is_busy (&slot))
    g_main_context_iteration (NULL, TRUE);

  return source;
}

/* What is copied from another photo is worn again, as strongly; without that photo the face is bare
 * and that is said. */
static void
test_copied (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VanityDocument) document = open_photo (fixture);
  g_autoptr (VanitySource) source = document != NULL ? read_source (document) : NULL;
  g_autoptr (GFile) place = get_file (fixture, "me.vanity");
  g_autoptr (GFile) linked = get_file (fixture, "linked.vanity");
  g_autoptr (VanityMix) mix = NULL;
  VanityWear worn;

  if (source == NULL)
    return;

  mix = vanity_mix_new (source);
  vanity_document_set_mix (document, mix);
  vanity_document_set_strength (document, 1.25);
  vanity_document_set_part (document, VANITY_CHANGE_EYES, 0.5);
  g_assert_no_error (save (document, place, (VanityKeep){ 0 }, FALSE));
  g_assert_no_error (save (document, linked, (VanityKeep){ .link = TRUE }, FALSE));
  g_clear_object (&document);

  document = open_document (linked);
  worn = vanity_outfit_get_wear (vanity_document_get_outfit (document));
  g_assert_nonnull (worn.mix);
  g_clear_object (&document);

  g_assert_true (g_file_delete (fixture->photo, NULL, NULL));
  document = open_document (place);
  g_assert_cmpint (vanity_document_get_state (document), ==, VANITY_DOCUMENT_READY);
  worn = vanity_outfit_get_wear (vanity_document_get_outfit (document));
  g_assert_nonnull (worn.mix);
  g_assert_cmpstr (worn.mix->from[0]->name, ==, "me.png");
  g_assert_cmpfloat (worn.strength, ==, 1.25);
  g_assert_cmpfloat (worn.parts[VANITY_CHANGE_EYES], ==, 0.5);
}

/* Two windows on one file, and something else that writes it. */
static void
test_others (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VanityDocument) document = open_photo (fixture);
  g_autoptr (VanityDocument) second = NULL;
  g_autoptr (GFile) place = get_file (fixture, "me.vanity");
  g_autoptr (GFile) copy = get_file (fixture, "copy.vanity");
  g_autoptr (GError) busy = NULL;
  g_autoptr (GError) changed = NULL;
  g_autofree char *bytes = NULL;
  gsize size;

  if (document == NULL)
    return;

  wear (document, "rosy", 1);
  g_assert_no_error (save (document, place, (VanityKeep){ 0 }, FALSE));
  g_assert_false (vanity_document_is_taken (document));

  second = open_document (place);
  g_assert_true (vanity_document_is_taken (second));
  wear (second, "red-lip", 1);
  busy = save (second, place, (VanityKeep){ 0 }, TRUE);
  g_assert_error (busy, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_assert_true (vanity_document_get_modified (second));
  g_assert_no_error (save (second, copy, (VanityKeep){ 0 }, FALSE));
  g_assert_false (vanity_document_is_taken (second));

  /* Another computer, say. */
  g_assert_true (g_file_load_contents (place, NULL, &bytes, &size, NULL, NULL));
  g_usleep (20000);
  g_assert_true (g_file_replace_contents (place, bytes, size, NULL, FALSE, 0, NULL, NULL, NULL));
  wear (document, "red-lip", 1);
  changed = save (document, place, (VanityKeep){ 0 }, FALSE);
  g_assert_error (changed, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  g_assert_no_error (save (document, place, (VanityKeep){ 0 }, TRUE));
  g_assert_no_error (save (document, place, (VanityKeep){ 0 }, FALSE));

  /* Who closes it lets the next one have it. */
  g_clear_object (&document);
  g_clear_object (&second);
  second = open_document (place);
  g_assert_false (vanity_document_is_taken (second));
}

static VanityDocument *
open_pasted (Fixture *fixture)
{
  g_autoptr (VanityPhoto) photo = vanity_photo_load (fixture->photo, NULL, NULL);
  VanityDocument *document
      = vanity_document_new_for_image (vanity_photo_get_image (photo), "Pasted photo", NULL);

  if (wait_for_end (document))
    return document;
  g_object_unref (document);

  return NULL;
}

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
test_autosave (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VanityDocument) document = open_photo (fixture);
  g_autoptr (VanityDocument) pasted = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  const char *name;
  int n_files = 0;

  if (document == NULL)
    return;

  vanity_document_set_autosaved (document, TRUE);
  wear (document, "rosy", 0.5);
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
  wear (document, "rosy", 0.5);
  g_free (first);
  first = wait_for_autosave ();
  g_assert_nonnull (first);
  g_clear_object (&document);
  g_assert_false (g_file_test (first, G_FILE_TEST_EXISTS));

  pasted = open_pasted (fixture);
  vanity_document_set_autosaved (pasted, TRUE);
  wear (pasted, "rosy", 0.5);
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
crash (Fixture *fixture)
{
  g_autoptr (VanityDocument) document = open_pasted (fixture);

  if (document == NULL)
    return;
  vanity_document_set_autosaved (document, TRUE);
  wear (document, "red-lip", 0.25);
  g_free (wait_for_autosave ());
  raise (SIGKILL);
}

static void
test_crash (Fixture *fixture, gconstpointer data)
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
  g_assert_true (wait_for_end (document));
  g_assert_cmpint (vanity_document_get_state (document), ==, VANITY_DOCUMENT_READY);
  assert_worn (document, "red-lip", 0.25);
  g_assert_true (vanity_document_get_modified (document));
  g_assert_true (vanity_document_has_work (document));
  g_assert_null (vanity_document_get_file (document));
  g_assert_null (vanity_photo_get_file (vanity_document_get_photo (document)));
  g_assert_true (g_file_test (folder, G_FILE_TEST_EXISTS));

  /* Saved, it needs no keeping. */
  {
    g_autoptr (GFile) place = get_file (fixture, "rescued.vanity");

    g_assert_no_error (save (document, place, (VanityKeep){ 0 }, FALSE));
  }
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_assert_false (vanity_document_has_work (document));
}

/* What a crash in the middle of writing left, and what no document is, is cleared away. */
static void
test_leftover (Fixture *fixture, gconstpointer data)
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

int
main (int argc, char **argv)
{
  g_autofree char *home
      = g_getenv (HOME) != NULL ? NULL : g_dir_make_tmp ("vanity-home-XXXXXX", NULL);
  int status;

  if (home != NULL)
    g_setenv (HOME, home, TRUE);
  g_setenv ("XDG_STATE_HOME", g_getenv (HOME), TRUE);
  g_setenv ("XDG_RUNTIME_DIR", g_getenv (HOME), TRUE);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);

  g_test_init (&argc, &argv, NULL);
  g_test_add ("/app/document-file/inside", Fixture, NULL, set_up, test_inside, tear_down);
  g_test_add ("/app/document-file/link", Fixture, NULL, set_up, test_link, tear_down);
  g_test_add ("/app/document-file/copied", Fixture, NULL, set_up, test_copied, tear_down);
  g_test_add ("/app/document-file/others", Fixture, NULL, set_up, test_others, tear_down);
  g_test_add ("/app/document-file/autosave", Fixture, NULL, set_up, test_autosave, tear_down);
  g_test_add ("/app/document-file/crash", Fixture, NULL, set_up, test_crash, tear_down);
  g_test_add ("/app/document-file/leftover", Fixture, NULL, set_up, test_leftover, tear_down);
  status = g_test_run ();
  if (home != NULL)
    remove_folder (home);

  return status;
}

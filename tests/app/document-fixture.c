#include "document-fixture.h"

#include "folder.h"

#define PATIENCE_S 120
/* That of a test, which a process that it starts shares. */
#define HOME "VANITY_TEST_DOCUMENT_HOME"

static GFile *
get_portrait (void)
{
  g_autofree char *path
      = g_build_filename (g_get_user_cache_dir (), "vanity", "samples", "astronaut.png", NULL);

  return g_file_new_for_path (path);
}

GFile *
document_get_file (DocumentFixture *fixture, const char *name)
{
  return g_file_new_build_filename (fixture->folder, name, NULL);
}

void
document_set_up (DocumentFixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) portrait = get_portrait ();

  fixture->folder = fixture_folder ();
  if (!g_file_query_exists (portrait, NULL))
    {
      g_test_skip ("the sample portraits are not there");
      return;
    }
  fixture->photo = document_get_file (fixture, "me.png");
  g_assert_true (g_file_copy (portrait, fixture->photo, 0, NULL, NULL, NULL, NULL));
}

void
document_tear_down (DocumentFixture *fixture, gconstpointer data)
{
  fixture_remove (fixture->folder);
  g_clear_object (&fixture->photo);
}

static gboolean
give_up (gpointer user_data)
{
  g_error ("this takes longer than %d s", PATIENCE_S);

  return G_SOURCE_REMOVE;
}

/* FALSE, with the test skipped, where the models are missing. */
gboolean
document_wait (VanityDocument *document)
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

VanityDocument *
document_open_photo (DocumentFixture *fixture)
{
  VanityDocument *document;

  if (fixture->photo == NULL)
    return NULL;
  document = vanity_document_new_for_file (fixture->photo, NULL);
  if (!document_wait (document))
    {
      g_object_unref (document);
      return NULL;
    }
  g_assert_cmpint (vanity_document_get_state (document), ==, VANITY_DOCUMENT_READY);

  return document;
}

VanityDocument *
document_open (GFile *place)
{
  VanityDocument *document = vanity_document_new_for_document (place);

  g_assert_true (document_wait (document));

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
GError *
document_save (VanityDocument *document, GFile *place, VanityKeep keep, gboolean overwrite)
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

void
document_wear (VanityDocument *document, const char *id, double strength)
{
  g_autoptr (VanityLook) look = vanity_look_find (id, NULL);

  vanity_document_set_look (document, look);
  vanity_document_set_strength (document, strength);
}

void
document_assert_worn (VanityDocument *document, const char *id, double strength)
{
  VanityWear worn = vanity_outfit_get_wear (vanity_document_get_outfit (document));

  g_assert_nonnull (worn.look);
  g_assert_cmpstr (worn.look->id, ==, id);
  g_assert_cmpfloat (worn.strength, ==, strength);
}

VanityDocument *
document_open_pasted (DocumentFixture *fixture)
{
  g_autoptr (VanityPhoto) photo = vanity_photo_load (fixture->photo, NULL, NULL);
  VanityDocument *document
      = vanity_document_new_for_image (vanity_photo_get_image (photo), "Pasted photo", NULL);

  if (document_wait (document))
    return document;
  g_object_unref (document);

  return NULL;
}

int
document_run_tests (void (*add) (void), int argc, char **argv)
{
  char *home = g_getenv (HOME) != NULL ? NULL : fixture_folder ();
  int status;

  if (home != NULL)
    g_setenv (HOME, home, TRUE);
  g_setenv ("XDG_STATE_HOME", g_getenv (HOME), TRUE);
  g_setenv ("XDG_RUNTIME_DIR", g_getenv (HOME), TRUE);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);

  g_test_init (&argc, &argv, NULL);
  add ();
  status = g_test_run ();
  if (home != NULL)
    fixture_remove (home);

  return status;
}

/* Documents in files: they come back as they were, and nobody overwrites what another wrote. */
#include "app/vanity-file.h"
#include "document-fixture.h"
#include "transfer/model.h"

#include <string.h>

/* The photo's bytes are in the document, which needs no other file then. */
static void
test_inside (DocumentFixture *fixture, gconstpointer data)
{
  g_autoptr (VanityDocument) document = document_open_photo (fixture);
  g_autoptr (VanityDocument) back = NULL;
  g_autoptr (GFile) place = document_get_file (fixture, "me.vanity");
  g_autoptr (GBytes) bytes = NULL;
  VanityAnalysisOptions options = { .has_white = TRUE, .white_x = 3, .white_y = 4 };

  if (document == NULL)
    return;

  g_assert_false (vanity_document_get_modified (document));
  document_wear (document, "red-lip", 0.75);
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

  g_assert_no_error (document_save (document, place, (VanityKeep){ 0 }, FALSE));
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
  back = document_open (place);
  g_assert_cmpint (vanity_document_get_state (back), ==, VANITY_DOCUMENT_READY);
  document_assert_worn (back, "red-lip", 0.75);
  g_assert_true (vanity_options_equal (&vanity_document_get_outfit (back)->options[0], &options));
  g_assert_true (g_bytes_equal (vanity_photo_get_bytes (vanity_document_get_photo (back)), bytes));
  g_assert_cmpstr (vanity_document_get_name (back), ==, "me.png");
  g_assert_false (vanity_document_get_modified (back));
  g_assert_false (vanity_document_get_keep (back).link);
}

/* What is said of the light and the skin is done step by step; a slider that is dragged is one. */
static void
test_options (DocumentFixture *fixture, gconstpointer data)
{
  g_autoptr (VanityDocument) document = document_open_photo (fixture);
  VanityAnalysisOptions options = { .has_white = TRUE, .white_x = 3, .white_y = 4 };
  const VanityAnalysisOptions *now;

  if (document == NULL)
    return;

  vanity_document_set_options (document, &options);
  g_assert_cmpstr (vanity_document_get_undo_name (document), ==, "White point picked");
  options.has_nudge = TRUE;
  for (int i = 1; i <= 10; i++)
    {
      options.nudge.warmer = 0.1F * (float)i;
      vanity_document_set_options (document, &options);
    }
  g_assert_cmpstr (vanity_document_get_undo_name (document), ==, "Skin colour corrected");
  vanity_document_undo (document);
  now = &vanity_document_get_outfit (document)->options[0];
  g_assert_true (now->has_white && !now->has_nudge);
  vanity_document_undo (document);
  g_assert_false (vanity_document_can_undo (document));
  g_assert_false (vanity_document_get_outfit (document)->options[0].has_white);

  /* A point that turned out not to be white leaves no step. */
  options = vanity_document_get_outfit (document)->options[0];
  vanity_document_set_options (document, &(VanityAnalysisOptions){ .has_white = TRUE });
  vanity_document_take_back_options (document, &options);
  g_assert_false (vanity_document_can_undo (document));
  g_assert_false (vanity_document_can_redo (document));
}

/* A link leads there after both were moved, is asked for when the photo is gone, and does not take
 * another photo for it. */
static void
test_link (DocumentFixture *fixture, gconstpointer data)
{
  g_autoptr (VanityDocument) document = document_open_photo (fixture);
  g_autoptr (GFile) place = document_get_file (fixture, "me.vanity");
  g_autoptr (GFile) folder = document_get_file (fixture, "moved");
  g_autoptr (GFile) place_moved = document_get_file (fixture, "moved/me.vanity");
  g_autoptr (GFile) photo_moved = document_get_file (fixture, "moved/me.png");
  g_autoptr (GFile) elsewhere = document_get_file (fixture, "elsewhere.png");
  g_autofree char *small = NULL;
  gsize size;

  if (document == NULL)
    return;

  document_wear (document, "rosy", 0.5);
  {
    g_autoptr (GFile) pictured = document_get_file (fixture, "pictured.vanity");
    g_autoptr (VanityFile) file = NULL;

    g_assert_no_error (document_save (document, pictured, (VanityKeep){ TRUE, TRUE }, FALSE));
    file = vanity_file_read (pictured, NULL, NULL);
    g_assert_nonnull (file->thumbnail);
    g_assert_cmpmem (g_bytes_get_data (file->thumbnail, NULL), 4, "\x89PNG", 4);
  }
  g_assert_no_error (document_save (document, place, (VanityKeep){ .link = TRUE }, FALSE));
  g_clear_object (&document);
  g_assert_true (g_file_load_contents (place, NULL, &small, &size, NULL, NULL));
  g_assert_cmpint (size, <, 20000);

  g_assert_true (g_file_make_directory (folder, NULL, NULL));
  g_assert_true (g_file_move (place, place_moved, 0, NULL, NULL, NULL, NULL));
  g_assert_true (g_file_move (fixture->photo, photo_moved, 0, NULL, NULL, NULL, NULL));
  document = document_open (place_moved);
  g_assert_cmpint (vanity_document_get_state (document), ==, VANITY_DOCUMENT_READY);
  g_assert_true (vanity_document_get_keep (document).link);
  document_assert_worn (document, "rosy", 0.5);
  g_clear_object (&document);

  g_assert_true (g_file_move (photo_moved, elsewhere, 0, NULL, NULL, NULL, NULL));
  document = document_open (place_moved);
  g_assert_cmpint (vanity_document_get_state (document), ==, VANITY_DOCUMENT_NO_PHOTO);
  g_assert_nonnull (strstr (vanity_document_get_error (document)->message, "me.png"));
  vanity_document_use_photo (document, elsewhere);
  g_assert_true (document_wait (document));
  g_assert_cmpint (vanity_document_get_state (document), ==, VANITY_DOCUMENT_READY);
  document_assert_worn (document, "rosy", 0.5);
  g_clear_object (&document);

  /* Of the right size, and another photo. */
  {
    g_autofree char *bytes = NULL;

    g_assert_true (g_file_load_contents (elsewhere, NULL, &bytes, &size, NULL, NULL));
    bytes[size / 2] ^= 1;
    g_assert_true (
        g_file_replace_contents (photo_moved, bytes, size, NULL, FALSE, 0, NULL, NULL, NULL));
  }
  document = document_open (place_moved);
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
test_copied (DocumentFixture *fixture, gconstpointer data)
{
  g_autoptr (VanityDocument) document = document_open_photo (fixture);
  g_autoptr (VanitySource) source = document != NULL ? read_source (document) : NULL;
  g_autoptr (GFile) place = document_get_file (fixture, "me.vanity");
  g_autoptr (GFile) linked = document_get_file (fixture, "linked.vanity");
  g_autoptr (VanityMix) mix = NULL;
  VanityWear worn;

  if (source == NULL)
    return;

  mix = vanity_mix_new (source);
  vanity_document_set_mix (document, mix);
  vanity_document_set_strength (document, 1.25);
  vanity_document_set_part (document, VANITY_CHANGE_EYES, 0.5);
  g_assert_no_error (document_save (document, place, (VanityKeep){ 0 }, FALSE));
  g_assert_no_error (document_save (document, linked, (VanityKeep){ .link = TRUE }, FALSE));
  g_clear_object (&document);

  document = document_open (linked);
  worn = vanity_outfit_get_wear (vanity_document_get_outfit (document));
  g_assert_nonnull (worn.mix);
  g_clear_object (&document);

  g_assert_true (g_file_delete (fixture->photo, NULL, NULL));
  document = document_open (place);
  g_assert_cmpint (vanity_document_get_state (document), ==, VANITY_DOCUMENT_READY);
  worn = vanity_outfit_get_wear (vanity_document_get_outfit (document));
  g_assert_nonnull (worn.mix);
  g_assert_cmpstr (worn.mix->from[0]->name, ==, "me.png");
  g_assert_cmpfloat (worn.strength, ==, 1.25);
  g_assert_cmpfloat (worn.parts[VANITY_CHANGE_EYES], ==, 0.5);
}

/* Two windows on one file, and something else that writes it. */
static void
test_others (DocumentFixture *fixture, gconstpointer data)
{
  g_autoptr (VanityDocument) document = document_open_photo (fixture);
  g_autoptr (VanityDocument) second = NULL;
  g_autoptr (VanityDocument) waiting = NULL;
  g_autoptr (GFile) place = document_get_file (fixture, "me.vanity");
  g_autoptr (GFile) copy = document_get_file (fixture, "copy.vanity");
  g_autoptr (GError) busy = NULL;
  g_autoptr (GError) changed = NULL;
  g_autofree char *bytes = NULL;
  gsize size;

  if (document == NULL)
    return;

  document_wear (document, "rosy", 1);
  g_assert_no_error (document_save (document, place, (VanityKeep){ 0 }, FALSE));
  g_assert_false (vanity_document_is_taken (document));

  second = document_open (place);
  g_assert_true (vanity_document_is_taken (second));
  document_wear (second, "red-lip", 1);
  busy = document_save (second, place, (VanityKeep){ 0 }, TRUE);
  g_assert_error (busy, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_assert_true (vanity_document_get_modified (second));
  g_assert_no_error (document_save (second, copy, (VanityKeep){ 0 }, FALSE));
  g_assert_false (vanity_document_is_taken (second));

  /* Another computer, say. */
  g_assert_true (g_file_load_contents (place, NULL, &bytes, &size, NULL, NULL));
  g_usleep (20000);
  g_assert_true (g_file_replace_contents (place, bytes, size, NULL, FALSE, 0, NULL, NULL, NULL));
  document_wear (document, "red-lip", 1);
  changed = document_save (document, place, (VanityKeep){ 0 }, FALSE);
  g_assert_error (changed, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  g_assert_no_error (document_save (document, place, (VanityKeep){ 0 }, TRUE));
  g_assert_no_error (document_save (document, place, (VanityKeep){ 0 }, FALSE));

  /* Who closes it lets the next one have it, even one that waited. */
  waiting = document_open (place);
  g_assert_true (vanity_document_is_taken (waiting));
  g_clear_object (&document);
  g_assert_false (vanity_document_is_taken (waiting));
  g_clear_object (&waiting);
  g_clear_object (&second);
  second = document_open (place);
  g_assert_false (vanity_document_is_taken (second));
}

static void
add (void)
{
  document_add_test ("/app/document-file/inside", test_inside);
  document_add_test ("/app/document-file/options", test_options);
  document_add_test ("/app/document-file/link", test_link);
  document_add_test ("/app/document-file/copied", test_copied);
  document_add_test ("/app/document-file/others", test_others);
}

int
main (int argc, char **argv)
{
  return document_run_tests (add, argc, argv);
}

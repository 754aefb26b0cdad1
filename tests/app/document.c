/* Outfits, the way back, pictures and documents: none of it needs a display. */
#include "app/document.h"
#include "app/export.h"
#include "app/history.h"
#include "app/step-name.h"
#include "app/thumbnails.h"
#include "base/error.h"

#include <glib/gstdio.h>
#include <string.h>

#define PATIENCE_S 60

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("vanity-document-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);

  for (const char *name = g_dir_read_name (folder); name != NULL; name = g_dir_read_name (folder))
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static GFile *
write_file (Fixture *fixture, const char *name, const void *bytes, gssize size)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, size, NULL));

  return g_file_new_for_path (path);
}

/* Soft colours without a face in them. */
static VanityImage *
make_image (int width, int height)
{
  VanityImage *image = vanity_image_new (width, height, 8, vanity_color_space_get_srgb (), NULL);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      memcpy (vanity_image_row (image, y) + 4 * x,
              (guint8[]){ x * 255 / width, y * 255 / height, (x + y) % 251, 255 }, 4);

  return image;
}

static gboolean
give_up (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;

  return G_SOURCE_REMOVE;
}

static VanityDocumentState
wait_for_end (VanityDocument *document)
{
  gboolean late = FALSE;
  guint timeout = g_timeout_add_seconds (PATIENCE_S, give_up, &late);

  while (!late && vanity_document_get_state (document) < VANITY_DOCUMENT_READY)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (timeout);

  return vanity_document_get_state (document);
}

static void
test_outfit (void)
{
  g_autoptr (VanityLook) look = vanity_look_new ("one", "One");
  g_autoptr (VanityOutfit) bare = vanity_outfit_new (3);
  g_autoptr (VanityOutfit) second = vanity_outfit_with_selected (bare, 1);
  g_autoptr (VanityOutfit) worn = vanity_outfit_with_look (second, 1, look);
  g_autoptr (VanityOutfit) half = vanity_outfit_with_strength (worn, 1, 0.5);
  g_autoptr (VanityOutfit) wild = vanity_outfit_with_strength (worn, 1, 7);
  g_autoptr (VanityOutfit) all = vanity_outfit_with_everybody (half, 1);
  g_autoptr (VanityOutfit) nobody = vanity_outfit_with_look (bare, 9, look);

  g_assert_true (vanity_outfit_is_bare (bare));
  g_assert_false (vanity_outfit_is_bare (worn));
  g_assert_true (vanity_outfit_equal (bare, nobody));
  g_assert_false (vanity_outfit_equal (worn, half));
  g_assert_null (bare->wears[1].look);
  g_assert_true (vanity_outfit_get_wear (worn).look == look);
  g_assert_cmpfloat (vanity_outfit_get_wear (half).strength, ==, 0.5);
  g_assert_cmpfloat (vanity_outfit_get_wear (wild).strength, ==, 1.0);
  for (int i = 0; i < 3; i++)
    {
      g_assert_true (all->wears[i].look == look);
      g_assert_cmpfloat (all->wears[i].strength, ==, 0.5);
    }
}

/* Nobody looks into it. */
static VanitySource *
make_source (void)
{
  return g_atomic_rc_box_new0 (VanitySource);
}

static void
test_mix (void)
{
  g_autoptr (VanitySource) ann = make_source ();
  g_autoptr (VanitySource) bea = make_source ();
  g_autoptr (VanityMix) all = vanity_mix_new (ann);
  g_autoptr (VanityMix) lips = vanity_mix_with_part (all, VANITY_CHANGE_LIPS, bea);
  g_autoptr (VanityMix) back = vanity_mix_with_part (lips, VANITY_CHANGE_LIPS, ann);
  g_autoptr (VanityMix) skin = vanity_mix_with_foundation (all, TRUE);
  g_autoptr (VanityLook) look = vanity_look_new ("one", "One");
  g_autoptr (VanityOutfit) bare = vanity_outfit_new (2);
  g_autoptr (VanityOutfit) mixed = vanity_outfit_with_mix (bare, 1, lips);
  g_autoptr (VanityOutfit) strong = vanity_outfit_with_strength (mixed, 1, 1.4);
  g_autoptr (VanityOutfit) weak = vanity_outfit_with_part (strong, 1, VANITY_CHANGE_EYES, 0.5);
  g_autoptr (VanityOutfit) all_of_it = vanity_outfit_with_everybody (weak, 1);
  g_autoptr (VanityOutfit) looked = vanity_outfit_with_look (weak, 1, look);
  g_autoptr (VanityOutfit) off = vanity_outfit_with_off (weak, 1);
  double strengths[VANITY_N_CHANGES];

  g_assert_true (vanity_mix_equal (all, back));
  g_assert_false (vanity_mix_equal (all, lips));
  g_assert_false (vanity_mix_equal (all, skin));
  g_assert_false (vanity_mix_equal (all, NULL));
  g_assert_true (vanity_mix_has (lips, ann) && vanity_mix_has (lips, bea));
  g_assert_false (vanity_mix_has (all, bea));

  g_assert_false (vanity_outfit_is_bare (mixed));
  g_assert_false (vanity_outfit_equal (mixed, strong));
  g_assert_true (vanity_wear_is_same (&mixed->wears[1], &weak->wears[1]));
  vanity_wear_get_strengths (&weak->wears[1], strengths);
  g_assert_cmpfloat_with_epsilon (strengths[VANITY_CHANGE_LIPS], 1.4, 1e-9);
  g_assert_cmpfloat_with_epsilon (strengths[VANITY_CHANGE_EYES], 0.7, 1e-9);
  g_assert_true (all_of_it->wears[0].mix == lips);
  g_assert_cmpfloat (all_of_it->wears[0].parts[VANITY_CHANGE_EYES], ==, 0.5);

  /* One thing at a time, and a look not beyond its full strength. */
  g_assert_null (looked->wears[1].mix);
  g_assert_cmpfloat (looked->wears[1].strength, ==, 1.0);
  g_assert_null (off->wears[1].mix);
  g_assert_true (off->wears[1].off);
  g_assert_cmpfloat (off->wears[1].parts[VANITY_CHANGE_EYES], ==, 1.0);
}

static void
test_history (void)
{
  g_autoptr (VanityOutfit) start = vanity_outfit_new (1);
  g_autoptr (VanityHistory) history = vanity_history_new (start, "Start");

  g_assert_false (vanity_history_can_undo (history));
  for (int i = 1; i <= 9; i++)
    {
      g_autoptr (VanityOutfit) step
          = vanity_outfit_with_strength (vanity_history_get_current (history), 0, i / 10.0);

      /* The first five are one drag, the last four another. */
      if (i == 6)
        vanity_history_settle (history);
      vanity_history_push (history, step, "Strength", "strength", FALSE);
    }

  g_assert_cmpfloat (vanity_history_get_current (history)->wears[0].strength, ==, 0.9);
  vanity_history_undo (history);
  g_assert_cmpfloat (vanity_history_get_current (history)->wears[0].strength, ==, 0.5);
  vanity_history_undo (history);
  g_assert_true (vanity_history_get_current (history) == start);
  g_assert_false (vanity_history_can_undo (history));
  vanity_history_redo (history);
  vanity_history_redo (history);
  vanity_history_redo (history);
  g_assert_cmpfloat (vanity_history_get_current (history)->wears[0].strength, ==, 0.9);

  vanity_history_undo (history);
  vanity_history_push (history, start, "Back", NULL, FALSE);
  g_assert_false (vanity_history_can_redo (history));
}

/* There is no end to the steps, each has its name, and any of them can be gone to. */
static void
test_steps (void)
{
  g_autoptr (VanityOutfit) start = vanity_outfit_new (1);
  g_autoptr (VanityHistory) history = vanity_history_new (start, "Start");

  for (int i = 1; i <= 3000; i++)
    {
      g_autoptr (VanityOutfit) step = vanity_outfit_with_strength (start, 0, i / 3000.0);
      g_autofree char *name = g_strdup_printf ("Step %d", i);

      vanity_history_push (history, step, name, NULL, i == 2000);
    }
  g_assert_cmpint (vanity_history_get_n_steps (history), ==, 3001);
  g_assert_cmpint (vanity_history_get_position (history), ==, 3000);
  g_assert_cmpstr (vanity_history_get_name (history, 0), ==, "Start");
  g_assert_cmpstr (vanity_history_get_name (history, 1234), ==, "Step 1234");
  g_assert_true (vanity_history_is_crafted (history));

  vanity_history_go_to (history, 1999);
  g_assert_cmpfloat (vanity_history_get_current (history)->wears[0].strength, ==, 1999 / 3000.0);
  g_assert_false (vanity_history_is_crafted (history));
  g_assert_true (vanity_history_can_redo (history));
  vanity_history_go_to (history, -7);
  g_assert_cmpint (vanity_history_get_position (history), ==, 0);
  vanity_history_go_to (history, G_MAXINT);
  g_assert_cmpint (vanity_history_get_position (history), ==, 3000);

  /* One that turned out to be of no use never was. */
  vanity_history_drop (history);
  g_assert_cmpint (vanity_history_get_n_steps (history), ==, 3000);
  g_assert_false (vanity_history_can_redo (history));

  /* Two sliders are two steps, however quickly they follow. */
  vanity_history_push (history, start, "Lips", "lips", FALSE);
  vanity_history_push (history, start, "Eyes", "eyes", FALSE);
  vanity_history_push (history, start, "Eyes again", "eyes", FALSE);
  g_assert_cmpint (vanity_history_get_n_steps (history), ==, 3002);
  g_assert_cmpstr (vanity_history_get_name (history, 3001), ==, "Eyes again");
}

/* A source with a name. */
static VanitySource *
make_named (const char *name)
{
  VanitySource *source = make_source ();

  source->name = g_strdup (name);

  return source;
}

static void
assert_name (char *name, const char *expected)
{
  g_assert_cmpstr (name, ==, expected);
  g_free (name);
}

static void
test_step_names (void)
{
  g_autoptr (VanitySource) ann = make_named ("ann.jpg");
  g_autoptr (VanitySource) bea = make_named ("bea.jpg");
  g_autoptr (VanityMix) all = vanity_mix_new (ann);
  g_autoptr (VanityMix) lips = vanity_mix_with_part (all, VANITY_CHANGE_LIPS, bea);
  g_autoptr (VanityMix) skin = vanity_mix_with_foundation (all, TRUE);
  g_autoptr (VanityLook) look = vanity_look_new ("own", "Rosy");
  g_autoptr (VanityOutfit) bare = vanity_outfit_new (1);
  g_autoptr (VanityOutfit) worn = vanity_outfit_with_look (bare, 0, look);
  g_autoptr (VanityOutfit) half = vanity_outfit_with_strength (worn, 0, 0.604);
  VanityAnalysisOptions none = { 0 }, white = { .has_white = TRUE, .white_x = 1 };

  assert_name (vanity_step_name_start (bare), "Photo opened");
  assert_name (vanity_step_name_start (worn), "Photo opened, with the look Rosy");
  assert_name (vanity_step_name_look (look), "Look: Rosy");
  assert_name (vanity_step_name_look (NULL), "Makeup removed");
  assert_name (vanity_step_name_strength (half), "Strength: 60%");
  assert_name (vanity_step_name_part (half, VANITY_CHANGE_EYES), "Eyes: 100%");
  assert_name (vanity_step_name_mix (NULL, all), "Makeup copied from ann.jpg");
  assert_name (vanity_step_name_mix (all, lips), "Lips copied from bea.jpg");
  assert_name (vanity_step_name_mix (NULL, lips), "Makeup copied from several photos");
  assert_name (vanity_step_name_mix (all, skin), "Foundation copied as well");
  assert_name (vanity_step_name_options (&none, &white), "White point picked");
  assert_name (vanity_step_name_options (&white, &none), "Colours as measured");
}

static void
test_texture (void)
{
  g_autoptr (VanityImage) image = make_image (37, 23);
  VanityRect rect = { 5, 7, 20, 11 };
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (VanityImage) back = NULL;

  image->has_alpha = TRUE;
  for (int x = 0; x < 37; x++)
    vanity_image_row (image, 9)[4 * x + 3] = 128;
  texture = vanity_texture_new_from_image (image, &rect);
  back = vanity_texture_to_image (texture, NULL);

  g_assert_cmpint (back->width, ==, rect.width);
  g_assert_cmpint (back->height, ==, rect.height);
  g_assert_true (back->has_alpha);
  for (int y = 0; y < rect.height; y++)
    for (int x = 0; x < 4 * rect.width; x++)
      {
        int was = vanity_image_row (image, y + rect.y)[4 * rect.x + x];

        /* Multiplied by alpha and divided again, a value moves by one at most. */
        g_assert_cmpint (ABS (vanity_image_row (back, y)[x] - was), <=, y == 2 ? 1 : 0);
      }
}

static void
test_thumbnail_rect (void)
{
  g_autoptr (VanityImage) image = make_image (300, 200);
  g_autoptr (VanityFace) face = g_new0 (VanityFace, 1);

  for (int x = -50; x < 300; x += 25)
    for (int side = 4; side < 400; side *= 2)
      {
        VanityRect rect;

        memcpy (face->box, (float[]){ x, x / 2, side, side * 1.2 }, sizeof face->box);
        rect = vanity_thumbnail_get_rect (image, face);
        g_assert_cmpint (rect.x, >=, 0);
        g_assert_cmpint (rect.y, >=, 0);
        g_assert_cmpint (rect.width, ==, rect.height);
        g_assert_cmpint (rect.x + rect.width, <=, 300);
        g_assert_cmpint (rect.y + rect.height, <=, 200);
      }
}

static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *bytes;
    gssize size;
  } files[] = {
    { "empty.jpg", "", 0 },
    { "words.png", "these are words, not a picture", -1 },
    { "cut.png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", 18 },
    { "cut.jpg", "\xff\xd8\xff\xe0\0\x10JFIF\0", 11 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GFile) file = write_file (fixture, files[i].name, files[i].bytes, files[i].size);
      g_autoptr (VanityDocument) document = vanity_document_new_for_file (file, NULL);

      g_assert_cmpstr (vanity_document_get_name (document), ==, files[i].name);
      g_assert_true (vanity_document_get_busy (document));
      g_assert_cmpint (wait_for_end (document), ==, VANITY_DOCUMENT_UNREADABLE);
      g_assert_false (vanity_document_get_busy (document));
      g_assert_nonnull (vanity_document_get_error (document));
      g_assert_nonnull (strstr (vanity_document_get_error (document)->message, files[i].name));
      g_assert_null (vanity_document_get_before (document));

      /* Nothing that is asked of it now does harm. */
      vanity_document_undo (document);
      vanity_document_set_strength (document, 0.3);
      vanity_document_want_full (document, TRUE);
      g_assert_null (vanity_document_get_outfit (document));
    }
}

static void
test_gone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "gone.jpg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (VanityDocument) document = vanity_document_new_for_file (file, NULL);

  g_assert_cmpint (wait_for_end (document), ==, VANITY_DOCUMENT_UNREADABLE);
  g_assert_error (vanity_document_get_error (document), VANITY_ERROR, VANITY_ERROR_FILE);
}

static void
test_no_face (void)
{
  g_autoptr (VanityImage) image = make_image (640, 400);
  g_autoptr (VanityDocument) document = vanity_document_new_for_image (image, "Pasted photo", NULL);
  VanityDocumentState state = wait_for_end (document);

  if (state == VANITY_DOCUMENT_NO_MODELS)
    {
      g_test_skip ("the models are not installed");
      return;
    }

  g_assert_cmpint (state, ==, VANITY_DOCUMENT_NO_FACE);
  g_assert_cmpint (vanity_document_get_n_faces (document), ==, 0);
  g_assert_nonnull (vanity_document_get_before (document));
}

/* A document may go while its jobs run; they must not speak to it any more. */
static void
test_dropped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VanityImage) image = make_image (1200, 900);

  for (int i = 0; i < 5; i++)
    {
      VanityDocument *document = vanity_document_new_for_image (image, "Pasted photo", NULL);

      for (int j = 0; j < i; j++)
        {
          g_main_context_iteration (NULL, FALSE);
          g_usleep (4000);
        }
      g_assert_finalize_object (document);
    }
  for (int i = 0; i < 50; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/document/outfit", test_outfit);
  g_test_add_func ("/app/document/mix", test_mix);
  g_test_add_func ("/app/document/history", test_history);
  g_test_add_func ("/app/document/steps", test_steps);
  g_test_add_func ("/app/document/step-names", test_step_names);
  g_test_add_func ("/app/document/texture", test_texture);
  g_test_add_func ("/app/document/thumbnail-rect", test_thumbnail_rect);
  g_test_add ("/app/document/unreadable", Fixture, NULL, set_up, test_unreadable, tear_down);
  g_test_add ("/app/document/gone", Fixture, NULL, set_up, test_gone, tear_down);
  g_test_add_func ("/app/document/no-face", test_no_face);
  g_test_add ("/app/document/dropped", Fixture, NULL, set_up, test_dropped, tear_down);
  return g_test_run ();
}

/* The makeup of another photo, in the real window, by a generator that has learnt nothing. */
#include "tests/ui/support.h"

#include "model/onnx-write.h"
#include "transfer/generator.h"
#include "ui/copy-panel.h"
#include "ui/face-strip.h"
#include "ui/layers-panel.h"
#include "ui/look-panel.h"
#include "ui/look-tile.h"
#include "ui/source-strip.h"
#include "ui/strength-row.h"
#include "ui/trust-view.h"

#include <glib/gstdio.h>
#include <string.h>

static char *models; /* the folder of the generator */

static VanityCopyPanel *
get_panel (Fixture *fixture)
{
  return fixture_find (fixture->window, VANITY_TYPE_COPY_PANEL);
}

static gboolean
is_quiet (Fixture *fixture)
{
  return fixture_is_settled (fixture) && !vanity_copy_panel_is_reading (get_panel (fixture));
}

static void
copy_from (Fixture *fixture, GFile *file)
{
  vanity_window_copy_from_file (fixture->window, file);
  fixture_wait (fixture, is_quiet);
}

/* Opens the portrait, and copies from the portrait that is there twice. */
static gboolean
begin (Fixture *fixture)
{
  g_autoptr (GFile) pair = NULL;

  if (!fixture_open_portrait (fixture))
    return FALSE;

  pair = fixture_write_pair (fixture);
  copy_from (fixture, pair);
  g_assert_cmpstr (vanity_copy_panel_get_page (get_panel (fixture)), ==, "worn");
  g_assert_nonnull (fixture_get_wear (fixture).mix);

  return TRUE;
}

static GtkWidget *
get_row (Fixture *fixture, int part)
{
  GtkWidget *row = fixture_find (get_panel (fixture), VANITY_TYPE_STRENGTH_ROW);

  while (part-- > 0)
    row = gtk_widget_get_next_sibling (row);

  return row;
}

static GtkAdjustment *
get_strength (GtkWidget *row)
{
  return gtk_range_get_adjustment (fixture_find (row, GTK_TYPE_SCALE));
}

static void
test_wear (Fixture *fixture, gconstpointer data)
{
  GtkFlowBox *gallery;
  VanityMix *mix;

  if (!begin (fixture))
    return;

  mix = fixture_get_wear (fixture).mix;
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    g_assert_cmpstr (mix->from[i]->name, ==, "pair.png");
  g_assert_false (mix->foundation);

  /* No look is chosen beside it; one that is takes its place, and undo gives it back. */
  gallery = fixture_find (fixture->window, GTK_TYPE_FLOW_BOX);
  g_assert_null (gtk_flow_box_get_selected_children (gallery));
  gtk_flow_box_select_child (gallery, gtk_flow_box_get_child_at_index (gallery, 1));
  g_assert_null (fixture_get_wear (fixture).mix);
  g_assert_nonnull (fixture_get_wear (fixture).look);
  g_assert_cmpstr (vanity_copy_panel_get_page (get_panel (fixture)), ==, "empty");
  fixture_activate (fixture, "undo");
  g_assert_true (fixture_get_wear (fixture).mix == mix);
  g_assert_null (gtk_flow_box_get_selected_children (gallery));

  fixture_activate (fixture, "remove-makeup");
  g_assert_null (fixture_get_wear (fixture).mix);
  fixture_activate (fixture, "undo");
  g_assert_true (fixture_get_wear (fixture).mix == mix);
  fixture_wait (fixture, is_quiet);
}

static void
test_parts (Fixture *fixture, gconstpointer data)
{
  GtkAdjustment *lips, *eyes;
  gpointer foundation;

  if (!begin (fixture))
    return;

  lips = get_strength (get_row (fixture, VANITY_CHANGE_LIPS));
  eyes = get_strength (get_row (fixture, VANITY_CHANGE_EYES));
  g_assert_cmpfloat (gtk_adjustment_get_upper (lips), ==, 150);
  for (int i = 100; i <= 150; i += 5)
    gtk_adjustment_set_value (lips, i);
  for (int i = 100; i >= 0; i -= 10)
    gtk_adjustment_set_value (eyes, i);
  fixture_wait (fixture, is_quiet);
  g_assert_cmpfloat (fixture_get_wear (fixture).parts[VANITY_CHANGE_LIPS], ==, 1.5);
  g_assert_cmpfloat (fixture_get_wear (fixture).parts[VANITY_CHANGE_EYES], ==, 0);
  g_assert_cmpfloat (fixture_get_wear (fixture).strength, ==, 1);

  /* Each slider is a step of its own. */
  fixture_activate (fixture, "undo");
  g_assert_cmpfloat (fixture_get_wear (fixture).parts[VANITY_CHANGE_EYES], ==, 1);
  g_assert_cmpfloat (gtk_adjustment_get_value (eyes), ==, 100);
  g_assert_cmpfloat (fixture_get_wear (fixture).parts[VANITY_CHANGE_LIPS], ==, 1.5);
  fixture_activate (fixture, "undo");
  g_assert_cmpfloat (gtk_adjustment_get_value (lips), ==, 100);

  foundation = fixture_find (get_panel (fixture), GTK_TYPE_SWITCH);
  gtk_switch_set_active (foundation, TRUE);
  g_assert_true (fixture_get_wear (fixture).mix->foundation);
  fixture_activate (fixture, "undo");
  g_assert_false (gtk_switch_get_active (foundation));
  fixture_wait (fixture, is_quiet);
}

/* Lips of one, all else of another. */
static void
test_two (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) other = NULL;
  VanityMix *mix;

  if (!begin (fixture))
    return;

  other = fixture_get_portrait ();
  copy_from (fixture, other);
  mix = fixture_get_wear (fixture).mix;
  g_assert_cmpstr (mix->from[VANITY_CHANGE_LIPS]->name, ==, "astronaut.png");
  g_signal_emit_by_name (gtk_widget_get_last_child (
                             gtk_widget_get_first_child (get_row (fixture, VANITY_CHANGE_LIPS))),
                         "clicked");
  fixture_wait (fixture, is_quiet);
  mix = fixture_get_wear (fixture).mix;
  g_assert_cmpstr (mix->from[VANITY_CHANGE_LIPS]->name, ==, "pair.png");
  g_assert_cmpstr (mix->from[VANITY_CHANGE_EYES]->name, ==, "astronaut.png");

  /* Without the one all is of the other, then there is nothing. */
  fixture_activate (fixture, "remove-reference");
  mix = fixture_get_wear (fixture).mix;
  g_assert_cmpstr (mix->from[VANITY_CHANGE_EYES]->name, ==, "pair.png");
  fixture_activate (fixture, "remove-reference");
  g_assert_null (fixture_get_wear (fixture).mix);
  g_assert_cmpstr (vanity_copy_panel_get_page (get_panel (fixture)), ==, "empty");
  fixture_activate (fixture, "undo");
  g_assert_cmpstr (vanity_copy_panel_get_page (get_panel (fixture)), ==, "worn");
  fixture_wait (fixture, is_quiet);
}

static gboolean
wears_second (Fixture *fixture)
{
  return is_quiet (fixture) && fixture_get_wear (fixture).mix->from[0]->face == 1;
}

/* The faces of a reference with several. */
static void
test_faces (Fixture *fixture, gconstpointer data)
{
  GtkWidget *strip, *button;

  if (!begin (fixture))
    return;

  fixture_idle (300);
  strip = fixture_find (get_panel (fixture), VANITY_TYPE_FACE_STRIP);
  g_assert_true (gtk_widget_get_visible (strip));
  g_assert_cmpint (fixture_get_wear (fixture).mix->from[0]->face, ==, 0);
  button = fixture_find (strip, GTK_TYPE_TOGGLE_BUTTON);
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)))
    button = gtk_widget_get_next_sibling (button);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  fixture_wait (fixture, wears_second);
  fixture_activate (fixture, "undo");
  g_assert_cmpint (fixture_get_wear (fixture).mix->from[0]->face, ==, 0);
  fixture_wait (fixture, is_quiet);
}

static gboolean
is_swapped (Fixture *fixture)
{
  return is_quiet (fixture)
         && g_strcmp0 (vanity_document_get_name (fixture_get_document (fixture)), "pair.png") == 0;
}

static void
test_swap (Fixture *fixture, gconstpointer data)
{
  if (!begin (fixture))
    return;

  fixture_activate (fixture, "swap");
  fixture_wait (fixture, is_swapped);
  g_assert_cmpstr (fixture_get_wear (fixture).mix->from[0]->name, ==, "astronaut.png");
  g_assert_cmpint (vanity_document_get_n_faces (fixture_get_document (fixture)), ==, 2);
  fixture_activate (fixture, "back");
  g_assert_cmpstr (vanity_document_get_name (fixture_get_document (fixture)), ==, "astronaut.png");
  g_assert_cmpstr (fixture_get_wear (fixture).mix->from[0]->name, ==, "pair.png");
  fixture_wait (fixture, is_quiet);
}

static void
drop (Fixture *fixture, GFile *file, double x)
{
  GtkWidget *stack
      = fixture_find (fixture_find (fixture->window, ADW_TYPE_TOAST_OVERLAY), GTK_TYPE_STACK);
  GtkDropTarget *target = fixture_find_controller (stack, GTK_TYPE_DROP_TARGET);
  g_auto (GValue) files = G_VALUE_INIT;
  GdkDragAction action = 0;
  gboolean taken = FALSE;

  g_value_init (&files, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&files, gdk_file_list_new_from_array (&file, 1));
  g_signal_emit_by_name (target, "enter", x * gtk_widget_get_width (stack), 9.0, &action);
  g_assert_cmpint (action, ==, GDK_ACTION_COPY);
  g_signal_emit_by_name (target, "drop", &files, x * gtk_widget_get_width (stack), 9.0, &taken);
  g_assert_true (taken);
  fixture_wait (fixture, is_quiet);
}

/* On the photo's half it is opened, and begins with what was copied last; on the panel's half it is
 * copied from. */
static void
test_drop (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = NULL;

  if (!fixture_open_portrait (fixture))
    return;

  file = fixture_write_pair (fixture);
  drop (fixture, file, 0.9);
  g_assert_cmpstr (vanity_document_get_name (fixture_get_document (fixture)), ==, "astronaut.png");
  g_assert_cmpstr (fixture_get_wear (fixture).mix->from[0]->name, ==, "pair.png");
  drop (fixture, file, 0.1);
  g_assert_cmpstr (vanity_document_get_name (fixture_get_document (fixture)), ==, "pair.png");
  g_assert_cmpstr (fixture_get_wear (fixture).mix->from[0]->name, ==, "pair.png");
}

static gboolean
has_mix (Fixture *fixture)
{
  return is_quiet (fixture) && fixture_get_wear (fixture).mix != NULL;
}

static void
test_paste (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) portrait = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  if (!fixture_open_portrait (fixture))
    return;

  portrait = fixture_get_portrait ();
  texture = gdk_texture_new_from_file (portrait, NULL);
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), texture);
  fixture_activate (fixture, "paste-reference");
  fixture_wait (fixture, has_mix);
  g_assert_cmpstr (vanity_document_get_name (fixture_get_document (fixture)), ==, "astronaut.png");
}

/* What cannot be copied from is said, and changes nothing. */
static void
test_bad (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) sky = NULL;
  g_autoptr (GFile) words = NULL;
  g_autoptr (GFile) gone = NULL;
  g_autoptr (GFile) pair = NULL;
  VanityOutfit *outfit;

  if (!fixture_open_portrait (fixture))
    return;

  outfit = vanity_document_get_outfit (fixture_get_document (fixture));
  sky = fixture_write_photo (fixture, "sky.png", 320, 200);
  words = fixture_write (fixture, "words.jpg", "these are words", -1);
  gone = fixture_get_file (fixture, "gone.jpg");
  pair = fixture_write_pair (fixture);
  for (int i = 0; i < 3; i++)
    {
      GFile *file = (GFile *[]){ sky, words, gone }[i];
      g_autofree char *name = g_file_get_basename (file);

      copy_from (fixture, file);
      g_assert_nonnull (strstr (vanity_copy_panel_get_message (get_panel (fixture)), name));
      g_assert_true (vanity_document_get_outfit (fixture_get_document (fixture)) == outfit);
    }

  /* Stopped on the way, and then taken after all. */
  vanity_window_copy_from_file (fixture->window, pair);
  g_assert_true (vanity_copy_panel_is_reading (get_panel (fixture)));
  vanity_copy_panel_stop (get_panel (fixture));
  g_assert_false (vanity_copy_panel_is_reading (get_panel (fixture)));
  fixture_idle (200);
  g_assert_true (vanity_document_get_outfit (fixture_get_document (fixture)) == outfit);
  vanity_window_copy_from_file (fixture->window, sky);
  copy_from (fixture, pair);
  g_assert_nonnull (fixture_get_wear (fixture).mix);
  g_assert_null (vanity_copy_panel_get_message (get_panel (fixture)));
}

static gboolean
is_off (Fixture *fixture)
{
  return is_quiet (fixture)
         && g_strcmp0 (vanity_copy_panel_get_page (get_panel (fixture)), "off") == 0;
}

static void
test_take_off (Fixture *fixture, gconstpointer data)
{
  if (!fixture_open_portrait (fixture))
    return;

  fixture_activate (fixture, "take-off");
  fixture_wait (fixture, is_off);
  g_assert_true (fixture_get_wear (fixture).off);
  fixture_activate (fixture, "remove-makeup");
  g_assert_false (fixture_get_wear (fixture).off);
  g_assert_cmpstr (vanity_copy_panel_get_page (get_panel (fixture)), ==, "empty");
}

static gboolean
is_kept (Fixture *fixture)
{
  const char *toast = vanity_window_get_toast (fixture->window);

  return toast != NULL && strstr (toast, "Evening") != NULL;
}

static int
count_tiles (Fixture *fixture)
{
  GtkFlowBox *gallery = fixture_find (fixture->window, GTK_TYPE_FLOW_BOX);
  int n = 0;

  while (gtk_flow_box_get_child_at_index (gallery, n) != NULL)
    n++;

  return n;
}

/* What was copied becomes a look of the gallery, is worn as such, deleted and brought back. */
static void
test_keep (Fixture *fixture, gconstpointer data)
{
  int n;

  if (!begin (fixture))
    return;

  n = count_tiles (fixture);
  vanity_window_save_look (fixture->window, "Evening");
  fixture_wait (fixture, is_kept);
  g_assert_cmpint (count_tiles (fixture), ==, n + 1);
  g_assert_nonnull (fixture_get_wear (fixture).mix);

  fixture_activate (fixture, "wear-look::own-1");
  fixture_wait (fixture, is_quiet);
  g_assert_cmpstr (fixture_get_wear (fixture).look->name, ==, "Evening");

  fixture_activate (fixture, "delete-look::own-1");
  g_assert_cmpint (count_tiles (fixture), ==, n);
  g_assert_cmpstr (fixture_get_wear (fixture).look->name, ==, "Evening");
  fixture_activate (fixture, "restore-look");
  g_assert_cmpint (count_tiles (fixture), ==, n + 1);
  fixture_activate (fixture, "delete-look::own-1");
  fixture_activate (fixture, "delete-look::rosy"); /* is nobody's own */
  g_assert_cmpint (count_tiles (fixture), ==, n);
  fixture_idle (50);
}

static gboolean
is_measured (Fixture *fixture)
{
  return vanity_trust_view_get_text (fixture_find (get_panel (fixture), VANITY_TYPE_TRUST_VIEW))
         != NULL;
}

static void
test_trust (Fixture *fixture, gconstpointer data)
{
  gpointer view;

  if (!begin (fixture))
    return;

  view = fixture_find (get_panel (fixture), VANITY_TYPE_TRUST_VIEW);
  g_assert_null (vanity_trust_view_get_text (view));
  vanity_trust_view_set_open (view, TRUE);
  fixture_wait (fixture, is_measured);
  /* Numbers of an outfit are not those of the next one. */
  vanity_document_set_strength (fixture_get_document (fixture), 0.2);
  fixture_wait (fixture, is_quiet);
  g_assert_null (vanity_trust_view_get_text (view));
  fixture_wait (fixture, is_measured);
}

static gboolean
is_saved (Fixture *fixture)
{
  const char *toast = vanity_window_get_toast (fixture->window);

  return toast != NULL && strstr (toast, "result.png") != NULL;
}

/* Two faces in one photo, each with its own: saved, both are changed and nothing else is. */
static void
test_save (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) pair = NULL;
  g_autoptr (GFile) portrait = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (VanityPhoto) saved = NULL;
  VanityDocument *document;
  VanityImage *before, *after;
  int changed[2] = { 0 }, astray = 0;

  if (!fixture_open_portrait (fixture))
    return;

  pair = fixture_write_pair (fixture);
  portrait = fixture_get_portrait ();
  vanity_window_open_file (fixture->window, pair);
  fixture_wait (fixture, is_quiet);
  copy_from (fixture, pair);
  fixture_activate (fixture, "next-face");
  copy_from (fixture, portrait);
  document = fixture_get_document (fixture);
  for (int i = 0; i < 2; i++)
    g_assert_cmpstr (vanity_document_get_outfit (document)->wears[i].mix->from[0]->name, ==,
                     ((const char *[]){ "pair.png", "astronaut.png" })[i]);

  file = fixture_get_file (fixture, "result.png");
  vanity_window_save_to (fixture->window, file);
  fixture_wait (fixture, is_saved);
  saved = vanity_photo_load (file, NULL, NULL);
  before = vanity_photo_get_image (vanity_document_get_photo (document));
  after = vanity_photo_get_image (saved);
  for (int y = 0; y < before->height; y++)
    for (int x = 0; x < before->width; x++)
      {
        int inside = -1;

        if (memcmp (vanity_image_row (before, y) + 4 * x, vanity_image_row (after, y) + 4 * x, 4)
            == 0)
          continue;
        for (int i = 0; i < 2; i++)
          {
            const float *box = vanity_document_get_face (document, i)->box;

            if (x >= box[0] - 1 && x <= box[0] + box[2] + 1 && y >= box[1] - 1
                && y <= box[1] + box[3] + 1)
              inside = i;
          }
        if (inside >= 0)
          changed[inside]++;
        else
          astray++;
      }
  g_assert_cmpint (changed[0], >, 100);
  g_assert_cmpint (changed[1], >, 100);
  g_assert_cmpint (astray, ==, 0);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) other = NULL;

  if (!begin (fixture))
    return;

  other = fixture_get_portrait ();
  copy_from (fixture, other);
  g_assert_cmpint (fixture_check_names (get_panel (fixture)), >, 15);
}

/* A model that is no model: said, not worn. Comes first, for a good one stays loaded. */
static void
test_broken (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (models, "transfer.onnx", NULL);
  g_autofree char *aside = g_build_filename (models, "aside", NULL);
  g_autoptr (GFile) pair = NULL;

  if (!fixture_open_portrait (fixture))
    return;

  pair = fixture_write_pair (fixture);
  g_assert_cmpint (g_rename (path, aside), ==, 0);
  g_assert_true (g_file_set_contents (path, "no model", -1, NULL));
  copy_from (fixture, pair);
  g_assert_null (fixture_get_wear (fixture).mix);
  g_assert_nonnull (strstr (vanity_copy_panel_get_message (get_panel (fixture)), "transfer.onnx"));
  g_assert_cmpint (g_rename (aside, path), ==, 0);
  copy_from (fixture, pair);
  g_assert_nonnull (fixture_get_wear (fixture).mix);
}

static void
write_model (void)
{
  g_autofree char *path = g_build_filename (models, "transfer.onnx", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityGraph) graph = NULL;
  VanityRandom random;

  vanity_random_init (&random, 7);
  graph = vanity_generator_new_graph (128, 1, &random, &error);
  g_assert_no_error (error);
  g_assert_true (vanity_onnx_save (graph, path, &error));
}

static gboolean
has_layers (Fixture *fixture)
{
  return fixture_get_wear (fixture).look != NULL && is_quiet (fixture);
}

/* Copied makeup as layers to be edited, and back. */
static void
test_as_layers (Fixture *fixture, gconstpointer data)
{
  GtkWidget *layers;

  if (!begin (fixture))
    return;

  fixture_activate (fixture, "show-layers");
  fixture_idle (300);
  layers = fixture_find (fixture->window, VANITY_TYPE_LAYERS_PANEL);
  g_assert_cmpstr (vanity_layers_panel_get_page (VANITY_LAYERS_PANEL (layers)), ==, "message");
  g_assert_true (gtk_widget_activate_action (layers, "layers.edit-copied", NULL));
  fixture_wait (fixture, has_layers);
  g_assert_null (fixture_get_wear (fixture).mix);
  fixture_activate (fixture, "undo");
  g_assert_nonnull (fixture_get_wear (fixture).mix);
}

int
main (int argc, char **argv)
{
  g_autofree char *home = fixture_make_home ();
  int status;

  models = g_build_filename (home, "models", NULL);
  g_assert_cmpint (g_mkdir (models, 0700), ==, 0);
  g_setenv ("VANITY_MODELS", models, TRUE);
  g_test_init (&argc, &argv, NULL);
  write_model ();
#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/ui/copying/broken", test_broken);
  ADD ("/ui/copying/wear", test_wear);
  ADD ("/ui/copying/parts", test_parts);
  ADD ("/ui/copying/two", test_two);
  ADD ("/ui/copying/faces", test_faces);
  ADD ("/ui/copying/swap", test_swap);
  ADD ("/ui/copying/drop", test_drop);
  ADD ("/ui/copying/paste", test_paste);
  ADD ("/ui/copying/bad", test_bad);
  ADD ("/ui/copying/take-off", test_take_off);
  ADD ("/ui/copying/keep", test_keep);
  ADD ("/ui/copying/trust", test_trust);
  ADD ("/ui/copying/save", test_save);
  ADD ("/ui/copying/names", test_names);
  ADD ("/ui/copying/as-layers", test_as_layers);
  status = g_test_run ();
  fixture_remove_home (home);
  g_free (models);
  return status;
}

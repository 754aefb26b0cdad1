/* The window as a person meets it: pages, actions, sizes, names for assistive technology. */
#include "tests/ui/support.h"

#include "ui/adaptive-split.h"
#include "ui/commands.h"

static gboolean
is_enabled (Fixture *fixture, const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), action);
}

static void
open_and_wait (Fixture *fixture, GFile *file)
{
  vanity_window_open_file (fixture->window, file);
  fixture_wait (fixture, fixture_is_settled);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  static const char *const off[] = { "save",          "copy",
                                     "undo",          "redo",
                                     "view",          "zoom-in",
                                     "next-look",     "stronger",
                                     "remove-makeup", "dress-everybody",
                                     "back",          "swap",
                                     "take-off",      "choose-reference",
                                     "save-look" };

  if (fixture->window == NULL)
    return;

  g_assert_cmpstr (vanity_window_get_page (fixture->window), ==, "empty");
  for (guint i = 0; i < G_N_ELEMENTS (off); i++)
    g_assert_false (is_enabled (fixture, off[i]));
  g_assert_true (is_enabled (fixture, "open"));
  g_assert_true (is_enabled (fixture, "paste"));
}

static void
test_accelerators (Fixture *fixture, gconstpointer data)
{
  guint n_keys = 0;
  guint n_commands;
  const VanityCommand *commands = vanity_commands_list (&n_commands);

  if (fixture->window == NULL)
    return;

  for (guint i = 0; i < n_commands; i++)
    {
      g_auto (GStrv) keys = NULL;

      if (commands[i].action == NULL || commands[i].keys[0] == NULL)
        continue;
      keys = gtk_application_get_accels_for_action (GTK_APPLICATION (fixture->application),
                                                    commands[i].action);
      g_assert_cmpuint (g_strv_length (keys), ==, g_strv_length ((char **)commands[i].keys));
      n_keys++;
    }
  g_assert_cmpuint (n_keys, >, 40);
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  gpointer split;
  int minimum;

  if (fixture->window == NULL)
    return;

  gtk_widget_measure (GTK_WIDGET (fixture->window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL,
                      NULL, NULL);
  g_assert_cmpint (minimum, <=, 370); /* with the frame that a window without a compositor has */

  /* The panel of looks finds its place below the photo, and back again. */
  split = fixture_find (fixture->window, VANITY_TYPE_ADAPTIVE_SPLIT);
  gtk_widget_set_size_request (split, -1, -1);
  gtk_widget_size_allocate (split, &(GtkAllocation){ 0, 0, 360, 640 }, -1);
  g_assert_true (vanity_adaptive_split_get_narrow (split));
  fixture_idle (20);
  gtk_widget_size_allocate (split, &(GtkAllocation){ 0, 0, 3840, 2000 }, -1);
  g_assert_false (vanity_adaptive_split_get_narrow (split));
  fixture_idle (20);
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
    { "words.png", "these are words", -1 },
    { "cut.jpg", "\xff\xd8\xff\xe0\0\x10JFIF\0", 11 },
    { "a <b>, &amp; more.gif", "GIF89a", -1 },
  };

  if (fixture->window == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GFile) file
          = fixture_write (fixture, files[i].name, files[i].bytes, files[i].size);

      open_and_wait (fixture, file);
      g_assert_cmpstr (vanity_window_get_page (fixture->window), ==, "unreadable");
      g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, files[i].name);
      g_assert_false (is_enabled (fixture, "save"));
      fixture_idle (50);
    }
}

static void
test_no_face (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = NULL;

  if (fixture->window == NULL)
    return;

  file = fixture_write_photo (fixture, "sky.png", 320, 200);
  open_and_wait (fixture, file);
  if (g_strcmp0 (vanity_window_get_page (fixture->window), "no-models") == 0)
    {
      g_test_skip ("the models are not installed");
      return;
    }
  g_assert_cmpstr (vanity_window_get_page (fixture->window), ==, "no-face");
  g_assert_false (is_enabled (fixture, "save"));
}

/* A file dropped on the window is opened, and so is a picture that never was a file. */
static void
test_drop (Fixture *fixture, gconstpointer data)
{
  GtkDropTarget *target;
  g_autoptr (GFile) file = NULL;
  g_auto (GValue) files = G_VALUE_INIT;
  g_auto (GValue) picture = G_VALUE_INIT;
  GFile *one[1];
  guint32 *pixels;
  gboolean taken = FALSE;

  if (fixture->window == NULL)
    return;

  target = fixture_find_controller (
      fixture_find (fixture_find (fixture->window, ADW_TYPE_TOAST_OVERLAY), GTK_TYPE_STACK),
      GTK_TYPE_DROP_TARGET);
  g_assert_nonnull (target);

  file = fixture_write_photo (fixture, "sea.png", 64, 48);
  one[0] = file;
  g_value_init (&files, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&files, gdk_file_list_new_from_array (one, 1));
  g_signal_emit_by_name (target, "drop", &files, 1.0, 1.0, &taken);
  g_assert_true (taken);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "sea.png");
  fixture_wait (fixture, fixture_is_settled);

  pixels = g_new (guint32, 40 * 30);
  for (int i = 0; i < 40 * 30; i++)
    pixels[i] = 0xff406080;
  {
    g_autoptr (GBytes) bytes = g_bytes_new_take (pixels, 40 * 30 * 4);

    g_value_init (&picture, GDK_TYPE_TEXTURE);
    g_value_take_object (&picture, gdk_memory_texture_new (40, 30, GDK_MEMORY_DEFAULT, bytes, 160));
  }
  g_signal_emit_by_name (target, "drop", &picture, 1.0, 1.0, &taken);
  g_assert_true (taken);
  fixture_wait (fixture, fixture_is_settled);
  g_assert_cmpint (vanity_photo_get_image (
                       vanity_document_get_photo (vanity_window_get_document (fixture->window)))
                       ->width,
                   ==, 40);
}

/* Of several files each gets a window. */
static void
test_drop_several (Fixture *fixture, gconstpointer data)
{
  g_auto (GValue) files = G_VALUE_INIT;
  GtkApplication *application;
  GtkDropTarget *target;
  GFile *three[3];
  guint before, n = 0;
  gboolean taken = FALSE;

  if (fixture->window == NULL)
    return;

  application = GTK_APPLICATION (fixture->application);
  before = g_list_length (gtk_application_get_windows (application));
  target = fixture_find_controller (
      fixture_find (fixture_find (fixture->window, ADW_TYPE_TOAST_OVERLAY), GTK_TYPE_STACK),
      GTK_TYPE_DROP_TARGET);
  three[0] = fixture_write_photo (fixture, "one.png", 32, 24);
  three[1] = fixture_write_photo (fixture, "two.png", 32, 24);
  three[2] = fixture_write_photo (fixture, "three.png", 32, 24);
  g_value_init (&files, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&files, gdk_file_list_new_from_array (three, 3));
  g_signal_emit_by_name (target, "drop", &files, 1.0, 1.0, &taken);
  g_assert_true (taken);
  for (int i = 0; i < 3; i++)
    g_object_unref (three[i]);

  g_assert_cmpuint (g_list_length (gtk_application_get_windows (application)), ==, before + 2);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "one.png");
  fixture_wait (fixture, fixture_is_settled);

  {
    g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (application));

    for (GList *l = windows; l != NULL; l = l->next)
      if (l->data != fixture->window && n++ < 2)
        gtk_window_destroy (l->data);
  }
  g_assert_cmpuint (n, ==, 2);
}

static gboolean
has_own_page (Fixture *fixture)
{
  return fixture_is_settled (fixture)
         && vanity_document_get_photo (vanity_window_get_document (fixture->window)) != NULL;
}

static gboolean
has_toast (Fixture *fixture)
{
  return vanity_window_get_toast (fixture->window) != NULL;
}

static void
test_paste (Fixture *fixture, gconstpointer data)
{
  GdkClipboard *clipboard;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (fixture->window == NULL)
    return;

  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->window));
  gdk_clipboard_set_text (clipboard, "not a photo");
  fixture_activate (fixture, "paste");
  fixture_wait (fixture, has_toast);
  g_assert_cmpstr (vanity_window_get_page (fixture->window), ==, "empty");

  bytes = g_bytes_new_take (g_malloc0 (50 * 20 * 4), 50 * 20 * 4);
  texture = gdk_memory_texture_new (50, 20, GDK_MEMORY_DEFAULT, bytes, 200);
  gdk_clipboard_set_texture (clipboard, texture);
  fixture_activate (fixture, "paste");
  fixture_wait (fixture, has_own_page);
}

/* What could not be kept of a photo is said: here its colour profile is no profile. */
static void
test_note (Fixture *fixture, gconstpointer data)
{
  static const guchar bytes[200] = "no profile";
  g_autofree char *profile = g_base64_encode (bytes, sizeof bytes);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) portrait = NULL;
  g_autoptr (GdkPixbuf) pixels = NULL;

  if (!fixture_open_portrait (fixture))
    return;

  g_assert_null (vanity_window_get_toast (fixture->window));
  portrait = fixture_get_portrait ();
  pixels = gdk_pixbuf_new_from_file (g_file_peek_path (portrait), NULL);
  file = fixture_get_file (fixture, "noted.jpg");
  g_assert_true (gdk_pixbuf_save (pixels, g_file_peek_path (file), "jpeg", NULL, "icc-profile",
                                  profile, NULL));
  vanity_window_open_file (fixture->window, file);
  fixture_wait (fixture, fixture_is_settled);
  g_assert_cmpstr (vanity_window_get_page (fixture->window), ==, "photo");
  g_assert_nonnull (strstr (vanity_window_get_toast (fixture->window), "colour profile"));
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  if (fixture->window == NULL)
    return;

  g_assert_cmpint (fixture_check_names (fixture->window), >, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/ui/window/empty", test_empty);
  ADD ("/ui/window/accelerators", test_accelerators);
  ADD ("/ui/window/narrow", test_narrow);
  ADD ("/ui/window/unreadable", test_unreadable);
  ADD ("/ui/window/no-face", test_no_face);
  ADD ("/ui/window/drop", test_drop);
  ADD ("/ui/window/drop-several", test_drop_several);
  ADD ("/ui/window/paste", test_paste);
  ADD ("/ui/window/note", test_note);
  ADD ("/ui/window/names", test_names);
  return g_test_run ();
}

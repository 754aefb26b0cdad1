/* The camera as a person meets it, with a source of GStreamer's in its place. */
#include "tests/ui/support.h"

#include "ui/camera-page.h"
#include "ui/camera-view.h"
#include "ui/window-private.h"

#include <gst/gst.h>

#define BARS "videotestsrc is-live=true ! video/x-raw,width=320,height=240,framerate=30/1"

static VanityCameraPage *
get_page (Fixture *fixture)
{
  return fixture_find (fixture->window, VANITY_TYPE_CAMERA_PAGE);
}

static VanityCameraState
get_state (Fixture *fixture)
{
  return vanity_camera_session_get_state (vanity_camera_page_get_session (get_page (fixture)));
}

static gboolean
is_live (Fixture *fixture)
{
  return get_state (fixture) == VANITY_CAMERA_LIVE;
}

static gboolean
shows_picture (Fixture *fixture)
{
  return vanity_camera_view_get_texture (fixture_find (fixture->window, VANITY_TYPE_CAMERA_VIEW))
         != NULL;
}

static gboolean
shows_status (Fixture *fixture)
{
  return g_strcmp0 (vanity_camera_page_get_shown (get_page (fixture)), "status") == 0;
}

static gboolean
has_left (Fixture *fixture)
{
  return g_strcmp0 (vanity_window_get_page (fixture->window), "camera") != 0
         && fixture_is_settled (fixture);
}

static gboolean
has_saved (Fixture *fixture)
{
  return !vanity_window_has_unsaved_photo (fixture->window);
}

/* FALSE, with the test skipped, where something for it is missing. */
static gboolean
has_source (Fixture *fixture, const char *const *elements)
{
  if (fixture->window == NULL)
    return FALSE;

  for (guint i = 0; elements[i] != NULL; i++)
    {
      g_autoptr (GstElementFactory) factory = gst_element_factory_find (elements[i]);

      if (factory == NULL)
        {
          g_autofree char *reason = g_strdup_printf ("GStreamer has no %s here", elements[i]);

          g_test_skip (reason);
          return FALSE;
        }
    }

  return TRUE;
}

/* Shows the camera; FALSE, with the test skipped, where that needs models that are not there. */
static gboolean
show (Fixture *fixture, const char *description)
{
  static const char *const elements[] = { "videotestsrc", "appsink", NULL };

  if (!has_source (fixture, elements))
    return FALSE;

  g_setenv ("VANITY_CAMERA", description, TRUE);
  fixture_activate (fixture, "camera");
  g_assert_cmpstr (vanity_window_get_page (fixture->window), ==, "camera");
  while (get_state (fixture) == VANITY_CAMERA_STARTING)
    g_main_context_iteration (NULL, TRUE);
  if (!vanity_camera_session_lacks_models (vanity_camera_page_get_session (get_page (fixture))))
    return TRUE;

  g_assert_true (shows_status (fixture));
  g_assert_nonnull (vanity_camera_page_get_words (get_page (fixture)));
  g_test_skip ("the models are not installed");

  return FALSE;
}

static void
choose (Fixture *fixture, const char *detailed)
{
  g_autofree char *name = g_strconcat ("camera.", detailed, NULL);
  g_autofree char *action = NULL;
  g_autoptr (GVariant) target = NULL;

  g_assert_true (g_action_parse_detailed_name (name, &action, &target, NULL));
  g_assert_true (
      gtk_widget_activate_action_variant (GTK_WIDGET (get_page (fixture)), action, target));
}

static void
test_leave (Fixture *fixture, gconstpointer data)
{
  if (!show (fixture, BARS))
    return;

  fixture_wait (fixture, shows_picture);
  g_assert_cmpstr (vanity_camera_page_get_shown (get_page (fixture)), ==, "live");
  /* Space and Enter take the photo. */
  g_assert_true (GTK_IS_BUTTON (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
  g_assert_true (
      gtk_widget_has_css_class (gtk_window_get_focus (GTK_WINDOW (fixture->window)), "shutter"));
  /* A choice of controls, all of them with names. */
  g_assert_cmpint (fixture_check_names (get_page (fixture)), >, 6);
  g_assert_true (fixture_press (get_page (fixture), GDK_KEY_Escape));
  g_assert_cmpstr (vanity_window_get_page (fixture->window), ==, "empty");
  g_assert_cmpint (get_state (fixture), ==, VANITY_CAMERA_OFF);
  g_assert_false (shows_picture (fixture));
}

/* The camera is had only while it is seen. */
static void
test_released (Fixture *fixture, gconstpointer data)
{
  if (!show (fixture, BARS))
    return;

  gtk_widget_set_visible (GTK_WIDGET (fixture->window), FALSE);
  g_assert_cmpint (get_state (fixture), ==, VANITY_CAMERA_OFF);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture_wait (fixture, is_live);
  g_assert_cmpstr (vanity_window_get_page (fixture->window), ==, "camera");
}

/* Another photo takes the camera's place. */
static void
test_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = NULL;

  if (!show (fixture, BARS))
    return;

  file = fixture_write_photo (fixture, "sky.png", 64, 48);
  vanity_window_open_file (fixture->window, file);
  g_assert_cmpint (get_state (fixture), ==, VANITY_CAMERA_OFF);
  fixture_wait (fixture, has_left);
}

static void
test_status (Fixture *fixture, gconstpointer data)
{
  g_autofree char *words = NULL;

  if (!show (fixture, "videotestsrc is-live=true num-buffers=3 ! video/x-raw,framerate=30/1"))
    return;

  fixture_wait (fixture, shows_status);
  g_assert_cmpint (get_state (fixture), ==, VANITY_CAMERA_UNPLUGGED);
  words = g_strdup (vanity_camera_page_get_words (get_page (fixture)));
  /* It comes back by itself. */
  fixture_wait (fixture, is_live);
  g_assert_cmpstr (words, !=, vanity_camera_page_get_words (get_page (fixture)));
  g_assert_true (fixture_press (get_page (fixture), GDK_KEY_Escape));

  if (!show (fixture, "nosuchelement"))
    return;
  g_assert_cmpint (get_state (fixture), ==, VANITY_CAMERA_FAILED);
  g_assert_true (shows_status (fixture));
  g_assert_cmpint (fixture_check_names (get_page (fixture)), >, 6);
}

static void
test_countdown (Fixture *fixture, gconstpointer data)
{
  VanityCameraPage *page;

  if (!show (fixture, BARS))
    return;

  page = get_page (fixture);
  choose (fixture, "countdown(3)");
  g_assert_true (fixture_press (page, GDK_KEY_space));
  fixture_idle (1300);
  g_assert_cmpstr (vanity_window_get_page (fixture->window), ==, "camera");
  /* Escape stops it, and only then leaves. */
  g_assert_true (fixture_press (page, GDK_KEY_Escape));
  fixture_idle (2500);
  g_assert_cmpstr (vanity_window_get_page (fixture->window), ==, "camera");
  vanity_camera_page_shoot (page);
  fixture_wait (fixture, has_left);
  g_assert_nonnull (fixture_get_document (fixture));
  choose (fixture, "countdown(0)");
}

/* A portrait before the camera: what it wears there, it wears as a photo; and what was on the table
 * is still to be had. */
static void
test_capture (Fixture *fixture, gconstpointer data)
{
  static const char *const elements[]
      = { "filesrc", "pngdec", "imagefreeze", "videoconvert", "videoscale", NULL };
  g_autoptr (GFile) portrait = NULL;
  g_autoptr (GFile) saved = NULL;
  g_autofree char *description = NULL;
  VanityCameraPage *page;
  VanityDocument *before;
  VanityLook *look;
  VanityWear wear;

  if (!has_source (fixture, elements) || !fixture_open_portrait (fixture))
    return;

  portrait = fixture_get_portrait ();
  before = fixture_get_document (fixture);
  fixture_activate (fixture, "wear-look::red-lip");
  vanity_document_set_strength (before, 0.6);
  look = fixture_get_wear (fixture).look;
  g_assert_nonnull (look);
  description = g_strdup_printf ("filesrc location=\"%s\" ! pngdec ! videoconvert ! videoscale ! "
                                 "imagefreeze is-live=true ! video/x-raw,format=I420,width=400,"
                                 "height=400,framerate=15/1",
                                 g_file_peek_path (portrait));
  if (!show (fixture, description))
    return;

  page = get_page (fixture);
  fixture_wait (fixture, shows_picture);
  g_assert_true (vanity_camera_page_get_look (page) == look);
  g_assert_cmpfloat (vanity_camera_page_get_strength (page), ==, 0.6);

  /* The keys of looks and strength are the camera's now. */
  fixture_activate (fixture, "next-look");
  g_assert_true (vanity_camera_page_get_look (page) != look);
  g_assert_true (fixture_get_wear (fixture).look == look);
  fixture_activate (fixture, "stronger");
  g_assert_cmpfloat_with_epsilon (vanity_camera_page_get_strength (page), 0.65, 1e-9);
  look = vanity_camera_page_get_look (page);

  choose (fixture, "burst");
  vanity_camera_page_shoot (page);
  fixture_wait (fixture, has_left);
  choose (fixture, "burst");
  g_assert_cmpstr (vanity_window_get_page (fixture->window), ==, "photo");
  g_assert_true (fixture_get_document (fixture) != before);
  g_assert_cmpint (
      vanity_photo_get_image (vanity_document_get_photo (fixture_get_document (fixture)))->width,
      ==, 400);
  wear = fixture_get_wear (fixture);
  g_assert_true (wear.look == look);
  g_assert_cmpfloat_with_epsilon (wear.strength, 0.65, 1e-9);
  g_assert_false (vanity_document_can_undo (fixture_get_document (fixture)));

  /* A photo that is in no file is not closed without a question. */
  g_assert_true (vanity_window_has_unsaved_photo (fixture->window));
  g_assert_true (vanity_document_get_modified (fixture_get_document (fixture)));
  saved = fixture_get_file (fixture, "taken.png");
  vanity_window_save_to (fixture->window, saved);
  fixture_wait (fixture, has_saved);
  g_assert_false (vanity_document_get_modified (fixture_get_document (fixture)));

  fixture_activate (fixture, "back");
  g_assert_true (fixture_get_document (fixture) == before);
  g_assert_cmpfloat (fixture_get_wear (fixture).strength, ==, 0.6);
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  int minimum;

  if (fixture->window == NULL)
    return;

  gtk_widget_measure (GTK_WIDGET (get_page (fixture)), GTK_ORIENTATION_HORIZONTAL, -1, &minimum,
                      NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fixture_tear_down (fixture, data);
  g_unsetenv ("VANITY_CAMERA");
}

#define ADD(name, func)                                                                            \
  g_test_add ("/ui/camera/" name, Fixture, NULL, fixture_set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);

  ADD ("leave", test_leave);
  ADD ("released", test_released);
  ADD ("open", test_open);
  ADD ("status", test_status);
  ADD ("countdown", test_countdown);
  ADD ("capture", test_capture);
  ADD ("narrow", test_narrow);

  return g_test_run ();
}

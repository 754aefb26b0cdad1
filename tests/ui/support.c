#include "tests/ui/support.h"

#include "app/settings.h"
#include "ui/look-panel.h"

#include <glib/gstdio.h>
#include <string.h>

#define PATIENCE_S 60

/* A process has one application, as in life; each test has a window of its own. */
static VanityApplication *
get_application (void)
{
  static VanityApplication *application;

  if (application == NULL)
    {
      application = vanity_application_new ();
      g_application_set_flags (G_APPLICATION (application),
                               G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
      g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
    }

  return application;
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  if (!gtk_init_check ())
    {
      g_test_skip ("there is no display");
      return;
    }

  fixture->folder = g_dir_make_tmp ("vanity-window-XXXXXX", NULL);
  fixture->application = get_application ();
  fixture->window = vanity_window_new (GTK_APPLICATION (fixture->application));
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture_idle (50);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = NULL;

  if (fixture->window == NULL)
    return;

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture_idle (20);

  folder = g_dir_open (fixture->folder, 0, NULL);
  for (const char *name = g_dir_read_name (folder); name != NULL; name = g_dir_read_name (folder))
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

void
fixture_add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

VanityDocument *
fixture_get_document (Fixture *fixture)
{
  return vanity_window_get_document (fixture->window);
}

VanityWear
fixture_get_wear (Fixture *fixture)
{
  return vanity_outfit_get_wear (vanity_document_get_outfit (fixture_get_document (fixture)));
}

GFile *
fixture_get_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  return g_file_new_for_path (path);
}

GFile *
fixture_write (Fixture *fixture, const char *name, const void *bytes, gssize size)
{
  GFile *file = fixture_get_file (fixture, name);

  g_assert_true (g_file_set_contents (g_file_peek_path (file), bytes, size, NULL));

  return file;
}

GFile *
fixture_write_photo (Fixture *fixture, const char *name, int width, int height)
{
  GFile *file = fixture_get_file (fixture, name);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      memcpy (gdk_pixbuf_get_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf) + 3 * x,
              (guint8[]){ 255 * x / width, 255 * y / height, 128 }, 3);
  g_assert_true (gdk_pixbuf_save (pixbuf, g_file_peek_path (file), "png", NULL, NULL));

  return file;
}

GFile *
fixture_get_portrait (void)
{
  g_autofree char *path
      = g_build_filename (g_get_user_cache_dir (), "vanity", "samples", "astronaut.png", NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return g_file_new_for_path (path);

  g_test_skip ("the sample portrait is not there; ./dev test fetches it");

  return NULL;
}

static gboolean
set_flag (gpointer flag)
{
  *(gboolean *)flag = TRUE;

  return G_SOURCE_REMOVE;
}

void
fixture_wait (Fixture *fixture, Condition condition)
{
  gboolean late = FALSE;
  guint timeout = g_timeout_add_seconds (PATIENCE_S, set_flag, &late);

  while (!late && !condition (fixture))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (timeout);
}

void
fixture_idle (int ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, set_flag, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

gboolean
fixture_is_settled (Fixture *fixture)
{
  VanityDocument *document = vanity_window_get_document (fixture->window);

  return document != NULL && !vanity_document_get_busy (document);
}

AdwMessageDialog *
fixture_find_question (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data) && gtk_widget_get_visible (l->data))
      return l->data;

  return NULL;
}

static gboolean
has_question (Fixture *fixture)
{
  return fixture_find_question () != NULL;
}

static gboolean
has_no_question (Fixture *fixture)
{
  return fixture_find_question () == NULL;
}

void
fixture_answer (Fixture *fixture, const char *response)
{
  AdwMessageDialog *dialog;

  fixture_wait (fixture, has_question);
  dialog = fixture_find_question ();
  g_assert_true (adw_message_dialog_has_response (dialog, response));
  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog));
  fixture_wait (fixture, has_no_question);
}

void
fixture_activate (Fixture *fixture, const char *detailed_name)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  g_assert_true (g_action_parse_detailed_name (detailed_name, &name, &target, NULL));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), name, target);
}

gpointer
fixture_find (gpointer root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = fixture_find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

gpointer
fixture_get_strength (Fixture *fixture)
{
  GtkWidget *panel = fixture_find (fixture->window, VANITY_TYPE_LOOK_PANEL);

  return fixture_find (gtk_widget_get_last_child (gtk_widget_get_first_child (panel)),
                       GTK_TYPE_SCALE);
}

gpointer
fixture_find_controller (gpointer widget, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        return controller; /* the widget keeps it */
    }

  return NULL;
}

gboolean
fixture_open_portrait (Fixture *fixture)
{
  g_autoptr (GFile) file = NULL;

  if (fixture->window == NULL || (file = fixture_get_portrait ()) == NULL)
    return FALSE;

  vanity_window_open_file (fixture->window, file);
  fixture_wait (fixture, fixture_is_settled);
  if (g_strcmp0 (vanity_window_get_page (fixture->window), "no-models") == 0)
    {
      g_test_skip ("the models are not installed");
      return FALSE;
    }
  g_assert_cmpstr (vanity_window_get_page (fixture->window), ==, "photo");

  return TRUE;
}

GFile *
fixture_write_pair (Fixture *fixture)
{
  g_autoptr (GFile) portrait = fixture_get_portrait ();
  g_autoptr (GdkPixbuf) one = gdk_pixbuf_new_from_file (g_file_peek_path (portrait), NULL);
  int width = gdk_pixbuf_get_width (one), height = gdk_pixbuf_get_height (one);
  g_autoptr (GdkPixbuf) pair
      = gdk_pixbuf_new (GDK_COLORSPACE_RGB, gdk_pixbuf_get_has_alpha (one), 8, 2 * width, height);
  GFile *file = fixture_get_file (fixture, "pair.png");

  gdk_pixbuf_copy_area (one, 0, 0, width, height, pair, 0, 0);
  gdk_pixbuf_copy_area (one, 0, 0, width, height, pair, width, 0);
  g_assert_true (gdk_pixbuf_save (pair, g_file_peek_path (file), "png", NULL, NULL));

  return file;
}

gboolean
fixture_press (gpointer widget, guint key)
{
  GtkEventController *keys = fixture_find_controller (widget, GTK_TYPE_EVENT_CONTROLLER_KEY);
  gboolean taken = FALSE;

  g_signal_emit_by_name (keys, "key-pressed", key, 0, 0, &taken);

  return taken;
}

/* Whether assistive technology has a name for the widget, given or found in what it shows. */
static gboolean
is_named (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL)
         || gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY)
         || (fixture_find (widget, GTK_TYPE_LABEL) != NULL
             && *gtk_label_get_text (fixture_find (widget, GTK_TYPE_LABEL)) != '\0');
}

int
fixture_check_names (gpointer root)
{
  GtkWidget *widget = root;
  gboolean ours = GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_SCALE (widget)
                  || GTK_IS_FLOW_BOX (widget) || GTK_IS_FLOW_BOX_CHILD (widget)
                  || GTK_IS_PROGRESS_BAR (widget)
                  || (GTK_IS_SWITCH (widget) && gtk_widget_get_visible (widget))
                  || g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "VanityCompareView")
                  || g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "VanityDivider");
  int n = ours;

  /* A menu's button is inside of what is named, window buttons are the toolkit's. */
  if (GTK_IS_WINDOW_CONTROLS (widget))
    return 0;
  if (ours && !is_named (widget))
    g_error ("%s (%s) has no accessible name", G_OBJECT_TYPE_NAME (widget),
             gtk_widget_get_css_name (widget));
  if (GTK_IS_MENU_BUTTON (widget) || GTK_IS_POPOVER (widget))
    return n;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += fixture_check_names (child);

  return n;
}

char *
fixture_make_home (void)
{
  char *home = g_dir_make_tmp ("vanity-home-XXXXXX", NULL);

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_unsetenv ("VANITY_CATALOGUE");
  g_unsetenv ("VANITY_TASTE");

  return home;
}

void
fixture_remove_home (const char *home)
{
  g_autoptr (GDir) folder = g_dir_open (home, 0, NULL);

  for (const char *name = folder != NULL ? g_dir_read_name (folder) : NULL; name != NULL;
       name = g_dir_read_name (folder))
    {
      g_autofree char *child = g_build_filename (home, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        fixture_remove_home (child);
      else
        g_unlink (child);
    }
  g_rmdir (home);
}

/* A control that cannot be reached by eye or finger is none. What scrolls may be longer. */
static void
check_bounds (GtkWidget *widget, GtkWidget *window)
{
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (widget) || GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_POPOVER (widget))
    return;
  if (GTK_IS_BUTTON (widget) && gtk_widget_compute_bounds (widget, window, &bounds)
      && (bounds.origin.x < -1
          || bounds.origin.x + bounds.size.width > (float)gtk_widget_get_width (window) + 1))
    g_error ("%s “%s” lies at %g, %g wide, in a window %d wide", G_OBJECT_TYPE_NAME (widget),
             gtk_widget_get_tooltip_text (widget) != NULL ? gtk_widget_get_tooltip_text (widget)
                                                          : "",
             (double)bounds.origin.x, (double)bounds.size.width, gtk_widget_get_width (window));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_bounds (child, window);
}

void
fixture_check_bounds (Fixture *fixture)
{
  check_bounds (GTK_WIDGET (fixture->window), GTK_WIDGET (fixture->window));
}

#include "app/application.h"

#include "app/bench.h"
#include "app/importer.h"
#include "app/kept.h"
#include "app/machine.h"
#include "app/settings.h"
#include "ui/accessible.h"
#include "ui/commands.h"
#include "ui/import-report.h"
#include "ui/preferences-window.h"
#include "ui/window.h"

#include <glib/gi18n.h>

struct _VanityApplication
{
  AdwApplication parent_instance;

  VanityImporter *importer; /* of the process: what becomes of files is told here */

  gboolean offered; /* what a crash left */
};

G_DEFINE_FINAL_TYPE (VanityApplication, vanity_application, ADW_TYPE_APPLICATION)

static VanityWindow *
add_window (VanityApplication *self)
{
  VanityWindow *window = vanity_window_new (GTK_APPLICATION (self));

  vanity_bench_watch (window);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  /* Each window remembers its size when it is closed. */
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (self));

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

static void
on_new_window (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  add_window (self);
}

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  adw_show_about_window (gtk_application_get_active_window (self), "application-name", _ ("Vanity"),
                         "application-icon", VANITY_APP_ID, "version", VANITY_VERSION,
                         "developer-name", _ ("The Vanity project"), "license-type",
                         GTK_LICENSE_GPL_3_0, "comments",
                         _ ("A private makeup mirror: see looks on your own photo, at its own "
                            "resolution, without sending it anywhere."),
                         /* Translators: your name, one to a line. */
                         "translator-credits", _ ("translator-credits"), NULL);
}

static void
on_privacy (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  GtkWidget *dialog = adw_message_dialog_new (
      gtk_application_get_active_window (self), _ ("Your Photos Stay Yours"),
      _ ("Faces are found and made over on this device alone. Vanity opens no connection. The "
         "camera is used only while its page is open, and what it sees goes when you leave it, but "
         "for the photos you take.\n\nWork that you have not saved is kept, readable by you alone, "
         "until you save or close it: then it can be brought back after a crash. Otherwise no copy "
         "of a photo is kept, and no data about a face, unless you ask for it to be remembered: "
         "then "
         "numbers alone are, until you let them be forgotten.\n\nVanity remembers how its window "
         "looks, the look and the colours chosen last, the looks you save, and what you do with "
         "products. Under “Preferences” you see and erase all of it, or have nothing remembered. "
         "Other programs of yours can ask Vanity’s service to make photos over; it reads nothing "
         "that they could not read, and keeps nothing. The desktop lists the photos you open and "
         "save among the recent files. Saved copies lose the place where the photo was taken, "
         "unless "
         "you ask to keep it."));

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Every window shows the looks that are left. */
static void
on_erased (GtkApplication *self, int kept)
{
  for (GList *l = gtk_application_get_windows (self); l != NULL; l = l->next)
    if (kept == VANITY_KEPT_LOOKS && VANITY_IS_WINDOW (l->data))
      {
        vanity_window_reload_looks (l->data);
        return;
      }
}

static void
on_preferences (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  VanityPreferencesWindow *window
      = vanity_preferences_window_new (gtk_application_get_active_window (self));

  g_signal_connect_object (window, "erased", G_CALLBACK (on_erased), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static const GActionEntry entries[] = {
  { "preferences", on_preferences }, { "quit", on_quit },
  { "new-window", on_new_window },   { "about", on_about },
  { "privacy", on_privacy },
};

static void
on_color_scheme_changed (GSettings *settings)
{
  g_autofree char *scheme = g_settings_get_string (settings, VANITY_SETTING_COLOR_SCHEME);

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      g_strcmp0 (scheme, "dark") == 0 ? ADW_COLOR_SCHEME_FORCE_DARK
                                      : g_strcmp0 (scheme, "light") == 0
                                          ? ADW_COLOR_SCHEME_FORCE_LIGHT
                                          : ADW_COLOR_SCHEME_DEFAULT);
}

static void
follow_settings (void)
{
  GSettings *settings = vanity_settings_get_default ();

  vanity_machine_follow (settings);
  if (settings == NULL)
    return;

  g_signal_connect (settings, "changed::" VANITY_SETTING_COLOR_SCHEME,
                    G_CALLBACK (on_color_scheme_changed), NULL);
  on_color_scheme_changed (settings);
}

/* Whatever window it was begun in may be closed by now. */
static void
on_import_finished (GtkApplication *self, VanityImporter *importer)
{
  GtkWindow *parent = gtk_application_get_active_window (self);

  if (parent != NULL && vanity_importer_get_results (importer)->len > 0)
    gtk_window_present (
        GTK_WINDOW (vanity_import_report_new (parent, vanity_importer_get_results (importer))));
}

static void
vanity_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (vanity_application_parent_class)->startup (application);

  vanity_kept_clean_moments ();
  vanity_accessible_install ();
  follow_settings ();
  VANITY_APPLICATION (application)->importer = vanity_importer_get_default ();
  g_signal_connect_object (VANITY_APPLICATION (application)->importer, "finished",
                           G_CALLBACK (on_import_finished), application, G_CONNECT_SWAPPED);
  gtk_window_set_default_icon_name (VANITY_APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
  vanity_commands_install_keys (GTK_APPLICATION (application));
}

static void
vanity_application_shutdown (GApplication *application)
{
  vanity_kept_clean_moments ();
  g_clear_object (&VANITY_APPLICATION (application)->importer);
  G_APPLICATION_CLASS (vanity_application_parent_class)->shutdown (application);
}

/* Once, when the program starts. */
static void
offer_rescues (VanityApplication *self, VanityWindow *window)
{
  if (!self->offered && !vanity_bench_is_on ())
    vanity_window_offer_rescues (window);
  self->offered = TRUE;
}

static void
vanity_application_activate (GApplication *application)
{
  VanityApplication *self = VANITY_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window != NULL)
    gtk_window_present (window);
  else
    offer_rescues (self, add_window (self));
}

/* Each photo has a window of its own; the first may take one that is still empty. */
static void
vanity_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (application));

  for (int i = 0; i < n_files; i++)
    {
      VanityWindow *window;

      if (i == 0 && VANITY_IS_WINDOW (active)
          && vanity_window_get_document (VANITY_WINDOW (active)) == NULL)
        window = VANITY_WINDOW (active);
      else
        window = add_window (VANITY_APPLICATION (application));
      vanity_window_open_file (window, files[i]);
      gtk_window_present (GTK_WINDOW (window));
      offer_rescues (VANITY_APPLICATION (application), window);
    }
}

static int
vanity_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Vanity %s\n", VANITY_VERSION);
      return 0;
    }

  return -1;
}

static void
vanity_application_class_init (VanityApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = vanity_application_startup;
  application_class->shutdown = vanity_application_shutdown;
  application_class->activate = vanity_application_activate;
  application_class->open = vanity_application_open;
  application_class->handle_local_options = vanity_application_handle_local_options;
}

static void
vanity_application_init (VanityApplication *self)
{
  g_application_add_main_option (G_APPLICATION (self), "version", 0, G_OPTION_FLAG_NONE,
                                 G_OPTION_ARG_NONE, N_ ("Print the version and exit"), NULL);
}

VanityApplication *
vanity_application_new (void)
{
  return g_object_new (VANITY_TYPE_APPLICATION, "application-id", VANITY_APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/app/vanity/Vanity",
                       NULL);
}

#include "ui/preferences-window.h"

#include "app/settings.h"
#include "base/parallel.h"
#include "camera/monitor.h"
#include "ui/ask-to-erase.h"

#include <glib/gi18n.h>

#define MAX_CHOICES 16

/* What a row of choices stands for. */
typedef struct
{
  int values[MAX_CHOICES];
  int n;
} Choices;

struct _VanityPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  GtkWidget *color_scheme;
  GtkWidget *quality;
  GtkWidget *keep_location;
  GtkWidget *autosave;
  GtkWidget *camera;
  GtkWidget *mirror;
  GtkWidget *mirror_photo;
  GtkWidget *threads;
  GtkWidget *memory;
  GtkWidget *private_mode;
  GtkWidget *kept;

  VanityCameraMonitor *monitor;
  GPtrArray *cameras; /* VanityCameraDevice */
  gboolean filling;

  VanityShop *shop;
  GtkWidget *rows[VANITY_N_KEPT];
  GtkWidget *erase[VANITY_N_KEPT];
};

G_DEFINE_FINAL_TYPE (VanityPreferencesWindow, vanity_preferences_window,
                     ADW_TYPE_PREFERENCES_WINDOW)

static guint erased_signal;

/* ---- Choices ---- */

static void
add_choice (GtkStringList *labels, Choices *choices, const char *label, int value)
{
  if (choices->n == MAX_CHOICES)
    return;
  gtk_string_list_append (labels, label);
  choices->values[choices->n++] = value;
}

/* A value that was set elsewhere shows as the choice that comes nearest. */
static gboolean
from_setting (GValue *value, GVariant *variant, gpointer data)
{
  const Choices *choices = data;
  int wanted = g_variant_get_int32 (variant), best = 0;

  for (int i = 1; i < choices->n; i++)
    if (ABS (choices->values[i] - wanted) < ABS (choices->values[best] - wanted))
      best = i;
  g_value_set_uint (value, (guint)best);

  return TRUE;
}

static GVariant *
to_setting (const GValue *value, const GVariantType *type, gpointer data)
{
  const Choices *choices = data;
  guint chosen = g_value_get_uint (value);

  return chosen < (guint)choices->n ? g_variant_new_int32 (choices->values[chosen]) : NULL;
}

static void
bind_choices (GtkWidget *row, GtkStringList *labels, Choices *choices, GSettings *settings,
              const char *key)
{
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  if (settings != NULL)
    g_settings_bind_with_mapping (settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT,
                                  from_setting, to_setting, choices, g_free);
  else
    g_free (choices);
}

static void
init_quality (VanityPreferencesWindow *self, GSettings *settings)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  Choices *choices = g_new0 (Choices, 1);

  add_choice (labels, choices, C_ ("quality", "The Photo’s Own"), 0);
  add_choice (labels, choices, C_ ("quality", "Highest"), 98);
  add_choice (labels, choices, C_ ("quality", "High"), 90);
  add_choice (labels, choices, C_ ("quality", "Small File"), 75);
  bind_choices (self->quality, labels, choices, settings, VANITY_SETTING_QUALITY);
}

static void
init_threads (VanityPreferencesWindow *self, GSettings *settings)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  Choices *choices = g_new0 (Choices, 1);
  int most = vanity_pool_get_threads (vanity_pool_get_default ());

  add_choice (labels, choices, C_ ("cores", "All"), 0);
  for (int n = 1; n < most; n = n < 4 ? n + 1 : 2 * n)
    {
      g_autofree char *label = g_strdup_printf ("%d", n);

      add_choice (labels, choices, label, n);
    }
  bind_choices (self->threads, labels, choices, settings, VANITY_SETTING_THREADS);
}

static void
init_memory (VanityPreferencesWindow *self, GSettings *settings)
{
  static const int steps[] = { 256, 512, 1024, 2048, 4096, 8192 };
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  Choices *choices = g_new0 (Choices, 1);

  add_choice (labels, choices, C_ ("memory", "No Limit"), 0);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *label
          = g_format_size_full ((guint64)steps[i] << 20, G_FORMAT_SIZE_IEC_UNITS);

      add_choice (labels, choices, label, steps[i]);
    }
  bind_choices (self->memory, labels, choices, settings, VANITY_SETTING_MEMORY);
}

static gboolean
scheme_from_setting (GValue *value, GVariant *variant, gpointer data)
{
  const char *scheme = g_variant_get_string (variant, NULL);

  g_value_set_uint (value, g_strcmp0 (scheme, "light") == 0  ? 1
                           : g_strcmp0 (scheme, "dark") == 0 ? 2
                                                             : 0);

  return TRUE;
}

static GVariant *
scheme_to_setting (const GValue *value, const GVariantType *type, gpointer data)
{
  static const char *const schemes[] = { "system", "light", "dark" };
  guint chosen = g_value_get_uint (value);

  return chosen < G_N_ELEMENTS (schemes) ? g_variant_new_string (schemes[chosen]) : NULL;
}

static void
init_color_scheme (VanityPreferencesWindow *self, GSettings *settings)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (
      (const char *[]){ C_ ("color scheme", "As the Desktop"), C_ ("color scheme", "Light"),
                        C_ ("color scheme", "Dark"), NULL });

  adw_combo_row_set_model (ADW_COMBO_ROW (self->color_scheme), G_LIST_MODEL (labels));
  if (settings != NULL)
    g_settings_bind_with_mapping (settings, VANITY_SETTING_COLOR_SCHEME, self->color_scheme,
                                  "selected", G_SETTINGS_BIND_DEFAULT, scheme_from_setting,
                                  scheme_to_setting, NULL, NULL);
}

static void
bind_switch (GtkWidget *widget, GSettings *settings, const char *key)
{
  if (settings != NULL)
    g_settings_bind (settings, key, widget, "active", G_SETTINGS_BIND_DEFAULT);
}

/* What was chosen stays chosen while it is not plugged in. */
static void
on_cameras_changed (gpointer data)
{
  VanityPreferencesWindow *self = data;
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  g_autofree char *chosen
      = g_settings_get_string (vanity_settings_get_default (), VANITY_SETTING_CAMERA);
  guint selected = 0;

  g_ptr_array_set_size (self->cameras, 0);
  vanity_camera_monitor_list (self->monitor, self->cameras);
  gtk_string_list_append (labels, C_ ("camera", "The First There Is"));
  for (guint i = 0; i < self->cameras->len; i++)
    {
      const VanityCameraDevice *camera = g_ptr_array_index (self->cameras, i);

      gtk_string_list_append (labels, camera->name);
      if (g_strcmp0 (camera->id, chosen) == 0)
        selected = i + 1;
    }

  self->filling = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self->camera), G_LIST_MODEL (labels));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->camera), selected);
  self->filling = FALSE;
  gtk_widget_set_visible (self->camera, self->cameras->len > 0);
}

static void
on_camera_chosen (VanityPreferencesWindow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->camera));
  const VanityCameraDevice *camera = selected > 0 && selected <= self->cameras->len
                                         ? g_ptr_array_index (self->cameras, selected - 1)
                                         : NULL;

  if (!self->filling && selected != GTK_INVALID_LIST_POSITION)
    g_settings_set_string (vanity_settings_get_default (), VANITY_SETTING_CAMERA,
                           camera != NULL ? camera->id : "");
}

static void
init_camera (VanityPreferencesWindow *self, GSettings *settings)
{
  if (settings == NULL)
    return;

  bind_switch (self->mirror, settings, VANITY_SETTING_CAMERA_MIRROR);
  bind_switch (self->mirror_photo, settings, VANITY_SETTING_CAMERA_MIRROR_PHOTO);
  self->cameras = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_camera_device_free);
  self->monitor = vanity_camera_monitor_new (on_cameras_changed, self);
  g_signal_connect_object (self->camera, "notify::selected", G_CALLBACK (on_camera_chosen), self,
                           G_CONNECT_SWAPPED);
}

/* ---- What is kept ---- */

static void
update_kept (VanityPreferencesWindow *self)
{
  for (VanityKept kept = 0; kept < VANITY_N_KEPT; kept++)
    {
      guint64 size = vanity_kept_measure (kept);
      g_autofree char *amount = size > 0 ? g_format_size (size) : g_strdup (_ ("Nothing"));
      /* Translators: what a store holds, and how large it is, as “Numbers (3 kB)”. */
      g_autofree char *text
          = g_strdup_printf (_ ("%s (%s)"), vanity_kept_get_description (kept), amount);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->rows[kept]), text);
      if (self->erase[kept] != NULL)
        gtk_widget_set_sensitive (self->erase[kept], size > 0);
    }
}

void
vanity_preferences_window_erase (VanityPreferencesWindow *self, VanityKept kept)
{
  g_autoptr (GError) error = NULL;
  gboolean done = vanity_kept_erase (kept, self->shop, &error);
  AdwToast *toast = adw_toast_new (done ? _ ("Erased") : error->message);

  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), toast);
  g_signal_emit (self, erased_signal, 0, (int)kept);
  update_kept (self);
}

static void
on_erase_answered (AdwMessageDialog *dialog, const char *response, VanityPreferencesWindow *self)
{
  if (g_strcmp0 (response, "erase") == 0)
    vanity_preferences_window_erase (
        self, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (dialog), "kept")));
}

static void
on_erase (VanityPreferencesWindow *self, GtkWidget *button)
{
  int kept = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "kept"));
  AdwMessageDialog *dialog = vanity_ask_to_erase (GTK_WIDGET (self), vanity_kept_get_title (kept));

  g_object_set_data (G_OBJECT (dialog), "kept", GINT_TO_POINTER (kept));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_erase_answered), self, 0);
}

static void
add_kept (VanityPreferencesWindow *self, VanityKept kept)
{
  GtkWidget *row = adw_action_row_new ();

  self->rows[kept] = row;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), vanity_kept_get_title (kept));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  if (vanity_kept_can_erase (kept))
    {
      GtkWidget *button = gtk_button_new_with_label (_ ("Erase…"));
      /* Translators: what is to be erased, as “What you tried on”. */
      g_autofree char *name = g_strdup_printf (_ ("Erase: %s"), vanity_kept_get_title (kept));

      self->erase[kept] = button;
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_object_set_data (G_OBJECT (button), "kept", GINT_TO_POINTER (kept));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_erase), self);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->kept), row);
}

/* ---- The window ---- */

static void
vanity_preferences_window_dispose (GObject *object)
{
  VanityPreferencesWindow *self = VANITY_PREFERENCES_WINDOW (object);

  g_clear_pointer (&self->monitor, vanity_camera_monitor_free);
  g_clear_pointer (&self->cameras, g_ptr_array_unref);
  g_clear_object (&self->shop);

  G_OBJECT_CLASS (vanity_preferences_window_parent_class)->dispose (object);
}

#define BIND(name)                                                                                 \
  gtk_widget_class_bind_template_child (widget_class, VanityPreferencesWindow, name)

static void
vanity_preferences_window_class_init (VanityPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_preferences_window_dispose;
  erased_signal = g_signal_new ("erased", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/vanity/Vanity/preferences-window.ui");
  BIND (color_scheme);
  BIND (quality);
  BIND (keep_location);
  BIND (autosave);
  BIND (camera);
  BIND (mirror);
  BIND (mirror_photo);
  BIND (threads);
  BIND (memory);
  BIND (private_mode);
  BIND (kept);
}

static void
vanity_preferences_window_init (VanityPreferencesWindow *self)
{
  GSettings *settings = vanity_settings_get_default ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->shop = vanity_shop_get_default ();
  vanity_shop_open (self->shop);
  init_color_scheme (self, settings);
  init_quality (self, settings);
  init_threads (self, settings);
  init_memory (self, settings);
  bind_switch (self->keep_location, settings, VANITY_SETTING_KEEP_LOCATION);
  bind_switch (self->autosave, settings, VANITY_SETTING_AUTOSAVE);
  init_camera (self, settings);
  g_object_bind_property (self->shop, "private", self->private_mode, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  for (VanityKept kept = 0; kept < VANITY_N_KEPT; kept++)
    add_kept (self, kept);
  g_signal_connect_object (self->shop, "taste-changed", G_CALLBACK (update_kept), self,
                           G_CONNECT_SWAPPED);
  update_kept (self);
}

VanityPreferencesWindow *
vanity_preferences_window_new (GtkWindow *parent)
{
  return g_object_new (VANITY_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);
}

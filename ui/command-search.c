#include "ui/command-search.h"

#include "makeup/look.h"
#include "ui/commands.h"

#include <glib/gi18n.h>
#include <string.h>

struct _VanityCommandSearch
{
  AdwWindow parent_instance;

  GtkWidget *entry;
  GtkWidget *scrolled;
  GtkWidget *list;

  GtkApplicationWindow *parent; /* the window that this one goes with, and so outlives it */
  char **words;                 /* of what is typed, folded */
};

G_DEFINE_FINAL_TYPE (VanityCommandSearch, vanity_command_search, ADW_TYPE_WINDOW)

/* What a row does. */
typedef struct
{
  char *action; /* with its target */
  char *folded; /* name and place, to be searched */
  int order;    /* without a search */
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->action);
  g_free (entry->folded);
  g_free (entry);
}

static const Entry *
get_entry (gpointer row)
{
  return g_object_get_data (row, "entry");
}

static char *
fold (const char *text)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);

  return g_utf8_casefold (plain != NULL ? plain : text, -1);
}

/* ---- Actions ---- */

static GActionGroup *
find_group (VanityCommandSearch *self, const char *name)
{
  return g_str_has_prefix (name, "app.")
             ? G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (self->parent)))
             : G_ACTION_GROUP (self->parent);
}

static gboolean
is_enabled (VanityCommandSearch *self, const char *detailed)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  return g_action_parse_detailed_name (detailed, &name, &target, NULL)
         && g_action_group_get_action_enabled (find_group (self, name), strchr (name, '.') + 1);
}

/* TRUE where it is a choice, and is chosen. */
static gboolean
is_on (VanityCommandSearch *self, const char *detailed)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GVariant) state = NULL;

  if (!g_action_parse_detailed_name (detailed, &name, &target, NULL))
    return FALSE;
  state = g_action_group_get_action_state (find_group (self, name), strchr (name, '.') + 1);
  if (state == NULL)
    return FALSE;

  return target != NULL ? g_variant_equal (state, target)
                        : g_variant_is_of_type (state, G_VARIANT_TYPE_BOOLEAN)
                              && g_variant_get_boolean (state);
}

static gboolean
run (VanityCommandSearch *self, GtkListBoxRow *row)
{
  g_autoptr (GtkApplicationWindow) parent = g_object_ref (self->parent);
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (row == NULL || !gtk_widget_is_sensitive (GTK_WIDGET (row)))
    return FALSE;

  g_action_parse_detailed_name (get_entry (row)->action, &name, &target, NULL);
  gtk_window_close (GTK_WINDOW (self));

  return gtk_widget_activate_action_variant (GTK_WIDGET (parent), name, target);
}

/* ---- Rows ---- */

static void
add_row (VanityCommandSearch *self, char *action, const char *title, const char *place,
         const char *keys, int order)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *both = g_strconcat (title, " ", place, NULL);
  Entry *entry = g_new (Entry, 1);

  *entry = (Entry){ action, fold (both), order };
  g_object_set_data_full (G_OBJECT (row), "entry", entry, entry_free);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, place, -1);
  if (is_on (self, action))
    {
      GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

      gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("On"), -1);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), mark);
    }
  if (keys != NULL)
    {
      GtkWidget *label = gtk_shortcut_label_new (keys);

      gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS,
                                      keys, -1);
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_sensitive (row, is_enabled (self, action));
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
add_commands (VanityCommandSearch *self)
{
  guint n_commands;
  const VanityCommand *commands = vanity_commands_list (&n_commands);

  for (guint i = 0; i < n_commands; i++)
    if (commands[i].action != NULL && commands[i].group != VANITY_COMMANDS_INNER)
      {
        g_autofree char *title = vanity_command_dup_title (&commands[i]);
        g_autofree char *place = vanity_command_group_dup_title (commands[i].group);

        add_row (self, g_strdup (commands[i].action), title, place, commands[i].keys[0], (int)i);
      }
}

static void
add_looks (VanityCommandSearch *self, GPtrArray *looks)
{
  g_autofree char *place = vanity_command_group_dup_title (VANITY_COMMANDS_MAKEUP);

  for (guint i = 0; i < looks->len; i++)
    {
      const VanityLook *look = g_ptr_array_index (looks, i);
      /* Translators: a command; what is put in is the name of a look. */
      g_autofree char *title = g_strdup_printf (_ ("Wear %s"), vanity_look_get_label (look));
      g_autoptr (GVariant) target = g_variant_ref_sink (g_variant_new_string (look->id));

      add_row (self, g_action_print_detailed_name ("win.wear-look", target), title, place, NULL,
               1000 + (int)i);
    }
}

/* ---- Searched ---- */

static gboolean
matches (GtkListBoxRow *row, gpointer data)
{
  VanityCommandSearch *self = data;

  for (char **word = self->words; *word != NULL; word++)
    if (strstr (get_entry (row)->folded, *word) == NULL)
      return FALSE;

  return TRUE;
}

/* The less, the further up: what can be done before what cannot, what begins so before what only
 * holds it. */
static int
rank (VanityCommandSearch *self, GtkListBoxRow *row)
{
  const char *word = self->words[0];
  const char *folded = get_entry (row)->folded;
  const char *found = word != NULL ? strstr (folded, word) : NULL;

  if (found == NULL)
    return get_entry (row)->order;

  return get_entry (row)->order + (gtk_widget_get_sensitive (GTK_WIDGET (row)) ? 0 : 100000)
         + (found == folded    ? 0
            : found[-1] == ' ' ? 10000
                               : 20000);
}

static int
compare (GtkListBoxRow *one, GtkListBoxRow *other, gpointer self)
{
  return rank (self, one) - rank (self, other);
}

static GtkListBoxRow *
find_first (VanityCommandSearch *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      return row;

  return NULL;
}

static void
update (VanityCommandSearch *self)
{
  g_autofree char *folded = fold (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (char **part = parts; *part != NULL; part++)
    if (**part != '\0')
      g_strv_builder_add (words, *part);
  g_strfreev (self->words);
  self->words = g_strv_builder_end (words);
  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->list));
  gtk_list_box_invalidate_sort (GTK_LIST_BOX (self->list));
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), find_first (self));
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), 0);
}

static void
on_search_changed (VanityCommandSearch *self)
{
  update (self);
}

static void
on_activate (VanityCommandSearch *self)
{
  run (self, gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)));
}

static void
on_row_activated (VanityCommandSearch *self, GtkListBoxRow *row)
{
  run (self, row);
}

/* From the entry the arrows walk through the list, so that nobody has to leave it. */
static gboolean
on_key (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state,
        VanityCommandSearch *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  if (row == NULL || (key != GDK_KEY_Down && key != GDK_KEY_KP_Down))
    return FALSE;

  return gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* ---- From outside ---- */

void
vanity_command_search_set_text (VanityCommandSearch *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  update (self);
}

guint
vanity_command_search_count (VanityCommandSearch *self)
{
  GtkListBoxRow *row;
  guint n = 0;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL; i++)
    n += gtk_widget_get_child_visible (GTK_WIDGET (row));

  return n;
}

char *
vanity_command_search_dup_first (VanityCommandSearch *self)
{
  GtkListBoxRow *row = find_first (self);

  return row != NULL ? g_strdup (get_entry (row)->action) : NULL;
}

gboolean
vanity_command_search_run_first (VanityCommandSearch *self)
{
  return run (self, find_first (self));
}

static void
vanity_command_search_finalize (GObject *object)
{
  VanityCommandSearch *self = VANITY_COMMAND_SEARCH (object);

  g_clear_pointer (&self->words, g_strfreev);

  G_OBJECT_CLASS (vanity_command_search_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, VanityCommandSearch, name)

static void
vanity_command_search_class_init (VanityCommandSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vanity_command_search_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/vanity/Vanity/command-search.ui");
  BIND (entry);
  BIND (scrolled);
  BIND (list);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback_full (widget_class, "gtk_window_close",
                                                G_CALLBACK (gtk_window_close));
}

static void
vanity_command_search_init (VanityCommandSearch *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->words = g_new0 (char *, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), matches, self, NULL);
  gtk_list_box_set_sort_func (GTK_LIST_BOX (self->list), compare, self, NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->entry, keys);
}

VanityCommandSearch *
vanity_command_search_new (GtkApplicationWindow *parent, GPtrArray *looks)
{
  VanityCommandSearch *self
      = g_object_new (VANITY_TYPE_COMMAND_SEARCH, "transient-for", parent, NULL);

  self->parent = parent;
  add_commands (self);
  if (looks != NULL)
    add_looks (self, looks);
  update (self);
  gtk_widget_grab_focus (self->entry);

  return self;
}

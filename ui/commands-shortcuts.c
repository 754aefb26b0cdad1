#include "ui/commands.h"

/* Rows of a column, before the next one begins. */
#define COLUMN_ROWS "16"

static void
append_shortcut (GString *xml, const VanityCommand *command)
{
  guint n_keys = g_strv_length ((char **)command->keys);
  g_autofree char *title = vanity_command_dup_title (command);
  g_autofree char *keys = n_keys > 1
                              ? g_strconcat (command->keys[0], " ", command->keys[n_keys - 1], NULL)
                              : g_strdup (command->keys[0]);
  g_autofree char *shortcut
      = g_markup_printf_escaped ("<child><object class='GtkShortcutsShortcut'>"
                                 "<property name='title'>%s</property>"
                                 "<property name='accelerator'>%s</property></object></child>",
                                 title, keys);

  g_string_append (xml, shortcut);
}

static void
append_group (GString *xml, VanityCommandGroup group)
{
  guint n_commands;
  const VanityCommand *commands = vanity_commands_list (&n_commands);
  g_autofree char *title = vanity_command_group_dup_title (group);
  g_autofree char *head = g_markup_printf_escaped ("<child><object class='GtkShortcutsGroup'>"
                                                   "<property name='title'>%s</property>",
                                                   title);

  g_string_append (xml, head);
  for (guint i = 0; i < n_commands; i++)
    if (commands[i].group == group && commands[i].keys[0] != NULL)
      append_shortcut (xml, &commands[i]);
  g_string_append (xml, "</object></child>");
}

/* GTK 4.8 fills such a window from a description alone. */
GtkShortcutsWindow *
vanity_commands_new_shortcuts (void)
{
  g_autoptr (GString) xml = g_string_new (
      "<interface><object class='GtkShortcutsWindow' id='shortcuts'>"
      "<property name='modal'>true</property><child><object class='GtkShortcutsSection'>"
      "<property name='section-name'>shortcuts</property>"
      "<property name='max-height'>" COLUMN_ROWS "</property>");
  g_autoptr (GtkBuilder) builder = NULL;

  for (VanityCommandGroup group = 0; group < VANITY_N_COMMAND_GROUPS; group++)
    append_group (xml, group);
  g_string_append (xml, "</object></child></object></interface>");
  builder = gtk_builder_new_from_string (xml->str, xml->len);

  return GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "shortcuts"));
}

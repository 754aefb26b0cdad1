#include "ui/commands.h"

/* The sections that belong to the menu itself come last; one that holds nothing is left out. */
static void
append_sections (GMenu *menu, VanityCommandGroup group)
{
  g_autoptr (GMenu) section = NULL;
  int current = -1;
  guint n_commands;
  const VanityCommand *commands = vanity_commands_list (&n_commands);

  for (guint i = 0; i < n_commands; i++)
    {
      if (commands[i].group != group || commands[i].section == VANITY_COMMAND_NO_MENU)
        continue;
      if (commands[i].section != current)
        {
          g_clear_object (&section);
          section = g_menu_new ();
          g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
          current = commands[i].section;
        }
      g_menu_append (section, vanity_command_get_label (&commands[i]), commands[i].action);
    }
}

GMenuModel *
vanity_commands_new_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) groups = g_menu_new ();

  for (VanityCommandGroup group = 0; group < VANITY_COMMANDS_GENERAL; group++)
    {
      g_autoptr (GMenu) submenu = g_menu_new ();

      append_sections (submenu, group);
      g_menu_append_submenu (groups, vanity_command_group_get_label (group),
                             G_MENU_MODEL (submenu));
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (groups));
  append_sections (menu, VANITY_COMMANDS_GENERAL);

  return G_MENU_MODEL (menu);
}

/* Every command of the program, in one table: from it are made the keys of the application, the
 * main menu, the window of shortcuts and the search for commands, so that none of them can say
 * something else than the others.
 *
 * Who adds an action to a window or to the application adds a line here; a test fails where one is
 * missing. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  VANITY_COMMANDS_PHOTO,
  VANITY_COMMANDS_MAKEUP,
  VANITY_COMMANDS_COPY,
  VANITY_COMMANDS_FACE,
  VANITY_COMMANDS_PRODUCTS,
  VANITY_COMMANDS_VIEW,
  VANITY_COMMANDS_GENERAL,
  VANITY_N_COMMAND_GROUPS,
  /* Offered by what they belong to alone, a toast or a tile: no command that could be looked for.
   */
  VANITY_COMMANDS_INNER = VANITY_N_COMMAND_GROUPS,
} VanityCommandGroup;

/* Not in the main menu. */
#define VANITY_COMMAND_NO_MENU (-1)

typedef struct
{
  const char *action; /* with its target: "win.view::divider"; NULL for what only a key does */
  /* In title case, with a mnemonic that is its own within the group; NULL for what is INNER. */
  const char *title;
  VanityCommandGroup group;
  int section; /* of the group's menu, counted up from 0 */
  /* As GTK writes them; the window of shortcuts shows the first and the last. */
  const char *keys[5];
} VanityCommand;

/* In the order of the menus. */
const VanityCommand *vanity_commands_list (guint *n_commands);

/* Translated, with the mnemonic for a menu; and as it is read elsewhere. */
const char *vanity_command_group_get_label (VanityCommandGroup group);
char *vanity_command_group_dup_title (VanityCommandGroup group);
const char *vanity_command_get_label (const VanityCommand *command);
char *vanity_command_dup_title (const VanityCommand *command);

/* Gives the application all keys. */
void vanity_commands_install_keys (GtkApplication *application);

/* The main menu; the caller owns it. */
GMenuModel *vanity_commands_new_menu (void);

/* The window of shortcuts; to be given to a window of the application, which owns it. */
GtkShortcutsWindow *vanity_commands_new_shortcuts (void);

G_END_DECLS

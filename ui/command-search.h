/* A window to find any command by its name, and any look to wear, with the keys they have and
 * where in the menu they stand. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define VANITY_TYPE_COMMAND_SEARCH (vanity_command_search_get_type ())
G_DECLARE_FINAL_TYPE (VanityCommandSearch, vanity_command_search, VANITY, COMMAND_SEARCH, AdwWindow)

/* For the actions of `parent` and its application; with `looks` (VanityLook, or NULL) each of them
 * can be worn by "win.wear-look". */
VanityCommandSearch *vanity_command_search_new (GtkApplicationWindow *parent, GPtrArray *looks);

/* What is typed. Every word of it has to be found, in whatever order. */
void vanity_command_search_set_text (VanityCommandSearch *search, const char *text);
/* How many are left, and the action, with its target, that Enter would do; NULL where none is. */
guint vanity_command_search_count (VanityCommandSearch *search);
char *vanity_command_search_dup_first (VanityCommandSearch *search);
/* Does that and closes; FALSE where it cannot be done now. */
gboolean vanity_command_search_run_first (VanityCommandSearch *search);

G_END_DECLS

/* The search for commands of a window, with the looks that its gallery holds. */
#include "ui/window-private.h"

#include "app/user-looks.h"
#include "ui/command-search.h"

/* None where there is no face to wear them. */
static GPtrArray *
list_looks (VanityWindow *self)
{
  GPtrArray *looks;
  g_autoptr (GPtrArray) own = NULL;

  if (!g_action_group_get_action_enabled (G_ACTION_GROUP (self), "wear-look"))
    return NULL;

  looks = vanity_look_list_shipped ();
  own = vanity_user_looks_list ();
  for (guint i = 0; i < own->len; i++)
    g_ptr_array_add (looks, vanity_look_ref (g_ptr_array_index (own, i)));

  return looks;
}

void
vanity_window_search_commands (VanityWindow *self)
{
  GPtrArray *looks = list_looks (self);

  gtk_window_present (
      GTK_WINDOW (vanity_command_search_new (GTK_APPLICATION_WINDOW (self), looks)));
  g_clear_pointer (&looks, g_ptr_array_unref);
}

/* One table of commands: that it holds every action there is, and what is made from it. */
#include "tests/ui/support.h"

#include "ui/command-search.h"
#include "ui/commands.h"

static GHashTable *
list_actions (void)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_commands;
  const VanityCommand *commands = vanity_commands_list (&n_commands);

  for (guint i = 0; i < n_commands; i++)
    if (commands[i].action != NULL)
      {
        const char *target = strstr (commands[i].action, "::");

        g_hash_table_add (names, target != NULL
                                     ? g_strndup (commands[i].action, target - commands[i].action)
                                     : g_strdup (commands[i].action));
      }

  return names;
}

static void
check_group (GActionGroup *group, const char *prefix, GHashTable *known)
{
  g_auto (GStrv) actions = g_action_group_list_actions (group);

  for (char **action = actions; *action != NULL; action++)
    {
      g_autofree char *name = g_strconcat (prefix, *action, NULL);

      if (!g_hash_table_contains (known, name))
        g_error ("%s is missing from the table of commands", name);
    }
}

/* Every action is in the table, and everything in the table is an action. */
static void
test_complete (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) known = list_actions ();
  GHashTableIter iter;
  gpointer name;

  if (fixture->window == NULL)
    return;

  check_group (G_ACTION_GROUP (fixture->window), "win.", known);
  check_group (G_ACTION_GROUP (fixture->application), "app.", known);

  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      GActionGroup *group = g_str_has_prefix (name, "app.") ? G_ACTION_GROUP (fixture->application)
                                                            : G_ACTION_GROUP (fixture->window);

      if (!g_action_group_has_action (group, strchr (name, '.') + 1))
        g_error ("there is no action %s", (char *)name);
    }
}

/* No key means two things, and mnemonics of a group differ. */
static void
test_unambiguous (void)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) mnemonics = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_commands;
  const VanityCommand *commands = vanity_commands_list (&n_commands);

  for (guint i = 0; i < n_commands; i++)
    {
      const char *mark = commands[i].title != NULL ? strchr (commands[i].title, '_') : NULL;

      g_assert_true ((commands[i].title == NULL) == (commands[i].group == VANITY_COMMANDS_INNER));
      for (guint k = 0; commands[i].keys[k] != NULL; k++)
        {
          guint key;
          GdkModifierType modifiers;

          g_assert_true (gtk_accelerator_parse (commands[i].keys[k], &key, &modifiers));
          if (!g_hash_table_add (keys, (gpointer)commands[i].keys[k]))
            g_error ("%s has two meanings", commands[i].keys[k]);
        }
      if (mark != NULL)
        {
          g_autofree char *letter = g_ascii_strdown (mark + 1, 1);
          char *id = g_strdup_printf ("%d %s", commands[i].group, letter);

          if (!g_hash_table_add (mnemonics, id))
            g_error ("“%s” has the mnemonic of another command beside it", commands[i].title);
        }
    }
}

static void
collect_menu (GMenuModel *menu, GHashTable *actions)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autofree char *action = NULL;
      static const char *const links[] = { G_MENU_LINK_SECTION, G_MENU_LINK_SUBMENU };

      if (g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &action))
        g_hash_table_add (actions, g_steal_pointer (&action));
      for (guint k = 0; k < G_N_ELEMENTS (links); k++)
        {
          g_autoptr (GMenuModel) link = g_menu_model_get_item_link (menu, i, links[k]);

          if (link != NULL)
            collect_menu (link, actions);
        }
    }
}

static void
test_menu (void)
{
  g_autoptr (GHashTable) actions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GMenuModel) menu = vanity_commands_new_menu ();
  guint n_commands;
  const VanityCommand *commands = vanity_commands_list (&n_commands);

  collect_menu (menu, actions);
  for (guint i = 0; i < n_commands; i++)
    if (commands[i].group != VANITY_COMMANDS_INNER && commands[i].section != VANITY_COMMAND_NO_MENU)
      {
        g_autofree char *name = NULL;
        g_autoptr (GVariant) target = NULL;

        g_assert_true (g_action_parse_detailed_name (commands[i].action, &name, &target, NULL));
        if (!g_hash_table_contains (actions, name))
          g_error ("%s is not in the menu", name);
      }
}

static void
collect_shortcuts (GtkWidget *widget, GHashTable *titles)
{
  if (g_strcmp0 (G_OBJECT_TYPE_NAME (widget), "GtkShortcutsShortcut") == 0)
    {
      char *title;

      g_object_get (widget, "title", &title, NULL);
      g_hash_table_add (titles, title);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_shortcuts (child, titles);
}

/* Everything that has a key is told there. */
static void
test_shortcuts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GtkShortcutsWindow *window;
  guint n_commands;
  const VanityCommand *commands = vanity_commands_list (&n_commands);

  if (fixture->window == NULL)
    return;

  window = gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (fixture->window));
  g_assert_nonnull (window);
  collect_shortcuts (GTK_WIDGET (window), titles);
  for (guint i = 0; i < n_commands; i++)
    if (commands[i].keys[0] != NULL)
      {
        g_autofree char *title = vanity_command_dup_title (&commands[i]);

        if (!g_hash_table_contains (titles, title))
          g_error ("the window of shortcuts does not tell “%s”", title);
      }
}

static VanityCommandSearch *
open_search (Fixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  fixture_activate (fixture, "command-search");
  fixture_idle (50);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (VANITY_IS_COMMAND_SEARCH (window)
          && gtk_window_get_transient_for (window) == GTK_WINDOW (fixture->window))
        return VANITY_COMMAND_SEARCH (window);
    }
  g_assert_not_reached ();
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  VanityCommandSearch *search;
  g_autofree char *first = NULL;
  guint n_all;

  if (fixture->window == NULL)
    return;

  search = open_search (fixture);
  n_all = vanity_command_search_count (search);
  g_assert_cmpuint (n_all, >, 40);
  fixture_check_names (search);

  vanity_command_search_set_text (search, "ÜNSINN xyz");
  g_assert_cmpuint (vanity_command_search_count (search), ==, 0);
  g_assert_false (vanity_command_search_run_first (search));

  vanity_command_search_set_text (search, "photo OPEN");
  first = vanity_command_search_dup_first (search);
  g_assert_cmpstr (first, ==, "win.open");

  /* What cannot be done now is there, and is not done. */
  vanity_command_search_set_text (search, "save a copy");
  g_assert_cmpuint (vanity_command_search_count (search), >=, 1);
  g_assert_false (vanity_command_search_run_first (search));

  vanity_command_search_set_text (search, "keep location");
  g_assert_true (vanity_command_search_run_first (search));
  fixture_idle (50);
  {
    g_autoptr (GVariant) state
        = g_action_group_get_action_state (G_ACTION_GROUP (fixture->window), "keep-location");

    g_assert_true (g_variant_get_boolean (state));
  }
  fixture_activate (fixture, "keep-location");
}

static void
test_search_looks (Fixture *fixture, gconstpointer data)
{
  VanityCommandSearch *search;

  if (!fixture_open_portrait (fixture))
    return;

  search = open_search (fixture);
  vanity_command_search_set_text (search, "wear red lip");
  g_assert_true (vanity_command_search_run_first (search));
  fixture_wait (fixture, fixture_is_settled);
  g_assert_cmpstr (fixture_get_wear (fixture).look->id, ==, "red-lip");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/ui/commands/complete", test_complete);
  g_test_add_func ("/ui/commands/unambiguous", test_unambiguous);
  g_test_add_func ("/ui/commands/menu", test_menu);
  ADD ("/ui/commands/shortcuts", test_shortcuts);
  ADD ("/ui/commands/search", test_search);
  ADD ("/ui/commands/search-looks", test_search_looks);
  return g_test_run ();
}

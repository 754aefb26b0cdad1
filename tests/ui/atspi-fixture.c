#include "tests/ui/atspi.h"

#include <string.h>

#define PATIENCE_S 60
#define STEP_MS 100
/* Deeper than any window is; what a broken tree leads round in circles ends there. */
#define DEPTH_MAX 64

static GSubprocess *process;

void
atspi_fixture_pause (int ms)
{
  gint64 end = g_get_monotonic_time () + 1000 * ms;

  while (g_get_monotonic_time () < end)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (5000);
    }
}

gboolean
atspi_fixture_begin (void)
{
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  if (g_getenv ("DISPLAY") == NULL)
    {
      g_test_skip ("there is no display");
      return FALSE;
    }
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  if (bus != NULL)
    reply = g_dbus_connection_call_sync (bus, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus",
                                         "GetAddress", NULL, G_VARIANT_TYPE ("(s)"),
                                         G_DBUS_CALL_FLAGS_NONE, 20000, NULL, &error);
  if (reply == NULL)
    {
      g_autofree char *why
          = g_strdup_printf ("there is no bus for assistive technology: %s", error->message);

      g_test_skip (why);
      return FALSE;
    }
  /* It warns of programs that come and go, which is what programs do. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  /* 0 the first time, 1 after that. */
  g_assert_cmpint (atspi_init (), <, 2);

  return TRUE;
}

static AtspiAccessible *
find_application (void)
{
  AtspiAccessible *desktop = atspi_get_desktop (0);
  int n;

  atspi_accessible_set_cache_mask (desktop, ATSPI_CACHE_NONE);
  n = atspi_accessible_get_child_count (desktop, NULL);
  for (int i = 0; i < n; i++)
    {
      AtspiAccessible *child = atspi_accessible_get_child_at_index (desktop, i, NULL);

      if (child == NULL)
        continue;
      if (atspi_accessible_get_process_id (child, NULL)
          == (guint)g_ascii_strtoull (g_subprocess_get_identifier (process), NULL, 10))
        return child;
      g_object_unref (child);
    }

  return NULL;
}

AtspiAccessible *
atspi_fixture_start (const char *program, ...)
{
  g_autoptr (GPtrArray) line = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  AtspiAccessible *application = NULL;
  gint64 end = g_get_monotonic_time () + PATIENCE_S * G_USEC_PER_SEC;
  va_list args;

  g_ptr_array_add (line, (gpointer)program);
  va_start (args, program);
  for (const char *argument = va_arg (args, const char *); argument != NULL;
       argument = va_arg (args, const char *))
    g_ptr_array_add (line, (gpointer)argument);
  va_end (args);
  g_ptr_array_add (line, NULL);

  process = g_subprocess_newv ((const char *const *)line->pdata, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  while (application == NULL && g_get_monotonic_time () < end)
    {
      atspi_fixture_pause (STEP_MS);
      application = find_application ();
    }
  g_assert_nonnull (application);

  return application;
}

void
atspi_fixture_stop (AtspiAccessible *application)
{
  g_autoptr (GError) error = NULL;

  g_object_unref (application);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (process))
    g_error ("the program ended badly: status %d", g_subprocess_get_status (process));
  g_clear_object (&process);
}

static gboolean
has_state (AtspiAccessible *node, AtspiStateType state)
{
  g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (node);

  return states != NULL && atspi_state_set_contains (states, state);
}

/* GTK calls what has no name by its type, which is none. */
static char *
dup_name (AtspiAccessible *node)
{
  g_autofree char *name = atspi_accessible_get_name (node, NULL);

  if (name == NULL || g_regex_match_simple ("^(Gtk|Adw|Vanity)[A-Z][A-Za-z]+$", name, 0, 0))
    return g_strdup ("");

  return g_steal_pointer (&name);
}

static AtspiAccessible *
find (AtspiAccessible *node, AtspiRole role, const char *name, int depth)
{
  int n;

  if (depth > 0 && !has_state (node, ATSPI_STATE_VISIBLE))
    return NULL;
  if (atspi_accessible_get_role (node, NULL) == role)
    {
      g_autofree char *own = dup_name (node);

      if (name == NULL || g_strcmp0 (own, name) == 0)
        return g_object_ref (node);
    }

  n = depth < DEPTH_MAX ? atspi_accessible_get_child_count (node, NULL) : 0;
  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (node, i, NULL);
      AtspiAccessible *found = child != NULL ? find (child, role, name, depth + 1) : NULL;

      if (found != NULL)
        return found;
    }

  return NULL;
}

AtspiAccessible *
atspi_fixture_find (AtspiAccessible *root, AtspiRole role, const char *name)
{
  return find (root, role, name, 0);
}

AtspiAccessible *
atspi_fixture_await (AtspiAccessible *root, AtspiRole role, const char *name)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_S * G_USEC_PER_SEC;
  AtspiAccessible *found = NULL;

  while (found == NULL && g_get_monotonic_time () < end)
    {
      found = atspi_fixture_find (root, role, name);
      if (found == NULL)
        atspi_fixture_pause (STEP_MS);
    }
  if (found == NULL)
    g_error ("no %s “%s” came", atspi_role_get_name (role), name != NULL ? name : "");

  return found;
}

void
atspi_fixture_await_description (AtspiAccessible *node, const char *text)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_S * G_USEC_PER_SEC;
  g_autofree char *last = NULL;

  for (;;)
    {
      g_free (last);
      last = atspi_accessible_get_description (node, NULL);
      if (last != NULL && strstr (last, text) != NULL)
        return;
      if (g_get_monotonic_time () >= end)
        g_error ("it says “%s”, not “%s”", last, text);
      atspi_fixture_pause (STEP_MS);
    }
}

/* ---- Keyboard ---- */

void
atspi_fixture_press (guint modifier, guint key)
{
  g_autoptr (GError) error = NULL;

  if (modifier != 0)
    atspi_generate_keyboard_event ((glong)modifier, NULL, ATSPI_KEY_PRESS, &error);
  g_assert_no_error (error);
  atspi_generate_keyboard_event ((glong)key, NULL, ATSPI_KEY_SYM, &error);
  g_assert_no_error (error);
  if (modifier != 0)
    atspi_generate_keyboard_event ((glong)modifier, NULL, ATSPI_KEY_RELEASE, &error);
  g_assert_no_error (error);
  atspi_fixture_pause (STEP_MS);
}

void
atspi_fixture_type (const char *text)
{
  g_autoptr (GError) error = NULL;

  atspi_generate_keyboard_event (0, text, ATSPI_KEY_STRING, &error);
  g_assert_no_error (error);
  atspi_fixture_pause (STEP_MS);
}

/* ---- Names ---- */

static gboolean
is_control (AtspiRole role)
{
  static const AtspiRole roles[]
      = { ATSPI_ROLE_PUSH_BUTTON,  ATSPI_ROLE_TOGGLE_BUTTON, ATSPI_ROLE_CHECK_BOX,
          ATSPI_ROLE_RADIO_BUTTON, ATSPI_ROLE_SLIDER,        ATSPI_ROLE_SPIN_BUTTON,
          ATSPI_ROLE_COMBO_BOX,    ATSPI_ROLE_ENTRY,         ATSPI_ROLE_LINK,
          ATSPI_ROLE_MENU_ITEM,    ATSPI_ROLE_PAGE_TAB,      ATSPI_ROLE_LIST_ITEM,
          ATSPI_ROLE_TABLE_CELL };

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    if (roles[i] == role)
      return TRUE;

  return FALSE;
}

static gboolean
is_in_control (AtspiAccessible *node)
{
  g_autoptr (AtspiAccessible) parent = atspi_accessible_get_parent (node, NULL);

  return parent != NULL && is_control (atspi_accessible_get_role (parent, NULL));
}

static char *
dup_path (AtspiAccessible *node)
{
  g_autoptr (GString) path = g_string_new (NULL);
  g_autoptr (AtspiAccessible) at = g_object_ref (node);

  for (int i = 0; at != NULL && i < DEPTH_MAX; i++)
    {
      g_autofree char *name = dup_name (at);
      g_autofree char *role = atspi_accessible_get_role_name (at, NULL);
      g_autofree char *step = g_strdup_printf ("%s “%s”%s", role, name, i > 0 ? " > " : "");
      AtspiAccessible *parent = atspi_accessible_get_parent (at, NULL);

      g_string_prepend (path, step);
      g_object_unref (at);
      at = parent;
    }

  return g_string_free (g_steal_pointer (&path), FALSE);
}

/* The nearest thing around it that has a name: a card, a row, a window. */
static char *
dup_group (AtspiAccessible *node)
{
  AtspiAccessible *at = atspi_accessible_get_parent (node, NULL);
  char *name = g_strdup ("");

  while (at != NULL && *name == '\0')
    {
      AtspiAccessible *parent = atspi_accessible_get_parent (at, NULL);

      g_free (name);
      name = dup_name (at);
      g_object_unref (at);
      at = parent;
    }
  g_clear_object (&at);

  return name;
}

static int complaints;

static void
complain (const char *what, const char *path)
{
  g_printerr ("%s: %s\n", what, path);
  complaints++;
}

static int
check (AtspiAccessible *node, GHashTable *seen, int depth)
{
  AtspiRole role = atspi_accessible_get_role (node, NULL);
  int n, found = 0;

  if (depth > 0 && !has_state (node, ATSPI_STATE_VISIBLE))
    return 0;
  if (role == ATSPI_ROLE_INVALID || role == ATSPI_ROLE_UNKNOWN)
    {
      g_autofree char *path = dup_path (node);

      complain ("no role", path);
    }
  if (is_control (role))
    {
      g_autofree char *name = dup_name (node);
      g_autofree char *description = atspi_accessible_get_description (node, NULL);
      g_autofree char *path = dup_path (node);
      g_autofree char *group = dup_group (node);
      char *id = g_strdup_printf ("%d %s\n%s\n%s", role, name, description, group);

      if (*g_strstrip (name) == '\0')
        complain ("no name", path);
      if (strchr (name, '_') != NULL)
        complain ("a mnemonic in the name", path);
      /* A button that opens something holds the one that is pressed. */
      if (!g_hash_table_add (seen, id) && !is_in_control (node))
        complain ("another one is called so, and nothing tells them apart", path);
      found = 1;
    }

  /* What a box for choosing is made of is the toolkit's. */
  n = depth < DEPTH_MAX && role != ATSPI_ROLE_COMBO_BOX
          ? atspi_accessible_get_child_count (node, NULL)
          : 0;
  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (node, i, NULL);

      if (child != NULL)
        found += check (child, seen, depth + 1);
    }

  return found;
}

int
atspi_fixture_check_names (AtspiAccessible *root)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  int n;

  complaints = 0;
  n = check (root, seen, 0);
  g_assert_cmpint (complaints, ==, 0);

  return n;
}

/* A running program as assistive technology sees it, and the keyboard. */
#pragma once

#include <atspi/atspi.h>
#include <gio/gio.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAccessible, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiStateSet, g_object_unref)

/* FALSE, with the test skipped and the reason told, where there is no display or no bus. */
gboolean atspi_fixture_begin (void);

/* Starts `program` and waits for its tree. NULL-terminated arguments follow. */
AtspiAccessible *atspi_fixture_start (const char *program, ...) G_GNUC_NULL_TERMINATED;
/* Closes it and checks that it ended well. */
void atspi_fixture_stop (AtspiAccessible *application);

/* The first showing one below `root` of a role and name, in the order of the tree; `name` may be
 * NULL for any. NULL where there is none. */
AtspiAccessible *atspi_fixture_find (AtspiAccessible *root, AtspiRole role, const char *name);
/* The same, waiting for it; the test fails after a minute. */
AtspiAccessible *atspi_fixture_await (AtspiAccessible *root, AtspiRole role, const char *name);
/* Waits until the description of `node` holds `text`. */
void atspi_fixture_await_description (AtspiAccessible *node, const char *text);

/* By where they lie on the keyboard, as X servers count on Linux. */
#define ATSPI_FIXTURE_CONTROL 37
#define ATSPI_FIXTURE_SHIFT 50
#define ATSPI_FIXTURE_ALT 64

/* Keys, as a person presses them: `modifier` is one of the above or 0, `key` a key symbol. */
void atspi_fixture_press (guint modifier, guint key);
void atspi_fixture_type (const char *text);

/* Fails where a control that shows has no name, or where two that are alike cannot be told apart;
 * gives their number. */
int atspi_fixture_check_names (AtspiAccessible *root);

/* Lets time pass, in milliseconds. */
void atspi_fixture_pause (int ms);

G_END_DECLS

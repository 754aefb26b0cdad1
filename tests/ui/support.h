/* A real window of the real application, driven by a test. */
#pragma once

#include "app/application.h"
#include "ui/window.h"

G_BEGIN_DECLS

typedef struct
{
  VanityApplication *application;
  VanityWindow *window;
  char *folder; /* temporary */
} Fixture;

/* Skips the test where there is no display: then `fixture->window` is NULL. */
void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);

/* A test that has a window. */
void fixture_add (const char *path, void (*test) (Fixture *fixture, gconstpointer data));

VanityDocument *fixture_get_document (Fixture *fixture);
VanityWear fixture_get_wear (Fixture *fixture); /* of the chosen face */

GFile *fixture_get_file (Fixture *fixture, const char *name);
GFile *fixture_write (Fixture *fixture, const char *name, const void *bytes, gssize size);

/* A PNG without a face in it. */
GFile *fixture_write_photo (Fixture *fixture, const char *name, int width, int height);

/* The portrait that the tests use, or NULL, after skipping the test, where it is not there. */
GFile *fixture_get_portrait (void);

/* Opens it; FALSE, with the test skipped, where something for it is missing. */
gboolean fixture_open_portrait (Fixture *fixture);

/* The portrait twice, one beside the other; only where the portrait is there. */
GFile *fixture_write_pair (Fixture *fixture);

typedef gboolean (*Condition) (Fixture *fixture);

/* Runs the main loop until it holds; fails the test after a minute. */
void fixture_wait (Fixture *fixture, Condition condition);
/* Runs the main loop for so many milliseconds. */
void fixture_idle (int ms);

/* The page has come to something else than "loading", and nothing is being worked on. */
gboolean fixture_is_settled (Fixture *fixture);

/* The dialog that asks something, or NULL. */
AdwMessageDialog *fixture_find_question (void);
/* Waits for one, answers it, and waits until it is gone. */
void fixture_answer (Fixture *fixture, const char *response);

/* Activates an action of the window, "undo" or "view::single". */
void fixture_activate (Fixture *fixture, const char *detailed_name);

/* The first widget of a type below `root`, in the order of the tree. */
gpointer fixture_find (gpointer root, GType type);

/* The slider for all makeup, below the pages of the panel. */
gpointer fixture_get_strength (Fixture *fixture);

/* A controller of a type that `widget` has. */
gpointer fixture_find_controller (gpointer widget, GType type);

/* Fails where a control below `root` has no name for assistive technology; gives their number. */
int fixture_check_names (gpointer root);

/* Fails where a button that shows reaches out of the window; what scrolls may be longer. */
void fixture_check_bounds (Fixture *fixture);

/* Lets a widget's own key controller have a key; whether it took it. */
gboolean fixture_press (gpointer widget, guint key);

/* A new folder for what the program keeps, before it starts; no other catalogue or taste is read.
 */
char *fixture_make_home (void);

/* Deletes that folder with all that is in it. */
void fixture_remove_home (const char *home);

G_END_DECLS

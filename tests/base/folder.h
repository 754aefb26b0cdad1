/* Folders of a test, and files in them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *fixture_read (const char *path);
void fixture_write (const char *path, GBytes *bytes);

/* A new empty folder; fixture_remove takes it away with all that is in it. */
char *fixture_folder (void);
void fixture_remove (char *folder);

/* Whether one of the files in the folder has these bytes. */
gboolean fixture_folder_has (const char *folder, const char *text);

G_END_DECLS

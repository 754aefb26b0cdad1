/* The look library: every look on the person's own face, found by words, named, shared and taken in
 * from files. */
#pragma once

#include "app/document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define VANITY_TYPE_LIBRARY_WINDOW (vanity_library_window_get_type ())
G_DECLARE_FINAL_TYPE (VanityLibraryWindow, vanity_library_window, VANITY, LIBRARY_WINDOW, AdwWindow)

/* Signals: "changed", one of the looks has, or is another; "sheet" (GPtrArray of VanityLook), a
 * contact sheet of them is wanted. */
VanityLibraryWindow *vanity_library_window_new (GtkWindow *parent);

/* Whose face wears the looks, and what is put on it; NULL for nobody's. */
void vanity_library_window_set_document (VanityLibraryWindow *window, VanityDocument *document);
/* Reads the looks anew. */
void vanity_library_window_reload (VanityLibraryWindow *window);

/* What is shown, VanityLook, in order; owned by the window. */
GPtrArray *vanity_library_window_get_looks (VanityLibraryWindow *window);
void vanity_library_window_search (VanityLibraryWindow *window, const char *words);
void vanity_library_window_select (VanityLibraryWindow *window, const char *id);
/* Takes the looks of files in, GFile; what cannot be read is told. */
void vanity_library_window_import (VanityLibraryWindow *window, GListModel *files);
/* What was told last; NULL for nothing. */
const char *vanity_library_window_get_toast (VanityLibraryWindow *window);

G_END_DECLS

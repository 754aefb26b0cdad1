/* Name, description and tags of a look of one's own. */
#pragma once

#include "makeup/look.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define VANITY_TYPE_LOOK_EDIT_WINDOW (vanity_look_edit_window_get_type ())
G_DECLARE_FINAL_TYPE (VanityLookEditWindow, vanity_look_edit_window, VANITY, LOOK_EDIT_WINDOW,
                      AdwWindow)

/* Signal "saved": the file of the look has changed. */
VanityLookEditWindow *vanity_look_edit_window_new (GtkWindow *parent, VanityLook *look);

/* As though it had been typed, and saved; FALSE where it cannot be, which the window says. */
gboolean vanity_look_edit_window_save (VanityLookEditWindow *window, const char *name,
                                       const char *summary, const char *tags);

G_END_DECLS

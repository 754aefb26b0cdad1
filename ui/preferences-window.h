/* What one would rather have, and what lies on the device because of Vanity. */
#pragma once

#include "app/kept.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define VANITY_TYPE_PREFERENCES_WINDOW (vanity_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (VanityPreferencesWindow, vanity_preferences_window, VANITY,
                      PREFERENCES_WINDOW, AdwPreferencesWindow)

/* Signal "erased" (VanityKept): one of the stores is empty now. */
VanityPreferencesWindow *vanity_preferences_window_new (GtkWindow *parent);

/* Erases one of them without asking. */
void vanity_preferences_window_erase (VanityPreferencesWindow *window, VanityKept kept);

G_END_DECLS

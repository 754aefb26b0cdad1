/* Earlier analyses that were kept, and what has changed since one of them. */
#pragma once

#include "app/insight.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define VANITY_TYPE_MEMORY_WINDOW (vanity_memory_window_get_type ())
G_DECLARE_FINAL_TYPE (VanityMemoryWindow, vanity_memory_window, VANITY, MEMORY_WINDOW, AdwWindow)

VanityMemoryWindow *vanity_memory_window_new (GtkWindow *parent, VanityFinding *finding);

/* What is shown of the memory that is chosen; "" for none. */
const char *vanity_memory_window_get_text (VanityMemoryWindow *window);

G_END_DECLS

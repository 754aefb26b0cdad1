/* Keys that somebody who types means for the text. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Accelerators of the application are asked before the focus. From now on, while the focus of
 * `window` is in a text, it gets first what makes or edits text: keys without Control or Alt, and
 * Control with C, V, X, Y, Z. The window has its application already. */
void vanity_text_keys_install (GtkWindow *window);

G_END_DECLS

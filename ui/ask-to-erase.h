/* Asking before something is erased for good. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Shows a dialog over the window of `from`. It answers by its signal "response": "erase", or
 * "cancel". `label` is what is to be erased, as it is called on the screen. */
AdwMessageDialog *vanity_ask_to_erase (GtkWidget *from, const char *label);

G_END_DECLS

/* Wheels over controls in a page that scrolls: they move the page, and never change a value that
 * happened to come under the pointer. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Of all that is in `widget`, which may be put into a scrolled window later. */
void vanity_scroll_past (GtkWidget *widget);

G_END_DECLS

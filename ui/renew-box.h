/* A box to be filled anew. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Puts an empty box in the place of `box`, one inside of another box. Not the same box without its
 * children: GTK keeps that a box has one height for all widths, which is so of an empty one, for as
 * long as it is not shown. */
void vanity_renew_box (GtkWidget **box);

G_END_DECLS

/* What GTK 4.8 tells assistive technology wrong, put right for every widget of the program. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From now on
 *
 *  - what is not on the screen, as the pages of a stack that are not chosen, is not told of;
 *
 *  - a button is called what it says, once and without the mark of its mnemonic; one that
 *    holds more than text by the first words in it, unless it has a name of its own.
 *
 * Once, before the first window. */
void vanity_accessible_install (void);

G_END_DECLS

/* Opening and closing devices, one after the other.
 *
 * A device is to be closed before it is opened again, and either may take a second: one thread does
 * both, and the main context waits for neither. PipeWire's source, where nobody sends it pictures,
 * takes half a minute to give up: what is asked for after some seconds of that goes to another
 * thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Runs `func` after what was asked for before. Of the main context alone. */
void vanity_camera_run_in_order (void (*func) (gpointer data), gpointer data);

G_END_DECLS

/* Damages files in every way: each must end in an error or in a graph that runs, and never take
 * much more memory than the file weighs. Meant to run under the address and undefined-behaviour
 * sanitizers. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether the bytes, called `name`, were read; what was read and is small then has run. Fails the
 * test unless an error is one line, valid UTF-8, that begins with the name. */
gboolean damage_try (const char *name, gconstpointer data, gsize size);

/* Cuts it at every byte. */
void damage_cut (const char *name, GBytes *bytes);
/* Alters one to three bytes anywhere; some of `n_rounds` must still be read, and some not. */
void damage_flip (const char *name, GBytes *bytes, int n_rounds, guint32 seed);
/* Sets every byte to its extremes. */
void damage_extremes (const char *name, GBytes *bytes);

G_END_DECLS

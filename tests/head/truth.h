/* Masks drawn by hand: what is where on a head, a VanityHeadClass for each of TRUTH_SIDE² cells of
 * the photo. As files they are PNGs of a palette, one colour a class. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TRUTH_SIDE 256

extern const guint8 truth_palette[6][3];

/* FALSE after a line on standard error. */
gboolean truth_save (const char *path, const guint8 *label);
gboolean truth_load (const char *path, guint8 *label);

G_END_DECLS

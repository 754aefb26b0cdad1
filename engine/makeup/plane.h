/* Large planes of floats. The face of a 12-megapixel photo takes some 150 MB of them; asked for in
 * huge pages, the kernel hands them out in a fraction of the time. Internal to engine/makeup. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* `n` zeros; NULL when out of memory. Free with the same `n`. */
float *vanity_plane_new (gsize n);
void vanity_plane_free (float *plane, gsize n);

G_END_DECLS

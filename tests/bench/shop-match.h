/* How well shades are matched. */
#pragma once

#include "catalogue/catalogue.h"

G_BEGIN_DECLS

/* Foundations are hidden, and the nearest of another brand found; and foundations are proposed to
 * somebody whose skin is exactly each tone of the Monk scale. `title` says which catalogue it is.
 * With `wanted` the numbers are told beside what is wanted of a catalogue with real shops' rows. */
gboolean shop_match_print (const char *title, VanityCatalogue *catalogue, gboolean wanted,
                           GError **error);

G_END_DECLS

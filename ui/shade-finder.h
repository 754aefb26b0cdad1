/* Products that a layer may be worn as, those nearest to its colour first. */
#pragma once

#include "app/shop.h"
#include "makeup/layer.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_SHADE_FINDER (vanity_shade_finder_get_type ())
G_DECLARE_FINAL_TYPE (VanityShadeFinder, vanity_shade_finder, VANITY, SHADE_FINDER, GtkWidget)

/* Signal "chosen" (VanityShade *, a pointer). Looks for the shades of the categories that are worn
 * as `kind` beside the main loop, the catalogue's of the process; says so where there are none. */
void vanity_shade_finder_find (VanityShadeFinder *finder, const VanityLayerKind *kind,
                               guint32 color);

/* "waiting", "found", "empty" or "failed". */
const char *vanity_shade_finder_get_page (VanityShadeFinder *finder);

G_END_DECLS

/* The colours that were chosen last, for the next time: kept in the settings, where there are any.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VANITY_RECENT_COLORS_MAX 12

/* 0xRRGGBB, sRGB, the latest first; their number. */
guint vanity_recent_colors_list (guint32 colors[VANITY_RECENT_COLORS_MAX]);
void vanity_recent_colors_add (guint32 color);
void vanity_recent_colors_forget (void);

G_END_DECLS

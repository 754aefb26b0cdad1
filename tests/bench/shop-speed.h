/* How fast a catalogue takes a feed and answers, and in how much memory. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A Google Merchant feed of `rows` made-up shades is imported into a catalogue in a folder of its
 * own, which is then asked with 100,000 of them. */
gboolean shop_speed_print (int rows, GError **error);

G_END_DECLS

/* IPTC-IIM captions (IPTC Information Interchange Model 4.2). Internal to engine/image. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The datasets of a JPEG file, without those that name a place unless `keep_location`; NULL where
 * there are none, or the file is no JPEG. */
GBytes *vanity_iptc_from_jpeg (GBytes *bytes, gboolean keep_location);

G_END_DECLS

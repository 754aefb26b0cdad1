/* What the targets of feeds share. */
#pragma once

#include "feed/format.h"
#include "target.h"

G_BEGIN_DECLS

/* Reads the bytes as each of the formats (ended by NULL), without a catalogue. */
void fuzz_feed (const guint8 *data, gsize size, const VanityFeedFormat *const *formats);

G_END_DECLS

/* The columns of our own table, in the order in which it is written. README.md describes them. */
#pragma once

#include "feed/columns.h"

G_BEGIN_DECLS

extern const VanityFeedColumn vanity_feed_plain_columns[];

G_END_DECLS

/* Open Beauty Facts' exports: https://world.openbeautyfacts.org/data. The names of the fields are
 * the same in both. */
#pragma once

#include "feed/columns.h"

G_BEGIN_DECLS

extern const VanityFeedColumn vanity_feed_beauty_facts_fields[];

/* A day out of seconds since 1970, or out of an ISO date; NULL where it is none. Free with g_free
 * (). */
char *vanity_feed_beauty_facts_dup_day (const char *text);
/* The first of the brands. Free with g_free (). */
char *vanity_feed_beauty_facts_dup_brand (const char *brands);

G_END_DECLS

/* How much of what is found comes from the order within a day, of which files keep one that nobody
 * may have meant.
 *
 * Dates make it exact: what has one date is put into another order. Without them, windows of
 * neighbours stand for days. */
#pragma once

#include "recommend/sequence.h"

G_BEGIN_DECLS

/* A copy in which what lies in one window of `window` neighbours (0: all of a user) is in another
 * order, all orders being alike. The last `kept` actions of each user stay where they are; windows
 * are counted from there backwards. */
VanitySequences *vanity_sequences_shuffle (const VanitySequences *sequences, int window, int kept,
                                           guint64 seed);

/* The same for neighbours of one date. `days` has the users of `sequences` in their order, and for
 * each action a number, the same for the same date: what vanity_sequences_load () makes of a file
 * with dates in place of items. NULL with an error that begins with `name` and tells the first user
 * who differs. */
VanitySequences *vanity_sequences_shuffle_days (const VanitySequences *sequences,
                                                const VanitySequences *days, const char *name,
                                                int kept, guint64 seed, GError **error);

G_END_DECLS

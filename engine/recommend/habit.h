/* What the things that somebody did say of a shade: learnt from the events of their own memory, on
 * their own machine, one event after the other.
 *
 * A shade's score is a sum over the shades of their history, each of which says how much it is for
 * or against, so that it can be told which one a score comes from. Three ways lead from one to the
 * other: what came after it before (recommend/transitions.h, with decay), what came with it in one
 * sitting (recommend/cooccurrence.h), and how alike they are as products, by factors that begin as
 * features and move with what is done (recommend/habit-likeness.h), so that a new shade has a score
 * from its first day. What is hidden speaks against its like; a shade that was wrong speaks against
 * itself alone, and what its being too light says of others is the recommender's (wrong-shade.c).
 * Older events count less.
 *
 * May be used from several threads. */
#pragma once

#include "catalogue/catalogue.h"
#include "recommend/taste.h"

G_BEGIN_DECLS

typedef struct _VanityHabit VanityHabit; /* reference counted */

/* Learns all that `taste` remembers. `catalogue` completes shades of which the memory has no more
 * than a name; may be NULL. Takes references. NULL with the taste's error. */
VanityHabit *vanity_habit_new (VanityTaste *taste, VanityCatalogue *catalogue, GError **error);
VanityHabit *vanity_habit_ref (VanityHabit *habit);
void vanity_habit_unref (VanityHabit *habit);

/* Learns what has come since; anew where something was erased or taken back. Costs nothing where
 * nothing has changed. */
gboolean vanity_habit_update (VanityHabit *habit, GError **error);

/* In [−1, 1]; 0: nothing known. */
float vanity_habit_score (VanityHabit *habit, const VanityShade *shade);

/* Which shade of the history speaks most for `shade`: TRUE with a new reference in `because` (may
 * be NULL) when the score is above 0 and one that is not `shade` itself has a part in it. */
gboolean vanity_habit_explain (VanityHabit *habit, const VanityShade *shade, VanityShade **because);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityHabit, vanity_habit_unref)

G_END_DECLS

/* The steps back and forth between outfits, each with a name for people. There is no limit to them:
 * an outfit is a few dozen bytes for each face, and shares its looks with the others. */
#pragma once

#include "app/outfit.h"

G_BEGIN_DECLS

typedef struct _VanityHistory VanityHistory;

/* Starts at `outfit`, whose step is called `name`. */
VanityHistory *vanity_history_new (VanityOutfit *outfit, const char *name);
void vanity_history_free (VanityHistory *history);

/* The outfit of now; owned by the history. */
VanityOutfit *vanity_history_get_current (VanityHistory *history);

/* Makes `outfit` (a reference is taken) the current one and forgets what was undone. `name` says
 * what was done, translated. Where `merge` is not NULL and the step before was pushed with the same
 * key, the two are one step with the later name: a slider's drag. `crafted` is work of the hand,
 * which nobody wants to do twice. */
void vanity_history_push (VanityHistory *history, VanityOutfit *outfit, const char *name,
                          const char *merge, gboolean crafted);

/* Ends a run of merged steps: the next one is a step of its own. */
void vanity_history_settle (VanityHistory *history);

int vanity_history_get_n_steps (VanityHistory *history);  /* at least 1 */
int vanity_history_get_position (VanityHistory *history); /* of the current step; 0 at the start */
/* Owned by the history. */
const char *vanity_history_get_name (VanityHistory *history, int step);
VanityOutfit *vanity_history_get_outfit (VanityHistory *history, int step);
/* Whether something that leads to the current step was made by hand. */
gboolean vanity_history_is_crafted (VanityHistory *history);

/* Takes the current step away as though it had never been made, with what came after it. */
void vanity_history_drop (VanityHistory *history);

/* `step` is clamped to those there are. */
void vanity_history_go_to (VanityHistory *history, int step);

gboolean vanity_history_can_undo (VanityHistory *history);
gboolean vanity_history_can_redo (VanityHistory *history);
void vanity_history_undo (VanityHistory *history);
void vanity_history_redo (VanityHistory *history);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityHistory, vanity_history_free)

G_END_DECLS

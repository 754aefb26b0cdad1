/* The steps back and forth between outfits. */
#pragma once

#include "app/outfit.h"

G_BEGIN_DECLS

typedef struct _VanityHistory VanityHistory;

/* Starts at `outfit`. */
VanityHistory *vanity_history_new (VanityOutfit *outfit);
void vanity_history_free (VanityHistory *history);

/* The outfit of now; owned by the history. */
VanityOutfit *vanity_history_get_current (VanityHistory *history);

/* Makes `outfit` (a reference is taken) the current one and forgets what was undone. With `merge`,
 * when the last step was a merged one as well, the two are one step: a slider's drag. */
void vanity_history_push (VanityHistory *history, VanityOutfit *outfit, gboolean merge);

/* Ends a run of merged steps: the next one is a step of its own. */
void vanity_history_settle (VanityHistory *history);

gboolean vanity_history_can_undo (VanityHistory *history);
gboolean vanity_history_can_redo (VanityHistory *history);
void vanity_history_undo (VanityHistory *history);
void vanity_history_redo (VanityHistory *history);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityHistory, vanity_history_free)

G_END_DECLS

/* Looks beside the main loop for what other brands have that is like a shade. */
#pragma once

#include "base/job.h"
#include "recommend/recommender.h"

G_BEGIN_DECLS

/* Starts it in `slot`. `query` (may be NULL) filters. `done` gets up to `most` VanityAlternative,
 * in an array that it owns, or NULL and the error. */
void vanity_alternative_search_start (VanityJobSlot *slot, VanityRecommender *recommender,
                                      VanityShade *shade, const VanityQuery *query, int most,
                                      VanityJobDoneFunc done, gpointer data);

G_END_DECLS

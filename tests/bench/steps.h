/* Where a network's own time goes. */
#pragma once

#include "nn/executor.h"

G_BEGIN_DECLS

/* How the time of one run is spread over the steps, one line each, with the shapes of what goes in,
 * the weights and what comes out, and what was fused into it. */
void steps_print (VanityExecutor *executor);

G_END_DECLS

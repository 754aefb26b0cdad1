/* What the gate keeps back of an analysis: takes it out, and says why. */
#pragma once

#include "analysis/analysis.h"

G_BEGIN_DECLS

/* Whether any zone's scores may be told. */
gboolean vanity_withhold_allows_skin (const VanityGate *gate);

/* Takes out of `analysis` what its gate withholds, and says which parts there are. Scores of zones
 * that are kept back go, those of concerns and the overall one are made of what stays. */
void vanity_withhold (VanityAnalysis *analysis);

/* How large a zone is next to the others, in texels of one atlas. 0 without the canonical mesh. */
double vanity_withhold_get_zone_size (VanityZone zone);

/* Which result of the gate the shape of a part of the face belongs to. */
VanityGateResult vanity_withhold_get_shape (VanityPart part);

G_END_DECLS

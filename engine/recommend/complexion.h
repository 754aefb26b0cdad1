/* Products for the skin itself (foundation, concealer, powder) against the skin. */
#pragma once

#include "recommend/person.h"

G_BEGIN_DECLS

typedef struct
{
  double delta_e;   /* CIEDE2000 from the estimate of the skin */
  double lightness; /* L* of the shade minus that of the skin */
  double closeness; /* [0, 1], with the estimate's own uncertainty (recommend/match.h) */
  /* Each in [−1, 1], 0: nothing known. */
  double undertone; /* how much likelier this undertone is than it is anyway: label before hue */
  double finish;    /* for this skin's shine, dryness, lines */
  double coverage;  /* for its redness, spots, pigment */
  int finish_concern, coverage_concern; /* VanityConcern that says most, or −1 */
  double feature;                       /* [0, 1]: all of them */
  double match; /* [0, 1]: the same for people: closeness without doubt, less what disagrees */
} VanityComplexionMatch;

/* `concern` as in VanityPerson. The shade has a colour, and the skin's source is not NOTHING. */
void vanity_complexion_match (const VanitySkinEstimate *skin, const float *concern,
                              const VanityShade *shade, VanityComplexionMatch *match);

/* The shade's undertone: its label's, or −1 where it has none. */
int vanity_shade_get_undertone (const VanityShade *shade);

/* Appends VanityReason. `owned` names where the skin's colour comes from, or NULL. */
void vanity_complexion_explain (const VanitySkinEstimate *skin, const VanityShade *owned,
                                const VanityShade *shade, const VanityComplexionMatch *match,
                                GPtrArray *reasons);

G_END_DECLS

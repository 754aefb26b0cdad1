/* What goes with whom: rules of thumb that make-up artists share, no findings. They weigh little,
 * and nothing where the photo is not sure. */
#pragma once

#include "recommend/person.h"

G_BEGIN_DECLS

typedef enum
{
  VANITY_HARMONY_NOTHING,
  VANITY_HARMONY_SKIN, /* warm with warm, cool with cool */
  VANITY_HARMONY_EYES, /* what stands opposite to the iris */
  VANITY_HARMONY_HAIR, /* brows beside the hair */
} VanityHarmonyKind;

typedef struct
{
  double share;           /* [0, 1]; 0.5: nothing known, or neither */
  VanityHarmonyKind kind; /* the rule that says most for it */
} VanityHarmony;

VanityHarmony vanity_harmony_judge (const VanityPerson *person, const VanitySkinEstimate *skin,
                                    VanityCategory category, VanityLab color);

G_END_DECLS

/* What a shade that was wrong says of others. */
#pragma once

#include "recommend/event.h"

G_BEGIN_DECLS

/* How much `wrong`, which was wrong in the ways of `how` (bits of VanityWrong, 0: nobody said), is
 * for or against `shade`, in [−1, 1]. 0 where a colour is missing or the two are worn at different
 * places. Where the way was told, it is against what lies further that way, and for what lies a
 * little the other way: lighter is CIE L*, warmer is b*. Without one it is against what can hardly
 * be told from it. */
float vanity_wrong_compare (const VanityShade *wrong, unsigned how, const VanityShade *shade);

G_END_DECLS

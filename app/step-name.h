/* What a step is called in the history: what the person did, in few words, translated. Free them
 * with g_free (). */
#pragma once

#include "app/outfit.h"

G_BEGIN_DECLS

char *vanity_step_name_start (VanityOutfit *outfit);
char *vanity_step_name_look (VanityLook *look); /* NULL: bare */
/* `old` is what was worn before, or NULL. */
char *vanity_step_name_mix (const VanityMix *old, const VanityMix *mix);
/* What the faces have in `outfit`. */
char *vanity_step_name_strength (const VanityOutfit *outfit);
char *vanity_step_name_part (const VanityOutfit *outfit, VanityChangePart part);
/* What the person has said of the light and the skin. */
char *vanity_step_name_options (const VanityAnalysisOptions *old,
                                const VanityAnalysisOptions *options);

G_END_DECLS

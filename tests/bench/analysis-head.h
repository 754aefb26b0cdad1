/* How well hair, skin, lips, brows and eyes of a head are told apart. */
#pragma once

#include "face/finder.h"

/* On the photos of `folder` whose masks, checked by hand, lie in `masks`. */
gboolean head_print (const char *folder, const char *masks, VanityFaceFinder *finder,
                     gboolean listed, GError **error);

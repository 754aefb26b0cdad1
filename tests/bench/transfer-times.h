/* How long the person waits. */
#pragma once

#include "transfer-worn.h"

G_BEGIN_DECLS

/* `photo`: a large one, `reference`: any other, both with a face. Prints the median of some rounds
 * of each. */
gboolean times_print (VanityTransferModel *model, VanityFaceFinder *finder, GFile *photo,
                      GFile *reference, GError **error);

G_END_DECLS

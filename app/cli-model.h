/* Networks on the command line. */
#pragma once

#include "nn/graph.h"

G_BEGIN_DECLS

/* Reads `name`, a file or the name of an installed model. Sizes that an ONNX file leaves open are
 * those of `shapes`, one for each input. */
VanityGraph *vanity_cli_load_model (const char *name, const VanityShape *shapes, int n_shapes,
                                    GError **error);

G_END_DECLS

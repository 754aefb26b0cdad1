/* What losses are built of: nodes that are called LOSS.PART. */
#pragma once

#include "train/loss.h"

G_BEGIN_DECLS

/* FALSE, with the builder's error, unless both have one shape. */
gboolean vanity_loss_check (VanityBuilder *builder, const char *loss, VanityValueId one,
                            VanityValueId other);

VanityValueId vanity_loss_map (VanityBuilder *builder, const char *loss, const char *part,
                               const char *op, VanityValueId input);
VanityValueId vanity_loss_pair (VanityBuilder *builder, const char *loss, const char *part,
                                const char *op, VanityValueId one, VanityValueId other);
VanityValueId vanity_loss_scale (VanityBuilder *builder, const char *loss, const char *part,
                                 VanityValueId input, double factor);
/* The mean of all elements, of rank 0; `part` may be NULL: the node is the loss. */
VanityValueId vanity_loss_mean (VanityBuilder *builder, const char *loss, const char *part,
                                VanityValueId input);

G_END_DECLS

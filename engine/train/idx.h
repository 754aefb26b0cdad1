/* Files of bytes with a shape, as the MNIST digits come: two zeros, 8 for unsigned bytes, the
 * number of dimensions, each dimension as 32 bits big-endian, then the elements. LeCun et al., The
 * MNIST database of handwritten digits. */
#pragma once

#include "nn/tensor.h"

G_BEGIN_DECLS

/* The elements, which are `shape`'s, or NULL; the error names the file. At most 1 GiB. */
guint8 *vanity_idx_load (const char *path, VanityShape *shape, GError **error);

G_END_DECLS

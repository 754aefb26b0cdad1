/* NumPy's .npy files, for running a model from the command line.
 *
 * The format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html, versions 1.0
 * to 3.0. float32, float64, int32, int64 and uint8 of either byte order are read, each turned into
 * float32; float32 is written. Both orders of dimensions are read, C order is written. */
#pragma once

#include "nn/tensor.h"

G_BEGIN_DECLS

typedef struct
{
  VanityShape shape;
  float *values; /* last dimension innermost */
} VanityNpy;

/* Errors name the file: _FILE when it cannot be read, _FORMAT when it is no such file, cut off or
 * altered, _UNSUPPORTED for another element type, _LIMIT for more than VANITY_MAX_RANK dimensions
 * or more than 1 GiB of elements. */
VanityNpy *vanity_npy_load (const char *path, GError **error);
/* The same from memory; `name` stands for the file in errors. */
VanityNpy *vanity_npy_load_bytes (GBytes *bytes, const char *name, GError **error);
void vanity_npy_free (VanityNpy *npy);

/* Writes a temporary file beside `path` and renames it, so that none is ever half-written. */
gboolean vanity_npy_save (const char *path, const VanityShape *shape, const float *values,
                          GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityNpy, vanity_npy_free)

G_END_DECLS

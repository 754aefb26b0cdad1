/* Small files that hold much of what their format can: to be damaged, and for fuzzers to begin
 * with.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An operator of every kind of option: convolution with float16 weights, depthwise, pool, pad,
 * reshape by an option, slice, resize, a custom operator with a map. */
GBytes *tflite_write_sample (void);
/* Operators of every family, constants of several types, and sizes that are worked out. */
GBytes *onnx_write_sample (void);

G_END_DECLS

/* Has PyTorch work out in double what the kit worked out, and compare: a line of JSON for each
 * case, as kit-torch.py reads it. */
#pragma once

#include "nn/tensor.h"

#include <glib.h>

G_BEGIN_DECLS

/* Begins a case, adds a number or a tensor to it, ends it. */
void kit_torch_begin (GString *lines, const char *kind);
void kit_torch_add_number (GString *lines, const char *name, double value);
void kit_torch_add (GString *lines, const char *name, const VanityShape *shape,
                    const float *values);
void kit_torch_end (GString *lines);

/* Runs `script`, a file of this folder, which gets `lines` to read and `argument`, unless that is
 * NULL. Fails where a case differs; skips the test where Debian's python3-torch is not installed.
 */
void kit_torch_run (const char *script, const char *argument, const char *lines);

G_END_DECLS

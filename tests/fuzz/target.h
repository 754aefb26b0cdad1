/* What libFuzzer calls: https://llvm.org/docs/LibFuzzer.html */
#pragma once

#include <glib.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

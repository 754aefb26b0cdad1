/* ONNX's own checker, where Debian's Python has it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Checks all files *.onnx of a folder, and says how many; fails the test when one is wrong, or
 * there is none, and skips it where there is no checker. */
void onnx_checker_run (const char *folder);
/* Removes a folder of files. */
void onnx_checker_remove (const char *folder);

G_END_DECLS

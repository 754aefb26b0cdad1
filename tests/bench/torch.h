/* PyTorch in a process of its own, which answers each line with a line. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Starts `script`, a file in the folder that $VANITY_TORCH_SCRIPTS names; FALSE where it names
 * none. Once it runs this only says so: there is one script for each program. */
gboolean torch_start (const char *script);
/* "1.13.1" */
const char *torch_get_version (void);

char *torch_ask (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* The same for a number. */
double torch_ask_number (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* The answer of a process that ends with it, started with `arguments`, a list that ends with NULL.
 */
double torch_ask_once (const char *script, const char *const *arguments);

G_END_DECLS

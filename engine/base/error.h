/* The one error domain of the engine.
 *
 * A message names the value, the rule it breaks and, where there is one, the file, in one line
 * that can be shown to a person as it is. Cancellation is reported as G_IO_ERROR_CANCELLED. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VANITY_ERROR (vanity_error_quark ())

typedef enum
{
  VANITY_ERROR_FORMAT,      /* not what it claims to be: wrong magic, broken structure, cut off */
  VANITY_ERROR_UNSUPPORTED, /* well formed, but something Vanity does not do */
  VANITY_ERROR_LIMIT,       /* larger or smaller than Vanity accepts */
  VANITY_ERROR_VALUE,       /* a value outside its range, or a name that names nothing */
  VANITY_ERROR_FILE,        /* cannot be read or written */
  VANITY_ERROR_MISSING,     /* a model or an asset is not installed */
} VanityError;

GQuark vanity_error_quark (void);

G_END_DECLS

/* How errors of the engine are called on D-Bus: for the service, and for whoever calls it from C.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VANITY_SERVICE_NAME "app.vanity.Vanity.Engine"
#define VANITY_SERVICE_PATH "/app/vanity/Vanity/Engine"
#define VANITY_SERVICE_INTERFACE "app.vanity.Vanity.Engine1"

/* Once, before the first call. */
void vanity_service_register_errors (void);

G_END_DECLS

#include "errors.h"

#include "base/error.h"

#include <gio/gio.h>

void
vanity_service_register_errors (void)
{
  static const GDBusErrorEntry entries[] = {
    { VANITY_ERROR_FORMAT, VANITY_SERVICE_NAME ".Error.Format" },
    { VANITY_ERROR_UNSUPPORTED, VANITY_SERVICE_NAME ".Error.Unsupported" },
    { VANITY_ERROR_LIMIT, VANITY_SERVICE_NAME ".Error.Limit" },
    { VANITY_ERROR_VALUE, VANITY_SERVICE_NAME ".Error.Value" },
    { VANITY_ERROR_FILE, VANITY_SERVICE_NAME ".Error.File" },
    { VANITY_ERROR_MISSING, VANITY_SERVICE_NAME ".Error.Missing" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    g_dbus_error_register_error (VANITY_ERROR, entries[i].error_code, entries[i].dbus_error_name);
  g_dbus_error_register_error (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                               VANITY_SERVICE_NAME ".Error.Cancelled");
}

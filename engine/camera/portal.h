/* The desktop's camera portal, which asks the person before a sandboxed program sees anything:
 * org.freedesktop.portal.Camera, by libportal. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether cameras are reached that way: in a Flatpak or a snap, or where VANITY_CAMERA=portal. */
gboolean vanity_camera_portal_is_wanted (void);

/* Asks. The person may take his time. */
void vanity_camera_portal_open_async (GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data);
/* A connection to PipeWire that sees cameras alone, to be closed by the caller; -1 on failure:
 * VANITY_ERROR_MISSING where there is no camera, _UNSUPPORTED where there is no portal, _FILE where
 * the answer was no. */
int vanity_camera_portal_open_finish (GAsyncResult *result, GError **error);

G_END_DECLS

/* Which cameras the system lists, now and as they come and go. */
#pragma once

#include "camera/device.h"

G_BEGIN_DECLS

typedef struct _VanityCameraMonitor VanityCameraMonitor;

/* `changed` is called on the main context: once when the list is there, then whenever it has
 * changed; not before this has returned, and not after vanity_camera_monitor_free (). */
VanityCameraMonitor *vanity_camera_monitor_new (void (*changed) (gpointer user_data),
                                                gpointer user_data);
void vanity_camera_monitor_free (VanityCameraMonitor *monitor);

/* Adds a VanityCameraDevice for each camera. */
void vanity_camera_monitor_list (VanityCameraMonitor *monitor, GPtrArray *devices);

G_END_DECLS

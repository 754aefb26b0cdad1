/* One of the cameras there are. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _GstDevice GstDevice; /* GStreamer's */

typedef struct
{
  char *id;          /* the same for the same camera at the same place, from run to run */
  char *name;        /* as the maker calls it */
  char *path;        /* the device file, or NULL where that is not known */
  GstDevice *device; /* or NULL: one that is described by VANITY_CAMERA, or the portal's */
} VanityCameraDevice;

VanityCameraDevice *vanity_camera_device_new (GstDevice *device);
/* `name` is for people. */
VanityCameraDevice *vanity_camera_device_new_named (const char *id, const char *name);
VanityCameraDevice *vanity_camera_device_copy (const VanityCameraDevice *device);
void vanity_camera_device_free (VanityCameraDevice *device);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityCameraDevice, vanity_camera_device_free)

G_END_DECLS

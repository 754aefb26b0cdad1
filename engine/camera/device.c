#include "camera/device.h"

#include <gst/gst.h>

/* The name of PipeWire's node and the bus a device hangs on stay what they are when it is plugged
 * in again; the number of its file does not. */
static const char *const id_properties[]
    = { "node.name", "device.bus_path", "device.bus-path", "api.v4l2.path", "device.path" };
static const char *const path_properties[] = { "api.v4l2.path", "device.path" };

static char *
find (const GstStructure *properties, const char *const *names, gsize n)
{
  for (gsize i = 0; properties != NULL && i < n; i++)
    {
      const char *value = gst_structure_get_string (properties, names[i]);

      if (value != NULL && *value != '\0')
        return g_strdup (value);
    }

  return NULL;
}

VanityCameraDevice *
vanity_camera_device_new (GstDevice *device)
{
  g_autoptr (GstStructure) properties = gst_device_get_properties (device);
  VanityCameraDevice *self = g_new0 (VanityCameraDevice, 1);

  self->name = gst_device_get_display_name (device);
  self->id = find (properties, id_properties, G_N_ELEMENTS (id_properties));
  self->path = find (properties, path_properties, G_N_ELEMENTS (path_properties));
  if (self->id == NULL)
    self->id = g_strdup (self->name);
  self->device = gst_object_ref (device);

  return self;
}

VanityCameraDevice *
vanity_camera_device_new_named (const char *id, const char *name)
{
  VanityCameraDevice *self = g_new0 (VanityCameraDevice, 1);

  self->id = g_strdup (id);
  self->name = g_strdup (name);

  return self;
}

VanityCameraDevice *
vanity_camera_device_copy (const VanityCameraDevice *device)
{
  VanityCameraDevice *self = vanity_camera_device_new_named (device->id, device->name);

  self->path = g_strdup (device->path);
  if (device->device != NULL)
    self->device = gst_object_ref (device->device);

  return self;
}

void
vanity_camera_device_free (VanityCameraDevice *self)
{
  if (self->device != NULL)
    gst_object_unref (self->device);
  g_free (self->id);
  g_free (self->name);
  g_free (self->path);
  g_free (self);
}

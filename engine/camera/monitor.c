#include "camera/monitor.h"

#include "camera/stream.h"

struct _VanityCameraMonitor
{
  gatomicrefcount refs;

  GstDeviceMonitor *monitor; /* the opening thread's until `ready`; NULL without GStreamer */
  GSource *watch;

  /* The main context's. */
  gboolean ready;
  gboolean freed;
  void (*changed) (gpointer user_data);
  gpointer user_data;
};

static VanityCameraMonitor *
monitor_ref (VanityCameraMonitor *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

static void
monitor_unref (gpointer data)
{
  VanityCameraMonitor *self = data;

  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  gst_clear_object (&self->monitor);
  g_free (self);
}

static gboolean
on_message (GstBus *bus, GstMessage *message, gpointer user_data)
{
  VanityCameraMonitor *self = user_data;
  GstMessageType type = GST_MESSAGE_TYPE (message);

  if (!self->freed && self->ready
      && (type == GST_MESSAGE_DEVICE_ADDED || type == GST_MESSAGE_DEVICE_REMOVED
          || type == GST_MESSAGE_DEVICE_CHANGED))
    self->changed (self->user_data);

  return G_SOURCE_CONTINUE;
}

static gboolean
tell_ready (gpointer data)
{
  VanityCameraMonitor *self = data;

  self->ready = TRUE;
  if (!self->freed)
    self->changed (self->user_data);

  return G_SOURCE_REMOVE;
}

/* Asking every system for its devices may take a second. */
static void
open_monitor (gpointer data)
{
  VanityCameraMonitor *self = data;

  if (gst_init_check (NULL, NULL, NULL))
    {
      g_autoptr (GstBus) bus = NULL;

      self->monitor = gst_device_monitor_new ();
      gst_device_monitor_add_filter (self->monitor, "Video/Source", NULL);
      bus = gst_device_monitor_get_bus (self->monitor);
      self->watch = gst_bus_create_watch (bus);
      g_source_set_callback (self->watch, G_SOURCE_FUNC (on_message), monitor_ref (self),
                             monitor_unref);
      g_source_attach (self->watch, NULL);
      gst_device_monitor_start (self->monitor);
    }
  g_idle_add_full (G_PRIORITY_DEFAULT, tell_ready, self, monitor_unref);
}

static void
close_monitor (gpointer data)
{
  VanityCameraMonitor *self = data;

  if (self->watch != NULL)
    g_source_destroy (self->watch);
  g_clear_pointer (&self->watch, g_source_unref);
  if (self->monitor != NULL)
    gst_device_monitor_stop (self->monitor);
  monitor_unref (self);
}

VanityCameraMonitor *
vanity_camera_monitor_new (void (*changed) (gpointer user_data), gpointer user_data)
{
  VanityCameraMonitor *self = g_new0 (VanityCameraMonitor, 1);

  g_atomic_ref_count_init (&self->refs);
  self->changed = changed;
  self->user_data = user_data;
  vanity_stream_run_in_order (open_monitor, monitor_ref (self));

  return self;
}

/* PipeWire's device provider (0.3.65) shares its connection with the streams and, stopped while one
 * is open, leaves what it watched behind there, with pointers to itself. */
void
vanity_camera_monitor_free (VanityCameraMonitor *self)
{
  self->freed = TRUE;
  vanity_stream_run_when_closed (close_monitor, self);
}

gboolean
vanity_camera_monitor_is_ready (VanityCameraMonitor *self)
{
  return self->ready;
}

void
vanity_camera_monitor_list (VanityCameraMonitor *self, GPtrArray *devices)
{
  GList *all;

  if (!self->ready || self->monitor == NULL)
    return;

  all = gst_device_monitor_get_devices (self->monitor);
  for (GList *l = all; l != NULL; l = l->next)
    g_ptr_array_add (devices, vanity_camera_device_new (l->data));
  g_list_free_full (all, gst_object_unref);
}

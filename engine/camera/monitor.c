#include "camera/monitor.h"

#include "camera/order.h"

#include <gst/gst.h>

/* There is one monitor for all, and it is never stopped: PipeWire's device provider (0.3.65) shares
 * its connection with the streams, and, stopped, leaves what it watches behind there with pointers
 * to itself. It takes no camera, and no time while none comes or goes. */
static struct
{
  gboolean begun, ready;     /* the main context's */
  GstDeviceMonitor *monitor; /* NULL without GStreamer */
  GList *watchers;           /* VanityCameraMonitor */
} all;

struct _VanityCameraMonitor
{
  void (*changed) (gpointer user_data);
  gpointer user_data;
  guint telling; /* that the list is there already */
};

static void
tell (void)
{
  g_autoptr (GList) watchers = g_list_copy (all.watchers);

  /* Who is told may go, or send another away. */
  for (GList *l = watchers; l != NULL; l = l->next)
    if (g_list_find (all.watchers, l->data) != NULL)
      {
        VanityCameraMonitor *watcher = l->data;

        g_clear_handle_id (&watcher->telling, g_source_remove);
        watcher->changed (watcher->user_data);
      }
}

static gboolean
on_message (GstBus *bus, GstMessage *message, gpointer user_data)
{
  GstMessageType type = GST_MESSAGE_TYPE (message);

  if (all.ready
      && (type == GST_MESSAGE_DEVICE_ADDED || type == GST_MESSAGE_DEVICE_REMOVED
          || type == GST_MESSAGE_DEVICE_CHANGED))
    tell ();

  return G_SOURCE_CONTINUE;
}

static gboolean
on_ready (gpointer user_data)
{
  all.monitor = user_data;
  all.ready = TRUE;
  tell ();

  return G_SOURCE_REMOVE;
}

/* Asking every system for its devices may take a second. */
static void
open_monitor (gpointer data)
{
  GstDeviceMonitor *monitor = NULL;

  if (gst_init_check (NULL, NULL, NULL))
    {
      g_autoptr (GstBus) bus = NULL;

      monitor = gst_device_monitor_new ();
      gst_device_monitor_add_filter (monitor, "Video/Source", NULL);
      bus = gst_device_monitor_get_bus (monitor);
      gst_bus_add_watch (bus, on_message, NULL);
      gst_device_monitor_start (monitor);
    }
  g_idle_add_full (G_PRIORITY_DEFAULT, on_ready, monitor, NULL);
}

static gboolean
tell_one (gpointer user_data)
{
  VanityCameraMonitor *self = user_data;

  self->telling = 0;
  self->changed (self->user_data);

  return G_SOURCE_REMOVE;
}

VanityCameraMonitor *
vanity_camera_monitor_new (void (*changed) (gpointer user_data), gpointer user_data)
{
  VanityCameraMonitor *self = g_new0 (VanityCameraMonitor, 1);

  self->changed = changed;
  self->user_data = user_data;
  all.watchers = g_list_append (all.watchers, self);
  if (all.ready)
    self->telling = g_idle_add_full (G_PRIORITY_DEFAULT, tell_one, self, NULL);
  else if (!all.begun)
    vanity_camera_run_in_order (open_monitor, NULL);
  all.begun = TRUE;

  return self;
}

void
vanity_camera_monitor_free (VanityCameraMonitor *self)
{
  g_clear_handle_id (&self->telling, g_source_remove);
  all.watchers = g_list_remove (all.watchers, self);
  g_free (self);
}

void
vanity_camera_monitor_list (VanityCameraMonitor *self, GPtrArray *devices)
{
  GList *found;

  if (all.monitor == NULL)
    return;

  found = gst_device_monitor_get_devices (all.monitor);
  for (GList *l = found; l != NULL; l = l->next)
    g_ptr_array_add (devices, vanity_camera_device_new (l->data));
  g_list_free_full (found, gst_object_unref);
}

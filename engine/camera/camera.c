#include "camera/camera-private.h"

#include "base/error.h"
#include "camera/portal.h"
#include "camera/reason.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#define TICK_S 1
/* Some cameras take their time to wake. */
#define START_PATIENCE_US (12 * G_USEC_PER_SEC)
#define LIVE_PATIENCE_US (4 * G_USEC_PER_SEC)
/* PipeWire's source, which finds nobody to send it pictures, says nothing. */
#define RETRY_PATIENCE_US (5 * G_USEC_PER_SEC)
#define RETRY_US (2 * G_USEC_PER_SEC)
/* What has just been plugged in is listed before one may open it. */
#define ARRIVAL_MS 700

enum
{
  STATE_CHANGED,
  DEVICES_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VanityCamera, vanity_camera, G_TYPE_OBJECT)

/* Takes `error` over. */
static void
set_state (VanityCamera *self, VanityCameraState state, GError *error)
{
  gboolean same = state == self->state;

  g_clear_error (&self->error);
  self->error = error;
  self->state = state;
  if (!same)
    g_signal_emit (self, signals[STATE_CHANGED], 0);
}

static const char *
get_description (void)
{
  const char *description = g_getenv ("VANITY_CAMERA");

  return description != NULL && *description != '\0' && !vanity_camera_portal_is_wanted ()
             ? description
             : NULL;
}

static void
on_picture (VanityImage *image, gint64 time_us, gpointer user_data)
{
  VanityCamera *self = user_data;

  if (!vanity_camera_still_take (self, image) && self->func != NULL)
    self->func (image, time_us, self->user_data);
}

static void
on_began (VanityStream *stream, gpointer user_data)
{
  set_state (user_data, VANITY_CAMERA_LIVE, NULL);
}

/* What it is tried again for stays what it is until pictures come. */
static void
fail (VanityCamera *self, const GError *error, const char *debug)
{
  gboolean was_live = self->state == VANITY_CAMERA_LIVE || self->state == VANITY_CAMERA_UNPLUGGED;
  g_autoptr (GError) reason = NULL;
  VanityCameraState state = vanity_camera_explain (error, debug, self->current, was_live, &reason);

  vanity_camera_close (self);
  vanity_camera_still_fail (self, reason);
  set_state (self, state, g_steal_pointer (&reason));
}

static void
on_ended (VanityStream *stream, const GError *error, const char *debug, gpointer user_data)
{
  VanityCamera *self = user_data;

  if (!vanity_camera_still_fall_back (self))
    fail (self, error, debug);
}

void
vanity_camera_close (VanityCamera *self)
{
  g_clear_handle_id (&self->reopening, g_source_remove);
  if (self->stream != NULL)
    vanity_stream_stop (self->stream);
  g_clear_pointer (&self->stream, vanity_stream_unref);
}

void
vanity_camera_open (VanityCamera *self, gboolean still)
{
  VanityStreamFuncs funcs = { on_picture, on_ended, on_began };
  VanityStreamSource source
      = { self->current->device, self->remote < 0 ? get_description () : NULL, self->remote };

  vanity_camera_close (self);
  self->opened = g_get_monotonic_time ();
  self->stream = vanity_stream_new (&source, still, &funcs, self);
}

static const VanityCameraDevice *
find (VanityCamera *self, const char *id)
{
  for (guint i = 0; i < self->devices->len; i++)
    {
      const VanityCameraDevice *device = g_ptr_array_index (self->devices, i);

      if (g_strcmp0 (device->id, id) == 0)
        return device;
    }

  return NULL;
}

static void
set_current (VanityCamera *self, const VanityCameraDevice *device)
{
  VanityCameraDevice *copy = device != NULL ? vanity_camera_device_copy (device) : NULL;

  g_clear_pointer (&self->current, vanity_camera_device_free);
  self->current = copy;
}

/* Where there is nothing that reads cameras none is ever listed. */
static gboolean
can_list (void)
{
  static const char *const readers[] = { "v4l2src", "pipewiresrc", "libcamerasrc" };

  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      g_autoptr (GstElementFactory) factory = gst_element_factory_find (readers[i]);

      if (factory != NULL)
        return TRUE;
    }

  return FALSE;
}

/* The one asked for, else the first. */
static void
open_listed (VanityCamera *self)
{
  const VanityCameraDevice *device = find (self, self->wanted);

  if (device == NULL && self->devices->len > 0)
    device = g_ptr_array_index (self->devices, 0);
  set_current (self, device);
  if (device != NULL)
    {
      set_state (self, VANITY_CAMERA_STARTING, NULL);
      vanity_camera_open (self, FALSE);
    }
  else if (can_list ())
    {
      set_state (
          self, VANITY_CAMERA_NONE,
          g_error_new_literal (VANITY_ERROR, VANITY_ERROR_MISSING, _ ("No camera is connected.")));
    }
  else
    {
      set_state (self, VANITY_CAMERA_FAILED,
                 g_error_new_literal (
                     VANITY_ERROR, VANITY_ERROR_MISSING,
                     _ ("GStreamer’s plugins for cameras are not installed on this system.")));
    }
}

static gboolean
on_arrived (gpointer user_data)
{
  VanityCamera *self = user_data;
  const VanityCameraDevice *device = self->current != NULL ? find (self, self->current->id) : NULL;

  self->arriving = 0;
  if (self->state == VANITY_CAMERA_NONE && self->devices->len > 0)
    {
      open_listed (self);
    }
  else if (self->state == VANITY_CAMERA_UNPLUGGED && self->stream == NULL && device != NULL)
    {
      set_current (self, device);
      vanity_camera_open (self, FALSE);
    }

  return G_SOURCE_REMOVE;
}

/* The list is there for the first time, or a camera has come or gone. */
static void
on_list_changed (gpointer user_data)
{
  VanityCamera *self = user_data;
  const VanityCameraDevice *device;

  g_ptr_array_set_size (self->devices, 0);
  vanity_camera_monitor_list (self->monitor, self->devices);
  device = self->current != NULL ? find (self, self->current->id) : NULL;
  g_debug ("camera: %u listed, ours %s", self->devices->len, device != NULL ? "too" : "not");

  if (self->state == VANITY_CAMERA_STARTING && self->stream == NULL)
    {
      open_listed (self);
    }
  else if (self->stream != NULL && device == NULL)
    {
      self->state = VANITY_CAMERA_LIVE; /* it is gone, whatever it was doing */
      fail (self, NULL, NULL);
    }
  else if (self->stream == NULL)
    {
      g_clear_handle_id (&self->arriving, g_source_remove);
      self->arriving = g_timeout_add (ARRIVAL_MS, on_arrived, self);
    }

  g_signal_emit (self, signals[DEVICES_CHANGED], 0);
}

/* A camera that nobody lists. */
static void
open_alone (VanityCamera *self)
{
  g_ptr_array_set_size (self->devices, 0);
  g_ptr_array_add (self->devices, vanity_camera_device_new_named ("", _ ("The camera")));
  set_current (self, g_ptr_array_index (self->devices, 0));
  vanity_camera_open (self, FALSE);
  g_signal_emit (self, signals[DEVICES_CHANGED], 0);
}

static void
on_portal_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (VanityCamera) self = user_data;
  g_autoptr (GError) error = NULL;
  int remote = vanity_camera_portal_open_finish (result, &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->asking)
    {
      if (remote >= 0)
        close (remote);
      return;
    }

  g_clear_object (&self->asking);
  self->remote = remote;
  if (remote >= 0)
    open_alone (self);
  else if (g_error_matches (error, VANITY_ERROR, VANITY_ERROR_MISSING))
    set_state (self, VANITY_CAMERA_NONE, g_steal_pointer (&error));
  else if (g_error_matches (error, VANITY_ERROR, VANITY_ERROR_FILE))
    set_state (self, VANITY_CAMERA_DENIED, g_steal_pointer (&error));
  else
    set_state (self, VANITY_CAMERA_FAILED, g_steal_pointer (&error));
}

static void
ask_portal (VanityCamera *self)
{
  self->asking = g_cancellable_new ();
  self->opened = g_get_monotonic_time ();
  vanity_camera_portal_open_async (self->asking, on_portal_opened, g_object_ref (self));
}

static void
watch (VanityCamera *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 last = vanity_stream_get_last_time (self->stream);
  gint64 patience = last != 0                               ? LIVE_PATIENCE_US
                    : self->state == VANITY_CAMERA_STARTING ? START_PATIENCE_US
                                                            : RETRY_PATIENCE_US;

  if (now - MAX (last, self->opened) > patience)
    fail (self, NULL, NULL);
}

/* A camera that is listed is waited for; of one that is not there is no other way to learn that it
 * is back. */
static gboolean
can_retry (VanityCamera *self)
{
  if (self->current == NULL)
    return FALSE;

  return self->state == VANITY_CAMERA_BUSY
         || (self->state == VANITY_CAMERA_UNPLUGGED && self->arriving == 0
             && (self->monitor == NULL || find (self, self->current->id) != NULL));
}

static gboolean
on_tick (gpointer user_data)
{
  VanityCamera *self = user_data;
  gboolean rested = g_get_monotonic_time () - self->opened > RETRY_US;

  if (self->still_timeout != 0)
    return G_SOURCE_CONTINUE;
  if (self->stream != NULL)
    watch (self);
  else if (can_retry (self) && rested)
    vanity_camera_open (self, FALSE);
  /* The portal does not tell when there is one. */
  else if (self->state == VANITY_CAMERA_NONE && self->monitor == NULL && self->asking == NULL
           && rested)
    ask_portal (self);

  return G_SOURCE_CONTINUE;
}

void
vanity_camera_start (VanityCamera *self, const char *device)
{
  const char *description = get_description ();

  vanity_camera_stop (self);
  g_free (self->wanted);
  self->wanted = g_strdup (device);
  self->tick = g_timeout_add_seconds (TICK_S, on_tick, self);
  set_state (self, VANITY_CAMERA_STARTING, NULL);

  if (description != NULL)
    {
      open_alone (self);
    }
  else if (vanity_camera_portal_is_wanted ())
    {
      ask_portal (self);
    }
  else
    {
      self->monitor = vanity_camera_monitor_new (on_list_changed, self);
    }
}

void
vanity_camera_stop (VanityCamera *self)
{
  g_autoptr (GError) error
      = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The camera was turned off"));

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_handle_id (&self->arriving, g_source_remove);
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->monitor, vanity_camera_monitor_free);
  vanity_camera_close (self);
  if (self->remote >= 0)
    close (self->remote);
  self->remote = -1;
  vanity_camera_still_fail (self, error);
  set_state (self, VANITY_CAMERA_OFF, NULL);
}

void
vanity_camera_set_func (VanityCamera *self, VanityCameraFunc func, gpointer user_data)
{
  g_return_if_fail (self->stream == NULL);

  self->func = func;
  self->user_data = user_data;
}

VanityCameraState
vanity_camera_get_state (VanityCamera *self)
{
  return self->state;
}

const GError *
vanity_camera_get_error (VanityCamera *self)
{
  return self->error;
}

GPtrArray *
vanity_camera_get_devices (VanityCamera *self)
{
  return self->devices;
}

const VanityCameraDevice *
vanity_camera_get_device (VanityCamera *self)
{
  return self->current;
}

gboolean
vanity_camera_get_size (VanityCamera *self, int *width, int *height)
{
  return self->stream != NULL && vanity_stream_get_size (self->stream, width, height);
}

static void
vanity_camera_dispose (GObject *object)
{
  vanity_camera_stop (VANITY_CAMERA (object));

  G_OBJECT_CLASS (vanity_camera_parent_class)->dispose (object);
}

static void
vanity_camera_finalize (GObject *object)
{
  VanityCamera *self = VANITY_CAMERA (object);

  g_clear_error (&self->error);
  g_clear_pointer (&self->devices, g_ptr_array_unref);
  g_clear_pointer (&self->current, vanity_camera_device_free);
  g_mutex_clear (&self->still_mutex);
  g_free (self->wanted);

  G_OBJECT_CLASS (vanity_camera_parent_class)->finalize (object);
}

static void
vanity_camera_class_init (VanityCameraClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vanity_camera_dispose;
  object_class->finalize = vanity_camera_finalize;

  signals[STATE_CHANGED] = g_signal_new ("state-changed", VANITY_TYPE_CAMERA, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DEVICES_CHANGED] = g_signal_new ("devices-changed", VANITY_TYPE_CAMERA, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vanity_camera_init (VanityCamera *self)
{
  self->remote = -1;
  self->devices = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_camera_device_free);
  g_mutex_init (&self->still_mutex);
}

VanityCamera *
vanity_camera_new (void)
{
  return g_object_new (VANITY_TYPE_CAMERA, NULL);
}

#include "camera/stream.h"

#include "base/error.h"
#include "camera/frame.h"
#include "camera/order.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <gst/app/gstappsink.h>
#include <gst/video/video.h>
#include <unistd.h>

struct _VanityStream
{
  gatomicrefcount refs;

  /* What it was made with. */
  GstDevice *device;
  char *description;
  int remote; /* owned, or −1 */
  gboolean still;

  VanityStreamFuncs funcs;
  gpointer user_data;
  gboolean ended; /* the main context's */

  int stopped;    /* atomic */
  GMutex calling; /* held while pictures are handed on, so that stopping waits for that */

  GMutex mutex; /* over what follows */
  gint64 last_time;
  int width, height;
  gboolean has_still;
  gboolean opening, closing;

  /* The opening thread's. */
  GstElement *pipeline;
  GSource *watch;
  VanityFrameReader *reader; /* the streaming thread's */
};

typedef struct
{
  VanityStream *stream;
  GError *error;
  char *debug;
} End;

VanityStream *
vanity_stream_ref (VanityStream *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
vanity_stream_unref (VanityStream *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_clear_pointer (&self->reader, vanity_frame_reader_free);
  g_clear_pointer (&self->description, g_free);
  gst_clear_object (&self->device);
  if (self->remote >= 0)
    close (self->remote);
  g_mutex_clear (&self->mutex);
  g_mutex_clear (&self->calling);
  g_free (self);
}

static gboolean
is_stopped (VanityStream *self)
{
  return g_atomic_int_get (&self->stopped);
}

static gboolean
tell_end (gpointer data)
{
  End *end = data;
  VanityStream *self = end->stream;

  if (!is_stopped (self) && !self->ended)
    {
      self->ended = TRUE;
      self->funcs.ended (self, end->error, end->debug, self->user_data);
    }

  return G_SOURCE_REMOVE;
}

static void
end_free (gpointer data)
{
  End *end = data;

  vanity_stream_unref (end->stream);
  g_clear_error (&end->error);
  g_free (end->debug);
  g_free (end);
}

/* Takes `error` over. What the bus says goes before what follows from it. Never by
 * g_main_context_invoke (): where nobody iterates the context just then, that runs at once, here.
 */
static void
end_later (VanityStream *self, GError *error, int priority)
{
  End *end = g_new0 (End, 1);

  end->stream = vanity_stream_ref (self);
  end->error = error;
  g_idle_add_full (priority, tell_end, end, end_free);
  /* cppcheck-suppress memleak ; end_free () */
}

static gboolean
on_message (GstBus *bus, GstMessage *message, gpointer user_data)
{
  VanityStream *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *debug = NULL;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    gst_message_parse_error (message, &error, &debug);
  else if (GST_MESSAGE_TYPE (message) != GST_MESSAGE_EOS)
    return G_SOURCE_CONTINUE;

  if (!is_stopped (self) && !self->ended)
    {
      self->ended = TRUE;
      self->funcs.ended (self, error, debug, self->user_data);
    }

  return G_SOURCE_CONTINUE;
}

static gboolean
tell_begin (gpointer data)
{
  VanityStream *self = data;

  if (!is_stopped (self) && !self->ended)
    self->funcs.began (self, self->user_data);

  return G_SOURCE_REMOVE;
}

/* When the picture was taken, by the pipeline's own clock, told on ours. */
static gint64
get_time (VanityStream *self, GstSample *sample)
{
  gint64 now = g_get_monotonic_time ();
  GstClockTime taken
      = gst_segment_to_running_time (gst_sample_get_segment (sample), GST_FORMAT_TIME,
                                     GST_BUFFER_PTS (gst_sample_get_buffer (sample)));
  GstClockTime running = gst_element_get_current_running_time (self->pipeline);

  if (!GST_CLOCK_TIME_IS_VALID (taken) || !GST_CLOCK_TIME_IS_VALID (running) || taken > running
      || running - taken > GST_SECOND)
    return now;

  return now - (gint64)((running - taken) / 1000);
}

static void
note_picture (VanityStream *self, const VanityImage *image)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->last_time == 0)
    g_idle_add_full (G_PRIORITY_DEFAULT, tell_begin, vanity_stream_ref (self),
                     (GDestroyNotify)vanity_stream_unref);
  self->last_time = g_get_monotonic_time ();
  self->width = image->width;
  self->height = image->height;
}

static GstFlowReturn
on_sample (GstAppSink *sink, gpointer user_data)
{
  VanityStream *self = user_data;
  g_autoptr (GstSample) sample = gst_app_sink_pull_sample (sink);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->calling);
  g_autoptr (VanityImage) image = NULL;
  g_autoptr (GError) error = NULL;

  if (sample == NULL || is_stopped (self))
    return GST_FLOW_EOS;

  image = vanity_frame_reader_read (self->reader, sample, &error);
  if (image == NULL)
    {
      end_later (self, g_steal_pointer (&error), G_PRIORITY_DEFAULT);
      return GST_FLOW_EOS;
    }

  note_picture (self, image);
  self->funcs.picture (image, get_time (self, sample), self->user_data);

  return GST_FLOW_OK;
}

static GstElement *
make (const char *factory, GError **error)
{
  GstElement *element = gst_element_factory_make (factory, NULL);

  if (element == NULL)
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_MISSING,
                 _ ("The GStreamer plugin with “%s” is not installed"), factory);

  return element;
}

static GstElement *
make_source (VanityStream *self, GError **error)
{
  GstElement *source;

  if (self->description != NULL)
    {
      /* A description may end in the format that is wanted, which is no element. */
      g_autofree char *complete = g_strconcat (self->description, " ! identity", NULL);

      return gst_parse_bin_from_description (complete, TRUE, error);
    }

  if (self->device != NULL)
    {
      source = gst_device_create_element (self->device, NULL);
      if (source == NULL)
        g_set_error_literal (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                             _ ("The camera cannot be opened"));
      return source;
    }

  source = make ("pipewiresrc", error);
  if (source != NULL)
    g_object_set (source, "fd", self->remote, NULL);

  return source;
}

/* What the source offers, or NULL where that is anything. */
static GstCaps *
get_offer (VanityStream *self, GstElement *source)
{
  g_autoptr (GstPad) pad = NULL;

  if (self->device != NULL)
    return gst_device_get_caps (self->device);

  pad = gst_element_get_static_pad (source, "src");

  return pad != NULL ? gst_pad_query_caps (pad, NULL) : NULL;
}

/* The mode to ask for; NULL where there is nothing to choose. */
static GstCaps *
choose_caps (VanityStream *self, GstElement *source)
{
  g_autoptr (GstCaps) offer = get_offer (self, source);
  VanityCameraMode live, still;

  if (!vanity_camera_mode_choose_live (offer, &live)
      || !vanity_camera_mode_choose_still (offer, &still))
    return NULL;

  g_mutex_lock (&self->mutex);
  self->has_still = vanity_camera_mode_get_pixels (&still) > vanity_camera_mode_get_pixels (&live);
  g_mutex_unlock (&self->mutex);

  return vanity_camera_mode_to_caps (self->still ? &still : &live);
}

static GstElement *
make_filter (const GstCaps *caps)
{
  GstElement *filter = gst_element_factory_make ("capsfilter", NULL);

  g_object_set (filter, "caps", caps, NULL);

  return filter;
}

/* source ! [what is asked of it] ! queue that forgets ! [JPEG] ! sink. The queue parts the thread
 * that reads the device from the one on which pictures are worked at: while that lasts, a newer
 * picture takes the place of the one that waits. */
static gboolean
build (VanityStream *self, GError **error)
{
  g_autoptr (GstCaps) caps = NULL;
  g_autoptr (GstCaps) raw = gst_caps_new_empty_simple ("video/x-raw");
  GstElement *pipeline = gst_pipeline_new (NULL);
  GstElement *chain[5] = { NULL }; /* all but the source belong to the pipeline */
  int n = 0;
  gboolean jpeg, linked = TRUE;

  self->pipeline = gst_object_ref_sink (pipeline);
  chain[n++] = make_source (self, error);
  if (chain[0] == NULL)
    return FALSE;

  gst_bin_add (GST_BIN (pipeline), chain[0]);
  /* PipeWire takes its memory back at once when a camera is unplugged, also from who reads it. */
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (chain[0]), "always-copy") != NULL)
    g_object_set (chain[0], "always-copy", TRUE, NULL);
  caps = choose_caps (self, chain[0]);
  jpeg = caps != NULL && gst_structure_has_name (gst_caps_get_structure (caps, 0), "image/jpeg");
  chain[n++] = make_filter (caps != NULL ? caps : raw);
  chain[n++] = make ("queue", error);
  if (jpeg)
    chain[n++] = make ("jpegdec", error);
  chain[n++] = make ("appsink", error);
  for (int i = 1; i < n; i++)
    if (chain[i] == NULL || !gst_bin_add (GST_BIN (pipeline), chain[i]))
      return FALSE;
  for (int i = 1; i < n; i++)
    linked = linked && gst_element_link (chain[i - 1], chain[i]);
  if (!linked)
    {
      g_set_error_literal (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                           _ ("The camera's pictures are of a kind that cannot be read"));
      return FALSE;
    }

  g_object_set (chain[2], "max-size-buffers", 1, "max-size-bytes", 0, "max-size-time", (guint64)0,
                NULL);
  gst_util_set_object_arg (G_OBJECT (chain[2]), "leaky", "downstream");
  g_object_set (chain[n - 1], "caps", raw, "max-buffers", 1, "drop", TRUE, "sync", FALSE, NULL);
  gst_app_sink_set_callbacks (GST_APP_SINK (chain[n - 1]),
                              &(GstAppSinkCallbacks){ .new_sample = on_sample }, self, NULL);

  return TRUE;
}

static void
watch_bus (VanityStream *self)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);

  self->watch = gst_bus_create_watch (bus);
  g_source_set_callback (self->watch, G_SOURCE_FUNC (on_message), vanity_stream_ref (self),
                         (GDestroyNotify)vanity_stream_unref);
  g_source_attach (self->watch, NULL);
}

/* A source that is not live, such as a file, is played at its own pace. */
static void
keep_pace (VanityStream *self)
{
  GstIterator *all = gst_bin_iterate_elements (GST_BIN (self->pipeline));
  GValue item = G_VALUE_INIT;

  while (gst_iterator_next (all, &item) == GST_ITERATOR_OK)
    {
      GObject *element = g_value_get_object (&item);

      if (GST_IS_APP_SINK (element))
        g_object_set (element, "sync", TRUE, NULL);
      else if (g_object_class_find_property (G_OBJECT_GET_CLASS (element), "leaky") != NULL)
        gst_util_set_object_arg (element, "leaky", "no");
      g_value_reset (&item);
    }
  g_value_unset (&item);
  gst_iterator_free (all);
}

static void
start (VanityStream *self)
{
  GError *error = NULL;
  GstStateChangeReturn change;

  if (!gst_init_check (NULL, NULL, &error) || !build (self, &error))
    {
      end_later (self, error, G_PRIORITY_DEFAULT_IDLE);
      return;
    }

  watch_bus (self);
  change = gst_element_set_state (self->pipeline, GST_STATE_PAUSED);
  if (change != GST_STATE_CHANGE_FAILURE)
    {
      if (change != GST_STATE_CHANGE_NO_PREROLL)
        keep_pace (self);
      change = gst_element_set_state (self->pipeline, GST_STATE_PLAYING);
    }
  if (change == GST_STATE_CHANGE_FAILURE)
    end_later (self, NULL, G_PRIORITY_DEFAULT_IDLE);
}

static void
finish (VanityStream *self)
{
  if (self->pipeline != NULL)
    gst_element_set_state (self->pipeline, GST_STATE_NULL);
  if (self->watch != NULL)
    g_source_destroy (self->watch);
  g_clear_pointer (&self->watch, g_source_unref);
  gst_clear_object (&self->pipeline);
}

/* Closing, on another thread, does not wait for an opening that is stuck: then it is closed here.
 */
static void
open_stream (gpointer data)
{
  g_autoptr (VanityStream) self = data;
  gboolean closing;

  g_mutex_lock (&self->mutex);
  closing = self->closing || is_stopped (self);
  self->opening = !closing;
  g_mutex_unlock (&self->mutex);
  if (closing)
    return;

  start (self);

  g_mutex_lock (&self->mutex);
  closing = self->closing;
  self->opening = FALSE;
  g_mutex_unlock (&self->mutex);
  if (closing)
    finish (self);
}

static void
close_stream (gpointer data)
{
  g_autoptr (VanityStream) self = data;
  gboolean opening;

  g_mutex_lock (&self->mutex);
  self->closing = TRUE;
  opening = self->opening;
  g_mutex_unlock (&self->mutex);
  if (!opening)
    finish (self);
}

VanityStream *
vanity_stream_new (const VanityStreamSource *source, gboolean still, const VanityStreamFuncs *funcs,
                   gpointer user_data)
{
  VanityStream *self = g_new0 (VanityStream, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->mutex);
  g_mutex_init (&self->calling);
  self->device = source->device != NULL ? gst_object_ref (source->device) : NULL;
  self->description = g_strdup (source->description);
  /* Its own, as it is opened on another thread, and may be later than its owner closes it. */
  self->remote = source->remote < 0 ? -1 : fcntl (source->remote, F_DUPFD_CLOEXEC, 3);
  self->still = still;
  self->funcs = *funcs;
  self->user_data = user_data;
  self->reader = vanity_frame_reader_new ();
  vanity_camera_run_in_order (open_stream, vanity_stream_ref (self));

  return self;
}

void
vanity_stream_stop (VanityStream *self)
{
  g_atomic_int_set (&self->stopped, TRUE);
  g_mutex_lock (&self->calling);
  g_mutex_unlock (&self->calling);
  vanity_camera_run_in_order (close_stream, vanity_stream_ref (self));
}

gint64
vanity_stream_get_last_time (VanityStream *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->last_time;
}

gboolean
vanity_stream_get_size (VanityStream *self, int *width, int *height)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  *width = self->width;
  *height = self->height;

  return self->last_time != 0;
}

gboolean
vanity_stream_has_still (VanityStream *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->has_still;
}

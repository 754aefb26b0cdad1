#include "app/camera-session.h"

#include "app/camera-crowd.h"
#include "app/camera-judge.h"
#include "base/job.h"
#include "live/live.h"

#define BURST 5
#define SMOOTHING 0.1 /* of the means, per picture */

struct _VanityCameraSession
{
  GObject parent_instance;

  VanityCamera *camera;
  char *device;
  VanityJobSlot loading;
  GError *models_error; /* the networks cannot be had */
  VanityLook *look;     /* or NULL */
  double strength;

  /* Set while the camera is off, used on its thread. */
  VanityLive *live;
  VanityCameraCrowd *crowd;
  VanityCameraBest *best;

  GMutex mutex; /* over what the camera's thread hands on */
  GdkTexture *newest;
  gint64 newest_time;
  VanityCameraHint newest_hint;
  gboolean handing; /* the main context will come for it */
  guint generation; /* of the start it belongs to */

  VanityCameraHints hints;
  gint64 last_shown;
  double interval_us, latency_us;
};

typedef struct
{
  VanityCameraSession *session;
  guint generation;
} Handing;

enum
{
  STATE_CHANGED,
  DEVICES_CHANGED,
  PICTURE,
  HINT_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VanityCameraSession, vanity_camera_session, G_TYPE_OBJECT)

static double
smooth (double mean, double value)
{
  return mean == 0 ? value : mean + SMOOTHING * (value - mean);
}

static void
note_shown (VanityCameraSession *self, gint64 taken)
{
  gint64 now = g_get_monotonic_time ();

  self->latency_us = smooth (self->latency_us, (double)(now - taken));
  if (self->last_shown != 0)
    self->interval_us = smooth (self->interval_us, (double)(now - self->last_shown));
  self->last_shown = now;
}

static gboolean
hand_on (gpointer user_data)
{
  Handing *handing = user_data;
  VanityCameraSession *self = handing->session;
  g_autoptr (GdkTexture) texture = NULL;
  VanityCameraHint hint;
  gint64 time;

  g_mutex_lock (&self->mutex);
  if (handing->generation != self->generation)
    {
      g_mutex_unlock (&self->mutex);
      return G_SOURCE_REMOVE;
    }
  texture = g_steal_pointer (&self->newest);
  time = self->newest_time;
  hint = self->newest_hint;
  self->handing = FALSE;
  g_mutex_unlock (&self->mutex);
  if (texture == NULL)
    return G_SOURCE_REMOVE;

  note_shown (self, time);
  g_signal_emit (self, signals[PICTURE], 0, texture);
  if (vanity_camera_hints_update (&self->hints, hint, g_get_monotonic_time ()))
    g_signal_emit (self, signals[HINT_CHANGED], 0);

  return G_SOURCE_REMOVE;
}

static void
handing_free (gpointer data)
{
  Handing *handing = data;

  g_object_unref (handing->session);
  g_free (handing);
}

static GdkTexture *
make_texture (VanityImage *image)
{
  g_autoptr (GBytes) bytes
      = g_bytes_new_with_free_func (image->pixels, image->stride * (gsize)image->height,
                                    (GDestroyNotify)vanity_image_unref, vanity_image_ref (image));

  return gdk_memory_texture_new (image->width, image->height, GDK_MEMORY_R8G8B8A8, bytes,
                                 image->stride);
}

/* On the camera's thread. */
static void
on_picture (VanityImage *image, gint64 time_us, gpointer user_data)
{
  VanityCameraSession *self = user_data;
  VanityLiveReport report = { 0 };
  Handing *handing = NULL;
  int n_faces;

  n_faces = vanity_camera_crowd_count (self->crowd, image, time_us);
  vanity_live_show (self->live, image, time_us, &report, NULL);
  n_faces = report.seen ? MAX (n_faces, 1) : 0;

  g_mutex_lock (&self->mutex);
  g_clear_object (&self->newest);
  self->newest = make_texture (image);
  self->newest_time = time_us;
  self->newest_hint = vanity_camera_hint_find (n_faces, report.face.quality.flags);
  if (!self->handing)
    {
      handing = g_new (Handing, 1);
      handing->session = g_object_ref (self);
      handing->generation = self->generation;
    }
  self->handing = TRUE;
  g_mutex_unlock (&self->mutex);

  if (handing != NULL)
    g_idle_add_full (GDK_PRIORITY_EVENTS + 1, hand_on, handing, handing_free);
}

static void
on_state_changed (VanityCameraSession *self)
{
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

static void
on_devices_changed (VanityCameraSession *self)
{
  g_signal_emit (self, signals[DEVICES_CHANGED], 0);
}

static gpointer
run_load (VanityJob *job, gpointer data, GError **error)
{
  return vanity_live_new (error);
}

static void
on_loaded (gpointer result, const GError *error, gpointer user_data)
{
  VanityCameraSession *self = user_data;

  if (result == NULL)
    {
      self->models_error = g_error_copy (error);
      on_state_changed (self);
      return;
    }

  self->live = result;
  self->crowd = vanity_camera_crowd_new ();
  vanity_live_set_look (self->live, self->look, self->strength);
  vanity_camera_start (self->camera, self->device);
}

/* Letting go of the networks may wait for a look in the making. */
static void
free_live (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  vanity_live_free (data);
}

static void
drop_live (VanityCameraSession *self)
{
  g_autoptr (GTask) task = NULL;

  g_clear_pointer (&self->crowd, vanity_camera_crowd_free);
  if (self->live == NULL)
    return;

  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_task_data (task, g_steal_pointer (&self->live), NULL);
  g_task_run_in_thread (task, free_live);
}

void
vanity_camera_session_start (VanityCameraSession *self, const char *device)
{
  char *copy = g_strdup (device);

  vanity_camera_session_stop (self);
  g_free (self->device);
  self->device = copy;
  vanity_job_slot_start (&self->loading, run_load, NULL, NULL, (GDestroyNotify)vanity_live_free,
                         NULL, on_loaded, self);
  on_state_changed (self);
}

void
vanity_camera_session_stop (VanityCameraSession *self)
{
  gboolean was_loading = vanity_job_slot_is_busy (&self->loading) || self->models_error != NULL;

  if (self->latency_us > 0)
    g_debug ("camera: %.1f pictures a second, %.0f ms from the sensor to the window",
             vanity_camera_session_get_rate (self), vanity_camera_session_get_latency (self));
  vanity_job_slot_clear (&self->loading);
  g_clear_error (&self->models_error);
  vanity_camera_stop (self->camera);
  drop_live (self);

  g_mutex_lock (&self->mutex);
  g_clear_object (&self->newest);
  self->handing = FALSE;
  self->generation++;
  g_mutex_unlock (&self->mutex);
  self->hints = (VanityCameraHints){ 0 };
  self->last_shown = 0;
  self->interval_us = self->latency_us = 0;
  if (was_loading)
    on_state_changed (self);
}

VanityCameraState
vanity_camera_session_get_state (VanityCameraSession *self)
{
  if (self->models_error != NULL)
    return VANITY_CAMERA_FAILED;
  if (vanity_job_slot_is_busy (&self->loading))
    return VANITY_CAMERA_STARTING;

  return vanity_camera_get_state (self->camera);
}

const GError *
vanity_camera_session_get_error (VanityCameraSession *self)
{
  return self->models_error != NULL ? self->models_error : vanity_camera_get_error (self->camera);
}

gboolean
vanity_camera_session_lacks_models (VanityCameraSession *self)
{
  return self->models_error != NULL;
}

VanityCamera *
vanity_camera_session_get_camera (VanityCameraSession *self)
{
  return self->camera;
}

void
vanity_camera_session_set_look (VanityCameraSession *self, VanityLook *look, double strength)
{
  if (look != NULL)
    vanity_look_ref (look);
  g_clear_pointer (&self->look, vanity_look_unref);
  self->look = look;
  self->strength = strength;
  if (self->live != NULL)
    vanity_live_set_look (self->live, look, strength);
}

VanityCameraHint
vanity_camera_session_get_hint (VanityCameraSession *self)
{
  return self->hints.said;
}

double
vanity_camera_session_get_rate (VanityCameraSession *self)
{
  return self->interval_us > 0 ? G_USEC_PER_SEC / self->interval_us : 0;
}

double
vanity_camera_session_get_latency (VanityCameraSession *self)
{
  return self->latency_us / 1000;
}

static void
on_captured (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  VanityImage *image = vanity_camera_capture_finish (VANITY_CAMERA (source), result, &error);

  if (image != NULL)
    g_task_return_pointer (task, image, (GDestroyNotify)vanity_image_unref);
  else
    g_task_return_error (task, error);
}

void
vanity_camera_session_capture_async (VanityCameraSession *self, gboolean burst,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, vanity_camera_session_capture_async);
  if (burst && self->best == NULL)
    self->best = vanity_camera_best_new ();
  vanity_camera_capture_async (self->camera, burst ? BURST : 1,
                               burst ? vanity_camera_best_judge : NULL, self->best, cancellable,
                               on_captured, task);
}

VanityImage *
vanity_camera_session_capture_finish (VanityCameraSession *self, GAsyncResult *result,
                                      GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
vanity_camera_mirror (VanityImage *image)
{
  for (int y = 0; y < image->height; y++)
    {
      guint32 *row = (guint32 *)(void *)vanity_image_row (image, y);

      for (int x = 0; x < image->width / 2; x++)
        {
          guint32 pixel = row[x];

          row[x] = row[image->width - 1 - x];
          row[image->width - 1 - x] = pixel;
        }
    }
}

static void
vanity_camera_session_dispose (GObject *object)
{
  VanityCameraSession *self = VANITY_CAMERA_SESSION (object);

  g_signal_handlers_disconnect_by_data (self->camera, self);
  vanity_camera_session_stop (self);

  G_OBJECT_CLASS (vanity_camera_session_parent_class)->dispose (object);
}

static void
vanity_camera_session_finalize (GObject *object)
{
  VanityCameraSession *self = VANITY_CAMERA_SESSION (object);

  g_clear_object (&self->camera);
  g_clear_pointer (&self->best, vanity_camera_best_free);
  g_clear_pointer (&self->look, vanity_look_unref);
  g_mutex_clear (&self->mutex);
  g_free (self->device);

  G_OBJECT_CLASS (vanity_camera_session_parent_class)->finalize (object);
}

static void
vanity_camera_session_class_init (VanityCameraSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vanity_camera_session_dispose;
  object_class->finalize = vanity_camera_session_finalize;

  signals[STATE_CHANGED] = g_signal_new ("state-changed", VANITY_TYPE_CAMERA_SESSION,
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DEVICES_CHANGED] = g_signal_new ("devices-changed", VANITY_TYPE_CAMERA_SESSION,
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PICTURE] = g_signal_new ("picture", VANITY_TYPE_CAMERA_SESSION, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, GDK_TYPE_TEXTURE);
  signals[HINT_CHANGED] = g_signal_new ("hint-changed", VANITY_TYPE_CAMERA_SESSION,
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vanity_camera_session_init (VanityCameraSession *self)
{
  g_mutex_init (&self->mutex);
  self->strength = 1;
  self->camera = vanity_camera_new ();
  vanity_camera_set_func (self->camera, on_picture, self);
  g_signal_connect_swapped (self->camera, "state-changed", G_CALLBACK (on_state_changed), self);
  g_signal_connect_swapped (self->camera, "devices-changed", G_CALLBACK (on_devices_changed), self);
}

VanityCameraSession *
vanity_camera_session_new (void)
{
  return g_object_new (VANITY_TYPE_CAMERA_SESSION, NULL);
}

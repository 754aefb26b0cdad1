#include "camera/camera-private.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>

/* Exposure and white balance find their place anew after a change of size. */
#define SETTLE_US (500 * 1000)
#define SETTLE_PICTURES 4
/* A blink takes a fifth of a second: pictures closer to each other would share it. */
#define BURST_STEP_US (110 * 1000)
#define PATIENCE_MS 9000

struct _VanityStill
{
  GTask *task;
  int n;
  VanityCameraJudge judge; /* may be NULL for one */
  gpointer user_data;

  gboolean switched; /* to the larger size */
  int seen;          /* pictures since then */
  gint64 first;      /* when that of them came */

  int taken;
  gint64 last; /* when a picture was taken last */
  VanityImage *best;
  double score;
};

static void
still_free (VanityStill *still)
{
  g_clear_pointer (&still->best, vanity_image_unref);
  g_object_unref (still->task);
  g_free (still);
}

static VanityStill *
steal_still (VanityCamera *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->still_mutex);

  g_clear_handle_id (&self->still_timeout, g_source_remove);

  return g_steal_pointer (&self->still);
}

static gboolean
on_reopen (gpointer user_data)
{
  VanityCamera *self = user_data;

  self->reopening = 0;
  vanity_camera_open (self, FALSE);

  return G_SOURCE_REMOVE;
}

static gboolean
on_taken (gpointer user_data)
{
  VanityCamera *self = user_data;
  VanityStill *still;

  if (self->still == NULL || self->still->taken < self->still->n)
    return G_SOURCE_REMOVE;

  still = steal_still (self);
  /* Who has what he wanted mostly stops the camera: then there is nothing to go back to. */
  if (still->switched)
    self->reopening = g_idle_add_full (G_PRIORITY_LOW, on_reopen, self, NULL);
  g_task_return_pointer (still->task, g_steal_pointer (&still->best),
                         (GDestroyNotify)vanity_image_unref);
  still_free (still);

  return G_SOURCE_REMOVE;
}

/* Whether the camera has settled, and the last picture is some time ago. */
static gboolean
is_due (VanityStill *still, gint64 now)
{
  if (still->seen++ == 0)
    still->first = now;
  if (still->switched && (still->seen < SETTLE_PICTURES || now - still->first < SETTLE_US))
    return FALSE;

  return still->taken == 0 || now - still->last >= BURST_STEP_US;
}

static void
take (VanityStill *still, VanityImage *image, gint64 now)
{
  double score = still->n > 1 ? still->judge (image, still->user_data) : 0;

  if (still->best == NULL || score > still->score)
    {
      g_clear_pointer (&still->best, vanity_image_unref);
      still->best = vanity_image_ref (image);
      still->score = score;
    }
  still->taken++;
  still->last = now;
}

gboolean
vanity_camera_still_take (VanityCamera *self, VanityImage *image)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->still_mutex);
  gint64 now = g_get_monotonic_time ();
  VanityStill *still = self->still;

  if (still == NULL)
    return FALSE;

  if (still->taken < still->n && is_due (still, now))
    {
      take (still, image, now);
      if (still->taken == still->n)
        g_idle_add_full (G_PRIORITY_DEFAULT, on_taken, g_object_ref (self), g_object_unref);
    }

  return TRUE;
}

static gboolean
on_timeout (gpointer user_data)
{
  VanityCamera *self = user_data;
  g_autoptr (GError) error = NULL;

  self->still_timeout = 0;
  if (vanity_camera_still_fall_back (self))
    return G_SOURCE_REMOVE;

  error = g_error_new_literal (VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                               _ ("The camera sent no picture in time"));
  vanity_camera_still_fail (self, error);

  return G_SOURCE_REMOVE;
}

gboolean
vanity_camera_still_fall_back (VanityCamera *self)
{
  if (self->still == NULL || !self->still->switched || self->still->taken == self->still->n)
    return FALSE;

  g_info ("camera: no picture of the largest size; the live view's is taken");
  vanity_camera_close (self);
  self->still->switched = FALSE;
  self->still->seen = 0;
  g_clear_handle_id (&self->still_timeout, g_source_remove);
  self->still_timeout = g_timeout_add (PATIENCE_MS, on_timeout, self);
  vanity_camera_open (self, FALSE);

  return TRUE;
}

void
vanity_camera_still_fail (VanityCamera *self, const GError *error)
{
  VanityStill *still = steal_still (self);

  if (still == NULL)
    return;

  g_task_return_error (still->task, g_error_copy (error));
  still_free (still);
}

void
vanity_camera_capture_async (VanityCamera *self, int n, VanityCameraJudge judge, gpointer user_data,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer callback_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, callback_data);
  VanityStill *still;

  g_return_if_fail (n == 1 || (n > 1 && judge != NULL));

  g_task_set_source_tag (task, vanity_camera_capture_async);
  if (self->state != VANITY_CAMERA_LIVE || self->stream == NULL || self->still != NULL)
    {
      g_task_return_new_error (task, VANITY_ERROR, VANITY_ERROR_VALUE, "%s",
                               self->still != NULL ? _ ("A picture is being taken already")
                                                   : _ ("The camera is not on"));
      return;
    }

  still = g_new0 (VanityStill, 1);
  still->task = g_steal_pointer (&task);
  still->n = n;
  still->judge = judge;
  still->user_data = user_data;
  still->switched = vanity_stream_has_still (self->stream);
  if (still->switched)
    vanity_camera_close (self);

  g_mutex_lock (&self->still_mutex);
  self->still = still;
  g_mutex_unlock (&self->still_mutex);

  self->still_timeout = g_timeout_add (PATIENCE_MS, on_timeout, self);
  if (still->switched)
    vanity_camera_open (self, TRUE);
}

VanityImage *
vanity_camera_capture_finish (VanityCamera *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A camera: which there are, what becomes of them, and their pictures.
 *
 * Pictures come by GStreamer: from what its device monitor lists (Video4Linux, PipeWire), or, in
 * a sandbox, through the desktop's camera portal (org.freedesktop.portal.Camera, version 1), which
 * asks the person first. Two settings of the environment are for tests and for cameras that no
 * monitor lists: VANITY_CAMERA=portal asks the portal outside of a sandbox too, and any other
 * value is taken as the description of a source as gst-launch-1.0 takes it, such as
 *
 *   VANITY_CAMERA='videotestsrc is-live=true ! video/x-raw,width=1280,height=720'
 *
 * A camera is taken when it is started and let go when it is stopped, with no picture of either
 * kept. All calls and signals are the main context's; opening and closing a device happens on a
 * thread of its own, in the order asked for. */
#pragma once

#include "camera/device.h"
#include "image/image.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  VANITY_CAMERA_OFF,
  VANITY_CAMERA_STARTING,  /* looked for, asked for, or opened; no picture yet */
  VANITY_CAMERA_LIVE,      /* pictures come */
  VANITY_CAMERA_NONE,      /* there is none; one that is plugged in is started */
  VANITY_CAMERA_DENIED,    /* the person, the desktop or the file's permissions say no */
  VANITY_CAMERA_BUSY,      /* another program has it; it is tried again from time to time */
  VANITY_CAMERA_UNPLUGGED, /* it was live and is gone; started again when it is back */
  VANITY_CAMERA_FAILED,    /* anything else */
} VanityCameraState;

/* A picture: 8-bit sRGB, opaque, as it came from the sensor (not mirrored); `image` is the
 * function's, who may change it and keeps a reference where he wants it longer. `time_us` is when
 * it was taken, on the clock of g_get_monotonic_time (). On the camera's thread, one call at a
 * time; while it lasts newer pictures take the place of older ones, so that the next call gets the
 * newest. Must not wait for the main context: stopping waits for it. */
typedef void (*VanityCameraFunc) (VanityImage *image, gint64 time_us, gpointer user_data);

/* How good a still is, more is better; on the camera's thread, like VanityCameraFunc. */
typedef double (*VanityCameraJudge) (const VanityImage *image, gpointer user_data);

#define VANITY_TYPE_CAMERA (vanity_camera_get_type ())
G_DECLARE_FINAL_TYPE (VanityCamera, vanity_camera, VANITY, CAMERA, GObject)

/* Signals: "state-changed" (), "devices-changed" (). */
VanityCamera *vanity_camera_new (void);

/* `func` is called for every picture from the next start on. */
void vanity_camera_set_func (VanityCamera *camera, VanityCameraFunc func, gpointer user_data);

/* Takes the device with this id, or, where it is NULL, "" or not there, the first. One that runs
 * is let go first. The state is STARTING at once. */
void vanity_camera_start (VanityCamera *camera, const char *device);
/* Lets it go; once this has returned the function is called no more. The device itself is closed
 * a moment later. */
void vanity_camera_stop (VanityCamera *camera);

VanityCameraState vanity_camera_get_state (VanityCamera *camera);
/* Why, in one sentence for a person; NULL while the state is OFF, STARTING or LIVE. */
const GError *vanity_camera_get_error (VanityCamera *camera);

/* VanityCameraDevice, in the order of the system; empty before the first start, and where cameras
 * cannot be told apart. Owned by the camera. */
GPtrArray *vanity_camera_get_devices (VanityCamera *camera);
/* The one started last, or NULL. */
const VanityCameraDevice *vanity_camera_get_device (VanityCamera *camera);
/* Of the pictures that come; FALSE while none do. */
gboolean vanity_camera_get_size (VanityCamera *camera, int *width, int *height);

/* A still, at the largest size of the sensor: where that is larger than the pictures that come, the
 * device is switched to it, and back afterwards. Where that fails, one of the pictures that come.
 * With `n` above 1 the one of so many, taken one after the other, that `judge` finds best. Only
 * while LIVE; another while one is taken is refused. */
void vanity_camera_capture_async (VanityCamera *camera, int n, VanityCameraJudge judge,
                                  gpointer user_data, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer callback_data);
VanityImage *vanity_camera_capture_finish (VanityCamera *camera, GAsyncResult *result,
                                           GError **error);

G_END_DECLS

/* A camera with a look on: every picture made over on the camera's thread, the newest for the
 * screen, and stills without the look for the document. */
#pragma once

#include "app/camera-hint.h"
#include "camera/camera.h"
#include "makeup/look.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_CAMERA_SESSION (vanity_camera_session_get_type ())
G_DECLARE_FINAL_TYPE (VanityCameraSession, vanity_camera_session, VANITY, CAMERA_SESSION, GObject)

/* Signals: "state-changed" (), "devices-changed" (), "picture" (GdkTexture), "hint-changed" (). */
VanityCameraSession *vanity_camera_session_new (void);

/* Loads the networks, then takes the camera; see vanity_camera_start (). */
void vanity_camera_session_start (VanityCameraSession *session, const char *device);
/* Lets the camera go and forgets the pictures. */
void vanity_camera_session_stop (VanityCameraSession *session);

/* The camera's, but STARTING while the networks are loaded, and FAILED where they cannot be. */
VanityCameraState vanity_camera_session_get_state (VanityCameraSession *session);
const GError *vanity_camera_session_get_error (VanityCameraSession *session);
/* Whether it failed for want of networks; then the camera was not even taken. */
gboolean vanity_camera_session_lacks_models (VanityCameraSession *session);
VanityCamera *vanity_camera_session_get_camera (VanityCameraSession *session);

/* What is worn in the pictures from now on; NULL for nothing. `strength` in [0, 1]. */
void vanity_camera_session_set_look (VanityCameraSession *session, VanityLook *look,
                                     double strength);

VanityCameraHint vanity_camera_session_get_hint (VanityCameraSession *session);

/* Means of the last second: pictures that reached the main context, and how long they took there
 * from the sensor, in milliseconds; 0 before there are any. */
double vanity_camera_session_get_rate (VanityCameraSession *session);
double vanity_camera_session_get_latency (VanityCameraSession *session);

/* A still, not made over, not mirrored; with `burst` the best of several. */
void vanity_camera_session_capture_async (VanityCameraSession *session, gboolean burst,
                                          GCancellable *cancellable, GAsyncReadyCallback callback,
                                          gpointer user_data);
VanityImage *vanity_camera_session_capture_finish (VanityCameraSession *session,
                                                   GAsyncResult *result, GError **error);

/* The image seen in a mirror, in place. */
void vanity_camera_mirror (VanityImage *image);

G_END_DECLS

/* What GStreamer's errors mean to a person. */
#pragma once

#include "camera/camera.h"

G_BEGIN_DECLS

/* `error` and `debug` are of a GST_MESSAGE_ERROR; both may be NULL, for a stream that ended or
 * stopped without one. `device` may be NULL. `was_live`: pictures had come. Gives one of BUSY,
 * DENIED, UNPLUGGED, FAILED and the sentence that goes with it. */
VanityCameraState vanity_camera_explain (const GError *error, const char *debug,
                                         const VanityCameraDevice *device, gboolean was_live,
                                         GError **reason);

G_END_DECLS

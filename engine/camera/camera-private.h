/* What the camera's files share. */
#pragma once

#include "camera/camera.h"
#include "camera/monitor.h"
#include "camera/stream.h"

typedef struct _VanityStill VanityStill;

struct _VanityCamera
{
  GObject parent_instance;

  VanityCameraState state;
  GError *error;

  VanityCameraFunc func;
  gpointer user_data;

  char *wanted;                 /* the id asked for, or NULL */
  VanityCameraMonitor *monitor; /* NULL while off, and where cameras are not listed */
  GPtrArray *devices;
  VanityCameraDevice *current; /* or NULL */

  GCancellable *asking; /* while the portal asks */
  int remote;           /* from the portal, or -1 */

  VanityStream *stream; /* or NULL */
  gint64 opened;        /* when it was made */
  guint arriving;       /* one that has come is not opened at once */
  guint tick;           /* looks whether pictures come, and tries again */

  GMutex still_mutex; /* over `still`, with the stream's thread */
  VanityStill *still; /* while one is taken */
  guint still_timeout;
  guint reopening; /* the live view, after a still */
};

/* camera.c */
/* Opens `current`, which there is, in place of what is open. */
void vanity_camera_open (VanityCamera *camera, gboolean still);
void vanity_camera_close (VanityCamera *camera);

/* camera-still.c */
/* On the stream's thread: whether the picture was for the still. */
gboolean vanity_camera_still_take (VanityCamera *camera, VanityImage *image);
/* The stream of larger pictures has ended; whether there was one. */
gboolean vanity_camera_still_fall_back (VanityCamera *camera);
void vanity_camera_still_fail (VanityCamera *camera, const GError *error);

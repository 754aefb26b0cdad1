/* One device that is open, in one mode: pictures come from it until it is stopped or ends. */
#pragma once

#include "camera/camera.h"
#include "camera/mode.h"

#include <gst/gst.h>

G_BEGIN_DECLS

typedef struct _VanityStream VanityStream; /* reference counted, atomically */

/* Where pictures come from: one of the three. */
typedef struct
{
  GstDevice *device;       /* or NULL */
  const char *description; /* of a source as gst-launch-1.0 takes it, or NULL */
  int remote;              /* a connection to PipeWire that the portal gave, or −1; duplicated */
} VanityStreamSource;

typedef struct
{
  /* On the stream's thread, never two at a time. */
  VanityCameraFunc picture;
  /* On the main context, once: it is over, or it never began. Both may be NULL. */
  void (*ended) (VanityStream *stream, const GError *error, const char *debug, gpointer user_data);
  /* On the main context, once: the first picture has come. */
  void (*began) (VanityStream *stream, gpointer user_data);
} VanityStreamFuncs;

/* Opens the source, with `still` in its mode of the largest size; returns at once. `user_data` must
 * last until vanity_stream_stop (). */
VanityStream *vanity_stream_new (const VanityStreamSource *source, gboolean still,
                                 const VanityStreamFuncs *funcs, gpointer user_data);

/* No function is called any more once this has returned. The device is closed a moment later,
 * before any stream that is made after is opened. */
void vanity_stream_stop (VanityStream *stream);

/* When the last picture came, on the clock of g_get_monotonic_time (); 0 before the first. */
gint64 vanity_stream_get_last_time (VanityStream *stream);
gboolean vanity_stream_get_size (VanityStream *stream, int *width, int *height);
/* Whether stills are larger than its pictures; known once it has begun. */
gboolean vanity_stream_has_still (VanityStream *stream);

VanityStream *vanity_stream_ref (VanityStream *stream);
void vanity_stream_unref (VanityStream *stream);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityStream, vanity_stream_unref)

G_END_DECLS

/* libjpeg's errors as GErrors. libjpeg leaves a failed call by longjmp, so whoever uses this sets
 * `jump` first and keeps what must be freed outside the frames that are jumped over. Internal to
 * engine/image. */
#pragma once

#include <gio/gio.h>
#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

G_BEGIN_DECLS

typedef struct
{
  struct jpeg_error_mgr base; /* first: libjpeg knows the whole by it */
  jmp_buf jump;
  const char *name; /* of the photo, for messages */
  GError *error;    /* set before each jump */
  gboolean ends_early;

  struct jpeg_progress_mgr progress; /* looks at the cancellable */
  GCancellable *cancellable;
} VanityJpegError;

/* Installs the handlers on a codec that is not yet created. */
void vanity_jpeg_error_init (VanityJpegError *error, j_common_ptr codec, const char *name);

/* From then on the codec looks at the cancellable, and refuses files of endless scans. */
void vanity_jpeg_error_watch (VanityJpegError *error, j_common_ptr codec,
                              GCancellable *cancellable);

G_END_DECLS

#include "image/jpeg-error.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>

#include <jerror.h>

/* Real progressive files have about ten. Each scan walks the whole picture, so that a small file
 * with thousands would keep the machine busy for minutes. */
#define MAX_SCANS 200

static VanityJpegError *
error_of (j_common_ptr codec)
{
  return (VanityJpegError *)codec->err;
}

static G_NORETURN void
fail (VanityJpegError *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  longjmp (self->jump, 1);
}

static void
on_error (j_common_ptr codec)
{
  VanityJpegError *self = error_of (codec);
  char text[JMSG_LENGTH_MAX];

  self->base.format_message (codec, text);
  switch (self->base.msg_code)
    {
    case JERR_OUT_OF_MEMORY:
    case JERR_IMAGE_TOO_BIG:
    case JERR_WIDTH_OVERFLOW:
      fail (self, g_error_new (VANITY_ERROR, VANITY_ERROR_LIMIT, _ ("“%s” is too large: %s"),
                               self->name, text));
    case JERR_BAD_PRECISION:
    case JERR_SOF_UNSUPPORTED:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_NOTIMPL:
    case JERR_ARITH_NOTIMPL:
    case JERR_FRACT_SAMPLE_NOTIMPL:
    case JERR_CCIR601_NOTIMPL:
      fail (self,
            g_error_new (VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                         _ ("“%s” is a kind of JPEG that is not supported: %s"), self->name, text));
    default:
      if (self->ends_early)
        fail (self, g_error_new (VANITY_ERROR, VANITY_ERROR_FORMAT,
                                 _ ("“%s” is cut off: the image data ends early"), self->name));
      fail (self, g_error_new (VANITY_ERROR, VANITY_ERROR_FORMAT, _ ("“%s” is damaged: %s"),
                               self->name, text));
    }
}

/* libjpeg goes on after damage and paints grey; a photo that is only half there is not a photo. */
static void
on_message (j_common_ptr codec, int level)
{
  VanityJpegError *self = error_of (codec);

  if (level >= 0)
    return;

  self->base.num_warnings++;
  switch (self->base.msg_code)
    {
    case JWRN_JPEG_EOF:
      self->ends_early = TRUE;
      break;
    case JWRN_HIT_MARKER:
      if (self->ends_early)
        fail (self, g_error_new (VANITY_ERROR, VANITY_ERROR_FORMAT,
                                 _ ("“%s” is cut off: the image data ends early"), self->name));
      G_GNUC_FALLTHROUGH;
    case JWRN_HUFF_BAD_CODE:
    case JWRN_ARITH_BAD_CODE:
    case JWRN_MUST_RESYNC:
    case JWRN_NOT_SEQUENTIAL:
      {
        char text[JMSG_LENGTH_MAX];
        self->base.format_message (codec, text);
        fail (self, g_error_new (VANITY_ERROR, VANITY_ERROR_FORMAT, _ ("“%s” is damaged: %s"),
                                 self->name, text));
      }
    default:
      break; /* stray bytes between markers and the like do no harm */
    }
}

static void
on_output (j_common_ptr codec)
{
}

static void
on_progress (j_common_ptr codec)
{
  VanityJpegError *self = error_of (codec);
  GError *error = NULL;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, &error))
    fail (self, error);
  if (codec->is_decompressor && ((j_decompress_ptr)codec)->input_scan_number > MAX_SCANS)
    fail (self, g_error_new (VANITY_ERROR, VANITY_ERROR_LIMIT,
                             _ ("“%s” has more than %d scans; no camera writes so many"),
                             self->name, MAX_SCANS));
}

void
vanity_jpeg_error_init (VanityJpegError *error, j_common_ptr codec, const char *name)
{
  codec->err = jpeg_std_error (&error->base);
  error->base.error_exit = on_error;
  error->base.emit_message = on_message;
  error->base.output_message = on_output;
  error->name = name;
}

void
vanity_jpeg_error_watch (VanityJpegError *error, j_common_ptr codec, GCancellable *cancellable)
{
  error->cancellable = cancellable;
  error->progress.progress_monitor = on_progress;
  codec->progress = &error->progress;
}

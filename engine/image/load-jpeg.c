#include "image/codec.h"

#include "base/error.h"
#include "image/jpeg-error.h"
#include "image/jpeg-markers.h"
#include "image/orientation.h"

#include <glib/gi18n-lib.h>

/* Everything that must survive a longjmp lives here, outside the frames that it leaves. */
typedef struct
{
  struct jpeg_decompress_struct codec;
  VanityJpegError error;
  VanityImage *image;
  GBytes *icc;
  const char *note;
  int orientation;
} Reader;

static void
read_header (Reader *reader, GBytes *bytes)
{
  j_decompress_ptr codec = &reader->codec;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  jpeg_mem_src (codec, data, size);
  vanity_jpeg_save_markers (codec);
  jpeg_read_header (codec, TRUE);

  if (!vanity_check_size (reader->error.name, codec->image_width, codec->image_height,
                          &reader->error.error))
    longjmp (reader->error.jump, 1);
  reader->orientation = vanity_jpeg_get_orientation (codec);
  reader->icc = vanity_jpeg_get_icc (codec);
}

static void
read_pixels (Reader *reader)
{
  j_decompress_ptr codec = &reader->codec;
  gboolean cmyk = codec->jpeg_color_space == JCS_CMYK || codec->jpeg_color_space == JCS_YCCK;
  VanityColorSpace *space = NULL;

  if (codec->num_components != 1 && codec->num_components != 3 && !cmyk)
    {
      reader->error.error
          = g_error_new (VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                         _ ("“%s” has %d colour components, which is not supported"),
                         reader->error.name, codec->num_components);
      longjmp (reader->error.jump, 1);
    }

  /* libjpeg-turbo's defaults, the accurate inverse DCT and smooth chroma, give the same values
   * as every other program that uses it. */
  codec->out_color_space = cmyk ? JCS_CMYK : JCS_EXT_RGBA;

  if (!cmyk)
    space = vanity_space_for_icc (reader->icc, &reader->note);
  reader->image = vanity_image_new ((int)codec->image_width, (int)codec->image_height, 8, space,
                                    &reader->error.error);
  g_clear_pointer (&space, vanity_color_space_unref);
  if (reader->image == NULL)
    longjmp (reader->error.jump, 1);
  reader->image->has_alpha = FALSE;

  jpeg_start_decompress (codec);
  while (codec->output_scanline < codec->output_height)
    {
      JSAMPROW rows[16];
      int n = (int)MIN (G_N_ELEMENTS (rows), codec->output_height - codec->output_scanline);

      for (int i = 0; i < n; i++)
        rows[i] = vanity_image_row (reader->image, (int)codec->output_scanline + i);
      jpeg_read_scanlines (codec, rows, (JDIMENSION)n);
    }
  /* In a file of several scans the last ones may be missing without a trace in the pixels. */
  gboolean several = jpeg_has_multiple_scans (codec);
  jpeg_finish_decompress (codec);
  if (several && reader->error.ends_early)
    {
      reader->error.error
          = g_error_new (VANITY_ERROR, VANITY_ERROR_FORMAT,
                         _ ("“%s” is cut off: the image data ends early"), reader->error.name);
      longjmp (reader->error.jump, 1);
    }

  if (cmyk)
    {
      vanity_cmyk_to_srgb (reader->image, reader->icc);
      reader->note = _ ("The photo was in printing inks (CMYK); it was converted to sRGB.");
    }
}

gboolean
vanity_jpeg_read (GBytes *bytes, const char *name, GCancellable *cancellable,
                  VanityDecoded *decoded, GError **error)
{
  g_autofree Reader *reader = g_new0 (Reader, 1);
  gboolean ok = FALSE;

  vanity_jpeg_error_init (&reader->error, (j_common_ptr)&reader->codec, name);
  if (setjmp (reader->error.jump) == 0)
    {
      jpeg_create_decompress (&reader->codec);
      vanity_jpeg_error_watch (&reader->error, (j_common_ptr)&reader->codec, cancellable);
      read_header (reader, bytes);
      read_pixels (reader);
      ok = TRUE;
    }
  jpeg_destroy_decompress (&reader->codec);
  g_clear_pointer (&reader->icc, g_bytes_unref);

  if (!ok)
    {
      g_clear_pointer (&reader->image, vanity_image_unref);
      g_propagate_error (error, g_steal_pointer (&reader->error.error));
      return FALSE;
    }
  *decoded = (VanityDecoded){
    .image = reader->image,
    .orientation = reader->orientation,
    .note = reader->note,
  };
  return TRUE;
}

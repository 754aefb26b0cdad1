#include "image/codec.h"

#include "image/jpeg-error.h"
#include "image/jpeg-markers.h"
#include "image/jpeg-output.h"
#include "image/save-pixbuf.h"

/* Everything that must survive a longjmp lives here, outside the frames that it leaves. */
typedef struct
{
  struct jpeg_compress_struct codec;
  struct jpeg_decompress_struct source;
  VanityJpegError error, source_error;
  VanityJpegOutput out;
  guint8 *row;
} Writer;

/* How much coarser than luma the source kept its chroma: 1 or 2 each way. A source that cannot be
 * read or is of another kind counts as full chroma. */
static void
read_sampling (Writer *writer, GBytes *bytes, int *across, int *down)
{
  j_decompress_ptr source = &writer->source;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  *across = *down = 1;
  vanity_jpeg_error_init (&writer->source_error, (j_common_ptr)source, "JPEG");
  if (setjmp (writer->source_error.jump) == 0)
    {
      jpeg_create_decompress (source);
      jpeg_mem_src (source, data, size);
      jpeg_read_header (source, TRUE);
      if (source->jpeg_color_space == JCS_YCbCr && source->comp_info[1].h_samp_factor == 1
          && source->comp_info[1].v_samp_factor == 1)
        {
          *across = CLAMP (source->comp_info[0].h_samp_factor, 1, 2);
          *down = CLAMP (source->comp_info[0].v_samp_factor, 1, 2);
        }
    }
  g_clear_error (&writer->source_error.error);
  jpeg_destroy_decompress (source);
}

/* JPEG has no alpha: what shows through is white, as paper would be. */
static void
flatten_row (const guint8 *from, guint8 *to, int n)
{
  for (int x = 0; x < n; x++, from += 4, to += 4)
    for (int c = 0; c < 3; c++)
      to[c] = (guint8)((from[c] * from[3] + 255 * (255 - from[3]) + 127) / 255);
}

static void
write_all (Writer *writer, const VanityImage *image, const VanityMetadata *metadata, int quality,
           int across, int down)
{
  j_compress_ptr codec = &writer->codec;

  vanity_jpeg_output_attach (&writer->out, codec);
  codec->image_width = (JDIMENSION)image->width;
  codec->image_height = (JDIMENSION)image->height;
  codec->input_components = 4;
  codec->in_color_space = JCS_EXT_RGBX;
  jpeg_set_defaults (codec);
  jpeg_set_quality (codec, quality, TRUE);
  codec->comp_info[0].h_samp_factor = across;
  codec->comp_info[0].v_samp_factor = down;
  jpeg_start_compress (codec, TRUE);
  vanity_jpeg_write_markers (codec, metadata, vanity_color_space_get_icc (image->space));

  while (codec->next_scanline < codec->image_height)
    {
      JSAMPROW row = vanity_image_row (image, (int)codec->next_scanline);
      if (image->has_alpha)
        {
          flatten_row (row, writer->row, image->width);
          row = writer->row;
        }
      jpeg_write_scanlines (codec, &row, 1);
    }
  jpeg_finish_compress (codec);
}

GBytes *
vanity_jpeg_write (const VanityImage *image, const VanityMetadata *metadata, int quality,
                   GBytes *source, GCancellable *cancellable, GError **error)
{
  g_autofree Writer *writer = g_new0 (Writer, 1);
  g_autoptr (VanityImage) bytes8 = vanity_image_to_8_bits (image, error);
  gboolean ok = FALSE;
  int across = 1, down = 1;

  if (bytes8 == NULL)
    return NULL;
  if (source != NULL)
    read_sampling (writer, source, &across, &down);

  writer->row = g_malloc (bytes8->stride);
  vanity_jpeg_error_init (&writer->error, (j_common_ptr)&writer->codec, "JPEG");
  if (setjmp (writer->error.jump) == 0)
    {
      jpeg_create_compress (&writer->codec);
      vanity_jpeg_error_watch (&writer->error, (j_common_ptr)&writer->codec, cancellable);
      write_all (writer, bytes8, metadata, quality, across, down);
      ok = TRUE;
    }
  jpeg_destroy_compress (&writer->codec);
  g_free (writer->row);

  if (!ok)
    {
      g_free (writer->out.data);
      g_propagate_error (error, g_steal_pointer (&writer->error.error));
      return NULL;
    }
  return g_bytes_new_take (writer->out.data, writer->out.size);
}

#include "image/codec.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <png.h>
#include <setjmp.h>
#include <string.h>

/* Photos hardly compress: more effort costs seconds and saves a few percent. */
#define LEVEL 1

typedef struct
{
  png_structp png;
  png_infop info;
  jmp_buf jump;
  GError *error;
  GCancellable *cancellable;
  GByteArray *out;
  guint8 *row;
} Writer;

static G_NORETURN void
fail (Writer *writer, GError *error)
{
  g_clear_error (&writer->error);
  writer->error = error;
  longjmp (writer->jump, 1);
}

static G_NORETURN void
on_error (png_structp png, png_const_charp message)
{
  fail (png_get_error_ptr (png),
        g_error_new (VANITY_ERROR, VANITY_ERROR_LIMIT, _ ("A PNG cannot be made: %s"), message));
}

static void
on_warning (png_structp png, png_const_charp message)
{
}

static void
on_write (png_structp png, png_bytep data, size_t size)
{
  Writer *writer = png_get_io_ptr (png);

  if (size > G_MAXUINT - 65536 - writer->out->len)
    fail (writer, g_error_new_literal (VANITY_ERROR, VANITY_ERROR_LIMIT,
                                       _ ("A PNG of more than 4 GB cannot be made")));
  g_byte_array_append (writer->out, data, (guint)size);
}

static void
on_flush (png_structp png)
{
}

static void
set_metadata (Writer *writer, const VanityImage *image, const VanityMetadata *metadata)
{
  GBytes *icc = vanity_color_space_get_icc (image->space);
  gsize size;

  if (icc != NULL)
    {
      const guint8 *data = g_bytes_get_data (icc, &size);

      /* libpng refuses some old sRGB profiles that many photos carry; they leave as they came. */
      png_set_option (writer->png, PNG_SKIP_sRGB_CHECK_PROFILE, PNG_OPTION_ON);
      png_set_iCCP (writer->png, writer->info, "ICC profile", 0, data, (png_uint_32)size);
    }
  if (metadata->exif != NULL)
    {
      gconstpointer data = g_bytes_get_data (metadata->exif, &size);
      png_set_eXIf_1 (writer->png, writer->info, (png_uint_32)size, (png_bytep)data);
    }
  if (metadata->xmp != NULL)
    {
      png_text text = {
        .compression = PNG_ITXT_COMPRESSION_NONE,
        .key = (char *)"XML:com.adobe.xmp",
        .text = (char *)g_bytes_get_data (metadata->xmp, &size),
        .lang = (char *)"",
        .lang_key = (char *)"",
      };
      text.itxt_length = size;
      png_set_text (writer->png, writer->info, &text, 1);
    }
}

/* RGB where the image is opaque; rows keep the machine's byte order. */
static const guint8 *
pack_row (const VanityImage *image, int y, guint8 *row)
{
  const guint8 *from = vanity_image_row (image, y);
  gsize pixel = (gsize)image->depth / 2, rgb = pixel / 4 * 3;

  if (image->has_alpha)
    return from;
  if (pixel == 4)
    for (int x = 0; x < image->width; x++)
      memcpy (row + (gsize)x * 3, from + (gsize)x * 4, 3);
  else
    for (int x = 0; x < image->width; x++)
      memcpy (row + (gsize)x * rgb, from + (gsize)x * pixel, rgb);
  return row;
}

static void
write_all (Writer *writer, const VanityImage *image, const VanityMetadata *metadata)
{
  png_structp png = writer->png;

  png_set_write_fn (png, writer, on_write, on_flush);
  png_set_IHDR (png, writer->info, (png_uint_32)image->width, (png_uint_32)image->height,
                image->depth, image->has_alpha ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB,
                PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_compression_level (png, LEVEL);
  png_set_filter (png, 0, PNG_FILTER_SUB);
  set_metadata (writer, image, metadata);
  png_write_info (png, writer->info);
  if (image->depth == 16 && G_BYTE_ORDER == G_LITTLE_ENDIAN)
    png_set_swap (png);

  for (int y = 0; y < image->height; y++)
    {
      GError *error = NULL;
      if (y % 64 == 0 && g_cancellable_set_error_if_cancelled (writer->cancellable, &error))
        fail (writer, error);
      png_write_row (png, pack_row (image, y, writer->row));
    }
  png_write_end (png, writer->info);
}

GBytes *
vanity_png_write (const VanityImage *image, const VanityMetadata *metadata,
                  GCancellable *cancellable, GError **error)
{
  g_autofree Writer *writer = g_new0 (Writer, 1);
  gboolean ok = FALSE;

  writer->cancellable = cancellable;
  writer->out = g_byte_array_new ();
  writer->row = g_malloc (image->stride);
  if (setjmp (writer->jump) == 0)
    {
      writer->png = png_create_write_struct (PNG_LIBPNG_VER_STRING, writer, on_error, on_warning);
      writer->info = writer->png != NULL ? png_create_info_struct (writer->png) : NULL;
      if (writer->info == NULL)
        fail (writer, g_error_new_literal (VANITY_ERROR, VANITY_ERROR_LIMIT,
                                           _ ("There is not enough memory to write a PNG")));
      write_all (writer, image, metadata);
      ok = TRUE;
    }
  png_destroy_write_struct (&writer->png, &writer->info);
  g_free (writer->row);

  if (!ok)
    {
      g_byte_array_unref (writer->out);
      g_propagate_error (error, g_steal_pointer (&writer->error));
      return NULL;
    }
  return g_byte_array_free_to_bytes (writer->out);
}

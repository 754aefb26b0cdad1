#include "image/codec.h"

#include "base/error.h"
#include "image/icc.h"
#include "image/orientation.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <png.h>
#include <setjmp.h>
#include <string.h>

/* Colour profiles and texts larger than this, once inflated, are not read: a few kilobytes of
 * zlib could otherwise ask for gigabytes. */
#define MAX_CHUNK (16 << 20)

/* Everything that must survive a longjmp lives here, outside the frames that it leaves. */
typedef struct
{
  png_structp png;
  png_infop info;
  jmp_buf jump;
  const char *name;
  GCancellable *cancellable;
  GError *error;

  const guint8 *data;
  gsize size, at;
  VanityImage *image;
  const char *note;
  int orientation;
} Reader;

static G_NORETURN void
fail (Reader *reader, GError *error)
{
  g_clear_error (&reader->error);
  reader->error = error;
  longjmp (reader->jump, 1);
}

static G_NORETURN void
on_error (png_structp png, png_const_charp message)
{
  Reader *reader = png_get_error_ptr (png);

  fail (reader, g_error_new (VANITY_ERROR, VANITY_ERROR_FORMAT, _ ("“%s” is damaged: %s"),
                             reader->name, message));
}

static void
on_warning (png_structp png, png_const_charp message)
{
}

static void
on_read (png_structp png, png_bytep out, size_t size)
{
  Reader *reader = png_get_io_ptr (png);

  if (size > reader->size - reader->at)
    fail (reader, g_error_new (VANITY_ERROR, VANITY_ERROR_FORMAT,
                               _ ("“%s” is cut off: the image data ends early"), reader->name));
  memcpy (out, reader->data + reader->at, size);
  reader->at += size;
}

/* A file without a profile may still state a gamma and primaries (PNG 3rd edition, 11.3.2). What
 * is sRGB to within the precision people write these numbers with is taken for sRGB. */
static GBytes *
profile_from_chunks (png_structp png, png_infop info)
{
  static const double srgb[8] = { 0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06 };
  double gamma = 0, xy[8];
  gboolean plain = TRUE;

  if (png_get_valid (png, info, PNG_INFO_sRGB))
    return NULL;
  if (!png_get_gAMA (png, info, &gamma))
    return NULL;
  if (!(gamma > 0.1 && gamma < 2) || fabs (gamma - 1 / 2.2) < 0.01)
    gamma = 1 / 2.2;
  else
    plain = FALSE;

  if (!png_get_cHRM (png, info, &xy[0], &xy[1], &xy[2], &xy[3], &xy[4], &xy[5], &xy[6], &xy[7]))
    memcpy (xy, srgb, sizeof xy);
  for (int i = 0; i < 8; i++)
    plain &= fabs (xy[i] - srgb[i]) < 0.005;
  return plain ? NULL : vanity_icc_new_rgb (1 / gamma, xy);
}

static VanityColorSpace *
read_space (Reader *reader)
{
  png_charp profile_name;
  png_bytep profile;
  png_uint_32 size;
  int compression;
  GBytes *icc;

  if (png_get_iCCP (reader->png, reader->info, &profile_name, &compression, &profile, &size))
    icc = g_bytes_new (profile, size);
  else
    icc = profile_from_chunks (reader->png, reader->info);

  VanityColorSpace *space = vanity_space_for_icc (icc, &reader->note);
  g_clear_pointer (&icc, g_bytes_unref);
  return space;
}

/* Everything becomes RGBA of 8 or 16 bits. */
static void
set_transforms (Reader *reader, int color_type, int depth)
{
  png_structp png = reader->png;

  png_set_expand (png); /* palettes, fewer than eight bits, a transparent colour */
  if (color_type == PNG_COLOR_TYPE_GRAY || color_type == PNG_COLOR_TYPE_GRAY_ALPHA)
    png_set_gray_to_rgb (png);
  png_set_add_alpha (png, 0xffff, PNG_FILLER_AFTER);
  if (depth == 16 && G_BYTE_ORDER == G_LITTLE_ENDIAN)
    png_set_swap (png);
}

static void
read_rows (Reader *reader)
{
  int passes = png_set_interlace_handling (reader->png);

  png_read_update_info (reader->png, reader->info);
  if (png_get_rowbytes (reader->png, reader->info) != reader->image->stride)
    png_error (reader->png, "unexpected row size");

  for (int pass = 0; pass < passes; pass++)
    for (int y = 0; y < reader->image->height; y++)
      {
        GError *error = NULL;
        if (y % 64 == 0 && g_cancellable_set_error_if_cancelled (reader->cancellable, &error))
          fail (reader, error);
        png_read_row (reader->png, vanity_image_row (reader->image, y), NULL);
      }
}

static void
read_all (Reader *reader)
{
  png_structp png = reader->png;
  png_uint_32 width, height;
  int depth, color_type;

  /* Sizes are judged below, by our own rule and with our own words. */
  png_set_user_limits (png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_chunk_malloc_max (png, MAX_CHUNK);
  png_set_read_fn (png, reader, on_read);
  png_read_info (png, reader->info);
  png_get_IHDR (png, reader->info, &width, &height, &depth, &color_type, NULL, NULL, NULL);
  if (!vanity_check_size (reader->name, width, height, &reader->error))
    longjmp (reader->jump, 1);

  VanityColorSpace *space = read_space (reader);
  reader->image
      = vanity_image_new ((int)width, (int)height, depth == 16 ? 16 : 8, space, &reader->error);
  vanity_color_space_unref (space);
  if (reader->image == NULL)
    longjmp (reader->jump, 1);
  reader->image->has_alpha = (color_type & PNG_COLOR_MASK_ALPHA) != 0
                             || png_get_valid (png, reader->info, PNG_INFO_tRNS);

  set_transforms (reader, color_type, depth);
  read_rows (reader);
  png_read_end (png, reader->info);

  png_uint_32 n_exif;
  png_bytep exif;
  if (png_get_eXIf_1 (png, reader->info, &n_exif, &exif))
    reader->orientation = vanity_orientation_from_exif (exif, n_exif);
}

gboolean
vanity_png_read (GBytes *bytes, const char *name, GCancellable *cancellable, VanityDecoded *decoded,
                 GError **error)
{
  g_autofree Reader *reader = g_new0 (Reader, 1);
  gboolean ok = FALSE;

  reader->name = name;
  reader->cancellable = cancellable;
  reader->orientation = 1;
  reader->data = g_bytes_get_data (bytes, &reader->size);

  if (setjmp (reader->jump) == 0)
    {
      reader->png = png_create_read_struct (PNG_LIBPNG_VER_STRING, reader, on_error, on_warning);
      reader->info = reader->png != NULL ? png_create_info_struct (reader->png) : NULL;
      if (reader->info == NULL)
        fail (reader, g_error_new_literal (VANITY_ERROR, VANITY_ERROR_LIMIT,
                                           _ ("There is not enough memory to read a PNG")));
      read_all (reader);
      ok = TRUE;
    }
  png_destroy_read_struct (&reader->png, &reader->info, NULL);

  if (!ok)
    {
      g_clear_pointer (&reader->image, vanity_image_unref);
      g_propagate_error (error, g_steal_pointer (&reader->error));
      return FALSE;
    }
  *decoded = (VanityDecoded){
    .image = reader->image,
    .orientation = reader->orientation,
    .note = reader->note,
  };
  return TRUE;
}

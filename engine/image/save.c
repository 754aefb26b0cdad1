#include "image/photo-private.h"

#include "base/error.h"
#include "base/write-file.h"
#include "image/codec.h"
#include "image/save-pixbuf.h"

#include <glib/gi18n-lib.h>

#define DEFAULT_QUALITY 95

typedef struct
{
  VanityPhoto *photo;
  const VanityImage *image;
  gboolean keep_location;
} Finish;

/* Formats that GdkPixbuf wrote get their metadata once they are a file. */
static gboolean
finish_file (const char *path, gpointer data, GError **error)
{
  const Finish *finish = data;

  return vanity_metadata_write_file (finish->photo->bytes, finish->image->width,
                                     finish->image->height, finish->keep_location, path, error);
}

static gboolean
save_by_pixbuf (VanityPhoto *photo, const VanityImage *image, VanityFormat format, GFile *file,
                int quality, gboolean keep_location, GCancellable *cancellable, GError **error)
{
  Finish finish = { photo, image, keep_location };
  g_autoptr (GBytes) bytes = vanity_pixbuf_write (image, format, quality, error);

  return bytes != NULL && vanity_write_file (file, bytes, finish_file, &finish, cancellable, error);
}

static GBytes *
encode (VanityPhoto *photo, const VanityImage *image, VanityFormat format, int quality,
        gboolean keep_location, GCancellable *cancellable, GError **error)
{
  g_auto (VanityMetadata) metadata = { 0 };

  if (format == VANITY_FORMAT_JPEG && quality == 0)
    {
      GError *cause = NULL;
      GBytes *patched = vanity_photo_patch_jpeg (photo, image, keep_location, cancellable, &cause);

      if (cause != NULL)
        g_propagate_error (error, cause);
      if (patched != NULL || cause != NULL)
        return patched;
    }

  vanity_metadata_read (photo->bytes, image->width, image->height, 1, keep_location, &metadata);
  if (format == VANITY_FORMAT_PNG)
    return vanity_png_write (image, &metadata, cancellable, error);
  return vanity_jpeg_write (image, &metadata, quality > 0 ? quality : DEFAULT_QUALITY,
                            photo->format == VANITY_FORMAT_JPEG ? photo->bytes : NULL, cancellable,
                            error);
}

static gboolean
check_quality (int quality, GError **error)
{
  if (quality >= 0 && quality <= 100)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, _ ("Quality %d is outside 1 to 100"),
               quality);
  return FALSE;
}

GBytes *
vanity_photo_encode (VanityPhoto *photo, const VanityImage *image, VanityFormat format,
                     const VanitySaveOptions *options, GCancellable *cancellable, GError **error)
{
  int quality = options != NULL ? options->quality : 0;

  if (format == VANITY_FORMAT_UNKNOWN)
    format = photo->format == VANITY_FORMAT_JPEG ? VANITY_FORMAT_JPEG : VANITY_FORMAT_PNG;
  if (format != VANITY_FORMAT_JPEG && format != VANITY_FORMAT_PNG)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                   _ ("Only JPEG and PNG are written to memory"));
      return NULL;
    }
  if (!check_quality (quality, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return encode (photo, image, format, quality, options != NULL && options->keep_location,
                 cancellable, error);
}

gboolean
vanity_photo_save (VanityPhoto *photo, const VanityImage *image, GFile *file,
                   const VanitySaveOptions *options, GCancellable *cancellable, GError **error)
{
  g_autofree char *base = g_file_get_basename (file);
  VanityFormat format = vanity_format_from_name (base);
  int quality = options != NULL ? options->quality : 0;
  gboolean keep_location = options != NULL && options->keep_location;

  if (format == VANITY_FORMAT_UNKNOWN)
    {
      g_autofree char *name = base != NULL ? g_filename_display_name (base) : g_strdup ("?");
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("“%s” must end in .png, .jpg, .jpeg, .webp, .tif or .tiff"), name);
      return FALSE;
    }
  if (!check_quality (quality, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  if (format == VANITY_FORMAT_WEBP || format == VANITY_FORMAT_TIFF)
    return save_by_pixbuf (photo, image, format, file, quality > 0 ? quality : DEFAULT_QUALITY,
                           keep_location, cancellable, error);

  g_autoptr (GBytes) bytes
      = encode (photo, image, format, quality, keep_location, cancellable, error);
  return bytes != NULL && vanity_write_file (file, bytes, NULL, NULL, cancellable, error);
}

#include "image/photo-private.h"

#include "base/error.h"
#include "base/open-file.h"
#include "image/codec.h"
#include "image/orientation.h"

#include <glib/gi18n-lib.h>

/* No photo that the pixel limit lets through is larger than this on disk. */
#define MAX_BYTES (G_GINT64_CONSTANT (1) << 30)

gboolean
vanity_check_size (const char *name, guint32 width, guint32 height, GError **error)
{
  if (width == 0 || height == 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                   _ ("“%s” is damaged: it is %u × %u pixels"), name, width, height);
      return FALSE;
    }
  if (width > VANITY_IMAGE_MAX_SIDE || height > VANITY_IMAGE_MAX_SIDE
      || (gint64)width * height > VANITY_IMAGE_MAX_PIXELS)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   _ ("“%s” is too large: %u × %u pixels; up to %d on a side and %d megapixels "
                      "in all are accepted"),
                   name, width, height, VANITY_IMAGE_MAX_SIDE,
                   (int)(VANITY_IMAGE_MAX_PIXELS / 1000000));
      return FALSE;
    }
  return TRUE;
}

VanityColorSpace *
vanity_space_for_icc (GBytes *icc, const char **note)
{
  VanityColorSpace *space = NULL;

  if (icc != NULL)
    {
      space = vanity_color_space_new_from_icc (icc, NULL);
      if (space == NULL)
        *note = _ ("The photo’s colour profile is unusable; it is shown as sRGB.");
    }
  return space != NULL ? space : vanity_color_space_ref (vanity_color_space_get_srgb ());
}

static gboolean
decode (GBytes *bytes, VanityFormat format, const char *name, GCancellable *cancellable,
        VanityDecoded *decoded, GError **error)
{
  switch (format)
    {
    case VANITY_FORMAT_UNKNOWN:
      if (g_bytes_get_size (bytes) == 0)
        g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT, _ ("“%s” is empty: 0 bytes"), name);
      else
        g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                     _ ("“%s” is not a picture of a known format"), name);
      return FALSE;
    case VANITY_FORMAT_JPEG:
      return vanity_jpeg_read (bytes, name, cancellable, decoded, error);
    case VANITY_FORMAT_PNG:
      return vanity_png_read (bytes, name, cancellable, decoded, error);
    default:
      return vanity_pixbuf_read (bytes, format, name, cancellable, decoded, error);
    }
}

VanityPhoto *
vanity_photo_load_bytes (GBytes *bytes, const char *name, GCancellable *cancellable, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  VanityFormat format = vanity_format_sniff (data, size);
  VanityDecoded decoded = { .orientation = 1 };

  if (name == NULL)
    name = _ ("photo");
  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || !decode (bytes, format, name, cancellable, &decoded, error))
    return NULL;

  VanityImage *upright = vanity_orientation_apply (decoded.image, decoded.orientation, error);
  if (upright == NULL)
    return NULL;

  VanityPhoto *photo = vanity_photo_new_from_image (upright, name);
  vanity_image_unref (upright);
  photo->bytes = g_bytes_ref (bytes);
  photo->format = format;
  photo->orientation = decoded.orientation;
  photo->note = decoded.note;
  return photo;
}

/* In pieces and up to a limit: what is too large to be a photo is not read to its end. */
static GBytes *
read_file (GFile *file, const char *name, GCancellable *cancellable, GError **error)
{
  GError *cause = NULL;
  g_autoptr (GFileInputStream) stream = vanity_open_file (file, name, cancellable, error);
  g_autoptr (GByteArray) array = g_byte_array_new ();
  gsize room = 1 << 20;

  if (stream == NULL)
    return NULL;

  g_autoptr (GFileInfo) info
      = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, NULL);
  if (info != NULL && g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_STANDARD_SIZE))
    room = (gsize)CLAMP (g_file_info_get_size (info) + 1, 4096, MAX_BYTES);

  for (;;)
    {
      gsize before = array->len, got;

      if (before >= MAX_BYTES)
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                       _ ("“%s” is too large: files up to %d MiB are accepted"), name,
                       (int)(MAX_BYTES >> 20));
          return NULL;
        }
      g_byte_array_set_size (array, (guint)(before + room));
      if (!g_input_stream_read_all (G_INPUT_STREAM (stream), array->data + before, room, &got,
                                    cancellable, &cause))
        {
          vanity_set_read_error (error, name, cause);
          return NULL;
        }
      g_byte_array_set_size (array, (guint)(before + got));
      if (got < room)
        return g_byte_array_free_to_bytes (g_steal_pointer (&array));
      room = MIN (MAX (before, 1 << 20), (gsize)MAX_BYTES - array->len + 1);
    }
}

static char *
display_name (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  return base != NULL ? g_filename_display_name (base) : g_file_get_parse_name (file);
}

VanityPhoto *
vanity_photo_load (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = display_name (file);
  g_autoptr (GBytes) bytes = read_file (file, name, cancellable, error);

  if (bytes == NULL)
    return NULL;

  VanityPhoto *photo = vanity_photo_load_bytes (bytes, name, cancellable, error);
  if (photo != NULL)
    photo->file = g_object_ref (file);
  return photo;
}

VanityPhoto *
vanity_photo_new_from_image (VanityImage *image, const char *name)
{
  VanityPhoto *photo = g_new0 (VanityPhoto, 1);

  g_atomic_ref_count_init (&photo->refs);
  photo->image = vanity_image_ref (image);
  photo->name = g_strdup (name != NULL ? name : _ ("photo"));
  photo->orientation = 1;
  return photo;
}

VanityPhoto *
vanity_photo_ref (VanityPhoto *photo)
{
  g_atomic_ref_count_inc (&photo->refs);
  return photo;
}

void
vanity_photo_unref (VanityPhoto *photo)
{
  if (photo == NULL || !g_atomic_ref_count_dec (&photo->refs))
    return;
  vanity_image_unref (photo->image);
  g_clear_object (&photo->file);
  g_clear_pointer (&photo->bytes, g_bytes_unref);
  g_free (photo->name);
  g_free (photo->sha256);
  g_free (photo);
}

VanityImage *
vanity_photo_get_image (VanityPhoto *photo)
{
  return photo->image;
}

const char *
vanity_photo_get_name (VanityPhoto *photo)
{
  return photo->name;
}

GFile *
vanity_photo_get_file (VanityPhoto *photo)
{
  return photo->file;
}

const char *
vanity_photo_get_note (VanityPhoto *photo)
{
  return photo->note;
}

GBytes *
vanity_photo_get_bytes (VanityPhoto *photo)
{
  return photo->bytes;
}

const char *
vanity_photo_get_sha256 (VanityPhoto *photo)
{
  if (photo->bytes != NULL && g_once_init_enter (&photo->sha256))
    g_once_init_leave (&photo->sha256,
                       g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, photo->bytes));

  return photo->sha256;
}

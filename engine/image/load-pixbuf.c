#include "image/codec.h"

#include "base/error.h"
#include "image/orientation.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK (64 << 10)

typedef struct
{
  const char *name;
  GError *error; /* the size that the loader announced is refused */
} SizeCheck;

static void
on_size_prepared (GdkPixbufLoader *loader, int width, int height, SizeCheck *check)
{
  if (check->error == NULL
      && !vanity_check_size (check->name, (guint32)width, (guint32)height, &check->error))
    gdk_pixbuf_loader_set_size (loader, 0, 0);
}

static gboolean
check_header (GBytes *bytes, VanityFormat format, const char *name, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint32 width, height;

  if (!vanity_format_read_size (format, data, size, &width, &height))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                   _ ("“%s” is damaged: its %s header states no size"), name,
                   vanity_format_get_name (format));
      return FALSE;
    }
  if (!vanity_check_size (name, width, height, error))
    return FALSE;
  if (vanity_format_is_cut_off (format, data, size))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                   _ ("“%s” is cut off: the image data ends early"), name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
feed (GdkPixbufLoader *loader, GBytes *bytes, SizeCheck *check, GCancellable *cancellable,
      GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize at = 0; at < size; at += CHUNK)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!gdk_pixbuf_loader_write (loader, data + at, MIN (CHUNK, size - at), error))
        return FALSE;
      if (check->error != NULL)
        return FALSE;
    }
  return TRUE;
}

/* Some loaders always hand out an alpha channel. */
static gboolean
is_opaque (const guint8 *row, int width)
{
  guint8 all = 255;

  for (int x = 0; x < width; x++)
    all &= row[x * 4 + 3];
  return all == 255;
}

static VanityImage *
from_pixbuf (GdkPixbuf *pixbuf, const char **note, GError **error)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  int channels = gdk_pixbuf_get_n_channels (pixbuf);
  const char *encoded = gdk_pixbuf_get_option (pixbuf, "icc-profile");
  g_autoptr (GBytes) icc = NULL;

  if (encoded != NULL)
    {
      gsize size;
      guchar *data = g_base64_decode (encoded, &size);
      icc = g_bytes_new_take (data, size);
    }

  g_autoptr (VanityColorSpace) space = vanity_space_for_icc (icc, note);
  VanityImage *image = vanity_image_new (width, height, 8, space, error);
  if (image == NULL)
    return NULL;

  image->has_alpha = FALSE;
  for (int y = 0; y < height; y++)
    {
      const guint8 *from
          = gdk_pixbuf_read_pixels (pixbuf) + (gsize)y * (gsize)gdk_pixbuf_get_rowstride (pixbuf);
      guint8 *to = vanity_image_row (image, y);

      if (channels == 4)
        {
          memcpy (to, from, (gsize)width * 4);
          image->has_alpha |= !is_opaque (to, width);
        }
      else
        for (int x = 0; x < width; x++, from += 3, to += 4)
          {
            memcpy (to, from, 3);
            to[3] = 255;
          }
    }
  return image;
}

/* The TIFF loader passes the tag on; WebP keeps it in a chunk that the loader does not look at.
 * HEIF and AVIF are turned upright by their own rules. */
static int
find_orientation (GdkPixbuf *pixbuf, GBytes *bytes, VanityFormat format)
{
  const char *option = gdk_pixbuf_get_option (pixbuf, "orientation");
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (option != NULL)
    return CLAMP (atoi (option), 1, 8);
  if (format == VANITY_FORMAT_TIFF)
    return vanity_orientation_from_exif (data, size);
  return format == VANITY_FORMAT_WEBP ? vanity_orientation_from_webp (data, size) : 1;
}

static void
set_loader_error (GError **error, GError *cause, SizeCheck *check)
{
  if (check->error != NULL)
    g_propagate_error (error, g_steal_pointer (&check->error));
  else if (cause != NULL && g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else if (cause != NULL
           && g_error_matches (cause, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY))
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT, _ ("“%s” is too large: %s"), check->name,
                 cause->message);
  else
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT, _ ("“%s” is damaged: %s"), check->name,
                 cause != NULL ? cause->message : _ ("it holds no picture"));
}

gboolean
vanity_pixbuf_read (GBytes *bytes, VanityFormat format, const char *name, GCancellable *cancellable,
                    VanityDecoded *decoded, GError **error)
{
  SizeCheck check = { name, NULL };
  g_autoptr (GError) cause = NULL;
  g_autoptr (GError) close_cause = NULL;

  if (!check_header (bytes, format, name, error))
    return FALSE;

  g_autoptr (GdkPixbufLoader) loader
      = gdk_pixbuf_loader_new_with_mime_type (vanity_format_get_mime (format), NULL);
  if (loader == NULL)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                   _ ("“%s” is a %s picture, and no GdkPixbuf loader for it is installed"), name,
                   vanity_format_get_name (format));
      return FALSE;
    }
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared), &check);

  gboolean fed = feed (loader, bytes, &check, cancellable, &cause);
  /* A loader must be closed in any case; what closing says matters only after success. */
  gboolean closed = gdk_pixbuf_loader_close (loader, fed ? &close_cause : NULL);
  GdkPixbuf *pixbuf = fed && closed ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  if (pixbuf == NULL || check.error != NULL)
    {
      set_loader_error (error, cause != NULL ? cause : close_cause, &check);
      return FALSE;
    }

  decoded->note = NULL;
  decoded->orientation = find_orientation (pixbuf, bytes, format);
  decoded->image = from_pixbuf (pixbuf, &decoded->note, error);
  return decoded->image != NULL;
}

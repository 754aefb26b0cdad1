#include "image/save-pixbuf.h"

#include "base/error.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

VanityImage *
vanity_image_to_8_bits (const VanityImage *image, GError **error)
{
  if (image->depth == 8)
    return vanity_image_ref ((VanityImage *)image);

  VanityImage *copy = vanity_image_new (image->width, image->height, 8, image->space, error);
  if (copy == NULL)
    return NULL;
  copy->has_alpha = image->has_alpha;
  for (int y = 0; y < image->height; y++)
    {
      const guint16 *from = (const guint16 *)vanity_image_row (image, y);
      guint8 *to = vanity_image_row (copy, y);
      for (gsize i = 0; i < (gsize)image->width * 4; i++)
        to[i] = (guint8)((from[i] * 255u + 32767u) / 65535u);
    }
  return copy;
}

static GdkPixbuf *
to_pixbuf (const VanityImage *image)
{
  GdkPixbuf *pixbuf
      = gdk_pixbuf_new (GDK_COLORSPACE_RGB, image->has_alpha, 8, image->width, image->height);
  if (pixbuf == NULL)
    return NULL;

  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);
  gsize stride = (gsize)gdk_pixbuf_get_rowstride (pixbuf);
  for (int y = 0; y < image->height; y++)
    {
      const guint8 *from = vanity_image_row (image, y);
      guint8 *to = pixels + (gsize)y * stride;

      if (image->has_alpha)
        memcpy (to, from, (gsize)image->width * 4);
      else
        for (int x = 0; x < image->width; x++, from += 4, to += 3)
          memcpy (to, from, 3);
    }
  return pixbuf;
}

GBytes *
vanity_pixbuf_write (const VanityImage *image, VanityFormat format, int quality, GError **error)
{
  const char *type = format == VANITY_FORMAT_WEBP ? "webp" : "tiff";
  g_autoptr (VanityImage) bytes8 = vanity_image_to_8_bits (image, error);
  if (bytes8 == NULL)
    return NULL;

  g_autoptr (GdkPixbuf) pixbuf = to_pixbuf (bytes8);
  if (pixbuf == NULL)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   _ ("There is not enough memory for %d × %d pixels"), image->width,
                   image->height);
      return NULL;
    }

  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  GBytes *icc = vanity_color_space_get_icc (image->space);
  if (icc != NULL)
    {
      gsize size;
      const guchar *data = g_bytes_get_data (icc, &size);
      g_ptr_array_add (keys, (gpointer) "icc-profile");
      g_ptr_array_add (values, g_base64_encode (data, size));
    }
  if (format == VANITY_FORMAT_WEBP)
    {
      g_ptr_array_add (keys, (gpointer) "quality");
      g_ptr_array_add (values, g_strdup_printf ("%d", quality));
    }
  else
    {
      g_ptr_array_add (keys, (gpointer) "compression"); /* 8: Deflate */
      g_ptr_array_add (values, g_strdup ("8"));
    }
  g_ptr_array_add (keys, NULL);
  g_ptr_array_add (values, NULL);

  gchar *buffer;
  gsize size;
  g_autoptr (GError) cause = NULL;
  if (gdk_pixbuf_save_to_bufferv (pixbuf, &buffer, &size, type, (char **)keys->pdata,
                                  (char **)values->pdata, &cause))
    return g_bytes_new_take (buffer, size);

  g_set_error (error, VANITY_ERROR,
               g_error_matches (cause, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY)
                   ? VANITY_ERROR_LIMIT
                   : VANITY_ERROR_UNSUPPORTED,
               _ ("A %s file cannot be written: %s"), vanity_format_get_name (format),
               cause->message);
  return NULL;
}

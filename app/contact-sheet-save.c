/* A contact sheet as a file. */
#include "contact-sheet-private.h"

#include "base/error.h"
#include "base/write-file.h"
#include "image/photo.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>
#include <math.h>

static gboolean
set_cairo_error (cairo_status_t status, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT, _ ("The contact sheet cannot be drawn: %s"),
               cairo_status_to_string (status));

  return FALSE;
}

/* Draws on `surface` and lets it go. */
static gboolean
draw (const VanityContactSheet *self, GPtrArray *pictures, cairo_surface_t *surface, double scale,
      double width, double height, GError **error)
{
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_scale (cr, scale, scale);
  vanity_contact_sheet_draw (self, pictures, cr, width, height);
  status = cairo_status (cr);
  cairo_destroy (cr);

  return set_cairo_error (status, error);
}

static cairo_status_t
write_bytes (void *closure, const unsigned char *data, unsigned length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
make_pdf (const VanityContactSheet *self, GPtrArray *pictures, double width, double height,
          GError **error)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  cairo_surface_t *surface
      = cairo_pdf_surface_create_for_stream (write_bytes, array, width, height);
  gboolean drawn;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, _ ("Contact Sheet"));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Vanity " VANITY_VERSION);
  drawn = draw (self, pictures, surface, 1, width, height, error);
  cairo_surface_finish (surface);
  drawn = drawn && set_cairo_error (cairo_surface_status (surface), error);
  cairo_surface_destroy (surface);

  return drawn ? g_byte_array_free_to_bytes (g_steal_pointer (&array)) : NULL;
}

/* Cairo's rows as the rest of the program has them. */
static VanityImage *
take_image (cairo_surface_t *surface, GError **error)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  const guint8 *data;
  VanityImage *image = vanity_image_new (width, height, 8, vanity_color_space_get_srgb (), error);

  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  for (int y = 0; image != NULL && y < height; y++)
    {
      const guint32 *from = (const guint32 *)(gconstpointer)(data + (gsize)y * stride);
      guint8 *to = vanity_image_row (image, y);

      for (int x = 0; x < width; x++, to += 4)
        {
          to[0] = from[x] >> 16 & 255;
          to[1] = from[x] >> 8 & 255;
          to[2] = from[x] & 255;
          to[3] = 255;
        }
    }

  return image;
}

static VanityImage *
make_image (const VanityContactSheet *self, GPtrArray *pictures, double width, double height,
            double dpi, GError **error)
{
  double scale = dpi / 72;
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int)lround (width * scale), (int)lround (height * scale));
  VanityImage *image = NULL;

  if (set_cairo_error (cairo_surface_status (surface), error)
      && draw (self, pictures, surface, scale, width, height, error))
    image = take_image (surface, error);
  cairo_surface_destroy (surface);

  return image;
}

typedef struct
{
  VanityContactSheetProgress func;
  gpointer data;
} Progress;

/* Writing takes about as long as a picture or two. */
static void
on_progress (double share, gpointer data)
{
  const Progress *progress = data;

  if (progress->func != NULL)
    progress->func (0.9 * share, progress->data);
}

static gboolean
has_suffix (const char *name, const char *suffix)
{
  gsize length = strlen (name), tail = strlen (suffix);

  return length > tail && g_ascii_strcasecmp (name + length - tail, suffix) == 0;
}

gboolean
vanity_contact_sheet_save (const VanityContactSheet *self, VanityPaper paper, double dpi,
                           GFile *file, VanityContactSheetProgress func, gpointer data,
                           GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_file_get_basename (file);
  gboolean pdf = has_suffix (name, ".pdf");
  g_autoptr (GPtrArray) pictures = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (VanityImage) image = NULL;
  g_autoptr (VanityPhoto) photo = NULL;
  Progress progress = { func, data };
  double width, height;

  if (!pdf && !has_suffix (name, ".png") && !has_suffix (name, ".jpg")
      && !has_suffix (name, ".jpeg"))
    {
      g_autofree char *shown = g_filename_display_name (name);

      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("“%s”: a contact sheet is saved as .pdf, .png or .jpg"), shown);
      return FALSE;
    }
  vanity_contact_sheet_get_paper (self, paper, &width, &height);
  pictures
      = vanity_contact_sheet_make (self, vanity_contact_sheet_get_side (self, width, height, dpi),
                                   on_progress, &progress, cancellable, error);
  if (pictures == NULL)
    return FALSE;
  if (pdf)
    {
      bytes = make_pdf (self, pictures, width, height, error);
      return bytes != NULL && vanity_write_file (file, bytes, NULL, NULL, cancellable, error);
    }

  image = make_image (self, pictures, width, height, dpi, error);
  g_clear_pointer (&pictures, g_ptr_array_unref);
  if (image == NULL)
    return FALSE;
  photo = vanity_photo_new_from_image (image, name);

  return vanity_photo_save (photo, image, file, NULL, cancellable, error);
}

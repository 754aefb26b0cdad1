#include "analysis/report-private.h"

#include "analysis/explain.h"
#include "base/error.h"
#include "base/write-file.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

/* Of the copy of the photo that pictures are made of, a face's larger side, pixels. */
#define FACE_SIDE 420
#define PORTRAIT 84

VanityRect
vanity_report_get_face (const VanityReport *report, double aspect)
{
  const VanityAnalysis *analysis = report->analysis;
  double scale = (double)report->photo->width / analysis->width;
  double cx = scale * (double)(analysis->face.box[0] + analysis->face.box[2] / 2);
  double cy = scale * (double)(analysis->face.box[1] + analysis->face.box[3] / 2);
  double height
      = 1.14 * scale * (double)MAX (analysis->face.box[3], analysis->face.box[2] / aspect);
  double width = height * aspect;
  VanityRect rect;

  if (width > report->photo->width)
    {
      width = report->photo->width;
      height = width / aspect;
    }
  if (height > report->photo->height)
    {
      height = report->photo->height;
      width = height * aspect;
    }
  rect.width = MAX ((int)width, 1);
  rect.height = MAX ((int)height, 1);
  rect.x = CLAMP ((int)(cx - width / 2), 0, report->photo->width - rect.width);
  rect.y = CLAMP ((int)(cy - height / 2), 0, report->photo->height - rect.height);
  return rect;
}

static void
add_head (VanityReport *report, const VanityReportOptions *options, GDateTime *when)
{
  VanityPage *page = &report->page;
  g_autofree char *date = g_date_time_format (when, "%x");
  g_autoptr (GString) line = g_string_new (NULL);
  double top = page->y, width = VANITY_PAGE_BODY - PORTRAIT - 16;

  if (options != NULL && options->name != NULL)
    g_string_append_printf (line, "%s  ·  ", options->name);
  /* Translators: the date of a report, then the version of the program. */
  g_string_append_printf (line, _ ("%s  ·  Vanity %s"), date, VANITY_VERSION);
  page->y += vanity_page_set (page, _ ("What this photo says"), VANITY_STYLE_HEADLINE,
                              VANITY_ALIGN_LEFT, VANITY_PAGE_MARGIN, page->y, width);
  page->y += 4;
  page->y += vanity_page_set (page, line->str, VANITY_STYLE_SMALL, VANITY_ALIGN_LEFT,
                              VANITY_PAGE_MARGIN, page->y, width);
  page->y += 6;
  page->y += vanity_page_set (page, vanity_explain_get_notice (), VANITY_STYLE_SMALL,
                              VANITY_ALIGN_LEFT, VANITY_PAGE_MARGIN, page->y, width);
  if (report->photo != NULL)
    {
      VanityRect face = vanity_report_get_face (report, 1);

      vanity_page_draw_image (page, report->photo, &face,
                              VANITY_PAGE_MARGIN + VANITY_PAGE_BODY - PORTRAIT, top, PORTRAIT,
                              PORTRAIT);
      page->y = MAX (page->y, top + PORTRAIT);
    }
  page->y += 2;
}

static cairo_status_t
write_bytes (void *closure, const unsigned char *data, unsigned length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata (cairo_surface_t *surface, GDateTime *when)
{
  g_autofree char *date = g_date_time_format_iso8601 (when);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, _ ("What this photo says"));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Vanity " VANITY_VERSION);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
}

static gboolean
draw (VanityReport *report, const VanityReportOptions *options, cairo_surface_t *surface,
      GDateTime *when, GError **error)
{
  gboolean ok;

  vanity_page_begin (&report->page, surface, _ ("Nothing here is a diagnosis."));
  add_head (report, options, when);
  vanity_report_add_photo (report);
  vanity_report_add_colors (report);
  vanity_report_add_skin (report);
  ok = vanity_report_add_maps (report, error);
  if (ok)
    {
      vanity_report_add_features (report);
      vanity_report_add_limits (report);
    }
  vanity_page_end (&report->page);
  return ok;
}

gboolean
vanity_analysis_save_report (const VanityAnalysis *analysis, const VanityImage *image,
                             const VanityReportOptions *options, GFile *file,
                             GCancellable *cancellable, GError **error)
{
  VanityReport report = { .analysis = analysis, .cancellable = cancellable };
  double larger = (double)MAX (analysis->face.box[2], analysis->face.box[3]);
  int side = (int)(MAX (image->width, image->height) * MIN (FACE_SIDE / MAX (larger, 1), 1));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GDateTime *when = options != NULL && options->when != NULL ? options->when : now;
  g_autoptr (VanityImage) photo = NULL;
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  cairo_surface_t *surface;
  cairo_status_t status;
  gboolean ok;

  if (options == NULL || !options->without_photo)
    {
      photo = vanity_image_new_preview (image, MAX (side, 1), NULL, error);
      if (photo == NULL)
        return FALSE;
      report.photo = photo;
    }
  surface = cairo_pdf_surface_create_for_stream (write_bytes, array, VANITY_PAGE_WIDTH,
                                                 VANITY_PAGE_HEIGHT);
  set_metadata (surface, when);
  ok = draw (&report, options, surface, when, error);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (!ok)
    return FALSE;
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT, "The report cannot be drawn: %s",
                   cairo_status_to_string (status));
      return FALSE;
    }
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&array));
  return vanity_write_file (file, bytes, NULL, NULL, cancellable, error);
}

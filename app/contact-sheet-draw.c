/* The page of a contact sheet. */
#include "contact-sheet-private.h"

#include "image/photo.h"

#include <langinfo.h>
#include <math.h>
#include <pango/pangocairo.h>

/* Points. */
#define MARGIN 28.0
#define GAP 12.0
#define CAPTION 20.0
#define LEAST_TEXT 6.5
#define MOST_TEXT 11.0
#define ROUND 4.0
#define JPEG_QUALITY 93
#define FAMILIES "Cantarell, Noto Sans, DejaVu Sans, Sans"

/* Where the pictures of a page lie. */
typedef struct
{
  int columns, rows;
  double width, height; /* of a picture */
  double x, y;          /* of the first */
} Grid;

static Grid
plan (int n, double aspect, double page_width, double page_height)
{
  double width = MAX (page_width - 2 * MARGIN, 1), height = MAX (page_height - 2 * MARGIN, 1);
  Grid best = { .width = 0 };

  for (int columns = 1; columns <= n; columns++)
    {
      int rows = (n + columns - 1) / columns;
      double across = (width - (columns - 1) * GAP) / columns;
      double down = (height - (rows - 1) * GAP) / rows - CAPTION;
      double side = MIN (across, down * aspect);

      if (side > best.width)
        best = (Grid){ columns, rows, side, side / aspect, 0, 0 };
    }
  if (best.columns == 0)
    best = (Grid){ n, 1, 1, 1 / aspect, 0, 0 };
  best.x = (page_width - best.columns * best.width - (best.columns - 1) * GAP) / 2;
  best.y = (page_height - best.rows * (best.height + CAPTION) - (best.rows - 1) * GAP) / 2;

  return best;
}

VanityPaper
vanity_paper_get_default (void)
{
  /* glibc knows the paper of each country, in millimetres. */
#ifdef _NL_PAPER_HEIGHT
  if ((int)(gintptr)nl_langinfo (_NL_PAPER_HEIGHT) == 279)
    return VANITY_PAPER_LETTER;
#endif

  return VANITY_PAPER_A4;
}

void
vanity_contact_sheet_get_paper (const VanityContactSheet *self, VanityPaper paper, double *width,
                                double *height)
{
  double narrow = paper == VANITY_PAPER_LETTER ? 612 : 595.28;
  double wide = paper == VANITY_PAPER_LETTER ? 792 : 841.89;
  int n = vanity_contact_sheet_get_n (self);
  double aspect = vanity_contact_sheet_get_aspect (self);
  gboolean lying = plan (n, aspect, wide, narrow).width > plan (n, aspect, narrow, wide).width;

  *width = lying ? wide : narrow;
  *height = lying ? narrow : wide;
}

int
vanity_contact_sheet_get_side (const VanityContactSheet *self, double width, double height,
                               double dpi)
{
  Grid grid = plan (vanity_contact_sheet_get_n (self), vanity_contact_sheet_get_aspect (self),
                    width, height);

  return MAX ((int)ceil (MAX (grid.width, grid.height) * dpi / 72), 1);
}

/* Premultiplied, as Cairo wants it; photos that are see-through lie on white. */
static cairo_surface_t *
new_surface (const VanityImage *image)
{
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_RGB24, image->width, image->height);
  int stride = cairo_image_surface_get_stride (surface);
  guint8 *data = cairo_image_surface_get_data (surface);

  for (int y = 0; data != NULL && y < image->height; y++)
    {
      const guint8 *from = vanity_image_row (image, y);
      guint32 *to = (guint32 *)(gpointer)(data + (gsize)y * stride);

      for (int x = 0; x < image->width; x++, from += 4)
        {
          guint white = (255 - from[3]) * 255, r = from[0] * from[3] + white;
          guint g = from[1] * from[3] + white, b = from[2] * from[3] + white;

          to[x] = (r + 127) / 255 << 16 | (g + 127) / 255 << 8 | (b + 127) / 255;
        }
    }
  cairo_surface_mark_dirty (surface);

  return surface;
}

/* A PDF takes the picture as a JPEG, a tenth of what its pixels would take. */
static void
attach_jpeg (cairo_surface_t *surface, VanityImage *image)
{
  const VanitySaveOptions options = { .quality = JPEG_QUALITY };
  g_autoptr (VanityPhoto) photo = vanity_photo_new_from_image (image, "");
  GBytes *bytes = vanity_photo_encode (photo, image, VANITY_FORMAT_JPEG, &options, NULL, NULL);
  const guint8 *data;
  gsize size;

  if (bytes == NULL)
    return;
  data = g_bytes_get_data (bytes, &size);
  if (cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, data, size,
                                   (cairo_destroy_func_t)g_bytes_unref, bytes)
      != CAIRO_STATUS_SUCCESS)
    g_bytes_unref (bytes);
}

static void
trace_field (cairo_t *cr, double x, double y, double width, double height)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - ROUND, y + ROUND, ROUND, -G_PI_2, 0);
  cairo_arc (cr, x + width - ROUND, y + height - ROUND, ROUND, 0, G_PI_2);
  cairo_arc (cr, x + ROUND, y + height - ROUND, ROUND, G_PI_2, G_PI);
  cairo_arc (cr, x + ROUND, y + ROUND, ROUND, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

static void
draw_picture (cairo_t *cr, VanityImage *image, double x, double y, const Grid *grid)
{
  cairo_save (cr);
  trace_field (cr, x, y, grid->width, grid->height);
  if (image == NULL)
    {
      cairo_set_source_rgb (cr, 0.93, 0.93, 0.93);
      cairo_fill (cr);
    }
  else
    {
      cairo_surface_t *surface = new_surface (image);
      gboolean pdf = cairo_surface_get_type (cairo_get_target (cr)) == CAIRO_SURFACE_TYPE_PDF;

      if (pdf && !image->has_alpha)
        attach_jpeg (surface, image);
      cairo_clip (cr);
      cairo_translate (cr, x, y);
      cairo_scale (cr, grid->width / image->width, grid->height / image->height);
      cairo_set_source_surface (cr, surface, 0, 0);
      cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
      /* A PDF would get the padded pixels, and no JPEG. */
      if (!pdf)
        cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
      cairo_paint (cr);
      cairo_surface_destroy (surface);
    }
  cairo_restore (cr);
}

/* One line below the picture, shortened where there is no room for it. */
static void
draw_label (cairo_t *cr, const char *text, double x, double y, const Grid *grid)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string (FAMILIES);
  int height;

  pango_font_description_set_absolute_size (font, CLAMP (grid->width / 12, LEAST_TEXT, MOST_TEXT)
                                                      * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_width (layout, (int)(grid->width * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_get_size (layout, NULL, &height);
  cairo_set_source_rgb (cr, 0.11, 0.11, 0.14);
  cairo_move_to (cr, x, y + (CAPTION - (double)height / PANGO_SCALE) / 2);
  pango_cairo_show_layout (cr, layout);
}

void
vanity_contact_sheet_draw (const VanityContactSheet *self, GPtrArray *pictures, cairo_t *cr,
                           double width, double height)
{
  int n = vanity_contact_sheet_get_n (self);
  Grid grid = plan (n, vanity_contact_sheet_get_aspect (self), width, height);

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill (cr);
  for (int i = 0; i < n; i++)
    {
      double x = grid.x + i % grid.columns * (grid.width + GAP);
      double y = grid.y + i / grid.columns * (grid.height + CAPTION + GAP);

      draw_picture (cr, i < (int)pictures->len ? g_ptr_array_index (pictures, i) : NULL, x, y,
                    &grid);
      draw_label (cr, vanity_contact_sheet_get_label (self, i), x, y + grid.height, &grid);
    }
  cairo_restore (cr);
}

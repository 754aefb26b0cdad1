#include "analysis/report-page.h"

#include "image/heat.h"

#define FOOT 34 /* above the paper's edge */
#define LABEL_SHARE 0.34
#define ROUND 3.0
#define FAMILIES "Cantarell, Noto Sans, DejaVu Sans, Sans"

typedef struct
{
  double r, g, b;
} Ink;

static const Ink ink = { 0.11, 0.11, 0.14 }, grey = { 0.40, 0.40, 0.44 },
                 accent = { 0.52, 0.20, 0.36 }, faint = { 0.90, 0.89, 0.88 };

static const struct
{
  double size;
  PangoWeight weight;
  const Ink *ink;
} styles[VANITY_N_STYLES] = {
  [VANITY_STYLE_HEADLINE] = { 23, PANGO_WEIGHT_LIGHT, &ink },
  [VANITY_STYLE_TITLE] = { 11.5, PANGO_WEIGHT_BOLD, &accent },
  [VANITY_STYLE_NUMBER] = { 30, PANGO_WEIGHT_LIGHT, &ink },
  [VANITY_STYLE_TEXT] = { 8.6, PANGO_WEIGHT_NORMAL, &ink },
  [VANITY_STYLE_STRONG] = { 8.6, PANGO_WEIGHT_BOLD, &ink },
  [VANITY_STYLE_SMALL] = { 7.2, PANGO_WEIGHT_NORMAL, &grey },
};

static void
use (VanityPage *page, const Ink *color)
{
  cairo_set_source_rgb (page->cr, color->r, color->g, color->b);
}

static void
set_foot (VanityPage *page)
{
  g_autofree char *number = g_strdup_printf ("%d", page->number);
  double y = VANITY_PAGE_HEIGHT - FOOT;

  vanity_page_set (page, page->foot, VANITY_STYLE_SMALL, VANITY_ALIGN_LEFT, VANITY_PAGE_MARGIN, y,
                   VANITY_PAGE_BODY - 40);
  vanity_page_set (page, number, VANITY_STYLE_SMALL, VANITY_ALIGN_RIGHT, VANITY_PAGE_MARGIN, y,
                   VANITY_PAGE_BODY);
}

void
vanity_page_begin (VanityPage *page, cairo_surface_t *surface, const char *foot)
{
  *page = (VanityPage){ surface, cairo_create (surface), VANITY_PAGE_MARGIN, 1, foot };
}

void
vanity_page_end (VanityPage *page)
{
  set_foot (page);
  cairo_show_page (page->cr);
  g_clear_pointer (&page->cr, cairo_destroy);
}

void
vanity_page_need (VanityPage *page, double height)
{
  if (page->y + height <= VANITY_PAGE_HEIGHT - FOOT - 12)
    return;
  set_foot (page);
  cairo_show_page (page->cr);
  page->number++;
  page->y = VANITY_PAGE_MARGIN;
}

static PangoLayout *
new_layout (VanityPage *page, const char *text, VanityTextStyle style, double width)
{
  PangoLayout *layout = pango_cairo_create_layout (page->cr);
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family (font, FAMILIES);
  pango_font_description_set_weight (font, styles[style].weight);
  pango_font_description_set_absolute_size (font, styles[style].size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, (int)(width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing (layout, 1.12F);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static double
get_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return height / (double)PANGO_SCALE;
}

double
vanity_page_set (VanityPage *page, const char *text, VanityTextStyle style, VanityTextAlign align,
                 double x, double y, double width)
{
  static const PangoAlignment alignments[] = {
    [VANITY_ALIGN_LEFT] = PANGO_ALIGN_LEFT,
    [VANITY_ALIGN_CENTER] = PANGO_ALIGN_CENTER,
    [VANITY_ALIGN_RIGHT] = PANGO_ALIGN_RIGHT,
  };
  g_autoptr (PangoLayout) layout = new_layout (page, text, style, width);

  pango_layout_set_alignment (layout, alignments[align]);
  use (page, styles[style].ink);
  cairo_move_to (page->cr, x, y);
  pango_cairo_show_layout (page->cr, layout);
  return get_height (layout);
}

double
vanity_page_measure (VanityPage *page, const char *text, VanityTextStyle style, double width)
{
  g_autoptr (PangoLayout) layout = new_layout (page, text, style, width);

  return get_height (layout);
}

void
vanity_page_add (VanityPage *page, const char *text, VanityTextStyle style)
{
  vanity_page_need (page, vanity_page_measure (page, text, style, VANITY_PAGE_BODY));
  page->y += vanity_page_set (page, text, style, VANITY_ALIGN_LEFT, VANITY_PAGE_MARGIN, page->y,
                              VANITY_PAGE_BODY);
}

void
vanity_page_add_title (VanityPage *page, const char *title, double height)
{
  vanity_page_need (page, height + 34);
  page->y += page->y > VANITY_PAGE_MARGIN ? 14 : 0;
  use (page, &faint);
  cairo_set_line_width (page->cr, 0.8);
  cairo_move_to (page->cr, VANITY_PAGE_MARGIN, page->y);
  cairo_rel_line_to (page->cr, VANITY_PAGE_BODY, 0);
  cairo_stroke (page->cr);
  page->y += 7;
  page->y += vanity_page_set (page, title, VANITY_STYLE_TITLE, VANITY_ALIGN_LEFT,
                              VANITY_PAGE_MARGIN, page->y, VANITY_PAGE_BODY);
  page->y += 5;
}

double
vanity_page_set_line (VanityPage *page, const char *label, const char *value, gboolean is_why,
                      double x, double y, double width)
{
  double label_width = LABEL_SHARE * width - 8;
  double one = vanity_page_set (page, label, VANITY_STYLE_SMALL, VANITY_ALIGN_LEFT, x, y + 1.2,
                                label_width);
  double other = vanity_page_set (page, value, is_why ? VANITY_STYLE_SMALL : VANITY_STYLE_TEXT,
                                  VANITY_ALIGN_LEFT, x + label_width + 8, y + (is_why ? 1.2 : 0),
                                  width - label_width - 8);

  return MAX (one, other) + 3.5;
}

static void
trace_field (VanityPage *page, double x, double y, double width, double height, double radius)
{
  cairo_t *cr = page->cr;
  double r = MIN (radius, MIN (width, height) / 2);

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - r, y + r, r, -G_PI / 2, 0);
  cairo_arc (cr, x + width - r, y + height - r, r, 0, G_PI / 2);
  cairo_arc (cr, x + r, y + height - r, r, G_PI / 2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
}

void
vanity_page_draw_bar (VanityPage *page, double share, double x, double y, double width,
                      double height)
{
  use (page, &faint);
  trace_field (page, x, y, width, height, height / 2);
  cairo_fill (page->cr);
  if (share * width < 0.5)
    return;
  use (page, &accent);
  trace_field (page, x, y, MAX (share * width, height), height, height / 2);
  cairo_fill (page->cr);
}

void
vanity_page_draw_range (VanityPage *page, double low, double high, double at, double x, double y,
                        double width, double height)
{
  use (page, &faint);
  cairo_rectangle (page->cr, x, y + height / 2 - 0.4, width, 0.8);
  cairo_fill (page->cr);
  trace_field (page, x + low * width, y, (high - low) * width, height, height / 2);
  cairo_fill (page->cr);
  use (page, &accent);
  cairo_arc (page->cr, x + at * width, y + height / 2, 2.4, 0, 2 * G_PI);
  cairo_fill (page->cr);
}

void
vanity_page_draw_swatch (VanityPage *page, const VanityLab *lab, double x, double y, double width,
                         double height)
{
  if (lab != NULL)
    {
      VanityRgb rgb = vanity_lab_to_linear (*lab);

      cairo_set_source_rgb (page->cr, (double)vanity_srgb_from_linear (CLAMP (rgb.r, 0.0F, 1.0F)),
                            (double)vanity_srgb_from_linear (CLAMP (rgb.g, 0.0F, 1.0F)),
                            (double)vanity_srgb_from_linear (CLAMP (rgb.b, 0.0F, 1.0F)));
      trace_field (page, x, y, width, height, ROUND);
      cairo_fill (page->cr);
      return;
    }
  cairo_save (page->cr);
  trace_field (page, x, y, width, height, ROUND);
  cairo_clip (page->cr);
  use (page, &faint);
  cairo_set_line_width (page->cr, 1);
  for (double at = -height; at < width; at += 5)
    {
      cairo_move_to (page->cr, x + at, y + height);
      cairo_rel_line_to (page->cr, height, -height);
      cairo_stroke (page->cr);
    }
  cairo_restore (page->cr);
}

void
vanity_page_draw_ring (VanityPage *page, double x, double y, double width, double height)
{
  use (page, &ink);
  cairo_set_line_width (page->cr, 1.4);
  trace_field (page, x - 2.2, y - 2.2, width + 4.4, height + 4.4, ROUND + 2);
  cairo_stroke (page->cr);
}

static cairo_surface_t *
new_surface (const VanityImage *image, const VanityRect *part)
{
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_RGB24, part->width, part->height);
  int stride = cairo_image_surface_get_stride (surface);
  guint8 *data = cairo_image_surface_get_data (surface);

  for (int y = 0; data != NULL && y < part->height; y++)
    {
      const guint8 *from = vanity_image_row (image, part->y + y) + 4 * (gsize)part->x;
      guint32 *to = (guint32 *)(void *)(data + (gsize)y * (gsize)stride);

      for (int x = 0; x < part->width; x++, from += 4)
        to[x] = (guint32)from[0] << 16 | (guint32)from[1] << 8 | from[2];
    }
  cairo_surface_mark_dirty (surface);
  return surface;
}

void
vanity_page_draw_image (VanityPage *page, const VanityImage *image, const VanityRect *part,
                        double x, double y, double width, double height)
{
  cairo_surface_t *surface = new_surface (image, part);

  cairo_save (page->cr);
  trace_field (page, x, y, width, height, 2 * ROUND);
  cairo_clip (page->cr);
  cairo_translate (page->cr, x, y);
  cairo_scale (page->cr, width / part->width, height / part->height);
  cairo_set_source_surface (page->cr, surface, 0, 0);
  cairo_paint (page->cr);
  cairo_restore (page->cr);
  cairo_surface_destroy (surface);
}

void
vanity_page_draw_heat (VanityPage *page, double x, double y, double width, double height)
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (x, 0, x + width, 0);

  for (int i = 0; i <= 16; i++)
    {
      guint8 color[4];

      vanity_heat_get_color ((float)i / 16, color);
      cairo_pattern_add_color_stop_rgb (pattern, i / 16.0, color[0] / 255.0, color[1] / 255.0,
                                        color[2] / 255.0);
    }
  trace_field (page, x, y, width, height, height / 2);
  cairo_set_source (page->cr, pattern);
  cairo_fill (page->cr);
  cairo_pattern_destroy (pattern);
}

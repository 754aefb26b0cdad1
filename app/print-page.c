#include "app/print-page.h"

#include <glib/gi18n.h>

/* In points. */
#define GAP 12
#define LINE 24
#define FONT "Sans 10"

static void
draw_texture (GdkTexture *texture, cairo_t *cairo, double x, double y, double scale)
{
  int width = gdk_texture_get_width (texture), height = gdk_texture_get_height (texture);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);

  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    {
      gdk_texture_download (texture, cairo_image_surface_get_data (surface),
                            (gsize)cairo_image_surface_get_stride (surface));
      cairo_surface_mark_dirty (surface);
      cairo_save (cairo);
      cairo_translate (cairo, x, y);
      cairo_scale (cairo, scale, scale);
      cairo_set_source_surface (cairo, surface, 0, 0);
      cairo_pattern_set_filter (cairo_get_source (cairo), CAIRO_FILTER_GOOD);
      cairo_paint (cairo);
      cairo_restore (cairo);
    }
  cairo_surface_destroy (surface);
}

/* In the middle of a line of the page. */
static void
draw_line (cairo_t *cairo, const char *text, double x, double y, double width)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cairo);
  PangoFontDescription *font = pango_font_description_from_string (FONT);

  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int)(width * PANGO_SCALE));
  pango_layout_set_height (layout, 0);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_text (layout, text, -1);
  cairo_set_source_rgb (cairo, 0.2, 0.2, 0.2);
  cairo_move_to (cairo, x, y + 4);
  pango_cairo_show_layout (cairo, layout);
  pango_font_description_free (font);
}

static double
get_scale (const VanityPrintPage *page, double width, double height, gboolean beside)
{
  double columns = page->before != NULL && beside ? 2 : 1;
  double rows = page->before != NULL && !beside ? 2 : 1;
  double lines = page->before != NULL ? rows * LINE : 0;

  return MIN ((width - (columns - 1) * GAP) / (columns * gdk_texture_get_width (page->after)),
              (height - (rows - 1) * GAP - lines) / (rows * gdk_texture_get_height (page->after)));
}

gboolean
vanity_print_page_is_wide (const VanityPrintPage *page)
{
  return (page->before != NULL ? 2 : 1) * gdk_texture_get_width (page->after)
         > gdk_texture_get_height (page->after);
}

void
vanity_print_page_draw (const VanityPrintPage *page, cairo_t *cairo, double width, double height)
{
  double room = page->caption != NULL ? height - LINE : height;
  gboolean beside = page->before != NULL
                    && get_scale (page, width, room, TRUE) >= get_scale (page, width, room, FALSE);
  double scale = get_scale (page, width, room, beside);
  double w = scale * gdk_texture_get_width (page->after);
  double h = scale * gdk_texture_get_height (page->after);
  double line = page->before != NULL ? LINE : 0;
  double all_w = beside ? 2 * w + GAP : w;
  double all_h = page->before != NULL && !beside ? 2 * (h + line) + GAP : h + line;
  double x = (width - all_w) / 2, y = (room - all_h) / 2;

  if (scale <= 0)
    return;

  if (page->before != NULL)
    {
      draw_line (cairo, _ ("Before"), x, y, w);
      draw_texture (page->before, cairo, x, y + line, scale);
      if (beside)
        x += w + GAP;
      else
        y += h + line + GAP;
      draw_line (cairo, _ ("After"), x, y, w);
    }
  draw_texture (page->after, cairo, x, y + line, scale);
  if (page->caption != NULL)
    draw_line (cairo, page->caption, 0, room, width);
}

void
vanity_print_page_free (VanityPrintPage *page)
{
  g_clear_object (&page->before);
  g_clear_object (&page->after);
  g_free (page->caption);
  g_free (page);
}

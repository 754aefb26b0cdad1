#include "analysis/evidence-legend.h"

#include "image/heat.h"

#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

/* Height of the letters, part of the photo's shorter side, and the least that is read, pixels. */
#define LETTER 0.022
#define MIN_LETTER 10
/* Both in letters. */
#define BAR_WIDTH 16
#define MARGIN 0.8

/* How much of the photo the legend's ground covers. */
#define GROUND 0.78

static const char *const class_labels[VANITY_HEAD_N_CLASSES] = {
  [VANITY_HEAD_BACKGROUND] = N_ ("Background"),
  [VANITY_HEAD_SKIN] = N_ ("Skin"),
  [VANITY_HEAD_HAIR] = N_ ("Hair"),
  [VANITY_HEAD_LIPS] = N_ ("Lips"),
  [VANITY_HEAD_BROWS] = N_ ("Brows"),
  [VANITY_HEAD_EYES] = N_ ("Eyes"),
};

const char *
vanity_evidence_get_class_label (VanityHeadClass class)
{
  return _ (class_labels[class]);
}

typedef struct
{
  cairo_t *cr;
  double letter;
} Pen;

static PangoLayout *
new_layout (const Pen *pen, const char *text)
{
  PangoLayout *layout = pango_cairo_create_layout (pen->cr);
  PangoFontDescription *font = pango_font_description_from_string ("Sans");

  pango_font_description_set_absolute_size (font, pen->letter * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_font_description_free (font);
  return layout;
}

/* Writes `text` with its top left corner, or its right one, there; returns its width. */
static double
write_text (const Pen *pen, const char *text, double x, double y, gboolean to_left)
{
  g_autoptr (PangoLayout) layout = new_layout (pen, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  cairo_move_to (pen->cr, to_left ? x - width : x, y);
  pango_cairo_show_layout (pen->cr, layout);
  return width;
}

static double
measure_text (const Pen *pen, const char *text)
{
  g_autoptr (PangoLayout) layout = new_layout (pen, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

static void
draw_scale (const Pen *pen, double width)
{
  double letter = pen->letter, margin = MARGIN * letter, y = margin + 1.7 * letter;
  int steps = MAX ((int)width, 2);

  for (int i = 0; i < steps; i++)
    {
      guint8 color[4];

      vanity_heat_get_color ((float)i / (float)(steps - 1), color);
      cairo_set_source_rgb (pen->cr, color[0] / 255.0, color[1] / 255.0, color[2] / 255.0);
      cairo_rectangle (pen->cr, margin + i, y, 1, letter);
      cairo_fill (pen->cr);
    }
  cairo_set_source_rgb (pen->cr, 1, 1, 1);
  /* Translators: the lower end of a scale: little of a concern is seen. */
  write_text (pen, C_ ("scale", "little"), margin, y + 1.2 * letter, FALSE);
  /* Translators: the upper end of a scale: much of a concern is seen. */
  write_text (pen, C_ ("scale", "much"), margin + width, y + 1.2 * letter, TRUE);
}

static void
draw_classes (const Pen *pen)
{
  double letter = pen->letter, margin = MARGIN * letter;

  for (int i = VANITY_HEAD_SKIN; i < VANITY_HEAD_N_CLASSES; i++)
    {
      double y = margin + (i + 0.3) * 1.6 * letter;
      guint8 color[4];

      vanity_evidence_get_class_color (i, color);
      cairo_set_source_rgb (pen->cr, color[0] / 255.0, color[1] / 255.0, color[2] / 255.0);
      cairo_rectangle (pen->cr, margin, y, letter, letter);
      cairo_fill (pen->cr);
      cairo_set_source_rgb (pen->cr, 1, 1, 1);
      write_text (pen, vanity_evidence_get_class_label (i), margin + 1.6 * letter,
                  y - 0.15 * letter, FALSE);
    }
}

/* The surface is of the legend alone, premultiplied ARGB in native order (cairo's). */
static void
compose (cairo_surface_t *surface, VanityImage *picture)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  const guint8 *data = cairo_image_surface_get_data (surface);
  int top = picture->height - height;

  for (int y = MAX (-top, 0); y < height; y++)
    {
      guint8 *to = vanity_image_row (picture, top + y);
      const guint32 *from = (const guint32 *)(const void *)(data + (gsize)y * (gsize)stride);

      for (int x = 0; x < MIN (width, picture->width); x++)
        for (int k = 0; k < 3; k++)
          {
            guint value = (from[x] >> (16 - 8 * k)) & 0xff, cover = from[x] >> 24;

            to[4 * x + k] = (guint8)(value + (to[4 * x + k] * (255 - cover) + 127) / 255);
          }
    }
}

static cairo_surface_t *
draw (const VanityEvidence *evidence, double letter, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  g_autofree char *title = vanity_evidence_dup_title (evidence);
  Pen pen = { cairo_create (surface), letter };
  double margin = MARGIN * letter;

  cairo_set_source_rgba (pen.cr, 0.08, 0.08, 0.1, GROUND);
  cairo_paint (pen.cr);
  cairo_set_source_rgb (pen.cr, 1, 1, 1);
  write_text (&pen, title, margin, margin - 0.2 * letter, FALSE);
  if (evidence->kind == VANITY_EVIDENCE_HEAD)
    draw_classes (&pen);
  else
    draw_scale (&pen, width - 2 * margin);
  cairo_destroy (pen.cr);
  cairo_surface_flush (surface);
  return surface;
}

void
vanity_evidence_draw_legend (const VanityEvidence *evidence, VanityImage *picture)
{
  double letter = MAX (LETTER * MIN (picture->width, picture->height), MIN_LETTER);
  g_autofree char *title = vanity_evidence_dup_title (evidence);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  Pen pen = { cairo_create (surface), letter };
  gboolean is_head = evidence->kind == VANITY_EVIDENCE_HEAD;
  double wanted = MAX (measure_text (&pen, title), (is_head ? 0 : BAR_WIDTH) * letter);

  cairo_destroy (pen.cr);
  cairo_surface_destroy (surface);
  surface = draw (evidence, letter, (int)(wanted + 2 * MARGIN * letter),
                  (int)((is_head ? 1.6 * VANITY_HEAD_N_CLASSES + 1.5 : 5.3) * letter));
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    compose (surface, picture);
  cairo_surface_destroy (surface);
}

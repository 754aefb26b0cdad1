/* The sections on the photo, the skin's colour and the other colours. */
#include "analysis/report-private.h"

#include "analysis/explain.h"
#include "analysis/words.h"

#include <glib/gi18n-lib.h>

#define GAP 18
#define COLUMN ((VANITY_PAGE_BODY - GAP) / 2)

double
vanity_report_set_lines (VanityReport *report, VanityAnalysisPart part, double x, double y,
                         double width)
{
  g_autoptr (GPtrArray) lines = vanity_words_new_lines (report->analysis, part);
  double top = y;

  for (guint i = 0; i < lines->len; i++)
    {
      const VanityLine *line = lines->pdata[i];

      y += vanity_page_set_line (&report->page, line->label,
                                 line->value != NULL ? line->value : line->why, line->value == NULL,
                                 x, y, width);
    }
  return y - top;
}

void
vanity_report_add_photo (VanityReport *report)
{
  VanityPage *page = &report->page;
  g_autofree char *gate = vanity_words_dup_gate (report->analysis);
  g_autofree char *measures = vanity_words_dup_measures (report->analysis);
  double left, right;

  vanity_page_add_title (page, _ ("Photo"), 40);
  left = vanity_page_set (page, gate, VANITY_STYLE_TEXT, VANITY_ALIGN_LEFT, VANITY_PAGE_MARGIN,
                          page->y, COLUMN);
  left += 3
          + vanity_page_set (page, measures, VANITY_STYLE_SMALL, VANITY_ALIGN_LEFT,
                             VANITY_PAGE_MARGIN, page->y + left + 3, COLUMN);
  right = vanity_report_set_lines (report, VANITY_ANALYSIS_LIGHT, VANITY_PAGE_MARGIN + COLUMN + GAP,
                                   page->y, COLUMN);
  page->y += MAX (left, right);
}

/* The ten tones, the nearest ringed, and how likely each is below. Returns its height. */
static double
draw_monk_scale (VanityReport *report, double x, double y, double width)
{
  const VanitySkinColor *skin = &report->analysis->skin;
  VanityPage *page = &report->page;
  double step = width / VANITY_SKIN_TONES, field = step - 4;

  for (int i = 0; i < VANITY_SKIN_TONES; i++)
    {
      VanityLab lab = vanity_skin_tone_get_lab (i + 1);
      double share = (double)skin->monk_probability[i], at = x + i * step;
      g_autofree char *number = g_strdup_printf ("%d", i + 1);

      vanity_page_draw_swatch (page, &lab, at, y, field, 22);
      if (i + 1 == skin->monk)
        vanity_page_draw_ring (page, at, y, field, 22);
      vanity_page_set (page, number, VANITY_STYLE_SMALL, VANITY_ALIGN_CENTER, at, y + 26, field);
      if (share >= 0.005)
        {
          g_autofree char *percent = g_strdup_printf ("%.0f %%", 100 * share);

          vanity_page_draw_bar (page, share, at, y + 37, field, 3);
          vanity_page_set (page, percent, VANITY_STYLE_SMALL, VANITY_ALIGN_CENTER, at - 4, y + 42,
                           field + 8);
        }
    }
  return 54;
}

static void
add_skin_color (VanityReport *report)
{
  const VanitySkinColor *skin = &report->analysis->skin;
  VanityPage *page = &report->page;
  double x = VANITY_PAGE_MARGIN, top = page->y, left, right;

  left = vanity_page_set (page, _ ("Under this photo’s light, and in daylight"), VANITY_STYLE_SMALL,
                          VANITY_ALIGN_LEFT, x, top, COLUMN);
  vanity_page_draw_swatch (page, &skin->seen, x, top + left + 3, COLUMN / 2 - 4, 34);
  vanity_page_draw_swatch (page, &skin->lab, x + COLUMN / 2, top + left + 3, COLUMN / 2, 34);
  left += 48;
  left += vanity_page_set (page, vanity_figure_get_label (VANITY_FIGURE_MONK), VANITY_STYLE_SMALL,
                           VANITY_ALIGN_LEFT, x, top + left, COLUMN);
  left += 5 + draw_monk_scale (report, x, top + left + 5, COLUMN);
  right = vanity_report_set_lines (report, VANITY_ANALYSIS_SKIN, x + COLUMN + GAP, top, COLUMN);
  page->y = top + MAX (left, right);
}

static void
add_feature_colors (VanityReport *report)
{
  const VanityFaceColors *colors = &report->analysis->colors;
  const struct
  {
    const char *label;
    const VanityFeatureColor *color;
  } items[] = {
    { _ ("Hair"), &colors->hair },
    { _ ("Brows"), &colors->brows },
    { _ ("Eyes"), &colors->eyes },
    { _ ("Lips"), &colors->lips },
  };
  VanityPage *page = &report->page;
  double step = COLUMN / G_N_ELEMENTS (items), top = page->y, right;

  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    {
      const VanityFeatureColor *color = items[i].color;
      double x = VANITY_PAGE_MARGIN + (double)i * step;
      g_autofree char *hex
          = color->known ? vanity_words_dup_hex (color->lab) : g_strdup (_ ("withheld"));

      vanity_page_draw_swatch (page, color->known ? &color->lab : NULL, x, top, step - 6, 30);
      vanity_page_set (page, items[i].label, VANITY_STYLE_TEXT, VANITY_ALIGN_LEFT, x, top + 33,
                       step - 6);
      vanity_page_set (page, hex, VANITY_STYLE_SMALL, VANITY_ALIGN_LEFT, x, top + 45, step - 6);
    }
  right = vanity_report_set_lines (report, VANITY_ANALYSIS_COLORS,
                                   VANITY_PAGE_MARGIN + COLUMN + GAP, top, COLUMN);
  page->y = top + MAX (58, right);
}

static void
add_absent (VanityReport *report, VanityAnalysisPart part)
{
  g_autofree char *why = vanity_analysis_dup_why (report->analysis, part);
  g_autofree char *line = vanity_words_dup_joined (why);

  vanity_page_add (&report->page, line, VANITY_STYLE_TEXT);
}

void
vanity_report_add_colors (VanityReport *report)
{
  VanityPage *page = &report->page;

  vanity_page_add_title (page, vanity_analysis_part_get_label (VANITY_ANALYSIS_SKIN), 110);
  if (vanity_analysis_has (report->analysis, VANITY_ANALYSIS_SKIN))
    add_skin_color (report);
  else
    add_absent (report, VANITY_ANALYSIS_SKIN);
  vanity_page_add_title (page, vanity_analysis_part_get_label (VANITY_ANALYSIS_COLORS), 80);
  if (vanity_analysis_has (report->analysis, VANITY_ANALYSIS_COLORS))
    add_feature_colors (report);
  else
    add_absent (report, VANITY_ANALYSIS_COLORS);
}

/* The sections on features, on what is worn, and on what cannot be known. */
#include "analysis/report-private.h"

#include "analysis/explain.h"

#include <glib/gi18n-lib.h>

#define GAP 18
#define COLUMN ((VANITY_PAGE_BODY - GAP) / 2)
#define ROW 12.5
#define SCALE_WIDTH 66
/* How far beyond what is usual the scale of a measure reaches, of the usual range. */
#define BEYOND 0.75

/* A measure next to the range in which eight of ten faces lie. */
static void
set_measure (VanityReport *report, const VanityMeasureInfo *info, const VanityMeasure *measure,
             double x, double y)
{
  VanityPage *page = &report->page;
  gboolean is_ratio = info->unit[0] == '\0';
  double value = (double)measure->value, error = (double)measure->error;
  double low = (double)info->usual[0], high = (double)info->usual[1], range = high - low;
  double at = (value - low + BEYOND * range) / ((1 + 2 * BEYOND) * range);
  double scale = x + COLUMN - SCALE_WIDTH;
  g_autofree char *text = is_ratio ? g_strdup_printf ("%.2f ± %.2f", value, error)
                                   : g_strdup_printf ("%.1f ± %.1f %s", value, error, info->unit);

  vanity_page_set (page, info->name, VANITY_STYLE_SMALL, VANITY_ALIGN_LEFT, x, y,
                   COLUMN - SCALE_WIDTH - 68);
  vanity_page_set (page, text, VANITY_STYLE_SMALL, VANITY_ALIGN_RIGHT, scale - 74, y, 66);
  vanity_page_draw_range (page, BEYOND / (1 + 2 * BEYOND), (1 + BEYOND) / (1 + 2 * BEYOND),
                          CLAMP (at, 0.0, 1.0), scale, y + 2.5, SCALE_WIDTH, 4);
}

static void
add_measures (VanityReport *report)
{
  const VanityFeatures *features = &report->analysis->features;
  VanityPage *page = &report->page;
  int column = 0;

  page->y += 4;
  vanity_page_need (page, 40);
  page->y += 2
             + vanity_page_set (page,
                                _ ("Measures; the grey field is where eight of ten faces of the "
                                   "portraits measured lie."),
                                VANITY_STYLE_SMALL, VANITY_ALIGN_LEFT, VANITY_PAGE_MARGIN, page->y,
                                VANITY_PAGE_BODY);
  for (int i = 0; i < VANITY_N_MEASURES; i++)
    {
      if (!features->measures[i].known)
        continue;
      if (column == 0)
        vanity_page_need (page, ROW);
      set_measure (report, vanity_measure_get_info (i), &features->measures[i],
                   VANITY_PAGE_MARGIN + column * (COLUMN + GAP), page->y);
      column = 1 - column;
      page->y += column == 0 ? ROW : 0;
    }
  page->y += column == 1 ? ROW : 0;
}

static void
add_advice (VanityReport *report)
{
  const VanityFeatures *features = &report->analysis->features;
  VanityPage *page = &report->page;

  if (features->n_advice == 0)
    return;
  page->y += 5;
  vanity_page_need (page, 40);
  vanity_page_add (page, _ ("What makeup artists make of it"), VANITY_STYLE_STRONG);
  page->y += 2;
  for (int i = 0; i < features->n_advice; i++)
    {
      double height = vanity_page_measure (page, features->advice[i].text, VANITY_STYLE_TEXT,
                                           VANITY_PAGE_BODY - 12);

      vanity_page_need (page, height);
      vanity_page_set (page, "•", VANITY_STYLE_TEXT, VANITY_ALIGN_LEFT, VANITY_PAGE_MARGIN, page->y,
                       12);
      vanity_page_set (page, features->advice[i].text, VANITY_STYLE_TEXT, VANITY_ALIGN_LEFT,
                       VANITY_PAGE_MARGIN + 12, page->y, VANITY_PAGE_BODY - 12);
      page->y += height + 2.5;
    }
}

void
vanity_report_add_features (VanityReport *report)
{
  VanityPage *page = &report->page;
  gboolean there = vanity_analysis_has (report->analysis, VANITY_ANALYSIS_FEATURES);
  double left, right;

  vanity_page_need (page, 190);
  vanity_page_add_title (page, vanity_analysis_part_get_label (VANITY_ANALYSIS_FEATURES), 150);
  left = vanity_report_set_lines (report, VANITY_ANALYSIS_FEATURES, VANITY_PAGE_MARGIN, page->y,
                                  COLUMN);
  right = vanity_page_set (page, vanity_analysis_part_get_label (VANITY_ANALYSIS_WORN),
                           VANITY_STYLE_STRONG, VANITY_ALIGN_LEFT,
                           VANITY_PAGE_MARGIN + COLUMN + GAP, page->y, COLUMN)
          + 4;
  right += vanity_report_set_lines (report, VANITY_ANALYSIS_WORN, VANITY_PAGE_MARGIN + COLUMN + GAP,
                                    page->y + right, COLUMN);
  page->y += MAX (left, right);
  if (there)
    {
      add_measures (report);
      add_advice (report);
    }
}

void
vanity_report_add_limits (VanityReport *report)
{
  VanityPage *page = &report->page;

  vanity_page_add_title (page, _ ("What this cannot know"), 60);
  for (int figure = 0; figure < VANITY_N_FIGURES; figure++)
    {
      const char *limits = vanity_figure_get_limits (figure);

      vanity_page_need (
          page, vanity_page_measure (page, limits, VANITY_STYLE_SMALL, 0.78 * VANITY_PAGE_BODY));
      vanity_page_set (page, vanity_figure_get_label (figure), VANITY_STYLE_SMALL,
                       VANITY_ALIGN_LEFT, VANITY_PAGE_MARGIN, page->y, 0.2 * VANITY_PAGE_BODY);
      page->y += 3
                 + vanity_page_set (page, limits, VANITY_STYLE_SMALL, VANITY_ALIGN_LEFT,
                                    VANITY_PAGE_MARGIN + 0.22 * VANITY_PAGE_BODY, page->y,
                                    0.78 * VANITY_PAGE_BODY);
    }
}

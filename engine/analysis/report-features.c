/* The sections on features, on what is worn, and on what cannot be known. */
#include "analysis/report-private.h"

#include "analysis/explain.h"

#include <glib/gi18n-lib.h>

#define GAP 18
#define COLUMN ((VANITY_PAGE_BODY - GAP) / 2)
#define ROW 12
#define SCALE_WIDTH 54
#define VALUE_WIDTH 60
/* How far beyond what is usual the scale of a measure reaches, of the usual range. */
#define BEYOND 0.75

/* As many decimals as the error is worth. */
static char *
dup_value (const VanityMeasureInfo *info, const VanityMeasure *measure)
{
  int decimals = measure->error < 0.05F ? 2 : 1;
  const char *space = g_str_equal (info->unit, "%") ? " " : "";

  return g_strdup_printf ("%.*f ± %.*f%s%s", decimals, (double)measure->value, decimals,
                          (double)measure->error, space, info->unit);
}

/* A measure next to the range in which eight of ten faces lie. Returns its height. */
static double
set_measure (VanityReport *report, const VanityMeasureInfo *info, const VanityMeasure *measure,
             double x, double y)
{
  VanityPage *page = &report->page;
  double low = (double)info->usual[0], high = (double)info->usual[1], range = high - low;
  double at = ((double)measure->value - low + BEYOND * range) / ((1 + 2 * BEYOND) * range);
  double scale = x + COLUMN - SCALE_WIDTH;
  g_autofree char *text = dup_value (info, measure);
  double height = vanity_page_set (page, info->name, VANITY_STYLE_SMALL, VANITY_ALIGN_LEFT, x, y,
                                   COLUMN - SCALE_WIDTH - VALUE_WIDTH - 12);

  vanity_page_set (page, text, VANITY_STYLE_SMALL, VANITY_ALIGN_RIGHT, scale - VALUE_WIDTH - 8, y,
                   VALUE_WIDTH);
  vanity_page_draw_range (page, BEYOND / (1 + 2 * BEYOND), (1 + BEYOND) / (1 + 2 * BEYOND),
                          CLAMP (at, 0.0, 1.0), scale, y + 2.5, SCALE_WIDTH, 4);
  return MAX (height + 2, ROW);
}

static void
add_measures (VanityReport *report)
{
  const VanityFeatures *features = &report->analysis->features;
  VanityPage *page = &report->page;
  double row = 0;
  int column = 0;

  page->y += 4;
  vanity_page_need (page, 60);
  vanity_page_add (page,
                   _ ("Measures; the grey field is where eight of ten faces of the portraits "
                      "measured lie."),
                   VANITY_STYLE_SMALL);
  page->y += 4;
  for (int i = 0; i < VANITY_N_MEASURES; i++)
    {
      double height;

      if (!features->measures[i].known)
        continue;
      if (column == 0)
        vanity_page_need (page, 2 * ROW);
      height = set_measure (report, vanity_measure_get_info (i), &features->measures[i],
                            VANITY_PAGE_MARGIN + column * (COLUMN + GAP), page->y);
      row = column == 0 ? height : MAX (row, height);
      column = 1 - column;
      page->y += column == 0 ? row : 0;
    }
  page->y += column == 1 ? row : 0;
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

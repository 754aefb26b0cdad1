/* The sections on the skin: scores by zone, and maps. */
#include "analysis/report-private.h"

#include "analysis/evidence.h"
#include "analysis/explain.h"
#include "analysis/words.h"

#include <glib/gi18n-lib.h>

#define NAME_WIDTH 108
#define BAR_WIDTH 112
#define SCORE_WIDTH 34
#define ROW 17
#define ZONE_WIDTH ((VANITY_PAGE_BODY - NAME_WIDTH - BAR_WIDTH - SCORE_WIDTH - 14) / VANITY_N_ZONES)

#define MAPS_PER_ROW 4
#define MAP_GAP 10
#define MAP_ASPECT 0.8

static double
get_zone_x (int zone)
{
  return VANITY_PAGE_MARGIN + NAME_WIDTH + BAR_WIDTH + SCORE_WIDTH + 14 + zone * ZONE_WIDTH;
}

static void
add_overall (VanityReport *report)
{
  VanityPage *page = &report->page;
  float overall = report->analysis->concerns->overall;
  g_autofree char *score = vanity_words_dup_score (overall);
  g_autofree char *shares = vanity_explain_dup_overall (report->analysis);
  double x = VANITY_PAGE_MARGIN + 62, width = VANITY_PAGE_BODY - 62, y = page->y + 3;

  vanity_page_set (page, score, VANITY_STYLE_NUMBER, VANITY_ALIGN_LEFT, VANITY_PAGE_MARGIN,
                   page->y - 6, 60);
  y += vanity_page_set (page, _ ("Overall; 100 means that nothing is to be seen."),
                        VANITY_STYLE_STRONG, VANITY_ALIGN_LEFT, x, y, width);
  y += vanity_page_set (page,
                        overall < 0 ? _ ("Withheld: too few of its parts can be scored.")
                        : shares    ? shares
                                    : "",
                        VANITY_STYLE_SMALL, VANITY_ALIGN_LEFT, x, y + 2, width);
  page->y = MAX (y + 8, page->y + 38);
}

static void
add_zone_names (VanityReport *report)
{
  VanityPage *page = &report->page;
  double height = 0;

  for (int zone = 0; zone < VANITY_N_ZONES; zone++)
    height = MAX (height,
                  vanity_page_set (page, vanity_zone_get_label (zone), VANITY_STYLE_SMALL,
                                   VANITY_ALIGN_CENTER, get_zone_x (zone), page->y, ZONE_WIDTH));
  page->y += height + 3;
}

static void
add_concern (VanityReport *report, VanityConcern concern)
{
  const VanityConcerns *concerns = report->analysis->concerns;
  VanityPage *page = &report->page;
  float score = concerns->score[concern];
  g_autofree char *number = vanity_words_dup_score (score);
  double x = VANITY_PAGE_MARGIN;

  vanity_page_need (page, ROW);
  vanity_page_set (page, vanity_concern_get_label (concern), VANITY_STYLE_TEXT, VANITY_ALIGN_LEFT,
                   x, page->y, NAME_WIDTH - 4);
  if (score >= 0)
    vanity_page_draw_bar (page, (double)score / 100, x + NAME_WIDTH, page->y + 3.6, BAR_WIDTH, 5);
  vanity_page_set (page, number, VANITY_STYLE_STRONG, VANITY_ALIGN_RIGHT,
                   x + NAME_WIDTH + BAR_WIDTH, page->y, SCORE_WIDTH - 8);
  for (int zone = 0; zone < VANITY_N_ZONES; zone++)
    {
      g_autofree char *cell = vanity_words_dup_score (concerns->zone[concern][zone]);

      if (vanity_concern_is_in (concern, zone))
        vanity_page_set (page, cell, VANITY_STYLE_TEXT, VANITY_ALIGN_CENTER, get_zone_x (zone),
                         page->y, ZONE_WIDTH);
    }
  page->y += ROW;
}

/* Each reason for which some zone has no score, once. */
static void
add_reasons (VanityReport *report)
{
  const VanityConcerns *concerns = report->analysis->concerns;
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (int concern = 0; concern < VANITY_N_CONCERNS; concern++)
    for (int zone = 0; zone < VANITY_N_ZONES; zone++)
      {
        g_autofree char *why = NULL, *line = NULL;

        if (!vanity_concern_is_in (concern, zone) || concerns->zone[concern][zone] >= 0)
          continue;
        why = vanity_analysis_dup_zone_why (report->analysis, concern, zone);
        line = why != NULL ? vanity_words_dup_joined (why) : g_strdup ("");
        if (*line == '\0' || g_hash_table_contains (told, line))
          continue;
        g_string_append_printf (text, "%s%s", text->len > 0 ? "  ·  " : "", line);
        g_hash_table_add (told, g_steal_pointer (&line));
      }
  if (text->len == 0)
    return;
  g_string_prepend (text, _ ("–: withheld. "));
  report->page.y += 2;
  vanity_page_add (&report->page, text->str, VANITY_STYLE_SMALL);
}

void
vanity_report_add_skin (VanityReport *report)
{
  VanityPage *page = &report->page;

  vanity_page_add_title (page, vanity_analysis_part_get_label (VANITY_ANALYSIS_CONCERNS), 120);
  if (!vanity_analysis_has (report->analysis, VANITY_ANALYSIS_CONCERNS))
    {
      g_autofree char *why = vanity_analysis_dup_why (report->analysis, VANITY_ANALYSIS_CONCERNS);
      g_autofree char *line = vanity_words_dup_joined (why);

      vanity_page_add (page, line, VANITY_STYLE_TEXT);
      return;
    }
  add_overall (report);
  add_zone_names (report);
  for (int concern = 0; concern < VANITY_N_CONCERNS; concern++)
    add_concern (report, concern);
  add_reasons (report);
}

static gboolean
draw_map (VanityReport *report, const VanityEvidence *evidence, double x, double y, double width,
          GError **error)
{
  VanityPage *page = &report->page;
  VanityRect face = vanity_report_get_face (report, MAP_ASPECT);
  g_autoptr (VanityImage) picture
      = vanity_evidence_new_picture (report->analysis, evidence, report->photo, FALSE, error);
  g_autofree char *score
      = vanity_words_dup_score (report->analysis->concerns->score[evidence->concern]);
  double height = width / MAP_ASPECT;

  if (picture == NULL || g_cancellable_set_error_if_cancelled (report->cancellable, error))
    return FALSE;
  vanity_page_draw_image (page, picture, &face, x, y, width, height);
  vanity_page_set (page, vanity_concern_get_label (evidence->concern), VANITY_STYLE_TEXT,
                   VANITY_ALIGN_LEFT, x, y + height + 2, width - 20);
  vanity_page_set (page, score, VANITY_STYLE_STRONG, VANITY_ALIGN_RIGHT, x, y + height + 2, width);
  return TRUE;
}

static void
add_legend (VanityReport *report)
{
  VanityPage *page = &report->page;
  double x = VANITY_PAGE_MARGIN;
  double height = vanity_page_set (page, _ ("Little to be seen"), VANITY_STYLE_SMALL,
                                   VANITY_ALIGN_LEFT, x, page->y, 90);

  vanity_page_set (page, _ ("much"), VANITY_STYLE_SMALL, VANITY_ALIGN_LEFT, x + 226, page->y, 80);
  vanity_page_draw_heat (page, x + 98, page->y + 2.5, 122, 5);
  page->y += height + 2;
}

gboolean
vanity_report_add_maps (VanityReport *report, GError **error)
{
  VanityPage *page = &report->page;
  double width = (VANITY_PAGE_BODY - (MAPS_PER_ROW - 1) * MAP_GAP) / MAPS_PER_ROW;
  double row = width / MAP_ASPECT + 20;
  int column = 0;

  if (report->photo == NULL || !vanity_analysis_has (report->analysis, VANITY_ANALYSIS_CONCERNS))
    return TRUE;
  vanity_page_add_title (page, _ ("Where it is seen"), row + 14);
  add_legend (report);
  for (int concern = 0; concern < VANITY_N_CONCERNS; concern++)
    {
      const VanityEvidence evidence = { VANITY_EVIDENCE_CONCERN, concern, 0 };

      if (!vanity_evidence_is_there (report->analysis, &evidence))
        continue;
      if (column == MAPS_PER_ROW)
        {
          column = 0;
          page->y += row;
          vanity_page_need (page, row);
        }
      if (!draw_map (report, &evidence, VANITY_PAGE_MARGIN + column * (width + MAP_GAP), page->y,
                     width, error))
        return FALSE;
      column++;
    }
  page->y += column > 0 ? row : 0;
  return TRUE;
}

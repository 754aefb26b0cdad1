/* An analysis as text for a terminal. */
#include "cli-analyse.h"

#include "analysis/explain.h"
#include "analysis/words.h"

#include <glib/gi18n.h>
#include <math.h>

#define LABEL_WIDTH 26
#define BAR_WIDTH 20
#define LINE_WIDTH 92

/* Columns of a terminal that the text takes. */
static int
get_width (const char *text)
{
  int width = 0;

  for (const char *at = text; *at; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

static void
append_label (GString *text, const char *label)
{
  int width = get_width (label);

  g_string_append_printf (text, "  %s  %*s", label, MAX (LABEL_WIDTH - width, 0), "");
}

/* Breaks a text at spaces, and between wide letters; its lines begin at `indent`. */
static void
append_wrapped (GString *text, const char *words, int indent, int column)
{
  const char *at = words;

  while (*at)
    {
      const char *end = g_utf8_next_char (at);
      g_autofree char *word = NULL;

      if (!g_unichar_iswide (g_utf8_get_char (at)))
        while (*end && *end != ' ' && !g_unichar_iswide (g_utf8_get_char (end)))
          end = g_utf8_next_char (end);
      if (*end == ' ')
        end++;
      word = g_strndup (at, (gsize)(end - at));
      if (column > indent && column + get_width (word) > LINE_WIDTH)
        {
          if (text->str[text->len - 1] == ' ')
            g_string_truncate (text, text->len - 1);
          g_string_append_printf (text, "\n%*s", indent, "");
          column = indent;
        }
      g_string_append (text, word);
      column += get_width (word);
      at = end;
    }
  g_string_append_c (text, '\n');
}

static void
append_title (GString *text, const char *title)
{
  g_string_append_printf (text, "\n%s\n", title);
}

static void
append_line (GString *text, const char *label, const char *value)
{
  append_label (text, label);
  append_wrapped (text, value, LABEL_WIDTH + 4, MAX (get_width (label), LABEL_WIDTH) + 4);
}

static void
append_part (GString *text, const VanityAnalysis *analysis, VanityAnalysisPart part)
{
  g_autoptr (GPtrArray) lines = vanity_words_new_lines (analysis, part);

  for (guint i = 0; i < lines->len; i++)
    {
      const VanityLine *line = lines->pdata[i];
      g_autofree char *why = line->why ? g_strdup_printf (_ ("withheld: %s"), line->why) : NULL;

      append_line (text, line->label, line->value ? line->value : why);
    }
}

static void
append_bar (GString *text, float score)
{
  int filled = (int)lroundf (score / 100 * BAR_WIDTH);

  for (int i = 0; i < BAR_WIDTH; i++)
    g_string_append (text, i < filled ? "█" : "░");
}

static void
append_zones (GString *text, const VanityAnalysis *analysis, VanityConcern concern)
{
  g_autoptr (GString) zones = g_string_new (NULL);

  for (int zone = 0; zone < VANITY_N_ZONES; zone++)
    {
      g_autofree char *score = vanity_words_dup_score (analysis->concerns->zone[concern][zone]);

      if (vanity_concern_is_in (concern, zone))
        g_string_append_printf (zones, "%s%s %s", zones->len > 0 ? _ (", ") : "",
                                vanity_zone_get_label (zone), score);
    }
  g_string_append_printf (text, "%*s", LABEL_WIDTH + 4, "");
  append_wrapped (text, zones->str, LABEL_WIDTH + 4, LABEL_WIDTH + 4);
}

/* Why nothing of the concern is scored: what keeps back its largest zone. */
static char *
dup_why (const VanityAnalysis *analysis, VanityConcern concern)
{
  static const VanityZone largest[]
      = { VANITY_ZONE_CHEEKS, VANITY_ZONE_FOREHEAD, VANITY_ZONE_UNDER_EYES, VANITY_ZONE_CHIN,
          VANITY_ZONE_NOSE };

  for (gsize i = 0; i < G_N_ELEMENTS (largest); i++)
    if (vanity_concern_is_in (concern, largest[i]))
      {
        g_autofree char *why = vanity_analysis_dup_zone_why (analysis, concern, largest[i]);

        if (why)
          return vanity_words_dup_joined (why);
      }
  return g_strdup (_ ("Too little of it is seen."));
}

static void
append_concern (GString *text, const VanityAnalysis *analysis, VanityConcern concern)
{
  float score = analysis->concerns->score[concern];
  g_autofree char *shares = NULL;

  if (score < 0)
    {
      g_autofree char *why = dup_why (analysis, concern);
      g_autofree char *value = g_strdup_printf (_ ("withheld: %s"), why);

      append_line (text, vanity_concern_get_label (concern), value);
      return;
    }
  append_label (text, vanity_concern_get_label (concern));
  append_bar (text, score);
  g_string_append_printf (text, " %3.0f\n", (double)score);
  append_zones (text, analysis, concern);
  shares = vanity_explain_dup_concern (analysis, concern);
  if (shares)
    append_line (text, "", shares);
}

static void
append_concerns (GString *text, const VanityAnalysis *analysis)
{
  g_autofree char *shares = vanity_explain_dup_overall (analysis);

  if (!vanity_analysis_has (analysis, VANITY_ANALYSIS_CONCERNS))
    {
      append_part (text, analysis, VANITY_ANALYSIS_CONCERNS);
      return;
    }
  if (analysis->concerns->overall >= 0)
    {
      append_label (text, _ ("Overall"));
      append_bar (text, analysis->concerns->overall);
      g_string_append_printf (text, " %3.0f\n", (double)analysis->concerns->overall);
      append_line (text, "", shares ? shares : "");
    }
  else
    append_line (text, _ ("Overall"), _ ("withheld: too few of its parts can be scored"));
  for (int concern = 0; concern < VANITY_N_CONCERNS; concern++)
    append_concern (text, analysis, concern);
}

static void
append_advice (GString *text, const VanityAnalysis *analysis)
{
  const VanityFeatures *features = &analysis->features;

  for (int i = 0;
       vanity_analysis_has (analysis, VANITY_ANALYSIS_FEATURES) && i < features->n_advice; i++)
    {
      g_string_append (text, "  · ");
      append_wrapped (text, features->advice[i].text, 4, 4);
    }
}

static void
append_limits (GString *text)
{
  for (int figure = 0; figure < VANITY_N_FIGURES; figure++)
    append_line (text, vanity_figure_get_label (figure), vanity_figure_get_limits (figure));
}

char *
vanity_analyse_dup_text (const VanityAnalysis *analysis, int face)
{
  GString *text = g_string_new (NULL);
  g_autofree char *gate = vanity_words_dup_gate (analysis);
  g_autofree char *measures = vanity_words_dup_measures (analysis);

  g_string_append_printf (text, _ ("Face %d"), face);
  g_string_append (text, "\n");
  append_title (text, _ ("Photo"));
  append_line (text, _ ("Fit for analysis"), gate);
  append_line (text, _ ("Measured"), measures);
  append_part (text, analysis, VANITY_ANALYSIS_LIGHT);
  append_title (text, vanity_analysis_part_get_label (VANITY_ANALYSIS_SKIN));
  append_part (text, analysis, VANITY_ANALYSIS_SKIN);
  append_title (text, vanity_analysis_part_get_label (VANITY_ANALYSIS_COLORS));
  append_part (text, analysis, VANITY_ANALYSIS_COLORS);
  append_title (text, _ ("Skin (100: nothing to see)"));
  append_concerns (text, analysis);
  append_title (text, vanity_analysis_part_get_label (VANITY_ANALYSIS_FEATURES));
  append_part (text, analysis, VANITY_ANALYSIS_FEATURES);
  append_advice (text, analysis);
  append_title (text, vanity_analysis_part_get_label (VANITY_ANALYSIS_WORN));
  append_part (text, analysis, VANITY_ANALYSIS_WORN);
  append_title (text, _ ("What this cannot know"));
  append_limits (text);
  g_string_append_c (text, '\n');
  append_wrapped (text, vanity_explain_get_notice (), 0, 0);
  return g_string_free (text, FALSE);
}

#include "analysis/words.h"

#include "analysis/explain.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Of a distribution, what is told. */
#define MIN_PROBABILITY 0.1F
#define MAX_CLASSES 3
#define MAX_TRIES 16
/* A level of makeup is known where one is likelier than this. */
#define KNOWN_MAKEUP 0.26F

char *
vanity_words_dup_hex (VanityLab lab)
{
  VanityRgb rgb = vanity_lab_to_linear (lab);
  const float linear[3] = { rgb.r, rgb.g, rgb.b };
  guint value = 0;

  for (int k = 0; k < 3; k++)
    value = value << 8
            | (guint)lroundf (255 * vanity_srgb_from_linear (CLAMP (linear[k], 0.0F, 1.0F)));
  return g_strdup_printf ("#%06x", value);
}

char *
vanity_words_dup_joined (const char *lines)
{
  return g_strdelimit (g_strdup (lines), "\n", ' ');
}

static int
percent (float probability)
{
  return (int)lroundf (100 * probability);
}

char *
vanity_words_dup_distribution (const float *probability, int n, VanityClassLabel label)
{
  GString *text = g_string_new (NULL);
  gboolean told[MAX_TRIES] = { FALSE };

  for (int count = 0; count < MAX_CLASSES; count++)
    {
      int best = -1;

      for (int i = 0; i < MIN (n, MAX_TRIES); i++)
        if (!told[i] && (best < 0 || probability[i] > probability[best]))
          best = i;
      if (best < 0 || (count > 0 && probability[best] < MIN_PROBABILITY))
        break;
      told[best] = TRUE;
      /* Translators: the name of a class and how likely it is, as in “oval 52 %”. */
      g_string_append_printf (text, _ ("%s%s %d %%"), count > 0 ? _ (", ") : "", label (best),
                              percent (probability[best]));
    }
  return g_string_free (text, FALSE);
}

char *
vanity_words_dup_score (float score)
{
  return score >= 0 ? g_strdup_printf ("%d", (int)lroundf (score)) : g_strdup ("–");
}

char *
vanity_words_dup_gate (const VanityAnalysis *analysis)
{
  g_autofree char *text = vanity_gate_dup_text (analysis->gate.reasons);

  return text != NULL ? vanity_words_dup_joined (text)
                      : g_strdup (_ ("Nothing in this photo stands in the way."));
}

static void
tell_measure (GString *text, const VanityGate *gate, VanityGateMeasure measure)
{
  const char *unit = vanity_gate_measure_get_unit (measure);
  float value = gate->value[measure], low, high;
  int decimals = *unit ? 0 : 2;

  if (isnan (value))
    return;
  vanity_gate_measure_get_range (measure, &low, &high);
  g_string_append_printf (text, "%s%s %.*f%s%s", text->len > 0 ? "  ·  " : "",
                          vanity_gate_measure_get_label (measure), decimals, (double)value,
                          *unit && *unit != '\xc2' ? " " : "", unit);
  if (isfinite (low) && isfinite (high))
    g_string_append_printf (text, _ (" (%.*f to %.*f)"), decimals, (double)low, decimals,
                            (double)high);
  else if (isfinite (low))
    g_string_append_printf (text, _ (" (at least %.*f)"), decimals, (double)low);
  else if (isfinite (high))
    g_string_append_printf (text, _ (" (at most %.*f)"), decimals, (double)high);
}

char *
vanity_words_dup_measures (const VanityAnalysis *analysis)
{
  static const VanityGateMeasure measures[]
      = { VANITY_GATE_SIZE, VANITY_GATE_SHARPNESS, VANITY_GATE_LIGHTNESS, VANITY_GATE_YAW };
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (measures); i++)
    tell_measure (text, &analysis->gate, measures[i]);
  return g_string_free (text, FALSE);
}

gboolean
vanity_words_knows_makeup (const VanityWorn *worn, VanityWornPart part)
{
  for (int i = 0; i < VANITY_WORN_N_LEVELS; i++)
    if (worn->makeup[part][i] > KNOWN_MAKEUP)
      return TRUE;
  return FALSE;
}

static void
line_free (gpointer data)
{
  VanityLine *line = data;

  g_free (line->label);
  g_free (line->value);
  g_free (line->why);
  g_free (line);
}

static VanityLine *
add_line (GPtrArray *lines, const char *label)
{
  VanityLine *line = g_new0 (VanityLine, 1);

  line->label = g_strdup (label);
  g_ptr_array_add (lines, line);
  return line;
}

static void G_GNUC_PRINTF (3, 4)
    add_value (GPtrArray *lines, const char *label, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  add_line (lines, label)->value = g_strdup_vprintf (format, args);
  va_end (args);
}

/* Takes `why` over; NULL is not known for no reason of the gate's. */
static void
add_why (GPtrArray *lines, const char *label, char *why)
{
  VanityLine *line = add_line (lines, label);

  line->why
      = why != NULL ? vanity_words_dup_joined (why) : g_strdup (_ ("Too little of it is seen."));
  g_free (why);
}

static void
tell_light (const VanityAnalysis *analysis, GPtrArray *lines)
{
  static const struct
  {
    unsigned bit;
    const char *label;
  } evidences[] = {
    { VANITY_LIGHT_PICKED, N_ ("the point you picked") },
    { VANITY_LIGHT_EYE_WHITES, N_ ("the whites of the eyes") },
    { VANITY_LIGHT_TEETH, N_ ("teeth") },
    { VANITY_LIGHT_EDGES, N_ ("edges in the photo") },
  };
  const VanityIlluminant *light = &analysis->light;
  g_autoptr (GString) from = g_string_new (NULL);

  if (light->temperature > 0)
    add_value (lines, _ ("Colour of the light"), _ ("about %d K"),
               (int)lround (light->temperature / 100) * 100);
  else
    add_value (lines, _ ("Colour of the light"), "%s", _ ("strongly coloured"));
  for (gsize i = 0; i < G_N_ELEMENTS (evidences); i++)
    if (light->evidence & evidences[i].bit)
      g_string_append_printf (from, "%s%s", from->len > 0 ? _ (", ") : "", _ (evidences[i].label));
  add_value (lines, _ ("How sure"), from->len > 0 ? _ ("%d %%, from %s") : "%d %%%s",
             percent (light->confidence), from->str);
  if (light->evidence & VANITY_LIGHT_UNEVEN)
    add_value (lines, _ ("Mind"), "%s", _ ("lights of several colours fall on the face"));
}

static const char *
get_undertone (int class)
{
  return vanity_undertone_get_label (class);
}

static const char *
get_season (int class)
{
  return vanity_season_get_label (class);
}

static void
tell_skin (const VanityAnalysis *analysis, GPtrArray *lines)
{
  static const char *const types[] = { "I", "II", "III", "IV", "V", "VI" };
  const VanitySkinColor *skin = &analysis->skin;
  unsigned reasons = analysis->gate.result[VANITY_GATE_UNDERTONE];
  g_autofree char *hex = vanity_words_dup_hex (skin->lab);
  g_autofree char *undertone
      = vanity_words_dup_distribution (skin->undertone, VANITY_N_UNDERTONES, get_undertone);

  add_value (lines, _ ("Colour in daylight"),
             _ ("L* %.0f ± %.0f, a* %.0f ± %.0f, b* %.0f ± %.0f; %s"), (double)skin->lab.L,
             sqrt (skin->covariance[0][0]), (double)skin->lab.a, sqrt (skin->covariance[1][1]),
             (double)skin->lab.b, sqrt (skin->covariance[2][2]), hex);
  if (skin->ita_known)
    add_value (lines, vanity_figure_get_label (VANITY_FIGURE_ITA), _ ("%.0f° ± %.0f°, %s"),
               skin->ita, skin->ita_spread, vanity_ita_class_get_label (skin->ita_class));
  else
    add_why (lines, vanity_figure_get_label (VANITY_FIGURE_ITA),
             g_strdup (vanity_skin_color_get_ita_why (skin)));
  add_value (lines, vanity_figure_get_label (VANITY_FIGURE_MONK),
             _ ("%d of 10 (%d %%), or %d (%d %%)"), skin->monk,
             percent (skin->monk_probability[skin->monk - 1]), skin->monk_second,
             percent (skin->monk_probability[skin->monk_second - 1]));
  if (skin->ita_known)
    add_value (lines, vanity_figure_get_label (VANITY_FIGURE_FITZPATRICK), _ ("perhaps %s"),
               types[CLAMP (skin->fitzpatrick, 1, 6) - 1]);
  if (reasons != 0)
    add_why (lines, vanity_figure_get_label (VANITY_FIGURE_UNDERTONE),
             vanity_gate_dup_text (reasons));
  else
    add_value (lines, vanity_figure_get_label (VANITY_FIGURE_UNDERTONE), "%s", undertone);
}

static void
tell_color (const VanityGate *gate, const char *label, const VanityFeatureColor *color,
            VanityGateResult result, GPtrArray *lines)
{
  g_autofree char *hex = vanity_words_dup_hex (color->lab);

  if (color->known)
    add_value (lines, label, _ ("%s, sure to %d %%"), hex, percent (color->sure));
  else
    add_why (lines, label, vanity_gate_dup_text (gate->result[result]));
}

static void
tell_colors (const VanityAnalysis *analysis, GPtrArray *lines)
{
  const VanityFaceColors *colors = &analysis->colors;
  const VanityGate *gate = &analysis->gate;
  g_autofree char *season
      = vanity_words_dup_distribution (colors->season, VANITY_N_SEASONS, get_season);

  tell_color (gate, _ ("Hair"), &colors->hair, VANITY_GATE_HAIR_COLOR, lines);
  tell_color (gate, _ ("Brows"), &colors->brows, VANITY_GATE_BROW_COLOR, lines);
  tell_color (gate, _ ("Eyes"), &colors->eyes, VANITY_GATE_EYE_COLOR, lines);
  tell_color (gate, _ ("Lips"), &colors->lips, VANITY_GATE_LIP_COLOR, lines);
  if (colors->contrast_known)
    add_value (lines, vanity_figure_get_label (VANITY_FIGURE_CONTRAST), _ ("%.0f of 100"),
               colors->contrast);
  if (colors->season_known)
    add_value (lines, vanity_figure_get_label (VANITY_FIGURE_SEASON), _ ("%s (a convention)"),
               season);
  else
    add_why (lines, vanity_figure_get_label (VANITY_FIGURE_SEASON),
             vanity_gate_dup_text (gate->result[VANITY_GATE_UNDERTONE]));
}

/* Of which trait vanity_words_dup_distribution () tells the classes cannot be handed through it. */
static char *
dup_trait (const VanityTrait *trait, VanityTraitId id)
{
  GString *text = g_string_new (vanity_trait_get_class_label (id, trait->top));
  int second = -1;

  g_string_append_printf (text, " %d %%", percent (trait->probability[trait->top]));
  for (int i = 0; i < vanity_trait_get_n_classes (id); i++)
    if (i != trait->top && (second < 0 || trait->probability[i] > trait->probability[second]))
      second = i;
  if (second >= 0 && trait->probability[second] >= MIN_PROBABILITY)
    g_string_append_printf (text, "%s%s %d %%", _ (", "), vanity_trait_get_class_label (id, second),
                            percent (trait->probability[second]));
  return g_string_free (text, FALSE);
}

static void
tell_features (const VanityAnalysis *analysis, GPtrArray *lines)
{
  for (int i = 0; i < VANITY_N_TRAITS; i++)
    if (analysis->features.traits[i].known)
      add_line (lines, vanity_trait_get_label (i))->value
          = dup_trait (&analysis->features.traits[i], i);
  for (int i = VANITY_GATE_FACE_SHAPE; i <= VANITY_GATE_LIP_SHAPE; i++)
    if (analysis->gate.result[i] != 0)
      add_why (lines, vanity_gate_result_get_label (i),
               vanity_gate_dup_text (analysis->gate.result[i]));
}

static void
tell_worn (const VanityAnalysis *analysis, GPtrArray *lines)
{
  const VanityWorn *worn = &analysis->worn;

  for (int i = 0; i < VANITY_WORN_N_PARTS; i++)
    {
      VanityWornLevel level = vanity_worn_get_level (worn, i);

      if (vanity_words_knows_makeup (worn, i))
        add_value (lines, vanity_worn_part_get_label (i), "%s %d %%",
                   vanity_worn_level_get_label (level), percent (worn->makeup[i][level]));
      else
        add_why (lines, vanity_worn_part_get_label (i), NULL);
    }
  add_value (lines, _ ("Glasses"), "%d %%", percent (worn->glasses));
  add_value (lines, _ ("Beard"), "%d %%", percent (worn->beard));
}

GPtrArray *
vanity_words_new_lines (const VanityAnalysis *analysis, VanityAnalysisPart part)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);

  if (!vanity_analysis_has (analysis, part))
    {
      add_why (lines, vanity_analysis_part_get_label (part),
               vanity_analysis_dup_why (analysis, part));
      return lines;
    }
  if (part == VANITY_ANALYSIS_LIGHT)
    tell_light (analysis, lines);
  else if (part == VANITY_ANALYSIS_SKIN)
    tell_skin (analysis, lines);
  else if (part == VANITY_ANALYSIS_COLORS)
    tell_colors (analysis, lines);
  else if (part == VANITY_ANALYSIS_FEATURES)
    tell_features (analysis, lines);
  else if (part == VANITY_ANALYSIS_WORN)
    tell_worn (analysis, lines);
  return lines;
}

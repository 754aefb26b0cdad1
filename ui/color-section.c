#include "ui/color-section.h"

#include "analysis/explain.h"
#include "ui/color-strip.h"
#include "ui/nudge-box.h"
#include "ui/probability-bars.h"
#include "ui/swatch.h"
#include "ui/tone-strip.h"

#include <glib/gi18n.h>
#include <math.h>

#define SKIN_SIDE 72
#define SEASONS_SHOWN 4

struct _VanityColorSection
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *why;
  GtkWidget *skin;
  GtkWidget *swatch_place;
  GtkWidget *swatch;
  GtkWidget *tone;
  GtkWidget *scales;
  GtkWidget *strip;
  GtkWidget *no_undertone;
  GtkWidget *undertone;
  GtkWidget *light;
  GtkWidget *nudging;
  GtkWidget *nudge;
  GtkWidget *colors;
  GtkWidget *contrast;
  GtkWidget *season_expander;
  GtkWidget *season;
  GtkWidget *season_limits;
  GtkWidget *limits_expander;
  GtkWidget *limits;
};

static guint options_changed_signal;

G_DEFINE_FINAL_TYPE (VanityColorSection, vanity_color_section, GTK_TYPE_WIDGET)

const char *
vanity_color_section_get_text (VanityColorSection *self)
{
  GtkWidget *label = gtk_widget_get_visible (self->skin) ? self->tone : self->why;

  return gtk_label_get_text (GTK_LABEL (label));
}

static void
on_nudged (VanityColorSection *self)
{
  g_signal_emit (self, options_changed_signal, 0);
}

void
vanity_color_section_set_options (VanityColorSection *self, const VanityAnalysisOptions *options)
{
  vanity_nudge_box_set_options (VANITY_NUDGE_BOX (self->nudge), options);
}

void
vanity_color_section_get_options (VanityColorSection *self, VanityAnalysisOptions *options)
{
  vanity_nudge_box_get_options (VANITY_NUDGE_BOX (self->nudge), options);
}

void
vanity_color_section_set_open (VanityColorSection *self, gboolean open)
{
  gtk_expander_set_expanded (GTK_EXPANDER (self->nudging), open);
}

/* A label goes with its text. */
static void
say (GtkWidget *label, const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL);
}

static void
set_tone (VanityColorSection *self, const VanitySkinColor *skin)
{
  static const char *const types[] = { "", "I", "II", "III", "IV", "V", "VI" };
  g_autofree char *tone = NULL;
  g_autofree char *scales = NULL;
  g_autofree char *name = NULL;

  if (skin->monk_second > 0 && skin->monk_probability[skin->monk_second - 1] >= 0.2F)
    tone = g_strdup_printf (_ ("Monk tone %d, perhaps %d"), skin->monk, skin->monk_second);
  else
    tone = g_strdup_printf (_ ("Monk tone %d"), skin->monk);
  if (skin->ita_known)
    scales = g_strdup_printf (
        /* Translators: typology angle and its error, its class, a roman numeral. */
        _ ("ITA %.0f° ± %.0f°: %s. Fitzpatrick perhaps %s."), skin->ita, skin->ita_spread,
        vanity_ita_class_get_label (skin->ita_class), types[CLAMP (skin->fitzpatrick, 0, 6)]);
  else
    scales = g_strdup (vanity_skin_color_get_ita_why (skin));
  name = g_strdup_printf (
      /* Translators: the colour of the skin in CIE Lab, each with its error. */
      _ ("Your skin in daylight: L* %.0f ± %.0f, a* %.0f ± %.0f, b* %.0f ± %.0f"), skin->lab.L,
      sqrt (skin->covariance[0][0]), skin->lab.a, sqrt (skin->covariance[1][1]), skin->lab.b,
      sqrt (skin->covariance[2][2]));

  vanity_swatch_set_lab (VANITY_SWATCH (self->swatch), &skin->lab);
  vanity_swatch_set_text (VANITY_SWATCH (self->swatch), name);
  gtk_label_set_label (GTK_LABEL (self->tone), tone);
  gtk_label_set_label (GTK_LABEL (self->scales), scales);
  vanity_tone_strip_set_tones (VANITY_TONE_STRIP (self->strip), skin->monk, skin->monk_second,
                               skin->monk_probability);
}

static void
set_undertone (VanityColorSection *self, const VanityAnalysis *analysis)
{
  unsigned reasons = analysis->gate.result[VANITY_GATE_UNDERTONE];
  g_autofree char *why = vanity_gate_dup_text (reasons);
  const char *labels[VANITY_N_UNDERTONES];

  for (int i = 0; i < VANITY_N_UNDERTONES; i++)
    labels[i] = vanity_undertone_get_label (i);
  say (self->no_undertone, why);
  gtk_widget_set_visible (self->undertone, reasons == 0);
  vanity_probability_bars_set (VANITY_PROBABILITY_BARS (self->undertone), labels,
                               analysis->skin.undertone, VANITY_N_UNDERTONES, VANITY_N_UNDERTONES);
}

/* What was taken off the colours before they were called anything. */
static void
set_light (VanityColorSection *self, const VanityAnalysis *analysis)
{
  const VanityIlluminant *light = &analysis->light;
  g_autofree char *text = NULL;

  /* What keeps back the skin's colour has been said. */
  if (vanity_analysis_get_reasons (analysis, VANITY_ANALYSIS_LIGHT) != 0)
    text = NULL;
  else if (!vanity_analysis_has (analysis, VANITY_ANALYSIS_LIGHT))
    text = vanity_analysis_dup_why (analysis, VANITY_ANALYSIS_LIGHT);
  else if (light->evidence & VANITY_LIGHT_PICKED)
    text = g_strdup (_ ("Light: as the white you pointed at says."));
  else if (light->temperature <= 0)
    text = g_strdup_printf (_ ("Light: strongly coloured (%s)."),
                            vanity_get_sure_label (light->confidence));
  else
    text = g_strdup_printf (
        /* Translators: kelvin, light, and how sure that is. */
        _ ("Light: about %.0f K, %s (%s)."), 100 * round (light->temperature / 100),
        light->temperature < 4500   ? _ ("warm as of a lamp")
        : light->temperature > 7500 ? _ ("cool as in shade")
                                    : _ ("like daylight"),
        vanity_get_sure_label (light->confidence));
  say (self->light, text);
}

static void
set_season (VanityColorSection *self, const VanityAnalysis *analysis)
{
  const VanityFaceColors *colors = &analysis->colors;
  gboolean has = vanity_analysis_has (analysis, VANITY_ANALYSIS_COLORS);
  g_autofree char *contrast = NULL;
  const char *labels[VANITY_N_SEASONS];

  if (has && colors->contrast_known)
    contrast = g_strdup_printf (
        /* Translators: "low", "middling" or "high", and the number behind it. */
        _ ("Contrast of skin, hair and eyes: %s (%.0f of L*)."),
        colors->contrast < 20   ? C_ ("contrast", "low")
        : colors->contrast > 45 ? C_ ("contrast", "high")
                                : C_ ("contrast", "middling"),
        colors->contrast);
  say (self->contrast, contrast);
  gtk_widget_set_visible (self->season_expander, has && colors->season_known);
  for (int i = 0; i < VANITY_N_SEASONS; i++)
    labels[i] = vanity_season_get_label (i);
  vanity_probability_bars_set (VANITY_PROBABILITY_BARS (self->season), labels, colors->season,
                               VANITY_N_SEASONS, SEASONS_SHOWN);
}

/* What none of the figures above can tell. */
static void
fill_limits (VanityColorSection *self)
{
  static const VanityFigure figures[]
      = { VANITY_FIGURE_LIGHT,  VANITY_FIGURE_SKIN_COLOR,  VANITY_FIGURE_ITA,
          VANITY_FIGURE_MONK,   VANITY_FIGURE_FITZPATRICK, VANITY_FIGURE_UNDERTONE,
          VANITY_FIGURE_COLORS, VANITY_FIGURE_CONTRAST };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    g_string_append_printf (text, C_ ("figure", "%s%s. %s"), i > 0 ? "\n\n" : "",
                            vanity_figure_get_label (figures[i]),
                            vanity_figure_get_limits (figures[i]));
  gtk_label_set_label (GTK_LABEL (self->limits), text->str);
  gtk_label_set_label (GTK_LABEL (self->season_limits),
                       vanity_figure_get_limits (VANITY_FIGURE_SEASON));
}

void
vanity_color_section_set_analysis (VanityColorSection *self, const VanityAnalysis *analysis)
{
  gboolean has = vanity_analysis_has (analysis, VANITY_ANALYSIS_SKIN);
  g_autofree char *why = has ? NULL : vanity_analysis_dup_why (analysis, VANITY_ANALYSIS_SKIN);

  say (self->why, why);
  gtk_widget_set_visible (self->skin, has);
  gtk_widget_set_visible (self->nudging, has);
  gtk_widget_set_visible (self->limits_expander, has);
  if (has)
    {
      set_tone (self, &analysis->skin);
      set_undertone (self, analysis);
    }
  set_light (self, analysis);
  vanity_color_strip_set_analysis (VANITY_COLOR_STRIP (self->colors), analysis);
  set_season (self, analysis);
}

static void
vanity_color_section_dispose (GObject *object)
{
  g_clear_pointer (&VANITY_COLOR_SECTION (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_color_section_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, VanityColorSection, name)

static void
vanity_color_section_class_init (VanityColorSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_color_section_dispose;

  options_changed_signal = g_signal_new ("options-changed", VANITY_TYPE_COLOR_SECTION,
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (VANITY_TYPE_COLOR_STRIP);
  g_type_ensure (VANITY_TYPE_NUDGE_BOX);
  g_type_ensure (VANITY_TYPE_PROBABILITY_BARS);
  g_type_ensure (VANITY_TYPE_TONE_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/color-section.ui");
  BIND (box);
  BIND (why);
  BIND (skin);
  BIND (swatch_place);
  BIND (tone);
  BIND (scales);
  BIND (strip);
  BIND (no_undertone);
  BIND (undertone);
  BIND (light);
  BIND (nudging);
  BIND (nudge);
  BIND (colors);
  BIND (contrast);
  BIND (season_expander);
  BIND (season);
  BIND (season_limits);
  BIND (limits_expander);
  BIND (limits);
  gtk_widget_class_bind_template_callback (widget_class, on_nudged);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
vanity_color_section_init (VanityColorSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->swatch = GTK_WIDGET (vanity_swatch_new (SKIN_SIDE, SKIN_SIDE));
  gtk_box_append (GTK_BOX (self->swatch_place), self->swatch);
  fill_limits (self);
  vanity_probability_bars_set_text (VANITY_PROBABILITY_BARS (self->undertone), _ ("Undertone"));
  vanity_probability_bars_set_text (VANITY_PROBABILITY_BARS (self->season), _ ("Season"));
}

#include "ui/analysis-panel.h"

#include "analysis/explain.h"
#include "ui/color-section.h"
#include "ui/concern-list.h"
#include "ui/condition-list.h"
#include "ui/feature-section.h"

#include <glib/gi18n.h>

/* In a narrow window the panel leaves the photo the better half. */
#define NARROW_HEIGHT 250

struct _VanityAnalysisPanel
{
  GtkWidget parent_instance;

  GtkWidget *pages;
  GtkWidget *scrolled;
  GtkWidget *error;
  GtkWidget *notice;
  GtkWidget *spinner;
  GtkWidget *buttons;
  GtkWidget *conditions;
  GtkWidget *colors;
  GtkWidget *concerns;
  GtkWidget *features;

  VanityInsight *insight; /* or NULL */
  VanityFinding *shown;   /* what the sections hold, or NULL */
};

enum
{
  PROP_0,
  PROP_INSIGHT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VanityAnalysisPanel, vanity_analysis_panel, GTK_TYPE_WIDGET)

VanityInsight *
vanity_analysis_panel_get_insight (VanityAnalysisPanel *self)
{
  return self->insight;
}

const char *
vanity_analysis_panel_get_page (VanityAnalysisPanel *self)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (self->pages));
}

static void
on_options_changed (VanityAnalysisPanel *self)
{
  VanityAnalysisOptions options = *vanity_insight_get_options (self->insight);

  vanity_color_section_get_options (VANITY_COLOR_SECTION (self->colors), &options);
  options.is_child = vanity_condition_list_get_child (VANITY_CONDITION_LIST (self->conditions));
  vanity_insight_set_options (self->insight, &options);
}

static void
on_show (VanityAnalysisPanel *self, const VanityEvidence *evidence)
{
  vanity_insight_show (self->insight, evidence);
}

static void
on_stop (VanityAnalysisPanel *self)
{
  vanity_insight_stop (self->insight);
}

static void
on_retry (VanityAnalysisPanel *self)
{
  vanity_insight_retry (self->insight);
}

static const char *
find_page (VanityAnalysisPanel *self)
{
  /* What was found before stays in sight while it is looked at again. */
  if (self->insight != NULL && vanity_insight_get_finding (self->insight) != NULL)
    return "found";

  switch (self->insight != NULL ? vanity_insight_get_state (self->insight) : VANITY_INSIGHT_IDLE)
    {
    case VANITY_INSIGHT_WORKING:
      return "working";
    case VANITY_INSIGHT_STOPPED:
      return "stopped";
    case VANITY_INSIGHT_FAILED:
      return "failed";
    case VANITY_INSIGHT_IDLE:
    case VANITY_INSIGHT_READY:
    default:
      return "waiting";
    }
}

static void
show_finding (VanityAnalysisPanel *self)
{
  VanityFinding *finding
      = self->insight != NULL ? vanity_insight_get_finding (self->insight) : NULL;

  if (finding == self->shown)
    return;

  g_clear_pointer (&self->shown, vanity_finding_unref);
  if (finding == NULL)
    return;

  self->shown = vanity_finding_ref (finding);
  vanity_condition_list_set_analysis (VANITY_CONDITION_LIST (self->conditions), finding->analysis);
  vanity_color_section_set_analysis (VANITY_COLOR_SECTION (self->colors), finding->analysis);
  vanity_concern_list_set_analysis (VANITY_CONCERN_LIST (self->concerns), finding->analysis);
  vanity_feature_section_set_analysis (VANITY_FEATURE_SECTION (self->features), finding->analysis);
}

static void
on_overlay_changed (VanityAnalysisPanel *self)
{
  vanity_concern_list_set_shown (VANITY_CONCERN_LIST (self->concerns),
                                 self->insight != NULL ? vanity_insight_get_evidence (self->insight)
                                                       : NULL);
}

static void
update (VanityAnalysisPanel *self)
{
  const GError *error = self->insight != NULL ? vanity_insight_get_error (self->insight) : NULL;
  gboolean working
      = self->insight != NULL && vanity_insight_get_state (self->insight) == VANITY_INSIGHT_WORKING;

  show_finding (self);
  on_overlay_changed (self);
  if (self->insight != NULL)
    {
      const VanityAnalysisOptions *options = vanity_insight_get_options (self->insight);

      vanity_color_section_set_options (VANITY_COLOR_SECTION (self->colors), options);
      vanity_condition_list_set_child (VANITY_CONDITION_LIST (self->conditions), options->is_child);
    }
  gtk_label_set_label (GTK_LABEL (self->error), error != NULL ? error->message : "");
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), working);
  gtk_widget_set_visible (self->spinner, working);
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), find_page (self));
}

void
vanity_analysis_panel_set_document (VanityAnalysisPanel *self, VanityDocument *document)
{
  if (self->insight != NULL)
    g_signal_handlers_disconnect_by_data (self->insight, self);
  g_clear_object (&self->insight);

  if (document != NULL)
    {
      self->insight = vanity_insight_new (document);
      g_signal_connect_object (self->insight, "notify::state", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->insight, "notify::overlay", G_CALLBACK (on_overlay_changed),
                               self, G_CONNECT_SWAPPED);
      if (gtk_widget_get_mapped (GTK_WIDGET (self)))
        vanity_insight_set_wanted (self->insight, TRUE);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INSIGHT]);
  update (self);
}

void
vanity_analysis_panel_set_narrow (VanityAnalysisPanel *self, gboolean narrow)
{
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scrolled),
                                              narrow ? NARROW_HEIGHT : -1);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scrolled),
                                              narrow ? NARROW_HEIGHT : -1);
}

/* Nothing is looked at before somebody wants to know. */
static void
vanity_analysis_panel_map (GtkWidget *widget)
{
  VanityAnalysisPanel *self = VANITY_ANALYSIS_PANEL (widget);

  GTK_WIDGET_CLASS (vanity_analysis_panel_parent_class)->map (widget);
  if (self->insight != NULL)
    vanity_insight_set_wanted (self->insight, TRUE);
}

static void
vanity_analysis_panel_unmap (GtkWidget *widget)
{
  VanityAnalysisPanel *self = VANITY_ANALYSIS_PANEL (widget);

  if (self->insight != NULL)
    {
      vanity_insight_set_wanted (self->insight, FALSE);
      vanity_insight_show (self->insight, NULL); /* it goes with the page */
    }
  GTK_WIDGET_CLASS (vanity_analysis_panel_parent_class)->unmap (widget);
}

static void
vanity_analysis_panel_dispose (GObject *object)
{
  VanityAnalysisPanel *self = VANITY_ANALYSIS_PANEL (object);

  if (self->insight != NULL)
    g_signal_handlers_disconnect_by_data (self->insight, self);
  g_clear_object (&self->insight);
  g_clear_pointer (&self->shown, vanity_finding_unref);
  g_clear_pointer (&self->pages, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_analysis_panel_parent_class)->dispose (object);
}

static void
vanity_analysis_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_INSIGHT:
      g_value_set_object (value, VANITY_ANALYSIS_PANEL (object)->insight);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, VanityAnalysisPanel, name)

static void
vanity_analysis_panel_class_init (VanityAnalysisPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vanity_analysis_panel_dispose;
  object_class->get_property = vanity_analysis_panel_get_property;
  widget_class->map = vanity_analysis_panel_map;
  widget_class->unmap = vanity_analysis_panel_unmap;

  properties[PROP_INSIGHT]
      = g_param_spec_object ("insight", NULL, NULL, VANITY_TYPE_INSIGHT,
                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (VANITY_TYPE_COLOR_SECTION);
  g_type_ensure (VANITY_TYPE_CONCERN_LIST);
  g_type_ensure (VANITY_TYPE_CONDITION_LIST);
  g_type_ensure (VANITY_TYPE_FEATURE_SECTION);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/vanity/Vanity/analysis-panel.ui");
  BIND (pages);
  BIND (buttons);
  BIND (scrolled);
  BIND (error);
  BIND (notice);
  BIND (spinner);
  BIND (conditions);
  BIND (colors);
  BIND (concerns);
  BIND (features);
  gtk_widget_class_bind_template_callback (widget_class, on_options_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_show);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_retry);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "analysispanel");
}

/* In some languages they are longer than the panel is wide. */
static void
let_words_give_way (VanityAnalysisPanel *self)
{
  for (GtkWidget *button = gtk_widget_get_first_child (self->buttons); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))),
                             PANGO_ELLIPSIZE_END);
}

static void
vanity_analysis_panel_init (VanityAnalysisPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_label_set_label (GTK_LABEL (self->notice), vanity_explain_get_notice ());
  let_words_give_way (self);
  update (self);
}

#include "ui/feature-section.h"

#include "ui/feature-part.h"

#include <glib/gi18n.h>

struct _VanityFeatureSection
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *why;
  GtkWidget *doubts;
  GtkWidget *parts[VANITY_N_PARTS]; /* VanityFeaturePart */
};

G_DEFINE_FINAL_TYPE (VanityFeatureSection, vanity_feature_section, GTK_TYPE_WIDGET)

static char *
dup_doubts (const VanityFeatures *features)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (unsigned bit = 1; bit <= VANITY_DOUBT_SMALL; bit <<= 1)
    if (features->doubts & bit)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                              vanity_doubt_get_label (bit));

  return g_strdup (text->str);
}

void
vanity_feature_section_set_analysis (VanityFeatureSection *self, const VanityAnalysis *analysis)
{
  gboolean has = vanity_analysis_has (analysis, VANITY_ANALYSIS_FEATURES);
  g_autofree char *why = has ? NULL : vanity_analysis_dup_why (analysis, VANITY_ANALYSIS_FEATURES);
  g_autofree char *doubts = has ? dup_doubts (&analysis->features) : g_strdup ("");

  gtk_label_set_label (GTK_LABEL (self->why), why != NULL ? why : "");
  gtk_widget_set_visible (self->why, !has);
  gtk_label_set_label (GTK_LABEL (self->doubts), doubts);
  gtk_widget_set_visible (self->doubts, *doubts != '\0');
  for (int i = 0; i < VANITY_N_PARTS; i++)
    if (has)
      vanity_feature_part_set_features (VANITY_FEATURE_PART (self->parts[i]), &analysis->features);
    else
      gtk_widget_set_visible (self->parts[i], FALSE);
}

static void
vanity_feature_section_dispose (GObject *object)
{
  g_clear_pointer (&VANITY_FEATURE_SECTION (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_feature_section_parent_class)->dispose (object);
}

static void
vanity_feature_section_class_init (VanityFeatureSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_feature_section_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/vanity/Vanity/feature-section.ui");
  gtk_widget_class_bind_template_child (widget_class, VanityFeatureSection, box);
  gtk_widget_class_bind_template_child (widget_class, VanityFeatureSection, why);
  gtk_widget_class_bind_template_child (widget_class, VanityFeatureSection, doubts);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
vanity_feature_section_init (VanityFeatureSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < VANITY_N_PARTS; i++)
    {
      self->parts[i] = GTK_WIDGET (vanity_feature_part_new (i));
      gtk_box_append (GTK_BOX (self->box), self->parts[i]);
    }
}

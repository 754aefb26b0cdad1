#include "ui/feature-part.h"

#include "ui/probability-bars.h"
#include "ui/renew-box.h"

#include <glib/gi18n.h>

struct _VanityFeaturePart
{
  GtkWidget parent_instance;

  VanityPart part;
  GtkWidget *expander;
  GtkWidget *title;
  GtkWidget *answer; /* the most probable shape, beside the title */
  GtkWidget *content;
};

G_DEFINE_FINAL_TYPE (VanityFeaturePart, vanity_feature_part, GTK_TYPE_WIDGET)

/* A trait belongs to the part that its weightiest measure is of. */
static gboolean
is_trait_of (VanityTraitId trait, VanityPart part)
{
  int n;
  const VanityMeasureId *measures = vanity_trait_get_measures (trait, &n);

  return n > 0 && vanity_measure_get_info (measures[0])->part == part;
}

static GtkWidget *
add_label (VanityFeaturePart *self, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 16);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self->content), label);

  return label;
}

static void
add_trait (VanityFeaturePart *self, const VanityTrait *trait, VanityTraitId id)
{
  GtkWidget *bars = GTK_WIDGET (vanity_probability_bars_new ());
  int n = vanity_trait_get_n_classes (id);
  const char *labels[VANITY_TRAIT_MAX_CLASSES];

  for (int i = 0; i < n; i++)
    labels[i] = vanity_trait_get_class_label (id, i);
  add_label (self, vanity_trait_get_label (id), "caption-heading");
  vanity_probability_bars_set_text (VANITY_PROBABILITY_BARS (bars), vanity_trait_get_label (id));
  vanity_probability_bars_set (VANITY_PROBABILITY_BARS (bars), labels, trait->probability, n, n);
  gtk_box_append (GTK_BOX (self->content), bars);
}

static void
add_measures (VanityFeaturePart *self, const VanityFeatures *features)
{
  gboolean any = FALSE;

  for (int i = 0; i < VANITY_N_MEASURES; i++)
    {
      const VanityMeasureInfo *info = vanity_measure_get_info (i);
      const VanityMeasure *measure = &features->measures[i];
      int digits = *info->unit == '\0' ? 2 : 0;
      g_autofree char *text = NULL;

      if (info->part != self->part || !measure->known)
        continue;
      if (!any)
        add_label (self, _ ("Measures"), "caption-heading");
      any = TRUE;
      text = g_strdup_printf (
          /* Translators: a measure, its value with unit, and the range of most people. */
          _ ("%s: %.*f%s (usually %.*f to %.*f)"), info->name, digits, measure->value, info->unit,
          digits, info->usual[0], digits, info->usual[1]);
      gtk_widget_add_css_class (add_label (self, text, "caption"), "dim-label");
    }
}

static void
add_symmetry (VanityFeaturePart *self, const VanityFeatures *features)
{
  float value = features->asymmetry[self->part];
  g_autofree char *text = NULL;

  if (value < 0)
    return;

  if (value <= features->asymmetry_floor[self->part])
    text = g_strdup (_ ("Both sides are alike, as far as the photo can tell."));
  else
    text = g_strdup_printf (
        _ ("The two sides differ by %.1f%% of the face’s width; nobody’s are the same."),
        (double)value);
  add_label (self, _ ("Symmetry"), "caption-heading");
  gtk_widget_add_css_class (add_label (self, text, "caption"), "dim-label");
}

static void
add_advice (VanityFeaturePart *self, const VanityFeatures *features)
{
  gboolean any = FALSE;

  for (int i = 0; i < features->n_advice; i++)
    {
      const VanityFeatureAdvice *advice = &features->advice[i];

      if (!is_trait_of (advice->trait, self->part))
        continue;
      if (!any)
        add_label (self, _ ("What Makeup Artists Do"), "caption-heading");
      any = TRUE;
      add_label (self, advice->text, "caption");
    }
}

/* The most probable class of the part's first trait that is known, with how probable it is. */
static char *
dup_answer (VanityFeaturePart *self, const VanityFeatures *features)
{
  for (int i = 0; i < VANITY_N_TRAITS; i++)
    if (features->traits[i].known && is_trait_of (i, self->part))
      {
        const VanityTrait *trait = &features->traits[i];
        int percent = (int)(100 * trait->probability[trait->top] + 0.5F);

        /* Translators: a shape, and how probable it is. */
        return g_strdup_printf (C_ ("shape", "%s, %d%%"),
                                vanity_trait_get_class_label (i, trait->top), percent);
      }

  return NULL;
}

void
vanity_feature_part_set_features (VanityFeaturePart *self, const VanityFeatures *features)
{
  g_autofree char *answer = dup_answer (self, features);

  vanity_renew_box (&self->content);
  for (int i = 0; i < VANITY_N_TRAITS; i++)
    if (features->traits[i].known && is_trait_of (i, self->part))
      add_trait (self, &features->traits[i], i);
  add_advice (self, features);
  add_symmetry (self, features);
  add_measures (self, features);

  gtk_label_set_label (GTK_LABEL (self->answer), answer != NULL ? answer : "");
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (self->content) != NULL);
}

static void
vanity_feature_part_dispose (GObject *object)
{
  g_clear_pointer (&VANITY_FEATURE_PART (object)->expander, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_feature_part_parent_class)->dispose (object);
}

static void
vanity_feature_part_class_init (VanityFeaturePartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_feature_part_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/feature-part.ui");
  gtk_widget_class_bind_template_child (widget_class, VanityFeaturePart, expander);
  gtk_widget_class_bind_template_child (widget_class, VanityFeaturePart, title);
  gtk_widget_class_bind_template_child (widget_class, VanityFeaturePart, answer);
  gtk_widget_class_bind_template_child (widget_class, VanityFeaturePart, content);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
vanity_feature_part_init (VanityFeaturePart *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

VanityFeaturePart *
vanity_feature_part_new (VanityPart part)
{
  VanityFeaturePart *self = g_object_new (VANITY_TYPE_FEATURE_PART, NULL);

  self->part = part;
  gtk_label_set_label (GTK_LABEL (self->title), vanity_part_get_label (part));

  return self;
}

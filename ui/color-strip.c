#include "ui/color-strip.h"

#include "ui/swatch.h"

#include <glib/gi18n.h>

#define HEIGHT 32

typedef enum
{
  HAIR,
  BROWS,
  EYES,
  LIPS,
  N_COLORS
} Color;

static const struct
{
  const char *label;
  VanityGateResult result;
} kinds[N_COLORS] = {
  [HAIR] = { N_ ("Hair"), VANITY_GATE_HAIR_COLOR },
  [BROWS] = { N_ ("Brows"), VANITY_GATE_BROW_COLOR },
  [EYES] = { N_ ("Eyes"), VANITY_GATE_EYE_COLOR },
  [LIPS] = { N_ ("Lips"), VANITY_GATE_LIP_COLOR },
};

struct _VanityColorStrip
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *colors;
  GtkWidget *swatches[N_COLORS];
  GtkWidget *why;
};

G_DEFINE_FINAL_TYPE (VanityColorStrip, vanity_color_strip, GTK_TYPE_WIDGET)

const char *
vanity_get_sure_label (float sure)
{
  return sure >= 0.7F ? _ ("quite sure") : sure >= 0.35F ? _ ("not very sure") : _ ("a guess");
}

void
vanity_color_strip_set_analysis (VanityColorStrip *self, const VanityAnalysis *analysis)
{
  const VanityFaceColors *colors = &analysis->colors;
  const VanityFeatureColor *all[N_COLORS] = {
    [HAIR] = &colors->hair, [BROWS] = &colors->brows, [EYES] = &colors->eyes, [LIPS] = &colors->lips
  };
  gboolean has = vanity_analysis_has (analysis, VANITY_ANALYSIS_COLORS);
  unsigned all_reasons = 0;
  gboolean unseen = FALSE;
  g_autofree char *all_why = NULL;

  for (int i = 0; i < N_COLORS; i++)
    {
      gboolean known = has && all[i]->known;
      unsigned reasons = analysis->gate.result[kinds[i].result];
      g_autofree char *why = known ? NULL : vanity_gate_dup_text (reasons);
      g_autofree char *text = NULL;

      if (known)
        /* Translators: what has the colour, the colour in CIE Lab, and how sure that is. */
        text = g_strdup_printf (_ ("%s: L* %.0f, a* %.0f, b* %.0f (%s)"), _ (kinds[i].label),
                                all[i]->lab.L, all[i]->lab.a, all[i]->lab.b,
                                vanity_get_sure_label (all[i]->sure));
      else
        /* Translators: what has the colour, and why it is not told. */
        text = g_strdup_printf (_ ("%s: not told. %s"), _ (kinds[i].label),
                                why != NULL ? why : _ ("Too little of it is seen."));
      vanity_swatch_set_lab (VANITY_SWATCH (self->swatches[i]), known ? &all[i]->lab : NULL);
      vanity_swatch_set_text (VANITY_SWATCH (self->swatches[i]), text);
      all_reasons |= known ? 0 : reasons;
      unseen = unseen || (!known && reasons == 0);
    }
  all_why = vanity_gate_dup_text (all_reasons);
  if (all_why == NULL && unseen)
    all_why = g_strdup (_ ("Crossed out: too little of it is seen."));
  gtk_widget_set_visible (GTK_WIDGET (self), has);
  gtk_label_set_label (GTK_LABEL (self->why), all_why != NULL ? all_why : "");
  gtk_widget_set_visible (self->why, all_why != NULL);
}

static void
vanity_color_strip_dispose (GObject *object)
{
  g_clear_pointer (&VANITY_COLOR_STRIP (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_color_strip_parent_class)->dispose (object);
}

static void
vanity_color_strip_class_init (VanityColorStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_color_strip_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/color-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, VanityColorStrip, box);
  gtk_widget_class_bind_template_child (widget_class, VanityColorStrip, colors);
  gtk_widget_class_bind_template_child (widget_class, VanityColorStrip, why);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
vanity_color_strip_init (VanityColorStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < N_COLORS; i++)
    {
      GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
      GtkWidget *label = gtk_label_new (_ (kinds[i].label));

      self->swatches[i] = GTK_WIDGET (vanity_swatch_new (HEIGHT, HEIGHT));
      gtk_widget_add_css_class (label, "caption");
      gtk_box_append (GTK_BOX (column), self->swatches[i]);
      gtk_box_append (GTK_BOX (column), label);
      gtk_box_append (GTK_BOX (self->colors), column);
    }
}

#include "ui/tone-strip.h"

#include "image/skin-tone.h"
#include "ui/swatch.h"

#include <glib/gi18n.h>

#define WIDTH 18
#define HEIGHT 30
#define GAP 3

struct _VanityToneStrip
{
  GtkWidget parent_instance;

  GtkWidget *swatches[VANITY_SKIN_TONES];
};

G_DEFINE_FINAL_TYPE (VanityToneStrip, vanity_tone_strip, GTK_TYPE_WIDGET)

static char *
describe (int tone, int first, int second, const float *probability)
{
  int percent = probability != NULL ? (int)(100 * probability[tone - 1] + 0.5F) : 0;

  if (tone == first)
    return g_strdup_printf (_ ("Monk tone %d: the nearest, %d%% likely"), tone, percent);
  if (tone == second)
    return g_strdup_printf (_ ("Monk tone %d: the second nearest, %d%% likely"), tone, percent);
  if (probability != NULL)
    return g_strdup_printf (_ ("Monk tone %d: %d%% likely"), tone, percent);

  return g_strdup_printf (_ ("Monk tone %d"), tone);
}

void
vanity_tone_strip_set_tones (VanityToneStrip *self, int first, int second, const float *probability)
{
  for (int tone = 1; tone <= VANITY_SKIN_TONES; tone++)
    {
      VanitySwatch *swatch = VANITY_SWATCH (self->swatches[tone - 1]);
      g_autofree char *text = describe (tone, first, second, probability);

      vanity_swatch_set_mark (swatch, tone == first    ? VANITY_SWATCH_FIRST
                                      : tone == second ? VANITY_SWATCH_SECOND
                                                       : VANITY_SWATCH_PLAIN);
      vanity_swatch_set_text (swatch, text);
    }
}

static void
vanity_tone_strip_dispose (GObject *object)
{
  VanityToneStrip *self = VANITY_TONE_STRIP (object);

  for (int i = 0; i < VANITY_SKIN_TONES; i++)
    g_clear_pointer (&self->swatches[i], gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_tone_strip_parent_class)->dispose (object);
}

static void
vanity_tone_strip_class_init (VanityToneStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_tone_strip_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tonestrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vanity_tone_strip_init (VanityToneStrip *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_box_layout_set_spacing (layout, GAP);
  gtk_box_layout_set_homogeneous (layout, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Monk Skin Tone Scale, from the lightest to the deepest"), -1);
  for (int i = 0; i < VANITY_SKIN_TONES; i++)
    {
      VanityLab lab = vanity_skin_tone_get_lab (i + 1);

      self->swatches[i] = GTK_WIDGET (vanity_swatch_new (WIDTH, HEIGHT));
      vanity_swatch_set_lab (VANITY_SWATCH (self->swatches[i]), &lab);
      gtk_widget_set_parent (self->swatches[i], GTK_WIDGET (self));
    }
  vanity_tone_strip_set_tones (self, 0, 0, NULL);
}

#include "ui/nudge-box.h"

#include <glib/gi18n.h>

struct _VanityNudgeBox
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkAdjustment *lighter;
  GtkAdjustment *warmer;
  GtkAdjustment *muted;
  GtkWidget *reset;

  gboolean has_white;
  double white_x, white_y;
  gboolean following; /* the sliders are being set, not moved */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (VanityNudgeBox, vanity_nudge_box, GTK_TYPE_WIDGET)

static VanityColorNudge
get_nudge (VanityNudgeBox *self)
{
  return (VanityColorNudge){ .lighter = (float)gtk_adjustment_get_value (self->lighter),
                             .warmer = (float)gtk_adjustment_get_value (self->warmer),
                             .muted = (float)gtk_adjustment_get_value (self->muted) };
}

static gboolean
has_nudge (VanityNudgeBox *self)
{
  VanityColorNudge nudge = get_nudge (self);

  return nudge.lighter != 0 || nudge.warmer != 0 || nudge.muted != 0;
}

static void
update (VanityNudgeBox *self)
{
  gtk_widget_set_sensitive (self->reset, self->has_white || has_nudge (self));
}

static void
on_moved (VanityNudgeBox *self)
{
  update (self);
  if (!self->following)
    g_signal_emit (self, changed_signal, 0);
}

static void
set_values (VanityNudgeBox *self, const VanityColorNudge *nudge)
{
  self->following = TRUE;
  gtk_adjustment_set_value (self->lighter, nudge->lighter);
  gtk_adjustment_set_value (self->warmer, nudge->warmer);
  gtk_adjustment_set_value (self->muted, nudge->muted);
  self->following = FALSE;
  update (self);
}

static void
on_reset (VanityNudgeBox *self)
{
  self->has_white = FALSE;
  set_values (self, &(VanityColorNudge){ 0 });
  g_signal_emit (self, changed_signal, 0);
}

void
vanity_nudge_box_set_options (VanityNudgeBox *self, const VanityAnalysisOptions *options)
{
  self->has_white = options->has_white;
  self->white_x = options->white_x;
  self->white_y = options->white_y;
  set_values (self, options->has_nudge ? &options->nudge : &(VanityColorNudge){ 0 });
}

void
vanity_nudge_box_get_options (VanityNudgeBox *self, VanityAnalysisOptions *options)
{
  options->has_nudge = has_nudge (self);
  options->nudge = get_nudge (self);
  options->has_white = self->has_white;
  options->white_x = self->white_x;
  options->white_y = self->white_y;
}

static void
vanity_nudge_box_dispose (GObject *object)
{
  g_clear_pointer (&VANITY_NUDGE_BOX (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_nudge_box_parent_class)->dispose (object);
}

static void
vanity_nudge_box_class_init (VanityNudgeBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_nudge_box_dispose;

  changed_signal = g_signal_new ("changed", VANITY_TYPE_NUDGE_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/nudge-box.ui");
  gtk_widget_class_bind_template_child (widget_class, VanityNudgeBox, box);
  gtk_widget_class_bind_template_child (widget_class, VanityNudgeBox, lighter);
  gtk_widget_class_bind_template_child (widget_class, VanityNudgeBox, warmer);
  gtk_widget_class_bind_template_child (widget_class, VanityNudgeBox, muted);
  gtk_widget_class_bind_template_child (widget_class, VanityNudgeBox, reset);
  gtk_widget_class_bind_template_callback (widget_class, on_moved);
  gtk_widget_class_bind_template_callback (widget_class, on_reset);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
vanity_nudge_box_init (VanityNudgeBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

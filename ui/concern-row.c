#include "ui/concern-row.h"

#include "analysis/explain.h"
#include "ui/renew-box.h"

#include <glib/gi18n.h>

struct _VanityConcernRow
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *show;
  GtkWidget *label;
  GtkWidget *number;
  GtkWidget *bar;
  GtkWidget *why;
  GtkWidget *more;
  GtkWidget *zones;
  GtkWidget *text;

  VanityConcern concern;
  GtkWidget *buttons[VANITY_N_ZONES]; /* of the zones whose score is told; else NULL */
  gboolean following;                 /* buttons are being set, not pressed */
};

static guint show_signal;

G_DEFINE_FINAL_TYPE (VanityConcernRow, vanity_concern_row, GTK_TYPE_WIDGET)

const char *
vanity_concern_row_get_text (VanityConcernRow *self)
{
  GtkWidget *label = gtk_widget_get_visible (self->why) ? self->why : self->number;

  return gtk_label_get_text (GTK_LABEL (label));
}

void
vanity_concern_row_set_open (VanityConcernRow *self, gboolean open)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->more), open);
}

static void
ask (VanityConcernRow *self, GtkWidget *button, int zone)
{
  if (!self->following)
    g_signal_emit (self, show_signal, 0,
                   gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)) ? zone
                                                                             : VANITY_N_ZONES);
}

static void
on_show_toggled (VanityConcernRow *self)
{
  ask (self, self->show, -1);
}

static void
on_zone_toggled (GtkWidget *button, VanityConcernRow *self)
{
  for (int i = 0; i < VANITY_N_ZONES; i++)
    if (self->buttons[i] == button)
      ask (self, button, i);
}

void
vanity_concern_row_set_shown (VanityConcernRow *self, int zone)
{
  self->following = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->show), zone == -1);
  for (int i = 0; i < VANITY_N_ZONES; i++)
    if (self->buttons[i] != NULL)
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->buttons[i]), zone == i);
  self->following = FALSE;
}

static GtkWidget *
make_bar (float score)
{
  GtkWidget *bar = gtk_level_bar_new_for_interval (0, 100);

  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), NULL);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), score);
  gtk_widget_set_hexpand (bar, TRUE);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);

  return bar;
}

static GtkWidget *
make_zone_label (VanityZone zone)
{
  GtkWidget *label = gtk_label_new (vanity_zone_get_label (zone));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 10);

  return label;
}

static void
add_zone (VanityConcernRow *self, VanityZone zone, float score)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autofree char *number = g_strdup_printf ("%d", (int)(score + 0.5F));
  g_autofree char *name = g_strdup_printf (
      /* Translators: a concern, a zone of the face, a score. */
      _ ("%s, %s: %s of 100; show what this rests on"), vanity_concern_get_label (self->concern),
      vanity_zone_get_label (zone), number);
  GtkWidget *label = gtk_label_new (number);

  gtk_label_set_width_chars (GTK_LABEL (label), 3);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), make_zone_label (zone));
  gtk_box_append (GTK_BOX (box), make_bar (score));
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "zone");
  gtk_widget_set_tooltip_text (button, _ ("Show What This Rests On"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "toggled", G_CALLBACK (on_zone_toggled), self);
  gtk_box_append (GTK_BOX (self->zones), button);
  self->buttons[zone] = button;
}

static void
add_unknown_zone (VanityConcernRow *self, VanityZone zone, const char *why)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = gtk_label_new (why);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), make_zone_label (zone));
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "zone");
  gtk_widget_add_css_class (box, "dim-label");
  gtk_box_append (GTK_BOX (self->zones), box);
}

static void
set_zones (VanityConcernRow *self, const VanityAnalysis *analysis)
{
  const float *scores = analysis->concerns->zone[self->concern];
  g_autofree char *raised = vanity_explain_dup_concern (analysis, self->concern);
  g_autofree char *text
      = g_strdup_printf ("%s%s%s", raised != NULL ? raised : "", raised != NULL ? "\n" : "",
                         vanity_concern_get_summary (self->concern));

  vanity_renew_box (&self->zones);
  for (int i = 0; i < VANITY_N_ZONES; i++)
    {
      self->buttons[i] = NULL;
      if (scores[i] >= 0)
        add_zone (self, i, scores[i]);
      else if (vanity_concern_is_in (self->concern, i))
        {
          g_autofree char *why = vanity_analysis_dup_zone_why (analysis, self->concern, i);

          add_unknown_zone (self, i, why);
        }
    }

  gtk_label_set_label (GTK_LABEL (self->text), text);
}

/* What stands in the way of the first zone that the concern belongs to. */
static char *
dup_why (const VanityAnalysis *analysis, VanityConcern concern)
{
  int zone = 0;

  while (zone < VANITY_N_ZONES - 1 && !vanity_concern_is_in (concern, zone))
    zone++;

  return vanity_analysis_dup_zone_why (analysis, concern, zone);
}

void
vanity_concern_row_set_analysis (VanityConcernRow *self, const VanityAnalysis *analysis)
{
  float score = analysis->concerns->score[self->concern];
  const char *label = vanity_concern_get_label (self->concern);
  gboolean known = score >= 0;
  g_autofree char *number = NULL;
  g_autofree char *name = NULL;

  if (known)
    {
      number = g_strdup_printf ("%d", (int)(score + 0.5F));
      /* Translators: a concern and its score. */
      name = g_strdup_printf (_ ("%s: %s of 100; show it on the photo"), label, number);
    }
  else
    {
      number = g_strdup ("–");
      name = g_strdup_printf (_ ("%s: not judged; show it on the photo"), label);
    }

  gtk_label_set_label (GTK_LABEL (self->number), number);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (self->bar), known ? score : 0);
  gtk_widget_set_visible (self->bar, known);
  gtk_widget_set_visible (self->why, !known);
  if (!known)
    {
      g_autofree char *why = dup_why (analysis, self->concern);
      /* Translators: followed by a sentence that says why. */
      g_autofree char *text = g_strdup_printf (_ ("Not judged. %s"), why != NULL ? why : "");

      gtk_label_set_label (GTK_LABEL (self->why), text);
    }
  /* There is nothing to show; but it is to be read as well as the others. */
  gtk_widget_set_can_target (self->show, known);
  gtk_widget_set_focusable (self->show, known);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->show), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  set_zones (self, analysis);
}

static void
vanity_concern_row_dispose (GObject *object)
{
  g_clear_pointer (&VANITY_CONCERN_ROW (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_concern_row_parent_class)->dispose (object);
}

static void
vanity_concern_row_class_init (VanityConcernRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_concern_row_dispose;

  show_signal = g_signal_new ("show-map", VANITY_TYPE_CONCERN_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/concern-row.ui");
  gtk_widget_class_bind_template_child (widget_class, VanityConcernRow, box);
  gtk_widget_class_bind_template_child (widget_class, VanityConcernRow, show);
  gtk_widget_class_bind_template_child (widget_class, VanityConcernRow, label);
  gtk_widget_class_bind_template_child (widget_class, VanityConcernRow, number);
  gtk_widget_class_bind_template_child (widget_class, VanityConcernRow, bar);
  gtk_widget_class_bind_template_child (widget_class, VanityConcernRow, why);
  gtk_widget_class_bind_template_child (widget_class, VanityConcernRow, more);
  gtk_widget_class_bind_template_child (widget_class, VanityConcernRow, zones);
  gtk_widget_class_bind_template_child (widget_class, VanityConcernRow, text);
  gtk_widget_class_bind_template_callback (widget_class, on_show_toggled);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "concernrow");
}

static void
vanity_concern_row_init (VanityConcernRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (self->bar), NULL);
}

VanityConcernRow *
vanity_concern_row_new (VanityConcern concern)
{
  VanityConcernRow *self = g_object_new (VANITY_TYPE_CONCERN_ROW, NULL);
  const char *label = vanity_concern_get_label (concern);
  /* Translators: a concern of the skin. */
  g_autofree char *more = g_strdup_printf (_ ("%s: zones and explanation"), label);

  self->concern = concern;
  gtk_label_set_label (GTK_LABEL (self->label), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL, more,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);

  return self;
}

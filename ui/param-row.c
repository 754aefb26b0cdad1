#include "ui/param-row.h"

#include "recommend/color-word.h"
#include "ui/choice-pills.h"
#include "ui/scroll-past.h"
#include "ui/swatch.h"

#include <glib/gi18n.h>
#include <math.h>

#define SWATCH_WIDTH 48
#define SWATCH_HEIGHT 22

struct _VanityParamRow
{
  GtkWidget parent_instance;

  const VanityParam *param;
  VanityValue value;
  gboolean following; /* the controls are being set, not moved */

  GtkWidget *box;
  GtkWidget *reset;
  GtkAdjustment *adjustment; /* of a number, as it is shown; else NULL */
  GtkWidget *scale;
  GtkWidget *spin;
  GtkWidget *button; /* of a colour */
  GtkWidget *swatch;
  GtkWidget *pills; /* of a choice */
};

enum
{
  GRABBED,
  CHANGED,
  ASKED,
  RESET,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VanityParamRow, vanity_param_row, GTK_TYPE_WIDGET)

/* A share is shown in per cent. */
static double
get_shown (const VanityParam *param)
{
  return *param->unit == '\0' ? 100 : 1;
}

static int
get_digits (const VanityParam *param)
{
  double step = param->step * get_shown (param);

  return step > 0 && step < 0.99 ? (int)ceil (-log10 (step) - 1e-9) : 0;
}

static char *
dup_number (const VanityParam *param, double value)
{
  int digits = get_digits (param);

  value *= get_shown (param);
  if (*param->unit == '\0')
    return g_strdup_printf (_ ("%.*f%%"), digits, value);
  if (g_str_equal (param->unit, "°"))
    return g_strdup_printf (_ ("%.*f°"), digits, value);

  /* Translators: a number and its unit, as in “2.5 mm”. */
  return g_strdup_printf (C_ ("measure", "%.*f %s"), digits, value, param->unit);
}

char *
vanity_param_dup_text (const VanityParam *param, VanityValue value)
{
  switch (param->type)
    {
    case VANITY_PARAM_NUMBER:
      return dup_number (param, value.number);
    case VANITY_PARAM_COLOR:
      return g_strdup_printf (
          "#%06x, %s", value.color,
          vanity_color_get_word (vanity_lab_from_linear (vanity_rgb_unpack (value.color))));
    case VANITY_PARAM_CHOICE:
    default:
      return g_strdup (_ (param->choice_labels[value.choice]));
    }
}

VanityValue
vanity_param_row_get_value (VanityParamRow *self)
{
  return self->value;
}

static void
update_text (VanityParamRow *self)
{
  g_autofree char *text = vanity_param_dup_text (self->param, self->value);

  if (self->scale != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale),
                                    GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  if (self->button != NULL)
    {
      g_autofree char *name
          = g_strdup_printf (C_ ("parameter", "%s: %s"), _ (self->param->label), text);

      gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      name, -1);
      gtk_widget_set_tooltip_text (self->button, text);
      vanity_swatch_set_colors (VANITY_SWATCH (self->swatch), &self->value.color, 1);
    }
}

void
vanity_param_row_set_value (VanityParamRow *self, VanityValue value, VanityValue original)
{
  self->following = TRUE;
  self->value = value;
  if (self->adjustment != NULL)
    gtk_adjustment_set_value (self->adjustment, value.number * get_shown (self->param));
  if (self->pills != NULL)
    vanity_choice_pills_set_bits (VANITY_CHOICE_PILLS (self->pills), 1U << value.choice);
  update_text (self);
  gtk_widget_set_sensitive (self->reset, !vanity_param_equal (self->param, value, original));
  self->following = FALSE;
}

static void
on_moved (VanityParamRow *self)
{
  if (self->following)
    return;

  self->value.number = CLAMP (gtk_adjustment_get_value (self->adjustment) / get_shown (self->param),
                              self->param->minimum, self->param->maximum);
  update_text (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_chosen (VanityParamRow *self)
{
  unsigned bits = vanity_choice_pills_get_bits (VANITY_CHOICE_PILLS (self->pills));

  if (self->following || bits == 0)
    return;

  self->value.choice = g_bit_nth_lsf (bits, -1);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_asked (VanityParamRow *self)
{
  g_signal_emit (self, signals[ASKED], 0);
}

static void
on_reset (VanityParamRow *self)
{
  g_signal_emit (self, signals[RESET], 0);
}

static gboolean
on_scale_event (GtkEventControllerLegacy *controller, GdkEvent *event, VanityParamRow *self)
{
  switch ((int)gdk_event_get_event_type (event))
    {
    case GDK_BUTTON_PRESS:
    case GDK_TOUCH_BEGIN:
      g_signal_emit (self, signals[GRABBED], 0);
      break;
    default:
      break;
    }

  return FALSE;
}

/* "80%", "2.5 mm", or plain digits, as the locale writes them. */
static int
on_input (GtkSpinButton *spin, double *value, VanityParamRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));
  char *end;

  *value = g_strtod (text, &end);

  return end != text && isfinite (*value) ? TRUE : GTK_INPUT_ERROR;
}

static gboolean
on_output (GtkSpinButton *spin, VanityParamRow *self)
{
  g_autofree char *text = dup_number (self->param, gtk_adjustment_get_value (self->adjustment)
                                                       / get_shown (self->param));

  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (spin))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (spin), text);

  return TRUE;
}

static void
name (GtkWidget *widget, const char *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
add_number (VanityParamRow *self, GtkWidget *line)
{
  const VanityParam *param = self->param;
  double shown = get_shown (param), step = param->step > 0 ? param->step * shown : 1;
  GtkEventController *events = gtk_event_controller_legacy_new ();

  /* A hand on the slider is finer than a click on the field. */
  self->adjustment = gtk_adjustment_new (param->fallback * shown, param->minimum * shown,
                                         param->maximum * shown, step, 4 * step, 0);
  g_signal_connect_swapped (self->adjustment, "value-changed", G_CALLBACK (on_moved), self);

  self->spin = gtk_spin_button_new (self->adjustment, 0, (guint)get_digits (param));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->spin), 6);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->spin), 6);
  gtk_widget_add_css_class (self->spin, "param");
  gtk_widget_set_valign (self->spin, GTK_ALIGN_CENTER);
  name (self->spin, _ (param->label));
  g_signal_connect (self->spin, "input", G_CALLBACK (on_input), self);
  g_signal_connect (self->spin, "output", G_CALLBACK (on_output), self);
  gtk_spin_button_update (GTK_SPIN_BUTTON (self->spin));
  gtk_box_append (GTK_BOX (line), self->spin);

  self->scale = gtk_scale_new (GTK_ORIENTATION_HORIZONTAL, self->adjustment);
  gtk_scale_set_draw_value (GTK_SCALE (self->scale), FALSE);
  gtk_range_set_round_digits (GTK_RANGE (self->scale), get_digits (param));
  gtk_widget_set_hexpand (self->scale, TRUE);
  name (self->scale, _ (param->label));
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect (events, "event", G_CALLBACK (on_scale_event), self);
  gtk_widget_add_controller (self->scale, events);
  gtk_box_append (GTK_BOX (self->box), self->scale);
}

static void
add_color (VanityParamRow *self, GtkWidget *line)
{
  self->swatch = GTK_WIDGET (vanity_swatch_new (SWATCH_WIDTH, SWATCH_HEIGHT));
  self->button = gtk_button_new ();
  gtk_widget_add_css_class (self->button, "color");
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (self->button), self->swatch);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (on_asked), self);
  gtk_box_append (GTK_BOX (line), self->button);
}

static void
add_choice (VanityParamRow *self)
{
  self->pills = g_object_new (VANITY_TYPE_CHOICE_PILLS, NULL);
  vanity_choice_pills_set_single (VANITY_CHOICE_PILLS (self->pills), TRUE);
  for (int i = 0; self->param->choices[i] != NULL; i++)
    vanity_choice_pills_add (VANITY_CHOICE_PILLS (self->pills), 1U << i,
                             _ (self->param->choice_labels[i]));
  name (self->pills, _ (self->param->label));
  g_signal_connect_swapped (self->pills, "changed", G_CALLBACK (on_chosen), self);
  gtk_box_append (GTK_BOX (self->box), self->pills);
}

static void
vanity_param_row_dispose (GObject *object)
{
  g_clear_pointer (&VANITY_PARAM_ROW (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_param_row_parent_class)->dispose (object);
}

static void
vanity_param_row_class_init (VanityParamRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const names[N_SIGNALS] = { "grabbed", "changed", "asked", "reset" };

  G_OBJECT_CLASS (klass)->dispose = vanity_param_row_dispose;

  for (int i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], VANITY_TYPE_PARAM_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "paramrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vanity_param_row_init (VanityParamRow *self)
{
}

VanityParamRow *
vanity_param_row_new (const VanityParam *param)
{
  VanityParamRow *self = g_object_new (VANITY_TYPE_PARAM_ROW, NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (_ (param->label));
  g_autofree char *text = g_strdup_printf (_ ("Reset %s"), _ (param->label));

  self->param = param;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  vanity_scroll_past (GTK_WIDGET (self));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (self->box), line);

  if (param->type == VANITY_PARAM_NUMBER)
    add_number (self, line);
  else if (param->type == VANITY_PARAM_COLOR)
    add_color (self, line);
  else
    add_choice (self);

  self->reset = gtk_button_new_from_icon_name ("vanity-reset-symbolic");
  gtk_widget_add_css_class (self->reset, "flat");
  gtk_widget_add_css_class (self->reset, "circular");
  gtk_widget_set_valign (self->reset, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->reset, text);
  name (self->reset, text);
  g_signal_connect_swapped (self->reset, "clicked", G_CALLBACK (on_reset), self);
  gtk_box_append (GTK_BOX (line), self->reset);

  return self;
}

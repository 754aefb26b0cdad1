#include "ui/choice-pills.h"

#include "ui/wrap-layout.h"

struct _VanityChoicePills
{
  GtkWidget parent_instance;

  unsigned bits;
  gboolean single;
  gboolean following; /* the buttons are being set, not pressed */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (VanityChoicePills, vanity_choice_pills, GTK_TYPE_WIDGET)

static unsigned
get_bit (GtkWidget *button)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "bit"));
}

static void
on_toggled (GtkToggleButton *button, VanityChoicePills *self)
{
  if (self->following || (self->single && !gtk_toggle_button_get_active (button)))
    return;

  if (self->single)
    self->bits = get_bit (GTK_WIDGET (button));
  else if (gtk_toggle_button_get_active (button))
    self->bits |= get_bit (GTK_WIDGET (button));
  else
    self->bits &= ~get_bit (GTK_WIDGET (button));
  g_signal_emit (self, changed_signal, 0);
}

void
vanity_choice_pills_set_single (VanityChoicePills *self, gboolean single)
{
  self->single = single;
}

void
vanity_choice_pills_add (VanityChoicePills *self, unsigned bit, const char *label)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_object_set_data (G_OBJECT (button), "bit", GUINT_TO_POINTER (bit));
  gtk_widget_add_css_class (button, "choice");
  if (self->single && first != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
  g_signal_connect (button, "toggled", G_CALLBACK (on_toggled), self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
}

unsigned
vanity_choice_pills_get_bits (VanityChoicePills *self)
{
  return self->bits;
}

void
vanity_choice_pills_set_bits (VanityChoicePills *self, unsigned bits)
{
  self->following = TRUE;
  self->bits = bits;
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self)); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), (bits & get_bit (button)) != 0);
  self->following = FALSE;
}

static void
vanity_choice_pills_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (vanity_choice_pills_parent_class)->dispose (object);
}

static void
vanity_choice_pills_class_init (VanityChoicePillsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_choice_pills_dispose;

  changed_signal = g_signal_new ("changed", VANITY_TYPE_CHOICE_PILLS, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, VANITY_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "choicepills");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vanity_choice_pills_init (VanityChoicePills *self)
{
}

#include "ui/condition-list.h"

#include "ui/renew-box.h"

#include <glib/gi18n.h>

struct _VanityConditionList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *reasons;
  GtkWidget *worn;
  GtkWidget *child;

  gboolean following; /* the switch is being set, not pressed */
};

static guint options_changed_signal;

G_DEFINE_FINAL_TYPE (VanityConditionList, vanity_condition_list, GTK_TYPE_WIDGET)

static void
on_child_switched (VanityConditionList *self)
{
  if (!self->following)
    g_signal_emit (self, options_changed_signal, 0);
}

void
vanity_condition_list_set_child (VanityConditionList *self, gboolean is_child)
{
  self->following = TRUE;
  gtk_switch_set_active (GTK_SWITCH (self->child), is_child);
  self->following = FALSE;
}

gboolean
vanity_condition_list_get_child (VanityConditionList *self)
{
  return gtk_switch_get_active (GTK_SWITCH (self->child));
}

static void
add_reason (VanityConditionList *self, const char *icon, const char *text)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "valign", GTK_ALIGN_START,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), image);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (self->reasons), row);
}

static void
set_reasons (VanityConditionList *self, unsigned reasons)
{
  vanity_renew_box (&self->reasons);
  for (int i = 0; i < VANITY_GATE_N_REASONS; i++)
    if (reasons & 1U << i)
      add_reason (self, "dialog-information-symbolic", vanity_gate_reason_get_label (1U << i));
  if (reasons == 0)
    add_reason (self, "emblem-ok-symbolic", _ ("Nothing in the photo stands in the way."));
}

/* A line for each part that wears some. */
static char *
describe_worn (const VanityWorn *worn)
{
  g_autoptr (GString) parts = g_string_new (NULL);

  for (int i = 0; i < VANITY_WORN_WHOLE; i++)
    {
      VanityWornLevel level = vanity_worn_get_level (worn, i);

      if (level == VANITY_WORN_NONE)
        continue;
      /* Translators: a part of the face, and how strongly it is made up. */
      g_string_append_printf (parts, C_ ("makeup", "\n%s: %s"), vanity_worn_part_get_label (i),
                              vanity_worn_level_get_label (level));
    }

  return parts->len > 0 ? g_strdup_printf (_ ("Makeup seen.%s"), parts->str)
                        : g_strdup (_ ("No makeup is seen."));
}

void
vanity_condition_list_set_analysis (VanityConditionList *self, const VanityAnalysis *analysis)
{
  gboolean has = vanity_analysis_has (analysis, VANITY_ANALYSIS_WORN);
  g_autofree char *worn = has ? describe_worn (&analysis->worn) : NULL;

  set_reasons (self, analysis->gate.reasons);
  gtk_label_set_label (GTK_LABEL (self->worn), worn != NULL ? worn : "");
  gtk_widget_set_visible (self->worn, has);
}

static void
vanity_condition_list_dispose (GObject *object)
{
  g_clear_pointer (&VANITY_CONDITION_LIST (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_condition_list_parent_class)->dispose (object);
}

static void
vanity_condition_list_class_init (VanityConditionListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_condition_list_dispose;

  options_changed_signal = g_signal_new ("options-changed", VANITY_TYPE_CONDITION_LIST,
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/vanity/Vanity/condition-list.ui");
  gtk_widget_class_bind_template_child (widget_class, VanityConditionList, box);
  gtk_widget_class_bind_template_child (widget_class, VanityConditionList, reasons);
  gtk_widget_class_bind_template_child (widget_class, VanityConditionList, worn);
  gtk_widget_class_bind_template_child (widget_class, VanityConditionList, child);
  gtk_widget_class_bind_template_callback (widget_class, on_child_switched);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
vanity_condition_list_init (VanityConditionList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

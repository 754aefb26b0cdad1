#include "ui/accessible.h"

/* Marks buttons whose label is followed. */
#define FOLLOWED "vanity-label-followed"

/* GTK calls a button both what is set and what its label says: “_Open Open”. */
static void
mend_name (GtkWidget *widget)
{
  const char *label = GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;

  if (label == NULL || !gtk_button_get_use_underline (GTK_BUTTON (widget))
      || !gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    return;

  /* Not a name of its own that somebody gave it. */
  g_autofree char *other = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label);

  if (other == NULL)
    gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

static GtkWidget *
find_label (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child);

  return found;
}

/* Of the first label that it holds, where it has no other name. */
static void
find_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  GtkWidget *label;

  if ((!GTK_IS_BUTTON (widget) && !GTK_IS_EXPANDER (widget) && !GTK_IS_MENU_BUTTON (widget))
      || gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL)
      || gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return;

  label = find_label (widget);
  if (label != NULL)
    gtk_accessible_update_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL,
                                    -1);
}

static void
set_hidden (GtkWidget *widget, gboolean hidden)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_HIDDEN, hidden, -1);
}

/* What has never been on the screen tells nobody when it is not. */
static void
hide_unmapped (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_get_mapped (child))
        set_hidden (child, TRUE);
      hide_unmapped (child);
    }
}

static gboolean
on_map (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  set_hidden (widget, FALSE);
  mend_name (widget);
  find_name (widget);
  if (GTK_IS_BUTTON (widget) && g_object_get_data (G_OBJECT (widget), FOLLOWED) == NULL)
    {
      g_object_set_data (G_OBJECT (widget), FOLLOWED, GINT_TO_POINTER (TRUE));
      g_signal_connect (widget, "notify::label", G_CALLBACK (mend_name), NULL);
    }
  if (GTK_IS_WINDOW (widget) || GTK_IS_STACK (widget))
    hide_unmapped (widget);

  return TRUE;
}

static gboolean
on_unmap (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  set_hidden (g_value_get_object (&values[0]), TRUE);

  return TRUE;
}

void
vanity_accessible_install (void)
{
  static gsize done;
  g_autoptr (GTypeClass) klass = NULL;

  if (!g_once_init_enter (&done))
    return;

  klass = g_type_class_ref (GTK_TYPE_WIDGET);
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, on_map, NULL, NULL);
  g_signal_add_emission_hook (g_signal_lookup ("unmap", GTK_TYPE_WIDGET), 0, on_unmap, NULL, NULL);
  g_once_init_leave (&done, 1);
}

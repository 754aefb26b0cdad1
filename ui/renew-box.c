#include "ui/renew-box.h"

void
vanity_renew_box (GtkWidget **box)
{
  GtkWidget *old = *box, *parent = gtk_widget_get_parent (old);

  *box = gtk_box_new (gtk_orientable_get_orientation (GTK_ORIENTABLE (old)),
                      gtk_box_get_spacing (GTK_BOX (old)));
  gtk_widget_set_hexpand (*box, TRUE);
  gtk_box_insert_child_after (GTK_BOX (parent), *box, old);
  gtk_box_remove (GTK_BOX (parent), old);
}

#include "ui/look-edit-window.h"

#include "app/look-library.h"

struct _VanityLookEditWindow
{
  AdwWindow parent_instance;

  GtkWidget *name;
  GtkWidget *summary;
  GtkWidget *tags;
  GtkWidget *problem;
  GtkWidget *save;

  VanityLook *look;
};

static guint saved_signal;

G_DEFINE_FINAL_TYPE (VanityLookEditWindow, vanity_look_edit_window, ADW_TYPE_WINDOW)

static void
on_changed (VanityLookEditWindow *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));

  gtk_widget_set_sensitive (self->save, *name != '\0');
  gtk_widget_set_visible (self->problem, FALSE);
}

static gboolean
save (VanityLookEditWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityLook) edited
      = vanity_look_library_edit (self->look, gtk_editable_get_text (GTK_EDITABLE (self->name)),
                                  gtk_editable_get_text (GTK_EDITABLE (self->summary)),
                                  gtk_editable_get_text (GTK_EDITABLE (self->tags)), &error);

  if (edited == NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->problem), error->message);
      gtk_widget_set_visible (self->problem, TRUE);
      return FALSE;
    }
  g_signal_emit (self, saved_signal, 0);
  gtk_window_close (GTK_WINDOW (self));

  return TRUE;
}

static void
on_save (VanityLookEditWindow *self)
{
  save (self);
}

gboolean
vanity_look_edit_window_save (VanityLookEditWindow *self, const char *name, const char *summary,
                              const char *tags)
{
  gtk_editable_set_text (GTK_EDITABLE (self->name), name);
  gtk_editable_set_text (GTK_EDITABLE (self->summary), summary);
  gtk_editable_set_text (GTK_EDITABLE (self->tags), tags);

  return save (self);
}

static void
vanity_look_edit_window_finalize (GObject *object)
{
  g_clear_pointer (&VANITY_LOOK_EDIT_WINDOW (object)->look, vanity_look_unref);

  G_OBJECT_CLASS (vanity_look_edit_window_parent_class)->finalize (object);
}

static void
vanity_look_edit_window_class_init (VanityLookEditWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vanity_look_edit_window_finalize;
  saved_signal = g_signal_new ("saved", VANITY_TYPE_LOOK_EDIT_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/vanity/Vanity/look-edit-window.ui");
  gtk_widget_class_bind_template_child (widget_class, VanityLookEditWindow, name);
  gtk_widget_class_bind_template_child (widget_class, VanityLookEditWindow, summary);
  gtk_widget_class_bind_template_child (widget_class, VanityLookEditWindow, tags);
  gtk_widget_class_bind_template_child (widget_class, VanityLookEditWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, VanityLookEditWindow, save);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
}

static void
vanity_look_edit_window_init (VanityLookEditWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

VanityLookEditWindow *
vanity_look_edit_window_new (GtkWindow *parent, VanityLook *look)
{
  VanityLookEditWindow *self
      = g_object_new (VANITY_TYPE_LOOK_EDIT_WINDOW, "transient-for", parent, NULL);
  g_autofree char *tags = vanity_look_library_dup_tags (look);

  self->look = vanity_look_ref (look);
  gtk_editable_set_text (GTK_EDITABLE (self->name), look->name);
  gtk_editable_set_text (GTK_EDITABLE (self->summary), look->summary);
  gtk_editable_set_text (GTK_EDITABLE (self->tags), tags);
  on_changed (self);

  return self;
}

#include "ui/camera-view.h"

#include <glib/gi18n.h>

struct _VanityCameraView
{
  GtkWidget parent_instance;

  GdkTexture *texture; /* or NULL */
  gboolean mirrored;
};

G_DEFINE_FINAL_TYPE (VanityCameraView, vanity_camera_view, GTK_TYPE_WIDGET)

void
vanity_camera_view_set_texture (VanityCameraView *self, GdkTexture *texture)
{
  if (g_set_object (&self->texture, texture))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

GdkTexture *
vanity_camera_view_get_texture (VanityCameraView *self)
{
  return self->texture;
}

void
vanity_camera_view_set_mirrored (VanityCameraView *self, gboolean mirrored)
{
  self->mirrored = mirrored;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
vanity_camera_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VanityCameraView *self = VANITY_CAMERA_VIEW (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double w, h, scale;

  if (self->texture == NULL)
    return;

  w = gdk_texture_get_width (self->texture);
  h = gdk_texture_get_height (self->texture);
  scale = MIN (width / w, height / h);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)(width / 2), (float)(height / 2)));
  gtk_snapshot_scale (snapshot, (float)(self->mirrored ? -scale : scale), (float)scale);
  gtk_snapshot_append_texture (
      snapshot, self->texture,
      &GRAPHENE_RECT_INIT ((float)(-w / 2), (float)(-h / 2), (float)w, (float)h));
}

/* It takes what there is. */
static void
vanity_camera_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                            int *minimum, int *natural, int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = 0;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 640 : 360;
}

static void
vanity_camera_view_dispose (GObject *object)
{
  g_clear_object (&VANITY_CAMERA_VIEW (object)->texture);

  G_OBJECT_CLASS (vanity_camera_view_parent_class)->dispose (object);
}

static void
vanity_camera_view_class_init (VanityCameraViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_camera_view_dispose;
  widget_class->snapshot = vanity_camera_view_snapshot;
  widget_class->measure = vanity_camera_view_measure;
  gtk_widget_class_set_css_name (widget_class, "cameraview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
vanity_camera_view_init (VanityCameraView *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What the camera sees, with the look on"), -1);
}

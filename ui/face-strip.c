#include "ui/face-strip.h"

#include "app/thumbnails.h"

#include <glib/gi18n.h>

#define FACE_SIZE 44

struct _VanityFaceStrip
{
  GtkWidget parent_instance;

  GtkWidget *scrolled;
  GtkWidget *box;
  GtkWidget *everybody;
  GPtrArray *buttons; /* GtkToggleButton, one for each face, in the document's order */

  VanityDocument *document;
  gboolean following;
  VanityJobSlot pictures;
};

enum
{
  PROP_0,
  PROP_EVERYBODY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VanityFaceStrip, vanity_face_strip, GTK_TYPE_WIDGET)

static void
on_picture (const VanityThumbnail *thumbnail, gpointer user_data)
{
  VanityFaceStrip *self = user_data;
  GtkWidget *button = g_ptr_array_index (self->buttons, thumbnail->index);

  gtk_image_set_from_paintable (GTK_IMAGE (gtk_button_get_child (GTK_BUTTON (button))),
                                GDK_PAINTABLE (thumbnail->texture));
}

static void
on_toggled (GtkToggleButton *button, VanityFaceStrip *self)
{
  guint index;

  if (!self->following && gtk_toggle_button_get_active (button)
      && g_ptr_array_find (self->buttons, button, &index))
    vanity_document_select_face (self->document, index);
}

static void
add_button (VanityFaceStrip *self, int index)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *image = gtk_image_new_from_icon_name ("avatar-default-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("Face %d"), index + 1);

  gtk_image_set_pixel_size (GTK_IMAGE (image), FACE_SIZE);
  gtk_widget_set_overflow (image, GTK_OVERFLOW_HIDDEN);
  gtk_button_set_child (GTK_BUTTON (button), image);
  gtk_widget_add_css_class (button, "face");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (index > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), g_ptr_array_index (self->buttons, 0));
  g_signal_connect (button, "toggled", G_CALLBACK (on_toggled), self);

  g_ptr_array_add (self->buttons, button);
}

/* From left to right, as people stand in the photo; the document has the largest first. */
static int
compare_places (gconstpointer a, gconstpointer b, gpointer document)
{
  const VanityFace *one = vanity_document_get_face (document, *(const int *)a);
  const VanityFace *other = vanity_document_get_face (document, *(const int *)b);
  float dx = one->box[0] + one->box[2] / 2 - other->box[0] - other->box[2] / 2;

  return dx < 0 ? -1 : dx > 0;
}

static void
add_buttons (VanityFaceStrip *self, int n)
{
  g_autofree int *order = g_new (int, n);

  for (int i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order, n, sizeof *order, compare_places, self->document);

  for (int i = 0; i < n; i++)
    add_button (self, i);
  for (int i = 0; i < n; i++)
    gtk_box_append (GTK_BOX (self->box), g_ptr_array_index (self->buttons, order[i]));
}

static void
clear_buttons (VanityFaceStrip *self)
{
  vanity_job_slot_clear (&self->pictures);
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_box_remove (GTK_BOX (self->box), g_ptr_array_index (self->buttons, i));
  g_ptr_array_set_size (self->buttons, 0);
}

static void
on_outfit_changed (VanityFaceStrip *self)
{
  int n = vanity_document_get_n_faces (self->document);
  VanityOutfit *outfit = vanity_document_get_outfit (self->document);

  gtk_widget_set_visible (GTK_WIDGET (self), outfit != NULL && n > 1);
  if (outfit == NULL || n < 2)
    return;

  self->following = TRUE;
  if (self->buttons->len == 0)
    {
      add_buttons (self, n);
      vanity_thumbnails_start_faces (
          &self->pictures, vanity_photo_get_image (vanity_document_get_photo (self->document)),
          vanity_document_get_faces (self->document),
          FACE_SIZE * gtk_widget_get_scale_factor (GTK_WIDGET (self)), on_picture, self);
    }
  gtk_toggle_button_set_active (g_ptr_array_index (self->buttons, outfit->selected), TRUE);
  self->following = FALSE;
}

void
vanity_face_strip_set_document (VanityFaceStrip *self, VanityDocument *document)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  clear_buttons (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_set_object (&self->document, document);

  if (document != NULL)
    {
      g_signal_connect_object (document, "notify::outfit", G_CALLBACK (on_outfit_changed), self,
                               G_CONNECT_SWAPPED);
      on_outfit_changed (self);
    }
}

static void
vanity_face_strip_dispose (GObject *object)
{
  VanityFaceStrip *self = VANITY_FACE_STRIP (object);

  vanity_job_slot_clear (&self->pictures);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_face_strip_parent_class)->dispose (object);
}

static void
vanity_face_strip_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_EVERYBODY:
      gtk_widget_set_visible (VANITY_FACE_STRIP (object)->everybody, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vanity_face_strip_class_init (VanityFaceStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vanity_face_strip_dispose;
  object_class->set_property = vanity_face_strip_set_property;

  properties[PROP_EVERYBODY] = g_param_spec_boolean ("everybody", NULL, NULL, TRUE,
                                                     G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/face-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, VanityFaceStrip, scrolled);
  gtk_widget_class_bind_template_child (widget_class, VanityFaceStrip, box);
  gtk_widget_class_bind_template_child (widget_class, VanityFaceStrip, everybody);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "facestrip");
}

static void
vanity_face_strip_init (VanityFaceStrip *self)
{
  self->buttons = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

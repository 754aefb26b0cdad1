#include "ui/color-picker.h"

#include "app/recent-colors.h"
#include "ui/color-chips.h"
#include "ui/color-plane.h"
#include "ui/scroll-past.h"
#include "ui/swatch.h"

#include <glib/gi18n.h>

#define SWATCH_WIDTH 40
#define SWATCH_HEIGHT 30

struct _VanityColorPicker
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *plane;
  GtkWidget *hue;
  GtkAdjustment *degrees;
  GtkWidget *swatch_place;
  GtkWidget *swatch;
  GtkWidget *entry;
  GtkWidget *references;
  GtkWidget *worn_box;
  GtkWidget *worn;
  GtkWidget *recent_box;
  GtkWidget *recent;

  guint32 color, begun;
  gboolean following;
};

enum
{
  GRABBED,
  CHANGED,
  EYEDROPPER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VanityColorPicker, vanity_color_picker, GTK_TYPE_WIDGET)

guint32
vanity_color_picker_get_color (VanityColorPicker *self)
{
  return self->color;
}

static void
show_text (VanityColorPicker *self)
{
  g_autofree char *text = g_strdup_printf ("#%06x", self->color);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_widget_remove_css_class (self->entry, "error");
}

/* Before and after, side by side. */
static void
show_swatch (VanityColorPicker *self)
{
  const guint32 colors[2] = { self->begun, self->color };

  vanity_swatch_set_colors (VANITY_SWATCH (self->swatch), colors, 2);
}

/* A grey has no hue and black no saturation: those of before stay. */
static void
show_plane (VanityColorPicker *self)
{
  float red = (float)(self->color >> 16 & 0xff) / 255,
        green = (float)(self->color >> 8 & 0xff) / 255, blue = (float)(self->color & 0xff) / 255;
  float hue, saturation, value;

  gtk_rgb_to_hsv (red, green, blue, &hue, &saturation, &value);
  if (saturation > 0)
    gtk_adjustment_set_value (self->degrees, 360 * (double)hue);
  else if (!(value > 0))
    saturation = (float)vanity_color_plane_get_saturation (VANITY_COLOR_PLANE (self->plane));
  vanity_color_plane_set (VANITY_COLOR_PLANE (self->plane),
                          gtk_adjustment_get_value (self->degrees) / 360, (double)saturation,
                          (double)value);
}

void
vanity_color_picker_set_color (VanityColorPicker *self, guint32 color)
{
  if (color == self->color)
    return;

  self->following = TRUE;
  self->color = color;
  show_plane (self);
  show_text (self);
  show_swatch (self);
  self->following = FALSE;
}

void
vanity_color_picker_choose (VanityColorPicker *self, guint32 color)
{
  g_signal_emit (self, signals[GRABBED], 0);
  vanity_color_picker_set_color (self, color);
  g_signal_emit (self, signals[CHANGED], 0);
  g_signal_emit (self, signals[GRABBED], 0);
}

static void
show_recent (VanityColorPicker *self)
{
  guint32 colors[VANITY_RECENT_COLORS_MAX];
  guint n = vanity_recent_colors_list (colors);

  vanity_color_chips_set_colors (VANITY_COLOR_CHIPS (self->recent), colors, n);
  gtk_widget_set_visible (self->recent_box, n > 0);
}

void
vanity_color_picker_finish (VanityColorPicker *self)
{
  if (self->color != self->begun)
    vanity_recent_colors_add (self->color);
  self->begun = self->color;
}

void
vanity_color_picker_begin (VanityColorPicker *self, guint32 color)
{
  vanity_color_picker_finish (self);
  self->begun = color;
  self->color = ~color;
  vanity_color_picker_set_color (self, color);
  show_recent (self);
}

void
vanity_color_picker_set_worn (VanityColorPicker *self, const guint32 *colors, guint n)
{
  vanity_color_chips_set_colors (VANITY_COLOR_CHIPS (self->worn), colors, n);
  gtk_widget_set_visible (self->worn_box, n > 0);
}

static void
on_grabbed (VanityColorPicker *self)
{
  g_signal_emit (self, signals[GRABBED], 0);
}

/* What the controls show, which is finer than the colour's 8 bits: they stay as they are. */
static void
read_controls (VanityColorPicker *self)
{
  double hue = gtk_adjustment_get_value (self->degrees) / 360;
  double saturation = vanity_color_plane_get_saturation (VANITY_COLOR_PLANE (self->plane));
  double value = vanity_color_plane_get_value (VANITY_COLOR_PLANE (self->plane));
  float red, green, blue;

  gtk_hsv_to_rgb ((float)hue, (float)saturation, (float)value, &red, &green, &blue);
  self->following = TRUE;
  vanity_color_plane_set (VANITY_COLOR_PLANE (self->plane), hue, saturation, value);
  self->color = (guint32)(red * 255 + 0.5F) << 16 | (guint32)(green * 255 + 0.5F) << 8
                | (guint32)(blue * 255 + 0.5F);
  show_text (self);
  show_swatch (self);
  self->following = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_plane_moved (VanityColorPicker *self)
{
  read_controls (self);
}

static void
on_hue_moved (VanityColorPicker *self)
{
  if (!self->following)
    read_controls (self);
}

/* "#a01022", "a01022" or "#a12". */
static gboolean
parse (const char *text, guint32 *color)
{
  guint32 value = 0;
  gsize n;

  while (g_ascii_isspace (*text))
    text++;
  text += *text == '#';
  for (n = 0; g_ascii_isxdigit (text[n]); n++)
    if (n < 6)
      value = value << 4 | (guint32)g_ascii_xdigit_value (text[n]);
  for (gsize i = n; text[i] != '\0'; i++)
    if (!g_ascii_isspace (text[i]))
      return FALSE;
  if (n == 3)
    value = (value >> 8 & 0xf) * 0x110000 | (value >> 4 & 0xf) * 0x1100 | (value & 0xf) * 0x11;
  *color = value;

  return n == 6 || n == 3;
}

/* A whole number counts at once; three digits may be the half of one. */
static void
on_text_changed (VanityColorPicker *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  guint32 color;

  if (self->following)
    return;

  if (!parse (text, &color))
    {
      if (strlen (text) >= 7)
        gtk_widget_add_css_class (self->entry, "error");
      return;
    }
  gtk_widget_remove_css_class (self->entry, "error");
  if (strlen (text) < 6 || color == self->color)
    return;

  self->following = TRUE;
  self->color = color;
  show_plane (self);
  show_swatch (self);
  self->following = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_text_activated (VanityColorPicker *self)
{
  guint32 color;

  if (!parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)), &color))
    {
      gtk_widget_add_css_class (self->entry, "error");
      return;
    }
  if (color != self->color)
    vanity_color_picker_choose (self, color);
  self->following = TRUE;
  show_text (self);
  self->following = FALSE;
}

static void
on_chosen (VanityColorPicker *self, guint color)
{
  vanity_color_picker_choose (self, color);
}

static void
on_eyedropper (VanityColorPicker *self)
{
  g_signal_emit (self, signals[EYEDROPPER], 0, 0);
}

static void
on_reference (GtkWidget *button, VanityColorPicker *self)
{
  g_signal_emit (self, signals[EYEDROPPER], 0,
                 GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "reference")));
}

void
vanity_color_picker_set_references (VanityColorPicker *self, const char *const *names)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->references)) != NULL)
    gtk_box_remove (GTK_BOX (self->references), child);
  for (int i = 0; names[i] != NULL; i++)
    {
      g_autofree char *text = g_strdup_printf (_ ("Take a Colour from “%s”"), names[i]);
      GtkWidget *button = gtk_button_new_with_label (text);

      gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))),
                               PANGO_ELLIPSIZE_MIDDLE);
      gtk_widget_set_tooltip_text (button, text);
      g_object_set_data (G_OBJECT (button), "reference", GINT_TO_POINTER (i + 1));
      g_signal_connect (button, "clicked", G_CALLBACK (on_reference), self);
      gtk_box_append (GTK_BOX (self->references), button);
    }
  gtk_widget_set_visible (self->references, names[0] != NULL);
}

static void
vanity_color_picker_dispose (GObject *object)
{
  g_clear_pointer (&VANITY_COLOR_PICKER (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_color_picker_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, VanityColorPicker, name)

static void
vanity_color_picker_class_init (VanityColorPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_color_picker_dispose;

  signals[GRABBED] = g_signal_new ("grabbed", VANITY_TYPE_COLOR_PICKER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", VANITY_TYPE_COLOR_PICKER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[EYEDROPPER] = g_signal_new ("eyedropper", VANITY_TYPE_COLOR_PICKER, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  g_type_ensure (VANITY_TYPE_COLOR_CHIPS);
  g_type_ensure (VANITY_TYPE_COLOR_PLANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/color-picker.ui");
  BIND (box);
  BIND (plane);
  BIND (hue);
  BIND (degrees);
  BIND (swatch_place);
  BIND (entry);
  BIND (references);
  BIND (worn_box);
  BIND (worn);
  BIND (recent_box);
  BIND (recent);
  gtk_widget_class_bind_template_callback (widget_class, on_grabbed);
  gtk_widget_class_bind_template_callback (widget_class, on_plane_moved);
  gtk_widget_class_bind_template_callback (widget_class, on_hue_moved);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_text_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_eyedropper);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "colorpicker");
}

static void
vanity_color_picker_init (VanityColorPicker *self)
{
  const char *const none[] = { NULL };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->swatch = GTK_WIDGET (vanity_swatch_new (SWATCH_WIDTH, SWATCH_HEIGHT));
  vanity_swatch_set_text (VANITY_SWATCH (self->swatch), _ ("Before and now"));
  gtk_box_append (GTK_BOX (self->swatch_place), self->swatch);
  vanity_color_picker_set_references (self, none);
  vanity_scroll_past (self->hue);
}

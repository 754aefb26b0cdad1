#include "ui/swatch.h"

#include <math.h>

#define RADIUS 6
/* Below the colour, where one may be marked. */
#define MARK_SIDE 6
#define MARK_GAP 4

struct _VanitySwatch
{
  GtkWidget parent_instance;

  int width, height;
  GdkRGBA colors[VANITY_SWATCH_MAX];
  int n_colors; /* 0: not known */
  VanitySwatchMark mark;
  gboolean with_marks;
};

G_DEFINE_FINAL_TYPE (VanitySwatch, vanity_swatch, GTK_TYPE_WIDGET)

void
vanity_swatch_set_lab (VanitySwatch *self, const VanityLab *lab)
{
  self->n_colors = lab != NULL;
  if (lab != NULL)
    {
      VanityRgb rgb = vanity_lab_to_linear (*lab);

      self->colors[0] = (GdkRGBA){ CLAMP (vanity_srgb_from_linear (rgb.r), 0, 1),
                                   CLAMP (vanity_srgb_from_linear (rgb.g), 0, 1),
                                   CLAMP (vanity_srgb_from_linear (rgb.b), 0, 1), 1 };
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
vanity_swatch_set_colors (VanitySwatch *self, const guint32 *colors, int n)
{
  self->n_colors = CLAMP (n, 0, VANITY_SWATCH_MAX);
  for (int i = 0; i < self->n_colors; i++)
    self->colors[i]
        = (GdkRGBA){ (float)(colors[i] >> 16 & 0xff) / 255, (float)(colors[i] >> 8 & 0xff) / 255,
                     (float)(colors[i] & 0xff) / 255, 1 };
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
vanity_swatch_set_mark (VanitySwatch *self, VanitySwatchMark mark)
{
  self->mark = mark;
  if (!self->with_marks)
    {
      self->with_marks = TRUE;
      gtk_widget_queue_resize (GTK_WIDGET (self));
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
vanity_swatch_set_text (VanitySwatch *self, const char *text)
{
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
vanity_swatch_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  VanitySwatch *self = VANITY_SWATCH (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = self->width;
  else
    *minimum = *natural = self->height + (self->with_marks ? MARK_SIDE + MARK_GAP : 0);
}

static void
snapshot_mark (VanitySwatch *self, GtkSnapshot *snapshot, float x, float y, const GdkRGBA *color)
{
  const float thick = self->mark == VANITY_SWATCH_FIRST ? MARK_SIDE / 2.0F : 1.5F;
  const GdkRGBA colors[4] = { *color, *color, *color, *color };
  const float widths[4] = { thick, thick, thick, thick };
  GskRoundedRect circle;

  gsk_rounded_rect_init_from_rect (&circle, &GRAPHENE_RECT_INIT (x, y, MARK_SIDE, MARK_SIDE),
                                   MARK_SIDE / 2.0F);
  gtk_snapshot_append_border (snapshot, &circle, widths, colors);
}

/* A line from corner to corner: nothing is known. */
static void
snapshot_unknown (GtkSnapshot *snapshot, const GdkRGBA *color, const GskRoundedRect *outline)
{
  float width = outline->bounds.size.width, height = outline->bounds.size.height;
  float length = hypotf (width, height);

  gtk_snapshot_push_rounded_clip (snapshot, outline);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, height));
  gtk_snapshot_rotate (snapshot, -atan2f (height, width) * 180 / (float)G_PI);
  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (0, -0.75F, length, 1.5F));
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
vanity_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VanitySwatch *self = VANITY_SWATCH (widget);
  float width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GdkRGBA text, line;
  GskRoundedRect outline;

  if (self->with_marks)
    height -= MARK_SIDE + MARK_GAP;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &text);
  line = text;
  line.alpha *= 0.25F;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (0, 0, width, height),
                                   MIN (RADIUS, width / 4));
  if (self->n_colors > 0)
    {
      float share = width / (float)self->n_colors;

      gtk_snapshot_push_rounded_clip (snapshot, &outline);
      for (int i = 0; i < self->n_colors; i++)
        gtk_snapshot_append_color (snapshot, &self->colors[i],
                                   &GRAPHENE_RECT_INIT ((float)i * share, 0, share, height));
      gtk_snapshot_pop (snapshot);
    }
  else
    {
      snapshot_unknown (snapshot, &line, &outline);
    }
  /* A light skin on a light ground, a deep one on a dark ground: the edge is always seen. */
  gtk_snapshot_append_border (snapshot, &outline, (const float[4]){ 1, 1, 1, 1 },
                              (const GdkRGBA[4]){ line, line, line, line });
  if (self->mark != VANITY_SWATCH_PLAIN)
    snapshot_mark (self, snapshot, (width - MARK_SIDE) / 2, height + MARK_GAP, &text);
}

static void
vanity_swatch_class_init (VanitySwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = vanity_swatch_measure;
  widget_class->snapshot = vanity_swatch_snapshot;
  gtk_widget_class_set_css_name (widget_class, "swatch");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
vanity_swatch_init (VanitySwatch *self)
{
}

VanitySwatch *
vanity_swatch_new (int width, int height)
{
  VanitySwatch *self = g_object_new (VANITY_TYPE_SWATCH, NULL);

  self->width = width;
  self->height = height;

  return self;
}

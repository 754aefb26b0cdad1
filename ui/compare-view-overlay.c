/* What is laid over the photo, and pointing at a place in it. */
#include "ui/compare-view-private.h"

/* How much colour the photo keeps below what is laid over it, whose colours are to be read. */
#define SATURATION 0.2F
/* One press of a key moves the aim by so many units. */
#define AIM_STEP 6
#define AIM_SIDE 22

gboolean
vanity_compare_view_is_plain (VanityCompareView *self)
{
  return self->holding || self->picking || self->overlay != NULL;
}

static void
update (VanityCompareView *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
vanity_compare_view_set_overlay (VanityCompareView *self, GdkTexture *texture)
{
  if (g_set_object (&self->overlay, texture))
    update (self);
}

void
vanity_compare_view_set_paint (VanityCompareView *self, VanityCompareViewPaint paint, gpointer data)
{
  self->paint = paint;
  self->paint_data = data;
  update (self);
}

gboolean
vanity_compare_view_has_overlay (VanityCompareView *self)
{
  return self->overlay != NULL;
}

gboolean
vanity_compare_view_get_picking (VanityCompareView *self)
{
  return self->picking;
}

gboolean
vanity_compare_view_is_picking_color (VanityCompareView *self)
{
  return self->picking && self->for_color;
}

static void
set_picking (VanityCompareView *self, gboolean picking, gboolean for_color)
{
  if (picking == self->picking && for_color == self->for_color)
    return;

  self->picking = picking;
  self->for_color = for_color;
  self->aiming = FALSE;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), picking ? "crosshair" : NULL);
  update (self);
  g_object_notify (G_OBJECT (self), "picking");
}

void
vanity_compare_view_set_picking (VanityCompareView *self, gboolean picking)
{
  set_picking (self, picking, FALSE);
}

void
vanity_compare_view_pick_color (VanityCompareView *self)
{
  set_picking (self, TRUE, TRUE);
}

/* Keys begin in the middle of what is seen. */
static void
begin_aiming (VanityCompareView *self)
{
  graphene_rect_t covered = vanity_compare_view_get_covered (self);

  self->aiming = TRUE;
  self->aim_x = covered.origin.x + covered.size.width / 2;
  self->aim_y = covered.origin.y + covered.size.height / 2;
  vanity_compare_view_to_photo (self, &self->aim_x, &self->aim_y);
}

static void
move_aim (VanityCompareView *self, double dx, double dy)
{
  if (!self->aiming)
    begin_aiming (self);
  self->aim_x
      = CLAMP (self->aim_x + dx / self->viewport.scale, 0.5, self->viewport.photo_width - 0.5);
  self->aim_y
      = CLAMP (self->aim_y + dy / self->viewport.scale, 0.5, self->viewport.photo_height - 0.5);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
pick (VanityCompareView *self, double x, double y)
{
  if (x < 0 || y < 0 || x >= self->viewport.photo_width || y >= self->viewport.photo_height)
    return;

  if (self->for_color)
    {
      guint32 color = vanity_compare_view_sample (self, x, y);

      vanity_compare_view_set_picking (self, FALSE);
      vanity_compare_view_emit_color (self, color);
      return;
    }
  vanity_compare_view_set_picking (self, FALSE);
  vanity_compare_view_emit_picked (self, x, y);
}

gboolean
vanity_compare_view_pick_at (VanityCompareView *self, double x, double y)
{
  if (!self->picking)
    return FALSE;

  vanity_compare_view_to_photo (self, &x, &y);
  pick (self, x, y);

  return TRUE;
}

gboolean
vanity_compare_view_pick_key (VanityCompareView *self, guint key)
{
  if (!self->picking)
    return FALSE;

  switch (key)
    {
    case GDK_KEY_Escape:
      vanity_compare_view_set_picking (self, FALSE);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      if (!self->aiming)
        begin_aiming (self);
      pick (self, self->aim_x, self->aim_y);
      return TRUE;
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      move_aim (self, -AIM_STEP, 0);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      move_aim (self, AIM_STEP, 0);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_aim (self, 0, -AIM_STEP);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_aim (self, 0, AIM_STEP);
      return TRUE;
    default:
      return FALSE;
    }
}

/* A ring of white within black is seen on whatever lies below it. */
static void
snapshot_aim (VanityCompareView *self, GtkSnapshot *snapshot)
{
  double x = self->aim_x, y = self->aim_y;

  vanity_compare_view_from_photo (self, &x, &y);
  for (int i = 0; i < 2; i++)
    {
      double side = AIM_SIDE - 4 * i;
      GdkRGBA color = { i, i, i, 0.9F };
      GskRoundedRect ring;

      gsk_rounded_rect_init_from_rect (
          &ring, &GRAPHENE_RECT_INIT (x - side / 2, y - side / 2, side, side), side / 2);
      gtk_snapshot_append_border (snapshot, &ring, (const float[4]){ 2, 2, 2, 2 },
                                  (const GdkRGBA[4]){ color, color, color, color });
    }
}

void
vanity_compare_view_push_muted (VanityCompareView *self, GtkSnapshot *snapshot)
{
  /* Rec. 709 luma, on encoded values: only to look at. */
  const float r = 0.2126F * (1 - SATURATION), g = 0.7152F * (1 - SATURATION),
              b = 0.0722F * (1 - SATURATION);
  graphene_matrix_t matrix;

  graphene_matrix_init_from_float (&matrix,
                                   (const float[16]){ r + SATURATION, r, r, 0, g, g + SATURATION, g,
                                                      0, b, b, b + SATURATION, 0, 0, 0, 0, 1 });
  gtk_snapshot_push_color_matrix (snapshot, &matrix, graphene_vec4_zero ());
}

void
vanity_compare_view_snapshot_overlay (VanityCompareView *self, GtkSnapshot *snapshot,
                                      const graphene_rect_t *pane)
{
  gtk_snapshot_push_clip (snapshot, pane);
  /* Held, it is the photo that is looked at. */
  if (self->overlay != NULL && !self->holding)
    {
      double scale = self->viewport.scale, x = 0, y = 0;

      vanity_compare_view_from_photo (self, &x, &y);
      gtk_snapshot_append_texture (snapshot, self->overlay,
                                   &GRAPHENE_RECT_INIT (x, y, self->viewport.photo_width * scale,
                                                        self->viewport.photo_height * scale));
    }
  if (self->aiming)
    snapshot_aim (self, snapshot);
  if (vanity_compare_view_is_picking_color (self))
    vanity_compare_view_snapshot_loupe (self, snapshot);
  gtk_snapshot_pop (snapshot);
}

/* Painting on the photo what a layer is to leave out or to cover besides. */
#include "ui/window-private.h"

#include "ui/mask-bar.h"

static void
on_painting_changed (VanityWindow *self)
{
  gboolean painting = vanity_window_is_painting (self);

  /* One thing at a time: it stands where they do. */
  gtk_widget_set_visible (self->controls, !painting);
  vanity_window_update_actions (self);
}

void
vanity_window_init_paint (VanityWindow *self)
{
  self->painter = vanity_mask_painter_new (VANITY_COMPARE_VIEW (self->view));
  vanity_mask_bar_set_painter (VANITY_MASK_BAR (self->mask_bar), self->painter);
  g_signal_connect_object (self->painter, "notify::painting", G_CALLBACK (on_painting_changed),
                           self, G_CONNECT_SWAPPED);
}

VanityMaskPainter *
vanity_window_get_painter (VanityWindow *self)
{
  return self->painter;
}

gboolean
vanity_window_is_painting (VanityWindow *self)
{
  return self->painter != NULL && vanity_mask_painter_get_painting (self->painter);
}

void
vanity_window_paint_mask (VanityWindow *self, int layer)
{
  g_autoptr (GError) error = NULL;

  if (self->document == NULL
      || !vanity_mask_painter_start (self->painter, self->document, layer, &error))
    {
      if (error != NULL)
        vanity_window_toast (self, error->message, NULL, NULL, NULL);
      return;
    }
  gtk_widget_grab_focus (self->view);
}

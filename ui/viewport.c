#include "ui/viewport.h"

#include <math.h>

/* A tiny photo is enlarged to fill the pane, but only so far. */
#define FIT_MAX 2.0

static double
get_device_scale (const VanityViewport *self)
{
  return self->device_scale > 0 ? self->device_scale : 1.0;
}

double
vanity_viewport_get_fit_scale (const VanityViewport *self)
{
  double scale;

  if (self->photo_width <= 0 || self->photo_height <= 0 || self->pane_width <= 0
      || self->pane_height <= 0)
    return 1.0;

  scale = MIN (self->pane_width / self->photo_width, self->pane_height / self->photo_height);

  return MIN (scale, FIT_MAX / get_device_scale (self));
}

double
vanity_viewport_get_zoom (const VanityViewport *self)
{
  return self->scale * get_device_scale (self);
}

/* A photo smaller than the pane sits in the middle, a larger one leaves no gap. */
static double
clamp_middle (double middle, double photo, double shown)
{
  if (shown >= photo)
    return photo / 2;

  return CLAMP (middle, shown / 2, photo - shown / 2);
}

static void
settle (VanityViewport *self)
{
  double fit = vanity_viewport_get_fit_scale (self);

  if (self->fit || self->scale <= 0)
    self->scale = fit;

  self->x = clamp_middle (self->x, self->photo_width, self->pane_width / self->scale);
  self->y = clamp_middle (self->y, self->photo_height, self->pane_height / self->scale);
}

void
vanity_viewport_set_photo (VanityViewport *self, double width, double height)
{
  self->photo_width = width;
  self->photo_height = height;
  vanity_viewport_fit (self);
}

void
vanity_viewport_set_pane (VanityViewport *self, double width, double height, double device_scale)
{
  self->pane_width = width;
  self->pane_height = height;
  self->device_scale = device_scale;
  settle (self);
}

void
vanity_viewport_fit (VanityViewport *self)
{
  self->fit = TRUE;
  settle (self);
}

void
vanity_viewport_zoom_at (VanityViewport *self, double zoom, double px, double py)
{
  double fit = vanity_viewport_get_fit_scale (self);
  double most = MAX (VANITY_ZOOM_MAX / get_device_scale (self), fit);
  double scale = CLAMP (zoom / get_device_scale (self), fit, most);
  double dx = px - self->pane_width / 2;
  double dy = py - self->pane_height / 2;

  /* Zoomed out to the end the photo goes on to follow the window's size. */
  self->fit = scale <= fit * 1.0001;
  self->x += dx / self->scale - dx / scale;
  self->y += dy / self->scale - dy / scale;
  self->scale = scale;
  settle (self);
}

void
vanity_viewport_show (VanityViewport *self, double x, double y, double width, double height)
{
  double fit = vanity_viewport_get_fit_scale (self);
  double scale = MIN (self->pane_width / MAX (width, 1), self->pane_height / MAX (height, 1));

  self->scale = CLAMP (scale, fit, MAX (VANITY_ZOOM_CLOSE / get_device_scale (self), fit));
  self->fit = self->scale <= fit * 1.0001;
  self->x = x + width / 2;
  self->y = y + height / 2;
  settle (self);
}

void
vanity_viewport_pan (VanityViewport *self, double dx, double dy)
{
  self->x -= dx / self->scale;
  self->y -= dy / self->scale;
  settle (self);
}

gboolean
vanity_viewport_can_pan (const VanityViewport *self)
{
  return self->photo_width * self->scale > self->pane_width + 0.5
         || self->photo_height * self->scale > self->pane_height + 0.5;
}

void
vanity_viewport_get_origin (const VanityViewport *self, double *px, double *py)
{
  double device = get_device_scale (self);

  /* On a whole device pixel, so that 100 % is sharp. */
  *px = round ((self->pane_width / 2 - self->x * self->scale) * device) / device;
  *py = round ((self->pane_height / 2 - self->y * self->scale) * device) / device;
}

void
vanity_viewport_get_covered (const VanityViewport *self, double *px, double *py, double *width,
                             double *height)
{
  double left, top, right, bottom;

  vanity_viewport_get_origin (self, &left, &top);
  right = MIN (left + self->photo_width * self->scale, self->pane_width);
  bottom = MIN (top + self->photo_height * self->scale, self->pane_height);
  *px = MAX (left, 0);
  *py = MAX (top, 0);
  *width = MAX (right - *px, 0);
  *height = MAX (bottom - *py, 0);
}

/* Which part of a photo a pane shows, and how large: plain geometry. Photo coordinates are the
 * photo's pixels, pane coordinates the widget's units from the pane's corner. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Device pixels per photo pixel that can be reached by zooming in. */
#define VANITY_ZOOM_MAX 16.0
/* And those up to which something small is enlarged to be seen closely. */
#define VANITY_ZOOM_CLOSE 4.0

typedef struct
{
  double photo_width, photo_height;
  double pane_width, pane_height;
  double device_scale; /* device pixels per unit */

  gboolean fit; /* the whole photo is shown, never enlarged past twice its pixels */
  double scale; /* units per photo pixel */
  double x, y;  /* the photo's point in the middle of the pane */
} VanityViewport;

/* Shows another photo: all of it. */
void vanity_viewport_set_photo (VanityViewport *viewport, double width, double height);
void vanity_viewport_set_pane (VanityViewport *viewport, double width, double height,
                               double device_scale);

/* The scale at which all of the photo is seen. */
double vanity_viewport_get_fit_scale (const VanityViewport *viewport);
/* Device pixels per photo pixel: 1 is 100 %. */
double vanity_viewport_get_zoom (const VanityViewport *viewport);

void vanity_viewport_fit (VanityViewport *viewport);
/* Zooms so that the photo's point under (px, py) of the pane stays there. */
void vanity_viewport_zoom_at (VanityViewport *viewport, double zoom, double px, double py);
/* Brings a rectangle of the photo into the middle of the pane, as large as it fits, up to
 * VANITY_ZOOM_CLOSE. */
void vanity_viewport_show (VanityViewport *viewport, double x, double y, double width,
                           double height);
/* Moves the photo by so many units. */
void vanity_viewport_pan (VanityViewport *viewport, double dx, double dy);
/* Whether there is anything to pan to. */
gboolean vanity_viewport_can_pan (const VanityViewport *viewport);

/* Where the photo's corner lies in the pane. */
void vanity_viewport_get_origin (const VanityViewport *viewport, double *px, double *py);
/* The part of the pane that the photo covers. */
void vanity_viewport_get_covered (const VanityViewport *viewport, double *px, double *py,
                                  double *width, double *height);

G_END_DECLS

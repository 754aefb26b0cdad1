/* Soft places on the face, drawn as functions of the canonical face, so that they lie right in any
 * pose: x to the person's left, y up, mm; the nose's root is near (0, 33), its tip (0, −11), the
 * pupils (±32, 26), the lips' corners (±25, −43), the chin (0, −94), the temples (±75, 41). */
#pragma once

#include "makeup/canvas.h"

G_BEGIN_DECLS

/* How much lies at (x, y), in [0, 1]. */
typedef float (*VanityZoneFunc) (float x, float y, gconstpointer data);

/* A mask on the fields' grid, 0 off the face; NULL when it is empty. Kept in the canvas under
 * `key` when that is not NULL: then owned by the canvas; else free it. */
VanityMask *vanity_zone_new (VanityCanvas *canvas, VanityZoneFunc func, gconstpointer data);
/* The same on the whole grid, whether empty or not; never kept. */
VanityMask *vanity_zone_new_field (VanityCanvas *canvas, VanityZoneFunc func, gconstpointer data);
const VanityMask *vanity_zone_get (VanityCanvas *canvas, const char *key, VanityZoneFunc func,
                                   gconstpointer data);

/* A brush stroke from one place to the other on both cheeks (x counts without its sign): 1 on the
 * line, falling as a Gaussian of standard deviation `radius`, which runs from the one to the
 * other. */
typedef struct
{
  float x0, y0, radius0, x1, y1, radius1;
} VanityBrush;

float vanity_brush_at (const VanityBrush *brush, float x, float y);

/* smoothstep */
static inline float
vanity_ramp (float from, float to, float x)
{
  float t = CLAMP ((x - from) / (to - from), 0.0f, 1.0f);

  return t * t * (3 - 2 * t);
}

G_END_DECLS

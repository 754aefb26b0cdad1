/* Between the lips: what a sheet does there when the mouth is open wider than it was when the sheet
 * was made. The mesh would stretch a line of lipstick over the teeth; instead each lip keeps the
 * edge that it had, at its own size. */
#pragma once

#include "face/face.h"

G_BEGIN_DECLS

#define VANITY_MOUTH_PAIRS 11

/* The inner lips of two frames. */
typedef struct
{
  gboolean wider;
  double along[2];               /* unit vector from the right to the left corner, now */
  double at[VANITY_MOUTH_PAIRS]; /* of each pair along it, from the right corner, ascending */
  double origin[2];
  double now[2][VANITY_MOUTH_PAIRS][2], then[2][VANITY_MOUTH_PAIRS][2]; /* upper, lower; x, y */
  double turn[2]; /* now → then: scale · (cos, sin) */
} VanityMouth;

/* Whether the triangle of the mesh lies between the lips. */
gboolean vanity_mouth_has_triangle (int triangle);

/* `then` and `now`: the mesh's points. */
void vanity_mouth_measure (VanityMouth *mouth, const VanityPoint *then, const VanityPoint *now);

/* Of a pixel between the lips now: where it was then, and how much of the sheet it wears, [0, 1].
 * Only where mouth->wider. */
double vanity_mouth_find (const VanityMouth *mouth, double x, double y, double *then_x,
                          double *then_y);

G_END_DECLS

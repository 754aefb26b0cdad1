/* Smooth outlines and strokes: centripetal Catmull-Rom splines through knots (Yuksel, Schaefer &
 * Keyser 2011), drawn antialiased into masks. */
#pragma once

#include "face/face.h"
#include "face/mesh.h"
#include "makeup/mask.h"

G_BEGIN_DECLS

typedef struct
{
  double x, y;  /* photo pixels */
  double width; /* of a stroke there, pixels; unused by fills */
} VanityKnot;

typedef struct
{
  VanityKnot *points; /* the spline as a polyline, within 0.05 pixel of it */
  int n;
  gboolean closed; /* the last point is joined to the first */
} VanityPath;

/* `knots` that coincide with the one before are left out. Never NULL; without two different finite
 * knots the path is empty and draws nothing. */
VanityPath *vanity_path_new (const VanityKnot *knots, int n, gboolean closed);
/* The knots themselves, joined by straight lines. */
VanityPath *vanity_path_new_polyline (const VanityKnot *knots, int n, gboolean closed);
/* Through the points of one of the face's contours, closed. */
VanityPath *vanity_path_new_contour (const VanityFace *face, VanityContourId id);
void vanity_path_free (VanityPath *path);

/* Round the polyline (strokes included), `margin` pixels wider. FALSE when empty. */
gboolean vanity_path_get_bounds (const VanityPath *path, double margin, VanityRect *rect);

/* mask ← max (mask, coverage): the exact area of each sample's square that lies inside the closed
 * path. */
void vanity_path_fill (const VanityPath *path, VanityMask *mask);

/* mask ← max (mask, coverage) of a stroke with round ends, its width running linearly from point
 * to point. `softness` ≥ 0: pixels over which the edge fades, half of it inside (at least 1, for
 * antialiasing). Where a stroke is thinner than a pixel it gets fainter instead. */
void vanity_path_stroke (const VanityPath *path, double softness, VanityMask *mask);

/* A new mask over `within` holding the filled path, its edge blurred with a Gaussian of standard
 * deviation `feather` pixels, at a step suited to that. NULL when nothing is in sight. */
VanityMask *vanity_path_mask (const VanityPath *path, double feather, const VanityRect *within);

/* Distance from (x, y) to the polyline, pixels, negative inside a closed one. Slow: for tests and
 * single points. */
double vanity_path_get_distance (const VanityPath *path, double x, double y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityPath, vanity_path_free)

G_END_DECLS

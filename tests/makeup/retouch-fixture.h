/* What tests of the layers that retouch share: a portrait with things on it to be retouched. */
#pragma once

#include "portrait.h"

#include "face/mesh.h"
#include "makeup/hints.h"

/* Larger than the portraits of makeup: spots have some pixels. */
#define RETOUCH_PORTRAIT_INIT                                                                      \
  {                                                                                                \
    .width = 720, .height = 880, .depth = 8, .skin = 0xc8967a, .face = 480, .x = 360, .y = 430     \
  }

/* The photo's pixel under a place of the canonical face, mm, and how many pixels a mm has. */
void retouch_place (const Portrait *portrait, double x, double y, double *px, double *py);
double retouch_get_unit (const Portrait *portrait);

/* Multiplies linear light by `gain` round a place of the canonical face, `radius` mm; soft. */
void retouch_tint (const Portrait *portrait, VanityImage *image, double x, double y, double radius,
                   VanityRgb gain);

/* The mean colour within `radius` mm of a place. */
VanityLab retouch_get_mean (const Portrait *portrait, const VanityImage *image, double x, double y,
                            double radius);

/* Whether a pixel may change. */
typedef gboolean (*RetouchAllows) (const Portrait *portrait, const VanityFace *face, double x,
                                   double y);

/* Asserts what holds for every such layer, its other members given: no opacity is the source to the
 * bit, more never turns back, nothing changes where `allows` (NULL: nowhere) says no, nor without
 * the hints that it needs. Returns what it looks like at full opacity. */
VanityImage *retouch_check (const Portrait *portrait, VanityImage *image, const VanityFace *face,
                            VanityHints *hints, const char *members, RetouchAllows allows);

/* Whether a pixel lies inside a contour of the mesh, `grow` pixels wider. */
gboolean retouch_is_in (const VanityFace *face, VanityContourId id, double x, double y,
                        double grow);

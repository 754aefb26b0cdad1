/* How the light on a face differs between two frames.
 *
 * The skin about each point of the mesh is averaged in both, and a smooth field (a quadratic over
 * the face) is laid through the ratios: robustly, so that hair or a hand that came between does not
 * count as light. */
#pragma once

#include "face/face.h"
#include "image/image.h"

G_BEGIN_DECLS

/* Linear light about the points, red, green, blue; negative: outside the frame. */
typedef struct
{
  float rgb[VANITY_FACE_MESH_POINTS][3];
} VanityLitSkin;

/* Of an 8-bit sRGB frame; `points` in its pixels. */
void vanity_lit_skin_measure (VanityLitSkin *skin, const VanityImage *frame,
                              const VanityPoint *points);

/* `gain` gets, for every point, what the light of `then` is to be multiplied with to be that of
 * `now`; 1 where the skin tells nothing. Returns the mean of |ln gain|: how far the light is from
 * what it was. */
double vanity_lighting_compare (const VanityLitSkin *then, const VanityLitSkin *now,
                                float (*gain)[3]);

G_END_DECLS

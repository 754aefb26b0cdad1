/* The lips as the photo shows them. */
#pragma once

#include "makeup/canvas.h"
#include "makeup/path.h"

G_BEGIN_DECLS

#define VANITY_LIPS_POINTS 96

typedef struct
{
  gboolean usable; /* FALSE: out of the photo or turned away */
  /* The border of the red, from the person's right corner round the lower lip to the left corner
   * and back over the upper lip; with the unit normal that points out. Photo pixels. */
  struct
  {
    double x, y, nx, ny;
  } border[VANITY_LIPS_POINTS];
  VanityPath *opening; /* between the lips */
  double gap;          /* height of the opening, mm; 0 closed */
  double height;       /* of both lips, mm */
  VanityMask *base;    /* the luminance that counts as plain on these lips: their mean, lit as the
                          skin around is */
  VanityMask *form;    /* luminance of the lips without lines and highlights */
  VanityMask *cover;   /* what lies over the lips; NULL: nothing */
  VanityLab color;     /* bare lips, as photographed */
} VanityLips;

/* Measured once per canvas, which owns it. Never NULL. */
const VanityLips *vanity_lips_get (VanityCanvas *canvas);

/* The border moved out by `grow` mm (in when negative), less at the corners. Free it. */
VanityPath *vanity_lips_new_border (const VanityCanvas *canvas, const VanityLips *lips,
                                    double grow);

/* What a lipstick covers: within the border grown by `overline` mm, without the opening, teeth
 * and the dark between; its edge blurred by `softness` mm. Owned by the canvas; may be NULL. */
const VanityMask *vanity_lips_get_area (VanityCanvas *canvas, double overline, double softness);

G_END_DECLS

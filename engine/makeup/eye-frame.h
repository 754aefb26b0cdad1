/* A coordinate system that lies on one eye, so that eye makeup is written once and worn by both
 * eyes in any pose.
 *
 * u runs from the inner corner (0) to the outer corner (`length`), v at a right angle to it
 * towards the brow, both in pixels of the photo. Lash lines, crease and brow are curves v (u),
 * known on and beyond both ends of the eye. */
#pragma once

#include "makeup/canvas.h"

G_BEGIN_DECLS

#define VANITY_EYE_CURVE_SIZE 192

/* v over u; u from −0.5 to 1.8 lengths, evenly spaced. */
typedef struct
{
  float v[VANITY_EYE_CURVE_SIZE];
} VanityEyeCurve;

typedef struct
{
  gboolean usable;
  gboolean left;               /* the person's own left */
  double mm;                   /* pixels in one millimetre of a face 140 mm wide */
  double x, y;                 /* the inner corner, photo pixels */
  double ux, uy, vx, vy;       /* unit vectors of u and v in the photo */
  double length;               /* inner to outer corner, pixels */
  double openness;             /* height of the opening ÷ length; about 0.3 when open */
  double shut;                 /* 0 open … 1 closed */
  double lid;                  /* visible lid: crease above the lash line in the middle, pixels */
  VanityEyeCurve upper, lower; /* lash lines */
  VanityEyeCurve crease, brow; /* fold of the lid; lower edge of the brow */
  double sight; /* 1 the lid is in sight … 0 covered: everything on this eye is weakened by it */
  double blur;  /* the photo's softness here: σ of its sharpest edges, pixels */
  double outer_slope; /* dv/du of the lower lash line where it meets the outer corner:
                         the way a wing takes */
} VanityEyeFrame;

/* Measures one eye of the canvas's face: the curves are the mesh's, the upper lash line moved onto
 * the dark line that the photo shows within 2 mm of it. NULL when there is no eye to make up:
 * the points are degenerate, or the eye is turned out of sight. The canvas keeps the frame. */
const VanityEyeFrame *vanity_eye_frame_get (VanityCanvas *canvas, gboolean left);

void vanity_eye_frame_to_photo (const VanityEyeFrame *frame, double u, double v, double *x,
                                double *y);
void vanity_eye_frame_from_photo (const VanityEyeFrame *frame, double x, double y, double *u,
                                  double *v);

/* The place of a curve's element `i`. */
double vanity_eye_curve_get_u (const VanityEyeFrame *frame, int i);

double vanity_eye_curve_get (const VanityEyeFrame *frame, const VanityEyeCurve *curve, double u);
double vanity_eye_curve_get_slope (const VanityEyeFrame *frame, const VanityEyeCurve *curve,
                                   double u);

/* How much of the pixel at (u, v) is eyeball, [0, 1]: 0 everywhere when the eye is shut. */
double vanity_eye_frame_get_opening (const VanityEyeFrame *frame, double u, double v);

/* 0 up to `from`, 1 beyond `to`, smooth between. */
static inline double
vanity_eye_fade (double from, double to, double x)
{
  double t = CLAMP ((x - from) / (to - from), 0, 1);

  return t * t * (3 - 2 * t);
}

/* The smallest rectangle of the photo round a box of u and v. */
VanityRect vanity_eye_frame_get_rect (const VanityEyeFrame *frame, double from_u, double to_u,
                                      double from_v, double to_v);

/* A mask of step 1 that holds where eye makeup may lie: canvas->allow, 1 along the lash lines
 * (where the mesh's eyeball and the photo's may differ by a millimetre), all of it times `sight`,
 * and with `skin_only` never on the eyeball. NULL when the rectangle lies outside the canvas. */
VanityMask *vanity_eye_frame_new_guard (const VanityEyeFrame *frame, const VanityCanvas *canvas,
                                        const VanityRect *rect, gboolean skin_only);

G_END_DECLS

/* Where one brow really grows: the mesh knows it only roughly, the photo shows its hair.
 *
 * In the coordinates of the eye below it (eye-frame.h). */
#pragma once

#include "makeup/eye-frame.h"

G_BEGIN_DECLS

#define VANITY_BROW_COLUMNS 48

typedef struct
{
  gboolean usable;
  double first, last; /* u of its head and its tail, pixels */
  /* Per column, evenly spaced from `first` to `last`: */
  double middle[VANITY_BROW_COLUMNS]; /* v of its middle */
  double half[VANITY_BROW_COLUMNS];   /* half its height, pixels */
  double skin[VANITY_BROW_COLUMNS];   /* L* of the skin round it */
  double sight[VANITY_BROW_COLUMNS];  /* 1 in sight … 0 under hair that falls over it */
  double contrast;                    /* L* its hair lies under the skin's; 0 when hardly there */
  VanityRgb hair;                     /* its own colour as a swatch under white light, linear */
} VanityBrowFrame;

/* NULL when there is no eye frame or the brow is outside the photo. The canvas keeps it. */
const VanityBrowFrame *vanity_brow_frame_get (VanityCanvas *canvas, gboolean left);

/* The value of a per-column measure at `u`, linear between columns. */
double vanity_brow_frame_at (const VanityBrowFrame *brow, const double column[VANITY_BROW_COLUMNS],
                             double u);

/* How much the photo shows hair at (x, y), [0, 1]: darkness against the skin round the brow. */
double vanity_brow_frame_get_hair (const VanityBrowFrame *brow, const VanityCanvas *canvas,
                                   double u, double x, double y);

G_END_DECLS

/* ICC profiles: taken apart where they are curves and a matrix, run through lcms2 where not.
 * Internal to engine/image. */
#pragma once

#include "image/transfer.h"

#include <lcms2.h>

G_BEGIN_DECLS

/* What a profile turned out to be. */
typedef struct
{
  gboolean srgb;  /* sRGB within the precision of 8 bits: the rest is unset */
  gboolean table; /* an RGB profile of lookup tables: only lcms2 can run it */

  /* Otherwise curves, then a matrix (row by row) to linear sRGB. A grey profile has three times
   * its curve and no matrix. */
  VanityTransfer *transfer[3];
  gboolean has_matrix;
  double to_srgb[9], from_srgb[9];

  GBytes *bytes; /* the profile that RGB pixels are to be saved with */
} VanityIcc;

gboolean vanity_icc_parse (GBytes *bytes, VanityIcc *icc, GError **error);
void vanity_icc_clear (VanityIcc *icc);

/* A matrix profile: gamma > 0, white and primaries as CIE x, y in the order white, R, G, B. */
GBytes *vanity_icc_new_rgb (double gamma, const double xy[8]);

/* A profile of linear sRGB; the caller closes it. */
cmsHPROFILE vanity_icc_open_linear_srgb (void);

G_END_DECLS

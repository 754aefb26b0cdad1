/* What a sheet knows of the few pixels about each: how the makeup follows them, and their range. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Planes to work in. */
#define VANITY_SHEET_FIT_PLANES 7

/* scale ← how `worn` follows `source` about each pixel, minus 1: the slope of the line of least
 * squares over 5 × 5 pixels, averaged over as many; where there is no detail in them, of a line
 * through 0. All are width × height, linear light; `planes` is VANITY_SHEET_FIT_PLANES of them. */
void vanity_sheet_fit_scale (const float *source, const float *worn, int width, int height,
                             float *planes, float *scale);

/* The least (`sign` 1) or the greatest (−1) of a plane within 5 × 5 pixels. `lines`: a plane to
 * work in. */
void vanity_sheet_find_extreme (const float *from, int width, int height, float sign, float *lines,
                                float *to);

G_END_DECLS

/* What the interpolations of Resize share. */
#pragma once

#include "nn/operator.h"

typedef enum
{
  VANITY_RESIZE_NEAREST,
  VANITY_RESIZE_LINEAR,
  VANITY_RESIZE_CUBIC,
} VanityResizeMode;

typedef struct
{
  int mode; /* VanityResizeMode */
  int coordinate;
  int nearest;
  double scale[2]; /* output size ÷ input size, of height and width */
  double crop[4];  /* of the input: top, left, bottom, right; from 0 to 1 */
  float outside;   /* the value outside of the crop's source */
  gboolean exclude_outside;
  float cubic_a; /* of Keys' kernel */
} VanityResizeParams;

/* Where output index `at` lies in the input, along height (0) or width (1). */
double vanity_resize_find_source (const VanityCall *call, int axis, gint64 at);
/* The input index nearest to it; the two neighbours and how much of the second. */
gint64 vanity_resize_find_nearest (const VanityCall *call, int axis, gint64 at);
/* Whether each pixel becomes several, all alike: as many along each axis as the output is larger.
 */
gboolean vanity_resize_is_repetition (const VanityCall *call);
void vanity_resize_find_linear (const VanityCall *call, int axis, gint64 at, gint64 *low,
                                gint64 *high, float *part);

/* Whether it lies outside of the input and of a crop that reaches over the border: there is
 * nothing but the `outside` of the params. */
gboolean vanity_resize_is_outside (const VanityCall *call, int axis, gint64 at);

/* The input indices that an output index is mixed from, and how much of each. */
typedef struct
{
  int n;
  gint64 index[4];
  float weight[4];
} VanityResizeTaps;

/* Cubic interpolation; its scratch has the taps of every column. */
void vanity_resize_cubic_find_taps (const VanityCall *call, int axis, gint64 at,
                                    VanityResizeTaps *taps);
gsize vanity_resize_cubic_get_scratch (const VanityCall *call);
void vanity_resize_cubic_find_columns (VanityCall *call);
/* Output rows [from, to), of all images. */
void vanity_resize_cubic_run (VanityCall *call, gint64 from, gint64 to, int worker);

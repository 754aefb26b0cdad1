/* What GridSample and its backward share: where a place of the grid lies in the image. */
#pragma once

#include "nn/backward.h"

typedef enum
{
  VANITY_GRID_SAMPLE_LINEAR,
  VANITY_GRID_SAMPLE_NEAREST,
  VANITY_GRID_SAMPLE_CUBIC,
} VanityGridSampleMode;

typedef struct
{
  int mode; /* VanityGridSampleMode */
  int padding;
  gboolean align_corners;
} VanityGridSampleParams;

#define VANITY_GRID_MAX_TAPS 4

/* The pixels along one axis that a place is mixed from. */
typedef struct
{
  int n;
  gint32 index[VANITY_GRID_MAX_TAPS];
  float weight[VANITY_GRID_MAX_TAPS]; /* 0 where the pixel lies outside and counts as 0 */
  float slope[VANITY_GRID_MAX_TAPS];  /* of the weight, along the place */
} VanityGridTaps;

int vanity_grid_sample_get_n_taps (const VanityGridSampleParams *params);
/* Of the place `at`, from −1 to 1 inside, along an axis of `length` pixels. Where a place is drawn
 * back to the border, the border included, the slopes are 0. */
void vanity_grid_sample_find_taps (const VanityGridSampleParams *params, double at, gint64 length,
                                   VanityGridTaps *taps);

extern const VanityBackward vanity_grid_sample_backward;

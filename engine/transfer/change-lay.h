/* How a change becomes light, for rows of texels and of photos alike. Internal to
 * engine/transfer. */
#pragma once

#include "transfer/change.h"

G_BEGIN_DECLS

/* One row; every pointer has `n` values. */
typedef struct
{
  int n;
  const float *source[3]; /* linear light */
  const float *base;      /* its luminance, smoothed */
  const float *coverage, *film[3];
  const float *gain[3], *offset[3]; /* the first of them NULL: all are 0 */
} VanityChangeRow;

/* Values that nothing changes keep their bits. `worn` may be `source`. */
void vanity_change_lay_row (const VanityChangeRow *row, float *const worn[3]);

/* What counts as even in a face of the atlas, three planes of linear light: its luminance averaged
 * over an odd square of some size ÷ 32 texels. */
void vanity_change_smooth (const float *rgb, int size, float *base);

/* Whether `n` values are all 0. */
gboolean vanity_change_is_empty (const float *values, gsize n);

G_END_DECLS

#include "image/warp.h"

#include "base/parallel.h"
#include "image/clones.h"

#include <math.h>
#include <string.h>

#define ROWS 8 /* output rows that one task fills */

#define INLINE static inline __attribute__ ((always_inline))

typedef float Vec4 __attribute__ ((vector_size (16)));
typedef guint8 Bytes4 __attribute__ ((vector_size (4)));
typedef guint16 Shorts4 __attribute__ ((vector_size (8)));

typedef enum
{
  PIXELS_8, /* the photo's own */
  PIXELS_16,
  PIXELS_FLOAT /* a reduced copy: RGB over black in [0, 1], four floats a pixel */
} PixelType;

typedef struct
{
  PixelType type;
  gboolean has_alpha;
  int width, height;
  gsize stride; /* bytes */
  const guint8 *pixels;
} Source;

typedef struct
{
  Source source;
  VanityAffine grid;
  int width, height;
  int nx, ny; /* taps per output pixel */
  float low, gain;
  float *out;
} Warp;

/* The pixel over black, components in [0, 1]. */
INLINE Vec4
load (const guint8 *pixel, PixelType type, gboolean has_alpha)
{
  Vec4 value;

  if (type == PIXELS_FLOAT)
    {
      memcpy (&value, pixel, sizeof value);
      return value;
    }
  if (type == PIXELS_8)
    {
      Bytes4 raw;
      memcpy (&raw, pixel, sizeof raw);
      value = __builtin_convertvector(raw, Vec4) * (1 / 255.0f);
    }
  else
    {
      Shorts4 raw;
      memcpy (&raw, pixel, sizeof raw);
      value = __builtin_convertvector(raw, Vec4) * (1 / 65535.0f);
    }
  return has_alpha ? value * value[3] : value;
}

INLINE gsize
pixel_size (PixelType type)
{
  return type == PIXELS_8 ? 4 : type == PIXELS_16 ? 8 : sizeof (Vec4);
}

INLINE Vec4
load_or_black (const Source *source, int x, int y, PixelType type, gboolean has_alpha)
{
  if (x < 0 || y < 0 || x >= source->width || y >= source->height)
    return (Vec4){ 0 };
  return load (source->pixels + (gsize)y * source->stride + (gsize)x * pixel_size (type), type,
               has_alpha);
}

/* Bilinear at (x, y), where pixel (0, 0) covers [0, 1]²; black outside. */
INLINE Vec4
sample (const Source *source, double x, double y, PixelType type, gboolean has_alpha)
{
  x -= 0.5;
  y -= 0.5;
  if (!(x > -1 && y > -1 && x < source->width && y < source->height))
    return (Vec4){ 0 };

  int column = (int)(x + 1) - 1, row = (int)(y + 1) - 1;
  float fx = (float)(x - column), fy = (float)(y - row);
  Vec4 a, b, c, d;

  if (column >= 0 && row >= 0 && column + 1 < source->width && row + 1 < source->height)
    {
      const guint8 *top
          = source->pixels + (gsize)row * source->stride + (gsize)column * pixel_size (type);
      const guint8 *bottom = top + source->stride;
      a = load (top, type, has_alpha);
      b = load (top + pixel_size (type), type, has_alpha);
      c = load (bottom, type, has_alpha);
      d = load (bottom + pixel_size (type), type, has_alpha);
    }
  else
    {
      a = load_or_black (source, column, row, type, has_alpha);
      b = load_or_black (source, column + 1, row, type, has_alpha);
      c = load_or_black (source, column, row + 1, type, has_alpha);
      d = load_or_black (source, column + 1, row + 1, type, has_alpha);
    }
  a += (b - a) * fx;
  c += (d - c) * fx;
  return a + (c - a) * fy;
}

INLINE void
fill_row (const Warp *warp, int y, PixelType type, gboolean has_alpha)
{
  const double *m = warp->grid.m;
  float *out = warp->out + (gsize)y * warp->width * 3;
  int nx = warp->nx, ny = warp->ny;
  float share = 1.0f / (float)(nx * ny);

  for (int x = 0; x < warp->width; x++, out += 3)
    {
      Vec4 sum = { 0 };
      for (int j = 0; j < ny; j++)
        for (int i = 0; i < nx; i++)
          {
            double u = x + (i + 0.5) / nx, v = y + (j + 0.5) / ny;
            sum += sample (&warp->source, m[0] * u + m[1] * v + m[2], m[3] * u + m[4] * v + m[5],
                           type, has_alpha);
          }
      sum = sum * share * warp->gain + warp->low;
      out[0] = sum[0];
      out[1] = sum[1];
      out[2] = sum[2];
    }
}

VANITY_CLONES static void
fill_rows (gpointer data, int index, int worker)
{
  const Warp *warp = data;

  for (int y = index * ROWS; y < MIN ((index + 1) * ROWS, warp->height); y++)
    if (warp->source.type == PIXELS_FLOAT)
      fill_row (warp, y, PIXELS_FLOAT, FALSE);
    else if (warp->source.type == PIXELS_16)
      fill_row (warp, y, PIXELS_16, warp->source.has_alpha);
    else if (warp->source.has_alpha)
      fill_row (warp, y, PIXELS_8, TRUE);
    else
      fill_row (warp, y, PIXELS_8, FALSE);
}

/* The part of the photo that a coarse grid covers, averaged over k × k pixels: one read of each
 * pixel instead of many overlapping taps. */
typedef struct
{
  Source from;
  int left, top; /* of the part, in the photo's pixels */
  int k;
  int width, height; /* in cells */
  Vec4 *cells;
} Reduction;

INLINE void
reduce_row (const Reduction *reduction, int row, PixelType type, gboolean has_alpha)
{
  const Source *from = &reduction->from;
  int k = reduction->k;
  int y0 = reduction->top + row * k, y1 = MIN (y0 + k, from->height);
  float share = 1.0f / (float)(k * k); /* what sticks out of the photo is black */

  for (int column = 0; column < reduction->width; column++)
    {
      int x0 = reduction->left + column * k, x1 = MIN (x0 + k, from->width);
      Vec4 sum = { 0 };

      for (int y = y0; y < y1; y++)
        {
          const guint8 *pixel
              = from->pixels + (gsize)y * from->stride + (gsize)x0 * pixel_size (type);
          for (int x = x0; x < x1; x++, pixel += pixel_size (type))
            sum += load (pixel, type, has_alpha);
        }
      reduction->cells[(gsize)row * reduction->width + column] = sum * share;
    }
}

VANITY_CLONES static void
reduce_rows (gpointer data, int index, int worker)
{
  const Reduction *reduction = data;

  if (reduction->from.type == PIXELS_16)
    reduce_row (reduction, index, PIXELS_16, reduction->from.has_alpha);
  else if (reduction->from.has_alpha)
    reduce_row (reduction, index, PIXELS_8, TRUE);
  else
    reduce_row (reduction, index, PIXELS_8, FALSE);
}

/* Replaces the warp's source by its reduction and its grid by one into the reduction's cells.
 * Returns the cells, to be freed by the caller; NULL where the grid misses the photo. */
static Vec4 *
reduce (Warp *warp, int k)
{
  double *m = warp->grid.m;
  double x0 = INFINITY, x1 = -INFINITY, y0 = INFINITY, y1 = -INFINITY;

  for (int corner = 0; corner < 4; corner++)
    {
      double u = corner & 1 ? warp->width : 0, v = corner & 2 ? warp->height : 0;
      double x = m[0] * u + m[1] * v + m[2], y = m[3] * u + m[4] * v + m[5];
      x0 = MIN (x0, x);
      x1 = MAX (x1, x);
      y0 = MIN (y0, y);
      y1 = MAX (y1, y);
    }
  /* One cell more on each side for the bilinear taps. */
  int left = (int)CLAMP (floor (x0) - k, 0, warp->source.width);
  int right = (int)CLAMP (ceil (x1) + k, 0, warp->source.width);
  int top = (int)CLAMP (floor (y0) - k, 0, warp->source.height);
  int bottom = (int)CLAMP (ceil (y1) + k, 0, warp->source.height);
  if (left >= right || top >= bottom)
    return NULL;

  Reduction reduction = {
    .from = warp->source,
    .left = left,
    .top = top,
    .k = k,
    .width = (right - left + k - 1) / k,
    .height = (bottom - top + k - 1) / k,
  };
  reduction.cells
      = g_aligned_alloc ((gsize)reduction.width * (gsize)reduction.height, sizeof (Vec4), 64);
  vanity_pool_run (vanity_pool_get_default (), reduce_rows, &reduction, reduction.height);

  warp->source = (Source){
    .type = PIXELS_FLOAT,
    .width = reduction.width,
    .height = reduction.height,
    .stride = (gsize)reduction.width * sizeof (Vec4),
    .pixels = (const guint8 *)reduction.cells,
  };
  for (int i = 0; i < 6; i++)
    m[i] = (m[i] - (i == 2 ? left : i == 5 ? top : 0)) / k;
  return reduction.cells;
}

/* Taps no further apart than a pixel, once the grid is coarser than two: closer ones see no more,
 * and below two pixels a single bilinear tap loses next to nothing. */
static int
count_taps (double step)
{
  return step <= 2 ? 1 : (int)ceil (step);
}

void
vanity_warp_affine (const VanityImage *image, const VanityAffine *grid, int width, int height,
                    float low, float high, float *out)
{
  Warp warp = {
    .source = {
      .type = image->depth == 16 ? PIXELS_16 : PIXELS_8,
      .has_alpha = image->has_alpha,
      .width = image->width,
      .height = image->height,
      .stride = image->stride,
      .pixels = image->pixels,
    },
    .grid = *grid,
    .width = width,
    .height = height,
    .low = low,
    .gain = high - low,
    .out = out,
  };
  const double *m = warp.grid.m;
  Vec4 *cells = NULL;
  gboolean finite = TRUE;

  for (int i = 0; i < 6; i++)
    finite &= isfinite (m[i]) && fabs (m[i]) < 1e9;
  double step = MIN (hypot (m[0], m[3]), hypot (m[1], m[4]));
  if (finite && step >= 4)
    cells = reduce (&warp, (int)MIN (step / 2, VANITY_IMAGE_MAX_SIDE));

  if (!finite || (step >= 4 && cells == NULL))
    {
      for (gsize i = 0; i < (gsize)width * (gsize)height * 3; i++)
        out[i] = low;
      return;
    }

  /* A grid stretched out of all reason is not worth exact averaging. */
  warp.nx = MIN (count_taps (hypot (m[0], m[3])), 64);
  warp.ny = MIN (count_taps (hypot (m[1], m[4])), 64);
  vanity_pool_run (vanity_pool_get_default (), fill_rows, &warp, (height + ROWS - 1) / ROWS);
  g_aligned_free (cells);
}

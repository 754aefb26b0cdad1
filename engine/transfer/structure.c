#include "transfer/structure.h"

#include "base/error.h"
#include "base/parallel.h"
#include "image/clones.h"
#include "transfer/outline.h"

#include <math.h>
#include <string.h>

/* Of the face's longer side, the half of the window. Wider ones would overflow the sums. */
#define RADIUS 0.01
#define MAX_RADIUS 90
/* Rows that one task looks at. */
#define BAND 192
#define LANES 8

typedef struct
{
  double one, other, one_square, other_square, both;
} Sums;

typedef struct
{
  const VanityImage *images[2];
  VanityOutline *face, *faces;
  int radius;
  Sums *sums; /* one for each band */
  guint64 *outside;
} Comparison;

/* BT.709's luma of a row, times 2¹⁶. */
VANITY_CLONES static void
read_luma_8 (const guint8 *restrict rgba, int n, gint32 *restrict luma)
{
  for (int i = 0; i < n; i++)
    luma[i] = 54 * rgba[4 * i] + 183 * rgba[4 * i + 1] + 19 * rgba[4 * i + 2];
}

VANITY_CLONES static void
read_luma_16 (const guint16 *restrict rgba, int n, gint32 *restrict luma)
{
  for (int i = 0; i < n; i++)
    luma[i] = (54 * rgba[4 * i] + 183 * rgba[4 * i + 1] + 19 * rgba[4 * i + 2]) >> 8;
}

/* One image's rows as a window goes down over them: `reach` pixels more on each side, where the
 * photo's edge is repeated. */
typedef struct
{
  const VanityImage *image;
  int left, width, radius; /* `width` with the margins */
  gint32 *ring;            /* the window's rows */
  gint32 *sums;            /* of each column of them */
} Window;

static gint32 *
get_row (const Window *window, int y)
{
  int rows = 2 * window->radius + 1;

  return window->ring + (gsize)(((y % rows) + rows) % rows) * window->width;
}

static void
read_row (Window *window, int y)
{
  const VanityImage *image = window->image;
  const guint8 *row = vanity_image_row (image, CLAMP (y, 0, image->height - 1));
  int from = MAX (window->left, 0), to = MIN (window->left + window->width, image->width);
  gint32 *luma = get_row (window, y);

  if (image->depth == 16)
    read_luma_16 ((const guint16 *)(gconstpointer)row + 4 * from, to - from,
                  luma + from - window->left);
  else
    read_luma_8 (row + 4 * from, to - from, luma + from - window->left);
  for (int i = 0; i < from - window->left; i++)
    luma[i] = luma[from - window->left];
  for (int i = to - window->left; i < window->width; i++)
    luma[i] = luma[to - window->left - 1];
}

VANITY_CLONES static void
add_row (gint32 *restrict sums, const gint32 *restrict row, int sign, int n)
{
  for (int i = 0; i < n; i++)
    sums[i] += sign * row[i];
}

static void
start (Window *window, int y)
{
  memset (window->sums, 0, window->width * sizeof *window->sums);
  for (int k = -window->radius; k <= window->radius; k++)
    {
      read_row (window, y + k);
      add_row (window->sums, get_row (window, y + k), 1, window->width);
    }
}

/* From row `y` to the next. */
static void
move (Window *window, int y)
{
  add_row (window->sums, get_row (window, y - window->radius), -1, window->width);
  read_row (window, y + window->radius + 1);
  add_row (window->sums, get_row (window, y + window->radius + 1), 1, window->width);
}

/* The luma of row `y` minus the window's mean, times the window's pixels. */
static void
get_detail (const Window *window, int y, float *detail)
{
  const gint32 *row = get_row (window, y) + window->radius, *sums = window->sums;
  int side = 2 * window->radius + 1, n = window->width - 2 * window->radius;
  gint32 sum = 0;

  for (int i = 0; i < side - 1; i++)
    sum += sums[i];
  for (int i = 0; i < n; i++)
    {
      sum += sums[i + side - 1];
      detail[i] = (float)(row[i] * side * side - sum);
      sum -= sums[i];
    }
}

VANITY_CLONES static void
add_products (const float *restrict one, const float *restrict other, int n, Sums *total)
{
  double sums[5][LANES] = { { 0 } };
  int i = 0;

  for (; i + LANES <= n; i += LANES)
    for (int k = 0; k < LANES; k++)
      {
        double a = one[i + k], b = other[i + k];

        sums[0][k] += a;
        sums[1][k] += b;
        sums[2][k] += a * a;
        sums[3][k] += b * b;
        sums[4][k] += a * b;
      }
  for (int k = 0; i < n; i++, k++)
    {
      double a = one[i], b = other[i];

      sums[0][k] += a;
      sums[1][k] += b;
      sums[2][k] += a * a;
      sums[3][k] += b * b;
      sums[4][k] += a * b;
    }
  for (int k = 0; k < LANES; k++)
    {
      total->one += sums[0][k];
      total->other += sums[1][k];
      total->one_square += sums[2][k];
      total->other_square += sums[3][k];
      total->both += sums[4][k];
    }
}

static void
compare_detail (const Comparison *self, int top, int bottom, Sums *total)
{
  const VanityOutline *face = self->face;
  int left = face->left - self->radius, width = face->right - face->left + 2 * self->radius;
  gsize ring = (gsize)width * (2 * self->radius + 1);
  g_autofree gint32 *buffer = g_new (gint32, 2 * (ring + width));
  g_autofree float *detail = g_new (float, 2 * (gsize)width);
  Window windows[2];

  for (int k = 0; k < 2; k++)
    {
      gint32 *part = buffer + k * (ring + width);

      windows[k] = (Window){ self->images[k], left, width, self->radius, part, part + ring };
      start (&windows[k], top);
    }
  for (int y = top; y < bottom; y++)
    {
      int n_spans;
      const VanitySpan *spans = vanity_outline_get_row (face, y, &n_spans);

      for (int k = 0; k < 2; k++)
        get_detail (&windows[k], y, detail + k * (gsize)width);
      for (int i = 0; i < n_spans; i++)
        add_products (detail + spans[i].from - face->left,
                      detail + width + spans[i].from - face->left, spans[i].to - spans[i].from,
                      total);
      for (int k = 0; k < 2 && y + 1 < bottom; k++)
        move (&windows[k], y);
    }
}

static guint64
count_changed (const Comparison *self, int y, int from, int to)
{
  int bytes = self->images[0]->depth / 2;
  const guint8 *one = vanity_image_row (self->images[0], y) + (gsize)from * bytes;
  const guint8 *other = vanity_image_row (self->images[1], y) + (gsize)from * bytes;
  guint64 count = 0;

  if (from >= to || memcmp (one, other, (gsize)(to - from) * bytes) == 0)
    return 0;
  for (int i = 0; i < to - from; i++)
    count += memcmp (one + (gsize)i * bytes, other + (gsize)i * bytes, bytes) != 0;
  return count;
}

static void
compare_band (gpointer data, int index, int worker)
{
  Comparison *self = data;
  int top = index * BAND, bottom = MIN (top + BAND, self->images[0]->height);

  for (int y = top; y < bottom; y++)
    {
      int n_spans, from = 0;
      const VanitySpan *spans = vanity_outline_get_row (self->faces, y, &n_spans);

      for (int i = 0; i < n_spans; i++)
        {
          self->outside[index] += count_changed (self, y, from, spans[i].from);
          from = spans[i].to;
        }
      self->outside[index] += count_changed (self, y, from, self->images[0]->width);
    }
  top = MAX (top, self->face->top);
  bottom = MIN (bottom, self->face->top + self->face->rows);
  if (top < bottom)
    compare_detail (self, top, bottom, &self->sums[index]);
}

static guint64
count_pixels (const VanityOutline *outline)
{
  guint64 n = 0;

  for (int i = 0; i < outline->rows; i++)
    for (int k = outline->first[i]; k < outline->first[i + 1]; k++)
      n += outline->spans[k].to - outline->spans[k].from;
  return n;
}

static double
correlate (const Comparison *self, int n_bands)
{
  double n = (double)count_pixels (self->face), variance[2], both;
  Sums all = { 0 };

  for (int i = 0; i < n_bands; i++)
    {
      all.one += self->sums[i].one;
      all.other += self->sums[i].other;
      all.one_square += self->sums[i].one_square;
      all.other_square += self->sums[i].other_square;
      all.both += self->sums[i].both;
    }
  variance[0] = all.one_square - all.one * all.one / MAX (n, 1);
  variance[1] = all.other_square - all.other * all.other / MAX (n, 1);
  both = all.both - all.one * all.other / MAX (n, 1);
  /* With nothing to keep, all was kept unless there is something now. */
  if (!(variance[0] > 0) || !(variance[1] > 0))
    return !(variance[0] > 0) && !(variance[1] > 0) ? 1 : 0;
  return CLAMP (both / sqrt (variance[0] * variance[1]), -1, 1);
}

gboolean
vanity_structure_compare (const VanityImage *before, const VanityImage *after,
                          const VanityFace *const *faces, int n_faces, VanityStructure *structure,
                          GError **error)
{
  g_autoptr (VanityOutline) face = NULL;
  g_autoptr (VanityOutline) all = NULL;
  int n_bands = (before->height + BAND - 1) / BAND;
  g_autofree Sums *sums = g_new0 (Sums, n_bands);
  g_autofree guint64 *outside = g_new0 (guint64, n_bands);
  Comparison self = { { before, after }, NULL, NULL, 1, sums, outside };

  if (before->width != after->width || before->height != after->height
      || before->depth != after->depth)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "An image of %d × %d pixels of %d bits is compared with one of %d × %d of %d",
                   before->width, before->height, before->depth, after->width, after->height,
                   after->depth);
      return FALSE;
    }
  face = vanity_outline_new (faces, MIN (n_faces, 1), before->width, before->height, error);
  if (face == NULL)
    return FALSE;
  if (n_faces > 1)
    {
      all = vanity_outline_new (faces, n_faces, before->width, before->height, error);
      if (all == NULL)
        return FALSE;
    }
  self.face = face;
  self.faces = all ? all : face;
  self.radius
      = (int)CLAMP (RADIUS * MAX (face->right - face->left, face->rows) + 0.5, 1, MAX_RADIUS);
  vanity_pool_run (vanity_pool_get_default (), compare_band, &self, n_bands);
  structure->correlation = correlate (&self, n_bands);
  structure->outside = 0;
  for (int i = 0; i < n_bands; i++)
    structure->outside += outside[i];
  return TRUE;
}

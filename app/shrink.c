#include "app/shrink.h"

#include <math.h>

/* Weights add up to this along either axis: a mean of bytes along one fits in 16 bits. */
#define ONE 256
/* Rounding must not lose the last cell of a picture that the grid divides evenly. */
#define SLACK 1e-6

/* Which source pixels make a cell, along one axis. */
typedef struct
{
  int first, n;     /* the cells that are whole */
  int taps;         /* weights per cell, the most that one needs */
  int *starts;      /* n: the first source pixel of each; `taps` follow without passing the end */
  guint16 *weights; /* n × taps */
} Axis;

typedef struct
{
  double across, down;
  VanityRect cells;
  GdkTexture *texture; /* or NULL */
} Shrunk;

static void
axis_clear (Axis *axis)
{
  g_free (axis->starts);
  g_free (axis->weights);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Axis, axis_clear)

/* The shares that a cell reaching from `from` to `to` has in the pixels from `start` on; what
 * rounding leaves goes to the largest. */
static void
share_out (double from, double to, int start, int taps, guint16 *weights)
{
  int rest = ONE, largest = 0;

  for (int t = 0; t < taps; t++)
    {
      double share = MIN (to, start + t + 1) - MAX (from, start + t);

      weights[t] = share > 0 ? MIN ((int)(share / (to - from) * ONE), rest) : 0;
      rest -= weights[t];
      if (weights[t] > weights[largest])
        largest = t;
    }
  weights[largest] += rest;
}

/* `length` source pixels that begin at `origin` of the picture, in cells of `size`. */
static void
axis_init (Axis *axis, int origin, int length, double size)
{
  axis->first = (int)ceil (origin / size - SLACK);
  axis->n = MAX ((int)floor ((origin + length) / size + SLACK) - axis->first, 0);
  axis->taps = MIN ((int)ceil (size) + 1, length);
  axis->starts = g_new (int, axis->n);
  axis->weights = g_new (guint16, (gsize)axis->n * axis->taps);

  for (int i = 0; i < axis->n; i++)
    {
      double from = CLAMP ((axis->first + i) * size - origin, 0, length);
      double to = CLAMP ((axis->first + i + 1) * size - origin, 0, length);

      axis->starts[i] = CLAMP ((int)from, 0, length - axis->taps);
      share_out (from, to, axis->starts[i], axis->taps, axis->weights + (gsize)i * axis->taps);
    }
}

/* `taps` rows from `source` on in one of ONE times their mean; `n` bytes each. */
static void
mix_rows (const guint8 *source, gsize stride, const guint16 *weights, int taps, guint16 *mixed,
          gsize n)
{
  for (gsize i = 0; i < n; i++)
    mixed[i] = weights[0] * source[i];
  for (int t = 1; t < taps; t++)
    {
      const guint8 *row = source + stride * t;
      guint16 weight = weights[t];

      if (weight != 0)
        for (gsize i = 0; i < n; i++)
          mixed[i] += weight * row[i];
    }
}

/* From native-endian ARGB, as textures are downloaded, to bytes R G B. */
static void
mix_columns (const Axis *axis, const guint16 *mixed, guint8 *target)
{
  static const int order[]
      = { G_BYTE_ORDER == G_LITTLE_ENDIAN ? 2 : 1, G_BYTE_ORDER == G_LITTLE_ENDIAN ? 1 : 2,
          G_BYTE_ORDER == G_LITTLE_ENDIAN ? 0 : 3 };

  for (int i = 0; i < axis->n; i++, target += 3)
    {
      const guint16 *pixel = mixed + 4 * (gsize)axis->starts[i];
      const guint16 *weights = axis->weights + (gsize)i * axis->taps;
      guint32 sums[4] = { ONE * ONE / 2, ONE * ONE / 2, ONE * ONE / 2, ONE * ONE / 2 };

      for (int t = 0; t < axis->taps; t++)
        for (int c = 0; c < 4; c++)
          sums[c] += weights[t] * (guint32)pixel[4 * t + c];
      for (int c = 0; c < 3; c++)
        target[c] = sums[order[c]] / (ONE * ONE);
    }
}

static GdkTexture *
shrink (GdkTexture *texture, const Axis *across, const Axis *down)
{
  gsize width = gdk_texture_get_width (texture), height = gdk_texture_get_height (texture);
  gsize stride = 4 * width, shrunk_stride = 3 * (gsize)across->n;
  g_autofree guint8 *source = g_malloc (stride * height);
  g_autofree guint16 *mixed = g_new (guint16, stride);
  guint8 *target = g_malloc (shrunk_stride * down->n);
  g_autoptr (GBytes) bytes = g_bytes_new_take (target, shrunk_stride * down->n);

  gdk_texture_download (texture, source, stride);
  for (int y = 0; y < down->n; y++)
    {
      mix_rows (source + stride * down->starts[y], stride, down->weights + (gsize)y * down->taps,
                down->taps, mixed, stride);
      mix_columns (across, mixed, target + shrunk_stride * y);
    }

  return gdk_memory_texture_new (across->n, down->n, GDK_MEMORY_R8G8B8, bytes, shrunk_stride);
}

static void
shrunk_free (gpointer data)
{
  Shrunk *shrunk = data;

  g_clear_object (&shrunk->texture);
  g_free (shrunk);
}

GdkTexture *
vanity_texture_shrink (GdkTexture *texture, const VanityRect *rect, double across, double down,
                       VanityRect *cells)
{
  static const char key[] = "vanity-shrunk";
  Shrunk *shrunk = g_object_get_data (G_OBJECT (texture), key);

  if (shrunk == NULL || shrunk->across != across || shrunk->down != down)
    {
      g_auto (Axis) columns = { 0 }, rows = { 0 };

      axis_init (&columns, rect->x, rect->width, across);
      axis_init (&rows, rect->y, rect->height, down);
      shrunk = g_new0 (Shrunk, 1);
      shrunk->across = across;
      shrunk->down = down;
      shrunk->cells = (VanityRect){ columns.first, rows.first, columns.n, rows.n };
      if (columns.n > 0 && rows.n > 0)
        shrunk->texture = shrink (texture, &columns, &rows);
      g_object_set_data_full (G_OBJECT (texture), key, shrunk, shrunk_free);
    }

  *cells = shrunk->cells;

  return shrunk->texture;
}

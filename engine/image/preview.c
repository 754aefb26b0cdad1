#include "image/image.h"

#include "base/parallel.h"
#include "image/clones.h"

#include <math.h>
#include <string.h>

/* Rows of the preview that one task makes. */
#define BAND 16

typedef struct
{
  const VanityImage *from;
  VanityImage *to;
} Preview;

/* Where an output pixel lies on the longer axis: the cells from `first` to `last`, the outer two
 * with a weight. */
typedef struct
{
  int first, last;
  float first_weight, last_weight;
} Span;

static Span
span_of (int index, int n_out, int n_in)
{
  double from = (double)index * n_in / n_out;
  double to = (double)(index + 1) * n_in / n_out;
  Span span;

  span.first = MIN ((int)from, n_in - 1);
  span.last = MAX (MIN ((int)ceil (to) - 1, n_in - 1), span.first);
  if (span.first == span.last)
    {
      span.first_weight = span.last_weight = (float)(to - from);
      return span;
    }
  span.first_weight = (float)(span.first + 1 - from);
  span.last_weight = (float)(to - span.last);
  return span;
}

VANITY_CLONES static void
add_scaled (float *restrict sum, const float *restrict row, float weight, int n)
{
  for (int i = 0; i < n; i++)
    sum[i] += weight * row[i];
}

VANITY_CLONES static void
multiply (float *restrict row, const float *restrict by, int n)
{
  for (int i = 0; i < n; i++)
    row[i] *= by[i];
}

/* A row in linear light: R, G, B (times alpha where there is one), alpha. */
static void
decode_row (const VanityImage *image, int y, float *planes)
{
  int n = image->width;
  const guint8 *row = vanity_image_row (image, y);

  vanity_color_space_decode (image->space, image->depth, row, planes, planes + n, planes + 2 * n,
                             n);
  if (!image->has_alpha)
    return;

  float *alpha = planes + (gsize)3 * n;
  if (image->depth == 8)
    for (int x = 0; x < n; x++)
      alpha[x] = row[x * 4 + 3] / 255.0f;
  else
    for (int x = 0; x < n; x++)
      alpha[x] = ((const guint16 *)row)[x * 4 + 3] / 65535.0f;
  for (int c = 0; c < 3; c++)
    multiply (planes + (gsize)c * n, alpha, n);
}

static void
shrink_row (const float *restrict in, const Span *restrict spans, float scale, float *restrict out,
            int n_out)
{
  for (int i = 0; i < n_out; i++)
    {
      const Span *span = &spans[i];
      float sum = in[span->first] * span->first_weight;

      for (int x = span->first + 1; x < span->last; x++)
        sum += in[x];
      if (span->last > span->first)
        sum += in[span->last] * span->last_weight;
      out[i] = sum * scale;
    }
}

static void
write_row (const VanityImage *to, int y, float *planes)
{
  int n = to->width;
  guint8 *row = vanity_image_row (to, y);
  float *alpha = planes + (gsize)3 * n;

  for (int x = 0; x < n; x++)
    {
      float a = to->has_alpha ? MIN (alpha[x], 1) : 1;
      row[x * 4 + 3] = (guint8)(a * 255 + 0.5f);
      if (to->has_alpha && a > 0)
        for (int c = 0; c < 3; c++)
          planes[(gsize)c * n + x] /= a;
    }
  vanity_color_space_encode (to->space, 8, planes, planes + n, planes + 2 * n, row, n);
}

static void
shrink_band (gpointer data, int index, int worker)
{
  const Preview *preview = data;
  const VanityImage *from = preview->from, *to = preview->to;
  int channels = from->has_alpha ? 4 : 3;
  gsize n = (gsize)from->width * channels;
  g_autofree float *row = g_new (float, n);
  g_autofree float *sum = g_new (float, n);
  g_autofree float *out = g_new (float, (gsize)to->width * 4);
  g_autofree Span *columns = g_new (Span, to->width);
  float scale = (float)((double)to->width / from->width * to->height / from->height);
  int decoded = -1;

  for (int x = 0; x < to->width; x++)
    columns[x] = span_of (x, to->width, from->width);

  for (int y = index * BAND; y < MIN ((index + 1) * BAND, to->height); y++)
    {
      Span span = span_of (y, to->height, from->height);

      memset (sum, 0, n * sizeof *sum);
      for (int source = span.first; source <= span.last; source++)
        {
          float weight = source == span.first  ? span.first_weight
                         : source == span.last ? span.last_weight
                                               : 1;
          if (source != decoded)
            decode_row (from, source, row);
          decoded = source;
          add_scaled (sum, row, weight, (int)n);
        }
      for (int c = 0; c < channels; c++)
        shrink_row (sum + (gsize)c * from->width, columns, scale, out + (gsize)c * to->width,
                    to->width);
      write_row (to, y, out);
    }
}

VanityImage *
vanity_image_new_preview (const VanityImage *image, int max_side, double *scale, GError **error)
{
  int longer = MAX (image->width, image->height);
  double ratio = longer > max_side ? (double)MAX (max_side, 1) / longer : 1;

  if (scale != NULL)
    *scale = ratio;
  if (ratio == 1 && image->depth == 8 && image->space == vanity_color_space_get_srgb ())
    return vanity_image_copy (image, error);

  VanityImage *preview = vanity_image_new (MAX ((int)(image->width * ratio + 0.5), 1),
                                           MAX ((int)(image->height * ratio + 0.5), 1), 8,
                                           vanity_color_space_get_srgb (), error);
  if (preview == NULL)
    return NULL;

  Preview job = { image, preview };
  preview->has_alpha = image->has_alpha;
  vanity_pool_run (vanity_pool_get_default (), shrink_band, &job,
                   (preview->height + BAND - 1) / BAND);
  return preview;
}

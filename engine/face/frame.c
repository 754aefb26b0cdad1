#include "face/frame.h"
#include "face/region.h"

#include "base/error.h"
#include "base/parallel.h"

#include <math.h>
#include <string.h>

/* MediaPipe's plain sampling is matched up to photos of this side; beyond it, aliasing would only
 * cost faces. */
#define PLAIN_SIDE 2048
#define MAX_LEVELS 12

typedef struct
{
  int width, height;
  gsize stride;
  const guint8 *pixels; /* RGBX */
  guint8 *owned;
} Level;

struct _VanityFrame
{
  VanityImage *image;
  Level level[MAX_LEVELS];
  int n_levels; /* made so far */
  int plain;    /* the level that is sampled where no smoothing is asked for */
  guint8 curve[256];
  gboolean mirrored;
  int median; /* −1 until known */
};

typedef struct
{
  const Level *from;
  Level *to;
  const VanityImage *image;
} Copy;

/* 16 bits or alpha: to 8 bits over black. */
static void
flatten_row (gpointer data, int y, int worker)
{
  Copy *copy = data;
  guint8 *to = copy->to->owned + (gsize)y * copy->to->stride;

  if (copy->image->depth == 16)
    {
      const guint16 *from = (const guint16 *)vanity_image_row (copy->image, y);
      for (int x = 0; x < copy->to->width; x++)
        {
          guint32 alpha = copy->image->has_alpha ? from[4 * x + 3] : 65535;
          for (int c = 0; c < 3; c++)
            to[4 * x + c] = (guint64)from[4 * x + c] * alpha * 255 / (65535ull * 65535);
        }
    }
  else
    {
      const guint8 *from = vanity_image_row (copy->image, y);
      for (int x = 0; x < copy->to->width; x++)
        for (int c = 0; c < 3; c++)
          to[4 * x + c] = (from[4 * x + c] * from[4 * x + 3] + 127) / 255;
    }
}

static void
halve_row (gpointer data, int y, int worker)
{
  Copy *copy = data;
  int last = copy->from->height - 1;
  const guint8 *above = copy->from->pixels + (gsize)MIN (2 * y, last) * copy->from->stride;
  const guint8 *below = copy->from->pixels + (gsize)MIN (2 * y + 1, last) * copy->from->stride;
  guint8 *to = copy->to->owned + (gsize)y * copy->to->stride;
  int pairs = copy->from->width / 2;

  for (int x = 0; x < pairs; x++)
    for (int c = 0; c < 4; c++)
      to[4 * x + c]
          = (above[8 * x + c] + above[8 * x + 4 + c] + below[8 * x + c] + below[8 * x + 4 + c] + 2)
            / 4;
  if (pairs < copy->to->width)
    for (int c = 0; c < 4; c++)
      to[4 * pairs + c] = (above[8 * pairs + c] + below[8 * pairs + c] + 1) / 2;
}

static gboolean
allocate (Level *level, int width, int height)
{
  level->width = width;
  level->height = height;
  level->stride = (gsize)width * 4;
  level->owned = g_try_malloc (level->stride * height);
  level->pixels = level->owned;
  return level->owned != NULL;
}

/* The coarsest level not above `wanted` that there is, made where it is missing. */
static int
ensure_level (VanityFrame *frame, int wanted)
{
  wanted = MIN (wanted, MAX_LEVELS - 1);
  while (frame->n_levels <= wanted)
    {
      Copy copy
          = { .from = &frame->level[frame->n_levels - 1], .to = &frame->level[frame->n_levels] };
      if (copy.from->width < 2 || copy.from->height < 2
          || !allocate (copy.to, (copy.from->width + 1) / 2, (copy.from->height + 1) / 2))
        return frame->n_levels - 1;
      vanity_pool_run (vanity_pool_get_default (), halve_row, &copy, copy.to->height);
      frame->n_levels++;
    }
  return wanted;
}

VanityFrame *
vanity_frame_new (const VanityImage *image, GError **error)
{
  g_autoptr (VanityFrame) frame = g_new0 (VanityFrame, 1);

  frame->image = vanity_image_ref ((VanityImage *)image);
  frame->median = -1;
  vanity_frame_set_gamma (frame, 1);

  if (image->depth == 8 && !image->has_alpha)
    {
      frame->level[0] = (Level){ image->width, image->height, image->stride, image->pixels, NULL };
    }
  else
    {
      if (!allocate (&frame->level[0], image->width, image->height))
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                       "no memory to look for faces in %d × %d pixels", image->width,
                       image->height);
          return NULL;
        }
      Copy copy = { .to = &frame->level[0], .image = image };
      vanity_pool_run (vanity_pool_get_default (), flatten_row, &copy, image->height);
    }
  frame->n_levels = 1;
  while ((MAX (image->width, image->height) >> frame->plain) > PLAIN_SIDE)
    frame->plain++;
  return g_steal_pointer (&frame);
}

void
vanity_frame_free (VanityFrame *frame)
{
  for (int i = 0; i < MAX_LEVELS; i++)
    g_free (frame->level[i].owned);
  vanity_image_unref (frame->image);
  g_free (frame);
}

int
vanity_frame_get_median (VanityFrame *frame)
{
  if (frame->median < 0)
    {
      const Level *level = &frame->level[ensure_level (frame, frame->plain)];
      int step = MAX (1, MIN (level->width, level->height) / 256);
      guint32 histogram[256] = { 0 };
      guint32 n = 0, seen = 0;

      for (int y = step / 2; y < level->height; y += step)
        for (int x = step / 2; x < level->width; x += step, n++)
          {
            const guint8 *p = level->pixels + y * level->stride + 4 * (gsize)x;
            histogram[(54 * p[0] + 183 * p[1] + 19 * p[2]) >> 8]++;
          }
      for (frame->median = 0; frame->median < 255; frame->median++)
        if ((seen += histogram[frame->median]) * 2 >= n)
          break;
    }
  return frame->median;
}

void
vanity_frame_set_gamma (VanityFrame *frame, double gamma)
{
  for (int v = 0; v < 256; v++)
    frame->curve[v] = (int)(255 * pow (v / 255.0, gamma) + 0.5);
}

void
vanity_frame_set_mirrored (VanityFrame *frame, gboolean mirrored)
{
  frame->mirrored = mirrored;
}

typedef struct
{
  const Level *level;
  VanityAffine grid; /* in the level's pixels */
  int width;
  float scale, low;
  VanitySampleBorder border;
  gboolean mirrored;
  const float *curve;
  float *out;
} Sampling;

/* x reflected, once, into [0, side]. */
static double
reflect (double x, double side)
{
  return x < 0 ? -x : x > side ? 2 * side - x : x;
}

static void
sample_row (gpointer data, int row, int worker)
{
  const Sampling *s = data;
  const Level *level = s->level;
  float *out = s->out + (gsize)row * s->width * 3;

  for (int column = 0; column < s->width; column++, out += 3)
    {
      double px, py;
      vanity_affine_apply (&s->grid, column + 0.5, row + 0.5, &px, &py);
      if (s->mirrored)
        {
          px = reflect (px, level->width);
          py = reflect (py, level->height);
        }
      if (s->border == VANITY_SAMPLE_BLACK
          && !(px >= 0 && py >= 0 && px <= level->width && py <= level->height))
        {
          out[0] = out[1] = out[2] = s->low;
          continue;
        }
      float x = CLAMP (px - 0.5, 0, level->width - 1);
      float y = CLAMP (py - 0.5, 0, level->height - 1);
      int x0 = (int)x, y0 = (int)y;
      int x1 = MIN (x0 + 1, level->width - 1), y1 = MIN (y0 + 1, level->height - 1);
      const guint8 *above = level->pixels + y0 * level->stride;
      const guint8 *below = level->pixels + y1 * level->stride;
      float u = x - x0, v = y - y0;
      for (int c = 0; c < 3; c++)
        {
          float a = s->curve[above[4 * x0 + c]], b = s->curve[above[4 * x1 + c]];
          float d = s->curve[below[4 * x0 + c]], e = s->curve[below[4 * x1 + c]];
          float top = a + u * (b - a), bottom = d + u * (e - d);
          out[c] = s->low + s->scale * (top + v * (bottom - top));
        }
    }
}

void
vanity_frame_sample (VanityFrame *frame, const VanityAffine *grid, int width, int height, float low,
                     float high, VanitySampleBorder border, gboolean smooth, float *out)
{
  double spacing = sqrt (fabs (grid->m[0] * grid->m[4] - grid->m[1] * grid->m[3]));
  int wanted = spacing > 1 && isfinite (spacing) ? (int)floor (log2 (spacing)) : 0;
  int index = ensure_level (frame, smooth ? wanted : MIN (wanted, frame->plain));
  float curve[256];

  for (int v = 0; v < 256; v++)
    curve[v] = frame->curve[v];
  /* An odd side is halved to the next integer, its last pixel covering half a pixel that is not
   * there: the scale stays a power of two. */
  Sampling sampling = {
    .level = &frame->level[index],
    .grid = *grid,
    .width = width,
    .scale = (high - low) / 255,
    .low = low,
    .border = border,
    .mirrored = frame->mirrored,
    .curve = curve,
    .out = out,
  };
  for (int i = 0; i < 6; i++)
    sampling.grid.m[i] /= 1 << index;
  vanity_pool_run (vanity_pool_get_default (), sample_row, &sampling, height);
}

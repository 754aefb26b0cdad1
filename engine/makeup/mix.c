#include "makeup/mix.h"

#include "base/parallel.h"
#include "image/clones.h"

#include <math.h>
#include <string.h>

/* The first and last + 1 place of the canvas's row at y where the planes differ within `rect`;
 * FALSE where they do not. */
static gboolean
find_difference (const VanityCanvas *canvas, const VanityRect *rect, int y, int *first, int *last)
{
  gsize start = (gsize)(y - canvas->rect.y) * (gsize)canvas->rect.width;
  int left = rect->x - canvas->rect.x, right = left + rect->width, from = right, to = left;

  for (int k = 0; k < 3; k++)
    {
      const float *a = canvas->source[k] + start, *b = canvas->worn[k] + start;
      int i = left, j = right;

      while (i < from && a[i] == b[i])
        i++;
      while (j > MAX (to, i) && a[j - 1] == b[j - 1])
        j--;
      from = MIN (from, i);
      to = MAX (to, j);
    }
  *first = from;
  *last = to;
  return from < to;
}

/* Beyond full strength: at most this part of the way to black or white. Paint that hides what is
 * under it does so once, and a sheer one becomes as much more as is asked for. */
#define FURTHER 0.4f

VANITY_CLONES static void
mix_evenly (const float *restrict source, const float *restrict worn, float strength, int n,
            float *restrict mixed)
{
  for (int i = 0; i < n; i++)
    mixed[i] = source[i] + strength * (worn[i] - source[i]);
}

VANITY_CLONES void
vanity_mix_row (const float *restrict source, const float *restrict worn,
                const float *restrict strength, int n, float *restrict mixed)
{
  for (int i = 0; i < n; i++)
    {
      float change = worn[i] - source[i], t = strength[i] < 1 ? strength[i] : 1;
      float more = (strength[i] - t) * change, room = FURTHER * (more < 0 ? worn[i] : 1 - worn[i]);

      room = room > 0 ? room : 0;
      mixed[i] = source[i] + t * change + more * room / (room + fabsf (more) + 1e-12f);
    }
}

typedef struct
{
  const VanityMix *mix;
  VanityImage *image;
  VanityRect rect; /* what may be written */
  gboolean bare;   /* whether to take off first what lies there */
} Job;

/* to ← to + mixed − plain, all of them encoded: in a space whose numbers do not come back exactly
 * from linear light, and over another face's makeup. What is wholly transparent has no colour to
 * change. */
static void
add_change (int depth, const guint8 *mixed, const guint8 *plain, guint8 *to, int n)
{
  if (depth == 8)
    {
      for (int i = 0; i < n * 4; i++)
        if (i % 4 != 3 && to[i | 3] != 0)
          to[i] = (guint8)CLAMP (to[i] + mixed[i] - plain[i], 0, 255);
    }
  else
    {
      const guint16 *more = (const guint16 *)(gconstpointer)mixed;
      const guint16 *less = (const guint16 *)(gconstpointer)plain;
      guint16 *sum = (guint16 *)(gpointer)to;

      for (int i = 0; i < n * 4; i++)
        if (i % 4 != 3 && sum[i | 3] != 0)
          sum[i] = (guint16)CLAMP ((int)sum[i] + more[i] - less[i], 0, 65535);
    }
}

/* Encodes pixels first … last − 1 of canvas row j. */
static void
write_run (const Job *data, int j, int first, int last, float *planes)
{
  const VanityMix *mix = data->mix;
  const VanityImage *source = mix->image;
  const VanityCanvas *canvas = mix->canvas;
  gsize start = (gsize)j * (gsize)canvas->rect.width + (gsize)first;
  gsize size = (gsize)(source->depth / 8) * 4;
  gsize offset = (gsize)(canvas->rect.x + first) * size;
  guint8 *to = vanity_image_row (data->image, canvas->rect.y + j) + offset;
  const guint8 *from = vanity_image_row (source, canvas->rect.y + j) + offset;
  gboolean srgb = vanity_color_space_is_srgb (source->space);
  g_autofree guint8 *mixed = NULL;
  g_autofree guint8 *plain = NULL;
  int n = last - first;

  if (mix->get_strength != NULL)
    mix->get_strength (mix->data, canvas->rect.y + j, canvas->rect.x + first, n, planes + 3 * n);
  for (int k = 0; k < 3; k++)
    if (mix->get_strength != NULL)
      vanity_mix_row (canvas->source[k] + start, canvas->worn[k] + start, planes + 3 * n, n,
                      planes + k * n);
    else
      mix_evenly (canvas->source[k] + start, canvas->worn[k] + start, mix->strength, n,
                  planes + k * n);
  if (srgb && !source->has_alpha && (data->bare || memcmp (to, from, (gsize)n * size) == 0))
    {
      vanity_color_space_encode (source->space, source->depth, planes, planes + n, planes + 2 * n,
                                 to, n);
      return;
    }
  mixed = g_malloc ((gsize)n * size);
  vanity_color_space_encode (source->space, source->depth, planes, planes + n, planes + 2 * n,
                             mixed, n);
  if (!srgb)
    {
      plain = g_malloc ((gsize)n * size);
      vanity_color_space_encode (source->space, source->depth, canvas->source[0] + start,
                                 canvas->source[1] + start, canvas->source[2] + start, plain, n);
    }
  add_change (source->depth, mixed, srgb ? from : plain, to, n);
}

static void
mix_row (gpointer data, int index, int worker)
{
  const Job *job = data;
  const VanityMix *mix = job->mix;
  const VanityRect *rect = &job->rect;
  int y = rect->y + index, first, last;
  gsize size = (gsize)(mix->image->depth / 8) * 4, start = (gsize)rect->x * size;
  g_autofree float *planes = NULL;

  if (job->bare)
    memcpy (vanity_image_row (job->image, y) + start, vanity_image_row (mix->image, y) + start,
            (gsize)rect->width * size);
  if ((mix->get_strength == NULL && mix->strength <= 0)
      || !find_difference (mix->canvas, rect, y, &first, &last))
    return;
  planes = g_new (float, (gsize)(last - first) * 4);
  write_run (job, y - mix->canvas->rect.y, first, last, planes);
}

VanityRect
vanity_mix_write (const VanityMix *mix, VanityImage *image)
{
  Job job = { .mix = mix, .image = image, .bare = TRUE };

  if (mix->canvas == NULL || mix->canvas->laid.height < 1)
    return (VanityRect){ 0, 0, 0, 0 };
  job.rect = mix->canvas->laid;
  vanity_pool_run (vanity_pool_get_default (), mix_row, &job, job.rect.height);
  return job.rect;
}

void
vanity_mix_take_off (const VanityMix *mix, const VanityRect *but, VanityImage *image)
{
  const VanityRect *laid = &mix->canvas->laid;
  gsize size = (gsize)(mix->image->depth / 8) * 4;
  int right = laid->x + laid->width;

  for (int y = laid->y; y < laid->y + laid->height; y++)
    {
      gboolean beside = y < but->y || y >= but->y + but->height;
      int from = beside ? right : CLAMP (but->x, laid->x, right);
      int to = beside ? right : CLAMP (but->x + but->width, laid->x, right);
      guint8 *row = vanity_image_row (image, y);
      const guint8 *bare = vanity_image_row (mix->image, y);

      memcpy (row + (gsize)laid->x * size, bare + (gsize)laid->x * size,
              (gsize)(from - laid->x) * size);
      memcpy (row + (gsize)to * size, bare + (gsize)to * size, (gsize)(right - to) * size);
    }
}

void
vanity_mix_add (const VanityMix *mix, VanityImage *image, const VanityRect *part)
{
  Job job = { .mix = mix, .image = image };

  if (mix->canvas == NULL)
    return;
  job.rect = mix->canvas->laid;
  if (part != NULL && !vanity_rect_intersect (&mix->canvas->laid, part, &job.rect))
    return;
  vanity_pool_run (vanity_pool_get_default (), mix_row, &job, job.rect.height);
}

#include "makeup/render.h"

#include "base/error.h"
#include "base/parallel.h"
#include "image/clones.h"
#include "makeup/canvas.h"

#include <string.h>

struct _VanityRenderer
{
  VanityImage *image;
  VanityCanvas *canvas; /* NULL: the face cannot be made up */
  VanityLook *look;     /* laid on it, or NULL */
};

VanityRenderer *
vanity_renderer_new (VanityImage *image, const VanityFace *face, GCancellable *cancellable,
                     GError **error)
{
  VanityRenderer *renderer;
  VanityCanvas *canvas;
  g_autoptr (GError) problem = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  canvas = vanity_canvas_new (image, face, &problem);
  if (canvas == NULL && !g_error_matches (problem, VANITY_ERROR, VANITY_ERROR_VALUE))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  renderer = g_new0 (VanityRenderer, 1);
  renderer->image = vanity_image_ref (image);
  renderer->canvas = canvas;
  return renderer;
}

void
vanity_renderer_free (VanityRenderer *renderer)
{
  if (renderer == NULL)
    return;
  vanity_canvas_free (renderer->canvas);
  g_clear_pointer (&renderer->look, vanity_look_unref);
  vanity_image_unref (renderer->image);
  g_free (renderer);
}

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

void
vanity_canvas_wear (VanityCanvas *canvas, const VanityLook *look, GCancellable *cancellable)
{
  int n_kinds;
  const VanityLayerKind *const *kinds = vanity_layer_kinds (&n_kinds);

  for (int k = 0; k < n_kinds; k++)
    for (guint i = 0; i < look->layers->len; i++)
      {
        const VanityLayer *layer = g_ptr_array_index (look->layers, i);

        if (layer->kind != kinds[k] || layer->muted || !(layer->values[0].number > 0))
          continue;
        if (g_cancellable_is_cancelled (cancellable))
          return;
        layer->kind->draw (layer, canvas);
      }
}

gboolean
vanity_renderer_set_look (VanityRenderer *renderer, const VanityLook *look,
                          GCancellable *cancellable, GError **error)
{
  VanityCanvas *canvas = renderer->canvas;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (canvas == NULL)
    return TRUE;
  vanity_canvas_clean (canvas);
  if (look != NULL)
    vanity_canvas_wear (canvas, look, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      /* Drawing the old look again costs a cancelled call some time, and everybody else no
       * memory for a second set of planes. */
      vanity_canvas_clean (canvas);
      if (renderer->look != NULL)
        vanity_canvas_wear (canvas, renderer->look, NULL);
      return FALSE;
    }
  g_clear_pointer (&renderer->look, vanity_look_unref);
  renderer->look = look != NULL ? vanity_look_copy (look) : NULL;
  return TRUE;
}

VANITY_CLONES static void
mix (const float *restrict source, const float *restrict worn, float strength, int n,
     float *restrict mixed)
{
  for (int i = 0; i < n; i++)
    mixed[i] = source[i] + strength * (worn[i] - source[i]);
}

typedef struct
{
  const VanityRenderer *renderer;
  VanityImage *image;
  VanityRect rect; /* what may be written */
  float strength;
  gboolean bare; /* whether to take off first what lies there */
} Mix;

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
write_run (const Mix *data, int j, int first, int last, float *planes)
{
  const VanityImage *source = data->renderer->image;
  const VanityCanvas *canvas = data->renderer->canvas;
  gsize start = (gsize)j * (gsize)canvas->rect.width + (gsize)first;
  gsize size = (gsize)(source->depth / 8) * 4;
  gsize offset = (gsize)(canvas->rect.x + first) * size;
  guint8 *to = vanity_image_row (data->image, canvas->rect.y + j) + offset;
  const guint8 *from = vanity_image_row (source, canvas->rect.y + j) + offset;
  gboolean srgb = vanity_color_space_is_srgb (source->space);
  g_autofree guint8 *mixed = NULL;
  g_autofree guint8 *plain = NULL;
  int n = last - first;

  for (int k = 0; k < 3; k++)
    mix (canvas->source[k] + start, canvas->worn[k] + start, data->strength, n, planes + k * n);
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
  const Mix *mixing = data;
  const VanityRenderer *renderer = mixing->renderer;
  const VanityRect *rect = &mixing->rect;
  int y = rect->y + index, first, last;
  gsize size = (gsize)(renderer->image->depth / 8) * 4, start = (gsize)rect->x * size;
  g_autofree float *planes = NULL;

  if (mixing->bare)
    memcpy (vanity_image_row (mixing->image, y) + start,
            vanity_image_row (renderer->image, y) + start, (gsize)rect->width * size);
  if (mixing->strength <= 0 || !find_difference (renderer->canvas, rect, y, &first, &last))
    return;
  planes = g_new (float, (gsize)(last - first) * 3);
  write_run (mixing, y - renderer->canvas->rect.y, first, last, planes);
}

void
vanity_renderer_lay (VanityRenderer *renderer, double strength, VanityImage *image,
                     const VanityRect *part)
{
  const VanityCanvas *canvas = renderer->canvas;
  Mix data = { .renderer = renderer, .image = image, .strength = (float)CLAMP (strength, 0, 1) };

  if (canvas == NULL)
    return;
  data.rect = canvas->laid;
  if (part != NULL && !vanity_rect_intersect (&canvas->laid, part, &data.rect))
    return;
  vanity_pool_run (vanity_pool_get_default (), mix_row, &data, data.rect.height);
}

void
vanity_renderer_render_into (VanityRenderer *renderer, double strength, VanityImage *image,
                             VanityRect *changed)
{
  const VanityCanvas *canvas = renderer->canvas;
  Mix data = { .renderer = renderer, .image = image, .strength = (float)CLAMP (strength, 0, 1) };

  if (changed != NULL)
    *changed = (VanityRect){ 0, 0, 0, 0 };
  if (canvas == NULL || canvas->laid.height < 1)
    return;
  data.rect = canvas->laid;
  data.bare = TRUE;
  vanity_pool_run (vanity_pool_get_default (), mix_row, &data, data.rect.height);
  if (changed != NULL)
    *changed = data.rect;
}

VanityImage *
vanity_renderer_render (VanityRenderer *renderer, double strength, GError **error)
{
  VanityImage *image = vanity_image_copy (renderer->image, error);

  if (image != NULL)
    vanity_renderer_render_into (renderer, strength, image, NULL);
  return image;
}

VanityImage *
vanity_render_faces (VanityImage *image, const VanityFace *const *faces,
                     const VanityLook *const *looks, int n, double strength,
                     GCancellable *cancellable, GError **error)
{
  g_autoptr (VanityImage) worn = vanity_image_copy (image, error);

  for (int i = 0; worn != NULL && i < n; i++)
    {
      g_autoptr (VanityRenderer) renderer = NULL;

      if (looks[i] == NULL)
        continue;
      renderer = vanity_renderer_new (image, faces[i], cancellable, error);
      if (renderer == NULL || !vanity_renderer_set_look (renderer, looks[i], cancellable, error))
        return NULL;
      vanity_renderer_lay (renderer, strength, worn, NULL);
    }
  return g_steal_pointer (&worn);
}

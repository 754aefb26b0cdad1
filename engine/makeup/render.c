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

/* The first and last + 1 place of the worn part of row y where the planes differ; FALSE where they
 * do not. */
static gboolean
find_difference (const VanityRenderer *renderer, int y, int *first, int *last)
{
  const VanityCanvas *canvas = renderer->canvas;
  const VanityRect *laid = &canvas->laid;
  gsize start = (gsize)(y - canvas->rect.y) * (gsize)canvas->rect.width;
  int left = laid->x - canvas->rect.x, right = left + laid->width, from = right, to = left;

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

static void
draw_layers (VanityCanvas *canvas, const VanityLook *look, GCancellable *cancellable)
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
    draw_layers (canvas, look, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      /* Drawing the old look again costs a cancelled call some time, and everybody else no
       * memory for a second set of planes. */
      vanity_canvas_clean (canvas);
      if (renderer->look != NULL)
        draw_layers (canvas, renderer->look, NULL);
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
  float strength;
} Mix;

/* In a space whose numbers do not come back exactly from linear light, the change is added to the
 * photo's own number: `mixed` and `plain` are both encoded. */
static void
add_change (const VanityImage *source, const guint8 *from, const guint8 *mixed, const guint8 *plain,
            guint8 *to, int n)
{
  if (source->depth == 8)
    for (int i = 0; i < n * 4; i++)
      {
        if (i % 4 != 3)
          to[i] = (guint8)CLAMP (from[i] + mixed[i] - plain[i], 0, 255);
      }
  else
    for (int i = 0; i < n * 4; i++)
      if (i % 4 != 3)
        ((guint16 *)(gpointer)to)[i]
            = (guint16)CLAMP ((int)((const guint16 *)(gconstpointer)from)[i]
                                  + ((const guint16 *)(gconstpointer)mixed)[i]
                                  - ((const guint16 *)(gconstpointer)plain)[i],
                              0, 65535);
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
  int n = last - first;

  for (int k = 0; k < 3; k++)
    mix (canvas->source[k] + start, canvas->worn[k] + start, data->strength, n, planes + k * n);
  if (vanity_color_space_is_srgb (source->space))
    {
      vanity_color_space_encode (source->space, source->depth, planes, planes + n, planes + 2 * n,
                                 to, n);
      return;
    }
  g_autofree guint8 *mixed = g_malloc ((gsize)n * size);
  g_autofree guint8 *plain = g_malloc ((gsize)n * size);

  vanity_color_space_encode (source->space, source->depth, planes, planes + n, planes + 2 * n,
                             mixed, n);
  vanity_color_space_encode (source->space, source->depth, canvas->source[0] + start,
                             canvas->source[1] + start, canvas->source[2] + start, plain, n);
  add_change (source, from, mixed, plain, to, n);
}

static void
mix_row (gpointer data, int index, int worker)
{
  const Mix *mixing = data;
  const VanityRenderer *renderer = mixing->renderer;
  const VanityRect *laid = &renderer->canvas->laid;
  int y = laid->y + index, first, last;
  gsize size = (gsize)(renderer->image->depth / 8) * 4, start = (gsize)laid->x * size;
  g_autofree float *planes = NULL;

  memcpy (vanity_image_row (mixing->image, y) + start,
          vanity_image_row (renderer->image, y) + start, (gsize)laid->width * size);
  if (mixing->strength <= 0 || !find_difference (renderer, y, &first, &last))
    return;
  planes = g_new (float, (gsize)(last - first) * 3);
  write_run (mixing, y - renderer->canvas->rect.y, first, last, planes);
}

void
vanity_renderer_render_into (VanityRenderer *renderer, double strength, VanityImage *image,
                             VanityRect *changed)
{
  Mix data = { renderer, image, (float)CLAMP (strength, 0, 1) };

  if (changed != NULL)
    *changed = (VanityRect){ 0, 0, 0, 0 };
  if (renderer->canvas == NULL || renderer->canvas->laid.height < 1)
    return;
  vanity_pool_run (vanity_pool_get_default (), mix_row, &data, renderer->canvas->laid.height);
  if (changed != NULL)
    *changed = renderer->canvas->laid;
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
  g_autoptr (VanityImage) worn = vanity_image_ref (image);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (VanityRenderer) renderer = NULL;
      VanityImage *next;

      if (looks[i] == NULL)
        continue;
      renderer = vanity_renderer_new (worn, faces[i], cancellable, error);
      if (renderer == NULL || !vanity_renderer_set_look (renderer, looks[i], cancellable, error))
        return NULL;
      next = vanity_renderer_render (renderer, strength, error);
      if (next == NULL)
        return NULL;
      vanity_image_unref (worn);
      worn = next;
    }
  if (worn == image)
    return vanity_image_copy (image, error);
  return g_steal_pointer (&worn);
}

#include "makeup/render.h"

#include "base/error.h"
#include "makeup/canvas.h"
#include "makeup/mix.h"
#include "makeup/underlay.h"

struct _VanityRenderer
{
  VanityImage *image;
  VanityCanvas *canvas; /* NULL: the face cannot be made up */
  VanityLook *look;     /* laid on it, or NULL */
  VanityUnderlay *underlay;
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
vanity_renderer_set_hints (VanityRenderer *renderer, VanityHints *hints)
{
  VanityCanvas *canvas = renderer->canvas;

  if (canvas == NULL || canvas->hints == hints)
    return;
  g_clear_pointer (&canvas->hints, vanity_hints_unref);
  canvas->hints = hints != NULL ? vanity_hints_ref (hints) : NULL;
}

void
vanity_renderer_free (VanityRenderer *renderer)
{
  if (renderer == NULL)
    return;
  vanity_canvas_free (renderer->canvas);
  vanity_underlay_free (renderer->underlay);
  g_clear_pointer (&renderer->look, vanity_look_unref);
  vanity_image_unref (renderer->image);
  g_free (renderer);
}

/* Retouching is no film on the skin: an atlas, which keeps films, knows nothing of it. */
static gboolean
is_film (const VanityLayerKind *kind)
{
  return kind->group != VANITY_LAYER_GROUP_RETOUCH && kind->group != VANITY_LAYER_GROUP_HAIR;
}

/* A look's layers in the order in which they are drawn. */
static GPtrArray *
order_layers (const VanityLook *look)
{
  GPtrArray *layers = g_ptr_array_new ();
  int n_kinds;
  const VanityLayerKind *const *kinds = vanity_layer_kinds (&n_kinds);

  for (int k = 0; look != NULL && k < n_kinds; k++)
    for (guint i = 0; i < look->layers->len; i++)
      if (((const VanityLayer *)look->layers->pdata[i])->kind == kinds[k])
        g_ptr_array_add (layers, look->layers->pdata[i]);
  return layers;
}

/* Layers first … last − 1. */
static void
draw_layers (VanityCanvas *canvas, GPtrArray *layers, guint first, guint last,
             GCancellable *cancellable)
{
  gboolean retouched = FALSE;

  for (guint i = first; i < last; i++)
    {
      const VanityLayer *layer = g_ptr_array_index (layers, i);

      if (canvas->layer[0] != NULL && !is_film (layer->kind))
        continue;
      if (g_cancellable_is_cancelled (cancellable))
        return;
      if (retouched && is_film (layer->kind))
        vanity_canvas_settle (canvas);
      retouched = layer->kind->group == VANITY_LAYER_GROUP_RETOUCH;
      vanity_canvas_draw (canvas, layer);
    }
}

void
vanity_canvas_wear (VanityCanvas *canvas, const VanityLook *look, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) layers = order_layers (look);

  draw_layers (canvas, layers, 0, layers->len, cancellable);
}

static gboolean
are_films (GPtrArray *layers)
{
  for (guint i = 0; i < layers->len; i++)
    if (!is_film (((const VanityLayer *)layers->pdata[i])->kind))
      return FALSE;
  return TRUE;
}

/* How many layers both begin with. */
static guint
count_common (GPtrArray *one, GPtrArray *other)
{
  guint n = 0;

  while (n < MIN (one->len, other->len) && vanity_layer_equal (one->pdata[n], other->pdata[n]))
    n++;
  return n;
}

/* Draws a look on the clean canvas. Where it begins as the last one did, somebody is at work on a
 * later layer: what lies below is kept, and not drawn again for the next step. */
static void
wear_look (VanityRenderer *renderer, const VanityLook *look, GCancellable *cancellable)
{
  VanityCanvas *canvas = renderer->canvas;
  g_autoptr (GPtrArray) layers = order_layers (look);
  g_autoptr (GPtrArray) before = order_layers (renderer->look);
  guint from = 0, common = count_common (before, layers);

  /* What retouches is more than what is worn: film.h's ground. */
  if (!are_films (layers))
    {
      g_clear_pointer (&renderer->underlay, vanity_underlay_free);
      draw_layers (canvas, layers, 0, layers->len, cancellable);
      return;
    }
  from = vanity_underlay_match (renderer->underlay, layers);
  if (from > 0)
    vanity_underlay_restore (renderer->underlay, canvas);
  if (common > from && common < layers->len)
    {
      draw_layers (canvas, layers, from, common, cancellable);
      g_clear_pointer (&renderer->underlay, vanity_underlay_free);
      if (!g_cancellable_is_cancelled (cancellable))
        renderer->underlay = vanity_underlay_take (canvas, layers, common);
      from = common;
    }
  draw_layers (canvas, layers, from, layers->len, cancellable);
}

/* The whole head, where the look does something to its hair and it is known; a big thing, which
 * goes when it is not wanted. FALSE without memory. */
static gboolean
prepare_head (VanityRenderer *renderer, const VanityLook *look, GError **error)
{
  VanityCanvas *canvas = renderer->canvas;
  g_autoptr (GError) problem = NULL;

  if (canvas->head != NULL
      && (canvas->head->hints != canvas->hints || look == NULL
          || !(vanity_look_get_hints (look) & VANITY_HINT_HAIR)))
    g_clear_pointer (&canvas->head, vanity_canvas_free);
  if (canvas->head != NULL || look == NULL || !(vanity_look_get_hints (look) & VANITY_HINT_HAIR))
    return TRUE;
  canvas->head = vanity_canvas_new_head (canvas, renderer->image, &problem);
  if (g_error_matches (problem, VANITY_ERROR, VANITY_ERROR_LIMIT))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  return TRUE;
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
  if (!prepare_head (renderer, look, error))
    {
      g_clear_pointer (&renderer->look, vanity_look_unref);
      return FALSE;
    }
  if (look != NULL)
    wear_look (renderer, look, cancellable);
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

/* What is worn on the face, or on the head, at `strength`; empty for a face that cannot be made up.
 */
static VanityMix
get_mix (const VanityRenderer *renderer, const VanityCanvas *canvas, double strength)
{
  return (VanityMix){ .image = renderer->image,
                      .canvas = canvas,
                      .strength = (float)CLAMP (strength, 0, 1) };
}

static const VanityCanvas *
get_head (const VanityRenderer *renderer)
{
  const VanityCanvas *head = renderer->canvas != NULL ? renderer->canvas->head : NULL;

  return head != NULL && head->laid.height > 0 ? head : NULL;
}

void
vanity_renderer_lay (VanityRenderer *renderer, double strength, VanityImage *image,
                     const VanityRect *part)
{
  VanityMix face = get_mix (renderer, renderer->canvas, strength);
  VanityMix head = get_mix (renderer, get_head (renderer), strength);

  vanity_mix_add (&face, image, part);
  vanity_mix_add (&head, image, part);
}

void
vanity_renderer_render_into (VanityRenderer *renderer, double strength, VanityImage *image,
                             VanityRect *changed)
{
  VanityMix face = get_mix (renderer, renderer->canvas, strength);
  VanityMix head = get_mix (renderer, get_head (renderer), strength);
  VanityRect written;

  if (head.canvas == NULL)
    written = vanity_mix_write (&face, image);
  else
    {
      /* Makeup goes on top, where hair hangs into the face. */
      written = vanity_mix_write (&head, image);
      vanity_mix_take_off (&face, &head.canvas->laid, image);
      vanity_mix_add (&face, image, NULL);
      vanity_rect_unite (&written, &face.canvas->laid);
    }
  if (changed != NULL)
    *changed = written;
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
                     const VanityLook *const *looks, VanityHints *const *hints, int n,
                     double strength, GCancellable *cancellable, GError **error)
{
  g_autoptr (VanityImage) worn = vanity_image_copy (image, error);

  for (int i = 0; worn != NULL && i < n; i++)
    {
      g_autoptr (VanityRenderer) renderer = NULL;

      if (looks[i] == NULL)
        continue;
      renderer = vanity_renderer_new (image, faces[i], cancellable, error);
      if (renderer == NULL)
        return NULL;
      vanity_renderer_set_hints (renderer, hints != NULL ? hints[i] : NULL);
      if (!vanity_renderer_set_look (renderer, looks[i], cancellable, error))
        return NULL;
      vanity_renderer_lay (renderer, strength, worn, NULL);
    }
  return g_steal_pointer (&worn);
}

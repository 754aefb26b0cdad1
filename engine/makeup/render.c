#include "makeup/render.h"

#include "base/error.h"
#include "makeup/canvas.h"
#include "makeup/mix.h"

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

void
vanity_canvas_wear (VanityCanvas *canvas, const VanityLook *look, GCancellable *cancellable)
{
  int n_kinds;
  const VanityLayerKind *const *kinds = vanity_layer_kinds (&n_kinds);

  for (int k = 0; k < n_kinds; k++)
    for (guint i = 0; i < look->layers->len; i++)
      {
        const VanityLayer *layer = g_ptr_array_index (look->layers, i);

        if (layer->kind != kinds[k])
          continue;
        if (g_cancellable_is_cancelled (cancellable))
          return;
        vanity_canvas_draw (canvas, layer);
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

/* What is worn at `strength`; empty for a face that cannot be made up. */
static VanityMix
get_mix (const VanityRenderer *renderer, double strength)
{
  return (VanityMix){ .image = renderer->image,
                      .canvas = renderer->canvas,
                      .strength = (float)CLAMP (strength, 0, 1) };
}

void
vanity_renderer_lay (VanityRenderer *renderer, double strength, VanityImage *image,
                     const VanityRect *part)
{
  VanityMix mix = get_mix (renderer, strength);

  vanity_mix_add (&mix, image, part);
}

void
vanity_renderer_render_into (VanityRenderer *renderer, double strength, VanityImage *image,
                             VanityRect *changed)
{
  VanityMix mix = get_mix (renderer, strength);
  VanityRect written = vanity_mix_write (&mix, image);

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

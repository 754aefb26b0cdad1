#include "transfer/paint.h"

#include "base/parallel.h"
#include "makeup/canvas.h"
#include "makeup/render.h"

#include <string.h>

G_STATIC_ASSERT (VANITY_PAINT_PLANES == VANITY_CANVAS_LAYER_PLANES);

typedef struct
{
  const VanityAtlas *atlas;
  const float *rgb, *visibility;
  const VanityLook *look;
  float *painted, *layer;
  gboolean done;
  GError **error;
} Paint;

static void
copy_plane (const VanityCanvas *canvas, const float *from, int size, float *to)
{
  for (int y = 0; y < canvas->rect.height; y++)
    memcpy (to + (canvas->rect.y + y) * size + canvas->rect.x, from + y * canvas->rect.width,
            sizeof (float) * (gsize)canvas->rect.width);
}

static void
paint (gpointer data, int index, int worker)
{
  Paint *job = data;
  int size = vanity_atlas_get_size (job->atlas), n = size * size;
  g_autoptr (VanityCanvas) canvas
      = vanity_canvas_new_atlas (job->atlas, job->rgb, job->visibility, job->error);

  if (canvas == NULL)
    return;
  vanity_canvas_wear (canvas, job->look, NULL);
  memcpy (job->painted, job->rgb, sizeof (float) * 3 * (gsize)n);
  for (int k = 0; k < 3; k++)
    copy_plane (canvas, canvas->worn[k], size, job->painted + k * n);
  for (int k = 0; job->layer != NULL && k < VANITY_PAINT_PLANES; k++)
    {
      memset (job->layer + k * n, 0, sizeof (float) * (gsize)n);
      copy_plane (canvas, canvas->layer[k], size, job->layer + k * n);
    }
  job->done = TRUE;
}

gboolean
vanity_paint_texture (const VanityAtlas *atlas, const float *rgb, const float *visibility,
                      const VanityLook *look, float *painted, float *layer, GError **error)
{
  Paint job = { atlas, rgb, visibility, look, painted, layer, FALSE, error };

  /* What is called from inside a job of one runs on this thread alone. */
  vanity_pool_run (vanity_pool_get_default (), paint, &job, 1);
  return job.done;
}

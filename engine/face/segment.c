#include "face/segment.h"

#include "base/error.h"
#include "face/frame.h"
#include "face/network.h"

#include <math.h>

#define FILE_NAME "selfie_segmentation.tflite"
#define SIDE VANITY_PERSON_MAP_SIDE

struct _VanitySegmenter
{
  VanityExecutor *executor;
};

VanitySegmenter *
vanity_segmenter_new (GError **error)
{
  g_autoptr (VanitySegmenter) segmenter = g_new0 (VanitySegmenter, 1);
  g_autoptr (VanityGraph) graph = vanity_network_load (FILE_NAME, SIDE, error);

  if (graph == NULL)
    return NULL;
  if (vanity_network_find_output (graph, SIDE * SIDE, 0) != 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                   "%s: the output is not one map of %d × %d", FILE_NAME, SIDE, SIDE);
      return NULL;
    }
  segmenter->executor = vanity_executor_new (g_steal_pointer (&graph), NULL, error);
  return segmenter->executor != NULL ? g_steal_pointer (&segmenter) : NULL;
}

void
vanity_segmenter_free (VanitySegmenter *segmenter)
{
  g_clear_pointer (&segmenter->executor, vanity_executor_free);
  g_free (segmenter);
}

VanityPersonMap *
vanity_segmenter_run (VanitySegmenter *segmenter, const VanityImage *image,
                      const VanityRect *region, GCancellable *cancellable, GError **error)
{
  VanityRect whole = { 0, 0, image->width, image->height };
  g_autoptr (VanityFrame) frame = vanity_frame_new (image, error);

  if (frame == NULL)
    return NULL;
  if (region == NULL)
    region = &whole;
  g_return_val_if_fail (region->width > 0 && region->height > 0, NULL);

  VanityAffine grid = { .m = { (double)region->width / SIDE, 0, region->x, /**/
                               0, (double)region->height / SIDE, region->y } };
  vanity_frame_sample (frame, &grid, SIDE, SIDE, 0, 1, VANITY_SAMPLE_BLACK, TRUE,
                       vanity_executor_get_input (segmenter->executor, 0));
  if (!vanity_executor_run (segmenter->executor, cancellable, error))
    return NULL;

  const float *output = vanity_executor_get_output (segmenter->executor, 0);
  VanityPersonMap *map = g_new (VanityPersonMap, 1);
  map->region = *region;
  for (int i = 0; i < SIDE * SIDE; i++)
    map->probability[i] = output[i] >= 0 ? MIN (output[i], 1) : 0;
  return map;
}

float
vanity_person_map_get (const VanityPersonMap *map, double x, double y)
{
  double u = (x - map->region.x) / map->region.width, v = (y - map->region.y) / map->region.height;

  if (!(u >= 0 && u <= 1 && v >= 0 && v <= 1))
    return 0;
  u = CLAMP (u * SIDE - 0.5, 0, SIDE - 1);
  v = CLAMP (v * SIDE - 0.5, 0, SIDE - 1);
  int x0 = (int)u, y0 = (int)v, x1 = MIN (x0 + 1, SIDE - 1), y1 = MIN (y0 + 1, SIDE - 1);
  const float *above = map->probability + y0 * SIDE, *below = map->probability + y1 * SIDE;
  float a = u - x0, b = v - y0;
  return (1 - b) * ((1 - a) * above[x0] + a * above[x1])
         + b * ((1 - a) * below[x0] + a * below[x1]);
}

void
vanity_person_map_free (VanityPersonMap *map)
{
  g_free (map);
}

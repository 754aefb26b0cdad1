#include "head/head-map.h"

void
vanity_head_map_free (VanityHeadMap *map)
{
  if (map == NULL)
    return;
  g_free (map->probability);
  g_free (map);
}

float
vanity_head_map_get (const VanityHeadMap *map, VanityHeadClass class, double x, double y)
{
  double u = (x - map->region.x) / map->region.width, v = (y - map->region.y) / map->region.height;
  int side = map->side, x0, y0, x1, y1;
  const float *plane, *above, *below;
  float a, b;

  if (!(u >= 0 && u <= 1 && v >= 0 && v <= 1))
    return class == VANITY_HEAD_BACKGROUND ? 1 : 0;
  u = CLAMP (u * side - 0.5, 0, side - 1);
  v = CLAMP (v * side - 0.5, 0, side - 1);
  x0 = (int)u;
  y0 = (int)v;
  x1 = MIN (x0 + 1, side - 1);
  y1 = MIN (y0 + 1, side - 1);
  plane = map->probability + (gsize) class * (gsize)(side * side);
  above = plane + y0 * side;
  below = plane + y1 * side;
  a = (float)(u - x0);
  b = (float)(v - y0);
  return (1 - b) * ((1 - a) * above[x0] + a * above[x1])
         + b * ((1 - a) * below[x0] + a * below[x1]);
}

VanityHeadClass
vanity_head_map_find (const VanityHeadMap *map, double x, double y)
{
  VanityHeadClass best = VANITY_HEAD_BACKGROUND;
  float most = -1;

  for (int k = 0; k < VANITY_HEAD_N_CLASSES; k++)
    {
      float value = vanity_head_map_get (map, (VanityHeadClass)k, x, y);

      if (value > most)
        {
          most = value;
          best = (VanityHeadClass)k;
        }
    }
  return best;
}

const char *
vanity_head_class_get_name (VanityHeadClass class)
{
  static const char *const names[VANITY_HEAD_N_CLASSES] = { [VANITY_HEAD_BACKGROUND] = "background",
                                                            [VANITY_HEAD_SKIN] = "skin",
                                                            [VANITY_HEAD_HAIR] = "hair",
                                                            [VANITY_HEAD_LIPS] = "lips",
                                                            [VANITY_HEAD_BROWS] = "brows",
                                                            [VANITY_HEAD_EYES] = "eyes" };

  return (int)class >= 0 && class < VANITY_HEAD_N_CLASSES ? names[class] : "unknown";
}

#include "face/region.h"

#include <math.h>

VanityAffine
vanity_region_to_grid (const VanityRegion *region, int side)
{
  double step = region->size / side;
  double c = cos (region->angle) * step;
  double s = sin (region->angle) * step;
  double half = side / 2.0;

  return (VanityAffine){ .m = {
                             c, -s, region->x - c * half + s * half, /**/
                             s, c, region->y - s * half - c * half,  /**/
                         } };
}

double
vanity_region_overlap (const VanityRegion *one, const VanityRegion *other)
{
  double reach = (one->size + other->size) / 2;
  double smaller = MIN (one->size, other->size);
  double w = CLAMP (reach - fabs (one->x - other->x), 0, smaller);
  double h = CLAMP (reach - fabs (one->y - other->y), 0, smaller);
  double total = one->size * one->size + other->size * other->size - w * h;

  return total > 0 ? w * h / total : 0;
}

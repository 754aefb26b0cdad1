#include "made-shade.h"

VanityShade *
made_shade (const char *brand, const char *name, VanityCategory category, guint32 rgb)
{
  VanityShade *shade = vanity_shade_new (brand, "Line", name, category);

  vanity_shade_set_color (shade, rgb, VANITY_COLOR_SOURCE_GIVEN);
  shade->finish = VANITY_FINISH_SATIN;
  return shade;
}

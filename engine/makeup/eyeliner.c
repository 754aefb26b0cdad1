#include "makeup/layer-kinds.h"

#include <glib/gi18n-lib.h>

#define SHARE .type = VANITY_PARAM_NUMBER, .minimum = 0, .maximum = 1, .step = 0.05, .unit = ""

static const VanityParam params[] = {
  { .id = "opacity", .label = N_ ("Strength"), SHARE, .fallback = 0.9 },
  { .id = "color", .label = N_ ("Colour"), .type = VANITY_PARAM_COLOR, .color = "#1c1614" },
  { .id = "upper", .label = N_ ("Upper line"), SHARE, .fallback = 1.0 },
  { .id = "lower", .label = N_ ("Lower line"), SHARE, .fallback = 0.0 },
  { .id = "thickness",
    .label = N_ ("Thickness"),
    .type = VANITY_PARAM_NUMBER,
    .minimum = 0.2,
    .maximum = 4.0,
    .step = 0.1,
    .fallback = 1.0,
    .unit = "mm" },
  { .id = "inner-start", .label = N_ ("Distance from the inner corner"), SHARE, .fallback = 0.1 },
  { .id = "wing-length",
    .label = N_ ("Wing length"),
    .type = VANITY_PARAM_NUMBER,
    .minimum = 0,
    .maximum = 12,
    .step = 0.5,
    .fallback = 0,
    .unit = "mm" },
  { .id = "wing-angle",
    .label = N_ ("Wing angle"),
    .type = VANITY_PARAM_NUMBER,
    .minimum = -20,
    .maximum = 30,
    .step = 1,
    .fallback = 0,
    .unit = "°" },
  { .id = "softness", .label = N_ ("Softness"), SHARE, .fallback = 0.25 },
  { .id = "tightline", .label = N_ ("Between the lashes"), SHARE, .fallback = 0.5 },
};

static void
draw (const VanityLayer *layer, VanityCanvas *canvas)
{
}

const VanityLayerKind vanity_eyeliner_kind = {
  .id = "eyeliner",
  .label = N_ ("Eyeliner"),
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .draw = draw,
};

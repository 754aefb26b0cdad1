#include "makeup/layer-kinds.h"

#include <glib/gi18n-lib.h>

static const char *const styles[] = { "natural", "open", "cat", NULL };
static const char *const style_labels[]
    = { N_ ("Natural"), N_ ("Open, longest in the middle"), N_ ("Cat, longest outside"), NULL };

#define SHARE .type = VANITY_PARAM_NUMBER, .minimum = 0, .maximum = 1, .step = 0.05, .unit = ""

static const VanityParam params[] = {
  { .id = "opacity", .label = N_ ("Strength"), SHARE, .fallback = 0.9 },
  { .id = "color", .label = N_ ("Colour"), .type = VANITY_PARAM_COLOR, .color = "#15100e" },
  { .id = "upper", .label = N_ ("Upper lashes"), SHARE, .fallback = 1.0 },
  { .id = "lower", .label = N_ ("Lower lashes"), SHARE, .fallback = 0.4 },
  { .id = "length",
    .label = N_ ("Length"),
    .type = VANITY_PARAM_NUMBER,
    .minimum = 2,
    .maximum = 16,
    .step = 0.5,
    .fallback = 8,
    .unit = "mm" },
  { .id = "density", .label = N_ ("Density"), SHARE, .fallback = 0.5 },
  { .id = "curl", .label = N_ ("Curl"), SHARE, .fallback = 0.5 },
  { .id = "style",
    .label = N_ ("Shape"),
    .type = VANITY_PARAM_CHOICE,
    .choices = styles,
    .choice_labels = style_labels },
};

static void
draw (const VanityLayer *layer, VanityCanvas *canvas)
{
}

const VanityLayerKind vanity_lashes_kind = {
  .id = "lashes",
  .label = N_ ("Lashes"),
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .draw = draw,
};

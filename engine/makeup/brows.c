#include "makeup/layer-kinds.h"

#include <glib/gi18n-lib.h>

static const char *const tones[] = { "own", "chosen", NULL };
static const char *const tone_labels[]
    = { N_ ("The colour of your own brows"), N_ ("The chosen colour"), NULL };

#define SHARE .type = VANITY_PARAM_NUMBER, .minimum = 0, .maximum = 1, .step = 0.05, .unit = ""

static const VanityParam params[] = {
  { .id = "opacity", .label = N_ ("Strength"), SHARE, .fallback = 0.8 },
  { .id = "tone",
    .label = N_ ("Tone"),
    .type = VANITY_PARAM_CHOICE,
    .choices = tones,
    .choice_labels = tone_labels },
  { .id = "color", .label = N_ ("Colour"), .type = VANITY_PARAM_COLOR, .color = "#4a3528" },
  { .id = "fill", .label = N_ ("Fill"), SHARE, .fallback = 0.4 },
  { .id = "definition", .label = N_ ("Definition"), SHARE, .fallback = 0.3 },
  { .id = "thickness",
    .label = N_ ("Thickness"),
    .type = VANITY_PARAM_NUMBER,
    .minimum = -1,
    .maximum = 1,
    .step = 0.05,
    .fallback = 0,
    .unit = "" },
  { .id = "arch",
    .label = N_ ("Arch"),
    .type = VANITY_PARAM_NUMBER,
    .minimum = 0,
    .maximum = 2,
    .step = 0.1,
    .fallback = 0,
    .unit = "mm" },
};

static void
draw (const VanityLayer *layer, VanityCanvas *canvas)
{
}

const VanityLayerKind vanity_brows_kind = {
  .id = "brows",
  .label = N_ ("Brows"),
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .draw = draw,
};

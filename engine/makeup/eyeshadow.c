#include "makeup/layer-kinds.h"

#include <glib/gi18n-lib.h>

static const char *const finishes[] = { "satin", "matte", "shimmer", "metallic", NULL };
static const char *const finish_labels[]
    = { N_ ("Satin"), N_ ("Matte"), N_ ("Shimmer"), N_ ("Metallic"), NULL };

#define SHARE .type = VANITY_PARAM_NUMBER, .minimum = 0, .maximum = 1, .step = 0.05, .unit = ""

static const VanityParam params[] = {
  { .id = "opacity", .label = N_ ("Strength"), SHARE, .fallback = 0.8 },
  { .id = "lid-color", .label = N_ ("Lid"), .type = VANITY_PARAM_COLOR, .color = "#b08a74" },
  { .id = "lid-amount", .label = N_ ("Lid amount"), SHARE, .fallback = 0.7 },
  { .id = "crease-color", .label = N_ ("Crease"), .type = VANITY_PARAM_COLOR, .color = "#7d5a48" },
  { .id = "crease-amount", .label = N_ ("Crease amount"), SHARE, .fallback = 0.5 },
  { .id = "outer-color",
    .label = N_ ("Outer corner"),
    .type = VANITY_PARAM_COLOR,
    .color = "#54382c" },
  { .id = "outer-amount", .label = N_ ("Outer corner amount"), SHARE, .fallback = 0.3 },
  { .id = "inner-color",
    .label = N_ ("Inner corner"),
    .type = VANITY_PARAM_COLOR,
    .color = "#e6cdb8" },
  { .id = "inner-amount", .label = N_ ("Inner corner amount"), SHARE, .fallback = 0.0 },
  { .id = "lower-color",
    .label = N_ ("Lower line"),
    .type = VANITY_PARAM_COLOR,
    .color = "#6b4a3a" },
  { .id = "lower-amount", .label = N_ ("Lower line amount"), SHARE, .fallback = 0.2 },
  { .id = "finish",
    .label = N_ ("Lid finish"),
    .type = VANITY_PARAM_CHOICE,
    .choices = finishes,
    .choice_labels = finish_labels },
  { .id = "height", .label = N_ ("Height towards the brow"), SHARE, .fallback = 0.5 },
  { .id = "blend", .label = N_ ("Blending"), SHARE, .fallback = 0.6 },
  { .id = "wing", .label = N_ ("Outward sweep"), SHARE, .fallback = 0.3 },
};

static void
draw (const VanityLayer *layer, VanityCanvas *canvas)
{
}

const VanityLayerKind vanity_eyeshadow_kind = {
  .id = "eyeshadow",
  .label = N_ ("Eyeshadow"),
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .draw = draw,
};

/* Shorthand for declaring a layer's parameters. Internal to engine/makeup. */
#pragma once

#include "makeup/layer.h"

#include <glib/gi18n-lib.h>

#define VANITY_PARAM_SHARE(name, text, value)                                                      \
  {                                                                                                \
    .id = (name), .label = (text), .type = VANITY_PARAM_NUMBER, .minimum = 0, .maximum = 1,        \
    .step = 0.05, .fallback = (value), .unit = ""                                                  \
  }

#define VANITY_PARAM_LENGTH(name, text, least, most, value)                                        \
  {                                                                                                \
    .id = (name), .label = (text), .type = VANITY_PARAM_NUMBER, .minimum = (least),                \
    .maximum = (most), .step = 0.1, .fallback = (value), .unit = "mm"                              \
  }

#define VANITY_PARAM_SWATCH(name, text, hex)                                                       \
  {                                                                                                \
    .id = (name), .label = (text), .type = VANITY_PARAM_COLOR, .color = (hex)                      \
  }

#define VANITY_PARAM_ONE_OF(name, text, ids, labels)                                               \
  {                                                                                                \
    .id = (name), .label = (text), .type = VANITY_PARAM_CHOICE, .choices = (ids),                  \
    .choice_labels = (labels)                                                                      \
  }

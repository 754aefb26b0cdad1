/* The registry of layer kinds, in the order in which they are laid: first what
 * retouches, then products as they lie on the skin, then hair. A new kind is one
 * line here; its file defines `const VanityLayerKind vanity_NAME_kind`. */
#pragma once

#include "makeup/layer.h"

/* clang-format off */
#define VANITY_LAYER_KINDS(KIND) \
  KIND (blemish)                 \
  KIND (smoothing)               \
  KIND (under_eye)               \
  KIND (teeth)                   \
  KIND (lenses)                  \
  KIND (foundation)              \
  KIND (concealer)               \
  KIND (contour)                 \
  KIND (blush)                   \
  KIND (highlight)               \
  KIND (brows)                   \
  KIND (eyeshadow)               \
  KIND (eyeliner)                \
  KIND (lashes)                  \
  KIND (lip_liner)               \
  KIND (lipstick)                \
  KIND (hair_color)
/* clang-format on */

#define VANITY_DECLARE_KIND(name) extern const VanityLayerKind vanity_##name##_kind;
VANITY_LAYER_KINDS (VANITY_DECLARE_KIND)
#undef VANITY_DECLARE_KIND

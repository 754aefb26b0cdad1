/* The brush that paints a layer's mask: what it does, how large and soft it is, and the way out. */
#pragma once

#include "ui/mask-painter.h"

G_BEGIN_DECLS

#define VANITY_TYPE_MASK_BAR (vanity_mask_bar_get_type ())
G_DECLARE_FINAL_TYPE (VanityMaskBar, vanity_mask_bar, VANITY, MASK_BAR, GtkWidget)

/* Once. The bar is to be seen while the painter paints. Property "narrow": no more than fits beside
 * each other on a telephone. */
void vanity_mask_bar_set_painter (VanityMaskBar *bar, VanityMaskPainter *painter);

G_END_DECLS

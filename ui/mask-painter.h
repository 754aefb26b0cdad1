/* Paints on a photo what is erased from a layer of the look and what is added to it: by mouse,
 * finger or pen. Each stroke is a step of the document's history. */
#pragma once

#include "makeup/layer-mask.h"
#include "ui/compare-view.h"

G_BEGIN_DECLS

#define VANITY_TYPE_MASK_PAINTER (vanity_mask_painter_get_type ())
G_DECLARE_FINAL_TYPE (VanityMaskPainter, vanity_mask_painter, VANITY, MASK_PAINTER, GObject)

/* The diameter of the brush, mm of a face 140 mm wide. */
#define VANITY_MASK_PAINTER_MIN_SIZE 0.5
#define VANITY_MASK_PAINTER_MAX_SIZE 60.0

/* `view` owns nothing of it and must outlive it.
 *
 * Properties: "painting" (read only), "layer" (its index in the look, −1: none; read only), "adds"
 * (else it erases), "size" (mm), "feather" and "flow" (shares), "mirror" (both sides at once),
 * "shows-mask" (all the time, and not only during a stroke), "masked" (there is something to
 * reset; read only). */
VanityMaskPainter *vanity_mask_painter_new (VanityCompareView *view);

/* Begins, or goes on with another layer. FALSE, with an error, where the selected face wears no
 * look or the look has no such layer. */
gboolean vanity_mask_painter_start (VanityMaskPainter *painter, VanityDocument *document, int layer,
                                    GError **error);
void vanity_mask_painter_stop (VanityMaskPainter *painter);
gboolean vanity_mask_painter_get_painting (VanityMaskPainter *painter);
/* The layer's name, translated; NULL while not painting. */
const char *vanity_mask_painter_get_label (VanityMaskPainter *painter);

/* Makes the brush so many times larger. */
void vanity_mask_painter_scale (VanityMaskPainter *painter, double factor);
/* Takes away all that was painted on the layer; a step of the history. */
void vanity_mask_painter_reset (VanityMaskPainter *painter);

/* A stroke, as the hand draws it: places in the photo's pixels. */
void vanity_mask_painter_begin (VanityMaskPainter *painter, double x, double y, double pressure);
void vanity_mask_painter_move (VanityMaskPainter *painter, double x, double y, double pressure);
void vanity_mask_painter_end (VanityMaskPainter *painter);
/* As though it had never been begun. */
void vanity_mask_painter_cancel (VanityMaskPainter *painter);

G_END_DECLS

/* What the mask painter's files share: the painting, and its hands. */
#pragma once

#include "makeup/mask-stroke.h"
#include "ui/compare-view-private.h"
#include "ui/mask-overlay.h"
#include "ui/mask-painter.h"

struct _VanityMaskPainter
{
  GObject parent_instance;

  VanityCompareView *view;
  VanityDocument *document; /* while painting, else NULL */
  int layer;
  const VanityLayerKind *kind;
  int face;
  VanityMaskPlane *plane; /* of that face */
  VanityMaskOverlay *overlay;

  gboolean adds;
  double size, feather, flow;
  gboolean mirror;
  gboolean shows_mask;

  gboolean eraser;          /* the pen is turned round */
  VanityMaskStroke *stroke; /* while a hand draws one */
  VanityLook *before;       /* what was worn when it began */
  gboolean drawn;           /* the document has seen some of it */
  gboolean pending;         /* and not all */

  GdkTexture *texture;    /* of the mask; or NULL */
  VanityLayerMask *shown; /* which it shows */

  gboolean hovering; /* the cursor is in the view */
  double x, y;       /* there, in its units */
  gboolean claimed;
  GtkEventController *hands[3];
};

/* The brush's radius, in the view's units. */
double vanity_mask_painter_get_radius (VanityMaskPainter *painter);
/* The same in the photo's pixels. */
double vanity_mask_painter_get_photo_radius (VanityMaskPainter *painter);

/* mask-painter-input.c */
void vanity_mask_painter_init_input (VanityMaskPainter *painter);
void vanity_mask_painter_clear_input (VanityMaskPainter *painter);
/* Draws the mask and the brush. */
void vanity_mask_painter_snapshot (VanityCompareView *view, GtkSnapshot *snapshot,
                                   gpointer painter);

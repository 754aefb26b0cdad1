/* Layers of what the selected face wears, edited one at a time. Every function that changes
 * something makes a new look and a named step of the document's history; where the face wears no
 * look, adding begins one, and the others do nothing.
 *
 * `index` is a layer's place in the look's list. Layers lie on the skin in the order of their kinds
 * whatever their place there; of several of one kind those that come later lie above. */
#pragma once

#include "app/document.h"
#include "catalogue/shade.h"
#include "makeup/layer.h"

G_BEGIN_DECLS

/* What is worn; NULL where it is no look, or nothing. Owned by the document's outfit. */
VanityLook *vanity_layers_get_look (VanityDocument *document);
/* NULL where there is none such. Owned by the look, not to be changed. */
const VanityLayer *vanity_layers_get (VanityDocument *document, int index);

/* Whether another layer of a kind makes sense beside one of the same: of those that always have a
 * colour of their own, to be shaded or lined twice. */
gboolean vanity_layer_kind_can_repeat (const VanityLayerKind *kind);

/* Gives the new layer's place; −1 where the face wears what is no look, or the look is full. */
int vanity_layers_add (VanityDocument *document, const VanityLayerKind *kind);
/* Adds a copy of a layer. */
int vanity_layers_paste (VanityDocument *document, const VanityLayer *layer);
void vanity_layers_remove (VanityDocument *document, int index);
void vanity_layers_set_muted (VanityDocument *document, int index, gboolean muted);

/* The place of the next one of the same kind above (by = 1) or below (−1), or −1. */
int vanity_layers_find_neighbour (const VanityLook *look, int index, int by);
/* Trades places with it; gives the new place, or `index` where there is none. */
int vanity_layers_move (VanityDocument *document, int index, int by);

typedef enum
{
  VANITY_LAYERS_BOTH, /* of an uneven layer the right and the left */
  VANITY_LAYERS_RIGHT,
  VANITY_LAYERS_LEFT,
} VanityLayersSide;

/* `param` into the kind's parameters. A colour that is set by hand is no product's any more. Steps
 * of one parameter that follow one another are one, until vanity_document_settle (). */
void vanity_layers_set_value (VanityDocument *document, int index, int param, VanityLayersSide side,
                              VanityValue value);
void vanity_layers_set_uneven (VanityDocument *document, int index, gboolean uneven);
/* Takes the name of the product off. */
void vanity_layers_forget_product (VanityDocument *document, int index);
/* Wears a product on the layer, as vanity_try_on_zone () does. FALSE with its errors. */
gboolean vanity_layers_wear (VanityDocument *document, int index, VanityLayersSide side,
                             const VanityShade *shade, const char *zone, GError **error);
/* Puts a layer in another's place, as one step of that name. */
void vanity_layers_replace (VanityDocument *document, int index, const VanityLayer *layer,
                            const char *step);

/* The look of the library that was worn before it was edited, for its values: `looks` are
 * VanityLook and may have NULL. NULL where there is none. Owned by `looks`. */
VanityLook *vanity_layers_find_origin (const VanityLook *look, const GPtrArray *looks);
/* The layer as it was there, or, where `origin` is NULL or has none such, at its defaults. */
VanityLayer *vanity_layers_new_original (const VanityLook *look, int index,
                                         const VanityLook *origin);
/* Sets it, or one parameter of it, back to that. */
void vanity_layers_reset (VanityDocument *document, int index, const VanityLook *origin);
void vanity_layers_reset_value (VanityDocument *document, int index, int param,
                                VanityLayersSide side, const VanityLook *origin);

/* A layer as text for a clipboard: a look that holds it alone. And back, of whatever text: NULL
 * with the errors of vanity_look_load_bytes (), or VANITY_ERROR_VALUE where it has no layer. */
char *vanity_layer_to_text (const VanityLayer *layer);
VanityLayer *vanity_layer_from_text (const char *text, GError **error);

G_END_DECLS

/* Looks that can be made from what somebody owns. */
#pragma once

#include "makeup/look.h"
#include "recommend/bag.h"

G_BEGIN_DECLS

/* Two colours within this CIEDE2000 pass for the same makeup, at the coverage it is worn with. */
#define VANITY_BAG_BOUND 10.0

/* What makes a layer. */
typedef struct
{
  const VanityLayer *layer; /* the look's */
  VanityShade *shade;       /* the best of the bag, or NULL: missing */
  double delta_e;           /* worn, from the layer's colour; NAN where colour does not decide */
  gboolean finish_differs;
} VanityBagPart;

typedef struct
{
  VanityLook *look;
  GArray *parts; /* VanityBagPart, one for each layer that is shown */
  int n_made;
  double share;    /* of the layers, in [0, 1] */
  double distance; /* mean ΔE of those made, for the order */
} VanityBagLook;

void vanity_bag_look_free (VanityBagLook *made);

/* For each of `looks` (VanityLook; one without layers is left out) what the bag has for it: the
 * largest share first, then the nearest colours. `bag` (VanityBagItem); `skin`, if known, is what
 * sheer colours are compared on. Expired ones count, the caller filters. VanityBagLook. */
GPtrArray *vanity_bag_find_looks (const GPtrArray *bag, const GPtrArray *looks,
                                  const VanityLab *skin);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityBagLook, vanity_bag_look_free)

G_END_DECLS

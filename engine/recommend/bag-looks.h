/* Looks that can be made from what somebody owns. */
#pragma once

#include "catalogue/catalogue.h"
#include "makeup/look.h"
#include "recommend/bag.h"
#include "recommend/match.h"
#include "recommend/person.h"

G_BEGIN_DECLS

/* Two colours within this CIEDE2000, as they come out on the face, pass for the same idea of a
 * look: twice what is called a close match of something to buy. */
#define VANITY_BAG_BOUND (2 * VANITY_CLOSE_COLOR)

/* What makes a layer, or a zone of an eyeshadow. */
typedef struct
{
  const VanityLayer *layer; /* the look's */
  const char *zone;         /* "lid", "crease", "outer", "inner", "lower"; else NULL */
  VanityShade *shade;       /* the best of the bag, or NULL: missing */
  double delta_e; /* of it, or of the nearest that is not near enough; NAN where colour does
                     not decide, or there is none of the kind */
  gboolean finish_differs; /* it shines otherwise than the look does */
  gboolean uncolored;      /* missing, but the bag has one of the kind whose colour is not known */
} VanityBagPart;

typedef struct
{
  VanityLook *look;
  GArray *parts;   /* VanityBagPart, in the order of layers and zones */
  int n_made;      /* of them */
  double share;    /* the same, in [0, 1] */
  double distance; /* mean ΔE of those that colour decides, 0 without any */
} VanityBagLook;

void vanity_bag_look_free (VanityBagLook *made);

/* Puts the catalogue's rows in the place of the copies in a bag (VanityBagItem), which lack
 * palettes and coverage. What the catalogue does not have stays. */
void vanity_bag_look_up (GPtrArray *bag, VanityCatalogue *catalogue);

/* What the bag (VanityBagItem) has for each of `looks` (VanityLook; one that shows no layer is left
 * out), as it is worn by `person` (NULL: somebody with usual skin and lips): the largest share
 * first, then the nearest colours. A foundation that takes the skin's own colour is made by one
 * that is within the bound of the skin, or by any where that is not known; lashes by
 * mascara of a colour that nobody told, too.
 * VanityBagLook, owned by the array. */
GPtrArray *vanity_bag_find_looks (const GPtrArray *bag, const GPtrArray *looks,
                                  const VanityPerson *person);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityBagLook, vanity_bag_look_free)

G_END_DECLS

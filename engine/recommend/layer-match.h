/* Products for colour against a layer of a look: not by their swatches, but by what each would come
 * to when it is drawn in the layer's place on this skin or these lips (makeup/flat.h). */
#pragma once

#include "makeup/flat.h"
#include "recommend/person.h"

G_BEGIN_DECLS

#define VANITY_MAX_ZONES 5

typedef struct
{
  const char *id;   /* of an eyeshadow; NULL else */
  double amount;    /* how much of it there is, [0, 1] */
  VanityLab swatch; /* the pigment that is wanted */
  VanityLab worn;   /* and what it comes to */
  VanityLab full;   /* worn at full strength */
  VanityLab bare;   /* without it */
} VanityLayerZone;

typedef struct
{
  gboolean on_person; /* the ground is somebody's own, not a middling one */
  gboolean known;     /* FALSE: the layer has no colour of its own on this person */
  gboolean by_shadow; /* of a contour that is the skin's own shadow */
  gboolean by_hair; /* of brows in their own colour: swatches are compared with a pencil for them */
  VanityLayer *wanted; /* the layer with its colours spelled out; owned */
  VanityFlatGround ground;
  VanityFinish finish; /* what the look shines like, or UNKNOWN */
  int n_zones;
  VanityLayerZone zones[VANITY_MAX_ZONES]; /* those that count, the largest first */
} VanityLayerTarget;

/* Skin and lips as measured, else as is usual. */
void vanity_flat_ground_of (const VanityPerson *person, const VanitySkinEstimate *skin,
                            VanityFlatGround *ground);

void vanity_layer_target_init (VanityLayerTarget *target, const VanityLayer *layer,
                               const VanityPerson *person, const VanitySkinEstimate *skin);
void vanity_layer_target_clear (VanityLayerTarget *target);

typedef struct
{
  double delta_e; /* CIEDE2000 as worn; of a palette the mean of its zones, weighed by amount */
  double pigment; /* the same worn at full strength: a touch of anything is like a touch of else */
  double swatch;  /* CIEDE2000 of the swatches themselves, which no light hand makes alike */
  double lightness; /* L* as worn minus that of the look */
  double bare;      /* CIEDE2000 from bare skin or lips: how much it shows */
  double closeness; /* [0, 1] */
  double finish;    /* [0, 1], 0.5: not known */
  gboolean sheer;   /* shows clearly less of itself than the layer does */
  double feature, match;
} VanityLayerMatch;

/* `zone` into target->zones, or −1: a palette over all of them. The shade has a colour. */
void vanity_layer_match (const VanityLayerTarget *target, int zone, const VanityShade *shade,
                         VanityLayerMatch *match);

/* Appends VanityReason. */
void vanity_layer_explain (const VanityLayerTarget *target, int zone, const VanityShade *shade,
                           const VanityLayerMatch *match, GPtrArray *reasons);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VanityLayerTarget, vanity_layer_target_clear)

G_END_DECLS

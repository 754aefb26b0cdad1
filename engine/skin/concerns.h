/* What a skin shows of what people ask an adviser about: where, how clearly, and how much it is
 * next to other skins. Nothing here is a diagnosis.
 *
 * A small U-Net over the makeup atlas gives a map for each concern; it learnt them from painted
 * truth (skin/concern-paint.h). It sees colours relative to the person's own skin, so that
 * exposure, the colour of light and the tone of the skin count for little. Scores compare how much
 * of a zone the map covers with the same of bare portraits (skin/concern-score.h says whose). */
#pragma once

#include "skin/illuminant.h"
#include "skin/zone.h"
#include "texture/texture.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  VANITY_CONCERN_REDNESS,
  VANITY_CONCERN_SPOTS, /* and blemishes, what they leave behind, moles */
  VANITY_CONCERN_WRINKLES,
  VANITY_CONCERN_PORES, /* and rough texture */
  VANITY_CONCERN_DARK_CIRCLES,
  VANITY_CONCERN_EYE_BAGS,
  VANITY_CONCERN_SHINE,
  VANITY_CONCERN_PIGMENT, /* uneven pigment: blotches, freckles */
  VANITY_N_CONCERNS
} VanityConcern;

/* Why a score is not given; a bit set. */
typedef enum
{
  VANITY_WITHHELD_NOT_HERE = 1 << 0, /* the concern does not belong to the zone */
  VANITY_WITHHELD_HIDDEN = 1 << 1,   /* too little of the zone is seen */
  VANITY_WITHHELD_COARSE = 1 << 2,   /* the photo has too few pixels for what is that fine */
  VANITY_WITHHELD_COLOUR = 1 << 3,   /* no colour, or a light too coloured to tell it */
  VANITY_WITHHELD_BEARD = 1 << 4,    /* hair or stubble, where fine marks look alike */
  VANITY_WITHHELD_SKIN = 1 << 5,     /* no bare skin is seen to compare with */
} VanityWithheld;

typedef struct
{
  int size;    /* of the atlas the maps lie on */
  float *maps; /* VANITY_N_CONCERNS planes of size² in [0, 1]: how clearly the concern is seen; 0
                  where nothing is seen. Unlike scores, maps are not withheld. */
  float amount[VANITY_N_CONCERNS][VANITY_N_ZONES]; /* how much of it the zone has, [0, 1]:
                                                      skin/concern-score.h */
  float zone[VANITY_N_CONCERNS][VANITY_N_ZONES];   /* score, 0 to 100, 100: nothing to see; −1
                                                      withheld */
  unsigned withheld[VANITY_N_CONCERNS][VANITY_N_ZONES]; /* VanityWithheld, 0 where given */
  float score[VANITY_N_CONCERNS]; /* of all zones given together; −1: none is */
  float overall;                  /* weighted mean of the concerns given; −1: too few are */
  float sure[VANITY_N_CONCERNS];  /* how far the photo can carry the score, [0, 1]: what of the
                                     zones is seen, and how finely */
} VanityConcerns;

/* Measures the skin of a texture of 128² texels or a multiple of that; `light` may be NULL where it
 * is not known. The same for the same input, to the bit. NULL with VANITY_ERROR_VALUE where the
 * texture is not made of numbers or of another size, _MISSING without the network or the canonical
 * mesh, G_IO_ERROR_CANCELLED. Where no bare skin is seen all scores are withheld and maps are 0. */
VanityConcerns *vanity_concerns_measure (const VanityTexture *texture,
                                         const VanityIlluminant *light, GCancellable *cancellable,
                                         GError **error);
void vanity_concerns_free (VanityConcerns *concerns);

/* What in the photo raised or lowered the concern in the zone: `map` gets size² values in [0, 1],
 * the share of each texel in it, of the largest. Integrated gradients of the network's mean output
 * in the zone, from a skin of one even colour to this one (Sundararajan, Taly & Yan, Axiomatic
 * Attribution for Deep Networks, 2017), smoothed. Errors as above. */
gboolean vanity_concerns_attribute (const VanityTexture *texture, VanityConcern concern,
                                    VanityZone zone, float *map, GError **error);

/* TRUE where people look for the concern in the zone. */
gboolean vanity_concern_is_in (VanityConcern concern, VanityZone zone);

/* How much the concern counts in the overall score; they sum to 1. */
double vanity_concern_get_weight (VanityConcern concern);

/* "redness", "spots", "wrinkles", "pores", "dark-circles", "eye-bags", "shine", "pigment"; and for
 * people, translated: what it is called, and what was looked for and cannot be known. */
const char *vanity_concern_get_id (VanityConcern concern);
const char *vanity_concern_get_label (VanityConcern concern);
const char *vanity_concern_get_summary (VanityConcern concern);
/* For people, translated: why a score is withheld; of several reasons the first. "" for 0. */
const char *vanity_withheld_get_label (unsigned withheld);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityConcerns, vanity_concerns_free)

G_END_DECLS

/* What is known of whom something is recommended to. Made from an analysis of a photo, or of
 * nothing but a foundation that fits; never stored. */
#pragma once

#include "catalogue/shade.h"
#include "skin/colors.h"
#include "skin/concerns.h"
#include "skin/tone.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean skin_known; /* `skin` was measured; FALSE: nobody knows, or it was withheld */
  VanitySkinColor skin;
  gboolean colors_known; /* each colour in it may still be unknown by itself */
  VanityFaceColors colors;
  float concern[VANITY_N_CONCERNS]; /* score, 0 to 100, 100: nothing to see; −1 not known */
  VanityShade *owned; /* a foundation that fits this person, with a colour; owned, or NULL */
} VanityPerson;

/* Of whom nothing is known. */
void vanity_person_init (VanityPerson *person);
void vanity_person_clear (VanityPerson *person);
void vanity_person_copy (VanityPerson *to, const VanityPerson *from);

/* Takes a reference of `shade`, or NULL for none; one without a colour is as none. */
void vanity_person_set_owned (VanityPerson *person, VanityShade *shade);
/* A foundation of which only the colour is known: 0xRRGGBB, sRGB. */
void vanity_person_set_owned_color (VanityPerson *person, guint32 rgb);

/* Where the colour of the skin comes from. */
typedef enum
{
  VANITY_SKIN_FROM_NOTHING,
  VANITY_SKIN_FROM_PHOTO,
  VANITY_SKIN_FROM_OWNED, /* a foundation that fits says it: it counts for more than a photo */
  VANITY_SKIN_FROM_BOTH,  /* the photo's colour, weighed with the foundation's */
} VanitySkinSource;

/* The swatch that would be this skin's own shade, which complexion products are compared with: CIE
 * Lab (D65), its covariance, and how likely each undertone is (sum 1). With
 * VANITY_SKIN_FROM_NOTHING all is 0.
 *
 * A photographed cheek is no swatch: it is redder and duller than the shades that are sold for it.
 * So a photo's colour is taken as far from the usual skin's as the swatch is from the usual swatch;
 * the less uncertain its a* and b* are, the less of that, and what is certain is taken as it is. L*
 * stays.
 *
 * A photo and a foundation that fits are put together as two measurements of the same (the
 * foundation right to about ΔE 2, as shades are near enough to wear). `apart` (may be NULL) gets
 * their CIEDE2000, or NaN. */
typedef struct
{
  VanitySkinSource source;
  VanityLab lab;
  double covariance[3][3];
  float undertone[VANITY_N_UNDERTONES];
  float undertone_sure; /* [0, 1] */
} VanitySkinEstimate;

void vanity_person_estimate_skin (const VanityPerson *person, VanitySkinEstimate *estimate,
                                  double *apart);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VanityPerson, vanity_person_clear)

G_END_DECLS

/* The colour of a person's skin, and what it is called. */
#pragma once

#include "image/skin-tone.h"
#include "skin/illuminant.h"
#include "skin/nudge.h"
#include "skin/undertone.h"

G_BEGIN_DECLS

/* Classes of the individual typology angle, by its lower bound (Chardon, Cretois & Hourseau 1991;
 * Del Bino & Bernerd 2013). */
typedef enum
{
  VANITY_ITA_VERY_LIGHT,   /* above 55° */
  VANITY_ITA_LIGHT,        /* 41° to 55° */
  VANITY_ITA_INTERMEDIATE, /* 28° to 41° */
  VANITY_ITA_TAN,          /* 10° to 28° */
  VANITY_ITA_BROWN,        /* −30° to 10° */
  VANITY_ITA_DARK,         /* below */
  VANITY_N_ITA_CLASSES
} VanityItaClass;

typedef struct
{
  gboolean known; /* FALSE: hardly any bare skin is seen, or the photo has no colour; all else is
                     0 */
  VanityLab seen; /* as photographed */
  VanityLab lab;  /* CIE Lab (D65) with the light taken off, and nudged */
  double covariance[3][3]; /* of `lab`: the skin's own, the light's and the camera's uncertainty */
  int texels;              /* that the colour comes from */
  double seen_ita;         /* individual typology angle as photographed, degrees */
  double ita;              /* of `lab` */
  double ita_spread;       /* its standard error, degrees */
  float blown;             /* share of the bare skin with a channel at the end of its range */
  gboolean ita_known; /* FALSE: angle, class and Fitzpatrick type are not to be told: too much is
                         blown out, or the error too large (vanity_skin_color_get_ita_why ()) */
  VanityItaClass ita_class;
  int seen_monk;         /* tone of `seen` */
  int monk, monk_second; /* nearest and second nearest of the Monk scale by CIEDE2000, 1 … 10 */
  double monk_distance;  /* CIEDE2000 to the nearest */
  float monk_probability[VANITY_SKIN_TONES]; /* of tone 1 … 10, sum 1 */
  int fitzpatrick; /* 1 … 6 (I … VI): a hint from the angle, no test of how skin tans */
  float undertone[VANITY_N_UNDERTONES]; /* sum 1 */
  float undertone_sure; /* [0, 1]: how far these tell more than how common each is */
} VanitySkinColor;

/* Measures bare skin in the texture: cheeks, highlights, shadow, hair, glasses and what is hidden
 * are left out. `nudge` may be NULL. TRUE with `known` FALSE where there is too little to see.
 * FALSE with VANITY_ERROR_VALUE where texture, light or nudge are not numbers. */
gboolean vanity_skin_color_measure (const VanityTexture *texture, const VanityIlluminant *light,
                                    const VanityColorNudge *nudge, VanitySkinColor *color,
                                    GError **error);

/* From where on an angle is not told: of its standard error, degrees, and of `blown`. Near L* 50 a
 * skin with little yellow has any angle. Where a third of the skin is blown out, and half a stop
 * less of the photo would not be, the angle is off by 5° on the average, and by 8° in one photo of
 * ten. */
#define VANITY_ITA_MOST_SPREAD 45
#define VANITY_ITA_MOST_BLOWN 0.3f

/* Why the angle is not told, a translated sentence; NULL where it is, and of a colour that is not
 * known. */
const char *vanity_skin_color_get_ita_why (const VanitySkinColor *color);

/* The class of an angle in degrees. */
VanityItaClass vanity_ita_class_find (double ita);
/* "very-light" …, and for people. */
const char *vanity_ita_class_get_id (VanityItaClass ita_class);
const char *vanity_ita_class_get_label (VanityItaClass ita_class);

/* How likely each Monk tone is the nearest one, by a fixed sample of the Gaussian. */
void vanity_monk_integrate (VanityLab lab, const double covariance[3][3],
                            float probability[VANITY_SKIN_TONES]);

/* The largest extent of the uncertainty in a*, b*: half axes of the ellipse that holds the colour
 * with 95 %, and the angle of the longer one in degrees from +a* to +b*. */
void vanity_skin_color_get_ellipse (const VanitySkinColor *color, double axes[2], double *angle);

G_END_DECLS

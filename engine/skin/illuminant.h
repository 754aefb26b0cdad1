/* The light a face was photographed in: its colour and how much of it there was.
 *
 * The whites of the eyes, and teeth where they show, are the greys that every face brings along;
 * the edges of the whole photo tell of the light where they do not (van de Weijer, Gevers &
 * Gijsenij, Edge-based color constancy, 2007). What differs between one person's whites and
 * another's is part of the uncertainty. Skin is never taken for a reference of colour: what would
 * make all skins alike. How much light there was is told by whites of eyes and by what is brightest
 * (skin/exposure.h). */
#pragma once

#include "face/face.h"
#include "image/color.h"
#include "image/image.h"
#include "texture/texture.h"

G_BEGIN_DECLS

/* What the estimate rests on, and what stands against it; a bit set. */
typedef enum
{
  VANITY_LIGHT_EYE_WHITES = 1 << 0,
  VANITY_LIGHT_TEETH = 1 << 1,
  VANITY_LIGHT_EDGES = 1 << 2,  /* of the whole photo */
  VANITY_LIGHT_PICKED = 1 << 3, /* somebody said what is white */
  VANITY_LIGHT_GREYSCALE
  = 1 << 4,                       /* a photo without colour: nothing can be said of light or skin */
  VANITY_LIGHT_COLOURED = 1 << 5, /* so strong a colour that no correction brings the skin back */
  VANITY_LIGHT_UNEVEN = 1 << 6,   /* the evidences disagree: lights of several colours */
} VanityLightEvidence;

typedef struct
{
  float rgb[3];       /* what a white surface sends, linear sRGB, green = 1 */
  float spread;       /* standard error of log₂ of red ÷ green and blue ÷ green, stops */
  float confidence;   /* in the colour, [0, 1]; 0: unknown, and `rgb` is white */
  unsigned evidence;  /* VanityLightEvidence */
  double temperature; /* correlated colour temperature, kelvin; 0 where the light is too coloured to
                         have one */
  double tint;        /* Duv, distance from the Planckian locus in CIE 1960 u, v; + is greenish */
  float exposure;     /* stops by which white surfaces seem brighter than in a well exposed photo;
                         half a stop more of a photo makes it half a stop more; 0 where it cannot be
                         told */
  float exposure_spread; /* its standard error, stops */
} VanityIlluminant;

/* The light before anything is known: daylight (D65), well exposed, no confidence. */
void vanity_illuminant_init (VanityIlluminant *light);

/* Estimates the light of the photo. TRUE as well where little can be told: `confidence` and
 * `evidence` say so. FALSE with VANITY_ERROR_VALUE where the face's points or the texture are not
 * numbers or lie outside the photo, _LIMIT without memory. */
gboolean vanity_illuminant_estimate (const VanityImage *image, const VanityFace *face,
                                     const VanityTexture *texture, VanityIlluminant *light,
                                     GError **error);

/* The light by which the photo around (x, y), in its pixels, within `radius` of it, is white or
 * grey. Its exposure stays what `light` says. VANITY_ERROR_VALUE where nothing is there, or
 * something that cannot be white: too dark, blown out, or too colourful. */
gboolean vanity_illuminant_pick (const VanityImage *image, double x, double y, double radius,
                                 VanityIlluminant *light, GError **error);

/* A colour seen under the light → the same under daylight (D65) in a well exposed photo: white
 * point adapted in Bradford's cone space (Lam, Metamerism and colour constancy, 1985; as in ICC.1),
 * exposure by the same factor for all. `amount` in [0, 1] is how much of either is done: 0 gives
 * the colour as seen. */
VanityLab vanity_illuminant_correct (const VanityIlluminant *light, VanityLab seen, float amount);

G_END_DECLS

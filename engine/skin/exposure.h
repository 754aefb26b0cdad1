/* How much light a face was photographed in.
 *
 * There are two witnesses. The whites of the eyes are one, which lids may shade. What is brightest
 * about the face and on it is the other, and holds where eyes are narrow, small or in shade; there
 * may be no white in a photo. Either can mislead towards dark, hardly towards bright: of the two,
 * the power mean in linear light is taken, in which the darker counts less.
 *
 * A photo that is half a stop brighter makes either half a stop brighter, whatever its size or its
 * compression: they are looked at on a scale of the face, not of pixels, and no usual exposure is
 * mixed in. On 240 photos of as many people, a sixth of them of each class of the typology angle,
 * taken again at half size, half a stop under and over, at JPEG quality 60, and mirrored, the
 * exposure is off by 0.019, 0.013, 0.062, 0.013 and 0.024 stops on the average (for comparison,
 * whites of eyes alone, left out where they looked shaded: 0.12, 0.12, 0.20, 0.06 and 0.11). On
 * portraits of one studio light (Face Research Lab London set) it comes out as 0.13, 0.02 and 0.14
 * stops for dark, middle and light skin (L* below 45, 60, above), and differs by 0.42, 0.19 and
 * 0.16 among people. */
#pragma once

#include "face/face.h"
#include "image/image.h"
#include "texture/texture.h"

G_BEGIN_DECLS

/* Deviation of the exposure of photos that people keep, stops. */
#define VANITY_EXPOSURE_USUAL 0.80

typedef struct
{
  gboolean known;
  double stops;  /* by which white surfaces seem brighter than in a well exposed photo */
  double spread; /* its standard error, stops */
} VanityExposure;

/* By the whites of the eyes; not known where they are not seen, or skin beside them is not. `skin`
 * is log₂ of the luminance of bare skin as photographed, in linear light. */
void vanity_exposure_measure_eyes (const VanityFace *face, const VanityTexture *texture,
                                   double skin, VanityExposure *exposure);

/* By what is brightest about the face and on it. `copy` is the photo made smaller by `scale`; the
 * face lies in the photo. */
void vanity_exposure_measure_highlights (const VanityImage *copy, double scale,
                                         const VanityFace *face, const VanityTexture *texture,
                                         double skin, VanityExposure *exposure);

/* Of both. Eyes behind `glasses` count less. Not known where neither is; `spread` then is what is
 * usual of photos. */
void vanity_exposure_combine (const VanityExposure *eyes, const VanityExposure *highlights,
                              gboolean glasses, VanityExposure *exposure);

G_END_DECLS

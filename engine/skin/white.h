/* What in a photo was white, or nearly so, under its light: the evidences that an estimate of the
 * light weighs. Each is as photographed; what is usual of it is taken off by who weighs them. */
#pragma once

#include "face/face.h"
#include "image/image.h"
#include "texture/texture.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean seen;    /* FALSE: all else is 0 */
  double red, blue; /* log₂ of red ÷ green and of blue ÷ green, linear sRGB */
  double scatter;   /* of red and blue among the texels: half of what lies between the quartiles */
  int texels;
} VanityWhite;

/* The whites of both eyes: what lies in the openings beside the irises, without lashes, corners and
 * glints. Eyes behind glasses are looked at too. */
void vanity_white_measure_eyes (const VanityFace *face, const VanityTexture *texture,
                                VanityWhite *white);

/* Teeth in an open mouth: what is bright and less red than the lips. */
void vanity_white_measure_teeth (const VanityTexture *texture, VanityWhite *white);

/* The edges of the photo: first-order grey edge of Minkowski norm 6 (van de Weijer, Gevers &
 * Gijsenij, Edge-based color constancy, 2007), without what is blown out. `copy` is the photo, no
 * wider or higher than VANITY_WHITE_SIDE pixels, as vanity_image_new_preview () makes it. */
#define VANITY_WHITE_SIDE 192
void vanity_white_measure_edges (const VanityImage *copy, VanityWhite *white);

/* Texels of one eye's opening beside its iris and off its corners, into `texels`, which has room
 * for all of the texture; returns how many: 0 where there are too few to tell anything. */
int vanity_white_find_eye (const VanityFace *face, const VanityTexture *texture, gboolean left,
                           int *texels);

/* For those above. The median of `n` values, which are put in order; 0 of none. */
double vanity_median (float *values, int n);

/* What `part` in [0, 1] of them lie below; the same. */
double vanity_quantile (float *values, int n, double part);

typedef float (*VanityWhiteKey) (const float *rgb, int n, int i);

/* Of texel `i` of three planes of `n`: its luminance; its red ÷ green. */
float vanity_white_get_luminance (const float *rgb, int n, int i);
float vanity_white_get_redness (const float *rgb, int n, int i);

/* Neither blown out nor black. */
gboolean vanity_white_is_usable (const float *rgb, int n, int i);

/* Keeps of `count` texels those whose key lies between two of its quantiles: no light changes
 * which. Returns how many. */
int vanity_white_keep (const float *rgb, int n, int *texels, int count, VanityWhiteKey key,
                       double low, double high);

/* Fills `white` with the medians over `count` ≥ 1 texels. */
void vanity_white_summarize (const float *rgb, int n, const int *texels, int count,
                             VanityWhite *white);

G_END_DECLS

/* A face unrolled into the makeup atlas, with what is known of it: what networks of transfer see,
 * and learn from. */
#pragma once

#include "face/face.h"
#include "image/image.h"
#include "texture/tint.h"

G_BEGIN_DECLS

typedef struct
{
  int size;
  float *rgb;        /* three planes of size² texels in linear light, as photographed; what is
                        hidden holds what hides it */
  float *visibility; /* size² in [0, 1]: how surely the texel is this face. 0 where it turns away,
                        lies outside the photo or the silhouette, under hair, a hand or glasses */
  float shown;       /* part of the face's texels that are seen, [0, 1] */
  float scale;       /* pixels of the photo to a texel about eyes and lips, the middle one; below 1
                        the atlas is larger than what the photo tells */
  gboolean glasses;  /* the person wears some */
  gboolean skin_known;            /* FALSE: hardly any bare skin is seen; the colours below are 0 */
  VanityLab skin;                 /* bare skin as photographed: all but the cheeks */
  VanityLab tint[VANITY_N_TINTS]; /* median of each region minus `skin`; 0 where it is not seen */
  float makeup; /* how strongly made up the face looks, judged from these, [0, 3]: 0 not at all, 1
                   lightly, 2 clearly, 3 strongly; 0 where nothing is known */
} VanityTexture;

/* What is known of a person's glasses. */
typedef enum
{
  VANITY_GLASSES_UNKNOWN, /* they are looked for */
  VANITY_GLASSES_NONE,
  VANITY_GLASSES_WORN,
} VanityGlasses;

/* Unrolls a face of `image` into `size` × `size` texels (as vanity_atlas_get ()). Eyes, lids and
 * brows of who wears glasses are not seen. Makeup is no cover: eyes, lids, brows and lips are never
 * taken for hidden by their colour. NULL with VANITY_ERROR_VALUE where the points form no face
 * inside the photo, _LIMIT without memory, _MISSING without the canonical mesh. */
VanityTexture *vanity_texture_new (const VanityImage *image, const VanityFace *face, int size,
                                   VanityGlasses glasses, GError **error);
void vanity_texture_free (VanityTexture *texture);

/* As size² pixels of RGBA: 8-bit sRGB, and the visibility as alpha. */
void vanity_texture_encode (const VanityTexture *texture, guint8 *rgba);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityTexture, vanity_texture_free)

G_END_DECLS

/* What stands between a face and a good result, measured. */
#pragma once

#include "face/face.h"
#include "image/image.h"

G_BEGIN_DECLS

/* The numbers behind the flags. */
typedef struct
{
  float size;       /* distance of the outer eye corners, pixels */
  float brightness; /* mean L* of the skin, [0, 100] */
  float highlight;  /* L* that one texel in fifty passes, skin, eyes and teeth alike: a dark skin
                       in good light has its highlights, a dark photo has none */
  float blown;      /* part of the skin at the top of the range, [0, 1] */
  float sharpness;  /* [0, 1]; 0.5 is a face one can work on */
  float outside;    /* part of the mesh's points outside the photo, [0, 1] */
  float glasses;    /* how likely they are, [0, 1] */
  float cover;      /* colour difference of the part of the skin that differs most from the rest */
} VanityQualityMeasures;

/* Fills face->quality from its points, its pose and the photo. `measures` may be NULL. FALSE when
 * the canonical mesh is not installed or there is no memory. */
gboolean vanity_quality_assess (VanityFace *face, const VanityImage *image,
                                VanityQualityMeasures *measures, GError **error);

G_END_DECLS

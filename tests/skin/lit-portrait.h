/* Portraits of nobody in a light of one's own, unrolled. */
#pragma once

#include "portrait.h"
#include "skin/illuminant.h"

#define LIT_SIZE 256

typedef struct
{
  VanityFace face;
  VanityImage *image;
  VanityTexture *texture;
} LitPortrait;

/* A portrait of `skin` (0xRRGGBB), mouth open or not, whose linear light is multiplied by `gain`.
 * Its eyes have irises of `iris`. FALSE, and the test is skipped, where the mesh is missing. */
gboolean lit_portrait_init (LitPortrait *portrait, guint32 skin, guint32 iris,
                            const double gain[3]);
void lit_portrait_clear (LitPortrait *portrait);

/* L*a*b* of 0xRRGGBB. */
VanityLab lit_lab (guint32 rgb);

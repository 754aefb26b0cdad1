/* What was left of a photo as it was: the detail of a face, and all pixels beyond faces. */
#pragma once

#include "face/face.h"
#include "image/image.h"

G_BEGIN_DECLS

typedef struct
{
  /* Pearson's correlation of the detail of the two faces, [−1, 1]: 1 the same but for contrast and
   * slow changes of colour. Detail is the luma (ITU-R BT.709, of the photo's own encoded values)
   * minus its mean over a square window, a fiftieth of the longer side of the face's outline wide:
   * pores, folds, hairs, edges of eyes and lips. It is taken at the photo's own resolution from
   * each pixel of the face (transfer/outline.h). */
  double correlation;
  guint64 outside; /* pixels beyond all faces in which any channel differs */
} VanityStructure;

/* Of the first of `faces`; the others are those that were changed as well. FALSE with
 * VANITY_ERROR_VALUE where the images differ in size or depth, _MISSING without the canonical
 * mesh. */
gboolean vanity_structure_compare (const VanityImage *before, const VanityImage *after,
                                   const VanityFace *const *faces, int n_faces,
                                   VanityStructure *structure, GError **error);

G_END_DECLS

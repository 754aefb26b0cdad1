/* One person's makeup on another, as the program does it: from two photos to a third. */
#pragma once

#include "face/finder.h"
#include "image/photo.h"
#include "transfer/readout.h"
#include "transfer/wear.h"

G_BEGIN_DECLS

/* A photo with the largest face in it, measured. */
typedef struct
{
  VanityPhoto *photo;
  VanityFace *face;
  VanityTexture *texture;
  VanityReference *reference;
  VanityWearer *wearer;
} WornFace;

/* Where somebody is none of the above is known: NULL with an error that names the photo. */
WornFace *worn_face_load (GFile *file, VanityFaceFinder *finder, int size, GError **error);
void worn_face_free (WornFace *face);

/* The makeup of `reference`, all of it but foundation, for the person of `source`. `fit` as
 * VanityTransferWish has it; `wish` gets what was asked for. */
VanityTransferResult *worn_copy (VanityTransferModel *model, WornFace *source, WornFace *reference,
                                 double fit, VanityTransferWish *wish, GError **error);

/* The person of `source` in the makeup of `reference`. `readout` may be NULL. */
VanityImage *worn_make (VanityTransferModel *model, WornFace *source, WornFace *reference,
                        double fit, VanityReadout *readout, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WornFace, worn_face_free)

G_END_DECLS

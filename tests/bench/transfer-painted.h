/* How near a model comes to what is known: faces painted in a style that another one shows. */
#pragma once

#include "texture/dataset.h"
#include "transfer/model.h"

G_BEGIN_DECLS

typedef struct
{
  int n;
  double nothing_db, result_db; /* PSNR inside the face where nothing is done, and of the model */
} PaintedScore;

/* On `count` pairs of the part of the set that training never sees, under the light that they are
 * photographed in and others. A channel's mean square is taken over what is seen of all faces
 * together, encoded, with a range of 1. Faces of a set that is finer than the model's atlas are
 * averaged down to that; a coarser one is VANITY_ERROR_VALUE. */
gboolean painted_measure (VanityTransferModel *model, const VanityDataset *set, guint64 seed,
                          int count, PaintedScore *score, GError **error);

G_END_DECLS

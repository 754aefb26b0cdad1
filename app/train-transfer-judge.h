/* How a generator of transfer does on faces that training never sees, in numbers and pictures. */
#pragma once

#include "texture/dataset.h"
#include "train/average.h"

G_BEGIN_DECLS

typedef struct _VanityTransferJudge VanityTransferJudge;

/* Draws `pairs` painted pairs and as many bare faces beside others in real makeup from the
 * validation part of `dataset`, which must outlive it; always the same ones. */
VanityTransferJudge *vanity_transfer_judge_new (const VanityDataset *dataset, int pairs,
                                                GError **error);
void vanity_transfer_judge_free (VanityTransferJudge *judge);

/* Prints a line or two; and, unless `path` is NULL, saves a sheet: each row a source, a reference,
 * the result, the truth (nothing for real references), the coverage and the colour of the layer. */
gboolean vanity_transfer_judge_look (VanityTransferJudge *judge, VanityAverage *average,
                                     const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityTransferJudge, vanity_transfer_judge_free)

G_END_DECLS

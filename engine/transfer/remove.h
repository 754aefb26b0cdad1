/* Makeup off a person's own face.
 *
 * What lies there is read by the generator's reader, with the face as its own reference: a layer of
 * coverage α, swatch and shine (generator.h). Where little lies the skin is seen through it, and
 * the film is taken off by turning its laying round; where it covers, nothing of the skin is known,
 * and what is put there is what bare lips, lids, cheeks and brows of many people look like beside
 * skin of that colour. Between the two both are mixed by how much of the skin is seen. The fine
 * light and shade that the photo shows, pores and folds, stay in either case.
 *
 * Foundation cannot be told from skin: it stays. */
#pragma once

#include "transfer/model.h"

G_BEGIN_DECLS

typedef struct
{
  VanityChange *change; /* laid on the photo it takes makeup off; coverage and film may be < 0 */
  float found[VANITY_N_CHANGES]; /* how much lies on the part, [0, 1]: 0 nothing, 1 all covered */
  /* How much of what comes to light was seen through what lies there, [0, 1]: 1 where nothing lies,
   * 0 where all of it is a guess. */
  float confidence[VANITY_N_CHANGES];
} VanityRemoval;

/* `layer`: what lies on the face, VANITY_PAINT_PLANES planes (paint.h) of the texture's size. Parts
 * that are not seen, and all where the colour of the skin is not known, stay as they are. The same
 * in, the same out. NULL without memory (VANITY_ERROR_LIMIT), without the canonical mesh
 * (_MISSING), or where the layer has values that are not finite (_VALUE). */
VanityRemoval *vanity_removal_new (const VanityTexture *texture, const float *layer,
                                   GError **error);
/* The same of what `model` reads on the face. Errors also as vanity_transfer_model_run (). */
VanityRemoval *vanity_removal_read (VanityTransferModel *model, const VanityTexture *texture,
                                    GCancellable *cancellable, GError **error);
void vanity_removal_free (VanityRemoval *removal);

/* A sentence or two for people, translated: what was found, and how much of what is shown instead
 * is a guess. Free it. */
char *vanity_removal_get_note (const VanityRemoval *removal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityRemoval, vanity_removal_free)

G_END_DECLS

/* From references to one change for one wearer: lips of one, eyes of another, between two of them.
 *
 *   g_autoptr (VanityTransferModel) model = vanity_transfer_model_load (NULL, &error);
 *   int size = vanity_transfer_model_get_size (model);
 *   g_autoptr (VanityTexture) wearer = vanity_texture_new (photo, face, size, …, &error);
 *   g_autoptr (VanityReference) reference = vanity_reference_new (other, its_face, size, …,
 * &error); VanityTransferWish wish;
 *
 *   vanity_transfer_wish_init (&wish, reference);
 *   g_autoptr (VanityTransferResult) result
 *       = vanity_transfer_run (model, wearer, &wish, NULL, &error);
 *
 * then result->change goes to a VanityWearer (transfer/wear.h), which doses it. */
#pragma once

#include "transfer/fit.h"
#include "transfer/model.h"
#include "transfer/reference.h"

G_BEGIN_DECLS

/* Where the makeup of one part comes from. Nothing here is owned. */
typedef struct
{
  VanityReference *from; /* NULL: the part stays as it is */
  VanityReference *to;   /* NULL: `from` alone */
  double blend;          /* [0, 1]: 0 is `from`, 1 is `to`, between them both are mixed as layers */
} VanityTransferPart;

typedef struct
{
  VanityTransferPart parts[VANITY_N_CHANGES];
  /* The skin part wears nothing but what is asked for here, both in [0, 1]. Foundation makes skin
   * as even as it is on the reference, at most, in its own tone. Tone moves it to the reference's
   * hue and chroma; its lightness stays, whatever the reference's. */
  double foundation, tone;
  gboolean symmetric; /* left and right wear the same: what is read of one side, mixed with what is
                         read of the other by how surely each is seen */
  double fit; /* [0, 1]: how far colours are brought to those of the reference beside the own
                 skin (fit.h); 0 is the network alone */
} VanityTransferWish;

/* All of one reference, symmetric, fitted, no foundation. `reference` may be NULL. */
void vanity_transfer_wish_init (VanityTransferWish *wish, VanityReference *reference);

typedef struct
{
  VanityChange *change; /* at full strength */
  float *layer;         /* what is laid, VANITY_PAINT_PLANES planes of size² (paint.h), mixed where
                           references are; 0 in parts without one. Before the wearer's lock */
  VanityTintFit
      fits[VANITY_N_TINTS]; /* of a part between two references: towards what lies between */
} VanityTransferResult;

/* Parts that a reference cannot give (available[]) stay as they are, and so does what the wearer
 * hides. `model` runs once for each reference; `wearer` and references have its size, else
 * VANITY_ERROR_VALUE, as for numbers out of range. Other errors as vanity_transfer_model_run ().
 * The same in, the same out, to the bit. */
VanityTransferResult *vanity_transfer_run (VanityTransferModel *model, const VanityTexture *wearer,
                                           const VanityTransferWish *wish,
                                           GCancellable *cancellable, GError **error);
void vanity_transfer_result_free (VanityTransferResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityTransferResult, vanity_transfer_result_free)

G_END_DECLS

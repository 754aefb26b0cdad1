/* A generator (transfer/generator.h) ready to run: the one that comes with Vanity, or any ONNX file
 * that keeps to the same contract.
 *
 * A model is immutable, shared and safe to use from several threads; where two run it at once, one
 * waits. The contract is checked when it is loaded, and that what came out are numbers after each
 * run. An ONNX file has the layout of its own words: inputs and outputs are looked up by name. */
#pragma once

#include "nn/graph.h"
#include "transfer/change.h"
#include "transfer/paint.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* File name of the one that comes with Vanity, as vanity_model_find () knows it. */
#define VANITY_TRANSFER_MODEL_FILE "transfer.onnx"

typedef struct _VanityTransferModel VanityTransferModel;

/* From a file; NULL: the one that comes with Vanity, which stays loaded once it is. Errors name the
 * file: those of vanity_model_load (); _VALUE where it does not keep to the contract, with the name
 * of the input or output, what it is and what it should be; _MISSING where nothing is installed. */
VanityTransferModel *vanity_transfer_model_load (const char *path, GError **error);
/* Takes `graph`, also on failure; `name` stands for the file in errors. */
VanityTransferModel *vanity_transfer_model_new (VanityGraph *graph, const char *name,
                                                GError **error);
VanityTransferModel *vanity_transfer_model_ref (VanityTransferModel *model);
void vanity_transfer_model_unref (VanityTransferModel *model);

/* The side of the atlas it works in, a power of two. Textures given to it have that size. */
int vanity_transfer_model_get_size (const VanityTransferModel *model);
/* Of the file, or as given. */
const char *vanity_transfer_model_get_name (const VanityTransferModel *model);

/* A face as the model sees it: three planes of size² texels in linear light, clipped to [0, 1], and
 * how surely each is seen. */
typedef struct
{
  const float *rgb;
  const float *visibility;
} VanityTransferFace;

/* The change that makes `source` wear what `reference` wears, at full strength:
 *
 *   coverage     = α, with the lock in it
 *   film         = (linear (laid) − (1 − coverage) · s) ÷ texture
 *   gain, offset   as the correction
 *
 * so that vanity_change_apply () gives the model's own result. 0 in all planes where the source is
 * hidden.
 *
 * `layer` (may be NULL) gets the model's layer as VANITY_PAINT_PLANES planes of size²: what lies on
 * the reference, where the source can be made up at all. With a face as its own reference that is
 * what it wears itself.
 *
 * NULL when cancelled, or where the model gives what is not a number (VANITY_ERROR_VALUE). */
VanityChange *vanity_transfer_model_run (VanityTransferModel *model,
                                         const VanityTransferFace *source,
                                         const VanityTransferFace *reference, float *layer,
                                         GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityTransferModel, vanity_transfer_model_unref)

G_END_DECLS

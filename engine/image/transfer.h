/* A transfer curve: from a channel's integer code to linear light and back, by tables.
 *
 * The way back is exact: a value gets the code whose interval it lies in, where an interval ends
 * half-way between two codes on the encoded scale. So what decode gives for a code, encode turns
 * into the same code again. Internal to engine/image. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _VanityTransfer VanityTransfer;

/* `curve` maps an encoded value in [0, 1] to linear light and must not fall. It may be called
 * later, from any thread, for as long as the transfer lives; `free_data` may be NULL. */
typedef double (*VanityTransferCurve) (double encoded, gconstpointer data);

VanityTransfer *vanity_transfer_new (VanityTransferCurve curve, gpointer data,
                                     GDestroyNotify free_data);
void vanity_transfer_free (VanityTransfer *transfer);

/* The linear value of each code: 256 or 65536 of them for a `depth` of 8 or 16. Owned by
 * `transfer`. Safe to call from several threads. */
const float *vanity_transfer_get_decode_table (VanityTransfer *transfer, int depth);

/* `n` linear values → codes. NaN gives 0. Safe to call from several threads. */
void vanity_transfer_encode (VanityTransfer *transfer, int depth, const float *linear,
                             gint32 *codes, int n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityTransfer, vanity_transfer_free)

G_END_DECLS

/* What a makeover did, in numbers that can be checked by anybody: how much of the person was kept,
 * and how near the makeup came to what was asked for. */
#pragma once

#include "transfer/fidelity.h"
#include "transfer/structure.h"
#include "transfer/transfer.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  VanityStructure structure; /* of the photo, at its own resolution */
  VanityTints before, after; /* colours in the atlas */
  VanityTints wanted;        /* `seen` only where something was asked for; all FALSE without */
  VanityFidelity fidelity;   /* of these three; `skin_shift` always */
} VanityReadout;

/* Of the first of `faces` in `before`, as it is in `after`; the others are those that were made
 * over as well, and may have changed. `texture`: the first face in `before`, at any size of the
 * atlas. `wanted`: NULL where nothing was asked for, as when makeup is taken off. Some 30 ms for 12
 * megapixels. FALSE with VANITY_ERROR_VALUE where the images differ in size or depth, _LIMIT
 * without memory, _MISSING without the canonical mesh. */
gboolean vanity_readout_measure (const VanityImage *before, const VanityImage *after,
                                 const VanityFace *const *faces, int n_faces,
                                 const VanityTexture *texture, const VanityTints *wanted,
                                 VanityReadout *readout, GError **error);

/* The colours that a wish asks for: each region's as it is beside the skin of its reference, or
 * between two of them. */
void vanity_readout_get_wanted (const VanityTransferWish *wish, VanityTints *wanted);

/* As an object:
 *
 *   { "structure": 0.98, "outside": 0, "skin": { "before": [L, a, b], "after": [L, a, b],
 *                                                "shift": 0.2 },
 *     "regions": { "lips": { "had": [L, a, b], "reached": [L, a, b], "wanted": [L, a, b],
 *                            "start": 31.5, "left": 2.1, "fidelity": 0.93 }, … } }
 *
 * Colours of regions are beside the skin. Left out are `skin` where it is not known, regions that
 * are not seen, and of a region the last four where nothing was asked for or the reference does not
 * show it; `fidelity` as well where `start` is 0. */
JsonNode *vanity_readout_to_json (const VanityReadout *readout);

/* The same for people, translated, a sentence a line. Free it. */
char *vanity_readout_get_text (const VanityReadout *readout);

G_END_DECLS

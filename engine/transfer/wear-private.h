/* What a wearer knows of its photo. Internal to engine/transfer. */
#pragma once

#include "makeup/canvas.h"
#include "transfer/wear.h"

G_BEGIN_DECLS

/* The grid: fields over the canvas, one sample every `step` pixels, about half a texel. */
typedef struct
{
  VanityCanvas *canvas;
  const VanityAtlas *atlas; /* whose texels the step suits */
  int step;
  VanityAtlasMap *map; /* of the grid: x and y in samples */

  VanityMask *lips;                   /* what belongs to the lips, in pixels; NULL: nothing */
  VanityMask *wide_lips;              /* the same while makeup is taken off; NULL until then */
  VanityMask *eye[2];                 /* where eye makeup may lie, right and left, in pixels */
  VanityMask *brow;                   /* where brow makeup may lie, on the grid */
  VanityRect brows;                   /* outside it `brow` is 0 */
  VanityMask *part[VANITY_N_CHANGES]; /* what belongs to each part but the lips, on the grid */
} VanityWearFace;

/* FALSE when out of memory. Takes `canvas` over, also then. */
gboolean vanity_wear_face_init (VanityWearFace *face, VanityCanvas *canvas,
                                const VanityAtlas *atlas, GError **error);
/* Another size of the atlas: grid and parts anew. FALSE, when out of memory, leaves the old ones.
 */
gboolean vanity_wear_face_set_atlas (VanityWearFace *face, const VanityAtlas *atlas,
                                     GError **error);
void vanity_wear_face_clear (VanityWearFace *face);

/* The photo's say on where a change may lie that is not the lips': pixels x … x + n − 1 of row y.
 * `scratch` has n values. */
void vanity_wear_face_get_guard (const VanityWearFace *face, int y, int x, int n, float *guard,
                                 float *scratch);

/* Gives texels that are not `known` (0 or 1) the mean of their neighbours that are, one ring after
 * the other, as far as the photo's edges may lie from the mesh's; those beyond get 0. */
void vanity_wear_spread (float *planes, int n_planes, int size, const guint8 *known);

/* Which texels are the lips' alone, and which certainly neither lips nor mouth nor eyes; size². */
void vanity_wear_know_lips (const VanityAtlas *atlas, guint8 *known);
void vanity_wear_know_rest (const VanityAtlas *atlas, gboolean with_eyes, guint8 *known);

/* What of the photo lipstick lies on: `area`, where one would be laid, and a rim of the same colour
 * around it. NULL when out of memory, or there is none. */
VanityMask *vanity_wear_new_wide_lips (const VanityCanvas *canvas, const VanityMask *area);

/* What belongs to the lips when `change` is worn. Owned by the face; may be NULL. */
const VanityMask *vanity_wear_face_get_lips (const VanityWearFace *face,
                                             const VanityChange *change);

/* Lays `change` on the clean canvas; FALSE when cancelled on the way. */
gboolean vanity_wear_lay (VanityWearFace *face, const VanityImage *image,
                          const VanityChange *change, GCancellable *cancellable, GError **error);

G_END_DECLS

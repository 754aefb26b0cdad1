/* A generator that nobody taught, and that keeps to the contract: what it makes is known in closed
 * form, encoded sRGB throughout.
 *
 *   coverage    (0.8 · lips + 0.5 · lids + 0.4 · brows + 0.3 · cheeks) · source seen
 *   swatch      the reference
 *   shine       0.1 · lids · source seen
 *   laid        source + coverage · (reference − source)
 *   correction  gain −0.2, offset 0.05, · lips · source seen */
#pragma once

#include "transfer/reference.h"

#include "nn/graph.h"

G_BEGIN_DECLS

/* One way of many not to keep to it. */
typedef enum
{
  STAND_IN_WHOLE,
  STAND_IN_MISNAMED,  /* an input called "target" instead of "reference" */
  STAND_IN_MORE,      /* an input too many */
  STAND_IN_CHANNELS,  /* of the layer four */
  STAND_IN_SILENT,    /* no output "correction" */
  STAND_IN_UNBOUNDED, /* laid is not a number */
  STAND_IN_TWO        /* two faces at a time */
} StandIn;

VanityGraph *stand_in_new (int size, StandIn kind);

/* A portrait of `skin` (0xRRGGBB) in the atlas, wearing a look (NULL: none) of layers in JSON. NULL
 * after g_test_skip () where the canonical mesh is not installed. */
VanityTexture *stand_in_face (guint32 skin, const char *look, int size);
VanityReference *stand_in_reference (guint32 skin, const char *look, int size);

/* Whether two changes, or layers, are the same to the bit. */
gboolean stand_in_same (const VanityChange *one, const VanityChange *other);

G_END_DECLS

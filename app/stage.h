/* The photo at one size, with the faces in it made over: what stands behind a view of it. There is
 * a stage of preview size, which answers a slider within a frame, and for close looks another of
 * the photo's own size. All work is done in jobs; the newest wish wins. */
#pragma once

#include "app/changes.h"
#include "app/outfit.h"
#include "app/picture.h"
#include "face/face.h"

G_BEGIN_DECLS

#define VANITY_TYPE_STAGE (vanity_stage_get_type ())
G_DECLARE_FINAL_TYPE (VanityStage, vanity_stage, VANITY, STAGE, GObject)

/* `before` shows `image`. `faces` holds VanityFace in the photo's pixels, `scale` times which are
 * the image's; they are copied. Both may be made on a worker. `changes` are the photo's. */
VanityStage *vanity_stage_new (VanityImage *image, VanityPicture *before, GPtrArray *faces,
                               double scale, VanityChanges *changes);

/* Asks for the outfit; "after" follows. Emits "failed" (const GError *) when it cannot be done, and
 * "noted" (const char *) before "after": what the looks worn cannot do in this photo, or NULL for
 * nothing. */
void vanity_stage_wear (VanityStage *stage, VanityOutfit *outfit);

VanityPicture *vanity_stage_get_before (VanityStage *stage);
/* The newest made-over picture, at first the photo itself. Property "after". */
VanityPicture *vanity_stage_get_after (VanityStage *stage);
/* Whether "after" shows the outfit last asked for. */
gboolean vanity_stage_is_current (VanityStage *stage);

G_END_DECLS

/* Which sheets a face wears from frame to frame: when a new one is wanted, and how one gives way to
 * the next without a jump. */
#pragma once

#include "live/sheet.h"

G_BEGIN_DECLS

#define VANITY_WARDROBE_SHEETS 3

typedef struct _VanityWardrobe VanityWardrobe;

VanityWardrobe *vanity_wardrobe_new (GError **error);
void vanity_wardrobe_free (VanityWardrobe *wardrobe);

/* Takes all off at once: somebody else, another size of frame. A sheet in the making is dropped. */
void vanity_wardrobe_clear (VanityWardrobe *wardrobe);

/* The next frame, `seconds` after the last one, bare, and its face. `look` NULL takes what is worn
 * off, gently. FALSE without memory. */
gboolean vanity_wardrobe_update (VanityWardrobe *wardrobe, const VanityImage *frame,
                                 const VanityFace *face, const VanityLitSkin *skin,
                                 VanityLook *look, double seconds, GError **error);

/* What this frame wears; owned by the wardrobe. Their weights sum to 1 at most. */
int vanity_wardrobe_get_worn (VanityWardrobe *wardrobe, VanityWornSheet *worn);

/* Seconds since the frame that the newest sheet was made of; sheets made since the start. */
double vanity_wardrobe_get_age (VanityWardrobe *wardrobe);
int vanity_wardrobe_get_count (VanityWardrobe *wardrobe);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityWardrobe, vanity_wardrobe_free)

G_END_DECLS

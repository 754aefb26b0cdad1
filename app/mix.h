/* What is copied from other photos: from which of them each part of the makeup is, and whether the
 * foundation comes with it. An immutable value; how strongly the parts are worn is the wearer's
 * matter (app/outfit.h). */
#pragma once

#include "app/source.h"
#include "transfer/change.h"

G_BEGIN_DECLS

/* Photos that one face wears something of at once. */
#define VANITY_MIX_MAX VANITY_N_CHANGES

typedef struct
{
  VanitySource *from[VANITY_N_CHANGES]; /* none is NULL; several may be the same */
  gboolean foundation;
} VanityMix; /* reference counted */

/* Everything from one photo, without its foundation. */
VanityMix *vanity_mix_new (VanitySource *source);

/* The same with one thing changed. */
VanityMix *vanity_mix_with_part (const VanityMix *mix, VanityChangePart part, VanitySource *source);
VanityMix *vanity_mix_with_foundation (const VanityMix *mix, gboolean foundation);

gboolean vanity_mix_equal (const VanityMix *one, const VanityMix *other);
gboolean vanity_mix_has (const VanityMix *mix, const VanitySource *source);

VanityMix *vanity_mix_ref (VanityMix *mix);
void vanity_mix_unref (VanityMix *mix);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityMix, vanity_mix_unref)

G_END_DECLS

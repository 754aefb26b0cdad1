/* What the faces in a photo wear, and which of them is being looked at. An immutable value: every
 * change makes a new one, which is what makes undo a matter of keeping the old. */
#pragma once

#include "makeup/look.h"

G_BEGIN_DECLS

typedef struct
{
  VanityLook *look; /* NULL: nothing */
  double strength;  /* [0, 1] */
} VanityWear;

typedef struct
{
  int selected; /* index of a face; 0 where there is none */
  int n_faces;
  VanityWear *wears; /* n_faces */
} VanityOutfit;      /* reference counted */

/* Every face bare, at full strength, the first one selected. */
VanityOutfit *vanity_outfit_new (int n_faces);

/* The same with one thing changed. `face` and `strength` are clamped to what exists. */
VanityOutfit *vanity_outfit_with_selected (const VanityOutfit *outfit, int face);
VanityOutfit *vanity_outfit_with_look (const VanityOutfit *outfit, int face, VanityLook *look);
VanityOutfit *vanity_outfit_with_strength (const VanityOutfit *outfit, int face, double strength);
/* Everybody wears what `face` wears. */
VanityOutfit *vanity_outfit_with_everybody (const VanityOutfit *outfit, int face);

gboolean vanity_outfit_equal (const VanityOutfit *one, const VanityOutfit *other);
/* Whether nobody wears anything. */
gboolean vanity_outfit_is_bare (const VanityOutfit *outfit);
/* The selected face's, or a bare one where there is no face. */
VanityWear vanity_outfit_get_wear (const VanityOutfit *outfit);

VanityOutfit *vanity_outfit_ref (VanityOutfit *outfit);
void vanity_outfit_unref (VanityOutfit *outfit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityOutfit, vanity_outfit_unref)

G_END_DECLS

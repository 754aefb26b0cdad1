/* What the faces in a photo wear, and which of them is being looked at. An immutable value: every
 * change makes a new one, which is what makes undo a matter of keeping the old. */
#pragma once

#include "analysis/analysis.h"
#include "app/mix.h"
#include "makeup/look.h"

G_BEGIN_DECLS

/* Of the first three at most one is there: a face wears a look, or what is copied from other
 * photos, or its own makeup is taken off. */
typedef struct
{
  VanityLook *look; /* or NULL */
  VanityMix *mix;   /* or NULL */
  gboolean off;
  double strength;                /* [0, 1], with a mix to 1.5 */
  double parts[VANITY_N_CHANGES]; /* [0, 1.5], each times `strength`; a look has none */
} VanityWear;

/* Nothing, at full strength. */
#define VANITY_WEAR_INIT ((VanityWear){ .strength = 1, .parts = { 1, 1, 1, 1, 1 } })

gboolean vanity_wear_is_bare (const VanityWear *wear);
/* Whether both are the same but for how strongly they are worn. */
gboolean vanity_wear_is_same (const VanityWear *one, const VanityWear *other);
gboolean vanity_wear_equal (const VanityWear *one, const VanityWear *other);
double vanity_wear_get_max_strength (const VanityWear *wear);
/* How strongly each part is worn, of a mix or where makeup is taken off; [0, 1.5]. */
void vanity_wear_get_strengths (const VanityWear *wear, double strengths[VANITY_N_CHANGES]);
/* What is worn as a person calls it: the look's name, the photo's; "" for nothing. */
const char *vanity_wear_get_label (const VanityWear *wear);
/* References, and letting them go. `target` need not hold anything before. */
void vanity_wear_copy (VanityWear *target, const VanityWear *wear);
void vanity_wear_clear (VanityWear *wear);

typedef struct
{
  int selected; /* index of a face; 0 where there is none */
  int n_faces;
  VanityWear *wears;              /* n_faces */
  VanityAnalysisOptions *options; /* n_faces: what the person says of light and skin */
} VanityOutfit;                   /* reference counted */

/* Every face bare, at full strength, the first one selected. */
VanityOutfit *vanity_outfit_new (int n_faces);

/* The same with one thing changed. `face` and `strength` are clamped to what exists. */
VanityOutfit *vanity_outfit_with_selected (const VanityOutfit *outfit, int face);
VanityOutfit *vanity_outfit_with_look (const VanityOutfit *outfit, int face, VanityLook *look);
/* `mix` is not NULL. */
VanityOutfit *vanity_outfit_with_mix (const VanityOutfit *outfit, int face, VanityMix *mix);
VanityOutfit *vanity_outfit_with_off (const VanityOutfit *outfit, int face);
VanityOutfit *vanity_outfit_with_strength (const VanityOutfit *outfit, int face, double strength);
VanityOutfit *vanity_outfit_with_part (const VanityOutfit *outfit, int face, VanityChangePart part,
                                       double strength);
/* What the person says of light and skin, for the analysis. */
VanityOutfit *vanity_outfit_with_options (const VanityOutfit *outfit, int face,
                                          const VanityAnalysisOptions *options);
/* Everybody wears what `face` wears. */
VanityOutfit *vanity_outfit_with_everybody (const VanityOutfit *outfit, int face);

gboolean vanity_options_equal (const VanityAnalysisOptions *one,
                               const VanityAnalysisOptions *other);
/* The same but for who is being looked at. */
gboolean vanity_outfit_same (const VanityOutfit *one, const VanityOutfit *other);
gboolean vanity_outfit_equal (const VanityOutfit *one, const VanityOutfit *other);
/* Whether nobody wears anything. */
gboolean vanity_outfit_is_bare (const VanityOutfit *outfit);
/* The selected face's, or a bare one where there is no face. */
VanityWear vanity_outfit_get_wear (const VanityOutfit *outfit);

VanityOutfit *vanity_outfit_ref (VanityOutfit *outfit);
void vanity_outfit_unref (VanityOutfit *outfit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityOutfit, vanity_outfit_unref)

G_END_DECLS

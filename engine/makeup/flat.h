/* What a layer does to an even ground: the colour it shows where it is thickest, without a face and
 * a photo, in white light. It is the arithmetic of the films that the layers lay, for asking of
 * thousands of pigments what each would come to on somebody. */
#pragma once

#include "makeup/layer.h"

G_BEGIN_DECLS

typedef struct
{
  VanityLab skin; /* bare skin, CIE Lab (D65) */
  VanityLab lips; /* bare lips */
} VanityFlatGround;

/* Skin and lips of whom nothing is known. */
void vanity_flat_ground_init (VanityFlatGround *ground);

/* Lips that are usual on a skin of this colour, where nobody has seen them. */
VanityLab vanity_flat_guess_lips (VanityLab skin);

/* The colour that `layer` comes to. `zone` is "lid", "inner", "crease", "outer" or "lower" of an
 * eyeshadow (NULL: "lid") and NULL else. A layer that has no pigment of its own on this person (the
 * skin evened in its own colour) shows the ground. */
VanityLab vanity_layer_get_flat (const VanityLayer *layer, const char *zone,
                                 const VanityFlatGround *ground);

G_END_DECLS

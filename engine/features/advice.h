/* The advice that goes with a shape by convention. Internal to engine/features. */
#pragma once

#include "features/features.h"

G_BEGIN_DECLS

/* Fills advice and n_advice from the traits: for the most probable class of each, and for the
 * second of the face's shapes where it is nearly as probable. */
void vanity_advice_fill (VanityFeatures *features);

G_END_DECLS

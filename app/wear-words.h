/* What a face wears, in words: for people who do not see the picture. */
#pragma once

#include "app/outfit.h"

G_BEGIN_DECLS

/* Sentences, translated: "Wearing Glam at 80 %. Lipstick: deep red, 72 %. …", what is worn more
 * faintly than one per cent left out; "No makeup." of a bare face. Free it. */
char *vanity_wear_dup_words (const VanityWear *wear);

/* A colour of makeup: "deep red", "light pink", "brown". Free it. */
char *vanity_color_dup_words (VanityRgb color);

G_END_DECLS

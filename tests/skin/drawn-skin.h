/* Skins of nobody on the atlas: of one colour, a little rough. */
#pragma once

#include "texture/texture.h"

/* Reddish brown skin of that lightness, [0, 1]; all of the face is seen. NULL after g_test_skip ()
 * where the canonical mesh is not installed. */
VanityTexture *drawn_skin_new (int size, double light);

/* A set of `count` such skins, every fourth of them to validate with. FALSE after g_test_skip ().
 */
gboolean drawn_skins_write (const char *path, int size, int count);

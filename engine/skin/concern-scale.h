/* Faces to the size that the network of concerns sees, and its maps back. */
#pragma once

#include "texture/texture.h"

G_BEGIN_DECLS

/* FALSE with VANITY_ERROR_VALUE where the texture is not a multiple of VANITY_CONCERN_SIZE in size,
 * or not made of numbers. */
gboolean vanity_concern_check_texture (const VanityTexture *texture, GError **error);

/* The texture in VANITY_CONCERN_SIZE² texels: `planes` gets three of linear light, the means of
 * what is seen, and the visibility. */
void vanity_concern_reduce (const VanityTexture *texture, float *planes);

/* `n_planes` planes of VANITY_CONCERN_SIZE² → as many of `size`², bilinear. */
void vanity_concern_enlarge (const float *planes, int n_planes, int size, float *out);

G_END_DECLS

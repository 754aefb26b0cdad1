/* A look's text form. Reading is in look.h; this is what the folder shares. */
#pragma once

#include "makeup/look.h"

G_BEGIN_DECLS

#define VANITY_LOOK_VERSION 1
#define VANITY_LOOK_MAX_BYTES (1024 * 1024)
#define VANITY_LOOK_MAX_LAYERS 64

/* The same look always gives the same text: keys in a fixed order, every parameter written, the
 * shortest digits that read back as the same number. Free with g_free (). */
char *vanity_look_to_json (const VanityLook *look);

G_END_DECLS

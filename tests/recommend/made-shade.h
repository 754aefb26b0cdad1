/* Shades for tests. No catalogue knows them. */
#pragma once

#include "catalogue/shade.h"

#include <glib.h>

G_BEGIN_DECLS

VanityShade *made_shade (const char *brand, const char *name, VanityCategory category, guint32 rgb);

G_END_DECLS

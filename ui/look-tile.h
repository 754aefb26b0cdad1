/* One look in the gallery: the person's own face wearing it, and its name. */
#pragma once

#include "makeup/look.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_LOOK_TILE (vanity_look_tile_get_type ())
G_DECLARE_FINAL_TYPE (VanityLookTile, vanity_look_tile, VANITY, LOOK_TILE, GtkFlowBoxChild)

/* `look` is NULL for the face as it is. */
VanityLookTile *vanity_look_tile_new (VanityLook *look);

/* A look of the person's own has a menu, and a key, to delete it. */
void vanity_look_tile_make_own (VanityLookTile *tile);

VanityLook *vanity_look_tile_get_look (VanityLookTile *tile);

/* NULL shows a placeholder. */
void vanity_look_tile_set_texture (VanityLookTile *tile, GdkTexture *texture);

/* The picture's side, units. */
void vanity_look_tile_set_size (VanityLookTile *tile, int size);

G_END_DECLS

/* A raster as the screen wants it: sRGB textures, in tiles, so that only what is visible is
 * uploaded and drawn, and so that a made-over photo shares everything but its faces with the
 * photo it came from. */
#pragma once

#include "image/image.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The longest side of a preview: screens are about this wide, and a slider's frame is made at this
 * size. */
#define VANITY_PREVIEW_SIDE 1600

#define VANITY_TYPE_PICTURE (vanity_picture_get_type ())
G_DECLARE_FINAL_TYPE (VanityPicture, vanity_picture, VANITY, PICTURE, GObject)

/* Keeps a reference to `image` and must find its pixels unchanged later; what of it is seen is
 * copied then. An image that is not of 8-bit sRGB is converted, which takes time: then call this on
 * a worker. */
VanityPicture *vanity_picture_new (VanityImage *image, GError **error);

/* `base` with textures laid over it. `rects` are in pixels of the base and as many as there are
 * `textures`; both are copied, and empty rectangles or NULL textures are left out. */
VanityPicture *vanity_picture_new_patched (VanityPicture *base, const VanityRect *rects,
                                           GdkTexture *const *textures, int n);

int vanity_picture_get_width (VanityPicture *picture);

/* Draws at one picture pixel per unit, the corner at the origin, which is to lie on a pixel of the
 * screen. What lies outside `visible` may be left out; NULL draws everything. `scale` is how many
 * of the screen's pixels one of the picture becomes. */
void vanity_picture_snapshot (VanityPicture *picture, GtkSnapshot *snapshot,
                              const graphene_rect_t *visible, double scale);

/* A part of an image as a texture of its own: copied and converted to sRGB. Safe on any thread. */
GdkTexture *vanity_texture_new_from_image (const VanityImage *image, const VanityRect *rect);

/* The other way, for something pasted. */
VanityImage *vanity_texture_to_image (GdkTexture *texture, GError **error);

G_END_DECLS

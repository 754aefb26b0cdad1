/* Wears a look on a face, at the resolution of the image given.
 *
 * A renderer belongs to one image and one face. Preparing it measures the face (linear light, skin,
 * light, region masks); setting a look lays every layer once at full strength; rendering at a
 * strength is then only a mix, source + strength · (full − source) in linear light, so that a
 * slider is answered within a frame, strength 0 is the source to the bit, and more strength never
 * turns back. Pixels outside the layers' coverage are copied, bit by bit, and so
 * are wholly transparent ones. */
#pragma once

#include "face/face.h"
#include "image/image.h"
#include "makeup/look.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _VanityRenderer VanityRenderer;

/* Keeps a reference to `image`; `face` is copied. NULL only when cancelled or out of memory. */
VanityRenderer *vanity_renderer_new (VanityImage *image, const VanityFace *face,
                                     GCancellable *cancellable, GError **error);
void vanity_renderer_free (VanityRenderer *renderer);

/* What is known beyond the face, for the looks set from now on (makeup/hints.h); NULL: nothing.
 * A reference is kept. The look laid stays as it is. */
void vanity_renderer_set_hints (VanityRenderer *renderer, VanityHints *hints);

/* Lays the look's layers. Masks that do not change between looks or parameters are kept. `look`
 * may be NULL for none. FALSE only when cancelled; the old look then stays. */
gboolean vanity_renderer_set_look (VanityRenderer *renderer, const VanityLook *look,
                                   GCancellable *cancellable, GError **error);

/* A new image: the source wearing the look at `strength` in [0, 1]. */
VanityImage *vanity_renderer_render (VanityRenderer *renderer, double strength, GError **error);

/* The same into `image`, which has the source's size, depth and space and, outside the face's
 * rectangle, already its pixels (a copy of the source, an earlier render): for a slider. What was
 * laid within the rectangle before, a neighbour's makeup too, is taken off. `changed` (may be
 * NULL) gets the rectangle written. */
void vanity_renderer_render_into (VanityRenderer *renderer, double strength, VanityImage *image,
                                  VanityRect *changed);

/* Lays the look on top of what `image` wears already: the source, or other faces' renders of it,
 * whose rectangles may overlap this one. Where two faces change the same pixel both changes add up,
 * whatever the order. Nothing outside `part` (NULL: everywhere) is written. */
void vanity_renderer_lay (VanityRenderer *renderer, double strength, VanityImage *image,
                          const VanityRect *part);

/* Lays a look's layers over what a canvas wears, in the order of their kinds; stops early when
 * cancelled. */
void vanity_canvas_wear (VanityCanvas *canvas, const VanityLook *look, GCancellable *cancellable);

/* Everything in one call for one or several faces, each measured on the bare `image`. `looks`,
 * `faces` and `hints` have `n` elements; each face may have its own look, NULL for none, and hints
 * or NULL; `hints` itself may be NULL. */
VanityImage *vanity_render_faces (VanityImage *image, const VanityFace *const *faces,
                                  const VanityLook *const *looks, VanityHints *const *hints, int n,
                                  double strength, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityRenderer, vanity_renderer_free)

G_END_DECLS

/* Wears a change (change.h) on a face of a photo, at the photo's own resolution.
 *
 * A wearer belongs to one image and one face. Making it measures the face, once; setting a change
 * enlarges it from the atlas to the photo and lays it at full strength; rendering is then only a
 * mix, so that a slider is answered within a frame.
 *
 * What is enlarged is smooth, its edges are the photo's: lips end at the lip line, shadow and liner
 * at the lash line; teeth, tongue, eyeballs, hair, hands and glasses stay, and so does what the
 * mesh does not see. Pixels outside the face, and all where nothing changes, are copied bit by bit.
 *
 * `strength` of each part (change.h) lies in [0, VANITY_WEAR_MAX_STRENGTH]: 0 the source to the
 * bit, 1 the change as it is, linear light between them. Beyond 1 it goes on the same way, ever
 * more slowly: what is sheer gets stronger, what hides the skin only a little deeper, and more
 * strength never turns back. Where parts meet, their strengths are mixed. NULL stands for 1
 * everywhere. */
#pragma once

#include "face/face.h"
#include "image/image.h"
#include "transfer/change.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _VanityWearer VanityWearer; /* to be used by one thread at a time */

/* Keeps a reference to `image`; `face` is copied. A face that cannot be measured (out of the photo,
 * of no size) is no failure, it just wears nothing. NULL when cancelled, out of memory
 * (VANITY_ERROR_LIMIT) or without the canonical mesh (_MISSING). */
VanityWearer *vanity_wearer_new (VanityImage *image, const VanityFace *face,
                                 GCancellable *cancellable, GError **error);
void vanity_wearer_free (VanityWearer *wearer);

/* Lays `change`, which is not kept; NULL for none. A change whose size no
 * atlas has is VANITY_ERROR_VALUE. FALSE leaves the earlier change as it was. */
gboolean vanity_wearer_set_change (VanityWearer *wearer, const VanityChange *change,
                                   GCancellable *cancellable, GError **error);

/* A new image: the source wearing the change. NULL when out of memory. */
VanityImage *vanity_wearer_render (VanityWearer *wearer, const double strength[VANITY_N_CHANGES],
                                   GError **error);

/* The same into `image`, which has the source's size, depth and space and, outside the face's
 * rectangle, already its pixels (a copy of the source, an earlier render): for a slider. What lay
 * within the rectangle before, also of an earlier change, is taken off. `changed` (may be NULL)
 * gets the rectangle written. */
void vanity_wearer_render_into (VanityWearer *wearer, const double strength[VANITY_N_CHANGES],
                                VanityImage *image, VanityRect *changed);

/* Lays the change on top of what `image` wears already: the source, or other faces' renders of it.
 * Where two faces change the same pixel both changes add up, whatever the order. Nothing outside
 * `part` (NULL: everywhere) is written. */
void vanity_wearer_lay (VanityWearer *wearer, const double strength[VANITY_N_CHANGES],
                        VanityImage *image, const VanityRect *part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityWearer, vanity_wearer_free)

G_END_DECLS

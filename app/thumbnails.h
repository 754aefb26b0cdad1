/* Small pictures of a person's own face: plain, for choosing a face, and in every look. */
#pragma once

#include "base/job.h"
#include "face/face.h"
#include "image/image.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* The square around the face, from hairline to chin, that the small pictures show; moved into the
 * photo where the face is near the border. */
VanityRect vanity_thumbnail_get_rect (const VanityImage *image, const VanityFace *face);

typedef struct
{
  int index; /* of the look, or of the face */
  GdkTexture *texture;
} VanityThumbnail;

typedef void (*VanityThumbnailFunc) (const VanityThumbnail *thumbnail, gpointer user_data);

/* One picture of the face for every look, in order, as they are ready; none where a look cannot
 * be worn. A NULL element of `looks` is the bare face. `size` is the side in pixels. `func` is
 * called on the main context; clearing the slot stops it. */
void vanity_thumbnails_start_looks (VanityJobSlot *slot, VanityImage *image, const VanityFace *face,
                                    GPtrArray *looks, int size, VanityThumbnailFunc func,
                                    gpointer user_data);

/* One picture of one face, at once. */
GdkTexture *vanity_thumbnail_new_face (const VanityImage *image, const VanityFace *face, int size,
                                       GError **error);

/* One picture of every face. */
void vanity_thumbnails_start_faces (VanityJobSlot *slot, VanityImage *image, GPtrArray *faces,
                                    int size, VanityThumbnailFunc func, gpointer user_data);

G_END_DECLS

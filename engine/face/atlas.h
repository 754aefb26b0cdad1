/* The makeup atlas: one fixed chart of the face, in which every texel is the same spot on every
 * face. An eye gets 78 × 21 texels of 256², the lips 119 × 47.
 *
 * The canonical mesh is unrolled on a cylinder, then magnified around the eyes and the lips. A
 * chart's coordinates u, v lie in [0, 1], u to the person's left (right in a photo), v down; texel
 * (i, j) of an atlas of S × S texels covers [i / S, (i + 1) / S) and is sampled at its centre.
 *
 *   photo → atlas   vanity_atlas_unwrap ()
 *   atlas → photo   vanity_atlas_wrap (), vanity_atlas_lookup ()
 */
#pragma once

#include "face/face.h"
#include "face/mesh.h"
#include "image/image.h"

G_BEGIN_DECLS

#define VANITY_ATLAS_MIN_SIZE 16
#define VANITY_ATLAS_MAX_SIZE 1024

typedef struct _VanityAtlas VanityAtlas; /* immutable */

/* The chart at `size` × `size` texels (a power of two from 16 to 1024), made on first use and owned
 * by the library for as long as the process lives. Safe to call from several threads. NULL when the
 * canonical mesh is not installed. */
const VanityAtlas *vanity_atlas_get (int size, GError **error);

int vanity_atlas_get_size (const VanityAtlas *atlas);

/* The 468 points in the chart, as u, v pairs. */
const float *vanity_atlas_get_chart (const VanityAtlas *atlas);

/* Per texel the triangle (index into vanity_mesh_get_triangles ()) it lies in, −1 outside the
 * face; and the weights of the triangle's three corners, which sum to 1. size² and size² × 3. */
const gint16 *vanity_atlas_get_triangle (const VanityAtlas *atlas);
const float *vanity_atlas_get_weights (const VanityAtlas *atlas);

/* Where each texel lies in the photo: size² x's and y's, continuous pixels (a pixel's centre is at
 * + 0.5), NaN outside the face. `points`: at least the mesh's 468. */
void vanity_atlas_locate (const VanityAtlas *atlas, const VanityPoint *points, float *x, float *y);

/* Where the texel lies on the canonical head: x to the person's left, y up, z out of the face, mm.
 * FALSE outside the face. */
gboolean vanity_atlas_get_place (const VanityAtlas *atlas, int texel, double place[3]);

/* Photo → atlas. `rgb` gets three planes of size² in linear light (linear sRGB), averaged over the
 * texel where it is larger than a pixel, bilinear where it is smaller; a texel outside the photo
 * takes the nearest pixel, one outside the face its nearest neighbour on it.
 *
 * `visibility` (may be NULL) gets size² values in [0, 1]: how much of the skin there the photo
 * shows. 0 where it faces away, lies behind other parts of the face, or outside the photo or the
 * face. Multiply hair, hands and glasses in where they are known. FALSE when out of memory. */
gboolean vanity_atlas_unwrap (const VanityAtlas *atlas, const VanityPoint *points,
                              const VanityImage *image, float *rgb, float *visibility,
                              GError **error);

/* Only the visibility, for a photo of `width` × `height` pixels. */
void vanity_atlas_see (const VanityAtlas *atlas, const VanityPoint *points, int width, int height,
                       float *visibility);

/* Gives the texels outside the face of `n_planes` planes the value of their nearest neighbour on
 * it, so that sampling near the outline does not mix in what was there. */
void vanity_atlas_fill (const VanityAtlas *atlas, float *planes, int n_planes);

/* Raises `mask` (size² values) to how much of each texel lies inside the closed contour, [0, 1].
 * Any contour but the irises, which are no part of the chart. */
void vanity_atlas_add_contour (const VanityAtlas *atlas, VanityContourId id, float *mask);

/* Where each pixel of a part of the photo lies in the chart. */
typedef struct
{
  VanityRect rect;
  float *u, *v; /* rect.width × rect.height; NaN where there is no face */
} VanityAtlasMap;

/* Atlas → photo: draws the mesh over `rect`, nearest triangles in front, those that face away left
 * out. `rect` may reach beyond the photo. */
VanityAtlasMap *vanity_atlas_wrap (const VanityAtlas *atlas, const VanityPoint *points,
                                   const VanityRect *rect, GError **error);
void vanity_atlas_map_free (VanityAtlasMap *map);

/* Samples `n_planes` planes of size² texels at the map's pixels, cubic (Catmull-Rom, which
 * may overshoot: clip what has a range). `out` gets n_planes planes of rect.width × rect.height,
 * `outside` where there is no face. */
void vanity_atlas_lookup (const VanityAtlas *atlas, const VanityAtlasMap *map, const float *planes,
                          int n_planes, float outside, float *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityAtlasMap, vanity_atlas_map_free)

G_END_DECLS

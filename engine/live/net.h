/* The mesh as a sheet over a frame: its triangles, and a rim around them, because powder and lashes
 * do not end at the outermost points. */
#pragma once

#include "face/canonical.h"
#include "image/image.h"

G_BEGIN_DECLS

#define VANITY_NET_RIM 36
#define VANITY_NET_POINTS (VANITY_FACE_MESH_POINTS + VANITY_NET_RIM)
#define VANITY_NET_TRIANGLES (VANITY_MESH_TRIANGLES + 2 * VANITY_NET_RIM)

/* Where the net's points lie in a frame, and the middles of the right and the left iris, which move
 * by themselves. */
typedef struct
{
  VanityPoint points[VANITY_NET_POINTS];
  VanityPoint iris[2];
} VanityNet;

/* `points`: all of a face's. */
void vanity_net_place (VanityNet *net, const VanityPoint *points);

/* The corners of each triangle; NULL where the canonical mesh is not installed. */
const guint16 (*vanity_net_get_triangles (GError **error))[3];

/* Which triangle each pixel of a frame shows. */
typedef struct
{
  VanityRect rect;
  gint16 *triangle; /* rect.width × rect.height, −1 for none */
} VanityNetMap;

/* Draws the net where it lies in a frame of `width` × `height`. `map` may be of an earlier frame
 * and is reused; zero-initialised at first. FALSE where nothing of it lies in the frame. */
gboolean vanity_net_draw (const VanityNet *net, int width, int height, VanityNetMap *map);
void vanity_net_map_clear (VanityNetMap *map);

G_END_DECLS

#pragma once

#include "face/atlas-region.h"
#include "face/atlas.h"
#include "face/canonical.h"

G_BEGIN_DECLS

typedef struct
{
  float *map[VANITY_ATLAS_N_REGIONS];
  gint32 *mirror; /* NULL until they are made */
} VanityAtlasRegions;

struct _VanityAtlas
{
  const VanityCanonicalMesh *mesh;
  int size;
  float chart[VANITY_FACE_MESH_POINTS][2];
  gint16 *triangle; /* −1 outside */
  float *weights;
  gint32 *nearest; /* per texel the index of the nearest one inside */
  VanityAtlasRegions *regions;
};

/* vanity_atlas_add_contour () for any closed ring of the mesh's points. */
void vanity_atlas_add_polygon (const VanityAtlas *atlas, const guint16 *index, int n, float *mask);

G_END_DECLS

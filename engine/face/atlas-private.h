#pragma once

#include "face/atlas.h"
#include "face/canonical.h"

G_BEGIN_DECLS

struct _VanityAtlas
{
  const VanityCanonicalMesh *mesh;
  int size;
  float chart[VANITY_FACE_MESH_POINTS][2];
  gint16 *triangle; /* −1 outside */
  float *weights;
  gint32 *nearest; /* per texel the index of the nearest one inside */
};

G_END_DECLS

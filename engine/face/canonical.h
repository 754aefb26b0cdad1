/* The canonical face mesh: an average head in centimetres, as MediaPipe ships it. */
#pragma once

#include "face/face.h"

G_BEGIN_DECLS

#define VANITY_MESH_TRIANGLES 898

typedef struct
{
  /* x to the person's left, y up, z out of the face, cm. */
  float vertex[VANITY_FACE_MESH_POINTS][3];
  guint16 triangle[VANITY_MESH_TRIANGLES][3];
  /* How much each point says about the head's pose, 0 for most. */
  float weight[VANITY_FACE_MESH_POINTS];
} VanityCanonicalMesh;

/* Reads the metadata file's bytes: a protocol buffer whose field 1 is the mesh (floats x, y, z, u,
 * v per vertex in field 3, indices in field 4) and whose field 2, repeated, is a point's weight
 * (index in field 1, weight in field 2). VANITY_ERROR_FORMAT where it is anything else. */
gboolean vanity_canonical_mesh_parse (VanityCanonicalMesh *mesh, GBytes *bytes, const char *name,
                                      GError **error);

/* The installed one, read once; lives as long as the process. A failure is not kept: the file may
 * be installed later. */
const VanityCanonicalMesh *vanity_canonical_mesh_get (GError **error);

G_END_DECLS

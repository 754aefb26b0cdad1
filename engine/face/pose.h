/* How a head is turned, and how much like a head the points are. */
#pragma once

#include "face/face.h"

G_BEGIN_DECLS

typedef struct
{
  float yaw, pitch, roll; /* degrees, with VanityFace's signs */
  float scale;            /* pixels per centimetre of the canonical head */
  float residual; /* root mean square distance in the picture, as a part of the face's width */
} VanityPose;

/* Fits the canonical mesh to the points by rotation, translation and scale (orthographic),
 * weighted least squares over the rigid points (Horn, "Closed-form solution of absolute orientation
 * using unit quaternions", 1987). `points`: the mesh's 468, pixels. FALSE when the canonical mesh
 * is not installed. */
gboolean vanity_pose_fit (VanityPose *pose, const VanityPoint *points, GError **error);

G_END_DECLS

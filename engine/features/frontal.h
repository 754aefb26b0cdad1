/* A face's mesh as it would lie if the head looked straight out of the picture. */
#pragma once

#include "face/face.h"

G_BEGIN_DECLS

typedef struct
{
  double x, y, z; /* x to the person's left, y up, z out of the face */
} VanityFrontalPoint;

typedef struct
{
  VanityFrontalPoint point[VANITY_FACE_POINTS]; /* face widths (points 234 to 454) from the
                                                        middle between these two */
  double yaw, pitch, roll;                      /* degrees, of what was undone */
  double residual; /* VanityPose's: what is left between the face and the model's */
  double width;    /* pixels */
} VanityFrontal;

/* Turns the mesh back by the rotation that fits the canonical head to it (vanity_pose_fit ()).
 *
 * How far this can be trusted: the rotation is right to a degree or two; the mesh's depth is a
 * guess that a network makes from one picture, so sideways measures of a head turned by α lie
 * wrong by tan α times what the guess is wrong, and the outline of the far cheek is not seen at
 * all. tests/features/measure-features.c prints how measures drift with yaw and pitch.
 *
 * VANITY_ERROR_VALUE where points are not finite or make no face, VANITY_ERROR_MISSING where the
 * canonical mesh is not installed. */
gboolean vanity_frontal_undo (const VanityFace *face, VanityFrontal *frontal, GError **error);

/* Distance of two points as seen from the front; the third coordinate is the least sure. */
double vanity_frontal_get_distance (const VanityFrontal *frontal, int one, int other);

G_END_DECLS

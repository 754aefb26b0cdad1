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
 * How far this can be trusted: the rotation is that of another head that is laid over this one, so
 * pitch and what a face is like cannot be told apart wholly; depth is a guess that a network makes
 * from one picture, and sideways measures of a head turned by α are wrong by sin α times what that
 * is wrong; the outline of the far cheek is not seen at all. What pitch and yaw do to each measure
 * on average is in features/usual-table.h.
 *
 * VANITY_ERROR_VALUE where points are not finite or make no face, VANITY_ERROR_MISSING where the
 * canonical mesh is not installed. */
gboolean vanity_frontal_undo (const VanityFace *face, VanityFrontal *frontal, GError **error);

/* Distance of two points as seen from the front; the third coordinate is the least sure. */
double vanity_frontal_get_distance (const VanityFrontal *frontal, int one, int other);

G_END_DECLS

#include "features/frontal.h"

#include "base/error.h"
#include "face/pose.h"

#include <math.h>

/* Photos have at most 32,767 pixels a side; points of a face that is cut may lie outside. */
#define FARTHEST 1e5f
#define LEAST_WIDTH 8 /* pixels */
#define MAX_RESIDUAL 0.15
#define RADIANS (G_PI / 180)

static gboolean
check_points (const VanityFace *face, GError **error)
{
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    {
      const VanityPoint *p = &face->points[i];

      if (!(fabsf (p->x) <= FARTHEST && fabsf (p->y) <= FARTHEST && fabsf (p->z) <= FARTHEST))
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                       "point %d of the face is (%g, %g, %g); it must be within %g pixels", i,
                       (double)p->x, (double)p->y, (double)p->z, (double)FARTHEST);
          return FALSE;
        }
    }
  return TRUE;
}

/* The inverse of roll · yaw · pitch, in axes of which y goes up and z to the viewer. */
static VanityFrontalPoint
turn_back (const VanityPoint *point, const VanityPose *pose)
{
  double yaw = (double)pose->yaw * RADIANS, pitch = -(double)pose->pitch * RADIANS;
  double roll = -(double)pose->roll * RADIANS;
  double x = (double)point->x, y = -(double)point->y, z = -(double)point->z;
  double x1 = cos (roll) * x + sin (roll) * y, y1 = -sin (roll) * x + cos (roll) * y;
  double x2 = cos (yaw) * x1 - sin (yaw) * z, z2 = sin (yaw) * x1 + cos (yaw) * z;

  return (VanityFrontalPoint){ x2, cos (pitch) * y1 + sin (pitch) * z2,
                               -sin (pitch) * y1 + cos (pitch) * z2 };
}

gboolean
vanity_frontal_undo (const VanityFace *face, VanityFrontal *frontal, GError **error)
{
  VanityPose pose;
  VanityFrontalPoint middle;
  const VanityFrontalPoint *right = &frontal->point[234], *left = &frontal->point[454];

  if (!check_points (face, error) || !vanity_pose_fit (&pose, face->points, error))
    return FALSE;
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    frontal->point[i] = turn_back (&face->points[i], &pose);
  frontal->yaw = (double)pose.yaw;
  frontal->pitch = (double)pose.pitch;
  frontal->roll = (double)pose.roll;
  frontal->residual = (double)pose.residual;
  frontal->width = left->x - right->x;
  if (!(pose.scale > 0 && frontal->residual <= MAX_RESIDUAL && frontal->width >= LEAST_WIDTH
        && vanity_frontal_get_distance (frontal, 10, 152) >= LEAST_WIDTH))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "the points make no face: they are %.3g of its width from one on average, at "
                   "most %g is allowed",
                   frontal->residual, MAX_RESIDUAL);
      return FALSE;
    }
  middle = (VanityFrontalPoint){ (left->x + right->x) / 2, (left->y + right->y) / 2,
                                 (left->z + right->z) / 2 };
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    {
      VanityFrontalPoint *p = &frontal->point[i];

      *p = (VanityFrontalPoint){ (p->x - middle.x) / frontal->width,
                                 (p->y - middle.y) / frontal->width,
                                 (p->z - middle.z) / frontal->width };
    }
  return TRUE;
}

double
vanity_frontal_get_distance (const VanityFrontal *frontal, int one, int other)
{
  const VanityFrontalPoint *a = &frontal->point[one], *b = &frontal->point[other];

  return hypot (a->x - b->x, a->y - b->y);
}

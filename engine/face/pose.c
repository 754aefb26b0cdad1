#include "face/pose.h"

#include "face/canonical.h"

#include <math.h>
#include <string.h>

typedef struct
{
  double x, y, z;
} Vector;

/* The mesh's axes are the canonical ones when y and z change sign: a picture's y goes down, and a
 * small z is near. */
static Vector
from_point (const VanityPoint *point)
{
  return (Vector){ point->x, -point->y, -point->z };
}

static Vector
from_canonical (const float *vertex)
{
  return (Vector){ vertex[0], vertex[1], vertex[2] };
}

/* The unit eigenvector of the largest eigenvalue of a symmetric matrix, by Jacobi's rotations. */
static void
largest_eigenvector (double a[4][4], double vector[4])
{
  double v[4][4] = { { 1, 0, 0, 0 }, { 0, 1, 0, 0 }, { 0, 0, 1, 0 }, { 0, 0, 0, 1 } };

  for (int sweep = 0; sweep < 30; sweep++)
    for (int p = 0; p < 3; p++)
      for (int q = p + 1; q < 4; q++)
        {
          if (a[p][q] == 0)
            continue;
          double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
          double t = copysign (1, theta) / (fabs (theta) + sqrt (theta * theta + 1));
          double c = 1 / sqrt (t * t + 1), s = t * c;
          for (int k = 0; k < 4; k++)
            {
              double kp = a[k][p], kq = a[k][q];
              a[k][p] = c * kp - s * kq;
              a[k][q] = s * kp + c * kq;
            }
          for (int k = 0; k < 4; k++)
            {
              double pk = a[p][k], qk = a[q][k];
              a[p][k] = c * pk - s * qk;
              a[q][k] = s * pk + c * qk;
            }
          a[p][q] = a[q][p] = 0;
          for (int k = 0; k < 4; k++)
            {
              double kp = v[k][p], kq = v[k][q];
              v[k][p] = c * kp - s * kq;
              v[k][q] = s * kp + c * kq;
            }
        }

  int best = 0;
  for (int i = 1; i < 4; i++)
    if (a[i][i] > a[best][best])
      best = i;
  for (int k = 0; k < 4; k++)
    vector[k] = v[k][best];
}

static void
rotation_from_quaternion (const double q[4], double r[3][3])
{
  double w = q[0], x = q[1], y = q[2], z = q[3];

  r[0][0] = w * w + x * x - y * y - z * z;
  r[0][1] = 2 * (x * y - w * z);
  r[0][2] = 2 * (x * z + w * y);
  r[1][0] = 2 * (x * y + w * z);
  r[1][1] = w * w - x * x + y * y - z * z;
  r[1][2] = 2 * (y * z - w * x);
  r[2][0] = 2 * (x * z - w * y);
  r[2][1] = 2 * (y * z + w * x);
  r[2][2] = w * w - x * x - y * y + z * z;
}

gboolean
vanity_pose_fit (VanityPose *pose, const VanityPoint *points, GError **error)
{
  const VanityCanonicalMesh *mesh = vanity_canonical_mesh_get (error);
  if (mesh == NULL)
    return FALSE;

  Vector from = { 0 }, to = { 0 };
  double total = 0;
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      double weight = mesh->weight[i];
      Vector a = from_canonical (mesh->vertex[i]), b = from_point (&points[i]);
      from.x += weight * a.x, from.y += weight * a.y, from.z += weight * a.z;
      to.x += weight * b.x, to.y += weight * b.y, to.z += weight * b.z;
      total += weight;
    }
  from.x /= total, from.y /= total, from.z /= total;
  to.x /= total, to.y /= total, to.z /= total;

  /* Cross-covariance m, and the spread of both sides. */
  double m[3][3] = { { 0 } }, spread_from = 0;
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      double weight = mesh->weight[i];
      if (weight == 0)
        continue;
      Vector a = from_canonical (mesh->vertex[i]), b = from_point (&points[i]);
      double d[3] = { a.x - from.x, a.y - from.y, a.z - from.z };
      double e[3] = { b.x - to.x, b.y - to.y, b.z - to.z };
      for (int j = 0; j < 3; j++)
        {
          spread_from += weight * d[j] * d[j];
          for (int k = 0; k < 3; k++)
            m[j][k] += weight * d[j] * e[k];
        }
    }

  double n[4][4] = {
    { m[0][0] + m[1][1] + m[2][2], m[1][2] - m[2][1], m[2][0] - m[0][2], m[0][1] - m[1][0] },
    { m[1][2] - m[2][1], m[0][0] - m[1][1] - m[2][2], m[0][1] + m[1][0], m[2][0] + m[0][2] },
    { m[2][0] - m[0][2], m[0][1] + m[1][0], m[1][1] - m[0][0] - m[2][2], m[1][2] + m[2][1] },
    { m[0][1] - m[1][0], m[2][0] + m[0][2], m[1][2] + m[2][1], m[2][2] - m[0][0] - m[1][1] },
  };
  double q[4], r[3][3];
  largest_eigenvector (n, q);
  rotation_from_quaternion (q, r);

  double scale = 0;
  for (int j = 0; j < 3; j++)
    for (int k = 0; k < 3; k++)
      scale += r[k][j] * m[j][k];
  scale /= spread_from;

  double residual = 0;
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      Vector a = from_canonical (mesh->vertex[i]), b = from_point (&points[i]);
      double d[3] = { a.x - from.x, a.y - from.y, a.z - from.z };
      double dx = scale * (r[0][0] * d[0] + r[0][1] * d[1] + r[0][2] * d[2]) - (b.x - to.x);
      double dy = scale * (r[1][0] * d[0] + r[1][1] * d[1] + r[1][2] * d[2]) - (b.y - to.y);
      residual += dx * dx + dy * dy;
    }

  /* r = roll · yaw · pitch: turning the photo changes roll alone. */
  const double degrees = 180 / G_PI;
  const float *left = mesh->vertex[454], *right = mesh->vertex[234];
  double width = fabs (scale) * hypot (left[0] - right[0], left[1] - right[1]);
  pose->yaw = asin (CLAMP (-r[2][0], -1, 1)) * degrees;
  pose->pitch = -atan2 (r[2][1], r[2][2]) * degrees;
  pose->roll = -atan2 (r[1][0], r[0][0]) * degrees;
  pose->scale = scale;
  pose->residual = width > 0 ? sqrt (residual / VANITY_FACE_MESH_POINTS) / width : INFINITY;
  return TRUE;
}

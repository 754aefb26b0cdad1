#include "features/symmetry.h"

#include "face/canonical.h"
#include "face/mesh.h"

#include <math.h>
#include <string.h>

#define N VANITY_FACE_MESH_POINTS

static const guint16 nose[] = { 48, 64, 98, 129, 49, 102, 219, 1, 2, 4, 5, 6, 94, 168, 195, 197 };

const guint16 *
vanity_symmetry_get_counterparts (GError **error)
{
  static guint16 counterpart[N];
  static gsize ready;
  const VanityCanonicalMesh *mesh = vanity_canonical_mesh_get (error);

  if (mesh == NULL)
    return NULL;
  if (g_once_init_enter (&ready))
    {
      for (int i = 0; i < N; i++)
        {
          float nearest = G_MAXFLOAT;

          for (int k = 0; k < N; k++)
            {
              const float *a = mesh->vertex[i], *b = mesh->vertex[k];
              float dx = a[0] + b[0], dy = a[1] - b[1], dz = a[2] - b[2];
              float distance = dx * dx + dy * dy + dz * dz;

              if (distance < nearest)
                {
                  nearest = distance;
                  counterpart[i] = (guint16)k;
                }
            }
        }
      g_once_init_leave (&ready, 1);
    }
  return counterpart;
}

/* Solves the 4 × 4 normal equations by Gauss with pivots; those that say nothing are left at 0. */
static void
solve (double a[4][5], double x[4])
{
  for (int i = 0; i < 4; i++)
    {
      int best = i;

      for (int j = i + 1; j < 4; j++)
        best = fabs (a[j][i]) > fabs (a[best][i]) ? j : best;
      for (int c = 0; c < 5; c++)
        {
          double value = a[i][c];

          a[i][c] = a[best][c];
          a[best][c] = value;
        }
      for (int j = 0; j < 4 && fabs (a[i][i]) > 1e-12; j++)
        if (j != i)
          for (int c = 4; c >= i; c--)
            a[j][c] -= a[i][c] * a[j][i] / a[i][i];
    }
  for (int i = 0; i < 4; i++)
    x[i] = fabs (a[i][i]) > 1e-12 ? a[i][4] / a[i][i] : 0;
}

gboolean
vanity_symmetry_measure (const VanityFrontal *f, double offset[N][2], GError **error)
{
  const guint16 *other = vanity_symmetry_get_counterparts (error);
  double normal[4][5] = { { 0 } }, plane[4];

  if (other == NULL)
    return FALSE;
  /* The middle of a pair lies on the plane x = plane[0] + plane[1] · y + plane[2] · z. A small
   * roll moves the middles along x by their y, and one of a pair up by its x as much as the other
   * down, which is the same unknown. The fourth is perspective: the side that is nearer to the
   * camera is higher. */
  for (int i = 0; i < N; i++)
    {
      const VanityFrontalPoint *a = &f->point[i], *b = &f->point[other[i]];
      double across = a->x - b->x, height = a->y + b->y;
      double rows[2][5] = { { 2, height, a->z + b->z, 0, a->x + b->x },
                            { 0, -across, 0, across * height, a->y - b->y } };

      for (int k = 0; k < 2; k++)
        for (int r = 0; r < 4; r++)
          for (int c = 0; c < 5; c++)
            normal[r][c] += rows[k][r] * rows[k][c];
    }
  solve (normal, plane);
  for (int i = 0; i < N; i++)
    {
      const VanityFrontalPoint *a = &f->point[i], *b = &f->point[other[i]];

      offset[i][0]
          = a->x + b->x - 2 * plane[0] - plane[1] * (a->y + b->y) - plane[2] * (a->z + b->z);
      offset[i][1]
          = a->y - b->y + plane[1] * (a->x - b->x) - plane[3] * (a->x - b->x) * (a->y + b->y);
    }
  return TRUE;
}

static double
get_mean (const double offset[N][2], const guint16 *index, int n)
{
  double sum = 0;

  for (int i = 0; i < n; i++)
    sum += hypot (offset[index[i]][0], offset[index[i]][1]) / n;
  return sum;
}

double
vanity_symmetry_get_part (const double offset[N][2], VanityPart part)
{
  /* One side is enough: the other's offsets are as long. */
  static const VanityContourId contours[VANITY_N_PARTS]
      = { [VANITY_PART_FACE] = VANITY_CONTOUR_FACE,
          [VANITY_PART_EYES] = VANITY_CONTOUR_EYE_RIGHT,
          [VANITY_PART_BROWS] = VANITY_CONTOUR_BROW_RIGHT,
          [VANITY_PART_LIPS] = VANITY_CONTOUR_LIPS_OUTER };
  const VanityContour *contour;

  if (part == VANITY_PART_NOSE)
    return get_mean (offset, nose, G_N_ELEMENTS (nose));
  contour = vanity_mesh_get_contour (contours[part]);
  return get_mean (offset, contour->index, contour->n);
}

#include "face/atlas-private.h"

#include "base/error.h"
#include "face/mesh.h"
#include "face/raster.h"

#include <math.h>

/* The axis of the cylinder lies this far behind the face's hindmost point, cm. */
#define AXIS 4
#define MARGIN 0.015
#define EDGE 1e-4

/* Twice the area a triangle has at least, in the chart: some three texels of 512². */
#define UNFOLD_AREA 2e-5
#define UNFOLD_STEP 0.1
#define UNFOLD_ROUNDS 1000

/* A part of the face that is drawn larger: gain 1 + `gain` at its centre, falling off with a
 * Gaussian, cm. */
typedef struct
{
  VanityContourId contour;
  double lift; /* up from the contour's centre */
  double gain, sigma_x, sigma_y;
} Lens;

static const Lens lenses[] = {
  { VANITY_CONTOUR_LIPS_OUTER, 0, 0.8, 2.6, 1.7 },
  { VANITY_CONTOUR_EYE_RIGHT, 0.25, 1.3, 1.9, 1.6 },
  { VANITY_CONTOUR_EYE_LEFT, 0.25, 1.3, 1.9, 1.6 },
};

static void
make_chart (const VanityCanonicalMesh *mesh, float chart[][2])
{
  double front = -INFINITY, back = INFINITY;
  double flat[VANITY_FACE_MESH_POINTS][2], full[VANITY_FACE_MESH_POINTS][2];
  double low[2] = { INFINITY, INFINITY }, high[2] = { -INFINITY, -INFINITY };

  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      front = MAX (front, mesh->vertex[i][2]);
      back = MIN (back, mesh->vertex[i][2]);
    }

  double axis = back - AXIS;
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      const float *vertex = mesh->vertex[i];
      double u = 0.92 * (front - axis) * atan2 (vertex[0], vertex[2] - axis);
      /* The sides, hardly ever seen well, are pressed together. */
      flat[i][0] = full[i][0] = 9 * tanh (u / 9);
      flat[i][1] = full[i][1] = -vertex[1];
    }

  for (gsize k = 0; k < G_N_ELEMENTS (lenses); k++)
    {
      const Lens *lens = &lenses[k];
      const VanityContour *contour = vanity_mesh_get_contour (lens->contour);
      double x = 0, y = 0;
      for (int i = 0; i < contour->n; i++)
        {
          x += flat[contour->index[i]][0] / contour->n;
          y += flat[contour->index[i]][1] / contour->n;
        }
      y -= lens->lift;
      for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
        {
          double dx = flat[i][0] - x, dy = flat[i][1] - y;
          double pull = lens->gain
                        * exp (-dx * dx / (2 * lens->sigma_x * lens->sigma_x)
                               - dy * dy / (2 * lens->sigma_y * lens->sigma_y));
          full[i][0] += pull * dx;
          full[i][1] += pull * dy;
        }
    }

  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    for (int c = 0; c < 2; c++)
      {
        low[c] = MIN (low[c], full[i][c]);
        high[c] = MAX (high[c], full[i][c]);
      }
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    for (int c = 0; c < 2; c++)
      chart[i][c] = MARGIN + (full[i][c] - low[c]) / (high[c] - low[c]) * (1 - 2 * MARGIN);
}

/* The magnified projection folds a few triangles over: the bridge of the nose, squeezed from both
 * sides, and the corners of the mouth, where the lips' inner sides face away in any view. A chart
 * must be one to one, so their points move, bit by bit, towards the middle of their neighbours
 * until every triangle lies the right way round. The outline stays. */
static void
unfold_chart (const VanityCanonicalMesh *mesh, float chart[][2])
{
  const VanityContour *outline = vanity_mesh_get_contour (VANITY_CONTOUR_FACE);

  for (int round = 0; round < UNFOLD_ROUNDS; round++)
    {
      gboolean moves[VANITY_FACE_MESH_POINTS] = { FALSE };
      double sum[VANITY_FACE_MESH_POINTS][3] = { { 0 } };
      gboolean any = FALSE;

      for (int t = 0; t < VANITY_MESH_TRIANGLES; t++)
        {
          const guint16 *k = mesh->triangle[t];
          const float *a = chart[k[0]], *b = chart[k[1]], *c = chart[k[2]];
          double area = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]);
          gboolean folded = area > -UNFOLD_AREA;
          any = any || folded;
          for (int i = 0; i < 3; i++)
            {
              double *to = sum[k[i]];
              moves[k[i]] = moves[k[i]] || folded;
              for (int j = 1; j < 3; j++)
                {
                  to[0] += chart[k[(i + j) % 3]][0];
                  to[1] += chart[k[(i + j) % 3]][1];
                  to[2] += 1;
                }
            }
        }
      if (!any)
        return;
      for (int i = 0; i < outline->n; i++)
        moves[outline->index[i]] = FALSE;
      for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
        for (int c = 0; moves[i] && c < 2; c++)
          chart[i][c] += UNFOLD_STEP * (sum[i][c] / sum[i][2] - chart[i][c]);
    }
}

static void
make_table (VanityAtlas *atlas)
{
  int size = atlas->size;

  atlas->triangle = g_new (gint16, size * size);
  atlas->weights = g_new0 (float, size *size * 3);
  for (int i = 0; i < size * size; i++)
    atlas->triangle[i] = -1;

  for (int t = 0; t < VANITY_MESH_TRIANGLES; t++)
    {
      double corner[3][2], w[3][3], area;
      double low[2] = { size, size }, high[2] = { 0, 0 };
      for (int k = 0; k < 3; k++)
        for (int c = 0; c < 2; c++)
          {
            corner[k][c] = atlas->chart[atlas->mesh->triangle[t][k]][c] * size - 0.5;
            low[c] = MIN (low[c], corner[k][c]);
            high[c] = MAX (high[c], corner[k][c]);
          }
      if (!vanity_triangle_weights (corner[0], corner[1], corner[2], w, &area))
        continue;
      for (int y = MAX (0, floor (low[1])); y <= MIN (size - 1, ceil (high[1])); y++)
        for (int x = MAX (0, floor (low[0])); x <= MIN (size - 1, ceil (high[0])); x++)
          {
            double weight[3];
            gboolean inside = TRUE;
            for (int k = 0; k < 3; k++)
              {
                weight[k] = w[k][0] * x + w[k][1] * y + w[k][2];
                inside = inside && weight[k] >= -EDGE;
              }
            if (!inside)
              continue;
            atlas->triangle[y * size + x] = t;
            for (int k = 0; k < 3; k++)
              atlas->weights[(y * size + x) * 3 + k] = weight[k];
          }
    }
}

/* Nearest texel inside, in steps to the four neighbours. */
static void
make_nearest (VanityAtlas *atlas)
{
  int size = atlas->size, n = size * size;
  g_autofree gint32 *queue = g_new (gint32, n);
  int head = 0, tail = 0;

  atlas->nearest = g_new (gint32, n);
  for (int i = 0; i < n; i++)
    {
      atlas->nearest[i] = atlas->triangle[i] >= 0 ? i : -1;
      if (atlas->triangle[i] >= 0)
        queue[tail++] = i;
    }
  while (head < tail)
    {
      int i = queue[head++], x = i % size, y = i / size;
      int next[4] = { x > 0 ? i - 1 : -1, x < size - 1 ? i + 1 : -1, y > 0 ? i - size : -1,
                      y < size - 1 ? i + size : -1 };
      for (int k = 0; k < 4; k++)
        if (next[k] >= 0 && atlas->nearest[next[k]] < 0)
          {
            atlas->nearest[next[k]] = atlas->nearest[i];
            queue[tail++] = next[k];
          }
    }
}

const VanityAtlas *
vanity_atlas_get (int size, GError **error)
{
  static GMutex mutex;
  static VanityAtlas *made[16]; /* by the logarithm of the size */

  g_return_val_if_fail (size >= VANITY_ATLAS_MIN_SIZE && size <= VANITY_ATLAS_MAX_SIZE
                            && (size & (size - 1)) == 0,
                        NULL);

  const VanityCanonicalMesh *mesh = vanity_canonical_mesh_get (error);
  if (mesh == NULL)
    return NULL;

  g_mutex_lock (&mutex);
  VanityAtlas **slot = &made[g_bit_nth_lsf (size, -1)];
  if (*slot == NULL)
    {
      VanityAtlas *atlas = g_new0 (VanityAtlas, 1);
      atlas->mesh = mesh;
      atlas->regions = g_new0 (VanityAtlasRegions, 1);
      atlas->size = size;
      make_chart (mesh, atlas->chart);
      unfold_chart (mesh, atlas->chart);
      make_table (atlas);
      make_nearest (atlas);
      *slot = atlas;
    }
  const VanityAtlas *atlas = *slot;
  g_mutex_unlock (&mutex);
  return atlas;
}

int
vanity_atlas_get_size (const VanityAtlas *atlas)
{
  return atlas->size;
}

const float *
vanity_atlas_get_chart (const VanityAtlas *atlas)
{
  return &atlas->chart[0][0];
}

const gint16 *
vanity_atlas_get_triangle (const VanityAtlas *atlas)
{
  return atlas->triangle;
}

const float *
vanity_atlas_get_weights (const VanityAtlas *atlas)
{
  return atlas->weights;
}

void
vanity_atlas_locate (const VanityAtlas *atlas, const VanityPoint *points, float *x, float *y)
{
  for (int i = 0; i < atlas->size * atlas->size; i++)
    {
      if (atlas->triangle[i] < 0)
        {
          x[i] = y[i] = NAN;
          continue;
        }
      const guint16 *corner = atlas->mesh->triangle[atlas->triangle[i]];
      x[i] = y[i] = 0;
      for (int k = 0; k < 3; k++)
        {
          x[i] += atlas->weights[3 * i + k] * points[corner[k]].x;
          y[i] += atlas->weights[3 * i + k] * points[corner[k]].y;
        }
    }
}

gboolean
vanity_atlas_get_place (const VanityAtlas *atlas, int texel, double place[3])
{
  const guint16 *corner;

  if (atlas->triangle[texel] < 0)
    return FALSE;
  corner = atlas->mesh->triangle[atlas->triangle[texel]];
  for (int c = 0; c < 3; c++)
    {
      place[c] = 0;
      for (int k = 0; k < 3; k++)
        place[c] += 10 * atlas->weights[3 * texel + k] * atlas->mesh->vertex[corner[k]][c];
    }
  return TRUE;
}

void
vanity_atlas_fill (const VanityAtlas *atlas, float *planes, int n_planes)
{
  int n = atlas->size * atlas->size;

  for (int p = 0; p < n_planes; p++)
    for (int i = 0; i < n; i++)
      planes[(gsize)p * n + i] = planes[(gsize)p * n + atlas->nearest[i]];
}

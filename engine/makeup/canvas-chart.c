/* The mesh drawn over the canvas: where on the face every place is, and which way it looks. */
#include "makeup/canvas-private.h"

#include "face/canonical.h"
#include "face/raster.h"

#include <math.h>

#define OUTLINE_MM 1.6

/* The normal of every vertex: the mean of its triangles', weighted by their area. */
static void
measure_normals (const VanityCanonicalMesh *mesh, const VanityPoint *points,
                 float normals[VANITY_FACE_MESH_POINTS][3])
{
  for (int v = 0; v < VANITY_FACE_MESH_POINTS; v++)
    normals[v][0] = normals[v][1] = normals[v][2] = 0;
  for (int t = 0; t < VANITY_MESH_TRIANGLES; t++)
    {
      const guint16 *index = mesh->triangle[t];
      const VanityPoint *a = &points[index[0]], *b = &points[index[1]], *c = &points[index[2]];
      float ab[3] = { b->x - a->x, b->y - a->y, a->z - b->z };
      float ac[3] = { c->x - a->x, c->y - a->y, a->z - c->z };

      for (int k = 0; k < 3; k++)
        {
          int i = (k + 1) % 3, j = (k + 2) % 3;

          /* Triangles seen from in front go round anticlockwise while y points down. */
          for (int corner = 0; corner < 3; corner++)
            normals[index[corner]][k] -= ab[i] * ac[j] - ab[j] * ac[i];
        }
    }
  for (int v = 0; v < VANITY_FACE_MESH_POINTS; v++)
    {
      float *n = normals[v], length = sqrtf (n[0] * n[0] + n[1] * n[1] + n[2] * n[2]);

      for (int k = 0; k < 3; k++)
        n[k] = length > 0 ? n[k] / length : (k == 2 ? 1.0f : 0.0f);
    }
}

static void
soften_outline (VanityCanvas *canvas)
{
  vanity_mask_blur (canvas->visible, OUTLINE_MM * canvas->unit);
  vanity_mask_steepen (canvas->visible, 0.5f, 1.0f);
}

/* What the chart and the normals are at a sample of one triangle. */
typedef struct
{
  double w[3][3]; /* vanity_triangle_weights () */
  gboolean flat;
} Corners;

static void
measure_corners (const VanityCanonicalMesh *mesh, const VanityPoint *points, Corners *corners)
{
  for (int t = 0; t < VANITY_MESH_TRIANGLES; t++)
    {
      double p[3][2], area;

      for (int k = 0; k < 3; k++)
        {
          p[k][0] = (double)points[mesh->triangle[t][k]].x;
          p[k][1] = (double)points[mesh->triangle[t][k]].y;
        }
      corners[t].flat = !vanity_triangle_weights (p[0], p[1], p[2], corners[t].w, &area);
    }
}

/* The mesh's points on the fields' grid. */
static void
scale_points (const VanityCanvas *canvas, VanityPoint *points)
{
  float scale = 1.0f / (float)canvas->visible->step;

  for (int v = 0; v < VANITY_FACE_MESH_POINTS; v++)
    {
      points[v] = canvas->face.points[v];
      points[v].x = (points[v].x - (float)canvas->rect.x) * scale;
      points[v].y = (points[v].y - (float)canvas->rect.y) * scale;
      points[v].z *= scale;
    }
}

void
vanity_canvas_measure_chart (VanityCanvas *canvas, const VanityPoint *shape)
{
  const VanityCanonicalMesh *mesh = vanity_canonical_mesh_get (NULL);
  float normals[VANITY_FACE_MESH_POINTS][3];
  VanityPoint points[VANITY_FACE_MESH_POINTS];
  g_autofree Corners *corners = g_new (Corners, VANITY_MESH_TRIANGLES);
  g_autofree float *depth = NULL;
  g_autofree gint16 *triangle = NULL;
  int width, height;

  for (int k = 0; k < 3; k++)
    {
      canvas->chart[k] = vanity_canvas_new_field (canvas);
      canvas->normal[k] = vanity_canvas_new_field (canvas);
    }
  canvas->visible = vanity_canvas_new_field (canvas);
  width = canvas->visible->width;
  height = canvas->visible->height;
  depth = g_new (float, (gsize)width *height);
  triangle = g_new (gint16, (gsize)width * height);
  if (mesh == NULL)
    return;

  measure_normals (mesh, shape, normals);
  scale_points (canvas, points);
  measure_corners (mesh, points, corners);
  vanity_raster_draw (mesh, points, 0, 0, width, height, depth, triangle);
  for (int i = 0; i < width * height; i++)
    {
      const guint16 *index;

      if (triangle[i] < 0 || corners[triangle[i]].flat)
        continue;
      index = mesh->triangle[triangle[i]];
      for (int corner = 0; corner < 3; corner++)
        {
          const double *w = corners[triangle[i]].w[corner];
          float weight = (float)(w[0] * (i % width + 0.5) + w[1] * (i / width + 0.5) + w[2]);

          for (int k = 0; k < 3; k++)
            {
              canvas->chart[k]->data[i] += 10 * weight * mesh->vertex[index[corner]][k];
              canvas->normal[k]->data[i] += weight * normals[index[corner]][k];
            }
        }
      canvas->visible->data[i] = 1;
    }
  soften_outline (canvas);
}

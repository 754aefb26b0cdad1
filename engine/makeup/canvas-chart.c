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

void
vanity_canvas_measure_chart (VanityCanvas *canvas)
{
  const VanityCanonicalMesh *mesh = vanity_canonical_mesh_get (NULL);
  float normals[VANITY_FACE_MESH_POINTS][3];
  VanityPoint points[VANITY_FACE_MESH_POINTS];
  g_autofree VanityFragment *fragments = NULL;
  int width, height;

  for (int k = 0; k < 3; k++)
    {
      canvas->chart[k] = vanity_canvas_new_field (canvas);
      canvas->normal[k] = vanity_canvas_new_field (canvas);
    }
  canvas->visible = vanity_canvas_new_field (canvas);
  width = canvas->visible->width;
  height = canvas->visible->height;
  fragments = g_try_new (VanityFragment, (gsize)width * height);
  if (mesh == NULL || fragments == NULL)
    return;

  measure_normals (mesh, canvas->face.points, normals);
  for (int v = 0; v < VANITY_FACE_MESH_POINTS; v++)
    {
      float scale = 1.0f / (float)canvas->visible->step;

      points[v] = canvas->face.points[v];
      points[v].x = (points[v].x - (float)canvas->rect.x) * scale;
      points[v].y = (points[v].y - (float)canvas->rect.y) * scale;
      points[v].z *= scale;
    }
  vanity_raster_draw (mesh, points, 0, 0, width, height, fragments);
  for (int i = 0; i < width * height; i++)
    {
      const VanityFragment *fragment = &fragments[i];
      const guint16 *index;

      if (fragment->triangle < 0)
        continue;
      index = mesh->triangle[fragment->triangle];
      for (int k = 0; k < 3; k++)
        for (int corner = 0; corner < 3; corner++)
          {
            canvas->chart[k]->data[i]
                += 10 * fragment->weight[corner] * mesh->vertex[index[corner]][k];
            canvas->normal[k]->data[i] += fragment->weight[corner] * normals[index[corner]][k];
          }
      canvas->visible->data[i] = 1;
    }
  soften_outline (canvas);
}

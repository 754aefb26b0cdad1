/* Which texels of the atlas a photo really shows. */
#include "face/atlas-private.h"

#include "face/raster.h"

#include <math.h>

/* Side of the depth picture the mesh is drawn to, to see which part lies behind another. */
#define DEPTH_SIDE 192
/* A texel this much of the face's width behind the nearest part is hidden. */
#define DEPTH_SLACK 0.03f
/* Cosine of the angle between surface and view: below the first nothing is seen, above the second
 * all is. */
#define FACING_NONE 0.10f
#define FACING_FULL 0.40f

static float
smoothstep (float low, float high, float x)
{
  float t = CLAMP ((x - low) / (high - low), 0, 1);
  return t * t * (3 - 2 * t);
}

/* Per point how much its surface faces the viewer, 1 squarely, −1 from behind: the mean of its
 * triangles' normals weighted by their area. */
static void
measure_facing (const VanityCanonicalMesh *mesh, const VanityPoint *points, float *facing)
{
  float normal[VANITY_FACE_MESH_POINTS][3] = { { 0 } };

  for (int t = 0; t < VANITY_MESH_TRIANGLES; t++)
    {
      const guint16 *corner = mesh->triangle[t];
      const VanityPoint *a = &points[corner[0]], *b = &points[corner[1]], *c = &points[corner[2]];
      float d[3] = { b->x - a->x, b->y - a->y, b->z - a->z };
      float e[3] = { c->x - a->x, c->y - a->y, c->z - a->z };
      float n[3]
          = { d[1] * e[2] - d[2] * e[1], d[2] * e[0] - d[0] * e[2], d[0] * e[1] - d[1] * e[0] };
      for (int k = 0; k < 3; k++)
        for (int i = 0; i < 3; i++)
          normal[corner[k]][i] += n[i];
    }
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      float length = sqrtf (normal[i][0] * normal[i][0] + normal[i][1] * normal[i][1]
                            + normal[i][2] * normal[i][2]);
      /* z grows away from the viewer, and the triangles go round anticlockwise. */
      facing[i] = length > 0 ? -normal[i][2] / length : 0;
    }
}

/* 1 inside the photo, falling to 0 within a pixel of its border. */
static float
measure_inside (float x, float y, int width, int height)
{
  float to_border = MIN (MIN (x, width - x), MIN (y, height - y));
  return CLAMP (to_border, 0, 1);
}

void
vanity_atlas_see (const VanityAtlas *atlas, const VanityPoint *points, int width, int height,
                  float *visibility)
{
  float facing[VANITY_FACE_MESH_POINTS];
  VanityPoint small[VANITY_FACE_MESH_POINTS];
  float low[2] = { INFINITY, INFINITY }, high[2] = { -INFINITY, -INFINITY };
  g_autofree float *depth = g_new (float, DEPTH_SIDE *DEPTH_SIDE);
  g_autofree gint16 *triangle = g_new (gint16, DEPTH_SIDE * DEPTH_SIDE);

  measure_facing (atlas->mesh, points, facing);

  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      low[0] = MIN (low[0], points[i].x), high[0] = MAX (high[0], points[i].x);
      low[1] = MIN (low[1], points[i].y), high[1] = MAX (high[1], points[i].y);
    }
  float scale = DEPTH_SIDE / MAX (MAX (high[0] - low[0], high[1] - low[1]), 1e-3f);
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    small[i] = (VanityPoint){ (points[i].x - low[0]) * scale, (points[i].y - low[1]) * scale,
                              points[i].z * scale };
  vanity_raster_draw (atlas->mesh, small, 0, 0, DEPTH_SIDE, DEPTH_SIDE, depth, triangle);

  for (int i = 0; i < atlas->size * atlas->size; i++)
    {
      visibility[i] = 0;
      if (atlas->triangle[i] < 0)
        continue;

      const guint16 *corner = atlas->mesh->triangle[atlas->triangle[i]];
      float x = 0, y = 0, z = 0, front = 0;
      for (int k = 0; k < 3; k++)
        {
          float weight = atlas->weights[3 * i + k];
          x += weight * small[corner[k]].x;
          y += weight * small[corner[k]].y;
          z += weight * small[corner[k]].z;
          front += weight * facing[corner[k]];
        }
      int column = CLAMP ((int)x, 0, DEPTH_SIDE - 1), row = CLAMP ((int)y, 0, DEPTH_SIDE - 1);
      float behind = z - depth[row * DEPTH_SIDE + column];
      float slack = DEPTH_SLACK * DEPTH_SIDE;
      visibility[i] = smoothstep (FACING_NONE, FACING_FULL, front)
                      * (1 - smoothstep (slack, 2 * slack, behind))
                      * measure_inside (x / scale + low[0], y / scale + low[1], width, height);
    }
}

#include "live/net.h"

#include "base/parallel.h"
#include "face/mesh.h"
#include "face/raster.h"

#include <math.h>
#include <string.h>

/* The rim's outer points are the outline's, so much farther from the face's middle, and behind it.
 */
#define RIM 1.15f
#define BEHIND 0.3f
/* Rows drawn at once: their depths stay in the cache. */
#define BAND 16

/* Both as the rasteriser takes them. */
typedef struct
{
  VanityCanonicalMesh rim;
  guint16 triangle[VANITY_NET_TRIANGLES][3];
} Triangles;

static const Triangles *
get_triangles (GError **error)
{
  static Triangles triangles;
  static gsize ready;
  const VanityCanonicalMesh *mesh = vanity_canonical_mesh_get (error);

  if (mesh == NULL)
    return NULL;
  if (g_once_init_enter (&ready))
    {
      const VanityContour *oval = vanity_mesh_get_contour (VANITY_CONTOUR_FACE);

      memcpy (triangles.triangle, mesh->triangle, sizeof mesh->triangle);
      for (int i = 0; i < VANITY_NET_RIM; i++)
        {
          int next = (i + 1) % VANITY_NET_RIM;
          guint16 a = oval->index[i], b = oval->index[next];
          guint16 c = VANITY_FACE_MESH_POINTS + i, d = VANITY_FACE_MESH_POINTS + next;
          /* The outline goes round clockwise as one sees it, the mesh's triangles do not. */
          const guint16 two[2][3] = { { a, b, c }, { b, d, c } };

          memcpy (triangles.rim.triangle[2 * i], two, sizeof two);
          memcpy (triangles.triangle[VANITY_MESH_TRIANGLES + 2 * i], two, sizeof two);
        }
      g_once_init_leave (&ready, 1);
    }
  return &triangles;
}

const guint16 (*vanity_net_get_triangles (GError **error))[3]
{
  const Triangles *triangles = get_triangles (error);

  return triangles != NULL ? triangles->triangle : NULL;
}

void
vanity_net_place (VanityNet *net, const VanityPoint *points)
{
  const VanityContour *oval = vanity_mesh_get_contour (VANITY_CONTOUR_FACE);
  VanityPoint middle = { 0 };
  float width = hypotf (points[454].x - points[234].x, points[454].y - points[234].y);

  memcpy (net->points, points, VANITY_FACE_MESH_POINTS * sizeof *points);
  for (int eye = 0; eye < 2; eye++)
    net->iris[eye] = points[VANITY_FACE_MESH_POINTS + 5 * eye];
  for (int i = 0; i < VANITY_NET_RIM; i++)
    {
      middle.x += points[oval->index[i]].x / VANITY_NET_RIM;
      middle.y += points[oval->index[i]].y / VANITY_NET_RIM;
    }
  for (int i = 0; i < VANITY_NET_RIM; i++)
    {
      const VanityPoint *p = &points[oval->index[i]];

      net->points[VANITY_FACE_MESH_POINTS + i]
          = (VanityPoint){ middle.x + RIM * (p->x - middle.x), middle.y + RIM * (p->y - middle.y),
                           p->z + BEHIND * width };
    }
}

typedef struct
{
  const VanityNet *net;
  const VanityCanonicalMesh *mesh, *rim;
  VanityNetMap *map;
} Drawing;

static void
draw_band (gpointer data, int band, int worker)
{
  const Drawing *drawing = data;
  const VanityRect *rect = &drawing->map->rect;
  int first = band * BAND, rows = MIN (BAND, rect->height - first);
  gsize n = (gsize)rect->width * (gsize)rows;
  gint16 *to = drawing->map->triangle + (gsize)first * (gsize)rect->width;
  g_autofree float *depth = g_new (float, n);
  g_autofree gint16 *rim = g_new (gint16, n);

  vanity_raster_draw (drawing->rim, drawing->net->points, rect->x, rect->y + first, rect->width,
                      rows, depth, rim);
  vanity_raster_draw (drawing->mesh, drawing->net->points, rect->x, rect->y + first, rect->width,
                      rows, depth, to);
  for (gsize i = 0; i < n; i++)
    if (to[i] < 0 && rim[i] >= 0)
      to[i] = rim[i] + VANITY_MESH_TRIANGLES;
}

gboolean
vanity_net_draw (const VanityNet *net, int width, int height, VanityNetMap *map)
{
  float low[2] = { INFINITY, INFINITY }, high[2] = { -INFINITY, -INFINITY };
  Drawing drawing = { net, vanity_canonical_mesh_get (NULL), NULL, map };
  const Triangles *triangles = get_triangles (NULL);

  g_clear_pointer (&map->triangle, g_free);
  map->rect = (VanityRect){ 0, 0, 0, 0 };
  for (int i = 0; i < VANITY_NET_POINTS; i++)
    {
      low[0] = MIN (low[0], net->points[i].x), high[0] = MAX (high[0], net->points[i].x);
      low[1] = MIN (low[1], net->points[i].y), high[1] = MAX (high[1], net->points[i].y);
    }
  if (triangles == NULL || !(high[0] > 0 && high[1] > 0 && low[0] < width && low[1] < height))
    return FALSE;
  map->rect.x = (int)MAX (low[0], 0);
  map->rect.y = (int)MAX (low[1], 0);
  map->rect.width = (int)MIN (ceilf (high[0]), (float)width) - map->rect.x;
  map->rect.height = (int)MIN (ceilf (high[1]), (float)height) - map->rect.y;
  if (map->rect.width < 1 || map->rect.height < 1)
    return FALSE;
  map->triangle = g_new (gint16, (gsize)map->rect.width * (gsize)map->rect.height);
  drawing.rim = &triangles->rim;
  vanity_pool_run (vanity_pool_get_default (), draw_band, &drawing,
                   (map->rect.height + BAND - 1) / BAND);
  return TRUE;
}

void
vanity_net_map_clear (VanityNetMap *map)
{
  g_clear_pointer (&map->triangle, g_free);
}

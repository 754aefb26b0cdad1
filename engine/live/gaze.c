#include "live/gaze.h"

#include "face/mesh.h"

#include <math.h>

static const guint16 corners[2][2] = { { 33, 133 }, { 362, 263 } };

int
vanity_gaze_get_eye (int triangle)
{
  static gint8 eyes[VANITY_MESH_TRIANGLES];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      const VanityCanonicalMesh *mesh = vanity_canonical_mesh_get (NULL);

      for (int t = 0; t < VANITY_MESH_TRIANGLES; t++)
        {
          eyes[t] = -1;
          for (int eye = 0; mesh != NULL && eye < 2; eye++)
            {
              const VanityContour *lids = vanity_mesh_get_contour (VANITY_CONTOUR_EYE_RIGHT + eye);
              int n = 0;

              for (int k = 0; k < 3; k++)
                for (int i = 0; i < lids->n; i++)
                  n += lids->index[i] == mesh->triangle[t][k];
              if (n == 3)
                eyes[t] = (gint8)eye;
            }
        }
      g_once_init_leave (&ready, 1);
    }
  return triangle >= 0 && triangle < VANITY_MESH_TRIANGLES ? eyes[triangle] : -1;
}

void
vanity_gaze_get_way (const VanityNet *then, const VanityNet *now, int eye, double m[6])
{
  /* From the outer corner of one eye to that of the other. */
  double x = (double)(now->points[263].x - now->points[33].x);
  double y = (double)(now->points[263].y - now->points[33].y);
  double old_x = (double)(then->points[263].x - then->points[33].x);
  double old_y = (double)(then->points[263].y - then->points[33].y);
  double square = MAX (x * x + y * y, 1e-6);
  double c = (x * old_x + y * old_y) / square, s = (x * old_y - y * old_x) / square;
  const VanityPoint *from = &now->iris[eye], *to = &then->iris[eye];
  const double way[6] = {
    c, -s, (double)to->x - c * (double)from->x + s * (double)from->y, /**/
    s, c,  (double)to->y - s * (double)from->x - c * (double)from->y,
  };

  for (int i = 0; i < 6; i++)
    m[i] = way[i];
}

/* The iris's place along the eye and across it, in widths of the eye. */
static void
get_gaze (const VanityFace *face, int eye, double gaze[2])
{
  const VanityPoint *a = &face->points[corners[eye][0]], *b = &face->points[corners[eye][1]];
  const VanityPoint *iris = &face->points[VANITY_FACE_MESH_POINTS + 5 * eye];
  double x = (double)(b->x - a->x), y = (double)(b->y - a->y), square = MAX (x * x + y * y, 1e-6);
  double dx = (double)(iris->x - a->x), dy = (double)(iris->y - a->y);

  gaze[0] = (dx * x + dy * y) / square;
  gaze[1] = (dy * x - dx * y) / square;
}

double
vanity_gaze_get_distance (const VanityFace *then, const VanityFace *now)
{
  double most = 0;

  for (int eye = 0; eye < 2; eye++)
    {
      double a[2], b[2];

      get_gaze (then, eye, a);
      get_gaze (now, eye, b);
      most = MAX (most, hypot (a[0] - b[0], a[1] - b[1]));
    }
  return most;
}

#include "live/net.h"

#include "face/mesh.h"
#include "portrait.h"

#include <math.h>

/* TRUE after g_test_skip () where the mesh is not installed. */
static gboolean
make_net (VanityNet *net)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);

  if (image == NULL)
    return FALSE;
  vanity_net_place (net, face.points);
  return TRUE;
}

/* No hole anywhere inside the outline, and a rim around it. */
static void
test_whole (void)
{
  const VanityContour *oval = vanity_mesh_get_contour (VANITY_CONTOUR_FACE);
  VanityNetMap map = { 0 };
  VanityNet net;
  int n_rim = 0, n_face = 0;

  if (!make_net (&net))
    return;
  g_assert_true (vanity_net_draw (&net, 360, 440, &map));
  for (int i = 0; i < oval->n; i++)
    for (int step = 0; step <= 20; step++)
      {
        const VanityPoint *edge = &net.points[VANITY_FACE_MESH_POINTS + i], *nose = &net.points[4];
        int x = (int)(edge->x + 0.05f * (float)step * (nose->x - edge->x)) - map.rect.x;
        int y = (int)(edge->y + 0.05f * (float)step * (nose->y - edge->y)) - map.rect.y;

        /* The rim's very edge may be rounded away. */
        if (step > 0 && x >= 0 && y >= 0 && x < map.rect.width && y < map.rect.height)
          g_assert_cmpint (map.triangle[y * map.rect.width + x], >=, 0);
      }
  for (int i = 0; i < map.rect.width * map.rect.height; i++)
    {
      n_rim += map.triangle[i] >= VANITY_MESH_TRIANGLES;
      n_face += map.triangle[i] >= 0 && map.triangle[i] < VANITY_MESH_TRIANGLES;
    }
  g_assert_cmpint (n_rim, >, n_face / 8);
  g_assert_cmpint (n_rim, <, n_face / 2);
  vanity_net_map_clear (&map);
}

/* At the border, beyond it, and with points that are no numbers. */
static void
test_beyond (void)
{
  VanityNetMap map = { 0 };
  VanityNet net;

  if (!make_net (&net))
    return;
  for (int i = 0; i < VANITY_NET_POINTS; i++)
    net.points[i].x -= 180;
  g_assert_true (vanity_net_draw (&net, 360, 440, &map));
  g_assert_cmpint (map.rect.x, ==, 0);
  g_assert_cmpint (map.rect.x + map.rect.width, <=, 360);
  for (int i = 0; i < VANITY_NET_POINTS; i++)
    net.points[i].x -= 1000;
  g_assert_false (vanity_net_draw (&net, 360, 440, &map));
  for (int i = 0; i < VANITY_NET_POINTS; i++)
    net.points[i].x = NAN;
  g_assert_false (vanity_net_draw (&net, 360, 440, &map));
  vanity_net_map_clear (&map);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/live/net/whole", test_whole);
  g_test_add_func ("/live/net/beyond", test_beyond);
  return g_test_run ();
}

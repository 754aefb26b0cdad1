#include "atlas-fixture.h"

#include "face/canonical.h"

#include <math.h>
#include <string.h>

const VanityAtlas *
fixture_get_atlas (int size)
{
  g_autoptr (GError) error = NULL;
  const VanityAtlas *atlas = vanity_atlas_get (size, &error);

  g_assert_no_error (error);
  return atlas;
}

void
fixture_photograph (double x, double y, double scale, double yaw, VanityPoint *points)
{
  g_autoptr (GError) error = NULL;
  const VanityCanonicalMesh *mesh = vanity_canonical_mesh_get (&error);
  g_assert_no_error (error);

  memset (points, 0, VANITY_FACE_POINTS * sizeof *points);
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      double a = mesh->vertex[i][0], c = mesh->vertex[i][2];
      points[i] = (VanityPoint){ x + scale * (cos (yaw) * a + sin (yaw) * c),
                                 y - scale * mesh->vertex[i][1],
                                 -scale * (-sin (yaw) * a + cos (yaw) * c) };
    }
}

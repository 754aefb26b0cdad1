#include "made-face.h"

#include "face/canonical.h"
#include "face/mesh.h"
#include "features/symmetry.h"

#include <math.h>
#include <stdlib.h>

#define RADIANS (G_PI / 180)

/* The canonical head's own factors, and where they hold: heights in cm. */
#define FOREHEAD 1.065
#define JAW 1.03
#define CHIN 1.1
#define LENGTH 1.037
#define FOREHEAD_HEIGHT 6.5
#define JAW_HEIGHT (-5.5)
#define CHIN_HEIGHT (-8.5)
#define EYE_HEIGHT 2.7

static double
get_factor (double factor)
{
  return factor > 0 ? factor : 1;
}

/* Of the widths at a height: straight between the three and the cheekbones at 0. */
static double
get_widening (const MadeFace *made, double y)
{
  double forehead = FOREHEAD * get_factor (made->forehead), jaw = JAW * get_factor (made->jaw);
  double chin = CHIN * get_factor (made->chin);

  if (y >= 0)
    return 1 + (forehead - 1) * MIN (y / FOREHEAD_HEIGHT, 1);
  if (y >= JAW_HEIGHT)
    return 1 + (jaw - 1) * y / JAW_HEIGHT;
  return jaw + (chin - jaw) * MIN ((y - JAW_HEIGHT) / (CHIN_HEIGHT - JAW_HEIGHT), 1);
}

static gboolean
is_in (VanityContourId id, int index)
{
  const VanityContour *contour = vanity_mesh_get_contour (id);

  for (int i = 0; i < contour->n; i++)
    if (contour->index[i] == index)
      return TRUE;
  return FALSE;
}

/* The lips' points from the right corner to the left, upper edge to lower. */
static const int lips[4][9] = { { 185, 40, 39, 37, 0, 267, 269, 270, 409 },
                                { 191, 80, 81, 82, 13, 312, 311, 310, 415 },
                                { 95, 88, 178, 87, 14, 317, 402, 318, 324 },
                                { 146, 91, 181, 84, 17, 314, 405, 321, 375 } };

/* Lips of the usual height that lie on each other, or apart by the gap in their middle. */
static void
shape_lips (const MadeFace *made, double (*v)[3])
{
  double height = get_factor (made->lips_height);

  for (int i = 0; i < 9; i++)
    {
      double upper = v[lips[0][i]][1] - v[lips[1][i]][1];
      double lower = v[lips[2][i]][1] - v[lips[3][i]][1];
      double line = v[lips[1][i]][1], part = 1 - abs (i - 4) / 4.0;

      v[lips[0][i]][1] = line + height * upper;
      v[lips[2][i]][1] = line - made->gap * part;
      v[lips[3][i]][1] = line - made->gap * part - height * lower;
    }
}

static void
shape_eyes (const MadeFace *made, double (*v)[3])
{
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      gboolean right = is_in (VANITY_CONTOUR_EYE_RIGHT, i);

      if (!right && !is_in (VANITY_CONTOUR_EYE_LEFT, i))
        continue;
      v[i][1] = EYE_HEIGHT + get_factor (made->eye_height) * (v[i][1] - EYE_HEIGHT);
      v[i][0] += (right ? -1 : 1) * (get_factor (made->eyes_apart) - 1) * 1.86;
      v[i][1] -= right ? made->shifted_eye : 0;
    }
}

static void
shape_head (const MadeFace *made, double (*v)[3])
{
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      v[i][0] *= get_widening (made, v[i][1]) * get_factor (made->all);
      v[i][1] *= LENGTH * get_factor (made->length);
    }
}

/* An iris lies in the middle of the eye's opening. */
static void
add_iris (VanityFace *face, VanityContourId opening, int first)
{
  const VanityContour *contour = vanity_mesh_get_contour (opening);
  VanityPoint middle = { 0 };

  for (int i = 0; i < contour->n; i++)
    {
      middle.x += face->points[contour->index[i]].x / (float)contour->n;
      middle.y += face->points[contour->index[i]].y / (float)contour->n;
      middle.z += face->points[contour->index[i]].z / (float)contour->n;
    }
  for (int i = 0; i < 5; i++)
    face->points[first + i] = middle;
}

gboolean
made_face (const MadeFace *made, VanityFace *face)
{
  g_autoptr (GError) error = NULL;
  const VanityCanonicalMesh *mesh = vanity_canonical_mesh_get (&error);
  double yaw = made->yaw * RADIANS, pitch = -made->pitch * RADIANS, roll = -made->roll * RADIANS;
  double vertex[VANITY_FACE_MESH_POINTS][3];
  double scale = made->scale > 0 ? made->scale : 20;

  if (mesh == NULL)
    {
      g_test_skip ("skipped: the face mesh is not installed");
      return FALSE;
    }
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    for (int k = 0; k < 3; k++)
      vertex[i][k] = (double)mesh->vertex[i][k];
  shape_eyes (made, vertex);
  shape_lips (made, vertex);
  shape_head (made, vertex);
  *face = (VanityFace){ .score = 1, .presence = 1 };
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      const double *v = vertex[i];
      double y1 = cos (pitch) * v[1] - sin (pitch) * v[2];
      double z1 = sin (pitch) * v[1] + cos (pitch) * v[2];
      double x2 = cos (yaw) * v[0] + sin (yaw) * z1, z2 = -sin (yaw) * v[0] + cos (yaw) * z1;
      double x3 = cos (roll) * x2 - sin (roll) * y1, y3 = sin (roll) * x2 + cos (roll) * y1;
      face->points[i]
          = (VanityPoint){ (float)(MADE_WIDTH / 2 + scale * x3),
                           (float)(MADE_HEIGHT / 2 - scale * y3), (float)(-scale * z2) };
    }
  add_iris (face, VANITY_CONTOUR_EYE_RIGHT, 468);
  add_iris (face, VANITY_CONTOUR_EYE_LEFT, 473);
  return TRUE;
}

void
made_mirror (const VanityFace *face, VanityFace *mirrored)
{
  g_autoptr (GError) error = NULL;
  const guint16 *other = vanity_symmetry_get_counterparts (&error);

  g_assert_no_error (error);
  *mirrored = *face;
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    {
      int from = i < VANITY_FACE_MESH_POINTS ? other[i] : i < 473 ? i + 5 : i - 5;

      mirrored->points[i] = face->points[from];
      mirrored->points[i].x = MADE_WIDTH - face->points[from].x;
    }
}

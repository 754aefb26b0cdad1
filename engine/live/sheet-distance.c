/* When a new sheet is worth while. */
#include "live/gaze.h"
#include "live/sheet.h"

#include <math.h>

/* How far shape (root mean square, face widths), size (natural logarithm), tilt (radians) and light
 * (mean natural logarithm) may move. */
#define SHAPE 0.018
#define SIZE 0.22
#define TILT 0.25
#define LIGHT 0.2
/* Of what is worn on the irises, in widths of an eye: by then lids hide another part of it. */
#define GAZE 0.1
/* What part of the points may come into the frame. */
#define ENTERED 0.03

double
vanity_sheet_get_distance (const VanitySheet *sheet, const VanityFace *face,
                           const VanityLitSkin *skin)
{
  const VanityPoint *then = sheet->face.points, *now = face->points;
  double middle[2][2] = { { 0 } }, along = 0, across = 0, own = 0, other = 0;
  float gain[VANITY_FACE_MESH_POINTS][3];
  double far, entered = 0;

  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      middle[0][0] += then[i].x / (double)VANITY_FACE_MESH_POINTS;
      middle[0][1] += then[i].y / (double)VANITY_FACE_MESH_POINTS;
      middle[1][0] += now[i].x / (double)VANITY_FACE_MESH_POINTS;
      middle[1][1] += now[i].y / (double)VANITY_FACE_MESH_POINTS;
    }
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      double ax = then[i].x - middle[0][0], ay = then[i].y - middle[0][1];
      double bx = now[i].x - middle[1][0], by = now[i].y - middle[1][1];

      along += ax * bx + ay * by;
      across += ax * by - ay * bx;
      own += ax * ax + ay * ay;
      other += bx * bx + by * by;
    }
  if (!(own > 0 && other > 0))
    return 1;
  /* What is left after the best similarity, of a face some three times as wide as its points lie
   * from their middle. */
  double left = MAX (1 - (along * along + across * across) / (own * other), 0);
  far = sqrt (left) / 3 / SHAPE;
  far = MAX (far, fabs (0.5 * log (other / own)) / SIZE);
  far = MAX (far, fabs (atan2 (across, along)) / TILT);
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    if (sheet->skin.rgb[i][0] < 0 && skin->rgb[i][0] >= 0)
      entered += 1.0 / VANITY_FACE_MESH_POINTS;
  far = MAX (far, entered / ENTERED);
  if (sheet->eyes != NULL)
    far = MAX (far, vanity_gaze_get_distance (&sheet->face, face) / GAZE);
  return MAX (far, vanity_lighting_compare (&sheet->skin, skin, gain) / LIGHT);
}

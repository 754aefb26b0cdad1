#include "face/landmarks.h"

#include "base/error.h"
#include "face/mesh.h"
#include "face/network.h"

#include <math.h>

#define FILE_NAME "face_landmark_with_attention.tflite"
#define SIDE 192
#define MARGIN 1.5

/* Points of each refined part, and where they start in the list of 478 where it is not a list. */
#define LIPS_POINTS 80
#define EYE_POINTS 71
#define IRIS_POINTS 5

/* The network's second opinion on a part of the face: x and y replace the mesh's. */
typedef struct
{
  int output;
  int n;
  guint16 index[LIPS_POINTS];
} Part;

enum
{
  PART_LIPS,
  PART_EYE_RIGHT,
  PART_EYE_LEFT,
  N_PARTS
};

struct _VanityLandmarker
{
  VanityExecutor *executor;
  int mesh, flag;
  Part part[N_PARTS];
  int iris[2]; /* right, left */
};

/* The lists of points are attributes of the operators that cut the parts out, in the same order as
 * the outputs. */
static gboolean
find_part (VanityGraph *graph, Part *part, int nth_node, int n, int nth_output)
{
  int n_ints;
  const gint64 *ints = vanity_graph_get_node_ints (graph, "Landmarks2TransformMatrix", nth_node,
                                                   "subset_idxs", &n_ints);

  part->output = vanity_network_find_output (graph, 2 * n, nth_output);
  part->n = n;
  if (part->output < 0 || ints == NULL || n_ints != n)
    return FALSE;
  for (int i = 0; i < n; i++)
    {
      if (ints[i] < 0 || ints[i] >= VANITY_FACE_MESH_POINTS)
        return FALSE;
      part->index[i] = ints[i];
    }
  return TRUE;
}

VanityLandmarker *
vanity_landmarker_new (GError **error)
{
  g_autoptr (VanityLandmarker) landmarker = g_new0 (VanityLandmarker, 1);
  g_autoptr (VanityGraph) graph = vanity_network_load (FILE_NAME, SIDE, error);

  if (graph == NULL)
    return NULL;

  landmarker->mesh = vanity_network_find_output (graph, 3 * VANITY_FACE_MESH_POINTS, 0);
  landmarker->flag = vanity_network_find_output (graph, 1, 0);
  for (int i = 0; i < 2; i++)
    landmarker->iris[i] = vanity_network_find_output (graph, 2 * IRIS_POINTS, i);
  if (landmarker->mesh < 0 || landmarker->flag < 0 || landmarker->iris[0] < 0
      || landmarker->iris[1] < 0
      || !find_part (graph, &landmarker->part[PART_LIPS], 0, LIPS_POINTS, 0)
      || !find_part (graph, &landmarker->part[PART_EYE_RIGHT], 1, EYE_POINTS, 0)
      || !find_part (graph, &landmarker->part[PART_EYE_LEFT], 2, EYE_POINTS, 1))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                   "%s: the outputs are not those of the attention mesh", FILE_NAME);
      return NULL;
    }

  landmarker->executor = vanity_executor_new (g_steal_pointer (&graph), NULL, error);
  if (landmarker->executor == NULL)
    return NULL;
  return g_steal_pointer (&landmarker);
}

void
vanity_landmarker_free (VanityLandmarker *landmarker)
{
  g_clear_pointer (&landmarker->executor, vanity_executor_free);
  g_free (landmarker);
}

/* Puts the outputs together, in pixels of the crop. */
static void
assemble (VanityLandmarker *landmarker, VanityPoint *points)
{
  static const VanityContourId eyes[2] = { VANITY_CONTOUR_EYE_RIGHT, VANITY_CONTOUR_EYE_LEFT };
  const float *mesh = vanity_executor_get_output (landmarker->executor, landmarker->mesh);

  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    points[i] = (VanityPoint){ mesh[3 * i], mesh[3 * i + 1], mesh[3 * i + 2] };

  for (int p = 0; p < N_PARTS; p++)
    {
      const Part *part = &landmarker->part[p];
      const float *xy = vanity_executor_get_output (landmarker->executor, part->output);
      for (int i = 0; i < part->n; i++)
        {
          points[part->index[i]].x = xy[2 * i];
          points[part->index[i]].y = xy[2 * i + 1];
        }
    }

  /* An iris has no depth of its own: that of the eye's opening. */
  for (int e = 0; e < 2; e++)
    {
      const float *xy = vanity_executor_get_output (landmarker->executor, landmarker->iris[e]);
      const VanityContour *eye = vanity_mesh_get_contour (eyes[e]);
      VanityPoint *iris = points + VANITY_FACE_MESH_POINTS + e * IRIS_POINTS;
      float z = 0;
      for (int i = 0; i < eye->n; i++)
        z += points[eye->index[i]].z / eye->n;
      for (int i = 0; i < IRIS_POINTS; i++)
        iris[i] = (VanityPoint){ xy[2 * i], xy[2 * i + 1], z };
    }
}

gboolean
vanity_landmarker_run (VanityLandmarker *landmarker, VanityFrame *frame, const VanityRegion *region,
                       VanityPoint *points, float *presence, GCancellable *cancellable,
                       GError **error)
{
  VanityAffine grid = vanity_region_to_grid (region, SIDE);

  vanity_frame_sample (frame, &grid, SIDE, SIDE, 0, 1, VANITY_SAMPLE_EXTENDED, FALSE,
                       vanity_executor_get_input (landmarker->executor, 0));
  if (!vanity_executor_run (landmarker->executor, cancellable, error))
    return FALSE;

  float logit = vanity_executor_get_output (landmarker->executor, landmarker->flag)[0];
  *presence = 1 / (1 + expf (-CLAMP (logit, -100, 100)));
  if (isnan (logit))
    *presence = 0;

  assemble (landmarker, points);
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    {
      double x, y;
      vanity_affine_apply (&grid, points[i].x, points[i].y, &x, &y);
      points[i] = (VanityPoint){ x, y, points[i].z * region->size / SIDE };
      if (!isfinite (x) || !isfinite (y) || !isfinite (points[i].z))
        *presence = 0;
    }
  return TRUE;
}

VanityRegion
vanity_region_from_points (const VanityPoint *points)
{
  double angle = atan2 (points[263].y - points[33].y, points[263].x - points[33].x);
  double c = cos (angle), s = sin (angle);
  double low[2] = { INFINITY, INFINITY }, high[2] = { -INFINITY, -INFINITY };

  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      double along[2] = { c * points[i].x + s * points[i].y, c * points[i].y - s * points[i].x };
      for (int k = 0; k < 2; k++)
        {
          low[k] = MIN (low[k], along[k]);
          high[k] = MAX (high[k], along[k]);
        }
    }

  double u = (low[0] + high[0]) / 2, v = (low[1] + high[1]) / 2;
  return (VanityRegion){
    .x = c * u - s * v,
    .y = s * u + c * v,
    .size = MARGIN * MAX (high[0] - low[0], high[1] - low[1]),
    .angle = angle,
  };
}

#include "face/finder.h"

#include "face/detector.h"
#include "face/landmarks.h"
#include "face/pose.h"
#include "face/quality.h"
#include "face/tiles.h"

#include <math.h>

#define MIN_PRESENCE 0.5f
/* Anything mirrored looks a little like a face. */
#define MIRRORED_PRESENCE 0.8f
/* The points of real faces, expressions included, stay within this of the canonical head's picture,
 * in face widths. */
#define MAX_RESIDUAL 0.15f
/* A mesh narrower than this is a guess. */
#define MIN_SIZE 12
/* A lone face at least this part of the photo's shorter side is a portrait: nothing else is looked
 * for. */
#define PORTRAIT 0.2
/* Tiles, as a part of the longer side: a face of 5 % of the photo is then 11 % of a tile, well
 * within the full-range network's reach; the fine ones are for a photo that shows nobody yet. */
#define COARSE_TILE 0.45
#define FINE_TILE 0.22
/* Below this many photo pixels a tile is smaller than the network's input. */
#define MIN_TILE 128
/* Two regions, or two meshes, that overlap by this are the same face. */
#define SAME 0.4
/* The detectors take some heads for upright that hang upside down, and less often lie, but with
 * half a heart: below the first score a face is looked at again the other way up, below the second
 * also from both sides, and whichever is surer by `SURER` is right. */
#define DOUBTFUL 0.85f
#define VERY_DOUBTFUL 0.7f
#define SURER 0.05f
/* The square that is looked at then, in regions. */
#define CLOSER 1.4
/* A doubtful face must also be seen by the full-range detector in a square of so many regions
 * around it: cups, craters and wheels are not, faces are. */
#define AROUND 2.0
/* Photos darker than this (median, of 255) are looked at again with their middle lifted to
 * `LIFTED`. */
#define DARK 90
#define LIFTED 115.0

struct _VanityFaceFinder
{
  VanityDetector *short_range, *full_range;
  VanityLandmarker *landmarker;
};

/* One search through one photo. */
typedef struct
{
  VanityFaceFinder *finder;
  const VanityImage *image;
  VanityFrame *frame;
  GPtrArray *faces; /* of VanityFace */
  GArray *tried;    /* of VanityRegion: where there was none, in this light */
  gboolean mirrored;
  GCancellable *cancellable;
  GError **error;
} Search;

VanityFaceFinder *
vanity_face_finder_new (GError **error)
{
  g_autoptr (VanityFaceFinder) finder = g_new0 (VanityFaceFinder, 1);

  finder->short_range = vanity_detector_new (VANITY_DETECTOR_SHORT_RANGE, error);
  if (finder->short_range == NULL)
    return NULL;
  finder->full_range = vanity_detector_new (VANITY_DETECTOR_FULL_RANGE, error);
  if (finder->full_range == NULL)
    return NULL;
  finder->landmarker = vanity_landmarker_new (error);
  if (finder->landmarker == NULL)
    return NULL;
  /* Poses need the canonical mesh: better to miss it now than at the first face. */
  VanityPose pose;
  static const VanityPoint none[VANITY_FACE_MESH_POINTS];
  if (!vanity_pose_fit (&pose, none, error))
    return NULL;
  return g_steal_pointer (&finder);
}

void
vanity_face_finder_free (VanityFaceFinder *finder)
{
  g_clear_pointer (&finder->short_range, vanity_detector_free);
  g_clear_pointer (&finder->full_range, vanity_detector_free);
  g_clear_pointer (&finder->landmarker, vanity_landmarker_free);
  g_free (finder);
}

static VanityRegion
face_region (const VanityFace *face)
{
  return (VanityRegion){ face->box[0] + face->box[2] / 2, face->box[1] + face->box[3] / 2,
                         MAX (face->box[2], face->box[3]), 0 };
}

/* Whether `region` (with its margin) is a face that is there already. */
static gboolean
is_known (Search *search, const VanityRegion *region)
{
  VanityRegion bare = *region;

  bare.size /= 1.5;
  for (guint i = 0; i < search->faces->len; i++)
    {
      VanityRegion known = face_region (g_ptr_array_index (search->faces, i));
      if (vanity_region_overlap (&bare, &known) > SAME)
        return TRUE;
    }
  return FALSE;
}

/* Whether there was no face in much the same region, much the same way up. */
static gboolean
was_tried (Search *search, const VanityRegion *region)
{
  for (guint i = 0; i < search->tried->len; i++)
    {
      const VanityRegion *tried = &g_array_index (search->tried, VanityRegion, i);
      if (vanity_region_overlap (region, tried) > 0.7
          && cos (region->angle - tried->angle) > cos (G_PI / 12))
        return TRUE;
    }
  return FALSE;
}

/* Turns a doubtful candidate the way up that the short-range detector is surest of. */
static gboolean
turn_upright (Search *search, VanityCandidate *candidate)
{
  static const double turns[] = { G_PI, G_PI / 2, -G_PI / 2 };
  int n = candidate->score >= DOUBTFUL ? 0 : candidate->score >= VERY_DOUBTFUL ? 1 : 3;
  VanityCandidate best = *candidate;

  for (int i = 0; i < n; i++)
    {
      VanityRegion view = candidate->region;
      g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (VanityCandidate));
      view.size *= CLOSER;
      view.angle += turns[i];
      if (!vanity_detector_run (search->finder->short_range, search->frame, &view, found,
                                search->cancellable, search->error))
        return FALSE;
      for (guint k = 0; k < found->len; k++)
        {
          const VanityCandidate *other = &g_array_index (found, VanityCandidate, k);
          if (other->score > MAX (best.score, candidate->score + SURER)
              && vanity_region_overlap (&other->region, &candidate->region) > SAME)
            best = *other;
        }
    }
  /* Where both agree which way is up, the first has seen the whole of it. */
  if (cos (best.region.angle - candidate->region.angle) < cos (G_PI / 4))
    *candidate = best;
  return TRUE;
}

/* Whether a doubtful face is one on a second look, much the same way up: to the full-range detector
 * with some of what is around it, or, where only half of it is in the photo, to the short-range one
 * closely. FALSE only when cancelled. */
static gboolean
confirm (Search *search, const VanityFace *face, gboolean *seen)
{
  VanityDetector *detector
      = search->mirrored ? search->finder->short_range : search->finder->full_range;
  VanityRegion region = vanity_region_from_points (face->points), view = region;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (VanityCandidate));

  *seen = face->score >= DOUBTFUL;
  if (*seen)
    return TRUE;
  view.size *= search->mirrored ? 1 : AROUND;
  if (!vanity_detector_run (detector, search->frame, &view, found, search->cancellable,
                            search->error))
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      const VanityRegion *other = &g_array_index (found, VanityCandidate, i).region;
      *seen |= vanity_region_overlap (other, &region) > SAME
               && cos (other->angle - region.angle) > cos (G_PI / 4);
    }
  return TRUE;
}

static gboolean
reaches_beyond (const VanityFace *face, const VanityImage *image)
{
  return face->box[0] < 0 || face->box[1] < 0 || face->box[0] + face->box[2] > image->width
         || face->box[1] + face->box[3] > image->height;
}

static gboolean
is_plausible (Search *search, const VanityFace *face, const VanityPose *pose)
{
  float x = face->box[0] + face->box[2] / 2, y = face->box[1] + face->box[3] / 2;
  float reach = face->box[2] / 4;

  /* At least a good part of it is in the photo, and not only its mirror image. */
  if (!(x >= -reach && y >= -reach && x <= search->image->width + reach
        && y <= search->image->height + reach))
    return FALSE;
  float least = search->mirrored ? MIRRORED_PRESENCE : MIN_PRESENCE;
  if (search->mirrored && !reaches_beyond (face, search->image))
    return FALSE;
  return face->presence >= least && pose->scale > 0 && pose->residual <= MAX_RESIDUAL
         && MAX (face->box[2], face->box[3]) >= MIN_SIZE;
}

enum
{
  ONCE = 1,
  TWICE = 2,
  OFTEN = 4 /* however little it looks like a face at first */
};

/* Fits the mesh to a candidate and keeps it if it is a face. Each of the `passes` after the first
 * looks again where the mesh lies: for detectors that are less exact about the region than the one
 * the mesh was trained with. */
static gboolean
try_candidate (Search *search, const VanityCandidate *candidate, int passes)
{
  g_autoptr (VanityFace) face = NULL;
  VanityCandidate upright = *candidate;
  VanityPose pose;

  if (!(candidate->region.size >= MIN_SIZE) || is_known (search, &candidate->region)
      || was_tried (search, &candidate->region))
    return TRUE;
  if (!turn_upright (search, &upright))
    return FALSE;

  VanityRegion region = upright.region;
  face = g_new0 (VanityFace, 1);
  face->score = upright.score;
  for (int pass = 0; pass < passes; pass++)
    {
      if (pass > 0)
        region = vanity_region_from_points (face->points);
      if (!vanity_landmarker_run (search->finder->landmarker, search->frame, &region, face->points,
                                  &face->presence, search->cancellable, search->error))
        return FALSE;
      if (face->presence < MIN_PRESENCE / 2 && passes <= TWICE)
        break;
    }

  vanity_face_measure_box (face);
  if (!vanity_pose_fit (&pose, face->points, search->error))
    return FALSE;
  VanityRegion fitted = face_region (face);
  fitted.size *= 1.5;
  gboolean good = is_plausible (search, face, &pose) && !is_known (search, &fitted);
  if (good && !confirm (search, face, &good))
    return FALSE;
  if (!good)
    {
      g_array_append_val (search->tried, candidate->region);
      return TRUE;
    }
  face->pose.yaw = pose.yaw;
  face->pose.pitch = pose.pitch;
  face->pose.roll = pose.roll;
  g_ptr_array_add (search->faces, g_steal_pointer (&face));
  return TRUE;
}

static gboolean
look (Search *search, VanityDetector *detector, const VanityRegion *view, int passes)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (VanityCandidate));

  if (!vanity_detector_run (detector, search->frame, view, candidates, search->cancellable,
                            search->error))
    return FALSE;
  for (guint i = 0; i < candidates->len; i++)
    if (!try_candidate (search, &g_array_index (candidates, VanityCandidate, i), passes))
      return FALSE;
  return TRUE;
}

static gboolean
look_whole (Search *search)
{
  VanityRegion view = vanity_view_whole (search->image->width, search->image->height, 1, 0);

  return look (search, search->finder->short_range, &view, ONCE)
         && look (search, search->finder->full_range, &view, TWICE);
}

static gboolean
look_tiles (Search *search, double part)
{
  g_autoptr (GArray) tiles = vanity_tiles_new (search->image->width, search->image->height, part);

  if (g_array_index (tiles, VanityRegion, 0).size < MIN_TILE)
    return TRUE;
  for (guint i = 0; i < tiles->len; i++)
    if (!look (search, search->finder->full_range, &g_array_index (tiles, VanityRegion, i), TWICE))
      return FALSE;
  return TRUE;
}

/* Heads that lie, hang, or reach beyond the photo. Stops at the first view that shows a face. */
static gboolean
look_turned (Search *search)
{
  static const struct
  {
    double zoom, degrees;
  } views[] = { { 1.6, 0 },   { 1, 90 },    { 1, -90 },    { 1, 180 },  { 1.2, 45 },
                { 1.2, -45 }, { 1.2, 135 }, { 1.2, -135 }, { 1.6, 90 }, { 1.6, -90 } };

  for (gsize i = 0; i < G_N_ELEMENTS (views) && search->faces->len == 0; i++)
    {
      VanityRegion view = vanity_view_whole (search->image->width, search->image->height,
                                             views[i].zoom, views[i].degrees * G_PI / 180);
      if (!look (search, search->finder->short_range, &view, TWICE)
          || !look (search, search->finder->full_range, &view, TWICE))
        return FALSE;
    }
  return TRUE;
}

/* Heads that the border cuts in two, where all else has failed. */
static gboolean
look_mirrored (Search *search)
{
  VanityRegion view = vanity_view_whole (search->image->width, search->image->height, 1.6, 0);

  search->mirrored = TRUE;
  vanity_frame_set_mirrored (search->frame, TRUE);
  g_array_set_size (search->tried, 0);
  gboolean ok = look (search, search->finder->short_range, &view, OFTEN)
                && look (search, search->finder->full_range, &view, OFTEN);
  vanity_frame_set_mirrored (search->frame, FALSE);
  search->mirrored = FALSE;
  return ok;
}

static gboolean
is_portrait (Search *search)
{
  if (search->faces->len != 1)
    return FALSE;
  VanityRegion face = face_region (g_ptr_array_index (search->faces, 0));
  return face.size >= PORTRAIT * MIN (search->image->width, search->image->height);
}

static gboolean
look_everywhere (Search *search)
{
  if (!look_whole (search))
    return FALSE;
  if (is_portrait (search))
    return TRUE;
  if (!look_tiles (search, COARSE_TILE))
    return FALSE;
  return search->faces->len > 0 || look_turned (search);
}

static gboolean
search_all (Search *search)
{
  if (!look_everywhere (search))
    return FALSE;
  if (search->faces->len > 0)
    return TRUE;

  int median = vanity_frame_get_median (search->frame);
  if (median < DARK)
    {
      double gamma = log (LIFTED / 255) / log (MAX (median, 4) / 255.0);
      vanity_frame_set_gamma (search->frame, gamma);
      g_array_set_size (search->tried, 0);
      if (!look_everywhere (search))
        return FALSE;
    }
  if (search->faces->len == 0 && !look_mirrored (search))
    return FALSE;
  return search->faces->len > 0 || look_tiles (search, FINE_TILE);
}

static int
by_size (gconstpointer one, gconstpointer other)
{
  const VanityFace *a = *(const VanityFace *const *)one, *b = *(const VanityFace *const *)other;
  float size_a = a->box[2] * a->box[3], size_b = b->box[2] * b->box[3];

  return size_a < size_b ? 1 : size_a > size_b ? -1 : 0;
}

GPtrArray *
vanity_face_finder_find (VanityFaceFinder *finder, const VanityImage *image,
                         GCancellable *cancellable, GError **error)
{
  g_autoptr (VanityFrame) frame = vanity_frame_new (image, error);
  if (frame == NULL)
    return NULL;

  g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_face_free);
  g_autoptr (GArray) tried = g_array_new (FALSE, FALSE, sizeof (VanityRegion));
  Search search = { .finder = finder,
                    .image = image,
                    .frame = frame,
                    .faces = faces,
                    .tried = tried,
                    .cancellable = cancellable,
                    .error = error };
  if (!search_all (&search))
    return NULL;

  for (guint i = 0; i < faces->len; i++)
    if (!vanity_quality_assess (g_ptr_array_index (faces, i), image, NULL, error))
      return NULL;
  g_ptr_array_sort (faces, by_size);
  return g_steal_pointer (&faces);
}

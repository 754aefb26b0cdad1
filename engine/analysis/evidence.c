#include "analysis/evidence.h"

#include "analysis/evidence-legend.h"
#include "base/error.h"
#include "image/heat.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Of the photo's own brightness and contrast, what a map lies over. */
#define BASE 0.2F
#define RANGE 0.75F
/* How much of the photo the classes of a head cover. */
#define CLASS_COVER 150

static const guint32 class_colors[VANITY_HEAD_N_CLASSES] = {
  [VANITY_HEAD_SKIN] = 0xe69f00,  [VANITY_HEAD_HAIR] = 0x0072b2, [VANITY_HEAD_LIPS] = 0xcc79a7,
  [VANITY_HEAD_BROWS] = 0x009e73, [VANITY_HEAD_EYES] = 0xf0e442,
};

void
vanity_evidence_get_class_color (VanityHeadClass class, guint8 rgba[4])
{
  rgba[0] = (guint8)(class_colors[class] >> 16);
  rgba[1] = (guint8)(class_colors[class] >> 8);
  rgba[2] = (guint8)class_colors[class];
  rgba[3] = class == VANITY_HEAD_BACKGROUND ? 0 : CLASS_COVER;
}

gboolean
vanity_evidence_is_there (const VanityAnalysis *analysis, const VanityEvidence *evidence)
{
  const VanityConcerns *concerns = analysis->concerns;

  if (evidence->kind == VANITY_EVIDENCE_HEAD)
    return vanity_analysis_has (analysis, VANITY_ANALYSIS_HEAD);
  if (!vanity_analysis_has (analysis, VANITY_ANALYSIS_CONCERNS))
    return FALSE;
  return evidence->kind == VANITY_EVIDENCE_CONCERN
             ? concerns->score[evidence->concern] >= 0
             : concerns->zone[evidence->concern][evidence->zone] >= 0;
}

gboolean
vanity_evidence_find_attribution (const VanityAnalysis *analysis, VanityConcern concern,
                                  VanityEvidence *evidence)
{
  const VanityConcerns *concerns = analysis->concerns;
  float most = -1;

  for (int zone = 0; zone < VANITY_N_ZONES; zone++)
    {
      const VanityEvidence tried = { VANITY_EVIDENCE_ATTRIBUTION, concern, zone };

      if (vanity_evidence_is_there (analysis, &tried) && concerns->amount[concern][zone] > most)
        {
          most = concerns->amount[concern][zone];
          *evidence = tried;
        }
    }
  return most >= 0;
}

char *
vanity_evidence_dup_id (const VanityEvidence *evidence)
{
  const char *concern = vanity_concern_get_id (evidence->concern);

  switch (evidence->kind)
    {
    case VANITY_EVIDENCE_CONCERN:
      return g_strdup (concern);
    case VANITY_EVIDENCE_ATTRIBUTION:
      return g_strdup_printf ("%s-%s-attribution", concern, vanity_zone_get_id (evidence->zone));
    case VANITY_EVIDENCE_HEAD:
    default:
      return g_strdup ("head");
    }
}

char *
vanity_evidence_dup_title (const VanityEvidence *evidence)
{
  const char *concern = vanity_concern_get_label (evidence->concern);

  switch (evidence->kind)
    {
    case VANITY_EVIDENCE_CONCERN:
      return g_strdup (concern);
    case VANITY_EVIDENCE_ATTRIBUTION:
      /* Translators: a concern such as “Redness”, then a zone of the face such as “cheeks”. */
      return g_strdup_printf (_ ("%s: what the figure for %s rests on"), concern,
                              vanity_zone_get_label (evidence->zone));
    case VANITY_EVIDENCE_HEAD:
    default:
      return g_strdup (_ ("Parts of the head"));
    }
}

/* The part of width × height pixels in which the face lies. */
static VanityRect
find_rect (const VanityPoint *points, int width, int height)
{
  float low[2] = { (float)width, (float)height }, high[2] = { 0, 0 };
  VanityRect rect;

  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      low[0] = MIN (low[0], points[i].x);
      low[1] = MIN (low[1], points[i].y);
      high[0] = MAX (high[0], points[i].x);
      high[1] = MAX (high[1], points[i].y);
    }
  rect.x = (int)MAX (floorf (low[0]), 0);
  rect.y = (int)MAX (floorf (low[1]), 0);
  rect.width = (int)MIN (ceilf (high[0]), (float)width) - rect.x;
  rect.height = (int)MIN (ceilf (high[1]), (float)height) - rect.y;
  return rect;
}

static void
paint_heat (const float *values, const VanityRect *rect, VanityImage *overlay)
{
  guint8 colors[256][4];

  for (int i = 0; i < 256; i++)
    vanity_heat_get_color ((float)i / 255, colors[i]);
  for (int y = 0; y < rect->height; y++)
    {
      guint8 *row = vanity_image_row (overlay, rect->y + y) + 4 * (gsize)rect->x;
      const float *from = values + (gsize)y * (gsize)rect->width;

      for (int x = 0; x < rect->width; x++)
        memcpy (row + 4 * x, colors[(int)(CLAMP (from[x], 0.0F, 1.0F) * 255 + 0.5F)], 4);
    }
}

/* `plane`: size² texels in [0, 1]. */
static gboolean
draw_heat (const VanityAnalysis *analysis, const float *plane, int size, VanityImage *overlay,
           GError **error)
{
  const VanityAtlas *atlas = vanity_atlas_get (size, error);
  VanityFace face = analysis->face;
  g_autoptr (VanityAtlasMap) map = NULL;
  g_autofree float *values = NULL;
  VanityRect rect;

  if (atlas == NULL)
    return FALSE;
  vanity_face_scale (&face, (double)overlay->width / analysis->width);
  rect = find_rect (face.points, overlay->width, overlay->height);
  if (rect.width <= 0 || rect.height <= 0)
    return TRUE;
  map = vanity_atlas_wrap (atlas, face.points, &rect, error);
  if (map == NULL)
    return FALSE;
  values = g_try_new (float, (gsize)rect.width *(gsize)rect.height);
  if (values == NULL)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   "No memory to draw a map of %d × %d pixels", rect.width, rect.height);
      return FALSE;
    }
  vanity_atlas_lookup (atlas, map, plane, 1, 0, values);
  paint_heat (values, &rect, overlay);
  return TRUE;
}

static void
draw_classes (const VanityAnalysis *analysis, VanityImage *overlay)
{
  const VanityHeadMap *map = analysis->head;
  double scale = (double)analysis->width / overlay->width;
  guint8 colors[VANITY_HEAD_N_CLASSES][4];

  for (int i = 0; i < VANITY_HEAD_N_CLASSES; i++)
    vanity_evidence_get_class_color (i, colors[i]);
  for (int y = 0; y < overlay->height; y++)
    for (int x = 0; x < overlay->width; x++)
      memcpy (vanity_image_row (overlay, y) + 4 * (gsize)x,
              colors[vanity_head_map_find (map, (x + 0.5) * scale, (y + 0.5) * scale)], 4);
}

static gboolean
draw_overlay (const VanityAnalysis *analysis, const VanityEvidence *evidence, VanityImage *overlay,
              GError **error)
{
  const VanityConcerns *concerns = analysis->concerns;
  g_autofree float *map = NULL;

  if (evidence->kind == VANITY_EVIDENCE_HEAD)
    {
      draw_classes (analysis, overlay);
      return TRUE;
    }
  if (evidence->kind == VANITY_EVIDENCE_CONCERN)
    return draw_heat (
        analysis,
        concerns->maps + (gsize)evidence->concern * (gsize)concerns->size * (gsize)concerns->size,
        concerns->size, overlay, error);
  map = g_new (float, (gsize)analysis->texture->size *(gsize)analysis->texture->size);
  return vanity_concerns_attribute (analysis->texture, evidence->concern, evidence->zone, map,
                                    error)
         && draw_heat (analysis, map, analysis->texture->size, overlay, error);
}

VanityImage *
vanity_evidence_new_overlay (const VanityAnalysis *analysis, const VanityEvidence *evidence,
                             int width, int height, GError **error)
{
  g_autoptr (VanityImage) overlay = NULL;
  g_autofree char *id = vanity_evidence_dup_id (evidence);

  if (!vanity_evidence_is_there (analysis, evidence))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "the analysis has nothing to draw for “%s”", id);
      return NULL;
    }
  overlay = vanity_image_new (width, height, 8, vanity_color_space_get_srgb (), error);
  if (overlay == NULL || !draw_overlay (analysis, evidence, overlay, error))
    return NULL;
  overlay->has_alpha = TRUE;
  return g_steal_pointer (&overlay);
}

/* Lays the overlay on a photo that has lost its colours. */
static void
compose (VanityImage *picture, const VanityImage *overlay)
{
  for (int y = 0; y < picture->height; y++)
    {
      guint8 *to = vanity_image_row (picture, y);
      const guint8 *from = vanity_image_row (overlay, y);

      for (int x = 0; x < picture->width; x++, to += 4, from += 4)
        {
          float luma = 0.2126F * to[0] + 0.7152F * to[1] + 0.0722F * to[2];
          float cover = from[3] / 255.0F;

          for (int k = 0; k < 3; k++)
            to[k] = (guint8)((1 - cover) * (255 * BASE + RANGE * luma) + cover * from[k] + 0.5F);
          to[3] = 255;
        }
    }
}

VanityImage *
vanity_evidence_new_picture (const VanityAnalysis *analysis, const VanityEvidence *evidence,
                             const VanityImage *image, gboolean legend, GError **error)
{
  g_autoptr (VanityImage) picture
      = vanity_image_new_preview (image, MAX (image->width, image->height), NULL, error);
  g_autoptr (VanityImage) overlay = NULL;

  if (picture == NULL)
    return NULL;
  overlay
      = vanity_evidence_new_overlay (analysis, evidence, picture->width, picture->height, error);
  if (overlay == NULL)
    return NULL;
  compose (picture, overlay);
  picture->has_alpha = FALSE;
  if (legend)
    vanity_evidence_draw_legend (evidence, picture);
  return g_steal_pointer (&picture);
}

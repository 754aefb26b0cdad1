#include "face/face.h"

#include <glib/gi18n-lib.h>
#include <math.h>

VanityFace *
vanity_face_copy (const VanityFace *face)
{
  VanityFace *copy = g_new (VanityFace, 1);

  *copy = *face;
  return copy;
}

void
vanity_face_free (VanityFace *face)
{
  g_free (face);
}

void
vanity_face_scale (VanityFace *face, double scale)
{
  for (int i = 0; i < 4; i++)
    face->box[i] *= scale;
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    {
      face->points[i].x *= scale;
      face->points[i].y *= scale;
      face->points[i].z *= scale;
    }
  face->quality.size *= scale;
}

void
vanity_face_measure_box (VanityFace *face)
{
  float low[2] = { INFINITY, INFINITY }, high[2] = { -INFINITY, -INFINITY };

  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      low[0] = MIN (low[0], face->points[i].x), high[0] = MAX (high[0], face->points[i].x);
      low[1] = MIN (low[1], face->points[i].y), high[1] = MAX (high[1], face->points[i].y);
    }
  face->box[0] = low[0];
  face->box[1] = low[1];
  face->box[2] = high[0] - low[0];
  face->box[3] = high[1] - low[1];
}

float
vanity_face_get_width (const VanityFace *face)
{
  const VanityPoint *right = &face->points[234], *left = &face->points[454];

  return hypotf (left->x - right->x, left->y - right->y);
}

/* The gravest first. */
static const struct
{
  VanityQualityFlags flag;
  const char *word, *label;
} qualities[] = {
  { VANITY_QUALITY_CUT, "cut off", NC_ ("photo", "Cut off by the edge of the photo") },
  { VANITY_QUALITY_SMALL, "too small", NC_ ("photo", "Too small in the photo") },
  { VANITY_QUALITY_DARK, "too dark", NC_ ("photo", "Too dark") },
  { VANITY_QUALITY_BRIGHT, "too bright", NC_ ("photo", "Too bright") },
  { VANITY_QUALITY_BLURRED, "blurred", NC_ ("photo", "Blurred") },
  { VANITY_QUALITY_TURNED, "turned away", NC_ ("photo", "Turned away from the camera") },
  { VANITY_QUALITY_COVERED, "covered", NC_ ("photo", "Partly covered by glasses, hair or a hand") },
};

const char *
vanity_quality_get_word (VanityQualityFlags flags)
{
  for (gsize i = 0; i < G_N_ELEMENTS (qualities); i++)
    if (flags & qualities[i].flag)
      return qualities[i].word;
  return "good";
}

const char *
vanity_quality_get_label (VanityQualityFlags flags)
{
  for (gsize i = 0; i < G_N_ELEMENTS (qualities); i++)
    if (flags & qualities[i].flag)
      return g_dpgettext2 (GETTEXT_PACKAGE, "photo", qualities[i].label);
  return g_dpgettext2 (GETTEXT_PACKAGE, "photo", NC_ ("photo", "Good"));
}

/* A face in a photo: a plain value in photo pixels. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* MediaPipe's 468 mesh points, then five of the right and five of the left iris. */
#define VANITY_FACE_POINTS 478
#define VANITY_FACE_MESH_POINTS 468

typedef struct
{
  float x, y, z; /* pixels of the upright photo, origin at its top left corner; z on the scale of
                    x, smaller is nearer */
} VanityPoint;

/* What stands between this face and a good result; a bit set. */
typedef enum
{
  VANITY_QUALITY_GOOD = 0,
  VANITY_QUALITY_SMALL = 1 << 0, /* too few pixels */
  VANITY_QUALITY_DARK = 1 << 1,
  VANITY_QUALITY_BRIGHT = 1 << 2, /* blown out */
  VANITY_QUALITY_TURNED = 1 << 3, /* yaw or pitch hide part of it */
  VANITY_QUALITY_BLURRED = 1 << 4,
  VANITY_QUALITY_CUT = 1 << 5,     /* by the photo's border */
  VANITY_QUALITY_COVERED = 1 << 6, /* hair, hand, mask or glasses lie over part of it */
} VanityQualityFlags;

typedef struct
{
  float box[4];   /* x, y, width, height of the mesh */
  float score;    /* detector's confidence, [0, 1] */
  float presence; /* the mesh's own confidence, [0, 1] */
  VanityPoint points[VANITY_FACE_POINTS];
  struct
  {
    float yaw, pitch, roll; /* degrees; + turned to its left, + looking up, + tilted clockwise as
                               one sees it */
  } pose;
  struct
  {
    VanityQualityFlags flags;
    float sharpness;  /* [0, 1] */
    float brightness; /* mean L* of the face, [0, 100] */
    float size;       /* distance of the outer eye corners, pixels */
  } quality;
} VanityFace;

VanityFace *vanity_face_copy (const VanityFace *face);
void vanity_face_free (VanityFace *face);

/* The same face in the photo scaled by `scale`. */
void vanity_face_scale (VanityFace *face, double scale);

/* Sets the box to what the mesh's points span. */
void vanity_face_measure_box (VanityFace *face);

/* Distance between the face's left and right contour (points 234 and 454), pixels: the "face
 * width" that errors are measured in. */
float vanity_face_get_width (const VanityFace *face);

/* One word for a person: "good", "too small", … the gravest first; `_label` is translated. */
const char *vanity_quality_get_word (VanityQualityFlags flags);
const char *vanity_quality_get_label (VanityQualityFlags flags);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityFace, vanity_face_free)

G_END_DECLS
